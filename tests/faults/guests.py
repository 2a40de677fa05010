"""Clients of the socket as processes of their own: honest ones, greedy ones and strangers.

`python -m tests.faults.guests KIND PATH [NAME] [COUNT]` prints one JSON line when it is done; the
strangers and the greedy ones go on until their stdin ends.
"""

from __future__ import annotations

import base64
import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.cli.home import COMMAND
from tokentray.core import wire

NOBODY = 65534
_ROOT = Path(__file__).parents[2]
_PATIENCE = 30.0
_IDLE = 1000
_BARE_EACH = 10
_PIECE = bytes(wire.MAX_REQUEST)


class Guest:
    """One such process; `result` ends it and returns what it counted."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def await_begun(self) -> None:
        """Return when it has done its first round."""
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "begun\n"

    @property
    def is_running(self) -> bool:
        """Whether it has still to do what it was asked for."""
        return self._process.poll() is None

    def result(self, patience: float = _PATIENCE) -> dict[str, Any]:
        """Have it stop, and return what it says."""
        out, _ = self._process.communicate(timeout=patience)
        data: dict[str, Any] = json.loads(out)
        return data


@contextmanager
def guest(kind: str, *words: object, environ: Mapping[str, str] | None = None) -> Iterator[Guest]:
    """Run one until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.guests", kind, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env=None if environ is None else dict(environ),
    )
    try:
        yield Guest(process)
    finally:
        if process.poll() is None:
            process.kill()
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            stream.close()
        process.wait()


def _is_wanted() -> bool:
    """Tell whether nobody has closed our stdin yet."""
    return not select.select([0], [], [], 0)[0]


def _connected(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(_PATIENCE)
    try:
        _await_place(connection, path)
    except OSError:
        connection.close()
        raise
    return connection


def _await_place(connection: socket.socket, path: str) -> None:
    """Connect; where too many stand at the door the system does not wait, so we do."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.connect(path)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            select.select([], [], [], 0.001)
        else:
            return


def exchange(path: str, request: bytes) -> dict[str, Any]:
    """Ask one thing over a connection of its own."""
    with _connected(path) as connection:
        connection.sendall(request)
        answer = b""
        while not answer.endswith(b"\n"):
            piece = connection.recv(65536)
            if not piece:
                raise ConnectionError(answer)
            answer += piece
    data: dict[str, Any] = json.loads(answer)
    return data


@dataclass
class Tally:
    """How long calls took, how many failed, and how many brought less than a minute.

    `bare` is what Python itself took at the same time.
    """

    times: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    refused: int = 0
    short: int = 0

    def note(self, began: float, answer: Mapping[str, Any]) -> None:
        """Count one that began at this moment of the monotonic clock."""
        self.times.append(time.monotonic() - began)
        if answer["ok"] is not True:
            self.refused += 1
        # What is rounded to a second may be one less by now.
        elif answer["expires_at"] - time.time() < 59:
            self.short += 1

    def told(self) -> dict[str, Any]:
        """Return all of it."""
        return asdict(self)


def _honest(path: str, name: str, count: int) -> dict[str, Any]:
    """Ask for a token again and again; tell how long each took, and what was not as promised."""
    tally = Tally()
    for _ in range(count):
        began = time.monotonic()
        tally.note(began, exchange(path, wire.write_request("token", {"profile": name})))
    return tally.told()


def _one_line(path: str, name: str, count: int) -> dict[str, Any]:
    """Ask on one connection: what the server itself takes, and the way there and back."""
    tally = Tally()
    request = wire.write_request("token", {"profile": name})
    with _connected(path) as connection:
        for _ in range(count):
            began = time.monotonic()
            connection.sendall(request)
            answer = connection.recv(65536)
            tally.note(began, json.loads(answer))
    return tally.told()


def _command(name: str, count: int) -> dict[str, Any]:
    """Run the command again and again, and now and then Python with nothing to do."""
    tally = Tally()
    words = [str(COMMAND), "token", name]
    for number in range(count):
        if number % _BARE_EACH == 0:
            tally.bare.append(_bare_start())
        ours, theirs = os.pipe()
        began = time.monotonic()
        pid = os.posix_spawn(
            words[0], words, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 1)]
        )
        os.close(theirs)
        with os.fdopen(ours) as pipe:
            token = pipe.read().strip()
        _, status = os.waitpid(pid, 0)
        tally.note(began, {"ok": status == 0, "expires_at": _end_of(token) if token else 0})
    return tally.told()


def _bare_start() -> float:
    began = time.monotonic()
    words = [sys.executable, "-c", "pass"]
    os.waitpid(os.posix_spawn(words[0], words, os.environ), 0)
    return time.monotonic() - began


def _end_of(token: str) -> int:
    payload = token.split(".")[1]
    end: int = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["exp"]
    return end


def _idle(path: str) -> dict[str, Any]:
    """Fill every place with connections that say nothing, a new thousand every second."""
    rounds = 0
    while rounds == 0 or _is_wanted():
        held: list[socket.socket] = []
        for _ in range(_IDLE):
            with suppress(OSError):
                held.append(_connected(path))
        rounds += 1
        _tell_begun(rounds)
        select.select([0], [], [], 1.0)
        for connection in held:
            connection.close()
    return {"connections": rounds * _IDLE}


def _flood(path: str, size: int) -> dict[str, Any]:
    """Send a line without an end; where we are cut off, go on by another connection."""
    sent = rounds = 0
    while sent < size:
        with suppress(OSError), _connected(path) as connection:
            while sent < size:
                sent += connection.send(_PIECE)
        rounds += 1
        _tell_begun(rounds)
    return {"sent": sent, "connections": rounds}


def _drip(path: str) -> dict[str, Any]:
    """Send a line a byte at a time, many connections at once."""
    rounds = dropped = 0
    held: list[socket.socket] = []
    while rounds == 0 or _is_wanted():
        while len(held) < 32:
            held.append(_connected(path))
        for connection in list(held):
            try:
                connection.send(b"{")
            except OSError:
                held.remove(connection)
                connection.close()
                dropped += 1
        rounds += 1
        _tell_begun(rounds)
        select.select([0], [], [], 0.05)
    return {"dropped": dropped}


def _stranger(path: str, count: int) -> dict[str, Any]:
    """As somebody else try every way in, at least so often and until nobody wants more."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    ways = _ways_in(path)
    tries = rounds = 0
    successes: dict[str, int] = {}
    while tries < count or _is_wanted():
        for name, way in ways.items():
            tries += 1
            with suppress(OSError):
                way()
                successes[name] = successes.get(name, 0) + 1
        rounds += 1
        _tell_begun(rounds)
    return {"tries": tries, "successes": successes}


def _ways_in(path: str) -> Mapping[str, Callable[[], object]]:
    place, folder = Path(path), Path(path).parent
    return {
        "connect": lambda: _connected(path).close(),
        "open": lambda: os.close(os.open(path, os.O_RDWR)),
        "read the folder": lambda: list(folder.iterdir()),
        "see the socket": place.stat,
        "take the socket away": place.unlink,
        "put another beside it": lambda: (folder / "other").symlink_to("/dev/null"),
        "open the folder": lambda: folder.chmod(0o755),
        "take the folder away": lambda: folder.rename(f"{folder}-gone"),
    }


def _tell_begun(rounds: int) -> None:
    if rounds == 1:
        sys.stdout.write("begun\n")
        sys.stdout.flush()


def main(words: Sequence[str]) -> None:
    """Be one of them."""
    kind, path, *rest = words
    kinds: Mapping[str, Callable[[], dict[str, Any]]] = {
        "honest": lambda: _honest(path, rest[0], int(rest[1])),
        "one-line": lambda: _one_line(path, rest[0], int(rest[1])),
        "command": lambda: _command(rest[0], int(rest[1])),
        "idle": lambda: _idle(path),
        "flood": lambda: _flood(path, int(rest[0])),
        "drip": lambda: _drip(path),
        "stranger": lambda: _stranger(path, int(rest[0])),
    }
    sys.stdout.write(json.dumps(kinds[kind]()) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
