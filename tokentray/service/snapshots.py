"""From what the vault holds to what may be shown, and from an answer to what is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tokentray.core.changes import Changes, Content, changes_between
from tokentray.core.ending import SAME_WITHIN
from tokentray.core.events import EXPIRES_AT
from tokentray.core.expiry import (
    Expiry,
    Reading,
    TokenTimes,
    Warned,
    read_expiry,
    read_refresh_expiry,
    read_times,
)
from tokentray.core.profile import Profile
from tokentray.core.snapshot import SKEW_COUNTS_FROM, Snapshot
from tokentray.core.tokens import Binding, TokenResponse, TokenSet, VaultEntry
from tokentray.oauth.jwt import Decoded, decode


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the tokens of an entry are not sent anywhere: a code of `core.messages`."""

    reason: str
    arguments: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A token response at the moment it came: `now` is ours, `skew` what the server adds."""

    response: TokenResponse
    now: float
    skew: int = 0
    stated: Reading | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A response with everything read out of it."""

    token_set: TokenSet
    expiry: Expiry
    decoded: Decoded


def snapshot_of(profile: Profile, entry: VaultEntry, machine: str) -> Snapshot:
    """Return what may be shown of an entry; the refresh token stays behind."""
    held = entry.token_set
    decoded = decode(held.access_token) if held.access_token else Decoded()
    times = read_times(decoded.claims or {})
    obstacle = obstacle_of(profile, entry, machine)
    return Snapshot(
        generation=entry.generation,
        access_token=held.access_token,
        token_type=held.token_type,
        scopes=held.scopes,
        obtained_at=held.obtained_at,
        renewed_at=held.renewed_at,
        issued_at=times.issued_at,
        not_before=times.not_before,
        expires_at=held.expires_at,
        expires_from=held.expires_from,
        refresh_expires_at=held.refresh_expires_at,
        authorization_expires_at=held.authorization_expires_at,
        authorization_told_at=held.authorization_told_at,
        clock_skew=held.clock_skew,
        has_refresh_token=held.refresh_token is not None,
        issuer=held.issuer,
        subject=held.subject,
        source=held.source,
        header=decoded.header,
        claims=decoded.claims,
        warnings=held.warnings,
        ended=None if obstacle is None else obstacle.reason,
        ended_arguments={} if obstacle is None else obstacle.arguments,
    )


def obstacle_of(profile: Profile, entry: VaultEntry, machine: str) -> Obstacle | None:
    """Tell what forbids to send the tokens of an entry, None where nothing does."""
    if entry.token_set.ended is not None:
        return Obstacle(entry.token_set.ended, entry.token_set.ended_arguments)
    if entry.machine != machine:
        return Obstacle("reason-other-computer", {})
    return binding_obstacle(entry.token_set.binding, profile.binding)


def binding_obstacle(bound: Binding, named: Binding) -> Obstacle | None:
    """Tell whether the profile names another issuer or origin than a secret is bound to."""
    if bound.issuer and named.issuer and bound.issuer != named.issuer:
        return Obstacle("reason-issuer-changed", {"old": bound.issuer, "new": named.issuer})
    if bound.origin and named.origin and bound.origin != named.origin:
        return Obstacle("reason-endpoint-changed", {"old": bound.origin, "new": named.origin})
    return None


def bound_to(bound: Binding, named: Binding) -> Binding:
    """Fill what was not known of a binding when the secret came."""
    return Binding(bound.issuer or named.issuer, bound.origin or named.origin)


def understand(arrival: Arrival, binding: Binding, source: str) -> Understood:
    """Turn a response with an access token into a token set; never raises."""
    response = arrival.response
    decoded = decode(response.access_token or "")
    times = read_times(decoded.claims or {})
    server_now = arrival.now + arrival.skew
    expiry = read_expiry(
        response.expires_in,
        now=server_now,
        exp=times.expires_at,
        iat=times.issued_at,
        stated=arrival.stated,
        opaque=decoded.claims is None,
    )
    claims = identity_claims(response, decoded)
    authorized_until = read_refresh_expiry(response.authorization_expires_in, server_now)
    token_set = TokenSet(
        access_token=response.access_token,
        refresh_token=response.refresh_token,
        token_type=response.token_type,
        scopes=response.scopes or _scopes_of(decoded.claims),
        id_token=response.id_token,
        obtained_at=int(server_now),
        expires_at=expiry.expires_at,
        expires_from=expiry.expires_from,
        refresh_expires_at=_refresh_expiry(response, server_now),
        authorization_expires_at=authorized_until,
        authorization_told_at=None if authorized_until is None else int(server_now),
        clock_skew=arrival.skew,
        issuer=_text(claims.get("iss")),
        subject=_text(claims.get("sub")),
        source=source,
        binding=binding,
        warnings=_warnings(decoded, times, expiry, arrival, server_now),
    )
    return Understood(token_set, expiry, decoded)


def succeed(old: TokenSet, new: TokenSet, named: Binding) -> TokenSet:
    """Carry over what an answer may leave out (RFC 6749 section 6)."""
    same_token = new.refresh_token is None or new.refresh_token == old.refresh_token
    authorized_until, told_at = _authorization(old, new)
    return replace(
        new,
        refresh_token=new.refresh_token or old.refresh_token,
        scopes=new.scopes or old.scopes,
        id_token=new.id_token or old.id_token,
        dpop_key=new.dpop_key or old.dpop_key,
        issuer=new.issuer or old.issuer,
        subject=new.subject or old.subject,
        refresh_expires_at=new.refresh_expires_at
        or (old.refresh_expires_at if same_token else None),
        authorization_expires_at=authorized_until,
        authorization_told_at=told_at,
        source=old.source,
        binding=bound_to(old.binding, named),
    )


def _authorization(old: TokenSet, new: TokenSet) -> tuple[int | None, int | None]:
    """Tell when the authorization ends, and since when that is known.

    A refresh prolongs none, so what was told before holds where the answer says nothing; it does
    not where that moment has passed: then somebody prolonged it elsewhere.
    """
    known, told = old.authorization_expires_at, new.authorization_expires_at
    if known is None or (told is not None and abs(told - known) > SAME_WITHIN):
        return told, new.authorization_told_at
    if told is None and known <= new.obtained_at:
        return None, None
    return told or known, old.authorization_told_at


def is_same_account(old: TokenSet, new: TokenSet) -> bool:
    """Compare `iss` and `sub` where both sides have them (OIDC Core section 12.2).

    ID tokens first; an ID token is never compared with an access token, whose `sub` may be
    another name of the same account.
    """
    pairs = (
        (_claims_of(old.id_token), _claims_of(new.id_token)),
        (_claims_of(old.access_token), _claims_of(new.access_token)),
    )
    return all(_agree(pairs, name) for name in ("iss", "sub"))


def arrival_detail(token_set: TokenSet) -> dict[str, str]:
    """Return what the history keeps of a token that came: when it ends, by our clock."""
    if token_set.expires_at is None:
        return {}
    return {EXPIRES_AT: str(token_set.expires_at - token_set.clock_skew)}


def changes_with(old: TokenSet | None, new: TokenSet) -> Changes:
    """Tell what a token says otherwise than the one before; nothing of another account's."""
    if old is None or old.access_token is None or not is_same_account(old, new):
        return Changes()
    return changes_between(_content_of(old), _content_of(new))


def _content_of(token_set: TokenSet) -> Content:
    return Content(decode(token_set.access_token or "").claims, token_set.scopes)


def skew_of(server_date: float | None, now: float) -> int:
    """Return the seconds to add to our clock, 0 where it is right to a minute or unknown."""
    if server_date is None or abs(server_date - now) <= SKEW_COUNTS_FROM:
        return 0
    return round(server_date - now)


def _agree(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], name: str) -> bool:
    """Compare a claim by the first pair in which both sides have it."""
    for before, after in pairs:
        one, other = _text(before.get(name)), _text(after.get(name))
        if one and other:
            return one == other
    return True


def _claims_of(token: str | None) -> Mapping[str, Any]:
    return {} if token is None else decode(token).claims or {}


def _refresh_expiry(response: TokenResponse, now: float) -> int | None:
    """Tell when the refresh token ends: as the server says, else by its own `exp`."""
    told = read_refresh_expiry(response.refresh_expires_in, now)
    return told or read_times(_claims_of(response.refresh_token)).expires_at


def identity_claims(response: TokenResponse, decoded: Decoded) -> Mapping[str, Any]:
    """Return the claims that name the account: of the ID token first."""
    if response.id_token is not None:
        claims = decode(response.id_token).claims
        if claims is not None:
            return claims
    return decoded.claims or {}


def _scopes_of(claims: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Read the `scope` claim (RFC 8693 section 4.2), or the `scp` that some servers write."""
    for name in ("scope", "scp"):
        value = (claims or {}).get(name)
        if isinstance(value, str):
            return tuple(value.split())
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
    return ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _warnings(
    decoded: Decoded, times: TokenTimes, expiry: Expiry, arrival: Arrival, now: float
) -> Warned:
    warnings = list(decoded.warnings)
    if decoded.claims is not None:
        warnings += times.warnings
    warnings += expiry.warnings
    if expiry.expires_at is not None and expiry.expires_at <= now:
        warnings.append(("warn-expired", {}))
    if arrival.skew:
        warnings.append(("warn-clock", {"seconds": abs(arrival.skew)}))
    return tuple(warnings)
