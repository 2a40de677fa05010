"""A conversation with the running program over its socket (`core.wire`)."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from tokentray.core import wire
from tokentray.core.errors import (
    AgentError,
    AgentNotRunning,
    Denied,
    InputError,
    NoSuchProfile,
    SignInNeeded,
    TokenTrayError,
    TransportError,
    UsageError,
    VaultError,
)

ANSWER_SECONDS = 90.0
"""Longer than a person and then a refresh, its wait for the lock included, may take."""

_ANSWER_BYTES = 64 * 1024 * 1024
_KINDS: Mapping[int, type[TokenTrayError]] = {
    kind.exit_code: kind
    for kind in (
        TokenTrayError,
        UsageError,
        AgentNotRunning,
        NoSuchProfile,
        SignInNeeded,
        VaultError,
        TransportError,
        Denied,
        InputError,
    )
}


class Connection(Protocol):
    """What is used of a socket; Windows' pipe has it too."""

    def settimeout(self, seconds: float | None, /) -> None: ...
    def sendall(self, data: bytes, /) -> None: ...
    def recv(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


Connect = Callable[[Path, float], Connection]


def connect_to(path: Path, seconds: float) -> Connection:
    """Return a connection to a process of this user, by this platform's way.

    Raises:
        PermissionError: whoever listens is somebody else. OSError: nobody is there.
        AgentNotRunning: nobody can be.
    """
    if sys.platform == "win32":
        from tokentray.cli.windows import connect
    else:
        from tokentray.cli.unix_socket import connect
    return connect(path, seconds)


class AgentClient:
    """Asks the program that listens at `path`, for `seconds`; one connection a question."""

    def __init__(
        self, path: Path, seconds: float = ANSWER_SECONDS, connect: Connect = connect_to
    ) -> None:
        self._path = path
        self._seconds = seconds
        self._connect = connect

    def ask(self, op: str, **fields: object) -> dict[str, Any]:
        """Return the answer's fields.

        Raises:
            AgentNotRunning: nobody of ours listens. AgentError: no usable answer.
            TokenTrayError: of the class of the answered code, in the program's own words.
        """
        with self._connected() as connection:
            return read_answer(_exchange(connection, wire.write_request(op, fields)))

    def listen(self, output: int, op: str, **fields: object) -> Iterator[dict[str, Any]]:
        """Yield the fields of answer after answer, until the program ends.

        Raises:
            BrokenPipeError: nobody reads the descriptor `output` any more. Others as `ask`.
        """
        with self._connected() as connection:
            connection.sendall(wire.write_request(op, fields))
            connection.settimeout(None)
            pieces = b""
            while _wait(connection, output) and (piece := connection.recv(65536)):
                *lines, pieces = (pieces + piece).split(b"\n")
                yield from map(read_answer, lines)

    def check(self) -> None:
        """Raise AgentNotRunning where nobody of ours listens."""
        self._connected().close()

    def wait_until_gone(self, pid: int, seconds: float) -> bool:
        """Wait until the process `pid` has ended; tell whether it has."""
        if sys.platform == "win32":
            from tokentray.cli.windows import wait_for_end

            return wait_for_end(pid, seconds)
        if sys.platform != "linux":
            return _wait_by_signal(pid, seconds)
        import select

        try:
            watched = os.pidfd_open(pid)
        except ProcessLookupError:
            return True
        try:
            return bool(select.select([watched], [], [], seconds)[0])
        finally:
            os.close(watched)

    def _connected(self) -> Connection:
        try:
            return self._connect(self._path, self._seconds)
        except PermissionError as error:
            raise AgentNotRunning("agent-not-ours", path=str(self._path)) from error
        except OSError as error:
            raise AgentNotRunning("agent-not-running") from error


def _wait(connection: Connection, output: int) -> bool:
    """Wait for an answer, or until nobody reads `output`; an idle wait costs nothing."""
    import select

    if not isinstance(connection, socket.socket):  # Windows: a write to `output` will tell
        return True
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    poll.register(output, 0)  # trouble there is told unasked
    if any(descriptor == output for descriptor, _ in poll.poll()):
        raise BrokenPipeError
    return True


def read_answer(line: bytes) -> dict[str, Any]:
    """Return the fields of an answer line without `v`, `id` and `ok`; raises as `ask` does."""
    try:
        data = json.loads(line)
    except ValueError as error:
        raise AgentError("agent-silent") from error
    if not isinstance(data, dict) or "ok" not in data:
        raise AgentError("agent-silent")
    if data.pop("ok") is True:
        data.pop("v", None)
        data.pop("id", None)
        return data
    told = data.get("error")
    raise _refusal(told if isinstance(told, dict) else {})


def _refusal(told: Mapping[str, Any]) -> TokenTrayError:
    kind = _KINDS.get(told.get("code", 1), TokenTrayError)
    title = str(told.get("title", "The running program said no."))
    return kind("agent-said", title=title, hint=str(told.get("hint", "")))


def _exchange(connection: Connection, request: bytes) -> bytes:
    pieces = bytearray()
    try:
        connection.sendall(request)
        while not pieces.endswith(b"\n"):
            piece = connection.recv(65536)
            if not piece or len(pieces) > _ANSWER_BYTES:
                break
            pieces += piece
    except OSError as error:
        raise AgentError("agent-silent") from error
    return bytes(pieces)


def _wait_by_signal(pid: int, seconds: float) -> bool:
    import time

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except OSError:
            return True
        time.sleep(0.05)
    return False
