"""What people are told unasked: which notice is due, once a token, many in one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tokentray.core.profile import Renew
from tokentray.core.settings import Notify
from tokentray.core.state import Verdict, is_expired
from tokentray.core.view import ProfileView, is_worth_announcing, warn_at

_DAY = 24 * 60
_QUIET = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class NoticeKind(StrEnum):
    """The kinds, named as in settings.toml."""

    EXPIRED = "expired"
    CANNOT_REFRESH = "cannot_refresh"
    FAILED = "failed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell about one profile or several; names only, no server's words.

    `until` is the expiry by our clock (POSIX seconds) where it is about one profile.
    """

    kind: NoticeKind
    profile_ids: tuple[str, ...]
    names: tuple[str, ...]
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One profile's notice; `key` names the token, or the end of its grant, that it is about."""

    kind: NoticeKind
    view: ProfileView
    key: str


def due_notice(view: ProfileView, now: float, *, may_still_renew: bool = False) -> Due | None:
    """Tell what is to be said of a profile at `now` (our clock), None for nothing.

    `may_still_renew`: a refresh is on its way, about to begin, or stopped by intent. A token of
    under five minutes is announced only where its grant died: nobody could act on the rest.
    """
    snapshot = view.snapshot
    if snapshot is None:
        return None
    if view.facts.verdict is not Verdict.GOOD:
        return Due(NoticeKind.FAILED, view, f"grant:{snapshot.obtained_at}")
    if not is_worth_announcing(view):
        return None
    token = f"token:{snapshot.obtained_at}:{snapshot.expires_at}"
    if is_expired(view.expires_at, now):
        renews = view.facts.can_refresh and (may_still_renew or not _fails(view))
        return None if renews else Due(NoticeKind.EXPIRED, view, token)
    moment = warn_at(view)
    if moment is not None and moment <= now:
        return Due(NoticeKind.CANNOT_REFRESH, view, token)
    return None


def changed_notice(view: ProfileView) -> Due | None:
    """Tell whether a refresh changed what a token allows, and nobody has looked at it yet."""
    if view.news is None:
        return None
    return Due(NoticeKind.CHANGED, view, f"changed:{view.news.at:.0f}")


def is_wanted(kind: NoticeKind, notify: Notify) -> bool:
    """Tell whether people want to hear this kind."""
    return bool(getattr(notify, kind.value))


def quiet_left(quiet: str, hour: int, minute: int) -> float:
    """Tell how many seconds "22:00-07:00" still asks for quiet at this local time, else 0.

    A text that is no such span asks for none.
    """
    span = _QUIET.fullmatch(quiet)
    if span is None:
        return 0.0
    begin, end = _minutes(span[1], span[2]), _minutes(span[3], span[4])
    now = hour * 60 + minute
    inside = begin <= now < end if begin <= end else now >= begin or now < end
    return (end - now) % _DAY * 60.0 if inside else 0.0


def together(due: Iterable[Due]) -> tuple[Notice, ...]:
    """Make one notice of each kind, however many profiles it is about."""
    by_kind: dict[NoticeKind, list[ProfileView]] = {}
    for one in due:
        by_kind.setdefault(one.kind, []).append(one.view)
    return tuple(
        Notice(
            kind,
            tuple(view.id for view in views),
            tuple(view.name for view in views),
            views[0].expires_at if len(views) == 1 else None,
        )
        for kind, views in by_kind.items()
    )


def _minutes(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


def _fails(view: ProfileView) -> bool:
    """Whether renewing was tried and failed; what is renewed on demand only never did."""
    return view.facts.failing and view.profile.renew is not Renew.ON_DEMAND
