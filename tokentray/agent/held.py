"""What the running program holds for one profile, and the refresh that is on its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tokentray.core import schedule
from tokentray.core.ending import (
    ComingEnd,
    GrantEnd,
    LocalTime,
    authorization_end,
    coming_ends,
    grant_end,
)
from tokentray.core.errors import TokenTrayError
from tokentray.core.profile import Profile, Renew
from tokentray.core.signature import ClaimsFrom, Signature
from tokentray.core.snapshot import Snapshot, Standing, plan_of
from tokentray.core.state import State
from tokentray.core.view import News, ProfileView, view_of, warn_at

WHILE_USED_SECONDS = 8 * 3600.0
SHOWN_AFTER = 0.3
"""A refresh that is quicker than this is not shown: the icon would flicker."""

BEST_FOR = 1.0
"""What a refresh brought is the best there is for so long: nobody asks the server again."""

_INACTIVE: tuple[str, Mapping[str, str | int]] = ("warn-inactive", {})

_IDLE_ROUND = 60.0
"""A due refresh that found nothing to do is not asked for again before this."""


@dataclass(frozen=True, slots=True)
class Landing:
    """How a refresh ended; without an error and not renewed, there was nothing to do."""

    error: TokenTrayError | None = None
    renewed: bool = False


Landed = Callable[[Landing], None]


@dataclass(slots=True)
class Flight:
    """One refresh that was asked for; who joined it is told when it lands.

    `is_shown` from `SHOWN_AFTER` seconds on.
    """

    wish: dict[str, object]
    waiting: list[Landed]
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Previous:
    """What the token before said, and when it came (the server's clock): not the token itself."""

    claims: Mapping[str, Any] = field(repr=False)
    obtained_at: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """All that others can see of a profile: when it differs, they are told.

    `due` is the kind of notice that there is to say.
    """

    state: State
    token: tuple[str | None, int, float | None]
    told: tuple[Signature, ClaimsFrom | None]
    standing: Standing
    refresh_at: float | None
    error: str | None
    is_paused: bool = False
    news: News | None = None
    due: str | None = None


@dataclass(slots=True)
class Held:
    """One profile's tokens in memory; the refresh token is not among them.

    `draw` is this token's place in the tenth before its due moment, in [0, 1). `is_impatient`
    asks the next refresh to pass over a back-off whose reason is gone. `next_at` is the moment
    (our clock) when something about it changes by itself, `seen` the latest generation of the
    vault's entry that somebody announced. `is_new` tells that nobody was asked about the token
    since it was read or renewed. `is_paused` tells that this one is not refreshed by itself,
    `grant_end` when its refresh token ends. `news` is what refreshes changed since somebody looked,
    `previous` what the token before said.
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
    landed_at: float = 0.0
    landing: Landing = Landing()
    is_impatient: bool = False
    next_at: float | None = None
    face: Face | None = None
    seen: int = 0
    void_skew: int | None = None
    is_new: bool = False
    is_paused: bool = False
    news: News | None = None
    previous: Previous | None = None
    grant_end: GrantEnd | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing can be refreshed any more, or nothing is held."""
        return self.snapshot is None or self.snapshot.ended is not None

    def view(self, now: float, *, paused: bool) -> ProfileView:
        """Return the profile as it is at `now` (our clock)."""
        return view_of(
            self.profile,
            self.snapshot,
            self.standing,
            now,
            refreshing=self.flight is not None and self.flight.is_shown,
            locked=self.locked,
            refresh_at=self.refresh_at(now, paused=paused),
            paused=self.is_paused,
            news=self.news,
        )

    def face_of(self, view: ProfileView) -> Face:
        """Return what others see of `view`."""
        snapshot = self.snapshot
        token: tuple[str | None, int, float | None] = (None, 0, None)
        if snapshot is not None:
            token = (snapshot.access_token, snapshot.obtained_at, view.expires_at)
        error = None if self.error is None else self.error.code
        told = (view.signature, None if snapshot is None else snapshot.claims_from)
        standing, at = self.standing, view.refresh_at
        return Face(view.state, token, told, standing, at, error, self.is_paused, self.news)

    def note_news(self, groups: Sequence[str], now: float) -> None:
        """Remember what a refresh changed, beside what nobody has looked at yet."""
        if groups:
            known = () if self.news is None else self.news.groups
            self.news = News(tuple(dict.fromkeys((*known, *groups))), now)

    def follow(self, profile: Profile) -> None:
        """Go by what the profile says now: why the last refresh failed may be mended by it."""
        if profile != self.profile and self.landing.error is not None:
            self.landing = Landing()
        self.profile = profile

    def take(self, snapshot: Snapshot | None, standing: Standing, draw: float) -> None:
        """Hold what a worker read or got."""
        if _token_of(snapshot) != _token_of(self.snapshot):
            self.draw = draw
            self.previous = None if snapshot is None else _previous(self.snapshot) or self.previous
        self.is_new = True
        if snapshot is not None and snapshot.obtained_at == self.void_skew:
            snapshot = replace(snapshot, clock_skew=0)
        self.snapshot, self.standing = _still_told(snapshot, self.snapshot), standing
        self.news = None if snapshot is None else self.news
        self.grant_end = grant_end(snapshot, self.grant_end)
        self.error, self.locked, self.is_loaded = None, False, True

    def fail(self, error: TokenTrayError, failures: int, now: float) -> None:
        """Wait after an error that nobody counted, the so-manieth in a row; keep everything."""
        self.standing = replace(
            self.standing,
            failures=failures,
            retry_at=now + schedule.back_off(failures, self.draw),
            last_try_at=now,
            problem=error.code,
            problem_arguments=dict(error.arguments),
        )

    def shift_clock(self, seconds: float) -> None:
        """The wall clock was set by `seconds`: waits last as long as before, skews are void.

        What the server's `Date` told of our clock was about the clock as it was.
        """
        if self.standing.retry_at:
            self.standing = replace(self.standing, retry_at=self.standing.retry_at + seconds)
            self.is_impatient = True
        if self.used_at:
            self.used_at += seconds
        if self.snapshot is not None and self.snapshot.clock_skew:
            self.void_skew = self.snapshot.obtained_at
            self.snapshot = replace(self.snapshot, clock_skew=0)

    @property
    def is_outdated(self) -> bool:
        """Whether the vault holds something newer, as far as somebody said."""
        return self.seen > (0 if self.snapshot is None else self.snapshot.generation)

    def has_just_landed(self, now: float) -> bool:
        """Tell whether what a refresh brought a moment ago is the best there is."""
        told_something = self.landing.renewed or self.landing.error is not None
        return told_something and 0 <= now - self.landed_at < BEST_FOR

    def refresh_at(self, now: float, *, paused: bool) -> float | None:
        """Tell when (our clock) the next refresh by itself is due, None for never."""
        snapshot, profile = self.snapshot, self.profile
        if snapshot is None or paused or self.is_paused or not self._renews_by_itself(now):
            return None
        if not snapshot.is_renewable or not profile.can_renew or snapshot.ended is not None:
            return None
        plan = plan_of(snapshot, profile.refresh_before, profile.fallback_lifetime)
        due = schedule.refresh_at(plan, self.draw) - snapshot.clock_skew
        if self.standing.failures:
            due = max(due, self.standing.retry_at)
        return max(due, self._rests_until(now))

    def coming_ends(self, quiet: str, local: LocalTime) -> tuple[ComingEnd, ...]:
        """Tell what its sign-in may end with and when that is told, the next one first."""
        if self.snapshot is None:
            return ()
        ends = (self.grant_end, authorization_end(self.snapshot))
        return coming_ends(ends, self.snapshot.clock_skew, quiet, local)

    def next_moment(
        self, view: ProfileView, now: float, ends: Sequence[ComingEnd] = ()
    ) -> float | None:
        """Tell when (our clock) something about this profile changes by itself."""
        moments = [view.expires_at, warn_at(view)]
        moments += [at for end in ends for at in (end.tell_at, end.at)]
        if self.flight is None:
            moments.append(view.refresh_at)
        coming = [moment for moment in moments if moment is not None and moment > now]
        return min(coming, default=None)

    def due_at(self, now: float, *, paused: bool) -> float | None:
        """Tell since when a refresh by itself is due, None where it is not."""
        if self.flight is not None:
            return None
        due = self.refresh_at(now, paused=paused)
        return due if due is not None and due <= now else None

    def _rests_until(self, now: float) -> float:
        """Two refreshes by itself are never close, whatever the server or the clocks say."""
        rest = schedule.FLOOR if self.landing.renewed else 0.0
        if not self.landing.renewed and self.landing.error is None:
            rest = _IDLE_ROUND
        until = self.landed_at + rest if self.landed_at else 0.0
        return until if until - now <= _IDLE_ROUND else 0.0

    def _renews_by_itself(self, now: float) -> bool:
        if self.profile.renew is Renew.ON_DEMAND:
            return False
        if self.profile.renew is Renew.WHILE_USED:
            return now - self.used_at < WHILE_USED_SECONDS
        return True


def _still_told(snapshot: Snapshot | None, before: Snapshot | None) -> Snapshot | None:
    """Keep what the server told of an opaque token: it stands in no vault."""
    if snapshot is None or before is None or snapshot.access_token != before.access_token:
        return snapshot
    if _INACTIVE in before.warnings and _INACTIVE not in snapshot.warnings:
        snapshot = replace(snapshot, warnings=(*snapshot.warnings, _INACTIVE))
    if snapshot.claims is not None or before.claims_from is ClaimsFrom.TOKEN:
        return snapshot
    return replace(snapshot, claims=before.claims, claims_from=before.claims_from)


def _previous(snapshot: Snapshot | None) -> Previous | None:
    if snapshot is None or snapshot.claims is None:
        return None
    return Previous(snapshot.claims, snapshot.obtained_at)


def _token_of(snapshot: Snapshot | None) -> tuple[str | None, int | None]:
    return (None, None) if snapshot is None else (snapshot.access_token, snapshot.expires_at)
