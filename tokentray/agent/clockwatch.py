"""Notice what timers do not: a computer that slept, a clock that was set."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

logger = logging.getLogger(__name__)

POLL_SECONDS = 30.0
SLEPT_FROM = 5.0
STEPPED_FROM = 2.0
"""Seconds; smaller differences are the slewing of an honest clock."""

_LATE_FROM = 30.0
"""A look that comes so much too late says that this process stood still."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Three clocks at one moment, in seconds: the wall's, one that counts sleep, one that not."""

    wall: float
    boot: float
    awake: float


@dataclass(frozen=True, slots=True)
class Gap:
    """What happened between two readings, in seconds; 0 where nothing did."""

    slept: float = 0.0
    stepped: float = 0.0


def gap_between(before: Reading, after: Reading) -> Gap:
    """Tell sleep from a step of the wall clock.

    A process that was stopped counts as having slept. A pause that only the wall clock noticed
    (a hypervisor's) looks like a step forward; both have the same cure.
    """
    elapsed = after.boot - before.boot
    slept = elapsed - (after.awake - before.awake)
    late = elapsed - POLL_SECONDS
    if late >= _LATE_FROM:
        slept = max(slept, late)
    stepped = (after.wall - before.wall) - elapsed
    return Gap(
        slept if slept >= SLEPT_FROM else 0.0,
        stepped if abs(stepped) >= STEPPED_FROM else 0.0,
    )


def read_clocks() -> Reading:
    """Read this computer's clocks."""
    awake = time.monotonic()
    return Reading(time.time(), _boot_seconds(awake), awake)


def _boot_seconds(awake: float) -> float:
    """Read the clock that counts sleep; Windows has one clock for both."""
    # Linux calls it so; what macOS calls monotonic is not what Python means by it there.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        clock = getattr(time, name, None)
        if clock is not None:
            return time.clock_gettime(clock)
    return awake


class ClockWatch(QObject):
    """Compares the clocks, and listens to the system where it tells by itself.

    Signals:
        clock_stepped(float): the wall clock was set by so many seconds.
        woke(float): the computer slept for so many seconds.
        sleep_coming(): the computer is about to sleep.
        looked(): the clocks were compared: every half minute, and when something woke us.
    """

    clock_stepped = Signal(float)
    woke = Signal(float)
    sleep_coming = Signal()
    looked = Signal()

    def __init__(
        self, read: Callable[[], Reading] = read_clocks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._last = read()
        self._poll = QTimer(self)
        self._poll.setInterval(int(POLL_SECONDS * 1000))
        self._poll.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        self._poll.start()
        self._listen_to_sleep()

    def stop(self) -> None:
        """Stop watching."""
        self._poll.stop()

    @Slot()
    def look(self) -> None:
        """Compare the clocks with the last time."""
        now = self._read()
        gap, self._last = gap_between(self._last, now), now
        if gap.stepped:
            logger.info("the clock was set by %.0f s", gap.stepped)
            self.clock_stepped.emit(gap.stepped)
        if gap.slept:
            logger.info("the computer slept for %.0f s", gap.slept)
            self.woke.emit(gap.slept)
        self.looked.emit()

    @Slot(bool)
    def on_prepare_for_sleep(self, going: bool) -> None:
        """The system is about to sleep, or is back."""
        if going:
            self.sleep_coming.emit()
        else:
            self.look()

    def _listen_to_sleep(self) -> None:
        if sys.platform != "linux":
            return
        # Imported here: it is not needed before the icon is shown.
        from PySide6.QtDBus import QDBusConnection

        QDBusConnection.systemBus().connect(  # type: ignore[call-overload]  # the stub asks for bytes
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            "PrepareForSleep",
            self,
            SLOT("on_prepare_for_sleep(bool)"),
        )
