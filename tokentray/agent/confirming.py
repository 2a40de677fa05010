"""Ask a person before a token is handed to a program: one question at a time, remembered or not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tokentray.agent.peer import Caller, asking_program, is_alive
from tokentray.core.asking import Agreement, Asker, Verdict, agreed
from tokentray.core.errors import Denied, TokenTrayError
from tokentray.core.profile import Confirm

logger = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds from the moment a program asks; then it is denied."""


class Keeper(Protocol):
    """Where agreements without an end are kept."""

    def load(self) -> tuple[Agreement, ...]: ...
    def save(self, agreements: tuple[Agreement, ...]) -> None: ...


@dataclass(frozen=True, slots=True)
class ConfirmingParts:
    """What the questions need: the wall clock, a clock that nobody sets, and the system."""

    now: Callable[[], float]
    keeper: Keeper
    elapsed: Callable[[], float] = time.monotonic
    asking_program: Callable[[int], Asker | None] = asking_program
    is_alive: Callable[[Asker], bool] = is_alive


@dataclass(frozen=True, slots=True)
class Wish:
    """What a program wants; `what` is the format, or "clipboard"."""

    profile_id: str
    name: str
    confirm: Confirm
    what: str


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What a person is asked; `deadline` by the clock that nobody sets."""

    wish: Wish
    asker: Asker
    deadline: float

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What may be answered."""
        found = [Verdict.DENY, Verdict.ONCE]
        if self.wish.confirm is Confirm.FIRST:
            found.append(Verdict.HOUR)
            if self.asker.executable:
                found.append(Verdict.ALWAYS)
        return tuple(found)


Decided = Callable[[TokenTrayError | None], None]


@dataclass(slots=True, eq=False)
class _Pending:
    """A question and everybody who waits for its answer."""

    question: Question
    waiting: list[tuple[Caller, Decided]] = field(default_factory=list)


class Confirming(QObject):
    """Lets programs wait for a person.

    `has_screen` is set by whoever shows the questions.

    Signals:
        asked(Question): to be shown now; there is one at a time.
        ended(Question): answered, out of time, or nobody waits any more.
        agreements_changed(): something was allowed or taken back.
    """

    asked = Signal(object)
    ended = Signal(object)
    agreements_changed = Signal()

    def __init__(self, parts: ConfirmingParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.has_screen = False
        self._queue: list[_Pending] = []
        self._shown: Question | None = None
        self._for_now: list[Agreement] = []
        self._kept: tuple[Agreement, ...] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)

    def now(self) -> float:
        """POSIX seconds by this computer's clock."""
        return self._parts.now()

    # Programs

    def ask(self, wish: Wish, caller: Caller, done: Decided) -> None:
        """Call `done` once, with None where a person agrees or has agreed."""
        pid = caller.pid
        asker = None if pid is None else self._parts.asking_program(pid)
        if asker is None:
            done(Denied("confirm-nameless", name=wish.name))
        elif self._is_agreed(wish, asker):
            done(None)
        elif not self.has_screen:
            done(Denied("confirm-needs-screen", name=wish.name))
        else:
            self._pending(wish, asker).waiting.append((caller, done))
            self._go_on()

    def leave(self, caller: Caller) -> None:
        """A client is gone: its questions go with it."""
        for pending in list(self._queue):
            pending.waiting = [one for one in pending.waiting if one[0] is not caller]
            if not pending.waiting:
                self._end(pending, Denied("confirm-denied", name=pending.question.wish.name))
        self._go_on()

    # The person

    def answer(self, question: Question, verdict: Verdict) -> None:
        """Do as a person says; an answer to a question that has ended is nothing."""
        pending = next((one for one in self._queue if one.question is question), None)
        if pending is None:
            return
        allowed = verdict in question.verdicts and verdict is not Verdict.DENY
        # Another program may have taken the number of the one that the person saw.
        if allowed and self._parts.is_alive(question.asker):
            self._remember(question, verdict)
            self._end(pending, None)
        else:
            self._end(pending, Denied("confirm-denied", name=question.wish.name))
        self._go_on()

    def seconds_left(self, question: Question) -> float:
        """Return how long a question may still be answered."""
        return max(0.0, question.deadline - self._parts.elapsed())

    def agreements(self, profile_id: str) -> tuple[Agreement, ...]:
        """Return what is allowed for a profile now."""
        now = self._parts.now()
        self._for_now = [one for one in self._for_now if one.lasts(now)]
        both = (*self._lasting(), *self._for_now)
        return tuple(one for one in both if one.profile_id == profile_id)

    def take_back(self, agreement: Agreement) -> None:
        """Ask again from now on.

        Raises:
            InputError: a newer version keeps what is agreed. OSError: it cannot be written.
        """
        self._for_now = [one for one in self._for_now if one != agreement]
        if agreement in self._lasting():
            self._keep(tuple(one for one in self._lasting() if one != agreement))
        self.agreements_changed.emit()

    def forget_others(self, profile_ids: frozenset[str]) -> None:
        """Forget what was agreed for profiles that are no more."""
        self._for_now = [one for one in self._for_now if one.profile_id in profile_ids]
        mine = tuple(one for one in self._lasting() if one.profile_id in profile_ids)
        if len(mine) < len(self._lasting()):
            self._try_to_keep(mine)

    @Slot()
    def tick(self) -> None:
        """Deny what waited too long."""
        for pending in list(self._queue):
            if self.seconds_left(pending.question) <= 0:
                self._end(pending, Denied("confirm-timed-out", name=pending.question.wish.name))
        self._go_on()

    # The queue

    def _pending(self, wish: Wish, asker: Asker) -> _Pending:
        """Return the question that is asked already, or a new one."""
        for pending in self._queue:
            other = pending.question
            if other.wish.profile_id == wish.profile_id and other.asker.is_same(asker):
                return pending
        question = Question(wish, asker, self._parts.elapsed() + PATIENCE)
        self._queue.append(_Pending(question))
        return self._queue[-1]

    def _end(self, pending: _Pending, error: TokenTrayError | None) -> None:
        self._queue.remove(pending)
        if self._shown is pending.question:
            self._shown = None
            self.ended.emit(pending.question)
        for _, done in pending.waiting:
            done(error)

    def _go_on(self) -> None:
        """Show the next question, unless the last answer covers it."""
        while self._queue and self._shown is None:
            first = self._queue[0]
            if self._is_agreed(first.question.wish, first.question.asker):
                self._end(first, None)
            else:
                self._shown = first.question
                self.asked.emit(first.question)
        if self._queue:
            left = min(self.seconds_left(one.question) for one in self._queue)
            self._timer.start(int(left * 1000) + 1)
        else:
            self._timer.stop()

    # What is remembered

    def _is_agreed(self, wish: Wish, asker: Asker) -> bool:
        if wish.confirm is not Confirm.FIRST:
            return False
        now = self._parts.now()
        found = self.agreements(wish.profile_id)
        return any(one.covers(wish.profile_id, asker, now) for one in found)

    def _remember(self, question: Question, verdict: Verdict) -> None:
        agreement = agreed(question.wish.profile_id, question.asker, verdict, self._parts.now())
        if agreement is None:
            return
        if agreement.until is None:
            self._try_to_keep((*self._lasting(), agreement))
        else:
            self._for_now.append(agreement)
        self.agreements_changed.emit()

    def _lasting(self) -> tuple[Agreement, ...]:
        if self._kept is None:
            self._kept = self._parts.keeper.load()
        return self._kept

    def _try_to_keep(self, agreements: tuple[Agreement, ...]) -> None:
        try:
            self._keep(agreements)
        except (TokenTrayError, OSError) as error:
            # It holds until the program ends, and is asked again after that.
            logger.warning("what was agreed cannot be kept (%s)", type(error).__name__)

    def _keep(self, agreements: tuple[Agreement, ...]) -> None:
        self._kept = agreements
        self._parts.keeper.save(agreements)
