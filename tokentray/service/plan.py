"""What a person wants of a new profile, and what was found out about it, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.grants import NAMES, Choice
from tokentray.core.messages import english
from tokentray.core.profile import ClientAuth, Endpoints, Grant, Profile
from tokentray.core.receivers import receivers, wanted_secrets
from tokentray.core.said import listed, say
from tokentray.core.urls import Reach, origin_of
from tokentray.oauth.metadata import ServerMetadata
from tokentray.oauth.registration import redirect_uri
from tokentray.oauth.resource import ResourceMetadata

Sentences = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for; `scopes` None: what the server suggests.

    `issuer` or `api` is given; with both, `issuer` chooses among the API's servers. `replace`
    keeps id and tokens of a profile of the same name.
    """

    name: str
    issuer: str = ""
    api: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    scopes: tuple[str, ...] | None = None
    audience: str = ""
    resources: tuple[str, ...] = ()
    grant: Grant = Grant.AUTO
    redirect_port: int = 0
    parameters: Mapping[str, str] = field(default_factory=dict)
    endpoints: Endpoints = field(default_factory=Endpoints)
    replace: bool = False


class Missing(StrEnum):
    """What a profile still lacks before it can sign in."""

    NOTHING = "nothing"
    REGISTRATION = "registration"
    CLIENT_ID = "client-id"


@dataclass(frozen=True, slots=True)
class Plan:
    """A profile that is not written yet, and what was found, in sentences.

    `resolved` is the profile with all endpoints; nothing less public than `reach` is asked.
    """

    wanted: Wanted
    profile: Profile
    resolved: Profile
    choice: Choice
    metadata: ServerMetadata | None = None
    missing: Missing = Missing.NOTHING
    reach: Reach = Reach.LOOPBACK
    sentences: Sentences = ()

    def check(self) -> None:
        """Refuse what nobody but the person can supply.

        Raises:
            InputError: a client id is missing.
        """
        if self.missing is Missing.CLIENT_ID:
            profile = self.profile
            raise InputError("needs-client-id", issuer=profile.issuer, name=profile.name)


def about_description(profile: Profile) -> Sentences:
    """Say who would receive something of a described profile, and which secrets it waits for."""
    hosts = receivers(profile)
    told = [report("may-receive", host=host) for host in hosts]
    wanted = [report("wants-secret", name=profile.name, key=key) for key in wanted_secrets(profile)]
    return (*(told or [report("receives-nothing")]), *wanted)


def report(code: str, **arguments: str | int) -> str:
    """Return one sentence of the report."""
    return english(code, arguments).whole


def with_others(
    plan: Plan, servers: Sequence[str], passed: Sequence[tuple[str, TokenTrayError]]
) -> Plan:
    """Say which servers were passed over, and which others could be chosen."""
    if len(servers) == 1:
        return plan
    issuer = plan.profile.issuer
    told = [report("found-first-server", count=len(servers), issuer=issuer)]
    told += [
        report("found-passed-over", issuer=one, why=error.title.rstrip("."))
        for one, error in passed
    ]
    return replace(plan, sentences=(*plan.sentences[:1], *told, *plan.sentences[1:]))


_WORDS: Mapping[str, str] = {
    "authorization": say("sign-in"),
    "token": say("tokens"),
    "device_authorization": say("device sign-in"),
    "revocation": say("sign-out"),
    "introspection": say("introspection"),
    "userinfo": say("user info"),
    "jwks": say("signing keys"),
    "registration": say("registration of clients"),
}


def found_sentences(plan: Plan, resource: ResourceMetadata | None, *, kept: bool) -> Sentences:
    """Say what was found, the API first; `kept`: the client is that of a replaced profile."""
    profile = plan.profile
    told = []
    if resource is not None:
        code = "found-api-named" if resource.name else "found-api"
        told.append(report(code, resource=resource.resource, named=resource.name))
    told.append(report("found-issuer", issuer=profile.issuer))
    told += [
        report("found-endpoints", origin=origin, words=words)
        for origin, words in _places(plan.resolved.endpoints)
    ]
    told.append(report("found-grant", grant=NAMES[plan.choice.grant]))
    told += [
        report("found-no-grant", grant=NAMES[grant], why=english(*reason).title)
        for grant, reason in plan.choice.not_used.items()
    ]
    if profile.scopes:
        told.append(report("found-scopes", scopes=" ".join(profile.scopes)))
    else:
        told.append(report("found-no-scopes"))
    if profile.dpop:
        told.append(report("found-dpop"))
    return (*told, *_about_client(plan, kept=kept))


def _about_client(plan: Plan, *, kept: bool) -> Sequence[str]:
    profile, metadata = plan.profile, plan.metadata
    if plan.missing is Missing.CLIENT_ID:
        return ()
    if plan.missing is Missing.REGISTRATION:
        host = origin_of(plan.resolved.endpoints.registration)
        uri = redirect_uri(profile.redirect_port)
        if plan.choice.grant is Grant.AUTHORIZATION_CODE:
            return (report("found-registration", origin=host, uri=uri),)
        return (report("found-registration-device", origin=host),)
    if kept:
        return (report("found-client-kept", client=profile.client_id),)
    if profile.client_auth is not ClientAuth.NONE:
        return (report("found-secret", method=profile.client_auth.value),)
    methods = None if metadata is None else metadata.auth_methods
    if methods is not None and ClientAuth.NONE.value not in methods:
        return (report("found-no-public", methods=", ".join(methods)),)
    return ()


def _places(endpoints: Endpoints) -> Sequence[tuple[str, str]]:
    """Return each origin with what it is for, the token endpoint's first."""
    by_origin: dict[str, list[str]] = {}
    if endpoints.token:
        by_origin[origin_of(endpoints.token)] = []
    for name, url in named_endpoints(endpoints):
        by_origin.setdefault(origin_of(url), []).append(_WORDS[name])
    return [(origin, listed(words)) for origin, words in by_origin.items()]


def named_endpoints(endpoints: Endpoints) -> Sequence[tuple[str, str]]:
    """Return each endpoint that has a URL, in the order in which people are told of them."""
    every = ((name, getattr(endpoints, name)) for name in _WORDS)
    return [(name, url) for name, url in every if url]
