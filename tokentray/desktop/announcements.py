"""The sentences of notifications: what happened to a profile, and how a copy went."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from tokentray.agent.notices import Notice

COPY_SLOT = "copy"
CHANGED_SLOT = "CHANGED"
"""One notice for all changes, however many: the next one takes its place."""

_PASSING_SECONDS = 3.0
_BAD_NEWS_SECONDS = 8.0


def announce(notice: Notice, view: ProfileView | None, now: float) -> Bubble:
    """Word a notice of the agent; `view` is the profile where it is about one."""
    if len(notice.names) != 1 or view is None:
        return _announce_many(notice)
    return _ANNOUNCERS[notice.kind.name](notice, view, now)


def _announce_expired(notice: Notice, view: ProfileView, now: float) -> Bubble:
    can_refresh = may_refresh(view.profile, view)
    ended = view.expires_at
    since = "" if ended is None else f" at {moment(ended, now)}"
    return Bubble(
        slot=view.id,
        summary=f"{view.name} expired{since}",
        body="A refresh may help." if can_refresh else _next_token(view),
        actions=(Action.REFRESH, Action.OPEN) if can_refresh else _sign_in_or_open(view),
        profile_id=view.id,
    )


def _announce_cannot_refresh(notice: Notice, view: ProfileView, now: float) -> Bubble:
    ends = view.expires_at
    when = "soon" if ends is None else f"at {moment(ends, now)}"
    return Bubble(
        slot=view.id,
        summary=f"{view.name} ends {when}",
        body="It cannot be refreshed. Copy it while it lives, or import a new token.",
        actions=(Action.COPY, Action.OPEN),
        profile_id=view.id,
    )


def _announce_failed(notice: Notice, view: ProfileView, now: float) -> Bubble:
    left = view.seconds_left(now)
    alive = view.expires_at is not None and left is not None and left > 0
    rest = f" The token lives until {moment(view.expires_at or 0, now)}."
    return Bubble(
        slot=view.id,
        summary=f"{view.name} needs a new sign-in",
        body="It cannot be refreshed any more." + (rest if alive else ""),
        actions=_sign_in_or_open(view),
        profile_id=view.id,
    )


def _announce_changed(_notice: Notice, view: ProfileView, _now: float) -> Bubble:
    return Bubble(
        slot=CHANGED_SLOT,
        summary=news_summary(view.news, view.name),
        body="Its history says what came and went.",
        urgency=Urgency.LOW,
        actions=(Action.OPEN,),
        profile_id=view.id,
    )


def _next_token(view: ProfileView) -> str:
    return "Sign in to go on." if view.profile.can_sign_in else "Import a new token to go on."


def _sign_in_or_open(view: ProfileView) -> tuple[Action, ...]:
    return (Action.SIGN_IN, Action.OPEN) if view.profile.can_sign_in else (Action.OPEN,)


_ANNOUNCERS = {
    "EXPIRED": _announce_expired,
    "CANNOT_REFRESH": _announce_cannot_refresh,
    "FAILED": _announce_failed,
    "CHANGED": _announce_changed,
}
_MANY = {
    "EXPIRED": "{count} tokens expired",
    "CANNOT_REFRESH": "{count} tokens end soon and cannot be refreshed",
    "FAILED": "{count} profiles need a new sign-in",
    "CHANGED": "Permissions of {count} profiles changed",
}


def _announce_many(notice: Notice) -> Bubble:
    return Bubble(
        slot=notice.kind.name,
        summary=_MANY[notice.kind.name].format(count=len(notice.names)),
        body=f"{listed(notice.names)}.",
        urgency=Urgency.LOW if notice.kind.name == CHANGED_SLOT else Urgency.NORMAL,
        actions=(Action.OPEN,),
    )


def announce_copy(name: str, outcome: Outcome, lives_for: float | None, clears_in: float) -> Bubble:
    """Say what became of a copy; durations in seconds."""
    if outcome is Outcome.MISSED:
        return _bad_news(
            f"{name} was not copied",
            f"No other program can see it on the clipboard. In a terminal: tokentray token {name}",
        )
    clears = f"clears in {span(clears_in)}"
    life = clears.capitalize() if lives_for is None else f"Lives {span(lives_for)}, {clears}"
    doubt = " Nothing here could check it." if outcome is Outcome.UNCHECKED else ""
    return Bubble(
        slot=COPY_SLOT,
        summary=f"{name} copied",
        body=f"{life}.{doubt}",
        urgency=Urgency.LOW,
        passing=True,
        seconds=_PASSING_SECONDS,
    )


def announce_refusal(what: str, error: TokenTrayError) -> Bubble:
    """Say that something asked for by a click did not happen; the reason in our words only."""
    return _bad_news(what, _reason_of(error))


def announce_restored() -> Bubble:
    """Say that a clipboard manager keeps what it was asked not to keep."""
    return _bad_news(
        "A clipboard manager brought the token back",
        "It was replaced once. The manager's history may still hold it.",
    )


def _reason_of(error: TokenTrayError) -> str:
    """A server's own words may be in an error: they stay in the window."""
    if error.code == "bound-to-key":
        return "It is bound to a key (DPoP): as a plain bearer every server refuses it."
    if isinstance(error, SignInNeeded):
        return "It needs a new sign-in or import."
    if isinstance(error, VaultError):
        return error.title
    if isinstance(error, TransportError):
        return "The server cannot be reached for now. Try again."
    if isinstance(error, ClientError):
        return "The server calls the profile wrong. The window says more."
    return "The window says more."


def _bad_news(summary: str, body: str) -> Bubble:
    return Bubble(
        slot=COPY_SLOT,
        summary=summary,
        body=body,
        actions=(Action.OPEN,),
        seconds=_BAD_NEWS_SECONDS,
    )
