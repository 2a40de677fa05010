"""What a hostile token endpoint says, and how it says it: values without a socket.

An `Answer` joins three things that a fault may mix freely: whether the grant is moved on
(a *commit*), the response, and how its bytes reach the client.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Event, Semaphore
from typing import Any, Self


class Gate:
    """Holds an answer at one point until the test opens it; closing the endpoint opens it too."""

    def __init__(self) -> None:
        self._reached = Event()
        self._opened = Event()

    def wait_until_reached(self, timeout: float = 30.0) -> None:
        """Return once an answer stands at the gate.

        Raises:
            TimeoutError: none came in time.
        """
        if not self._reached.wait(timeout):
            raise TimeoutError("no answer has reached the gate")

    def open(self) -> None:
        """Let the answer, and every later one, pass."""
        self._opened.set()

    def arrive(self) -> None:
        """Say that an answer stands here."""
        self._reached.set()

    def wait_until_open(self, timeout: float) -> bool:
        """Tell whether the gate is open, at the latest after `timeout` seconds."""
        return self._opened.wait(timeout)


@dataclass(frozen=True, slots=True)
class Literal:
    """JSON text put into an answer as it stands, as `1e400` or `Infinity`."""

    text: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the bytes travel; offsets count from the first byte of the status line."""

    cut_after: int | None = None
    resets: bool = False
    interval: float | None = None
    steps: Semaphore | None = None
    gate: Gate | None = None
    gate_after: int = 0
    gate_before_commit: Gate | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a script; the constructors below say what, the methods how.

    Without `content` the body is the TokenResponse of the grant, with `changes` put over
    its fields, the names in `without` left out and `claims` put over those of the token.
    """

    status: int = 200
    content: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str | None] = field(default_factory=dict)
    changes: Mapping[str, object] = field(default_factory=dict, repr=False)
    without: frozenset[str] = frozenset()
    claims: Mapping[str, object] = field(default_factory=dict)
    commits: bool = False
    delivery: Delivery = Delivery()

    # What is said.

    @classmethod
    def rotate(
        cls,
        *,
        without: Iterable[str] = (),
        claims: Mapping[str, object] | None = None,
        **changes: object,
    ) -> Self:
        """Refresh as an honest server does: commit, and answer with the new pair.

        An unknown or spent refresh token is answered with `invalid_grant`.
        """
        return cls(changes=changes, without=frozenset(without), claims=claims or {}, commits=True)

    @classmethod
    def same_again(cls) -> Self:
        """Answer with the pair that the client has already, spending nothing."""
        return cls()

    @classmethod
    def json(
        cls, data: Mapping[str, object] | Iterable[tuple[str, object]], status: int = 200
    ) -> Self:
        """Answer with a JSON object; pairs may repeat a key."""
        pairs = data.items() if isinstance(data, Mapping) else data
        return cls(status, json_object(pairs))

    @classmethod
    def text(cls, content: str | bytes, status: int = 200, kind: str = "application/json") -> Self:
        """Answer with any body under any content type."""
        body = content if isinstance(content, bytes) else content.encode()
        return cls(status, body, {"Content-Type": kind})

    @classmethod
    def html(cls, status: int = 200) -> Self:
        """Answer as a captive portal or a proxy does."""
        page = "<!doctype html><title>Sign in to this network</title><p>invalid_grant</p>"
        headers = {407: {"Proxy-Authenticate": 'Basic realm="proxy"'}}.get(status, {})
        return cls(status, page.encode(), {"Content-Type": "text/html; charset=utf-8", **headers})

    @classmethod
    def error(cls, code: str, status: int = 400, description: str | None = None) -> Self:
        """Answer with an error of RFC 6749 section 5.2."""
        described = {} if description is None else {"error_description": description}
        return cls.json({"error": code, **described}, status)

    @classmethod
    def empty(cls, status: int = 400) -> Self:
        """Answer with a status and no body."""
        return cls(status, b"", {"Content-Type": None})

    @classmethod
    def redirect(cls, status: int, location: str) -> Self:
        """Send the client elsewhere."""
        return cls(status, b"", {"Location": location, "Content-Type": None})

    @classmethod
    def retry_after(cls, status: int, value: int | str) -> Self:
        """Ask for patience: seconds, an HTTP-date, or nonsense."""
        return cls(status, b"{}", {"Retry-After": str(value)})

    @classmethod
    def nested(cls, depth: int = 100_000) -> Self:
        """Answer with JSON as deep as that."""
        return cls(200, b'{"access_token":' + b"[" * depth + b"]" * depth + b"}")

    @classmethod
    def oversized(cls, size: int = 8 * 1024 * 1024) -> Self:
        """Answer with well-formed JSON of about that many bytes."""
        return cls(200, json_object([("padding", "a" * size), ("access_token", "big")]))

    @classmethod
    def gzip_bomb(cls, size: int = 300 * 1024 * 1024) -> Self:
        """Answer with a small body that unpacks to a JSON object of about that many bytes."""
        return cls(200, _gzip_of_json(size), {"Content-Encoding": "gzip"})

    @classmethod
    def drop(cls) -> Self:
        """Read the request and reset the connection; the grant stays as it was."""
        return cls(content=b"").cut(0)

    @classmethod
    def reset_after(cls, size: int) -> Self:
        """Commit, send that many bytes of the response and reset the connection."""
        return cls.rotate().cut(size)

    # How it is said.

    def after_commit(self) -> Self:
        """Move the grant on first: the client's refresh token is spent by this answer."""
        return replace(self, commits=True)

    def cut(self, size: int, *, resets: bool = True) -> Self:
        """End after that many bytes of the response, by a reset or by an ordinary close.

        A negative size counts from the end: -1 is all but the last byte.
        """
        return self._delivered(cut_after=size, resets=resets)

    def drip(self, interval: float = 0.05) -> Self:
        """Send one byte each so many seconds."""
        return self._delivered(interval=interval)

    def step(self, steps: Semaphore) -> Self:
        """Send one byte for each `release()` of the semaphore."""
        return self._delivered(steps=steps)

    def hold(self, gate: Gate, *, after: int = 0) -> Self:
        """Wait at the gate when the grant is committed and `after` bytes are sent."""
        return self._delivered(gate=gate, gate_after=after)

    def hold_before_commit(self, gate: Gate) -> Self:
        """Wait at the gate when the request is read and nothing has been done."""
        return self._delivered(gate_before_commit=gate)

    def with_headers(self, headers: Mapping[str, str | None]) -> Self:
        """Set response headers; None leaves one out that would be sent otherwise."""
        return replace(self, headers={**self.headers, **headers})

    def _delivered(self, **changes: Any) -> Self:
        return replace(self, delivery=replace(self.delivery, **changes))


def json_object(pairs: Iterable[tuple[str, object]]) -> bytes:
    """Write an object key by key, so that keys may repeat and literals pass unchanged."""
    return ("{" + ",".join(f"{json.dumps(k)}:{_json_value(v)}" for k, v in pairs) + "}").encode()


def unsigned_jwt(claims: Mapping[str, object]) -> str:
    """Return a JWT whose signature verifies with no key."""
    header = _segment(b'{"alg":"ES256","typ":"JWT"}')
    return f"{header}.{_segment(json_object(claims.items()))}.{_segment(bytes(64))}"


def _json_value(value: object) -> str:
    return value.text if isinstance(value, Literal) else json.dumps(value)


def _segment(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _gzip_of_json(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    block = b"a" * (1024 * 1024)
    parts = [packer.compress(b'{"access_token":"')]
    parts += [packer.compress(block) for _ in range(max(1, size // len(block)))]
    parts += [packer.compress(b'"}'), packer.flush()]
    return b"".join(parts)
