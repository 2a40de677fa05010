"""The socket: programs of this user ask for tokens, one JSON object a line (`core.wire`)."""

from __future__ import annotations

import logging
import os
import stat
import time
from collections import deque
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tokentray.agent.peer import peer_uid
from tokentray.agent.requests import Requests
from tokentray.core import wire
from tokentray.core.errors import AgentError, InputError, TokenTrayError
from tokentray.storage.folders import make_private

logger = logging.getLogger(__name__)

Answer = Mapping[str, Any] | TokenTrayError


class Server(QObject):
    """Listens on the socket in the runtime folder.

    Only the holder of the instance lock may call `listen`: it takes the place of whatever
    lies at the path.
    """

    def __init__(self, requests: Requests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._connections: dict[int, Connection] = {}
        self._last_id = 0
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
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
            uid = peer_uid(socket)
            if uid is not None and uid != os.getuid():
                logger.warning("somebody else (uid %d) was turned away", uid)
                socket.abort()
                socket.deleteLater()
                continue
            self._add(socket)

    def _add(self, socket: QLocalSocket) -> None:
        if len(self._connections) >= wire.MAX_CONNECTIONS:
            self._drop_oldest_idle()
        self._last_id += 1
        number = self._last_id
        connection = Connection(socket, self._requests, self)
        connection.ended.connect(partial(self._forget, number))
        self._connections[number] = connection
        connection.read()

    def _forget(self, number: int) -> None:
        connection = self._connections.pop(number, None)
        if connection is not None:
            connection.deleteLater()

    def _drop_oldest_idle(self) -> None:
        idle = [one for one in self._connections.values() if one.is_idle]
        oldest = min(idle or self._connections.values(), key=lambda one: one.last_used)
        oldest.drop()


class Connection(QObject):
    """One client: its lines in, its answers out, in order.

    Signals:
        ended(): it is gone.
    """

    ended = Signal()

    def __init__(
        self, socket: QLocalSocket, requests: Requests, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._socket = socket
        self._requests = requests
        self._buffer = bytearray()
        self._lines: deque[bytes] = deque()
        self._is_working = False
        self._is_closing = False
        self.last_used = time.monotonic()
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.setInterval(int(wire.LINE_SECONDS * 1000))
        self._deadline.timeout.connect(self.drop)
        socket.setParent(self)
        socket.setReadBufferSize(wire.MAX_REQUEST + 1)
        socket.readyRead.connect(self.read)
        socket.disconnected.connect(self.on_socket_disconnected)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is asked at the moment."""
        return not self._is_working

    @Slot()
    def drop(self) -> None:
        """Close at once."""
        self._socket.abort()
        self.on_socket_disconnected()

    @Slot()
    def on_socket_disconnected(self) -> None:
        self._deadline.stop()
        if not self._is_closing:
            self._is_closing = True
            self.ended.emit()

    @Slot()
    def read(self) -> None:
        """Take in what has come; one line is worked on at a time."""
        if self._is_closing:
            return
        self.last_used = time.monotonic()
        self._buffer += self._socket.readAll().data()
        *lines, rest = bytes(self._buffer).split(b"\n")
        self._lines.extend(lines)
        self._buffer = bytearray(rest)
        if len(rest) > wire.MAX_REQUEST or any(len(one) > wire.MAX_REQUEST for one in lines):
            self._refuse_length()
            return
        if rest:
            if not self._deadline.isActive():
                self._deadline.start()
        else:
            self._deadline.stop()
        self._work()

    def _refuse_length(self) -> None:
        limit = f"it is longer than {wire.MAX_REQUEST} bytes"
        self._socket.write(wire.write_error(None, InputError("bad-request", what=limit)))
        self._socket.flush()
        self._socket.disconnectFromServer()
        self._is_working = True  # nothing more of it is heard

    def _work(self) -> None:
        if self._is_working or not self._lines:
            return
        self._is_working = True
        line = self._lines.popleft()
        try:
            request_id, op, fields = wire.read_request(line)
        except TokenTrayError as error:
            self._say(wire.write_error(wire.request_id_of(line), error))
            return
        self._requests.answer(op, fields, partial(self._on_answered, request_id))

    def _on_answered(self, request_id: object, answer: Answer) -> None:
        if isinstance(answer, TokenTrayError):
            self._say(wire.write_error(request_id, answer))
        else:
            self._say(wire.write_answer(request_id, answer))

    def _say(self, line: bytes) -> None:
        self._is_working = False
        if self._is_closing:
            return
        self._socket.write(line)
        self._socket.flush()
        self._work()


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
