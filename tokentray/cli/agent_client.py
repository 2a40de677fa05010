"""A conversation with the running program over its socket (`core.wire`)."""

from __future__ import annotations

import json
import os
import socket
import stat
import struct
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

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

_DOOR_SECONDS = 2.0
"""So long a program is tried at whose door too many stand."""

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


class AgentClient:
    """Asks the program that listens at `path`, for `seconds`; one connection a question."""

    def __init__(self, path: Path, seconds: float = ANSWER_SECONDS) -> None:
        self._path = path
        self._seconds = seconds

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
            pieces = b""
            while _wait(connection, output) and (piece := connection.recv(65536)):
                *lines, pieces = (pieces + piece).split(b"\n")
                yield from map(read_answer, lines)

    def check(self) -> None:
        """Raise AgentNotRunning where nobody of ours listens."""
        self._connected().close()

    def wait_until_gone(self, pid: int, seconds: float) -> bool:
        """Wait until the process `pid` has ended; tell whether it has."""
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

    def _connected(self) -> socket.socket:
        family = getattr(socket, "AF_UNIX", None)
        if family is None:
            raise AgentNotRunning("agent-not-running")
        if len(os.fsencode(self._path)) >= wire.MAX_SOCKET_PATH:
            raise AgentNotRunning("socket-path-too-long", path=str(self._path))
        try:
            _check_folder(self._path.parent)
            connection = socket.socket(family, socket.SOCK_STREAM)
        except OSError as error:
            raise AgentNotRunning("agent-not-running") from error
        try:
            connection.settimeout(self._seconds)
            _connect(connection, self._path)
            _check_peer(connection, self._path)
        except OSError as error:
            connection.close()
            raise AgentNotRunning("agent-not-running") from error
        except TokenTrayError:
            connection.close()
            raise
        return connection


def _connect(connection: socket.socket, path: Path) -> None:
    """Connect, again and again where the queue is full: then the system does not wait."""
    until = time.monotonic() + _DOOR_SECONDS
    while True:
        try:
            connection.connect(str(path))
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.005)
        else:
            return


def _wait(connection: socket.socket, output: int) -> bool:
    """Wait for an answer, or until nobody reads `output`; an idle wait costs nothing."""
    import select

    if not hasattr(select, "poll"):  # Windows: a write to it will tell
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


def _exchange(connection: socket.socket, request: bytes) -> bytes:
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


def _check_folder(folder: Path) -> None:
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
    if not private or found.st_uid != os.getuid():
        raise AgentNotRunning("agent-not-ours", path=str(folder))


def _check_peer(connection: socket.socket, path: Path) -> None:
    """Trust a process of this user only; elsewhere the folder's owner is the check."""
    if sys.platform != "linux":
        return
    _, uid, _ = struct.unpack(
        "3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    )
    if uid != os.getuid():
        raise AgentNotRunning("agent-not-ours", path=str(path))


def _wait_by_signal(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except OSError:
            return True
        time.sleep(0.05)
    return False
