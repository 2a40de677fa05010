"""The listener of Linux and macOS: a socket in the runtime folder, for its owner alone."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot

from tokentray.agent.listener import Listener
from tokentray.agent.peer import peer_uid
from tokentray.agent.sockets import accept, system
from tokentray.agent.unix_connection import UnixConnection
from tokentray.core import wire
from tokentray.core.errors import AgentError
from tokentray.storage.folders import make_private

logger = logging.getLogger(__name__)

_AGAIN_MS = 1_000
"""Where nobody can be let in, as without a free descriptor, it is tried again after this."""


class SocketListener(Listener):
    """Takes the place of whatever lies at the path."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._server: system.socket | None = None
        self._notifier: QSocketNotifier | None = None

    def listen(self, path: Path) -> None:
        check_path(path)
        check_folder(make_private(path.parent))
        try:
            self._server = _open(path)
        except OSError as error:
            raise AgentError("unexpected", what=error.strerror or type(error).__name__) from error
        self._path = path
        kind = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._server.fileno(), kind, self)
        self._notifier.activated.connect(self.on_notifier_activated)

    def close(self) -> None:
        if self._server is None or self._notifier is None:
            return
        # First: a number must not be closed while the loop waits for it.
        self._notifier.setEnabled(False)
        self._notifier = None
        self._server.close()
        self._server = None
        self._path.unlink(missing_ok=True)

    @Slot()
    def on_notifier_activated(self) -> None:
        """Let in everybody who waits."""
        while self._server is not None:
            try:
                connection = accept(self._server)
            except (BlockingIOError, ConnectionAbortedError):
                return
            except OSError as error:
                logger.error("nobody is let in for now (%s)", error.strerror)
                self._rest()
                return
            self._let_in(UnixConnection(connection, self))

    @Slot()
    def listen_again(self) -> None:
        """Look again for somebody who waits."""
        if self._notifier is not None:
            self._notifier.setEnabled(True)

    def _rest(self) -> None:
        """Wait for better times: whoever waits would wake the loop without end."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        QTimer.singleShot(_AGAIN_MS, self, self.listen_again)

    def _let_in(self, connection: UnixConnection) -> None:
        if _is_ours(connection):
            self.arrived.emit(connection)
        else:
            connection.abort()
            connection.deleteLater()


def _open(path: Path) -> system.socket:
    """Return a socket at `path` that listens, for its owner alone."""
    path.unlink(missing_ok=True)
    server = system.socket(system.AF_UNIX, system.SOCK_STREAM)
    try:
        server.bind(str(path))
        path.chmod(0o600)
        # The 50 of many servers are passed by a burst of commands, which then take us for absent.
        server.listen(wire.MAX_CONNECTIONS)
        server.setblocking(False)
    except OSError:
        server.close()
        raise
    return server


def _is_ours(connection: UnixConnection) -> bool:
    """Tell whether the peer is a process of this user."""
    try:
        uid = peer_uid(connection)
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
