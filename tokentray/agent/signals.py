"""The system's wish that the program ends, heard by Qt's loop at once."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from tokentray.agent.sockets import system

if sys.platform == "win32":
    _WISHES = (signal.SIGINT, signal.SIGTERM, signal.SIGBREAK)
else:
    _WISHES = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class QuitSignals(QObject):
    """Turns SIGTERM, SIGINT and SIGHUP into a Qt signal.

    A Python handler runs only when the interpreter does, which an idle Qt loop never lets
    it: the byte that the C handler writes into a socket wakes the loop.

    Signals:
        quit_requested(): the system, or Ctrl-C, asks the program to end.
    """

    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._writing = system.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        for wish in _WISHES:
            signal.signal(wish, _note)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_notifier_activated)

    @Slot()
    def on_notifier_activated(self) -> None:
        numbers = self._reading.recv(64)
        if any(number in _WISHES for number in numbers):
            self.quit_requested.emit()

    def close(self) -> None:
        """Give the signals back to the system."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for wish in _WISHES:
            signal.signal(wish, signal.SIG_DFL)
        self._reading.close()
        self._writing.close()


def _note(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: the wake-up descriptor has told Qt's loop already."""
