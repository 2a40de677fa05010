"""The listener that a browser comes back to: RFC 8252 section 7.3, on this computer only.

    with Loopback() as loopback:
        request = authorization_request(profile, loopback.redirect_uri, …)
        loopback.listen(request.is_answered_by)
        …                                   # the browser is opened only now
        query = loopback.wait(0.2)          # again and again
        loopback.finish(Page.SIGNED_IN)     # once the code was exchanged, and not before

Anybody on this computer, and any web page, can send something here: only a GET of the exact
path with the exact host and the right `state` counts, and nothing of it is ever shown.
"""

from __future__ import annotations

import errno
import logging
import queue
import selectors
import socket
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from tokentray.core.errors import TransportError
from tokentray.core.last_page import Spoken
from tokentray.core.said import say
from tokentray.oauth.pages import STYLE_HASH, Page

logger = logging.getLogger(__name__)

PATH = "/callback"

_HOSTS = ("127.0.0.1", "::1")
_BACKLOG = 32
_MOST_CLIENTS = 64
"""Beyond that the one that has waited longest is let go."""

_REQUEST_SECONDS = 10.0
"""For a whole request; a browser needs milliseconds."""

_ANSWER_SECONDS = 5.0
_LONGEST_REQUEST = 64 * 1024
"""With the cookies that other programs on this address have left in the browser."""

_END_OF_HEADERS = b"\r\n\r\n"
_REASONS = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    421: "Misdirected Request",
    503: "Service Unavailable",
}
_AHEAD_OF_TIME = ("purpose", "sec-purpose", "x-moz", "x-purpose")

Accepts = Callable[[str], bool]
"""Tells whether a query is the answer that is waited for."""


class Loopback:
    """Listens from the moment that its block is entered, serves in a thread until it is left."""

    def __init__(self, port: int = 0, spoken: Spoken | None = None) -> None:
        self._port = port
        self._spoken = spoken or Spoken()
        self._listener: socket.socket | None = None
        self._server: _Server | None = None
        self._authority = ""

    @property
    def redirect_uri(self) -> str:
        """What the browser is sent back to; known once listening has begun."""
        return f"http://{self._authority}{PATH}"

    def __enter__(self) -> Self:
        """Begin to listen.

        Raises:
            TransportError: the wanted port is taken, or nothing can listen here.
        """
        self._listener = _bound(self._port)
        host, port = self._listener.getsockname()[:2]
        self._authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.close()
        elif self._listener is not None:
            self._listener.close()

    def listen(self, accepts: Accepts) -> None:
        """Answer from now on; what came before waits in the kernel."""
        if self._listener is None:
            raise RuntimeError("listening has not begun")
        self._server = _Server(self._listener, self._authority, accepts, self._spoken)
        self._server.start()

    def wait(self, seconds: float) -> str | None:
        """Return the query of the answer once it has come, None where it has not yet."""
        return None if self._server is None else self._server.wait(seconds)

    def finish(self, page: Page) -> None:
        """Show the browser how it ended."""
        if self._server is not None:
            self._server.finish(page)


@dataclass(slots=True)
class _Client:
    """One connection: what it sent so far, and what is still to be sent to it."""

    connection: socket.socket
    deadline: float
    received: bytearray = field(default_factory=bytearray)
    to_send: bytes = b""
    is_waiting: bool = False
    is_ending: bool = False


class _Server:
    """All connections in one thread, so that a slow one holds nobody up."""

    def __init__(
        self, listener: socket.socket, authority: str, accepts: Accepts, spoken: Spoken
    ) -> None:
        self._spoken = spoken
        self._authority = authority
        self._accepts = accepts
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._clients: dict[int, _Client] = {}
        self._waiting: list[_Client] = []
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._has_answer = False
        self._page: Page | None = None
        self._is_closing = False
        self._is_over = False
        self._lock = Lock()
        self._ear, self._bell = socket.socketpair()
        for one in (self._ear, self._bell, listener):
            one.setblocking(False)
        self._selector.register(listener, selectors.EVENT_READ)
        self._selector.register(self._ear, selectors.EVENT_READ)
        self._thread = Thread(target=self._run, name="loopback", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wait(self, seconds: float) -> str | None:
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            return None

    def finish(self, page: Page) -> None:
        with self._lock:
            self._page = page
        self._ring()

    def close(self) -> None:
        """Let the browsers read what was said to them, then end; no port stays open."""
        with self._lock:
            self._is_closing = True
        self._ring()
        self._thread.join()

    def _ring(self) -> None:
        with suppress(BlockingIOError):
            self._bell.send(b"!")

    def _run(self) -> None:
        try:
            while not self._has_ended():
                for key, _ in self._selector.select(self._patience()):
                    if key.fileobj is self._listener:
                        self._accept()
                    elif key.fileobj is self._ear:
                        self._hear()
                    elif (client := self._clients.get(key.fd)) is not None:
                        self._serve(client)
                self._drop_late()
        finally:
            for client in tuple(self._clients.values()):
                self._drop(client)
            for one in (self._listener, self._ear, self._bell):
                one.close()
            self._selector.close()

    def _has_ended(self) -> bool:
        """Once closing: no new ones, and nobody left who still has something to read."""
        if not self._is_over:
            return False
        return not any(client.is_ending for client in self._clients.values())

    def _patience(self) -> float | None:
        deadlines = [one.deadline for one in self._clients.values() if not one.is_waiting]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        if len(self._clients) >= _MOST_CLIENTS:
            longest = next((one for one in self._clients.values() if not one.is_waiting), None)
            if longest is None:
                connection.close()
                return
            self._drop(longest)
        connection.setblocking(False)
        client = _Client(connection, time.monotonic() + _REQUEST_SECONDS)
        self._clients[connection.fileno()] = client
        self._selector.register(connection, selectors.EVENT_READ)

    def _hear(self) -> None:
        with suppress(BlockingIOError):
            self._ear.recv(64)
        with self._lock:
            page, is_closing = self._page, self._is_closing
        if is_closing and not self._is_over:
            self._is_over = True
            self._selector.unregister(self._listener)
            self._listener.close()
            page = page or Page.FAILED
        if page is not None:
            for client in self._waiting:
                if client.connection.fileno() in self._clients:
                    self._answer(client, page)
            self._waiting.clear()

    def _serve(self, client: _Client) -> None:
        try:
            if client.to_send:
                client.to_send = client.to_send[client.connection.send(client.to_send) :]
                if not client.to_send:
                    self._end(client)
                return
            data = client.connection.recv(16 * 1024)
        except BlockingIOError:
            return
        except OSError:
            self._drop(client)
            return
        if not data:
            self._drop(client)
        elif not client.is_ending and not client.is_waiting:
            self._read(client, data)

    def _read(self, client: _Client, data: bytes) -> None:
        client.received += data
        head, found, _ = bytes(client.received).partition(_END_OF_HEADERS)
        if found:
            self._judge(client, head)
        elif len(client.received) > _LONGEST_REQUEST:
            self._answer(client, Page.NOT_EXPECTED)

    def _judge(self, client: _Client, head: bytes) -> None:
        """Answer at once whatever is not the callback; that waits for the truth."""
        request = _parsed(head)
        page = Page.NOT_EXPECTED if request is None else self._page_for(request)
        if page is not None or request is None:
            is_head = request is not None and request.method == "HEAD"
            self._answer(client, page or Page.NOT_EXPECTED, with_body=not is_head)
        elif self._page is not None:
            self._answer(client, self._page)
        else:
            # A reload shows the same end as the first: both wait, the code is taken once.
            client.is_waiting = True
            self._waiting.append(client)
            if not self._has_answer:
                self._has_answer = True
                self._answers.put(request.query)

    def _page_for(self, request: _Request) -> Page | None:
        if request.headers.get("host") != self._authority:
            return Page.WRONG_HOST
        if request.path != PATH:
            return Page.NOT_HERE
        if request.method != "GET":
            return Page.NOT_SO
        if any(name in request.headers for name in _AHEAD_OF_TIME):
            return Page.NOT_YET
        return None if self._accepts(request.query) else Page.NOT_EXPECTED

    def _answer(self, client: _Client, page: Page, *, with_body: bool = True) -> None:
        client.is_waiting, client.is_ending = False, True
        client.deadline = time.monotonic() + _ANSWER_SECONDS
        client.to_send = _response(page, self._spoken, with_body=with_body)
        events = selectors.EVENT_READ | selectors.EVENT_WRITE
        self._selector.modify(client.connection, events)
        self._serve(client)

    def _end(self, client: _Client) -> None:
        """Say that this was all, and wait for the other side to hang up.

        Closing with something unread would reset the connection and take the page away.
        """
        with suppress(OSError):
            client.connection.shutdown(socket.SHUT_WR)
        client.deadline = time.monotonic() + 1.0
        self._selector.modify(client.connection, selectors.EVENT_READ)

    def _drop_late(self) -> None:
        now = time.monotonic()
        for client in tuple(self._clients.values()):
            if not client.is_waiting and client.deadline <= now:
                self._drop(client)

    def _drop(self, client: _Client) -> None:
        if self._clients.pop(client.connection.fileno(), None) is not None:
            self._selector.unregister(client.connection)
            client.connection.close()


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    query: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)


def _parsed(head: bytes) -> _Request | None:
    """Read a request's head, None where it is not HTTP/1 as a browser writes it."""
    try:
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, version = first.split(" ")
    except ValueError:
        return None
    if version not in ("HTTP/1.1", "HTTP/1.0") or not target.startswith("/"):
        return None
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        key = name.lower()
        if not colon or (key == "host" and key in headers):
            return None
        headers[key] = value.strip()
    path, _, query = target.partition("?")
    return _Request(method, path, query, headers)


def _response(page: Page, spoken: Spoken, *, with_body: bool) -> bytes:
    body = page.html(spoken)
    headers = [
        f"HTTP/1.1 {page.status} {_REASONS[page.status]}",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "Connection: close",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        f"Content-Security-Policy: default-src 'none'; style-src 'sha256-{STYLE_HASH}'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ]
    if page.status == 405:
        headers.append("Allow: GET")
    head = "\r\n".join(headers).encode("ascii") + _END_OF_HEADERS
    return head + body if with_body else head


def _bound(port: int) -> socket.socket:
    """Listen on 127.0.0.1, on [::1] only where that address is not to be had."""
    last: OSError | None = None
    for host in _HOSTS:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            return _listening(family, host, port)
        except OSError as error:
            last = last or error
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                break
    what = (last.strerror if last is not None else "") or say("it cannot be opened")
    if port:
        raise TransportError("port-taken", port=port, what=what.lower())
    raise TransportError("no-loopback", what=what.lower())


def _listening(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # Else a fixed port is barred for a minute by our own last sign-in.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
