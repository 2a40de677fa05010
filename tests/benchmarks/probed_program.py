"""The real program, with a probe in its loop that obeys lines on stdin.

`window`: opens the window and says after how many milliseconds it was painted, then closes it.
`stall`: says the longest time in milliseconds that the loop stood still since the last such line,
the first time since the agent was made.
Time in which it could have run, but another process had the processor, is not counted.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from tokentray.agent.plain_import import use_plain_import

use_plain_import()  # as the command does

from tokentray.desktop import app  # noqa: E402
from tokentray.desktop.timing import make_precise  # noqa: E402

if TYPE_CHECKING:
    from tokentray.agent.assemble import Agent

_BEAT_MS = 2


class Probe(QObject):
    """Measures from inside what a person would wait for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._longest = 0.0
        self._schedule = os.open("/proc/self/schedstat", os.O_RDONLY)
        self._last = self._own_ms()
        self._began = 0.0
        self._is_opening = False
        self._beat = QTimer(self)
        make_precise(self._beat)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.on_beat)
        self._beat.start()
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_notifier_activated)

    @Slot()
    def on_beat(self) -> None:
        now = self._own_ms()
        self._longest = max(self._longest, now - self._last - _BEAT_MS)
        self._last = now
        if self._is_opening and any(one.windowHandle().isExposed() for one in self._windows()):
            # It was painted in the same turn in which it was exposed.
            self._is_opening = False
            self._say(now - self._began)
            self._windows()[0].close()

    @Slot()
    def on_notifier_activated(self) -> None:
        order = os.read(0, 100).decode().strip()
        if order == "stall":
            self.on_beat()
            self._say(self._longest)
            self._longest = 0.0
        elif order == "window":
            self._open_window()
        else:
            self._notifier.setEnabled(False)

    def _open_window(self) -> None:
        from tokentray.desktop.desk import Desk

        application = QApplication.instance()
        desk = application.findChild(Desk) if application is not None else None
        assert desk is not None
        self._began, self._is_opening = self._own_ms(), True
        desk.open_window()

    def _windows(self) -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if one.isVisible()]

    def _own_ms(self) -> float:
        waited = int(os.pread(self._schedule, 100, 0).split()[1]) / 1e6
        return time.perf_counter() * 1000 - waited

    def _say(self, milliseconds: float) -> None:
        sys.stdout.write(f"{milliseconds}\n")
        sys.stdout.flush()


def main() -> int:
    """Run until told to quit."""

    def new_agent() -> Agent:
        from tokentray.agent.assemble import assemble

        agent = assemble(os.environ, headless=False)
        Probe(agent)
        return agent

    return app.serve(os.environ, app.Options(), new_agent)


if __name__ == "__main__":
    raise SystemExit(main())
