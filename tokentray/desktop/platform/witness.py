"""The program's end of the clipboard guard: starts it, asks it, hears what it saw."""

from __future__ import annotations

import logging
import os
import sys
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

_log = logging.getLogger(__name__)
_SILENCE_MS = 1500
_ROOT = Path(__file__).parents[3]


class Sight(StrEnum):
    """What the guard saw; `BLIND`: nobody can look at this clipboard from outside."""

    OURS = "ours"
    OTHER = "other"
    NOTHING = "nothing"
    RESTORED = "restored"
    GONE = "gone"
    BLIND = "blind"


class Witness(QObject):
    """One guard process for one copy.

    Attributes:
        can_place: whether the guard can copy where Qt could not.

    Signals:
        seen(Sight): an answer, in the order of the questions; the first comes by itself.
            `BLIND` also where the process cannot be started, ends early or stays silent.
    """

    seen = Signal(object)

    def __init__(
        self, kind: str, text: str, deadline: float, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.can_place = kind == "wayland"
        self._kind = kind
        self._salt = os.urandom(16)
        self._digest = self._fingerprint(text)
        self._deadline = deadline
        self._pid = 0
        self._orders = -1
        self._answers = -1
        self._notifier: QSocketNotifier | None = None
        self._buffer = b""
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self.on_silence_timeout)

    def is_ours(self, text: str) -> bool:
        """Tell whether `text` is the copy."""
        return self._fingerprint(text) == self._digest

    def _fingerprint(self, text: str) -> bytes:
        # Imported here: a program that only waits copies nothing.
        from tokentray.desktop.platform.guard import fingerprint

        return fingerprint(text.encode(), self._salt)

    def start(self) -> None:
        """Start the guard; its first answer tells whether others see the copy."""
        order = f"copy {self._salt.hex()} {self._digest.hex()} {self._deadline} {self._kind}"
        try:
            self._spawn()
        except OSError as error:
            _log.warning("the clipboard cannot be checked: %s", error)
            QTimer.singleShot(0, self, self.on_silence_timeout)
            return
        self._tell(order)

    def check(self) -> None:
        """Ask what is on the clipboard now."""
        self._tell("check")

    def place(self, text: str) -> None:
        """Let the guard copy, where a window without focus cannot; it looks afterwards."""
        self._tell(f"place {text.encode().hex()}", patience_ms=_SILENCE_MS + 2000)

    def take_back(self) -> None:
        """Let the guard clear what it placed."""
        self._tell("clear", patience_ms=_SILENCE_MS + 4000)

    def tell_cleared(self) -> None:
        """Ask whether the copy stays away for a second now that it was cleared."""
        self._tell("cleared", patience_ms=_SILENCE_MS + 1000)

    def end(self) -> None:
        """The copy is over: let the guard go."""
        self._tell("end")
        self._close()

    def leave(self) -> None:
        """The program quits: the guard clears what is still ours, and goes."""
        self._tell("leave")
        self._close()

    def _spawn(self) -> None:
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        code = (
            f"import sys; sys.path.append({str(_ROOT)!r}); "
            "from tokentray.desktop.platform.guard import main; main()"
        )
        try:
            self._pid = os.posix_spawn(
                sys.executable,
                [sys.executable, "-I", "-S", "-c", code],
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, orders, 0),
                    (os.POSIX_SPAWN_DUP2, answers, 1),
                ],
                # A Ctrl-C in the terminal is for the program, not for its guard.
                setpgroup=0,
            )
        finally:
            os.close(orders)
            os.close(answers)
        self._notifier = QSocketNotifier(self._answers, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_answers_activated)

    def _tell(self, order: str, patience_ms: int = _SILENCE_MS) -> None:
        if self._orders < 0:
            return
        try:
            os.write(self._orders, order.encode("ascii") + b"\n")
        except BrokenPipeError:
            _log.warning("the clipboard guard has gone")
        self._silence.start(patience_ms)

    @Slot()
    def on_answers_activated(self) -> None:
        piece = os.read(self._answers, 4096)
        if not piece:
            self._close()
            if self._silence.isActive():
                self.on_silence_timeout()
            return
        self._silence.stop()
        *lines, self._buffer = (self._buffer + piece).split(b"\n")
        for line in lines:
            self.seen.emit(Sight(line.decode("ascii")))

    @Slot()
    def on_silence_timeout(self) -> None:
        self._silence.stop()
        self.seen.emit(Sight.BLIND)

    def _close(self) -> None:
        self._silence.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        for descriptor in (self._orders, self._answers):
            if descriptor >= 0:
                os.close(descriptor)
        self._orders = self._answers = -1
        QTimer.singleShot(_REAP_MS, self, self._reap)

    def _reap(self) -> None:
        """Collect the exit status, so that no dead process stays in the table."""
        if self._pid == 0:
            return
        if os.waitpid(self._pid, os.WNOHANG)[0]:
            self._pid = 0
            self.deleteLater()
            return
        QTimer.singleShot(_REAP_MS, self, self._reap)


_REAP_MS = 200


def kind_of(qt_platform: str) -> str | None:
    """Name the clipboard that belongs to a Qt platform, None where no guard can see it."""
    return {"xcb": "x11", "wayland": "wayland", "cocoa": "macos"}.get(qt_platform)
