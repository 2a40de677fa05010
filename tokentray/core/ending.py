"""When a sign-in ends, and when people are told of it.

It ends with its refresh token, which a refresh may replace by one that lasts longer, or with the
authorization behind it, which no refresh prolongs: whichever is over first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tokentray.core.quiet import quiet_left, quiet_passed
from tokentray.core.snapshot import Snapshot

LONGEST_LEAD = 86_400.0
SHORTEST_FIXED_LEAD = 900.0
"""An end that refreshes leave alone is certain: a quarter of an hour is the least to act in."""

BEFORE_QUIET = 600.0
"""Seconds before quiet hours begin in which the sign-in ends: the last moment to tell it."""

SAME_WITHIN = 60
"""Seconds: two servers' words about one end differ by the way of the answer."""

_TOO_SHORT = 300

LocalTime = Callable[[float], tuple[int, int]]
"""Tells hour and minute at a moment (POSIX seconds)."""


@dataclass(frozen=True, slots=True)
class GrantEnd:
    """The end of a refresh token or an authorization, in POSIX seconds by the server's clock.

    `since` is when it was first told; `is_fixed` says that refreshes leave it where it is, and
    `least_lead` how long before it is told at least then.
    """

    at: int
    since: int
    is_fixed: bool = False
    least_lead: float = SHORTEST_FIXED_LEAD


@dataclass(frozen=True, slots=True)
class ComingEnd:
    """The end of a sign-in and the moment to tell it, in POSIX seconds by our clock.

    `server_at` is the end by the server's clock: what it is known by.
    """

    at: float
    tell_at: float
    server_at: int
    is_fixed: bool = False


def grant_end(snapshot: Snapshot | None, before: GrantEnd | None) -> GrantEnd | None:
    """Tell when a refresh token ends, None where nobody said; `before` was known before.

    An end that moved with the refresh goes on moving; one that did not, though the token is
    another, is the end of the session.
    """
    at = None if snapshot is None else snapshot.refresh_expires_at
    if snapshot is None or at is None or not _goes_on(snapshot):
        return None
    if before is None or abs(at - before.at) > SAME_WITHIN:
        return GrantEnd(at, snapshot.obtained_at)
    if snapshot.obtained_at - before.since > SAME_WITHIN:
        return replace(before, is_fixed=True)
    return before


def authorization_end(snapshot: Snapshot | None) -> GrantEnd | None:
    """Tell when what the person allowed ends, None where nobody said.

    It is certain by its nature, but not where the last refresh moved it all the same. Who has just
    allowed something for a quarter of an hour is not told of its end at once.
    """
    at = None if snapshot is None else snapshot.authorization_expires_at
    if snapshot is None or at is None or not _goes_on(snapshot):
        return None
    since = snapshot.authorization_told_at or snapshot.obtained_at
    was_moved = snapshot.renewed_at > 0 and since >= snapshot.obtained_at
    if at - since < _TOO_SHORT:
        return None
    return GrantEnd(at, since, not was_moved, min(SHORTEST_FIXED_LEAD, (at - since) / 2))


def _goes_on(snapshot: Snapshot) -> bool:
    """Tell whether refreshes can go on until some end."""
    return snapshot.ended is None and snapshot.has_refresh_token


def lead_of(end: GrantEnd) -> float:
    """Tell how long before its end a sign-in is announced, 0 for never.

    That is a tenth of the time for which the end is known, a day at most; for an end that is
    certain a quarter of an hour at least.
    """
    span = end.at - end.since
    if end.is_fixed:
        return min(LONGEST_LEAD, max(span / 10, end.least_lead))
    return min(LONGEST_LEAD, span / 10) if span >= _TOO_SHORT else 0.0


def coming_ends(
    ends: Iterable[GrantEnd | None], skew: int, quiet: str, local: LocalTime
) -> tuple[ComingEnd, ...]:
    """Tell when people are told of each end, in the order in which they come."""
    found = (coming_end(end, skew, quiet, local) for end in ends if end is not None)
    return tuple(sorted((end for end in found if end is not None), key=lambda end: end.at))


def coming_end(end: GrantEnd, skew: int, quiet: str, local: LocalTime) -> ComingEnd | None:
    """Tell when people are told of an end, None for never; `skew` as of the snapshot.

    Not in quiet hours: where the end lies within the same ones, before they begin. Where it
    lies behind them, the moment is left as it is: who announces waits for the hours to be over.
    """
    lead, at = lead_of(end), float(end.at - skew)
    if not lead:
        return None
    return ComingEnd(at, _tell_at(at, lead, quiet, local), end.at, end.is_fixed)


def _tell_at(at: float, lead: float, quiet: str, local: LocalTime) -> float:
    wanted = at - lead
    hour, minute = local(wanted)
    passed = quiet_passed(quiet, hour, minute)
    if passed is None:
        return wanted
    whole_minute = wanted // 60 * 60
    over = whole_minute + quiet_left(quiet, hour, minute)
    return wanted if at > over else whole_minute - passed - BEFORE_QUIET
