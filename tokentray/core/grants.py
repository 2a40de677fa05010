"""Which grant a sign-in uses: what server, client and profile allow, and why not the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tokentray.core.errors import InputError
from tokentray.core.messages import english
from tokentray.core.profile import ClientAuth, Grant, Profile
from tokentray.core.said import in_row, say

Reason = tuple[str, Mapping[str, str | int]]
"""A code of `core.messages` (a title without an end) with its arguments."""

PREFERENCE = (Grant.AUTHORIZATION_CODE, Grant.DEVICE_CODE, Grant.CLIENT_CREDENTIALS)
"""A person in a browser first: the only one in which the server knows the person at once."""

NAMES: Mapping[Grant, str] = {
    Grant.AUTHORIZATION_CODE: say("authorization code"),
    Grant.DEVICE_CODE: say("device code"),
    Grant.CLIENT_CREDENTIALS: say("client credentials"),
}

_GRANT_TYPES: Mapping[Grant, str] = {
    Grant.AUTHORIZATION_CODE: "authorization_code",
    Grant.DEVICE_CODE: "urn:ietf:params:oauth:grant-type:device_code",
    Grant.CLIENT_CREDENTIALS: "client_credentials",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a server says it can do (RFC 8414 section 2); None where it does not say."""

    grant_types: tuple[str, ...] | None = None
    response_types: tuple[str, ...] | None = None
    challenge_methods: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The grant to use, and for each of the others why it is not."""

    grant: Grant
    not_used: Mapping[Grant, Reason] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Say it."""
        grant = NAMES[self.grant]
        others = in_row(
            say("not by {grant}: {why}", grant=NAMES[grant], why=english(*reason).title)
            for grant, reason in self.not_used.items()
        )
        if not others:
            return say("Signed in by {grant}.", grant=grant)
        return say("Signed in by {grant} ({others}).", grant=grant, others=others)


def choose_grant(profile: Profile, offer: Offer, asked: Grant = Grant.AUTO) -> Choice:
    """Choose for a profile whose endpoints are filled in; `asked` outweighs the profile.

    What is asked for by name needs its endpoint only: a server may leave a grant out of its
    metadata and allow it to this client all the same.

    Raises:
        InputError: nothing can be used, or not what was asked for.
    """
    wanted = profile.grant if asked is Grant.AUTO else asked
    if wanted is Grant.IMPORT:
        raise InputError("grant-import", name=profile.name)
    if wanted is not Grant.AUTO:
        return _as_asked(profile, wanted)
    not_used: dict[Grant, Reason] = {}
    chosen: Grant | None = None
    for grant in PREFERENCE:
        obstacle = next(_obstacles(profile, offer, grant), None)
        if obstacle is not None:
            not_used[grant] = obstacle
        elif chosen is None:
            chosen = grant
        else:
            not_used[grant] = ("not-first", {"grant": NAMES[chosen]})
    if chosen is None:
        why = in_row(
            say("{grant}: {why}", grant=NAMES[one], why=english(*not_used[one]).title)
            for one in PREFERENCE
        )
        raise InputError("no-grant", name=profile.name, why=why)
    return Choice(chosen, not_used)


def _as_asked(profile: Profile, wanted: Grant) -> Choice:
    obstacle = next(_lacks(profile, wanted), None)
    if obstacle is not None:
        raise InputError(
            "grant-impossible",
            name=profile.name,
            grant=NAMES[wanted],
            why=english(*obstacle).title,
        )
    reason: Reason = ("not-asked", {"grant": NAMES[wanted]})
    return Choice(wanted, {grant: reason for grant in PREFERENCE if grant is not wanted})


def _obstacles(profile: Profile, offer: Offer, grant: Grant) -> Iterator[Reason]:
    yield from _lacks(profile, grant)
    if not _is_offered(offer.grant_types, _GRANT_TYPES[grant]):
        yield "not-offered", {}
    if grant is not Grant.AUTHORIZATION_CODE:
        return
    if not _is_offered(offer.response_types, "code"):
        yield "not-offered", {}
    if not _is_offered(offer.challenge_methods, "S256"):
        yield "no-s256", {}


def _lacks(profile: Profile, grant: Grant) -> Iterator[Reason]:
    """Say what a grant cannot go without."""
    ends = profile.endpoints
    if grant is Grant.AUTHORIZATION_CODE and not ends.authorization:
        yield "no-endpoint", {"endpoint": "authorization"}
    if grant is Grant.DEVICE_CODE and not ends.device_authorization:
        yield "no-endpoint", {"endpoint": "device_authorization"}
    if not ends.token:
        yield "no-endpoint", {"endpoint": "token"}
    if not profile.client_id:
        yield "no-client-id", {}
    if grant is Grant.CLIENT_CREDENTIALS and profile.client_auth is ClientAuth.NONE:
        yield "no-client-secret", {}


def _is_offered(offered: tuple[str, ...] | None, wanted: str) -> bool:
    return offered is None or wanted in offered
