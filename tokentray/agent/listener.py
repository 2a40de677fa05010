"""Where programs of this user come in: one kind of listener a platform."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol, SupportsBytes

from PySide6.QtCore import QObject, Signal, SignalInstance


class Connection(Protocol):
    """What is used of a connected socket, by the names of a `QLocalSocket`, which is one."""

    readyRead: SignalInstance
    bytesWritten: SignalInstance
    disconnected: SignalInstance

    def socketDescriptor(self) -> int: ...
    def setReadBufferSize(self, size: int) -> None: ...
    def bytesAvailable(self) -> int: ...
    def bytesToWrite(self) -> int: ...
    def readAll(self) -> SupportsBytes: ...
    def write(self, data: bytes) -> object: ...
    def flush(self) -> object: ...
    def disconnectFromServer(self) -> None: ...
    def abort(self) -> None: ...
    def setParent(self, parent: QObject) -> None: ...
    def deleteLater(self) -> None: ...


class Listener(QObject):
    """Listens at an address, and gives away the socket of each process of this user.

    Signals:
        arrived(Connection): somebody is connected; whoever hears it takes the socket over.
    """

    arrived = Signal(object)

    def listen(self, path: Path) -> None:
        """Begin; only the holder of the instance lock may.

        Raises:
            AgentError: the address is not ours alone, or cannot be used.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let nobody in any more; who is in stays."""
        raise NotImplementedError


def new_listener(parent: QObject, platform: str = sys.platform) -> Listener:
    """Return the kind of this platform."""
    if platform == "win32":
        from tokentray.agent.windows_pipe import PipeListener

        return PipeListener(parent)
    from tokentray.agent.unix_socket import SocketListener

    return SocketListener(parent)
