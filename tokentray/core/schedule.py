"""When a token is renewed, when its holder is warned, and how long a failure waits.

All moments are POSIX seconds, all durations seconds; chance is an argument in [0, 1).
"""

from __future__ import annotations

from dataclasses import dataclass

LIVES_FOR = 5.0
"""A token with no more than this left is not handed out: it would die on its way."""

MARGIN = 300.0
FLOOR = 10.0
"""Two refreshes of a profile are never closer than this."""

CAUTIOUS_LIFETIME = 300.0
"""How long a token of unknown expiry is trusted where the profile says nothing."""

UNCERTAIN_INTERVAL = 3600.0
RETRY_AFTER_CAP = 86_400.0
_BACK_OFF_FIRST = 10.0
_BACK_OFF_CAP = 900.0

MIN_VALID = 60.0
"""A copy or `token` without an option asks for this much remaining life."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the schedule looks at: one token's life and the profile's wishes."""

    obtained_at: float
    expires_at: float | None
    refresh_before: float = 0.0
    fallback_lifetime: float = CAUTIOUS_LIFETIME

    @property
    def lifetime(self) -> float | None:
        """Seconds from when we got the token to its expiry, at least 0."""
        if self.expires_at is None:
            return None
        return max(0.0, self.expires_at - self.obtained_at)


def refresh_at(plan: Plan, chance: float) -> float:
    """Tell the moment of the next refresh.

    That is min(300, lifetime / 5) or `refresh_before` ahead of expiry, at least
    five seconds before it, drawn up to a tenth of the remaining wait earlier by
    `chance` so that many profiles do not meet, and never sooner than ten seconds
    after the last refresh.
    """
    if plan.expires_at is None or plan.lifetime is None:
        wait = plan.fallback_lifetime
    else:
        margin = plan.refresh_before or min(MARGIN, plan.lifetime / 5)
        wait = plan.lifetime - max(margin, LIVES_FOR)
    drawn = wait - max(0.0, wait) * 0.1 * chance
    return plan.obtained_at + max(FLOOR, drawn)


def warning_time(lifetime: float | None, warn_before: float) -> float:
    """Tell how long before expiry a token that cannot be renewed is announced."""
    return warn_before if lifetime is None else min(warn_before, lifetime / 10)


def back_off(failures: int, chance: float) -> float:
    """Tell how long to wait after so many failures in a row (the first is 1).

    Doubles from ten seconds to fifteen minutes; `chance` adds up to a fifth.
    """
    doubled = _BACK_OFF_FIRST * 2.0 ** min(max(failures, 1) - 1, 10)
    return min(doubled, _BACK_OFF_CAP) * (1.0 + 0.2 * chance)


def minimum_valid(lifetime: float | None) -> float:
    """Tell the remaining life that a hand-out asks for by itself: 60 s, never over a third."""
    return MIN_VALID if lifetime is None else min(MIN_VALID, lifetime / 3)
