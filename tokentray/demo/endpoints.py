"""What the demo server answers: RFC 6749 sections 5 and 6, RFC 8414, and the source document's API.

No socket here: a request comes in and a reply goes out.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote_plus
from uuid import UUID

from tokentray.demo.grants import GrantBook, GrantRefused, TokenPair
from tokentray.demo.keys import SigningKey
from tokentray.demo.profiles import CLIENT_KEY, SOURCE_REFRESH_PATH, TOKEN_PATH, Form

METADATA_PATHS = ("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")
JWKS_PATH = "/jwks.json"

_NETWORK_TYPES = ("other", "wifi", "cellular", "ethernet")
_CLOCK_TOLERANCE = 300


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was read; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; the body is sent as JSON."""

    status: int
    body: Mapping[str, Any] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def error(self) -> str | None:
        """The error code of a refusal (RFC 6749 section 5.2)."""
        error = self.body.get("error")
        return error if isinstance(error, str) else None


class Refusal(Exception):
    """A request that is answered with an error."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.error)
        self.reply = reply


def token_response(pair: TokenPair, form: Form) -> dict[str, Any]:
    """Return the TokenResponse for a pair, in one of the two spellings."""
    minting = pair.minting
    if form is Form.SOURCE:
        source = {"accessToken": pair.access_token, "expiresIn": minting.expires_at}
        return source | ({"refreshToken": pair.refresh_token} if pair.refresh_token else {})
    answer: dict[str, Any] = {
        "access_token": pair.access_token,
        "token_type": "Bearer",
        "expires_in": minting.expires_at - minting.issued_at,
        "scope": " ".join(minting.rules.scopes),
    }
    if pair.refresh_token:
        answer["refresh_token"] = pair.refresh_token
    if pair.refresh_token and minting.rules.refresh_lifetime is not None:
        answer["refresh_expires_in"] = minting.rules.refresh_lifetime
    return answer


class Endpoints:
    """Routes a request; `clients` maps each client_id to its secret, None for a public one.

    The caller holds the lock of the grant book.
    """

    def __init__(
        self,
        *,
        issuer: str,
        book: GrantBook,
        key: SigningKey,
        clock: Callable[[], float],
        clients: Mapping[str, str | None],
    ) -> None:
        self._issuer = issuer
        self._book = book
        self._key = key
        self._clock = clock
        self._clients = clients

    def answer(self, request: Request) -> Reply:
        """Return the reply to any request; a refusal is a reply too."""
        try:
            return self._route(request)
        except Refusal as refusal:
            return refusal.reply
        except GrantRefused as refused:
            return _error(400, refused.error, refused.description)

    def _route(self, request: Request) -> Reply:
        documents = {path: self.metadata for path in METADATA_PATHS}
        documents[JWKS_PATH] = self._key.jwks
        if request.path in documents:
            _require_method(request, "GET")
            return Reply(200, documents[request.path]())
        if request.path not in (TOKEN_PATH, SOURCE_REFRESH_PATH):
            raise Refusal(_error(404, "not_found", "there is nothing here"))
        _require_method(request, "POST")
        standard = request.path == TOKEN_PATH
        return self._token(request) if standard else self._source_refresh(request)

    def metadata(self) -> dict[str, Any]:
        """Return the server's metadata (RFC 8414 section 2)."""
        return {
            "issuer": self._issuer,
            "token_endpoint": self._issuer + TOKEN_PATH,
            "jwks_uri": self._issuer + JWKS_PATH,
            "response_types_supported": [],
            "grant_types_supported": ["refresh_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [self._key.ALGORITHM],
            "token_endpoint_auth_methods_supported": [
                "none",
                "client_secret_basic",
                "client_secret_post",
            ],
            "scopes_supported": ["openid", "profile", "offline_access"],
        }

    def _token(self, request: Request) -> Reply:
        fields = _form(request)
        client_id = self._client(request, fields)
        if "grant_type" not in fields:
            raise Refusal(_error(400, "invalid_request", "grant_type is missing"))
        if fields["grant_type"] != "refresh_token":
            raise Refusal(_error(400, "unsupported_grant_type", "only refresh_token is served"))
        if not fields.get("refresh_token"):
            raise Refusal(_error(400, "invalid_request", "refresh_token is missing"))
        pair = self._book.refresh(fields["refresh_token"], client_id=client_id)
        return Reply(200, token_response(pair, Form.STANDARD))

    def _client(self, request: Request, fields: Mapping[str, str]) -> str:
        authorization = request.headers.get("authorization")
        if authorization is None:
            client_id, secret = fields.get("client_id", ""), fields.get("client_secret")
        else:
            client_id, secret = _basic(authorization)
        if client_id in self._clients and self._clients[client_id] == secret:
            return client_id
        # A challenge belongs to an attempt by header (RFC 6749 section 5.2).
        challenge = {} if authorization is None else {"WWW-Authenticate": 'Basic realm="demo"'}
        raise Refusal(_error(401, "invalid_client", "unknown client", challenge))

    def _source_refresh(self, request: Request) -> Reply:
        is_form = _media_type(request) == "application/x-www-form-urlencoded"
        fields: Mapping[str, Any] = _form(request) if is_form else _json(request)
        self._check_source_fields(fields)
        pair = self._book.refresh(fields["refreshToken"])
        return Reply(200, token_response(pair, Form.SOURCE))

    def _check_source_fields(self, fields: Mapping[str, Any]) -> None:
        if fields.get("clientKey") != CLIENT_KEY:
            raise Refusal(_error(401, "invalid_client", "unknown clientKey"))
        refresh_token = fields.get("refreshToken")
        if not isinstance(refresh_token, str) or not refresh_token:
            raise Refusal(_error(400, "invalid_request", "refreshToken is missing"))
        if not _is_uuid(fields.get("deviceId")):
            raise Refusal(_error(400, "invalid_request", "deviceId is not a UUID"))
        if fields.get("networkType", "other") not in _NETWORK_TYPES:
            raise Refusal(_error(400, "invalid_request", "networkType is unknown"))
        if not self._is_recent(fields.get("signatureTimestamp")):
            raise Refusal(_error(400, "invalid_request", "signatureTimestamp is not now"))

    def _is_recent(self, value: object) -> bool:
        text = str(value) if isinstance(value, (int, str)) else ""
        if not (text.isascii() and text.isdigit()) or len(text) > len(str(10**11)):
            return False
        return abs(int(text) - self._clock()) <= _CLOCK_TOLERANCE


def _error(
    status: int, error: str, description: str, headers: Mapping[str, str] | None = None
) -> Reply:
    body = {"error": error, "error_description": description}
    return Reply(status, body, headers or {})


def _require_method(request: Request, method: str) -> None:
    if request.method != method:
        raise Refusal(_error(405, "invalid_request", f"use {method}", {"Allow": method}))


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _form(request: Request) -> dict[str, str]:
    if _media_type(request) != "application/x-www-form-urlencoded":
        raise Refusal(_error(400, "invalid_request", "the body is not a form"))
    try:
        text = request.body.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=text != "")
    except ValueError:
        raise Refusal(_error(400, "invalid_request", "the form is malformed")) from None
    fields = dict(pairs)
    # RFC 6749 section 3.2: no parameter more than once.
    if len(fields) != len(pairs):
        raise Refusal(_error(400, "invalid_request", "a parameter is given twice"))
    return fields


def _json(request: Request) -> dict[str, Any]:
    if _media_type(request) != "application/json":
        raise Refusal(_error(400, "invalid_request", "the body is neither JSON nor a form"))
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Refusal(_error(400, "invalid_request", "the JSON is malformed")) from None
    if not isinstance(data, dict):
        raise Refusal(_error(400, "invalid_request", "the JSON is no object"))
    return data


def _basic(authorization: str) -> tuple[str, str | None]:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return "", None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return "", None
    # Both halves are form-encoded inside the header (RFC 6749 section 2.3.1).
    client_id, _, secret = decoded.partition(":")
    return unquote_plus(client_id), unquote_plus(secret) or None


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value.lower()
    except ValueError:
        return False
