"""What the running program may know about a profile: never the refresh token.

A worker process turns the vault's token set into a snapshot; it crosses the pipe as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tokentray.core.expiry import ExpiresFrom, Warned
from tokentray.core.profile import Grant
from tokentray.core.schedule import Plan
from tokentray.core.signature import (
    ClaimsFrom,
    Signature,
    signature_from_dict,
    signature_to_dict,
)
from tokentray.core.state import Facts, Verdict

SKEW_COUNTS_FROM = 60
"""A clock difference (seconds) within this is not told from the delay of an answer."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One token set as people and programs may see it; times in POSIX seconds (server's).

    `header` and `claims` are the decoded JWT, None for an opaque token; `claims` may then come
    from the server, as `claims_from` says. `renewed_at` is the last refresh by our clock, 0
    where there was none. `authorization_expires_at` and `…_told_at` are as in `TokenSet`.
    """

    generation: int
    access_token: str | None = field(repr=False)
    token_type: str = "Bearer"
    scopes: tuple[str, ...] = ()
    obtained_at: int = 0
    renewed_at: float = 0.0
    issued_at: int | None = None
    not_before: int | None = None
    expires_at: int | None = None
    expires_from: ExpiresFrom = ExpiresFrom.UNKNOWN
    refresh_expires_at: int | None = None
    authorization_expires_at: int | None = None
    authorization_told_at: int | None = None
    clock_skew: int = 0
    has_refresh_token: bool = False
    issuer: str = ""
    subject: str = ""
    source: str = "import"
    header: Mapping[str, Any] | None = field(default=None, repr=False)
    claims: Mapping[str, Any] | None = field(default=None, repr=False)
    claims_from: ClaimsFrom = ClaimsFrom.TOKEN
    signature: Signature = field(default_factory=Signature)
    warnings: Warned = ()
    ended: str | None = None
    ended_arguments: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def opaque(self) -> bool:
        """Whether the access token is not a JWT that can be decoded."""
        return self.header is None

    @property
    def is_renewable(self) -> bool:
        """Whether there is something to renew it with: a refresh token, or the client's own word.

        RFC 6749 section 4.4.3: client credentials are simply asked again.
        """
        return self.has_refresh_token or self.source == Grant.CLIENT_CREDENTIALS

    @property
    def is_bound_to_key(self) -> bool:
        """Whether the token is no bearer token: it is good only with a proof (RFC 9449)."""
        confirmation = (self.claims or {}).get("cnf")
        has_thumbprint = isinstance(confirmation, Mapping) and "jkt" in confirmation
        return self.token_type.lower() == "dpop" or has_thumbprint

    @property
    def lifetime(self) -> int | None:
        """Seconds from the issue to `expires_at`.

        An imported token may have been issued long before we got it; an `iat` that lies
        later than that is a clock's mistake.
        """
        if self.expires_at is None:
            return None
        return max(0, self.expires_at - min(self.issued_at or self.obtained_at, self.obtained_at))


@dataclass(frozen=True, slots=True)
class Standing:
    """How refreshing goes: failures in a row, how many of them looked final, the next try.

    `retry_at` is in POSIX seconds (ours), 0 where nothing holds us back; `problem` is the
    code of the last failure with its arguments, None after a success.
    """

    failures: int = 0
    final_looking: int = 0
    retry_at: float = 0.0
    last_try_at: float = 0.0
    problem: str | None = None
    problem_arguments: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def uncertain(self) -> bool:
        """Three final-looking answers in a row, none of them a parsed `invalid_grant`."""
        return self.final_looking >= FINAL_LOOKING_LIMIT


FINAL_LOOKING_LIMIT = 3


def facts_of(
    snapshot: Snapshot | None,
    standing: Standing,
    *,
    has_refresh_rule: bool,
    refreshing: bool = False,
    locked: bool = False,
) -> Facts:
    """Gather what decides the state of a profile."""
    if snapshot is None:
        return Facts(locked=locked, refreshing=refreshing)
    if snapshot.ended is not None:
        verdict = Verdict.CERTAIN
    else:
        verdict = Verdict.UNCERTAIN if standing.uncertain else Verdict.GOOD
    return Facts(
        has_token=snapshot.access_token is not None,
        expires_at=snapshot.expires_at,
        lifetime=snapshot.lifetime,
        can_refresh=snapshot.is_renewable and has_refresh_rule,
        verdict=verdict,
        failing=standing.failures > 0,
        refreshing=refreshing,
        locked=locked,
    )


def plan_of(snapshot: Snapshot, refresh_before: float, fallback_lifetime: float) -> Plan:
    """Return what the schedule looks at, in the server's time."""
    return Plan(snapshot.obtained_at, snapshot.expires_at, refresh_before, fallback_lifetime)


def snapshot_to_dict(snapshot: Snapshot) -> dict[str, Any]:
    """Return the JSON form that crosses the worker's pipe (it holds the access token)."""
    return {
        "generation": snapshot.generation,
        "access_token": snapshot.access_token,
        "token_type": snapshot.token_type,
        "scopes": list(snapshot.scopes),
        "obtained_at": snapshot.obtained_at,
        "renewed_at": snapshot.renewed_at,
        "issued_at": snapshot.issued_at,
        "not_before": snapshot.not_before,
        "expires_at": snapshot.expires_at,
        "expires_from": snapshot.expires_from.value,
        "refresh_expires_at": snapshot.refresh_expires_at,
        "authorization_expires_at": snapshot.authorization_expires_at,
        "authorization_told_at": snapshot.authorization_told_at,
        "clock_skew": snapshot.clock_skew,
        "has_refresh_token": snapshot.has_refresh_token,
        "issuer": snapshot.issuer,
        "subject": snapshot.subject,
        "source": snapshot.source,
        "header": snapshot.header,
        "claims": snapshot.claims,
        "claims_from": snapshot.claims_from.value,
        "signature": signature_to_dict(snapshot.signature),
        "warnings": [[code, dict(arguments)] for code, arguments in snapshot.warnings],
        "ended": snapshot.ended,
        "ended_arguments": dict(snapshot.ended_arguments),
    }


def snapshot_from_dict(data: Mapping[str, Any]) -> Snapshot:
    """Rebuild a snapshot; raises KeyError, TypeError or ValueError on anything else.

    What it does not know it leaves out: a worker is newer than the program that started it, where
    that was brought up to date while it ran.
    """
    fields = _known(Snapshot, data)
    fields["scopes"] = tuple(fields["scopes"])
    fields["expires_from"] = ExpiresFrom(fields["expires_from"])
    fields["claims_from"] = ClaimsFrom(fields["claims_from"])
    fields["signature"] = signature_from_dict(fields["signature"])
    fields["warnings"] = tuple((str(code), dict(rest)) for code, rest in fields["warnings"])
    return Snapshot(**fields)


def standing_to_dict(standing: Standing) -> dict[str, Any]:
    """Return the JSON form."""
    return {
        "failures": standing.failures,
        "final_looking": standing.final_looking,
        "retry_at": standing.retry_at,
        "last_try_at": standing.last_try_at,
        "problem": standing.problem,
        "problem_arguments": dict(standing.problem_arguments),
    }


def standing_from_dict(data: Mapping[str, Any]) -> Standing:
    """Rebuild a standing; what it does not know it leaves out."""
    return Standing(**_known(Standing, data))


def _known(kind: type[Snapshot | Standing], data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in kind.__dataclass_fields__ if name in data}
