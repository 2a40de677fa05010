"""What people are told unasked: which notice is due, once a token, many in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tokentray.core.state import State, Verdict
from tokentray.core.view import ProfileView, is_worth_announcing, warn_at


class NoticeKind(StrEnum):
    """The kinds, named as in settings.toml."""

    EXPIRED = "expired"
    CANNOT_REFRESH = "cannot_refresh"
    FAILED = "failed"


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
    """One profile's notice; `key` names the token (or the end of its grant) it is about."""

    kind: NoticeKind
    view: ProfileView
    key: str


def due_notice(view: ProfileView, now: float) -> Due | None:
    """Tell what is to be said of a profile at `now` (our clock), None for nothing.

    A token of under five minutes is announced only where its grant died: nobody could act
    on the rest.
    """
    if view.snapshot is None:
        return None
    if view.facts.verdict is not Verdict.GOOD:
        return Due(NoticeKind.FAILED, view, f"{view.snapshot.obtained_at}:{view.facts.verdict}")
    token = f"{view.snapshot.obtained_at}:{view.snapshot.expires_at}"
    if not is_worth_announcing(view):
        return None
    if view.state is State.EXPIRED:
        return Due(NoticeKind.EXPIRED, view, token)
    moment = warn_at(view)
    if moment is not None and moment <= now:
        return Due(NoticeKind.CANNOT_REFRESH, view, token)
    return None


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
