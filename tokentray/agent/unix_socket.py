"""The listener of Linux and macOS: a socket in the runtime folder, for its owner alone."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot

from tokentray.agent.listener import Listener
from tokentray.agent.peer import peer_uid
from tokentray.agent.sockets import system
from tokentray.agent.stream import READ_AHEAD, Stream
from tokentray.core import wire
from tokentray.core.errors import AgentError
from tokentray.storage.folders import make_private

logger = logging.getLogger(__name__)

_AGAIN_MS = 1_000
"""Where the system lets nobody more in, it is asked again after this."""


class SocketListener(Listener):
    """Takes the place of whatever lies at the path.

    The system's socket, not QLocalServer: QtNetwork would be 3 MB for this alone.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._socket: system.socket | None = None
        self._notifier: QSocketNotifier | None = None

    def listen(self, path: Path) -> None:
        check_path(path)
        check_folder(make_private(path.parent))
        try:
            self._path, self._socket = path, _bound(path)
        except OSError as error:
            what = error.strerror or type(error).__name__
            raise AgentError("unexpected", what=what) from error
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_notifier_activated)

    def close(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._socket is not None and self._path is not None:
            self._socket.close()
            self._socket = None
            self._path.unlink(missing_ok=True)

    @Slot()
    def on_notifier_activated(self) -> None:
        """Let one in a turn of the loop: who is in and asks does not wait for a crowd.

        Let in all at once, a crowd would push those out whose requests nobody has read yet.
        """
        connection = self._accept()
        if connection is None:
            return
        if _is_ours(connection):
            self.arrived.emit(SocketStream(connection, self))
        else:
            connection.close()

    @Slot()
    def on_again_timeout(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(True)

    def _accept(self) -> system.socket | None:
        if self._socket is None or self._notifier is None:
            return None
        try:
            # C has no other name for it; Python's own layer calls it too.
            descriptor, _ = self._socket._accept()  # type: ignore[attr-defined]  # not in the stub
        except (BlockingIOError, ConnectionAbortedError):
            return None
        except OSError as error:
            # Whoever waits would wake the loop again and again.
            logger.error("nobody more can come in (%s)", error.strerror)
            self._notifier.setEnabled(False)
            QTimer.singleShot(_AGAIN_MS, self, self.on_again_timeout)
            return None
        return system.socket(fileno=descriptor)


class SocketStream(Stream):
    """One connected socket."""

    def __init__(self, connection: system.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        connection.setblocking(False)
        self._connection = connection
        self._unread = bytearray()
        self._unsent = bytearray()
        self._is_finishing = False
        self._reading = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._reading.activated.connect(self.on_reading_activated)
        self._writing = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Write, self)
        self._writing.setEnabled(False)
        self._writing.activated.connect(self.on_writing_activated)

    @property
    def descriptor(self) -> int:
        return self._connection.fileno()

    @property
    def unread(self) -> int:
        return len(self._unread)

    @property
    def unsent(self) -> int:
        return len(self._unsent)

    def read(self) -> bytes:
        data = bytes(self._unread)
        self._unread.clear()
        self._reading.setEnabled(self._is_open)
        return data

    def write(self, data: bytes) -> None:
        self._unsent += data
        self._send()

    def finish(self) -> None:
        self._is_finishing = True
        if not self._unsent:
            self.drop()

    @Slot()
    def drop(self) -> None:
        if self._is_open:
            self._reading.setEnabled(False)
            self._writing.setEnabled(False)
            self._connection.close()
            self._unsent.clear()
            self.ended.emit()

    @Slot()
    def on_reading_activated(self) -> None:
        try:
            piece = self._connection.recv(READ_AHEAD - len(self._unread))
        except BlockingIOError:
            return
        except OSError:
            piece = b""  # it went while we had something to say
        if not piece:
            self.drop()
            return
        self._unread += piece
        self._reading.setEnabled(len(self._unread) < READ_AHEAD)
        self.readable.emit()

    @Slot()
    def on_writing_activated(self) -> None:
        self._send()
        if self._unsent:
            return
        if self._is_finishing:
            self.drop()
        else:
            self.written.emit()

    @property
    def _is_open(self) -> bool:
        return self._connection.fileno() >= 0

    def _send(self) -> None:
        try:
            while self._unsent:
                del self._unsent[: self._connection.send(self._unsent)]
        except BlockingIOError:
            pass  # the loop tells when there is room again
        except OSError:
            self._unsent.clear()
            # Not from here: whoever writes may be in the midst of telling all.
            QTimer.singleShot(0, self, self.drop)
        self._writing.setEnabled(bool(self._unsent))


def _bound(path: Path) -> system.socket:
    """Return a socket at a path that listens; nobody can connect before it does."""
    bound = system.socket(system.AF_UNIX)
    try:
        bound.setblocking(False)
        path.unlink(missing_ok=True)
        bound.bind(str(path))
        path.chmod(0o600)
        bound.listen(wire.MAX_CONNECTIONS)
    except OSError:
        bound.close()
        raise
    return bound


def _is_ours(connection: system.socket) -> bool:
    """Tell whether the peer is a process of this user."""
    try:
        uid = peer_uid(connection.fileno())
    except OSError:
        return False  # it is gone already
    if uid == os.getuid():
        return True
    logger.warning("somebody else (uid %d) was turned away", uid)
    return False


def check_path(path: Path) -> None:
    """Refuse a path that the system would cut off."""
    if len(os.fsencode(path)) >= wire.MAX_SOCKET_PATH:
        raise AgentError("socket-path-too-long", path=str(path))


def check_folder(folder: Path) -> None:
    """Refuse a folder that somebody else owns or may enter."""
    found = folder.lstat()
    ours = found.st_uid == os.getuid() and stat.S_ISDIR(found.st_mode)
    if not ours:
        raise AgentError("agent-not-ours", path=str(folder))
    if stat.S_IMODE(found.st_mode) & 0o077:
        folder.chmod(0o700)
