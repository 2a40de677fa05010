"""An identity server of a few lines that misbehaves on command: real HTTP on 127.0.0.1."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

Fields = dict[str, str]
Reply = tuple[int, dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """One request to the token or the device endpoint."""

    path: str
    fields: Fields
    headers: Mapping[str, str]


@dataclass
class Rules:
    """What it does; each callable gets what an honest server would say, and changes it."""

    metadata: Callable[[dict[str, Any]], dict[str, Any]] = lambda data: data
    callback: Callable[[Fields], list[tuple[str, str]]] = lambda fields: list(fields.items())
    claims: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    tokens: Callable[[dict[str, Any]], dict[str, Any]] = lambda tokens: tokens
    replies: deque[Reply | None] = field(default_factory=deque)
    """For the next requests to the token endpoint; None breaks the connection."""

    has_metadata: bool = True
    device: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class Issuer:
    """Answers while its block lasts; every code is good once, with its verifier."""

    def __init__(self) -> None:
        self.rules = Rules()
        self.asked: list[Asked] = []
        self.authorized: list[Fields] = []
        self._codes: dict[str, Fields] = {}
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def token_requests(self) -> list[Fields]:
        """The forms that came to the token endpoint."""
        return [one.fields for one in self.asked if one.path == "/token"]

    def metadata(self) -> dict[str, Any]:
        return self.rules.metadata(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "device_authorization_endpoint": f"{self.url}/device_authorization",
                "authorization_response_iss_parameter_supported": True,
            }
        )

    def authorize(self, fields: Fields) -> str:
        """Agree at once; return where the browser is sent."""
        self.authorized.append(fields)
        code = f"code-{len(self.authorized)}"
        self._codes[code] = fields
        honest = {"code": code, "state": fields["state"], "iss": self.url}
        return f"{fields['redirect_uri']}?{urlencode(self.rules.callback(honest))}"

    def token(self, fields: Fields) -> Reply:
        granted: Fields = {}
        if fields["grant_type"] == "authorization_code":
            granted = self._codes.pop(fields["code"], {})
            digest = hashlib.sha256(fields["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            if granted.get("code_challenge") != challenge:
                return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": fields.get("client_id", "tokentray"),
            "sub": "user-1",
            "exp": now + 300,
            "iat": now,
            **({"nonce": granted["nonce"]} if "nonce" in granted else {}),
        }
        tokens = {
            "access_token": f"opaque-{len(self.asked)}",
            "token_type": "bearer",
            "expires_in": 600,
            "refresh_token": f"refresh-{len(self.asked)}",
            "id_token": jwt(self.rules.claims(claims)),
        }
        return 200, self.rules.tokens(tokens)


def jwt(claims: Mapping[str, Any]) -> str:
    """Return a JWT whose signature is nothing."""
    parts = (json.dumps(part).encode() for part in ({"alg": "ES256"}, claims))
    encoded = [base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts]
    return ".".join((*encoded, "c2ln"))


def _handler(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if issuer.rules.has_metadata and parts.path.endswith("openid-configuration"):
                self._json(200, issuer.metadata())
            elif parts.path == "/authorize":
                self.send_response(303)
                self.send_header("Location", issuer.authorize(dict(parse_qsl(parts.query))))
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._json(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = dict(parse_qsl(body, keep_blank_values=True))
            headers = {name.lower(): value for name, value in self.headers.items()}
            issuer.asked.append(Asked(self.path, fields, headers))
            if self.path == "/device_authorization":
                self._json(200, issuer.rules.device)
                return
            reply = issuer.rules.replies.popleft() if issuer.rules.replies else issuer.token(fields)
            if reply is None:
                self.close_connection = True
            else:
                self._json(*reply)

        def _json(self, status: int, data: Mapping[str, Any]) -> None:
            body = json.dumps(data).encode()
            self.send_response_only(status)
            self.send_header("Date", formatdate(usegmt=True))
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in issuer.rules.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
