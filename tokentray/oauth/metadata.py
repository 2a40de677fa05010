"""What an authorization server says of itself: RFC 8414, OpenID Connect Discovery 1.0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlsplit

from tokentray.core.errors import TransportError
from tokentray.core.profile import Endpoints
from tokentray.core.said import say
from tokentray.core.urls import host_of, is_loopback, problem_of_url

_NAMES: Mapping[str, str] = {
    "token": "token_endpoint",
    "authorization": "authorization_endpoint",
    "device_authorization": "device_authorization_endpoint",
    "revocation": "revocation_endpoint",
    "introspection": "introspection_endpoint",
    "userinfo": "userinfo_endpoint",
    "jwks": "jwks_uri",
    "registration": "registration_endpoint",
}

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServerMetadata:
    """The parts that we act on; a list is None where the server does not say.

    `mtls` are the endpoints for clients with a certificate (RFC 8705 section 5), and
    `names_issuer` tells that authorization answers carry `iss` (RFC 9207).
    """

    issuer: str
    endpoints: Endpoints = field(default_factory=Endpoints)
    mtls: Endpoints = field(default_factory=Endpoints)
    grant_types: Words | None = None
    response_types: Words | None = None
    scopes: Words | None = None
    auth_methods: Words | None = None
    challenge_methods: Words | None = None
    names_issuer: bool = False


def metadata_urls(issuer: str) -> tuple[str, ...]:
    """Return where the metadata of an issuer may lie, OpenID's place first (RFC 8414 section 5).

    An issuer with a path has it appended by OpenID and inserted by RFC 8414.
    """
    parts = urlsplit(issuer)
    origin, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    found = (
        f"{origin}{path}/.well-known/openid-configuration",
        f"{origin}/.well-known/oauth-authorization-server{path}",
        f"{origin}/.well-known/openid-configuration{path}",
    )
    return tuple(dict.fromkeys(found))


def read_metadata(data: Mapping[str, Any], issuer: str) -> ServerMetadata:
    """Read a metadata document.

    Raises:
        TransportError: it speaks of another issuer (RFC 8414 section 3.3), or names an
            endpoint that nothing may be sent to.
    """
    named = data.get("issuer")
    if named != issuer:
        found = named if isinstance(named, str) else "nothing"
        is_near = found.rstrip("/").lower() == issuer.rstrip("/").lower()
        code = "issuer-spelling" if is_near else "issuer-mismatch"
        raise TransportError(code, issuer=issuer, found=found)
    aliases = data.get("mtls_endpoint_aliases")
    return ServerMetadata(
        issuer=issuer,
        endpoints=_endpoints(data, issuer),
        mtls=_endpoints(aliases if isinstance(aliases, Mapping) else {}, issuer),
        grant_types=_words(data, "grant_types_supported"),
        response_types=_words(data, "response_types_supported"),
        scopes=_words(data, "scopes_supported"),
        auth_methods=_words(data, "token_endpoint_auth_methods_supported"),
        challenge_methods=_words(data, "code_challenge_methods_supported"),
        names_issuer=data.get("authorization_response_iss_parameter_supported") is True,
    )


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Fill what the first document leaves out from the second of the same issuer."""
    if first.get("issuer") != second.get("issuer"):
        return dict(first)
    return {**second, **first}


def fill(endpoints: Endpoints, found: Endpoints) -> Endpoints:
    """Return the endpoints of a profile, the empty ones filled from what was found."""
    given = {
        one.name: getattr(endpoints, one.name) or getattr(found, one.name)
        for one in fields(Endpoints)
    }
    return replace(endpoints, **given)


def _endpoints(data: Mapping[str, Any], issuer: str) -> Endpoints:
    given: dict[str, str] = {}
    for name, key in _NAMES.items():
        url = data.get(key)
        if isinstance(url, str) and url:
            given[name] = _checked(url, key, issuer)
    return Endpoints(**given)


def _checked(url: str, key: str, issuer: str) -> str:
    """Return a URL that may be used: https, or loopback where the issuer is loopback too."""
    problem = problem_of_url(url)
    if not problem and is_loopback(host_of(url)) and not is_loopback(host_of(issuer)):
        problem = say("is on this computer, and the issuer is not")
    if problem:
        raise TransportError("metadata-url", issuer=issuer, field=key, what=problem)
    return url


def _words(data: Mapping[str, Any], key: str) -> Words | None:
    value = data.get(key)
    if not isinstance(value, list):
        return None
    return tuple(item for item in value if isinstance(item, str))
