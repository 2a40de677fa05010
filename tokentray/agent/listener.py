"""Where programs of this user come in: one kind of listener a platform."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal


class Listener(QObject):
    """Listens at an address, and gives away the stream of each process of this user.

    Signals:
        arrived(Stream): somebody is connected; whoever hears it takes the stream over.
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
