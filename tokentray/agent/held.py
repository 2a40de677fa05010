"""What the running program holds for one profile, and the refresh that is on its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tokentray.core import schedule
from tokentray.core.errors import TokenTrayError
from tokentray.core.profile import Profile, Renew
from tokentray.core.snapshot import Snapshot, Standing, plan_of
from tokentray.core.state import State
from tokentray.core.view import ProfileView, view_of, warn_at

WHILE_USED_SECONDS = 8 * 3600.0
SHOWN_AFTER = 0.3
"""A refresh that is quicker than this is not shown: the icon would flicker."""

Landed = Callable[[TokenTrayError | None], None]


@dataclass(slots=True)
class Flight:
    """One refresh on its way; who joined it is told when it lands."""

    started_at: float
    waiting: list[Landed] = field(default_factory=list)


@dataclass(slots=True)
class Held:
    """One profile's tokens in memory; the refresh token is not among them.

    `draw` is this token's place in the tenth before its due moment, in [0, 1).
    """

    profile: Profile
    snapshot: Snapshot | None = None
    standing: Standing = field(default_factory=Standing)
    error: TokenTrayError | None = None
    is_loaded: bool = False
    locked: bool = False
    draw: float = 0.0
    used_at: float = 0.0
    flight: Flight | None = None
    told: State | None = None

    def view(self, now: float, *, paused: bool) -> ProfileView:
        """Return the profile as it is at `now` (our clock)."""
        return view_of(
            self.profile,
            self.snapshot,
            self.standing,
            now,
            refreshing=self.flight is not None and now - self.flight.started_at >= SHOWN_AFTER,
            locked=self.locked,
            refresh_at=self.refresh_at(now, paused=paused),
        )

    def take(self, snapshot: Snapshot | None, standing: Standing, draw: float) -> bool:
        """Hold what a worker read or got; tell whether the token is another one."""
        is_new = _token_of(snapshot) != _token_of(self.snapshot)
        if is_new:
            self.draw = draw
        self.snapshot, self.standing = snapshot, standing
        self.error, self.locked, self.is_loaded = None, False, True
        return is_new

    def forget_skew(self) -> None:
        """Trust our clock again: it was set, so what the server's `Date` told is void."""
        if self.snapshot is not None and self.snapshot.clock_skew:
            self.snapshot = replace(self.snapshot, clock_skew=0)

    def refresh_at(self, now: float, *, paused: bool) -> float | None:
        """Tell when (our clock) the next refresh by itself is due, None for never."""
        snapshot, profile = self.snapshot, self.profile
        if snapshot is None or paused or not self._renews_by_itself(now):
            return None
        if not snapshot.has_refresh_token or not profile.refresh_url or snapshot.ended is not None:
            return None
        plan = plan_of(snapshot, profile.refresh_before, profile.fallback_lifetime)
        due = schedule.refresh_at(plan, self.draw) - snapshot.clock_skew
        return max(due, self.standing.retry_at) if self.standing.failures else due

    def next_moment(self, now: float, *, paused: bool) -> float | None:
        """Tell when (our clock) something about this profile changes by itself."""
        view = self.view(now, paused=paused)
        moments = [view.expires_at, warn_at(view)]
        if self.flight is None:
            moments.append(view.refresh_at)
        else:
            moments.append(self.flight.started_at + SHOWN_AFTER)
        coming = [moment for moment in moments if moment is not None and moment > now]
        return min(coming, default=None)

    def is_due(self, now: float, *, paused: bool) -> bool:
        """Tell whether a refresh by itself is due."""
        due = self.refresh_at(now, paused=paused)
        return self.flight is None and due is not None and due <= now

    def _renews_by_itself(self, now: float) -> bool:
        if self.profile.renew is Renew.ON_DEMAND:
            return False
        if self.profile.renew is Renew.WHILE_USED:
            return now - self.used_at < WHILE_USED_SECONDS
        return True


def _token_of(snapshot: Snapshot | None) -> tuple[str | None, int | None]:
    return (None, None) if snapshot is None else (snapshot.access_token, snapshot.expires_at)
