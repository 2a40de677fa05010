"""What stands at the other end of a hand-over: servers on loopback that want the access token."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


def _nothing() -> None:
    return None


@dataclass
class Protected:
    """A server that takes one token, or all but `revoked`, as a bearer or as Basic's password.

    `seen` holds every Authorization header in order, `while_asking` is called during each
    request, when its client still lives.
    """

    token: str = ""
    revoked: str = ""
    folder: Path | None = None
    seen: list[str] = field(default_factory=list)
    while_asking: Callable[[], None] = _nothing
    url: str = ""

    def takes(self, authorization: str) -> bool:
        """Tell whether a request may pass."""
        scheme, _, rest = authorization.partition(" ")
        given = rest if scheme == "Bearer" else ""
        if scheme == "Basic":
            given = base64.b64decode(rest).decode().partition(":")[2]
        if not given:
            return False
        return given != self.revoked if self.revoked else given == self.token

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])


class _Handler(BaseHTTPRequestHandler):
    """Serves files of a folder, or an empty JSON object for every path."""

    protected: Protected

    def do_GET(self) -> None:
        authorization = self.headers.get("Authorization", "")
        self.protected.seen.append(authorization)
        self.protected.while_asking()
        if not self.protected.takes(authorization):
            self._answer(401, b"who are you?\n", "text/plain")
        elif self.protected.folder is None:
            self._answer(200, b'{"kind":"Answer"}\n', "application/json")
        else:
            self._answer_file(self.protected.folder / self.path.partition("?")[0].lstrip("/"))

    def _answer_file(self, path: Path) -> None:
        if path.is_file():
            self._answer(200, path.read_bytes(), "text/plain")
        else:
            self._answer(404, b"", "text/plain")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="tokens"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serving(protected: Protected, tls: ssl.SSLContext | None = None) -> Iterator[Protected]:
    """Let it listen on 127.0.0.1, over TLS where a context is given."""
    handler = type("Handler", (_Handler,), {"protected": protected})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        scheme = "http" if tls is None else "https"
        protected.url = f"{scheme}://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield protected
        finally:
            server.shutdown()
            thread.join()
