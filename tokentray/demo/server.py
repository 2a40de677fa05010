"""The demo's identity server: real HTTP on the loopback address, in threads."""

from __future__ import annotations

import json
import logging
import secrets
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from socketserver import TCPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from tokentray.demo.clients import Clients
from tokentray.demo.endpoints import Endpoints
from tokentray.demo.grants import GrantBook, GrantReport, GrantRules, Minting
from tokentray.demo.keys import SigningKey
from tokentray.demo.messages import Reply, Request
from tokentray.demo.people import anonymous_claims
from tokentray.demo.profiles import DemoProfile, demo_profiles
from tokentray.demo.tokens import token_response

logger = logging.getLogger(__name__)

_LONGEST_BODY = 64 * 1024


@dataclass(frozen=True, slots=True)
class Served:
    """One request that was answered: no header, no body, no query. `at` in POSIX seconds."""

    at: float
    method: str
    path: str
    status: int
    error: str | None


class IdentityServer:
    """Answers on 127.0.0.1 while its `with` block lasts.

    `clock` is the server's own, for expiries and for the `Date` of its answers; another
    than the caller's shows what a skewed clock does. `clients` maps a client_id to its
    secret, None for a public client. `device_interval` is how many seconds a device waits
    between two polls (RFC 8628); with 0 it may poll as often as it likes.
    """

    def __init__(
        self,
        profiles: Sequence[DemoProfile] | None = None,
        *,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        clients: Mapping[str, str | None] | None = None,
        device_interval: float = 2,
    ) -> None:
        self.profiles = tuple(demo_profiles() if profiles is None else profiles)
        self._by_name = {profile.name: profile for profile in self.profiles}
        self._clock = clock
        self._key = SigningKey()
        self._lock = Lock()
        self._served: list[Served] = []
        self._http = _HTTPServer(("127.0.0.1", port), self._handle, clock)
        self._book = GrantBook(clock=clock, new_token=lambda: str(uuid.uuid4()), mint=self._mint)
        self._endpoints = Endpoints(
            issuer=self.base_url,
            book=self._book,
            key=self._key,
            clock=clock,
            clients=Clients(
                {GrantRules().client_id: None} if clients is None else clients, self.profiles
            ),
            claims=self._claims,
            account=self._account_name,
            device_interval=device_interval,
        )
        self._thread = Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def base_url(self) -> str:
        """The issuer, and what every path hangs under."""
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def requests(self) -> tuple[Served, ...]:
        """What was answered so far."""
        with self._lock:
            return tuple(self._served)

    @property
    def grants(self) -> tuple[GrantReport, ...]:
        """What became of every grant, in the order in which they were opened."""
        with self._lock:
            return self._book.reports

    @property
    def authorization_requests(self) -> tuple[Mapping[str, str], ...]:
        """The parameters that were asked with at the authorization endpoint, each request once."""
        with self._lock:
            return self._endpoints.authorization.asked

    @property
    def user_codes(self) -> tuple[str, ...]:
        """The device codes that wait for a person, the oldest first."""
        with self._lock:
            return self._endpoints.device.user_codes

    def approve_device(self, user_code: str) -> None:
        """Do what a person does who types the code and continues; KeyError: no such code waits."""
        with self._lock:
            self._endpoints.device.decide(user_code, approved=True)

    def refuse_device(self, user_code: str) -> None:
        """Do what a person does who types the code and refuses; KeyError: no such code waits."""
        with self._lock:
            self._endpoints.device.decide(user_code, approved=False)

    def first_response(self, name: str) -> str:
        """Sign in anew: open a grant for the profile and return its TokenResponse as JSON."""
        profile = self._by_name[name]
        with self._lock:
            pair = self._book.open(name, profile.rules)
        return json.dumps(token_response(pair, profile.form))

    def fragment(self, name: str) -> str:
        """Return the TOML body of a profile, with this server's address in it."""
        return self._by_name[name].fragment(self.base_url)

    def end_grant(self, name: str) -> None:
        """End the grants of a profile: their refresh tokens answer `invalid_grant` from now on."""
        with self._lock:
            self._book.end(name)

    def _mint(self, minting: Minting) -> str:
        if self._by_name[minting.grant].account is None:
            return secrets.token_urlsafe(32)
        return self._key.sign(self._claims(minting))

    def _claims(self, minting: Minting) -> dict[str, Any]:
        account = self._by_name[minting.grant].account
        if minting.rules.of_client:
            return anonymous_claims(self.base_url, minting.rules.client_id, minting)
        if account is None:
            return anonymous_claims(self.base_url, f"demo-{minting.grant}", minting)
        return account.claims(self.base_url, minting)

    def _account_name(self, name: str) -> str:
        account = self._by_name[name].account
        return name if account is None else account.name

    def _handle(self, request: Request) -> Reply:
        with self._lock:
            reply = self._endpoints.answer(request)
            served = Served(self._clock(), request.method, request.path, reply.status, reply.error)
            self._served.append(served)
        return reply


class _HTTPServer(ThreadingHTTPServer):
    """Hands each request to a function; an error of one connection is logged, not printed."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        handle: Callable[[Request], Reply],
        clock: Callable[[], float],
    ) -> None:
        super().__init__(address, _Handler)
        self.handle = handle
        self.clock = clock

    def server_bind(self) -> None:
        # HTTPServer asks the resolver for the name of 127.0.0.1, which may take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.socket.getsockname()[1]

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        logger.debug("a connection was cut", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "TokenTrayDemo"
    sys_version = ""
    timeout = 10
    server: _HTTPServer

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self._send(Reply(411, {"error": "invalid_request"}))
        elif len(length) > len(str(_LONGEST_BODY)) or int(length) > _LONGEST_BODY:
            self._send(Reply(413, {"error": "invalid_request"}))
        else:
            self._answer(self.rfile.read(int(length)))

    def _answer(self, body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        path, _, query = self.path.partition("?")
        self._send(self.server.handle(Request(self.command, path, headers, body, query)))

    def _send(self, reply: Reply) -> None:
        kind, content = _content(reply)
        self.send_response(reply.status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(self.server.clock() if timestamp is None else timestamp, usegmt=True)

    def log_message(self, format: str, *args: Any) -> None:
        logger.debug("%s %s", self.command, self.path.partition("?")[0])


def _content(reply: Reply) -> tuple[str, bytes]:
    if reply.page is None:
        return "application/json", json.dumps(reply.body).encode()
    return "text/html; charset=utf-8", reply.page.encode()
