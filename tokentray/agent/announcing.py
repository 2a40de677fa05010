"""Gathers notices for a moment, so that many are one, and raises each once a token."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tokentray.agent.notices import Due, is_wanted, quiet_left, together
from tokentray.core.settings import Settings

GATHER_MS = 1_500
LONGEST_GATHERING = 60.0
"""While a round of refreshes goes on, its failures are told together, but not later than this."""


_LONGEST_QUIET = 3600.0
"""Timers stop while the computer sleeps, so the end of the quiet hours is looked for hourly."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the announcer asks.

    `due_now` looks again at a profile by id; `is_round_going` tells whether refreshes of several
    profiles are on their way; `has_told` and `note_told` remember across restarts, by profile id
    and key.
    """

    now: Callable[[], float]
    settings: Callable[[], Settings]
    due_now: Callable[[str], Due | None]
    is_round_going: Callable[[], bool]
    has_told: Callable[[str, str], bool]
    note_told: Callable[[str, str], None]


class Announcer(QObject):
    """Raises notices.

    Signals:
        notice_raised(Notice): something to tell people unasked.
    """

    notice_raised = Signal(object)

    def __init__(self, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._told: set[tuple[str, str]] = set()
        self._pending: dict[str, None] = {}
        self._since = 0.0
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.timeout.connect(self.on_gathering_timeout)

    @property
    def is_gathering(self) -> bool:
        """Whether something may be raised soon."""
        return self._gathering.isActive()

    def consider(self, due: Due) -> None:
        """A notice may be due; it is looked at again before it is raised."""
        if (due.view.id, due.key) in self._told:
            return
        if not self._pending:
            self._since = self._sources.now()
        self._pending[due.view.id] = None
        if not self._gathering.isActive():
            self._gathering.start(GATHER_MS)

    def stop(self) -> None:
        """Raise nothing more."""
        self._gathering.stop()
        self._pending.clear()

    @Slot()
    def on_gathering_timeout(self) -> None:
        quiet = self._quiet_left()
        if quiet > 0:
            self._gathering.start(int(min(quiet, _LONGEST_QUIET) * 1000) + 1)
            return
        waited = self._sources.now() - self._since
        if self._sources.is_round_going() and 0 <= waited < LONGEST_GATHERING:
            self._gathering.start(GATHER_MS)
            return
        pending, self._pending = list(self._pending), {}
        looked = [self._sources.due_now(one) for one in pending]
        news = [due for due in looked if due is not None and self._is_news(due)]
        for notice in together(news):
            self.notice_raised.emit(notice)

    def _quiet_left(self) -> float:
        local = time.localtime(self._sources.now())
        return quiet_left(self._sources.settings().quiet, local.tm_hour, local.tm_min)

    def _is_news(self, due: Due) -> bool:
        """Tell whether this was never told, and remember it."""
        if not is_wanted(due.kind, self._sources.settings().notify):
            return False
        known = (due.view.id, due.key)
        if known in self._told:
            return False
        self._told.add(known)
        if self._sources.has_told(*known):
            return False
        self._sources.note_told(*known)
        return True
