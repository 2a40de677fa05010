"""One connected local socket in Qt's loop: what a conversation uses of a `QLocalSocket`."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from tokentray.agent.sockets import system


class UnixConnection(QObject):
    """Reads ahead up to a limit, and sends what the system did not take at once by and by.

    Qt's own brings all of QtNetwork, and with it Kerberos, into the memory of a program that runs
    all day: 4 MB.

    Signals:
        readyRead(): more can be read.
        bytesWritten(): the system took some of what waited.
        disconnected(): the other end is gone, or all was sent after `disconnectFromServer`.
    """

    readyRead = Signal()
    bytesWritten = Signal()
    disconnected = Signal()

    def __init__(self, connection: system.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        connection.setblocking(False)
        self._socket = connection
        self._limit = 0
        self._incoming = bytearray()
        self._outgoing = bytearray()
        self._is_closing = False
        number = connection.fileno()
        self._readable = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
        self._readable.setEnabled(False)
        self._readable.activated.connect(self.on_readable_activated)
        self._writable = QSocketNotifier(number, QSocketNotifier.Type.Write, self)
        self._writable.setEnabled(False)
        self._writable.activated.connect(self.on_writable_activated)

    def socketDescriptor(self) -> int:
        """Return its number, -1 once it is closed."""
        return self._socket.fileno()

    def setReadBufferSize(self, size: int) -> None:
        """Begin to read; more than this stays in the system until it is asked for."""
        self._limit = size
        self._read_on()

    def bytesAvailable(self) -> int:
        """Return how much `readAll` would give."""
        return len(self._incoming)

    def bytesToWrite(self) -> int:
        """Return how much waits to be sent."""
        return len(self._outgoing)

    def readAll(self) -> bytes:
        """Return what has come."""
        data = bytes(self._incoming)
        self._incoming.clear()
        self._read_on()
        return data

    def write(self, data: bytes) -> None:
        """Send this after all that waits, with the next `flush`."""
        self._outgoing += data

    def flush(self) -> None:
        """Send what the system takes now; it takes the rest when the other end has read."""
        try:
            while self._outgoing:
                del self._outgoing[: self._socket.send(self._outgoing)]
        except BlockingIOError:
            self._writable.setEnabled(True)
        except OSError:
            # Not from here: whoever writes is not prepared for the end.
            QTimer.singleShot(0, self, self.end)

    def disconnectFromServer(self) -> None:
        """Close when all is sent."""
        self._is_closing = True
        if not self._outgoing:
            self.end()

    def abort(self) -> None:
        """Close at once and silently."""
        # First: a number must not be closed, and given away again, while the loop waits for it.
        self._readable.setEnabled(False)
        self._writable.setEnabled(False)
        self._socket.close()
        self._incoming.clear()
        self._outgoing.clear()

    @Slot()
    def end(self) -> None:
        """Close at once and say so."""
        if self._is_open:
            self.abort()
            self.disconnected.emit()

    @Slot()
    def on_readable_activated(self) -> None:
        try:
            data = self._socket.recv(self._limit - len(self._incoming))
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.end()
            return
        self._incoming += data
        self._read_on()
        self.readyRead.emit()

    @Slot()
    def on_writable_activated(self) -> None:
        self._writable.setEnabled(False)
        self.flush()
        if self._is_closing and not self._outgoing:
            self.end()
        else:
            self.bytesWritten.emit()

    @property
    def _is_open(self) -> bool:
        return self._socket.fileno() >= 0

    def _read_on(self) -> None:
        self._readable.setEnabled(self._is_open and len(self._incoming) < self._limit)
