"""A server that answers each path as a test says: metadata, keys, a protected API."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, urlsplit

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form, each once."""
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered; text is sent as it is, anything else as JSON, and status 0 says nothing."""

    content: Any = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Answering = Callable[[Asked], Reply]


class PlainServer:
    """Serves while its `with` block lasts; a path that no test has named is 404."""

    def __init__(self) -> None:
        self._replies: dict[str, Answering] = {}
        self._asked: list[Asked] = []
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What arrived, in this order."""
        with self._lock:
            return tuple(self._asked)

    def paths(self, method: str) -> list[str]:
        """Return the paths that were asked by a method."""
        return [one.path for one in self.asked if one.method == method]

    def publish(
        self,
        path: str,
        content: Any,
        status: int = 200,
        headers: Mapping[str, str] = _NOTHING,
    ) -> None:
        """Answer a path always the same."""
        self.answer(path, lambda _: Reply(content, status, headers))

    def answer(self, path: str, answering: Answering) -> None:
        """Answer a path by a function of the request."""
        with self._lock:
            self._replies[path] = answering

    def reply_to(self, asked: Asked) -> Reply:
        """Remember a request and return the answer."""
        with self._lock:
            self._asked.append(asked)
            answering = self._replies.get(asked.path)
        return Reply({}, 404) if answering is None else answering(asked)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                target = urlsplit(self.path)
                query = dict(parse_qsl(target.query))
                body = self.rfile.read(length)
                asked = Asked(self.command, target.path, headers, body, query)
                self._send(server.reply_to(asked))

            do_POST = do_GET

            def _send(self, reply: Reply) -> None:
                if reply.status == 0:
                    self.close_connection = True
                    return
                is_text = isinstance(reply.content, str)
                body = (reply.content if is_text else json.dumps(reply.content)).encode()
                self.send_response(reply.status)
                kind = "text/html" if is_text else "application/json"
                given = {"Content-Type": kind, "Content-Length": str(len(body)), **reply.headers}
                for name, value in given.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None: ...

        return Handler
