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
from tokentray.agent.sockets import accept, system
from tokentray.agent.unix_connection import UnixConnection
from tokentray.agent.unix_socket import SocketListener

LIMIT = 1000


@pytest.fixture
def ends(qtbot: QtBot) -> Iterator[tuple[UnixConnection, socket.socket]]:
    """Both ends of a connection: ours, which reads, and the other."""
    mine, other = socket.socketpair()
    connection = UnixConnection(mine)
    connection.setReadBufferSize(LIMIT)
    yield connection, other
    connection.abort()
    other.close()


def test_no_more_is_read_than_asked_for(
    qtbot: QtBot, ends: tuple[UnixConnection, socket.socket]
) -> None:
    """The rest stays in the system until somebody took what is here."""
    connection, other = ends
    other.sendall(b"x" * (LIMIT + 500))
    qtbot.waitUntil(lambda: connection.bytesAvailable() == LIMIT)
    assert other.send(b"y") == 1
    qtbot.wait(20)
    assert connection.bytesAvailable() == LIMIT

    assert connection.readAll() == b"x" * LIMIT
    qtbot.waitUntil(lambda: connection.bytesAvailable() == 501)


def test_what_the_system_does_not_take_goes_out_later(
    qtbot: QtBot, ends: tuple[UnixConnection, socket.socket]
) -> None:
    """A slow reader gets everything in order, and then the end that was asked for."""
    connection, other = ends
    sent = os.urandom(1_000_000)
    connection.write(sent)
    connection.flush()
    assert connection.bytesToWrite() > 0
    connection.disconnectFromServer()
    other.setblocking(False)
    got = bytearray()

    def is_over() -> bool:
        try:
            piece = other.recv(100_000)
        except BlockingIOError:
            return False
        got.extend(piece)
        return not piece

    with qtbot.waitSignal(connection.disconnected):
        qtbot.waitUntil(is_over)
    assert got == sent


def test_the_writer_hears_that_more_was_taken(
    qtbot: QtBot, ends: tuple[UnixConnection, socket.socket]
) -> None:
    """Whoever waits for a reader is told of it."""
    connection, other = ends
    connection.write(bytes(500_000))
    connection.flush()
    with qtbot.waitSignal(connection.bytesWritten):
        other.recv(500_000)


def test_the_other_end_goes(qtbot: QtBot, ends: tuple[UnixConnection, socket.socket]) -> None:
    """It is said once, after what came before; nothing can be read or sent any more."""
    connection, other = ends
    read: list[bytes] = []
    connection.readyRead.connect(lambda: read.append(connection.readAll()))
    other.sendall(b"last words")
    with qtbot.waitSignal(connection.disconnected):
        other.close()

    assert read == [b"last words"]
    assert connection.socketDescriptor() == -1
    connection.write(b"too late")
    with qtbot.assertNotEmitted(connection.disconnected, wait=20):
        connection.flush()


def test_nobody_is_there_to_read(qtbot: QtBot, ends: tuple[UnixConnection, socket.socket]) -> None:
    """Even one who reads no more of what comes hears of it, and not from within `flush`."""
    connection, other = ends
    other.sendall(bytes(LIMIT))
    qtbot.waitUntil(lambda: connection.bytesAvailable() == LIMIT)
    other.close()
    connection.write(b"anybody?")
    with qtbot.waitSignal(connection.disconnected):
        connection.flush()
        assert connection.socketDescriptor() >= 0


def test_without_a_free_descriptor_it_rests(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who cannot be let in is let in a little later, and the loop does not spin meanwhile."""
    monkeypatch.setattr(unix_socket, "_AGAIN_MS", 50)
    listener, tries = SocketListener(), 0

    def full(server: system.socket) -> system.socket:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return accept(server)

    monkeypatch.setattr(unix_socket, "accept", full)
    path = tmp_path / "run" / "agent.sock"
    arrived: list[UnixConnection] = []
    listener.arrived.connect(arrived.append)
    listener.listen(path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.connect(str(path))
        qtbot.waitUntil(lambda: bool(arrived))
    # The last one finds that nobody else waits.
    assert tries == 4
    arrived[0].abort()
    listener.close()
    assert not path.exists()
