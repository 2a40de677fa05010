"""One connected socket in Qt's loop: what comes in, what goes out, and how it ends."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tokentray.agent import unix_socket
from tokentray.agent.sockets import system
from tokentray.agent.stream import READ_AHEAD
from tokentray.agent.unix_socket import SocketListener, SocketStream

Ends = tuple[SocketStream, socket.socket]


class Full:
    """A listening socket of a process whose descriptors are used up, for the first two times."""

    def __init__(self, server: system.socket) -> None:
        self._server = server
        self.tries = 0

    def _accept(self) -> object:
        self.tries += 1
        if self.tries < 3:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return self._server._accept()  # type: ignore[attr-defined]  # not in the stub

    def close(self) -> None:
        """Close the real one."""
        self._server.close()


@pytest.fixture
def ends(qtbot: QtBot) -> Iterator[Ends]:
    """Both ends of a connection: ours, which reads ahead, and the other."""
    mine, other = socket.socketpair()
    stream = SocketStream(mine)
    yield stream, other
    stream.drop()
    other.close()


def test_no_more_is_read_ahead_than_agreed(qtbot: QtBot, ends: Ends) -> None:
    """The rest stays in the system until somebody took what is here."""
    stream, other = ends
    other.sendall(b"x" * (READ_AHEAD + 500))
    qtbot.waitUntil(lambda: stream.unread == READ_AHEAD)
    with qtbot.assertNotEmitted(stream.readable, wait=20):
        other.sendall(b"y")

    assert stream.read() == b"x" * READ_AHEAD
    qtbot.waitUntil(lambda: stream.unread == 501)


def test_what_the_system_does_not_take_goes_out_later(qtbot: QtBot, ends: Ends) -> None:
    """A slow reader gets everything in order, and then the end that was asked for."""
    stream, other = ends
    sent = os.urandom(1_000_000)
    stream.write(sent)
    assert stream.unsent > 0
    stream.finish()
    other.setblocking(False)
    got = bytearray()

    def is_over() -> bool:
        try:
            piece = other.recv(100_000)
        except BlockingIOError:
            return False
        got.extend(piece)
        return not piece

    with qtbot.waitSignal(stream.ended):
        qtbot.waitUntil(is_over)
    assert got == sent


def test_the_other_end_goes(qtbot: QtBot, ends: Ends) -> None:
    """It is said once, after what came before; to write more is no mistake."""
    stream, other = ends
    read: list[bytes] = []
    stream.readable.connect(lambda: read.append(stream.read()))
    other.sendall(b"last words")
    with qtbot.waitSignal(stream.ended):
        other.close()

    assert read == [b"last words"]
    assert stream.descriptor == -1
    with qtbot.assertNotEmitted(stream.ended, wait=20):
        stream.write(b"too late")


def test_nobody_is_there_to_read(qtbot: QtBot, ends: Ends) -> None:
    """Even one who reads no more of what comes hears of it, and not from within `write`."""
    stream, other = ends
    other.sendall(bytes(READ_AHEAD))
    qtbot.waitUntil(lambda: stream.unread == READ_AHEAD)
    other.close()
    with qtbot.waitSignal(stream.ended):
        stream.write(b"anybody?")
        assert stream.descriptor >= 0


def test_without_a_free_descriptor_it_rests(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who cannot be let in is let in a little later, and the loop does not spin meanwhile."""
    monkeypatch.setattr(unix_socket, "_AGAIN_MS", 50)
    listener = SocketListener()
    path = tmp_path / "run" / "agent.sock"
    listener.listen(path)
    assert listener._socket is not None
    full = Full(listener._socket)
    listener._socket = full  # type: ignore[assignment]  # what is needed of one
    arrived: list[SocketStream] = []
    listener.arrived.connect(arrived.append)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.connect(str(path))
        qtbot.waitUntil(lambda: bool(arrived))
    assert full.tries == 3
    arrived[0].drop()
    listener.close()
    assert not path.exists()


def test_a_crowd_comes_in_one_by_one(qtbot: QtBot, tmp_path: Path) -> None:
    """Between two of them whoever is in is served, and not put out for a newcomer."""
    listener, order, streams = SocketListener(), [], []
    folder = tmp_path / "private"
    listener.listen(folder / "agent.sock")

    def take(stream: SocketStream) -> None:
        streams.append(stream)
        order.append("in")
        stream.readable.connect(lambda: order.append("read"))

    listener.arrived.connect(take)
    crowd = []
    for _ in range(5):
        crowd.append(socket.socket(socket.AF_UNIX))
        crowd[-1].connect(str(folder / "agent.sock"))
        crowd[-1].sendall(b"x")
    qtbot.waitUntil(lambda: order.count("read") == 5)
    assert order.index("read") < 4
    listener.close()
    for one in crowd:
        one.close()
    qtbot.waitUntil(lambda: all(stream.descriptor < 0 for stream in streams))
