"""What people are told unasked: which notice is due, once a token, many in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tokentray.core.ending import SAME_WITHIN, ComingEnd
from tokentray.core.profile import Renew
from tokentray.core.settings import Notify
from tokentray.core.state import Verdict, is_expired
from tokentray.core.view import ProfileView, is_worth_announcing, warn_at


class NoticeKind(StrEnum):
    """The kinds, named as in settings.toml."""

    EXPIRED = "expired"
    CANNOT_REFRESH = "cannot_refresh"
    FAILED = "failed"
    CHANGED = "changed"
    ENDS_SOON = "ends_soon"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell about one profile or several; names only, no server's words.

    `until` is by our clock (POSIX seconds) when its token ends, or its sign-in where that is
    what it is about; only where it is about one profile.
    """

    kind: NoticeKind
    profile_ids: tuple[str, ...]
    names: tuple[str, ...]
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One profile's notice; `key` names the token, or the end of its grant, that it is about.

    `also` are keys under which the same may have been told; `until` is when (our clock) what it
    is about ends, None for the token itself.
    """

    kind: NoticeKind
    view: ProfileView
    key: str
    also: tuple[str, ...] = ()
    until: float | None = None


def due_notice(
    view: ProfileView,
    now: float,
    *,
    may_still_renew: bool = False,
    coming_ends: Sequence[ComingEnd] = (),
) -> Due | None:
    """Tell what is to be said of a profile at `now` (our clock), None for nothing.

    `may_still_renew`: a refresh is on its way, about to begin, or stopped by intent. A token of
    under five minutes is announced only where its grant died: nobody could act on the rest.
    """
    return _due_of_token(view, now, may_still_renew) or _due_of_end(view, now, coming_ends)


def _due_of_token(view: ProfileView, now: float, may_still_renew: bool) -> Due | None:
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


def _due_of_end(view: ProfileView, now: float, ends: Iterable[ComingEnd]) -> Due | None:
    """A sign-in that will end, whatever is refreshed until then: at the first end that stays."""
    if not view.facts.can_refresh or view.facts.verdict is not Verdict.GOOD:
        return None
    end = next((end for end in ends if not _may_move(end, view.refresh_at)), None)
    if end is None or not end.tell_at <= now < end.at:
        return None
    # The same end is a little earlier or later each time that a server tells it.
    step = 10 * SAME_WITHIN
    key, *also = (f"ends:{(end.server_at + near) // step}" for near in (0, -step, step))
    return Due(NoticeKind.ENDS_SOON, view, key, tuple(also), end.at)


def _may_move(end: ComingEnd, refresh_at: float | None) -> bool:
    """Tell whether a refresh comes before an end that it may put off."""
    return not end.is_fixed and refresh_at is not None and refresh_at < end.at


def is_wanted(kind: NoticeKind, notify: Notify) -> bool:
    """Tell whether people want to hear this kind."""
    return bool(getattr(notify, kind.value))


def together(due: Iterable[Due]) -> tuple[Notice, ...]:
    """Make one notice of each kind, however many profiles it is about."""
    by_kind: dict[NoticeKind, list[Due]] = {}
    for one in due:
        by_kind.setdefault(one.kind, []).append(one)
    return tuple(
        Notice(
            kind,
            tuple(one.view.id for one in ones),
            tuple(one.view.name for one in ones),
            _until(ones[0]) if len(ones) == 1 else None,
        )
        for kind, ones in by_kind.items()
    )


def _until(due: Due) -> float | None:
    return due.view.expires_at if due.until is None else due.until


def _fails(view: ProfileView) -> bool:
    """Whether renewing was tried and failed; what is renewed on demand only never did."""
    return view.facts.failing and view.profile.renew is not Renew.ON_DEMAND
