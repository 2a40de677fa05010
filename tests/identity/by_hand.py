"""A client of the tests' own, so that the program's is never measured by itself.

It signs in by authorization code with PKCE, and asks a server what it thinks of a token.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import ssl
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

import jwt

from tests.identity.clients import AWKWARD_SECRET
from tests.identity.person import Person
from tests.identity.running import IdentityServer

CALLBACK = "http://127.0.0.1:9/callback"
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Client:
    """A client and what it shows: a method of RFC 7591 with its secret, key or certificate."""

    client_id: str = "native"
    method: str = "none"
    secret: str = field(default=AWKWARD_SECRET, repr=False)


def sign_in(
    server: IdentityServer, client: Client, scopes: str, resources: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the token response after a person has signed in and agreed."""
    known = metadata(server)
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = [
        ("client_id", client.client_id),
        ("response_type", "code"),
        ("redirect_uri", CALLBACK),
        ("scope", scopes),
        ("prompt", "consent"),
        ("code_challenge", base64.urlsafe_b64encode(digest).rstrip(b"=").decode()),
        ("code_challenge_method", "S256"),
        *(("resource", resource) for resource in resources),
    ]
    person = Person(ca_file=server.ca_file)
    end = person.walk(f"{known['authorization_endpoint']}?{urlencode(asked)}", stop_at=CALLBACK)
    code = parse_qs(urlsplit(end).query)["code"][0]
    given = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", verifier),
    ]
    status, answer = post(server, "token_endpoint", client, given)
    assert status == 200, answer
    return answer


def refresh(server: IdentityServer, client: Client, refresh_token: str) -> tuple[int, Any]:
    """Use a refresh token; return the status and the answer."""
    fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)]
    return post(server, "token_endpoint", client, fields)


def is_active(server: IdentityServer, client: Client, token: str) -> bool:
    """Ask the server whether a token is good (RFC 7662)."""
    status, answer = post(server, "introspection_endpoint", client, [("token", token)])
    assert status == 200, answer
    return bool(answer["active"])


def metadata(server: IdentityServer) -> Mapping[str, Any]:
    """Return what the server says of itself."""
    found: Mapping[str, Any] = server.get(f"{server.issuer}/.well-known/openid-configuration")
    return found


def post(
    server: IdentityServer, endpoint: str, client: Client, fields: Pairs
) -> tuple[int, dict[str, Any]]:
    """Post a form to an endpoint that the metadata names; return the status and the answer."""
    known = metadata(server)
    url = known[endpoint]
    if client.method == "tls_client_auth":
        url = known.get("mtls_endpoint_aliases", known)[endpoint]
    more, headers = _shown(client, url)
    body = urlencode([*fields, *more]).encode()
    request = urllib.request.Request(url, body, headers)  # noqa: S310  # our own server's
    try:
        with _opener(server, client).open(request, timeout=10) as answer:
            return answer.status, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read() or b"{}")


def _shown(client: Client, url: str) -> tuple[Pairs, dict[str, str]]:
    named = [("client_id", client.client_id)]
    if client.method == "client_secret_basic":
        pair = f"{quote_plus(client.client_id)}:{quote_plus(client.secret)}"
        return [], {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    if client.method == "client_secret_post":
        return [*named, ("client_secret", client.secret)], {}
    if client.method == "private_key_jwt":
        now = int(time.time())
        claims: dict[str, Any] = {"iss": client.client_id, "sub": client.client_id, "aud": url}
        claims |= {"jti": secrets.token_hex(8), "iat": now, "exp": now + 60}
        assertion = jwt.encode(claims, client.secret, "ES256")
        return [*named, ("client_assertion_type", _ASSERTION), ("client_assertion", assertion)], {}
    return named, {}


def _opener(server: IdentityServer, client: Client) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
    if server.ca_file:
        context = ssl.create_default_context(cafile=server.ca_file)
        if client.method == "tls_client_auth":
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "client.pem"
                path.write_text(client.secret)
                context.load_cert_chain(path)
        handlers.append(urllib.request.HTTPSHandler(context=context))
    return urllib.request.build_opener(*handlers)
