"""The sentences of notifications: what happened to a profile, and how a copy went."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tokentray.core.errors import (
    ClientError,
    SignInNeeded,
    TokenTrayError,
    TransportError,
    VaultError,
)
from tokentray.core.view import ProfileView
from tokentray.desktop.bubbles import Action, Bubble, Urgency, listed
from tokentray.desktop.clipboard import Outcome
from tokentray.desktop.news_words import news_summary
from tokentray.desktop.overview import may_refresh, moment, span
from tokentray.desktop.words import Words, mark, worded

if TYPE_CHECKING:
    from tokentray.agent.notices import Notice

_tr = Words("Notices")

COPY_SLOT = "copy"
KEPT_SLOT = "kept"
CHANGED_SLOT = "CHANGED"
"""One notice for all changes, however many: the next one takes its place."""

_PASSING_SECONDS = 3.0
_BAD_NEWS_SECONDS = 8.0


def announce(notice: Notice, view: ProfileView | None, now: float) -> Bubble:
    """Word a notice of the agent; `view` is the profile where it is about one."""
    if len(notice.names) != 1 or view is None:
        bubble = _announce_many(notice)
    else:
        bubble = _ANNOUNCERS[notice.kind.name](notice, view, now)
    actions = (*bubble.actions, Action.SNOOZE)
    return replace(bubble, actions=actions, concerns=notice.profile_ids)


def _announce_expired(notice: Notice, view: ProfileView, now: float) -> Bubble:
    can_refresh = may_refresh(view)
    ended = view.expires_at
    summary = _tr("{name} expired") if ended is None else _tr("{name} expired at {moment}")
    return Bubble(
        slot=view.id,
        summary=_filled(summary, view, ended, now),
        body=_tr("A refresh may help.") if can_refresh else _next_token(view),
        actions=(Action.REFRESH, Action.OPEN) if can_refresh else _sign_in_or_open(view),
        profile_id=view.id,
    )


def _announce_cannot_refresh(notice: Notice, view: ProfileView, now: float) -> Bubble:
    ends = view.expires_at
    summary = _tr("{name} ends soon") if ends is None else _tr("{name} ends at {moment}")
    return Bubble(
        slot=view.id,
        summary=_filled(summary, view, ends, now),
        body=_tr("It cannot be refreshed. Copy it while it lives, or import a new token."),
        actions=(Action.COPY, Action.OPEN),
        profile_id=view.id,
    )


def _announce_failed(notice: Notice, view: ProfileView, now: float) -> Bubble:
    left = view.seconds_left(now)
    alive = view.expires_at is not None and left is not None and left > 0
    body = _tr("It cannot be refreshed any more.")
    if alive:
        body = _tr("It cannot be refreshed any more. The token lives until {moment}.")
    return Bubble(
        slot=view.id,
        summary=_tr("{name} needs a new sign-in").format(name=view.name),
        body=_filled(body, view, view.expires_at, now),
        actions=_sign_in_or_open(view),
        profile_id=view.id,
    )


def _announce_changed(_notice: Notice, view: ProfileView, _now: float) -> Bubble:
    return Bubble(
        slot=CHANGED_SLOT,
        summary=news_summary(view.news, view.name),
        body=_tr("Its history says what came and went."),
        urgency=Urgency.LOW,
        actions=(Action.OPEN,),
        profile_id=view.id,
    )


def _announce_ends_soon(notice: Notice, view: ProfileView, now: float) -> Bubble:
    ends = notice.until
    summary = _tr("Sign-in of {name} ends soon")
    if ends is not None:
        summary = _tr("Sign-in of {name} ends at {moment}")
    body = _tr("Refreshing does not prolong it. Import a new token response in time.")
    if view.profile.can_sign_in:
        body = _tr("Refreshing does not prolong it. Sign in again when it suits you.")
    return Bubble(
        slot=view.id,
        summary=_filled(summary, view, ends, now),
        body=body,
        actions=_sign_in_or_open(view),
        profile_id=view.id,
    )


def _next_token(view: ProfileView) -> str:
    if view.profile.can_sign_in:
        return _tr("Sign in to go on.")
    return _tr("Import a new token to go on.")


def _filled(template: str, view: ProfileView, at: float | None, now: float) -> str:
    return template.format(name=view.name, moment="" if at is None else moment(at, now))


def _sign_in_or_open(view: ProfileView) -> tuple[Action, ...]:
    return (Action.SIGN_IN, Action.OPEN) if view.profile.can_sign_in else (Action.OPEN,)


_ANNOUNCERS = {
    "EXPIRED": _announce_expired,
    "CANNOT_REFRESH": _announce_cannot_refresh,
    "FAILED": _announce_failed,
    "CHANGED": _announce_changed,
    "ENDS_SOON": _announce_ends_soon,
}
_MANY = {
    "EXPIRED": mark("%n tokens expired"),
    "CANNOT_REFRESH": mark("%n tokens end soon and cannot be refreshed"),
    "FAILED": mark("%n profiles need a new sign-in"),
    "CHANGED": mark("Permissions of %n profiles changed"),
    "ENDS_SOON": mark("%n sign-ins end soon"),
}


def _announce_many(notice: Notice) -> Bubble:
    return Bubble(
        slot=notice.kind.name,
        summary=_tr(_MANY[notice.kind.name], len(notice.names)),
        body=f"{listed(notice.names)}.",
        urgency=Urgency.LOW if notice.kind.name == CHANGED_SLOT else Urgency.NORMAL,
        actions=(Action.OPEN,),
    )


def announce_copy(name: str, outcome: Outcome, lives_for: float | None, clears_in: float) -> Bubble:
    """Say what became of a copy; durations in seconds."""
    if outcome is Outcome.MISSED:
        return _bad_news(
            not_copied(name),
            _tr(
                "No other program can see it on the clipboard. In a terminal: "
                "tokentray token {name}"
            ).format(name=name),
        )
    clears = span(clears_in)
    if lives_for is None:
        body = _tr("Clears in {clears}.").format(clears=clears)
    else:
        words = _tr("Lives {life}, clears in {clears}.")
        body = words.format(life=span(lives_for), clears=clears)
    if outcome is Outcome.UNCHECKED:
        body = _tr("{copied} Nothing here could check it.").format(copied=body)
    return Bubble(
        slot=COPY_SLOT,
        summary=_tr("{name} copied").format(name=name),
        body=body,
        urgency=Urgency.LOW,
        passing=True,
        seconds=_PASSING_SECONDS,
    )


def not_copied(name: str) -> str:
    """Say that a copy failed."""
    return _tr("{name} was not copied").format(name=name)


def announce_refusal(what: str, error: TokenTrayError) -> Bubble:
    """Say that something asked for by a click did not happen; the reason in our words only."""
    return _bad_news(what, _reason_of(error))


def announce_kept() -> Bubble:
    """Say where the program is whose window was closed, though no panel shows its icon."""
    return Bubble(
        slot=KEPT_SLOT,
        summary=_tr("TokenTray goes on"),
        body=_tr(
            "No panel here shows its icon, so the window was minimised. Quit is in the window."
        ),
        actions=(Action.OPEN,),
    )


def announce_restored() -> Bubble:
    """Say that a clipboard manager keeps what it was asked not to keep."""
    return _bad_news(
        _tr("A clipboard manager brought the token back"),
        _tr("It was replaced once. The manager's history may still hold it."),
    )


def _reason_of(error: TokenTrayError) -> str:
    """A server's own words may be in an error: they stay in the window."""
    if error.code == "bound-to-key":
        return _tr("It is bound to a key (DPoP): as a plain bearer every server refuses it.")
    if isinstance(error, SignInNeeded):
        return _tr("It needs a new sign-in or import.")
    if isinstance(error, VaultError):
        return worded(error.title)
    if isinstance(error, TransportError):
        return _tr("The server cannot be reached for now. Try again.")
    if isinstance(error, ClientError):
        return _tr("The server calls the profile wrong. The window says more.")
    return _tr("The window says more.")


def _bad_news(summary: str, body: str) -> Bubble:
    return Bubble(
        slot=COPY_SLOT,
        summary=summary,
        body=body,
        actions=(Action.OPEN,),
        seconds=_BAD_NEWS_SECONDS,
    )
