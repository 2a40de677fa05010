"""One connection of a program of this user: one kind a platform."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tokentray.core import wire

READ_AHEAD = wire.MAX_REQUEST + 1
"""So many bytes are taken in unasked; what else a client sends stays in the kernel."""


class Stream(QObject):
    """Bytes in both directions; nothing here waits.

    Signals:
        readable(): something has come.
        written(): all that was written has left.
        ended(): it is over, whichever side wanted it.
    """

    readable = Signal()
    written = Signal()
    ended = Signal()

    @property
    def descriptor(self) -> int:
        """The system's number of it, for questions about the process at the other end."""
        raise NotImplementedError

    @property
    def unread(self) -> int:
        """How many bytes have come that nobody has read."""
        raise NotImplementedError

    @property
    def unsent(self) -> int:
        """How many bytes were written that the system has not taken yet."""
        raise NotImplementedError

    def read(self) -> bytes:
        """Return what has come."""
        raise NotImplementedError

    def write(self, data: bytes) -> None:
        """Send what the system takes at once, and the rest when it can."""
        raise NotImplementedError

    def finish(self) -> None:
        """End it as soon as all that was written has left."""
        raise NotImplementedError

    def drop(self) -> None:
        """End it at once."""
        raise NotImplementedError
