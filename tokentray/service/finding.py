"""Find out how to get tokens: from an issuer, or from the address of an API alone (RFC 9728)."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from ipaddress import ip_address

from tokentray.core.errors import (
    InputError,
    TokenTrayError,
    TransportError,
    UsageError,
)
from tokentray.core.grants import Choice, Offer, choose_grant
from tokentray.core.jobs import REFRESH_SECONDS, Phase
from tokentray.core.profile import ClientAuth, Endpoints, Grant, Profile, check_name
from tokentray.core.said import say
from tokentray.core.urls import (
    Reach,
    host_of,
    origin_of,
    problem_of_named_url,
    problem_of_url,
    reaches_of,
)
from tokentray.oauth.challenge import Challenge, read_challenges
from tokentray.oauth.json_answer import json_object
from tokentray.oauth.metadata import ServerMetadata
from tokentray.oauth.resolving import Resolve
from tokentray.oauth.resource import (
    ResourceMetadata,
    asking,
    metadata_places,
    read_resource_metadata,
)
from tokentray.oauth.transport import Answer, Request
from tokentray.service.discovery import (
    Discovery,
    SecondsLeft,
    does_without,
    with_endpoints,
)
from tokentray.service.effects import Effects, OnPhase
from tokentray.service.plan import (
    Missing,
    Plan,
    Wanted,
    found_sentences,
    named_endpoints,
    with_others,
)

_SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")
_DEFAULT_SCOPES = ("openid", "profile", "offline_access")
_OFFLINE = "offline_access"
_SECRET_METHODS = (ClientAuth.CLIENT_SECRET_BASIC, ClientAuth.CLIENT_SECRET_POST)

_SAYS_NOTHING = frozenset({"timed-out", "reply-lost", "bad-answer", "answer-too-long"})
"""An API that streams, or sends much, may still have its metadata at the well-known place."""

_FIRST_PORT, _PORTS = 20_000, 12_000
"""Below the ports that systems give to outgoing connections, so that ours stays free."""

_LATER = "-"
"""Stands for a client id that is still to come."""

_SERVERS = 8
"""More authorization servers than this are not asked."""


@dataclass(frozen=True, slots=True)
class _Target:
    """What the tokens are for: the API and its own words, or just an issuer."""

    wanted: Wanted
    reach: Reach = Reach.LOOPBACK
    resource: ResourceMetadata | None = None
    challenge: Challenge = field(default_factory=lambda: Challenge(""))


class Finder:
    """Asks issuers and APIs; writes nothing but the cache of public documents."""

    def __init__(self, effects: Effects, discovery: Discovery, resolve: Resolve) -> None:
        self._effects = effects
        self._discovery = discovery
        self._resolve = resolve

    def find_out(self, wanted: Wanted, on_phase: OnPhase) -> Plan:
        """Return what a profile would be.

        Raises:
            UsageError: a NAME that is taken, a URL that cannot be.
            TransportError: the metadata cannot be had, or must not be believed.
            InputError: what was found cannot be used with what was given.
        """
        _check(wanted)
        old = self._replaced(wanted)
        on_phase(Phase.DISCOVERING)
        if not wanted.api:
            return self._plan(_Target(wanted), wanted.issuer, old)
        target = self._asked(wanted, self._left())
        return self._first_that_works(target, old, on_phase)

    def _left(self) -> SecondsLeft:
        """Return a clock that runs down: each server has as long as a refresh."""
        return self._effects.countdown(REFRESH_SECONDS)

    def _replaced(self, wanted: Wanted) -> Profile | None:
        profiles = self._effects.profiles.read()
        old, is_broken = profiles.find(wanted.name), profiles.problem(wanted.name) is not None
        if not wanted.replace and (old is not None or is_broken):
            raise UsageError("name-taken", name=wanted.name)
        if is_broken:
            # Its tokens stay all the same; what else it says cannot be relied on.
            return Profile(name=wanted.name, id=self._effects.profiles.id_of(wanted.name))
        return old

    # The API

    def _asked(self, wanted: Wanted, left: SecondsLeft) -> _Target:
        """Ask the API without a token, and read what it says of itself."""
        reach = max(self._reaches(wanted.api), default=Reach.PUBLIC)
        challenge = asking(self._challenges(wanted.api, left))
        named = challenge.parameters.get("resource_metadata", "")
        if named:
            self._check_named(named, "resource_metadata", wanted.api, reach)
        places = (named,) if named else metadata_places(wanted.api)
        for place in places:
            answer = self._send(Request("GET", place, reach=reach), left)
            if answer.status >= 500 or answer.status == 429:
                raise TransportError("server-status", host=host_of(place), status=answer.status)
            data = json_object(answer) if answer.status == 200 else None
            if data is not None:
                resource = read_resource_metadata(data, wanted.api)
                return _Target(wanted, reach, resource, challenge)
        raise TransportError("no-resource-metadata", api=wanted.api, place=places[0])

    def _challenges(self, api: str, left: SecondsLeft) -> Sequence[Challenge]:
        request = Request("GET", api, {"Accept": "*/*"})
        try:
            answer = self._send(request, lambda: min(left(), REFRESH_SECONDS / 3))
        except TransportError as error:
            if error.code not in _SAYS_NOTHING:
                raise
            return ()
        return read_challenges(answer.headers.get("www-authenticate", ""))

    def _first_that_works(self, target: _Target, old: Profile | None, on_phase: OnPhase) -> Plan:
        """Plan with the first authorization server that all is well with, and say so.

        One that only lacks a client id is taken where no other works without.
        """
        servers = _servers(target)
        passed: list[tuple[str, TokenTrayError]] = []
        lacking: Plan | None = None
        for issuer in servers:
            on_phase(Phase.DISCOVERING)
            try:
                plan = self._plan(target, issuer, old)
            except TokenTrayError as error:
                passed.append((issuer, error))
                continue
            if plan.missing is not Missing.CLIENT_ID:
                return with_others(plan, servers, passed)
            lacking = lacking or plan
        if lacking is None:
            raise passed[0][1]
        return with_others(lacking, servers, passed)

    # The authorization server

    def _plan(self, target: _Target, issuer: str, old: Profile | None) -> Plan:
        wanted = target.wanted
        if target.resource is not None:
            self._check_named(issuer, "authorization_servers", wanted.api, target.reach)
        metadata = self._metadata(target, issuer)
        profile = self._profile(target, issuer, metadata, old)
        kept = old is not None and not wanted.client_id and bool(profile.client_id)
        resolved = profile if metadata is None else with_endpoints(profile, metadata)
        choice = _choice(resolved, metadata)
        scopes = _scopes(target, metadata, choice.grant)
        profile, resolved = replace(profile, scopes=scopes), replace(resolved, scopes=scopes)
        missing = _missing(profile, resolved, choice)
        if missing is Missing.REGISTRATION and not profile.redirect_port:
            port = self._free_port()
            profile = replace(profile, redirect_port=port)
            resolved = replace(resolved, redirect_port=port)
        plan = Plan(wanted, profile, resolved, choice, metadata, missing, target.reach)
        return replace(plan, sentences=tuple(found_sentences(plan, target.resource, kept=kept)))

    def _metadata(self, target: _Target, issuer: str) -> ServerMetadata | None:
        """Return the metadata; none is needed where a person names the endpoints."""
        try:
            metadata = self._discovery.metadata(
                issuer, "", self._left(), anew=True, reach=target.reach
            )
        except TransportError as error:
            if not does_without(target.wanted.endpoints, target.wanted.grant, error):
                raise
            return None
        if target.resource is not None:
            # A name is looked up once: each look-up may last as long as its deadline.
            named = {
                origin_of(url): (what, url) for what, url in named_endpoints(metadata.endpoints)
            }
            for what, url in named.values():
                self._check_named(url, what, target.wanted.api, target.reach)
        return metadata

    def _profile(
        self,
        target: _Target,
        issuer: str,
        metadata: ServerMetadata | None,
        old: Profile | None,
    ) -> Profile:
        wanted, resource = target.wanted, target.resource
        named = () if resource is None else (resource.resource,)
        profile = Profile(
            name=wanted.name,
            id=(old.id if old is not None else "") or self._effects.uuid(),
            issuer=issuer,
            api=wanted.api,
            client_id=wanted.client_id,
            client_auth=_client_auth(wanted, metadata),
            grant=wanted.grant,
            audience=wanted.audience,
            resources=tuple(dict.fromkeys((*named, *wanted.resources))),
            redirect_port=wanted.redirect_port,
            dpop=resource is not None and resource.needs_dpop,
            endpoints=wanted.endpoints,
            parameters=wanted.parameters,
        )
        if old is None or wanted.client_id or old.issuer != issuer or not old.client_id:
            return profile
        # The tokens that stay belong to this client: another one could not renew them.
        return replace(
            profile,
            client_id=old.client_id,
            client_auth=old.client_auth,
            redirect_port=wanted.redirect_port or old.redirect_port,
        )

    def _free_port(self) -> int:
        """Return a port that is free now; a drawn one, so that two profiles seldom meet."""
        start = int(self._effects.chance() * _PORTS)
        for step in range(_PORTS):
            port = _FIRST_PORT + (start + step) % _PORTS
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
                try:
                    trial.bind(("127.0.0.1", port))
                except OSError:
                    continue
                return port
        raise TransportError("no-free-port")

    # URLs that others name

    def _check_named(self, url: str, what: str, api: str, reach: Reach) -> None:
        """Refuse a URL that the API had no business to name.

        Raises:
            TransportError: not https (http on loopback for an API on loopback), or an address
                that is less public than the API's own, by its name too.
        """
        problem = problem_of_named_url(url, api, self._reaches(url), reach)
        if problem:
            raise TransportError("resource-url", api=api, field=what, what=problem)

    def _reaches(self, url: str) -> tuple[Reach, ...]:
        host = host_of(url)
        try:
            return reaches_of([str(ip_address(host.partition("%")[0]))])
        except ValueError:
            return reaches_of(self._resolve(host))

    def _send(self, request: Request, left: SecondsLeft) -> Answer:
        return self._effects.transport.send(request, max(0.1, left()), on_sent=lambda: None)


def _check(wanted: Wanted) -> None:
    """Refuse what nobody has to be asked for."""
    check_name(wanted.name)
    given: dict[str, str] = {"issuer": wanted.issuer, "api": wanted.api}
    given |= {
        f"endpoint {one.name}": getattr(wanted.endpoints, one.name) for one in fields(Endpoints)
    }
    for option, url in given.items():
        problem = problem_of_url(url) if url else ""
        if problem:
            raise UsageError("bad-url", option=option, url=url, what=problem)
    for resource in wanted.resources:
        # RFC 8707 section 2: an absolute URI without a fragment.
        if ":" not in resource or "#" in resource:
            what = say("is not a URI without a fragment")
            raise UsageError("bad-url", option="resource", url=resource, what=what)
    if not wanted.issuer and not wanted.api:
        raise UsageError("bad-usage", what=say("Give --issuer, --api or --from"), command="add")


def _servers(target: _Target) -> Sequence[str]:
    """Return the authorization servers to try, the one that a person chose alone."""
    named = () if target.resource is None else target.resource.servers
    chosen, api = target.wanted.issuer, target.wanted.api
    if chosen and named and chosen not in named:
        raise InputError("server-not-named", api=api, issuer=chosen, others=", ".join(named))
    if chosen:
        return (chosen,)
    if not named:
        raise TransportError("no-authorization-server", api=api)
    return tuple(dict.fromkeys(named))[:_SERVERS]


def _client_auth(wanted: Wanted, metadata: ServerMetadata | None) -> ClientAuth:
    """Return how to show the secret: RFC 8414's default where the server does not say."""
    if not wanted.client_secret:
        return ClientAuth.NONE
    listed = None if metadata is None else metadata.auth_methods
    if listed is None:
        return ClientAuth.CLIENT_SECRET_BASIC
    for method in _SECRET_METHODS:
        if method.value in listed:
            return method
    raise InputError("no-secret-method", issuer=wanted.issuer, methods=", ".join(listed))


def _scopes(target: _Target, metadata: ServerMetadata | None, grant: Grant) -> tuple[str, ...]:
    """Return the scopes: a person's, else those of the challenge, the API, the server.

    What the server suggests is about people, and of no use to a client by itself.
    """
    if target.wanted.scopes is not None:
        return target.wanted.scopes
    known = (metadata.scopes if metadata is not None else None) or ()
    if grant is Grant.CLIENT_CREDENTIALS:
        known = ()
    asked = _sendable(target.challenge.scopes)
    if not asked and target.resource is not None:
        asked = _sendable(target.resource.scopes or ())
    if not asked:
        return tuple(scope for scope in _DEFAULT_SCOPES if scope in known)
    # Without it most servers give no refresh token.
    offline = (_OFFLINE,) if _OFFLINE in known else ()
    return tuple(dict.fromkeys((*asked, *offline)))


def _sendable(scopes: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is no scope (RFC 6749 section 3.3): one would spoil the whole request."""
    return tuple(one for one in scopes if _SCOPE.fullmatch(one))


def _choice(resolved: Profile, metadata: ServerMetadata | None) -> Choice:
    """Choose the grant as a sign-in will, once the client has its id.

    Raises:
        InputError: there is none, with the reason for each.
    """
    offer = Offer()
    if metadata is not None:
        offer = Offer(metadata.grant_types, metadata.response_types, metadata.challenge_methods)
    return choose_grant(replace(resolved, client_id=resolved.client_id or _LATER), offer)


def _missing(profile: Profile, resolved: Profile, choice: Choice) -> Missing:
    if profile.client_id:
        return Missing.NOTHING
    can_register = choice.grant in (Grant.AUTHORIZATION_CODE, Grant.DEVICE_CODE)
    if can_register and resolved.endpoints.registration:
        return Missing.REGISTRATION
    return Missing.CLIENT_ID
