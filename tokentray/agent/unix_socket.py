"""The listener of Linux and macOS: a socket in the runtime folder, for its owner alone."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tokentray.agent.listener import Listener
from tokentray.agent.peer import peer_uid
from tokentray.core import wire
from tokentray.core.errors import AgentError
from tokentray.storage.folders import make_private

logger = logging.getLogger(__name__)


class SocketListener(Listener):
    """Takes the place of whatever lies at the path."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Qt's 50 are passed by a burst of commands, which then take us for absent.
        self._server.setListenBacklogSize(wire.MAX_CONNECTIONS)
        self._server.newConnection.connect(self.on_server_new_connection)

    def listen(self, path: Path) -> None:
        check_path(path)
        check_folder(make_private(path.parent))
        QLocalServer.removeServer(str(path))
        if not self._server.listen(str(path)):
            raise AgentError("unexpected", what=self._server.errorString())

    def close(self) -> None:
        self._server.close()

    @Slot()
    def on_server_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if _is_ours(socket):
                self.arrived.emit(socket)
            else:
                socket.abort()
                socket.deleteLater()


def _is_ours(socket: QLocalSocket) -> bool:
    """Tell whether the peer is a process of this user."""
    try:
        uid = peer_uid(socket)
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
