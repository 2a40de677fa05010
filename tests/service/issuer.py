"""An issuer on loopback HTTP whose every path answers what a test says, and that remembers."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

from tests.oauth.keys import AnyKey, key_of, public_jwk, signed

METADATA = "/.well-known/openid-configuration"
JWKS = "/jwks"
INTROSPECT = "/introspect"
USERINFO = "/userinfo"
REVOKE = "/revoke"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; `body` is sent as JSON unless it is bytes."""

    status: int = 200
    body: Any = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Reply | Callable[[Asked], Reply]


class Issuer:
    """Serves while its `with` block lasts.

    `answers` maps paths to answers; a list of them is used up one a request, the last again
    and again. `close` takes it off the network, `ahead` puts its clock forward (seconds); with
    `tls` it is reached by https.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.ahead = 0.0
        self._scheme = "http" if tls is None else "https"
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.asked: list[Asked] = []
        self.arrived = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.key: AnyKey = key_of("P-256")
        self.serve_metadata()
        self.serve_keys()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Refuse connections from now on."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    @property
    def url(self) -> str:
        """The issuer identifier."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def serve_metadata(self, *names: str, **changes: Any) -> None:
        """Name endpoints: `jwks_uri` always, and any of introspection, userinfo, revocation."""
        paths = {"introspection": INTROSPECT, "userinfo": USERINFO, "revocation": REVOKE}
        document = {
            "issuer": self.url,
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": self.url + JWKS,
            **{f"{name}_endpoint": self.url + paths[name] for name in names},
            **changes,
        }
        self.answers[METADATA] = Reply(body=document)

    def serve_keys(self, *keys: Mapping[str, Any]) -> None:
        """Answer with these keys, the issuer's own by default."""
        self.answers[JWKS] = Reply(body={"keys": list(keys or [public_jwk(self.key, kid="one")])})

    def token(self, **claims: Any) -> str:
        """Return a token of this issuer."""
        return signed(self.key, "ES256", {"kid": "one"}, **{"iss": self.url, **claims})

    def count(self, path: str) -> int:
        """Tell how often a path was asked."""
        return sum(asked.path == path for asked in self.asked)

    def at(self, path: str) -> list[Asked]:
        """Return what arrived at a path."""
        return [asked for asked in self.asked if asked.path == path]

    def _reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        self.arrived.set()
        answer = self.answers.get(asked.path, Reply(404))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        return answer if isinstance(answer, Reply) else answer(asked)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                self._answer()

            def do_HEAD(self) -> None:
                self._answer()

            def date_time_string(self, timestamp: float | None = None) -> str:
                return super().date_time_string(time.time() + issuer.ahead)

            def log_message(self, format: str, *args: Any) -> None:
                """Tests look at `asked`."""

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, dict(parse_qsl(body.decode())))
                # A client that gave up is an expected end of an exchange.
                with suppress(ConnectionError):
                    self._send(issuer._reply(asked))

            def _send(self, reply: Reply) -> None:
                is_raw = isinstance(reply.body, bytes)
                content = reply.body if is_raw else json.dumps(reply.body).encode()
                self.send_response(reply.status)
                kind = {} if is_raw else {"Content-Type": "application/json"}
                for name, value in {**kind, **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        return Handler
