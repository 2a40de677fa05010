"""Register a client: RFC 7591, as a native app (RFC 8252 section 8.4)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tokentray.core.errors import ClientError, TokenTrayError, TransportError
from tokentray.core.profile import ClientAuth, Grant
from tokentray.core.said import say
from tokentray.core.urls import Reach, problem_of_url
from tokentray.oauth.device import GRANT_TYPE as DEVICE_GRANT
from tokentray.oauth.json_answer import json_object
from tokentray.oauth.transport import Answer, Request

CLIENT_NAME = "TokenTray"
CALLBACK = "/callback"

_LATEST = 10**11
"""POSIX seconds; what is larger is no moment."""

_TAKEN = frozenset({ClientAuth.NONE, ClientAuth.CLIENT_SECRET_BASIC, ClientAuth.CLIENT_SECRET_POST})


@dataclass(frozen=True, slots=True)
class Registered:
    """What the server answered; `expires_at` is when the secret ends, 0 for never.

    `scopes` are those that the client may ask for, None where the server does not say.
    `access_token` is for changes of the registration at `management_url` (RFC 7592).
    """

    client_id: str
    client_auth: ClientAuth
    client_secret: str = field(default="", repr=False)
    expires_at: int = 0
    scopes: tuple[str, ...] | None = None
    access_token: str = field(default="", repr=False)
    management_url: str = ""


def redirect_uri(port: int) -> str:
    """Return where the browser comes back to (RFC 8252 section 7.3)."""
    return f"http://127.0.0.1:{port}{CALLBACK}"


def registration_request(
    url: str,
    *,
    grants: frozenset[Grant],
    port: int,
    scopes: tuple[str, ...],
    reach: Reach = Reach.LOOPBACK,
    ca_file: str = "",
) -> Request:
    """Build the request of a public client (section 3.1)."""
    by_code = Grant.AUTHORIZATION_CODE in grants
    types = ["authorization_code"] if by_code else []
    types += [DEVICE_GRANT] if Grant.DEVICE_CODE in grants else []
    data: dict[str, Any] = {
        "client_name": CLIENT_NAME,
        "grant_types": [*types, "refresh_token"],
        "token_endpoint_auth_method": ClientAuth.NONE.value,
        "application_type": "native",
    }
    if by_code:
        data |= {"redirect_uris": [redirect_uri(port)], "response_types": ["code"]}
    if scopes:
        data["scope"] = " ".join(scopes)
    headers = {"Content-Type": "application/json"}
    body = json.dumps(data).encode("ascii")
    return Request("POST", url, headers, body, ca_file, reach=reach)


def read_registration(answer: Answer, host: str, uri: str = "") -> Registered:
    """Judge the answer (sections 3.2.1 and 3.2.2); some servers say 200 for 201.

    A server may register something else than was asked for; without the redirect address `uri`
    nobody would come back from the browser.

    Raises:
        ClientError: the server refused, or registered a client that we cannot be.
        TransportError: no answer that can be used.
    """
    data = json_object(answer)
    if answer.status not in (200, 201):
        raise _refusal(answer, data or {}, host)
    if data is None:
        raise TransportError("not-json", host=host, status=answer.status)
    client_id, secret = _text(data, "client_id"), _text(data, "client_secret")
    if not client_id or not _is_visible(client_id + secret):
        raise TransportError("bad-answer", host=host, what=say("it names no client_id"))
    uris = data.get("redirect_uris")
    if uri and isinstance(uris, list) and uri not in uris:
        raise ClientError("registration-redirect", host=host)
    management = _text(data, "registration_client_uri")
    return Registered(
        client_id=client_id,
        client_auth=_client_auth(data, secret, host),
        client_secret=secret,
        expires_at=_moment(data.get("client_secret_expires_at")) if secret else 0,
        scopes=tuple(_text(data, "scope").split()) or None,
        access_token=_text(data, "registration_access_token"),
        management_url="" if problem_of_url(management) else management,
    )


def _client_auth(data: Mapping[str, Any], secret: str, host: str) -> ClientAuth:
    """Return how the client shows who it is: the server's word, not what was asked for."""
    default = ClientAuth.CLIENT_SECRET_BASIC if secret else ClientAuth.NONE
    word = _text(data, "token_endpoint_auth_method") or default.value
    try:
        method = ClientAuth(word)
    except ValueError:
        method = ClientAuth.PRIVATE_KEY_JWT
    if method not in _TAKEN or (method is not ClientAuth.NONE and not secret):
        raise ClientError("registration-method", host=host, method=word)
    return method


def _refusal(answer: Answer, data: Mapping[str, Any], host: str) -> TokenTrayError:
    word, status = _text(data, "error"), answer.status
    if answer.is_html and status < 500:
        return TransportError("not-json", host=host, status=status)
    if 300 <= status < 400:
        return TransportError("redirect", host=host)
    if status in (401, 403):
        return ClientError("registration-closed", host=host, status=status)
    if status >= 500 or status == 429:
        return TransportError("server-status", host=host, status=status)
    what = _text(data, "error_description")
    if word and what:
        return ClientError("registration-refused-why", host=host, error=word, what=what)
    return ClientError("registration-refused", host=host, error=word or str(status))


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _is_visible(text: str) -> bool:
    """Tell whether RFC 6749 (appendix A.1 and A.2) has these characters in ids and secrets."""
    return text.isascii() and text.isprintable()


def _moment(value: object) -> int:
    """Return POSIX seconds, 0 for never and for what cannot be read."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return int(value) if 0 < value < _LATEST else 0
