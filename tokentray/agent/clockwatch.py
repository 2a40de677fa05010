"""Notice what timers do not: a computer that slept, a clock that was set, a network that came."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import SLOT, QObject, Qt, QTimer, Signal, Slot

logger = logging.getLogger(__name__)

POLL_MS = 30_000
SLEPT_FROM = 5.0
STEPPED_FROM = 2.0
"""Seconds; smaller differences are the slewing of an honest clock."""

_NETWORK_SETTLES_MS = 2_000


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

    A pause that only the wall clock noticed (a hypervisor's) looks like a step forward; both
    have the same cure.
    """
    elapsed = after.boot - before.boot
    slept = elapsed - (after.awake - before.awake)
    stepped = (after.wall - before.wall) - elapsed
    return Gap(
        slept if slept >= SLEPT_FROM else 0.0,
        stepped if abs(stepped) >= STEPPED_FROM else 0.0,
    )


def read_clocks() -> Reading:
    """Read this computer's clocks."""
    awake = time.monotonic()
    counts_sleep = getattr(time, "CLOCK_BOOTTIME", None)  # Linux only
    boot = awake if counts_sleep is None else time.clock_gettime(counts_sleep)
    return Reading(time.time(), boot, awake)


class ClockWatch(QObject):
    """Compares the clocks, and listens to the system where it tells by itself.

    Signals:
        clock_stepped(float): the wall clock was set by so many seconds.
        woke(float): the computer slept for so many seconds.
        network_came(): the network can be used again, and has settled.
    """

    clock_stepped = Signal(float)
    woke = Signal(float)
    network_came = Signal()

    def __init__(
        self, read: Callable[[], Reading] = read_clocks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._last = read()
        self._poll = QTimer(self)
        self._poll.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.look)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_NETWORK_SETTLES_MS)
        self._settling.timeout.connect(self.network_came)

    def start(self) -> None:
        """Begin to watch."""
        self._poll.start()
        self._listen_to_sleep()
        self._listen_to_network()

    def stop(self) -> None:
        """Stop watching."""
        self._poll.stop()
        self._settling.stop()

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

    @Slot(bool)
    def on_prepare_for_sleep(self, going: bool) -> None:
        """The system is about to sleep, or is back: look at once, and let the network settle."""
        self.look()
        if not going:
            self._settling.start()

    @Slot(object)
    def on_reachability_changed(self, reachability: object) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if reachability is QNetworkInformation.Reachability.Online:
            self._settling.start()

    def _listen_to_sleep(self) -> None:
        if sys.platform != "linux":
            return
        # Imported here: it is not needed before the icon is shown.
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.systemBus()
        bus.connect(  # type: ignore[call-overload]  # SLOT gives text, the stub asks for bytes
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            "PrepareForSleep",
            self,
            SLOT("on_prepare_for_sleep(bool)"),
        )

    def _listen_to_network(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if not QNetworkInformation.loadDefaultBackend():
            return
        information = QNetworkInformation.instance()
        if information is not None:
            information.reachabilityChanged.connect(self.on_reachability_changed)
