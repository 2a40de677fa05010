"""Timers of the part that runs all day."""

from __future__ import annotations

from PySide6.QtCore import QTimer

_PRECISE = 0
"""`Qt.TimerType.PreciseTimer`: naming it builds all enums of `Qt`, for 16 ms and 1.3 MB."""


def make_precise(timer: QTimer) -> None:
    """Let a timer never be early, as the usual coarse ones may be by a twentieth."""
    timer.setProperty("timerType", _PRECISE)
