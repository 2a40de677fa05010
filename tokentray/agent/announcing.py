"""Gathers notices for a moment, so that many are one, and raises each once a token."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tokentray.agent.notices import Due, is_wanted, together
from tokentray.core.quiet import quiet_left
from tokentray.core.settings import Settings

GATHER_MS = 1_500
LONGEST_GATHERING = 60.0
"""While a round of refreshes goes on, its failures are told together, but not later than this."""

SNOOZE_SECONDS = 3600.0
"""So long a notice is put off by a person who cannot see to it now."""

_LONGEST_QUIET = 3600.0
"""Timers stop while the computer sleeps, so the end of the quiet hours is looked for hourly."""

Sorted = Callable[[Sequence[Due]], None]
SortOut = Callable[[Sequence[Due], Sorted], None]
"""Calls back, maybe later, with what was never told before; from then on it was."""

_Known = tuple[str, str]
"""A profile's id and the key of what was told of it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the announcer asks.

    `due_now` looks again at a profile by id; `is_round_going` tells whether refreshes of several
    profiles are on their way; `sort_out` remembers across restarts.
    """

    now: Callable[[], float]
    settings: Callable[[], Settings]
    due_now: Callable[[str], Due | None]
    is_round_going: Callable[[], bool]
    sort_out: SortOut


class Announcer(QObject):
    """Raises notices.

    Signals:
        notice_raised(Notice): something to tell people unasked.
    """

    notice_raised = Signal(object)

    def __init__(self, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._told: set[_Known] = set()
        self._snoozed: dict[_Known, float] = {}
        self._again: set[_Known] = set()
        self._pending: dict[str, None] = {}
        self._is_stopped = False
        self._since = 0.0
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.timeout.connect(self.on_gathering_timeout)
        self._waking = QTimer(self)
        self._waking.setSingleShot(True)
        self._waking.timeout.connect(self.look)

    @property
    def is_gathering(self) -> bool:
        """Whether something may be raised soon."""
        return self._gathering.isActive()

    def consider(self, due: Due) -> None:
        """A notice may be due; it is looked at again before it is raised."""
        known = _known(due)
        if known in self._told and known not in self._again:
            return
        if not self._pending:
            self._since = self._sources.now()
        self._pending[due.view.id] = None
        if not self._gathering.isActive():
            self._gathering.start(GATHER_MS)

    def snooze(self, profile_ids: Iterable[str]) -> None:
        """Tell what is due of these profiles again in an hour, and not before."""
        until = self._sources.now() + SNOOZE_SECONDS
        for one in profile_ids:
            due = self._sources.due_now(one)
            if due is not None:
                self._told.add((one, due.key))
                self._snoozed[one, due.key] = until
        self._plan_waking()

    @Slot()
    def look(self) -> None:
        """Look for what was put off until now, by the clock: a timer stops with the computer."""
        if not self._snoozed:
            return
        now = self._sources.now()
        over = [one for one, at in self._snoozed.items() if not now < at <= now + SNOOZE_SECONDS]
        for known in over:
            del self._snoozed[known]
            due = self._sources.due_now(known[0])
            if due is not None and due.key == known[1]:
                self._again.add(known)
                self.consider(due)
        self._plan_waking()

    def look_again(self) -> None:
        """The settings changed: what waits for the end of quiet hours may wait no longer."""
        if self._gathering.isActive():
            self._gathering.start(GATHER_MS)

    def stop(self) -> None:
        """Raise nothing more."""
        self._is_stopped = True
        self._gathering.stop()
        self._waking.stop()
        self._pending.clear()
        self._snoozed.clear()

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
        due = [one for one in looked if one is not None and self._may_be_news(one)]
        again = [one for one in due if _known(one) in self._again]
        fresh = [one for one in due if _known(one) not in self._again]
        self._again.difference_update(map(_known, again))
        if fresh:
            self._sources.sort_out(fresh, partial(self._raise, again))
        else:
            self._raise(again, ())

    def _raise(self, again: Sequence[Due], news: Sequence[Due]) -> None:
        """Tell what is due still: to look for what was told before takes its time."""
        if self._is_stopped:
            return
        looked = [(one.key, self._sources.due_now(one.view.id)) for one in (*again, *news)]
        for notice in together(now for key, now in looked if now is not None and now.key == key):
            self.notice_raised.emit(notice)

    def _plan_waking(self) -> None:
        now = self._sources.now()
        coming = [min(max(at - now, 0.0), SNOOZE_SECONDS) for at in self._snoozed.values()]
        if coming:
            self._waking.start(int(min(coming) * 1000) + 1)
        else:
            self._waking.stop()

    def _quiet_left(self) -> float:
        local = time.localtime(self._sources.now())
        return quiet_left(self._sources.settings().quiet, local.tm_hour, local.tm_min)

    def _may_be_news(self, due: Due) -> bool:
        """Tell whether this was not told since the start, and remember it."""
        known = _known(due)
        if not is_wanted(due.kind, self._sources.settings().notify):
            return False
        if known in self._told:
            return known in self._again
        self._told.add(known)
        return True


def _known(due: Due) -> _Known:
    return due.view.id, due.key
