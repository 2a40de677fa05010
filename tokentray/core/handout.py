"""Who gets the access token, and in which words: the contract's table and formats."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from tokentray.core import schedule
from tokentray.core.errors import (
    Denied,
    SignInNeeded,
    TokenTrayError,
    TransportError,
    VaultLocked,
    person_needed,
)
from tokentray.core.messages import english
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.state import Facts, Verdict


class Format(StrEnum):
    """How a token is written for the one who asked."""

    RAW = "raw"
    BEARER = "bearer"
    HEADER = "header"
    HEADERS_JSON = "headers-json"
    CURL = "curl"
    ENV = "env"
    JSON = "json"


class Step(Enum):
    """What to do for one request."""

    GIVE = auto()
    REFRESH = auto()
    REFUSE = auto()


@dataclass(frozen=True, slots=True)
class Want:
    """One request for a token: `min_valid` None asks for the usual minute, best effort."""

    name: str
    min_valid: float | None = None
    fallback_lifetime: float = schedule.CAUTIOUS_LIFETIME
    refreshed: bool = False
    """Whether a refresh was done (or joined, or failed) for this request: one is the limit."""
    can_sign_in: bool = False
    """Whether the next step for a person is a sign-in; else it is an import."""
    failure: TokenTrayError | None = None
    """What that refresh ended with, None where it went well."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do; with `GIVE` an optional warning, with `REFUSE` the error."""

    step: Step
    error: TokenTrayError | None = None
    warning: str = ""


_GIVE = Decision(Step.GIVE)
_REFRESH = Decision(Step.REFRESH)


def decide(
    want: Want, snapshot: Snapshot | None, standing: Standing, facts: Facts, now: float
) -> Decision:
    """Tell what a request for a token gets at `now`, the corrected clock.

    Shapes: `facts` may say refreshing: joining that refresh is the caller's business.
    """
    if snapshot is None or snapshot.access_token is None:
        return _without_token(want, snapshot, standing, facts)
    if snapshot.is_bound_to_key:
        return Decision(Step.REFUSE, Denied("bound-to-key", name=want.name))
    left = None if snapshot.expires_at is None else snapshot.expires_at - now
    if left is None:
        return _with_unknown_expiry(want, snapshot, standing, facts, now)
    if _enough(want, snapshot, left):
        return _give_unless_troubled(want, snapshot, standing, facts)
    if _may_refresh(want, facts):
        return _REFRESH
    return _with_too_little_left(want, snapshot, standing, facts, left)


def format_token(snapshot: Snapshot, form: Format) -> str:
    """Write the access token as asked, without a line end.

    Raises:
        KeyError, AttributeError: never for a snapshot with a token.
    """
    token = snapshot.access_token or ""
    return _WRITERS[form](token, snapshot)


def reason_of(snapshot: Snapshot | None, standing: Standing) -> str:
    """Say in a clause why a sign-in is needed."""
    if snapshot is not None and snapshot.ended is not None:
        return english(snapshot.ended, snapshot.ended_arguments).title
    if standing.uncertain:
        return english("reason-refused", {}).title
    return english("reason-invalid-grant", {}).title


def _without_token(
    want: Want, snapshot: Snapshot | None, standing: Standing, facts: Facts
) -> Decision:
    if facts.locked:
        return Decision(Step.REFUSE, want.failure or VaultLocked("vault-locked"))
    if snapshot is not None and snapshot.ended is not None:
        return _sign_in(want, snapshot, standing)
    if snapshot is not None and _may_refresh(want, facts):
        return _REFRESH
    return Decision(Step.REFUSE, want.failure or _person(want, "empty"))


def _with_unknown_expiry(
    want: Want, snapshot: Snapshot, standing: Standing, facts: Facts, now: float
) -> Decision:
    age = now - snapshot.obtained_at
    limit = want.fallback_lifetime if want.min_valid is None else schedule.MIN_VALID
    if age > limit and _may_refresh(want, facts):
        return _REFRESH
    return _give_unless_troubled(want, snapshot, standing, facts)


def _enough(want: Want, snapshot: Snapshot, left: float) -> bool:
    asked = want.min_valid
    if asked is None:
        asked = schedule.minimum_valid(snapshot.lifetime)
    return left >= asked and left > schedule.LIVES_FOR


def _may_refresh(want: Want, facts: Facts) -> bool:
    """Nothing is sent for a grant that is (perhaps) over; back-off is the caller's business."""
    return facts.can_refresh and not want.refreshed and facts.verdict is Verdict.GOOD


def _give_unless_troubled(
    want: Want, snapshot: Snapshot, standing: Standing, facts: Facts
) -> Decision:
    if facts.verdict is not Verdict.GOOD:
        return Decision(Step.GIVE, warning=_sign_in_sentence(want, snapshot, standing))
    if want.failure is not None:
        return Decision(Step.GIVE, warning=want.failure.title)
    if facts.failing and facts.can_refresh and standing.problem is not None:
        warning = english(standing.problem, standing.problem_arguments).title
        return Decision(Step.GIVE, warning=warning)
    return _GIVE


def _with_too_little_left(
    want: Want, snapshot: Snapshot, standing: Standing, facts: Facts, left: float
) -> Decision:
    """Nothing (more) can be refreshed: give what lives where that was all that was asked."""
    alive = left > schedule.LIVES_FOR
    ended = facts.verdict is not Verdict.GOOD
    if alive and want.min_valid is None:
        return _give_unless_troubled(want, snapshot, standing, facts)
    if ended:
        return _sign_in(want, snapshot, standing)
    if want.failure is not None:
        return Decision(Step.REFUSE, want.failure)
    if want.refreshed or alive:
        return Decision(Step.REFUSE, _too_short(want, snapshot, left))
    return Decision(Step.REFUSE, _person(want, "expired-for-good"))


def _too_short(want: Want, snapshot: Snapshot, left: float) -> TokenTrayError:
    wanted = int(want.min_valid if want.min_valid is not None else schedule.LIVES_FOR)
    if want.refreshed:
        return TransportError("too-short", lifetime=snapshot.lifetime or 0, wanted=wanted)
    return TransportError("too-little-left", name=want.name, left=int(left), wanted=wanted)


def _sign_in(want: Want, snapshot: Snapshot | None, standing: Standing) -> Decision:
    reason = reason_of(snapshot, standing)
    return Decision(Step.REFUSE, _person(want, "sign-in-needed", reason=reason))


def _person(want: Want, code: str, **arguments: str | int) -> SignInNeeded:
    return person_needed(code, can_sign_in=want.can_sign_in, name=want.name, **arguments)


def _sign_in_sentence(want: Want, snapshot: Snapshot, standing: Standing) -> str:
    arguments = {"name": want.name, "reason": reason_of(snapshot, standing)}
    return english("sign-in-needed", arguments).title


def _as_json(token: str, snapshot: Snapshot) -> str:
    return json.dumps(
        {
            "version": 1,
            "access_token": token,
            "token_type": snapshot.token_type,
            "expires_at": snapshot.expires_at,
        }
    )


def _as_curl(token: str) -> str:
    escaped = token.replace("\\", "\\\\").replace('"', '\\"')
    return f'header = "Authorization: Bearer {escaped}"'


def _as_env(token: str) -> str:
    return "export ACCESS_TOKEN='" + token.replace("'", "'\\''") + "'"


_WRITERS: Mapping[Format, Callable[[str, Snapshot], str]] = {
    Format.RAW: lambda token, _: token,
    Format.BEARER: lambda token, _: f"Bearer {token}",
    Format.HEADER: lambda token, _: f"Authorization: Bearer {token}",
    Format.HEADERS_JSON: lambda token, _: json.dumps({"Authorization": f"Bearer {token}"}),
    Format.CURL: lambda token, _: _as_curl(token),
    Format.ENV: lambda token, _: _as_env(token),
    Format.JSON: _as_json,
}
