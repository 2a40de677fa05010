"""One profile as people and programs see it at a moment, and the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tokentray.core import schedule
from tokentray.core.expiry import read_times
from tokentray.core.messages import english
from tokentray.core.profile import Profile
from tokentray.core.signature import Signature, signature_at
from tokentray.core.snapshot import Snapshot, Standing, facts_of
from tokentray.core.state import Facts, State, Verdict, state_of

NO_TOKEN = Signature(reason="signature-no-token")


@dataclass(frozen=True, slots=True)
class News:
    """Something that nobody has looked at yet: groups of claims whose members came or went.

    `at` is the refresh that brought it, by our clock.
    """

    groups: tuple[str, ...]
    at: float


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A profile with what is known of its tokens.

    `refresh_at` is the planned moment by our clock, None where nothing is planned; all other
    times are the server's, see `Snapshot`. The access token is in `snapshot` only. `signature`
    is what a check would say now: the snapshot's own may be older than the token's end. `paused`
    tells that this profile by itself is not refreshed in the background. `news` stays until
    somebody looked at the profile.
    """

    profile: Profile
    facts: Facts
    state: State
    snapshot: Snapshot | None = field(default=None, repr=False)
    standing: Standing = field(default_factory=Standing)
    refresh_at: float | None = None
    signature: Signature = field(default_factory=lambda: NO_TOKEN)
    paused: bool = False
    news: News | None = None

    @property
    def id(self) -> str:
        """The profile's opaque id."""
        return self.profile.id

    @property
    def name(self) -> str:
        """The profile's NAME."""
        return self.profile.name

    @property
    def certain(self) -> bool:
        """Whether the state is more than a suspicion (only sign-in-needed can be one)."""
        return self.facts.verdict is not Verdict.UNCERTAIN

    @property
    def expires_at(self) -> float | None:
        """The expiry by this computer's clock, for a countdown against `time.time()`."""
        if self.snapshot is None or self.snapshot.expires_at is None:
            return None
        return self.snapshot.expires_at - self.snapshot.clock_skew

    @property
    def lifetime(self) -> int | None:
        """Seconds of life the token had when we got it."""
        return None if self.snapshot is None else self.snapshot.lifetime

    def seconds_left(self, now: float) -> float | None:
        """Seconds to expiry at `now` (our clock); negative after it."""
        return None if self.expires_at is None else self.expires_at - now


def view_of(
    profile: Profile,
    snapshot: Snapshot | None,
    standing: Standing,
    now: float,
    *,
    refreshing: bool = False,
    locked: bool = False,
    refresh_at: float | None = None,
    paused: bool = False,
    news: News | None = None,
) -> ProfileView:
    """Put together what is known of a profile at `now` (our clock)."""
    facts = facts_of(
        snapshot,
        standing,
        has_refresh_rule=profile.can_renew,
        refreshing=refreshing,
        locked=locked,
    )
    skew = 0 if snapshot is None else snapshot.clock_skew
    state = state_of(facts, now + skew, profile.warn_before)
    signature = _signature(snapshot, now + skew)
    return ProfileView(
        profile, facts, state, snapshot, standing, refresh_at, signature, paused, news
    )


def is_worth_announcing(view: ProfileView) -> bool:
    """Tell whether the token lives long enough for a notice about its end.

    For one of under five minutes nobody could act on it; an unknown life counts as long.
    """
    return view.lifetime is None or view.lifetime >= _TOO_SHORT_TO_ANNOUNCE


def warn_at(view: ProfileView) -> float | None:
    """Tell when (our clock) a token that cannot be renewed is announced, None for never."""
    if view.expires_at is None or view.facts.can_refresh or not is_worth_announcing(view):
        return None
    return view.expires_at - schedule.warning_time(view.lifetime, view.profile.warn_before)


_TOO_SHORT_TO_ANNOUNCE = 300


def in_order(views: Iterable[ProfileView]) -> tuple[ProfileView, ...]:
    """Sort as everywhere: pinned first, then by name without regard to case."""
    return tuple(sorted(views, key=lambda v: (not v.profile.pinned, v.name.lower(), v.name)))


def list_answer(views: Iterable[ProfileView], now: float) -> dict[str, Any]:
    """Return the JSON of `list`."""
    return {
        "version": 1,
        "profiles": [_list_row(view, now) for view in in_order(views)],
    }


def show_answer(view: ProfileView) -> dict[str, Any]:
    """Return the JSON of `show`: header, claims and times, never the token."""
    snapshot = view.snapshot
    return {
        "version": 1,
        "name": view.name,
        "state": view.state.value,
        "opaque": snapshot is not None and snapshot.opaque,
        "header": None if snapshot is None else snapshot.header,
        "claims": None if snapshot is None else snapshot.claims,
        "times": _times(snapshot),
        "signature": {
            "state": view.signature.state.value,
            "reason": english(view.signature.reason, view.signature.arguments).title,
        },
        "warnings": [] if snapshot is None else _warnings(snapshot),
    }


def _signature(snapshot: Snapshot | None, now: float) -> Signature:
    if snapshot is None or snapshot.access_token is None:
        return NO_TOKEN
    exp = read_times(snapshot.claims or {}).expires_at
    return signature_at(snapshot.signature, exp, now)


def _list_row(view: ProfileView, now: float) -> dict[str, Any]:
    snapshot = view.snapshot
    left = view.seconds_left(now)
    return {
        "name": view.name,
        "state": view.state.value,
        "certain": view.certain,
        "expires_at": None if snapshot is None else snapshot.expires_at,
        "seconds_left": None if left is None else int(left // 1),
        "refresh_at": None if view.refresh_at is None else int(view.refresh_at),
        "refresh_expires_at": None if snapshot is None else snapshot.refresh_expires_at,
        "authorization_expires_at": None if snapshot is None else snapshot.authorization_expires_at,
        "subject": None if snapshot is None else snapshot.subject or None,
        "issuer": view.profile.issuer or (snapshot.issuer if snapshot is not None else "") or None,
        "scopes": list(snapshot.scopes if snapshot is not None else view.profile.scopes),
        "source": view.profile.grant.value if snapshot is None else snapshot.source,
        # Only where somebody paused this one: the shape of all other rows is the contract's.
        **({"paused": True} if view.paused else {}),
    }


def _times(snapshot: Snapshot | None) -> dict[str, Any]:
    if snapshot is None:
        snapshot = Snapshot(generation=0, access_token=None)
    return {
        "issued_at": snapshot.issued_at,
        "not_before": snapshot.not_before,
        "expires_at": snapshot.expires_at,
        "expires_from": snapshot.expires_from.value,
        "clock_skew": snapshot.clock_skew,
    }


def _warnings(snapshot: Snapshot) -> list[Mapping[str, str]]:
    return [
        {"code": code, "text": english(code, arguments).title}
        for code, arguments in snapshot.warnings
    ]
