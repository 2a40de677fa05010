"""The states of a profile and the facts that lead to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tokentray.core.schedule import LIVES_FOR, warning_time


class State(StrEnum):
    """What a profile is in, in the words that every command, window and file uses."""

    EMPTY = "empty"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REFRESHING = "refreshing"
    OFFLINE = "offline"
    SIGN_IN_NEEDED = "sign-in-needed"
    LOCKED = "locked"


class Verdict(StrEnum):
    """What the authorization server thinks of the grant, as far as we know.

    `CERTAIN`: only a sign-in or an import helps, nothing is sent before it.
    `UNCERTAIN`: several answers looked final without saying `invalid_grant`;
    the tokens are kept and tried once an hour.
    """

    GOOD = "good"
    UNCERTAIN = "uncertain"
    CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides the state of a profile at a moment.

    `expires_at` is in POSIX seconds or None where unknown; `lifetime` in seconds
    or None; `has_token` tells whether an access token is held.
    """

    has_token: bool = False
    expires_at: float | None = None
    lifetime: float | None = None
    can_refresh: bool = False
    verdict: Verdict = Verdict.GOOD
    failing: bool = False
    refreshing: bool = False
    locked: bool = False


def state_of(facts: Facts, now: float, warn_before: float) -> State:
    """Tell the state at `now`; where several hold, the first of the contract's order."""
    if facts.locked and not facts.has_token:
        return State.LOCKED
    if facts.refreshing:
        return State.REFRESHING
    if facts.verdict is not Verdict.GOOD:
        return State.SIGN_IN_NEEDED
    if not facts.has_token:
        return State.OFFLINE if facts.failing and facts.can_refresh else State.EMPTY
    if is_expired(facts.expires_at, now):
        return State.EXPIRED
    if facts.failing and facts.can_refresh:
        return State.OFFLINE
    if not facts.can_refresh and _is_in_warning_time(facts, now, warn_before):
        return State.EXPIRING
    return State.VALID


def is_expired(expires_at: float | None, now: float) -> bool:
    """Tell whether the access token no longer lives: the countdown reached zero."""
    return expires_at is not None and expires_at <= now


def lives(expires_at: float | None, now: float) -> bool:
    """Tell whether a token may still be handed out: more than five seconds are left."""
    return expires_at is None or expires_at - now > LIVES_FOR


def _is_in_warning_time(facts: Facts, now: float, warn_before: float) -> bool:
    if facts.expires_at is None:
        return False
    return facts.expires_at - now <= warning_time(facts.lifetime, warn_before)
