"""The socket: programs of this user ask for tokens, one JSON object a line (`core.wire`)."""

from __future__ import annotations

import logging
import os
import stat
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tokentray.agent.conversation import Conversation
from tokentray.agent.peer import peer_uid
from tokentray.agent.requests import Requests
from tokentray.core import wire
from tokentray.core.errors import AgentError
from tokentray.storage.folders import make_private

logger = logging.getLogger(__name__)


class Server(QObject):
    """Listens on the socket in the runtime folder.

    Only the holder of the instance lock may call `listen`: it takes the place of whatever
    lies at the path.
    """

    def __init__(self, requests: Requests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._connections: dict[int, Conversation] = {}
        self._last_id = 0
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Qt's 50 are passed by a burst of commands, which then take us for absent.
        self._server.setListenBacklogSize(wire.MAX_CONNECTIONS)
        self._server.newConnection.connect(self.on_server_new_connection)

    def listen(self, path: Path) -> None:
        """Begin to serve.

        Raises:
            AgentError: the folder is not ours alone, or the path is too long.
        """
        check_path(path)
        check_folder(make_private(path.parent))
        QLocalServer.removeServer(str(path))
        if not self._server.listen(str(path)):
            raise AgentError("unexpected", what=self._server.errorString())

    def close(self) -> None:
        """Stop listening and drop everybody."""
        self._server.close()
        for connection in list(self._connections.values()):
            connection.drop()

    @Slot()
    def on_server_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if _is_ours(socket) and self._has_place():
                self._add(socket)
            else:
                socket.abort()
                socket.deleteLater()

    def _add(self, socket: QLocalSocket) -> None:
        self._last_id += 1
        number = self._last_id
        connection = Conversation(socket, self._requests, self)
        connection.ended.connect(partial(self._forget, number))
        self._connections[number] = connection
        connection.read()

    def _forget(self, number: int) -> None:
        connection = self._connections.pop(number, None)
        if connection is not None:
            connection.deleteLater()

    def _has_place(self) -> bool:
        """Close the oldest idle connection where there are too many; False where all are busy."""
        if len(self._connections) < wire.MAX_CONNECTIONS:
            return True
        idle = [one for one in self._connections.values() if one.is_idle]
        if not idle:
            return False
        min(idle, key=lambda one: one.last_used).drop()
        return True


def _is_ours(socket: QLocalSocket) -> bool:
    """Tell whether the peer is a process of this user."""
    try:
        uid = peer_uid(socket)
    except OSError:
        return False  # it is gone already
    if uid is None or uid == os.getuid():
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
