"""Which grant a profile can sign in by, and why not by the others (RFC 6749 section 1.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tokentray.core.profile import ClientAuth, Grant, Profile

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
"""The grant type of RFC 8628 section 3.4."""

Words = tuple[str, ...]
Reason = tuple[str, Mapping[str, str | int]]
"""A code of `core.messages` (its title alone is used) with its arguments."""

_IN_ORDER = (Grant.AUTHORIZATION_CODE, Grant.DEVICE_CODE, Grant.CLIENT_CREDENTIALS)


class Offers(Protocol):
    """What a server says of itself (RFC 8414 section 2); None where it does not say."""

    @property
    def grant_types(self) -> Words | None:
        """`grant_types_supported`."""
        ...

    @property
    def response_types(self) -> Words | None:
        """`response_types_supported`."""
        ...

    @property
    def challenge_methods(self) -> Words | None:
        """`code_challenge_methods_supported`."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """The grant to sign in by, None where none can be used; each other one with its reason."""

    chosen: Grant | None
    reasons: Mapping[Grant, Reason] = field(default_factory=dict)


def usable(profile: Profile, metadata: Offers | None) -> Choice:
    """Choose a grant for a profile whose endpoints are filled in; `metadata` None: not known."""
    obstacles = {grant: _obstacle(grant, profile, metadata) for grant in _IN_ORDER}
    asked = _IN_ORDER if profile.grant is Grant.AUTO else (profile.grant,)
    chosen = next((grant for grant in asked if obstacles.get(grant, ("", {})) is None), None)
    reasons: dict[Grant, Reason] = {}
    for grant, obstacle in obstacles.items():
        if grant is not chosen:
            reasons[grant] = obstacle or ("grant-not-asked", {"grant": grant.value})
    return Choice(chosen, reasons)


def _obstacle(grant: Grant, profile: Profile, offers: Offers | None) -> Reason | None:
    """Return why a grant cannot be used, None where it can."""
    ends = profile.endpoints
    if not ends.token:
        return "grant-no-endpoint", {"endpoint": "token"}
    if grant is Grant.AUTHORIZATION_CODE:
        return _no_code(ends.authorization, offers)
    if grant is Grant.DEVICE_CODE:
        # RFC 8628 section 4: the endpoint is the sign; many servers leave it out of their list.
        missing = {"endpoint": "device authorization"}
        return None if ends.device_authorization else ("grant-no-endpoint", missing)
    if profile.client_auth is ClientAuth.NONE:
        return "grant-needs-secret", {}
    return _not_offered("client_credentials", offers)


def _no_code(endpoint: str, offers: Offers | None) -> Reason | None:
    if not endpoint:
        return "grant-no-endpoint", {"endpoint": "authorization"}
    if offers is None:
        return None
    if offers.response_types is not None and "code" not in offers.response_types:
        return "grant-not-offered", {}
    if offers.challenge_methods is not None and "S256" not in offers.challenge_methods:
        return "grant-no-s256", {}
    return _not_offered("authorization_code", offers)


def _not_offered(grant_type: str, offers: Offers | None) -> Reason | None:
    listed = None if offers is None else offers.grant_types
    return None if listed is None or grant_type in listed else ("grant-not-offered", {})
