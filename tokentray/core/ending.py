"""When a sign-in ends, which is when its refresh token does, and when people are told of it."""

from __future__ import annotations

from collections.abc import Callable
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
    """The end of a refresh token, in POSIX seconds by the server's clock.

    `since` is when it was first told; `is_fixed` says that a later refresh left it where it was.
    """

    at: int
    since: int
    is_fixed: bool = False


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
    """Tell when the grant behind a token ends, None where nobody said; `before` was known before.

    An end that moved with the refresh goes on moving; one that did not, though the token is
    another, is the end of the session.
    """
    if snapshot is None or snapshot.ended is not None or not snapshot.has_refresh_token:
        return None
    at = snapshot.refresh_expires_at
    if at is None:
        return None
    if before is None or abs(at - before.at) > SAME_WITHIN:
        return GrantEnd(at, snapshot.obtained_at)
    if snapshot.obtained_at - before.since > SAME_WITHIN:
        return replace(before, is_fixed=True)
    return before


def lead_of(end: GrantEnd) -> float:
    """Tell how long before its end a sign-in is announced, 0 for never.

    That is a tenth of the time for which the end is known, a day at most; for an end that is
    certain a quarter of an hour at least.
    """
    span = end.at - end.since
    if end.is_fixed:
        return min(LONGEST_LEAD, max(span / 10, SHORTEST_FIXED_LEAD))
    return min(LONGEST_LEAD, span / 10) if span >= _TOO_SHORT else 0.0


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
