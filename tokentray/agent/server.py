"""The socket: programs of this user ask for tokens, one JSON object a line (`core.wire`)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from tokentray.agent.conversation import Conversation
from tokentray.agent.listener import Listener, new_listener
from tokentray.agent.requests import Requests
from tokentray.agent.stream import Stream
from tokentray.core import wire


class Server(QObject):
    """Serves whoever the listener lets in; without one it takes this platform's."""

    def __init__(
        self,
        requests: Requests,
        parent: QObject | None = None,
        listener: Listener | None = None,
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._connections: dict[int, Conversation] = {}
        self._last_id = 0
        self._listener = listener or new_listener(self)
        self._listener.arrived.connect(self.on_listener_arrived)

    def listen(self, path: Path) -> None:
        """Begin to serve; only the holder of the instance lock may.

        Raises:
            AgentError: the address is not ours alone, or cannot be used.
        """
        self._listener.listen(path)

    def close(self) -> None:
        """Stop listening and drop everybody."""
        self._listener.close()
        for connection in list(self._connections.values()):
            connection.drop()

    @Slot(object)
    def on_listener_arrived(self, stream: Stream) -> None:
        if self._has_place():
            self._add(stream)
        else:
            stream.drop()
            stream.deleteLater()

    def _add(self, stream: Stream) -> None:
        self._last_id += 1
        number = self._last_id
        connection = Conversation(stream, self._requests, self)
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
