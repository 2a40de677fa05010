"""Refreshes on their way: one a profile, few at once, never a herd; who asks joins."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tokentray.agent.held import SHOWN_AFTER, Flight, Held, Landed, Landing
from tokentray.agent.worker_process import Answer, JobRequest
from tokentray.agent.workers import Workers
from tokentray.core.errors import TokenTrayError, error_from_dict
from tokentray.core.jobs import Op, Phase

AT_ONCE = 4
BY_ITSELF_AT_ONCE = 3
"""One place is kept for people and programs that wait."""

STARTS_PER_SECOND = 4
"""After a night's sleep many profiles are due at once; servers do not like that."""

Take = Callable[[Held, Mapping[str, Any]], None]


class StartRate:
    """So many starts in any second; `now` comes from any clock, which may be set back."""

    def __init__(self) -> None:
        self._starts: deque[float] = deque(maxlen=STARTS_PER_SECOND)

    def wait(self, now: float) -> float:
        """Tell how many seconds the next start has to wait."""
        if len(self._starts) < STARTS_PER_SECOND or now < self._starts[-1]:
            return 0.0
        return max(0.0, self._starts[0] + 1.0 - now)

    def note(self, now: float) -> None:
        """Count a start."""
        if self._starts and now < self._starts[-1]:
            self._starts.clear()
        self._starts.append(now)


class Refresher(QObject):
    """Runs refresh jobs for what the engine holds; `more` is what each carries besides.

    Signals:
        landed(str): the refresh of this profile ended; what it brought is held.
        shown(str): the refresh of this profile takes long enough to be shown.
        place_freed(): another refresh may be offered.
        unsaved_changed(): the keyring refused, or took at last, an answer.
    """

    landed = Signal(str)
    shown = Signal(str)
    place_freed = Signal()
    unsaved_changed = Signal()

    def __init__(
        self,
        workers: Workers,
        now: Callable[[], float],
        take: Take,
        more: Callable[[], Mapping[str, Any]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workers = workers
        self._now = now
        self._take = take
        self._more = more
        self._flying: dict[str, Held] = {}
        self._turns: deque[Held] = deque()
        self._rate = StartRate()
        self._unsaved: set[str] = set()
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.timeout.connect(self.place_freed)

    @property
    def is_flying(self) -> bool:
        """Whether any refresh is on its way."""
        return bool(self._flying)

    @property
    def unsaved(self) -> frozenset[str]:
        """Ids of the profiles whose answer the keyring did not take yet."""
        return frozenset(self._unsaved)

    def ask(self, held: Held, wish: dict[str, object], landed: Landed) -> None:
        """Refresh for somebody who waits: join what is on its way, or begin as soon as may be."""
        if held.flight is not None:
            held.flight.waiting.append(landed)
            return
        held.flight = Flight(wish, [landed])
        self._turns.append(held)
        self._take_turns()

    def offer(self, held: Held) -> bool:
        """Refresh a profile that is due; False where it has to wait for `place_freed`."""
        if len(self._flying) >= BY_ITSELF_AT_ONCE:
            return False
        wait = self._rate.wait(self._now())
        if wait > 0:
            self._pace.start(int(wait * 1000) + 1)
            return False
        self._rate.note(self._now())
        held.flight = Flight({"force": True} if held.is_impatient else {}, [])
        self._start(held, held.flight)
        return True

    def _take_turns(self) -> None:
        while self._turns and len(self._flying) < AT_ONCE:
            held = self._turns.popleft()
            if held.flight is not None:
                self._start(held, held.flight)

    def _start(self, held: Held, flight: Flight) -> None:
        profile_id = held.profile.id
        self._flying[profile_id] = held
        QTimer.singleShot(int(SHOWN_AFTER * 1000), self, partial(self._show, held, flight))
        self._workers.run(
            JobRequest(
                Op.REFRESH,
                {"profile": profile_id, **flight.wish, **self._more()},
                partial(self._on_refreshed, held, flight),
                on_phase=partial(self._on_phase, profile_id),
            )
        )

    def _show(self, held: Held, flight: Flight) -> None:
        if held.flight is flight:
            flight.is_shown = True
            self.shown.emit(held.profile.id)

    def _on_phase(self, profile_id: str, phase: Phase) -> None:
        if phase is Phase.UNSAVED and profile_id not in self._unsaved:
            self._unsaved.add(profile_id)
            self.unsaved_changed.emit()
        elif phase is Phase.SAVED:
            self._forget_unsaved(profile_id)

    def _forget_unsaved(self, profile_id: str) -> None:
        if profile_id in self._unsaved:
            self._unsaved.discard(profile_id)
            self.unsaved_changed.emit()

    def _on_refreshed(self, held: Held, flight: Flight, answer: Answer) -> None:
        profile_id, now = held.profile.id, self._now()
        self._flying.pop(profile_id, None)
        self._forget_unsaved(profile_id)
        held.is_impatient = False
        held.landing, held.landed_at, held.flight = self._landing(held, answer), now, None
        self.landed.emit(profile_id)
        for landed in flight.waiting:
            landed(held.landing)
        self._take_turns()
        self.place_freed.emit()

    def _landing(self, held: Held, answer: Answer) -> Landing:
        """Take over what a refresh brought; tell how it ended."""
        now, failures = self._now(), held.standing.failures + 1
        if isinstance(answer, TokenTrayError):
            held.fail(answer, failures, now)
            return Landing(answer)
        self._take(held, answer)
        held.note_news(answer["changed"], now)
        error = None if answer["error"] is None else error_from_dict(answer["error"])
        if error is not None and held.standing.retry_at <= now and not held.is_over:
            # A mistake in the profile, say: nothing was sent, so nobody set a time to wait.
            held.fail(error, failures, now)
        return Landing(error, bool(answer["renewed"]))

    @Slot()
    def stop(self) -> None:
        """Begin nothing more by itself."""
        self._pace.stop()
        self._turns.clear()
