"""A token endpoint that misbehaves on command: raw sockets, one scripted answer a request.

    with HostileEndpoint(grace=0) as endpoint:
        endpoint.script(Answer.reset_after(20), Answer.error("invalid_grant"))
        ...                                     # refresh against endpoint.url
        assert endpoint.grants.replays == 0

When the script is used up, requests are answered honestly (`otherwise` changes that).
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import sys
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

from tests.faults.answers import Answer, Delivery, Gate, json_object, unsigned_jwt
from tokentray.demo.grants import (
    GrantBook,
    GrantRefused,
    GrantReport,
    GrantRules,
    Minting,
    TokenPair,
)
from tokentray.demo.profiles import Form
from tokentray.demo.tokens import token_response

_LONGEST_REQUEST = 1024 * 1024
_BLOCK = 64 * 1024
_TICK = 0.05
_HANDSHAKE = 10.0


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """One request as it arrived; header names in lower case, `at` by the endpoint's clock."""

    at: float
    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def fields(self) -> dict[str, Any]:
        """The body's fields, from JSON or a form; empty where it is neither."""
        if self.headers.get("content-type", "").startswith("application/json"):
            data = json.loads(self.body)
            return data if isinstance(data, dict) else {}
        return dict(parse_qsl(self.body.decode("latin-1"), keep_blank_values=True))

    @property
    def refresh_token(self) -> str:
        """The refresh token that was sent, in either spelling; empty without one."""
        fields = self.fields
        return str(fields.get("refresh_token") or fields.get("refreshToken") or "")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A finished answer: how many bytes of how many were sent."""

    request: RecordedRequest
    status: int
    sent: int
    length: int


class Grants:
    """Every grant of the endpoint: what the server knows, for assertions."""

    def __init__(self, book: GrantBook, changed: Condition, rules: GrantRules, form: Form) -> None:
        self._book = book
        self._lock = changed
        self._rules = rules
        self._form = form

    def open(self, name: str) -> GrantView:
        """Open a grant; the name may be used once."""
        with self._lock:
            self._book.open(name, self._rules)
        return GrantView(name, self._book, self._lock, self._form)

    @property
    def reports(self) -> tuple[GrantReport, ...]:
        """What became of each, in the order in which they were opened."""
        with self._lock:
            return self._book.reports

    @property
    def refreshes(self) -> int:
        """How often a grant moved on."""
        return sum(report.refreshes for report in self.reports)

    @property
    def retries(self) -> int:
        """How often a spent token was answered again, inside the grace."""
        return sum(report.retries for report in self.reports)

    @property
    def replays(self) -> int:
        """How often a spent token came outside the grace."""
        return sum(report.replays for report in self.reports)

    @property
    def lost(self) -> int:
        """How many grants a replay has ended."""
        return sum(report.ended and report.replays > 0 for report in self.reports)


class GrantView:
    """One grant, as the server sees it now."""

    def __init__(self, name: str, book: GrantBook, lock: Condition, form: Form) -> None:
        self.name = name
        self._book = book
        self._lock = lock
        self._form = form

    @property
    def current_refresh_token(self) -> str:
        """The only refresh token that moves the grant on."""
        return self._pair().refresh_token or ""

    @property
    def current_access_token(self) -> str:
        """The newest access token."""
        return self._pair().access_token

    @property
    def response(self) -> str:
        """The newest pair as the JSON text of a TokenResponse, as for an import."""
        return json.dumps(token_response(self._pair(), self._form))

    @property
    def report(self) -> GrantReport:
        """What became of it."""
        with self._lock:
            return next(r for r in self._book.reports if r.name == self.name)

    def is_usable(self, refresh_token: str) -> bool:
        """Tell whether a client that holds this refresh token can still go on."""
        with self._lock:
            return self._book.is_usable(refresh_token)

    def end(self) -> None:
        """End the grant: `invalid_grant` from now on."""
        with self._lock:
            self._book.end(self.name)

    def _pair(self) -> TokenPair:
        with self._lock:
            return self._book.current(self.name)


class HostileEndpoint:
    """Serves while its `with` block lasts, a thread for each connection.

    `grace` (seconds) and the other `rules` say how its grants live, `form` how its honest
    answers are spelled, `clock` what time it believes. With `tls` it speaks HTTPS.
    """

    def __init__(
        self,
        *,
        grace: float = 0.0,
        rules: GrantRules | None = None,
        form: Form = Form.STANDARD,
        clock: Callable[[], float] = time.time,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._clock = clock
        self._tls = tls
        self._form = form
        self._changed = Condition()
        self._closing = Event()
        self._script: deque[Answer] = deque()
        self._otherwise = Answer.rotate()
        self._requests: list[RecordedRequest] = []
        self._exchanges: list[Exchange] = []
        self._busy = 0
        self._most_at_once = 0
        self._workers: list[Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._listener.settimeout(_TICK)
        self._book = GrantBook(clock=clock, new_token=lambda: str(uuid.uuid4()), mint=self._mint)
        self.grants = Grants(
            self._book, self._changed, rules or GrantRules(lifetime=3600, grace=grace), form
        )
        self.grant = self.grants.open("default")
        self._acceptor = Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._acceptor.join()
        self._listener.close()
        for worker in self._workers:
            worker.join(10)

    @property
    def origin(self) -> str:
        """Scheme, host and port; also the `iss` of its tokens."""
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def url(self) -> str:
        """Where requests go; any other path is answered the same."""
        return f"{self.origin}/token"

    def script(self, *answers: Answer) -> None:
        """Add answers: one is used up by each request, in the order of their arrival."""
        with self._changed:
            self._script.extend(answers)

    def otherwise(self, answer: Answer) -> None:
        """Set what is answered when the script is used up."""
        with self._changed:
            self._otherwise = answer

    @property
    def requests(self) -> tuple[RecordedRequest, ...]:
        """What arrived, in this order."""
        with self._changed:
            return tuple(self._requests)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The answers that are finished, cut ones too.

        A cut one is there when the client sees its end; for a whole one wait.
        """
        with self._changed:
            return tuple(self._exchanges)

    @property
    def most_at_once(self) -> int:
        """The largest number of requests that were being answered at the same time."""
        with self._changed:
            return self._most_at_once

    def wait_for_requests(self, number: int, timeout: float = 10.0) -> None:
        """Return once so many requests have arrived; TimeoutError otherwise."""
        self._wait(lambda: len(self._requests) >= number, timeout)

    def wait_for_exchanges(self, number: int, timeout: float = 10.0) -> None:
        """Return once so many answers are finished; TimeoutError otherwise."""
        self._wait(lambda: len(self._exchanges) >= number, timeout)

    def _wait(self, is_there: Callable[[], bool], timeout: float) -> None:
        with self._changed:
            if not self._changed.wait_for(is_there, timeout):
                raise TimeoutError(f"{len(self._requests)} requests so far")

    def _mint(self, minting: Minting, changes: Mapping[str, object] | None = None) -> str:
        claims = {
            "iss": self.origin,
            "sub": minting.grant,
            "iat": minting.issued_at,
            "exp": minting.expires_at,
            "jti": minting.token_id,
        }
        return unsigned_jwt({**claims, **(changes or {})})

    def _accept(self) -> None:
        while not self._closing.is_set():
            with suppress(TimeoutError):
                connection, _ = self._listener.accept()
                worker = Thread(target=self._serve, args=(connection,), daemon=True)
                self._workers = [*filter(Thread.is_alive, self._workers), worker]
                worker.start()

    def _serve(self, connection: socket.socket) -> None:
        # A client that was killed, gave up or trusts us not is an expected end of an exchange.
        with suppress(ConnectionError, ssl.SSLError), self._secured(connection) as connection:
            connection.settimeout(_TICK)
            request = self._read(connection)
            if request is not None:
                self._exchange(connection, request)

    def _secured(self, connection: socket.socket) -> socket.socket:
        if self._tls is None:
            return connection
        connection.settimeout(_HANDSHAKE)
        with connection:
            return self._tls.wrap_socket(connection, server_side=True)

    def _exchange(self, connection: socket.socket, request: RecordedRequest) -> None:
        answer = self._next_answer(request)
        status, response, sent = answer.status, b"", 0
        with ExitStack() as turn:
            turn.callback(self._leave)
            try:
                self._pass(answer.delivery.gate_before_commit)
                status, content = self._decide(answer, request.refresh_token)
                response = self._response(status, content, answer.headers)
                last = len(response[: answer.delivery.cut_after])
                for part in self._parts(response, answer.delivery):
                    # With the last byte the client may send its next request: no overlap then.
                    if sent + len(part) == last:
                        turn.close()
                    sent += self._send(connection, part)
                if answer.delivery.resets:
                    _arm_reset(connection)
            finally:
                self._finish(Exchange(request, status, sent, len(response)))

    def _next_answer(self, request: RecordedRequest) -> Answer:
        with self._changed:
            self._requests.append(request)
            self._busy += 1
            self._most_at_once = max(self._most_at_once, self._busy)
            self._changed.notify_all()
            return self._script.popleft() if self._script else self._otherwise

    def _leave(self) -> None:
        with self._changed:
            self._busy -= 1

    def _finish(self, exchange: Exchange) -> None:
        with self._changed:
            self._exchanges.append(exchange)
            self._changed.notify_all()

    def _decide(self, answer: Answer, refresh_token: str) -> tuple[int, bytes]:
        """Commit where the answer does; return status and body."""
        if answer.content is not None:
            with suppress(GrantRefused):
                if answer.commits:
                    self._spend(refresh_token)
            return answer.status, answer.content
        try:
            pair = self._spend(refresh_token) if answer.commits else self._peek(refresh_token)
        except GrantRefused as refused:
            return 400, json_object([("error", refused.error)])
        return answer.status, self._token_content(answer, pair)

    def _spend(self, refresh_token: str) -> TokenPair:
        with self._changed:
            return self._book.refresh(refresh_token)

    def _peek(self, refresh_token: str) -> TokenPair:
        with self._changed:
            return self._book.pair_of(refresh_token)

    def _token_content(self, answer: Answer, pair: TokenPair) -> bytes:
        if answer.claims:
            access_token = self._mint(pair.minting, answer.claims)
            pair = TokenPair(pair.minting, access_token, pair.refresh_token)
        data = {**token_response(pair, self._form), **answer.changes}
        return json_object((k, v) for k, v in data.items() if k not in answer.without)

    def _response(self, status: int, content: bytes, changes: Mapping[str, str | None]) -> bytes:
        headers: dict[str, str | None] = {
            "Date": formatdate(self._clock(), usegmt=True),
            "Content-Type": "application/json",
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Connection": "close",
            **changes,
        }
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items() if value is not None]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + content

    def _pass(self, gate: Gate | None) -> None:
        if gate is None:
            return
        gate.arrive()
        while not (self._closing.is_set() or gate.wait_until_open(_TICK)):
            pass

    def _parts(self, response: bytes, delivery: Delivery) -> Iterator[bytes]:
        payload = response[: delivery.cut_after]
        ahead = delivery.gate_after if delivery.gate is not None else 0
        yield from self._paced(payload[:ahead], delivery)
        self._pass(delivery.gate)
        yield from self._paced(payload[ahead:], delivery)

    def _paced(self, payload: bytes, delivery: Delivery) -> Iterator[bytes]:
        slow = delivery.interval is not None or delivery.steps is not None
        size = 1 if slow else _BLOCK
        for offset in range(0, len(payload), size):
            if slow and not self._may_step(delivery):
                return
            yield payload[offset : offset + size]

    def _may_step(self, delivery: Delivery) -> bool:
        if delivery.steps is None:
            return not self._closing.wait(delivery.interval)
        while not self._closing.is_set():
            if delivery.steps.acquire(timeout=_TICK):
                return True
        return False

    def _send(self, connection: socket.socket, part: bytes) -> int:
        rest = memoryview(part)
        while rest and not self._closing.is_set():
            with suppress(TimeoutError):
                rest = rest[connection.send(rest) :]
        return len(part) - len(rest)

    def _read(self, connection: socket.socket) -> RecordedRequest | None:
        data = bytearray()
        while b"\r\n\r\n" not in data:
            if not self._receive(connection, data):
                return None
        head, _, body = bytes(data).partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        rest = bytearray(body)
        while len(rest) < int(headers.get("content-length", "0")):
            if not self._receive(connection, rest):
                return None
        method, path, _ = (first + "  ").split(" ", 2)
        return RecordedRequest(self._clock(), method, path, headers, bytes(rest))

    def _receive(self, connection: socket.socket, data: bytearray) -> bool:
        """Add what comes; False when no more will."""
        while not self._closing.is_set():
            with suppress(TimeoutError):
                part = connection.recv(_BLOCK)
                data.extend(part)
                return bool(part) and len(data) <= _LONGEST_REQUEST
        return False


def _arm_reset(connection: socket.socket) -> None:
    """Make the next close a reset (RST) instead of an orderly end."""
    kind = "hh" if sys.platform == "win32" else "ii"
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(kind, 1, 0))
