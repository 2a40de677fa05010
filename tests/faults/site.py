"""A web site of a few scripted pages on loopback: an API, an authorization server, or both.

with Site() as site:
    site.put("/.well-known/openid-configuration", Page.json({"issuer": site.origin}))
    site.put("/revoke", Page(503), Page())  # one a request, the last again and again
    site.put("/token", lambda visit: ...)   # what a function makes of the request
    ...                                     # whatever is not put there answers 404
    assert [one.path for one in site.requests] == [...]
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered at one path; a header may stand there twice."""

    status: int = 200
    content: bytes = field(default=b"", repr=False)
    headers: Sequence[Header] = ()

    @classmethod
    def json(
        cls, data: Mapping[str, Any], status: int = 200, headers: Sequence[Header] = ()
    ) -> Self:
        """Answer with a JSON object."""
        kind = ("Content-Type", "application/json")
        return cls(status, json.dumps(data).encode(), (kind, *headers))

    @classmethod
    def html(cls, status: int = 200) -> Self:
        """Answer with a page for people."""
        return cls(status, b"<!doctype html><p>Welcome", (("Content-Type", "text/html"),))

    @classmethod
    def redirect(cls, url: str, status: int = 302) -> Self:
        """Send who asks to another address."""
        return cls(status, b"", (("Location", url),))

    @classmethod
    def challenge(cls, *values: str, status: int = 401) -> Self:
        """Ask for a token as RFC 9110 section 11.6.1 has it, one header a value."""
        return cls(status, b"", tuple(("WWW-Authenticate", value) for value in values))


@dataclass(frozen=True, slots=True)
class Visit:
    """One request as it arrived; header names in lower case, `path` without the query."""

    method: str
    path: str
    query: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def fields(self) -> dict[str, str]:
        """The form that it carried, in its body or its query."""
        text = self.body.decode() if self.method == "POST" else self.query
        return dict(parse_qsl(text, keep_blank_values=True))

    @property
    def data(self) -> dict[str, Any]:
        """The JSON object that it carried."""
        data = json.loads(self.body)
        assert isinstance(data, dict)
        return data


Answer = Page | None | Callable[[Visit], Page | None]
"""None breaks the connection without a word."""


class Site:
    """Serves while its `with` block lasts; `host` is what it calls itself."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self._host = host
        self._answers: dict[str, deque[Answer]] = {}
        self._visits: list[Visit] = []
        self._lock = Lock()
        handler = type("SiteHandler", (_Handler,), {"site": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
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
        self.close()

    def close(self) -> None:
        """Refuse connections from now on."""
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://{self._host}:{self._http.server_port}"

    def put(self, path: str, *answers: Answer) -> None:
        """Answer at a path from now on; of several, each once, the last again and again."""
        with self._lock:
            self._answers[path] = deque(answers)

    @property
    def requests(self) -> tuple[Visit, ...]:
        """What arrived, in this order."""
        with self._lock:
            return tuple(self._visits)

    def posts(self) -> tuple[Visit, ...]:
        """What was sent here."""
        return tuple(one for one in self.requests if one.method == "POST")

    def at(self, path: str) -> tuple[Visit, ...]:
        """What came to a path."""
        return tuple(one for one in self.requests if one.path == path)

    def serve_issuer(self, path: str = "", *, without: Sequence[str] = (), **changes: Any) -> str:
        """Be an authorization server too (RFC 8414); return its issuer."""
        issuer = self.origin + path
        data = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "device_authorization_endpoint": f"{issuer}/device",
            "revocation_endpoint": f"{issuer}/revoke",
            "introspection_endpoint": f"{issuer}/introspect",
            "registration_endpoint": f"{issuer}/register",
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "code_challenge_methods_supported": ["S256"],
            **changes,
        }
        kept = {key: value for key, value in data.items() if key not in without}
        self.put(f"/.well-known/oauth-authorization-server{path.rstrip('/')}", Page.json(kept))
        registered = {"client_id": "given-client", "token_endpoint_auth_method": "none"}
        self.put(f"{path}/register", Page.json(registered, 201))
        return issuer

    def serve_api(self, path: str, *servers: str, challenge: str = "Bearer", **changes: Any) -> str:
        """Be an API with metadata at its well-known place (RFC 9728); return its address."""
        api = self.origin + path
        data = {"resource": api, "authorization_servers": list(servers), **changes}
        self.put(path or "/", Page.challenge(challenge))
        place = "" if path == "/" else path
        self.put(f"/.well-known/oauth-protected-resource{place}", Page.json(data))
        return api

    def answer(self, visit: Visit) -> Page | None:
        """Note a request, and return what it gets."""
        with self._lock:
            self._visits.append(visit)
            answers = self._answers.get(visit.path) or deque[Answer]([Page(404)])
            answer = answers.popleft() if len(answers) > 1 else answers[0]
        return answer if answer is None or isinstance(answer, Page) else answer(visit)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        path, _, query = self.path.partition("?")
        page = self.site.answer(Visit(self.command, path, query, headers, body))
        if page is not None:
            # A client that gave up is an expected end of an exchange.
            with suppress(ConnectionError):
                self._send(page)

    do_POST = do_GET

    def _send(self, page: Page) -> None:
        self.send_response(page.status)
        for name, value in (*page.headers, ("Content-Length", str(len(page.content)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page.content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""
