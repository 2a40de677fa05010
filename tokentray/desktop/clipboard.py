"""The clipboard: a secret is put there marked, seen from outside, and cleared in time."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard

from tokentray.desktop.platform.marks import PLACEHOLDER, secret_marks
from tokentray.desktop.platform.witness import Sight, Witness
from tokentray.desktop.timing import make_precise

_log = logging.getLogger(__name__)
_TICK_MS = 1000


class Outcome(StrEnum):
    """How a copy ended: `UNCHECKED` where this desktop lets no other program look."""

    SEEN = "seen"
    MISSED = "missed"
    UNCHECKED = "unchecked"


Done = Callable[[Outcome], None]
NewWitness = Callable[[str, float], Witness | None]
"""Makes the second client for a text and its deadline, None where there can be none."""


@dataclass(slots=True)
class _Copy:
    """The copy that is pending; `text` only until it was seen, `placed` by the guard."""

    deadline: float
    witness: Witness | None
    done: Done | None
    text: str = field(repr=False)
    placed: bool = False
    checking: bool = False
    clearing: bool = False


class Clipboard(QObject):
    """Keeps one secret on the clipboard until its deadline, and takes back only its own.

    The text itself is not kept: a salted hash in the witness tells ours from others'.
    The deadline is a moment of the wall clock, looked at every second while a copy is
    pending, so that a night of sleep does not prolong it.

    Signals:
        cleared(): the copy was taken back, and stayed away.
        restored(): a clipboard manager had put it back; it was overwritten.
    """

    cleared = Signal()
    restored = Signal()

    def __init__(
        self,
        board: QClipboard,
        now: Callable[[], float],
        new_witness: NewWitness,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._now = now
        self._new_witness = new_witness
        self._copy: _Copy | None = None
        self._placed = False
        self._tick = QTimer(self)
        make_precise(self._tick)
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self.on_tick_timeout)
        board.dataChanged.connect(self.on_board_changed)

    def put(self, text: str, deadline: float, done: Done) -> None:
        """Put a secret there until `deadline` (POSIX seconds); `done` learns who can see it.

        A copy that was pending is forgotten: the new one replaces it.
        """
        self._forget()
        self._place(text)
        witness = self._new_witness(text, deadline)
        self._copy = _Copy(deadline, witness, done, text)
        self._wait()
        if witness is None:
            self._report(Outcome.UNCHECKED)
            return
        witness.setParent(self)
        witness.seen.connect(self.on_witness_seen)
        witness.start()

    @property
    def is_pending(self) -> bool:
        """Whether a secret of ours is on the clipboard, as far as we know."""
        return self._copy is not None

    @property
    def clears_at(self) -> float | None:
        """When the pending copy will be taken back."""
        return None if self._copy is None else self._copy.deadline

    @Slot()
    def check_deadline(self) -> None:
        """Take the copy back if its time has come; for a wake-up from sleep."""
        self.on_tick_timeout()

    @Slot()
    def clear(self) -> None:
        """Take the copy back now, if it is still ours."""
        copy = self._copy
        if copy is None or copy.clearing:
            return
        self._tick.stop()
        if copy.done is not None:
            # Nobody has seen it yet, and nobody will: it is no copy any more.
            self._report(Outcome.MISSED)
        copy.clearing = True
        if copy.placed and copy.witness is not None:
            copy.witness.take_back()
        elif self._is_here(copy):
            self._take_back(copy)
        elif copy.witness is not None:
            # Another program may have taken the text over: only it can tell.
            copy.witness.check()
        else:
            self._forget()

    def close(self) -> None:
        """Take the copy back at once, for the program ends."""
        copy, self._copy = self._copy, None
        self._tick.stop()
        if copy is not None:
            self._leave(copy)
        if self._placed and self._board.text() == PLACEHOLDER:
            self._board.clear()

    def _leave(self, copy: _Copy) -> None:
        """Clear what is ours here; the witness outlives us by a second, and sees to the rest."""
        was_here = self._is_here(copy)
        if was_here:
            self._board.clear()
        if copy.witness is None:
            return
        if was_here and not copy.placed:
            copy.witness.tell_cleared()
        elif not copy.clearing:
            copy.witness.leave()

    @Slot()
    def on_tick_timeout(self) -> None:
        copy = self._copy
        if copy is None or copy.clearing:
            return
        if self._now() >= copy.deadline:
            self.clear()
        else:
            self._wait()

    @Slot()
    def on_board_changed(self) -> None:
        """Somebody else copied: ours may be over."""
        copy = self._copy
        if copy is None or copy.clearing or copy.done is not None:
            return
        if self._board.ownsClipboard() or copy.witness is None or copy.checking:
            return
        copy.checking = True
        copy.witness.check()

    @Slot(object)
    def on_witness_seen(self, sight: Sight) -> None:
        copy = self._copy
        if copy is None or self.sender() is not copy.witness:
            return
        if copy.done is not None:
            self._on_first_sight(copy, sight)
        elif copy.clearing:
            self._on_sight_while_clearing(copy, sight)
        elif copy.checking:
            copy.checking = False
            if sight in (Sight.OTHER, Sight.NOTHING):
                self._forget()

    def _wait(self) -> None:
        """Look again at the deadline, or in a second: the clock may have jumped by then."""
        if self._copy is not None:
            left_ms = round((self._copy.deadline - self._now()) * 1000)
            self._tick.start(max(0, min(left_ms, _TICK_MS)))

    def _on_first_sight(self, copy: _Copy, sight: Sight) -> None:
        if sight is Sight.OURS:
            self._report(Outcome.SEEN)
        elif sight is Sight.BLIND:
            self._report(Outcome.UNCHECKED)
        elif copy.witness is not None and copy.witness.can_place and not copy.placed:
            copy.placed = True
            copy.witness.place(copy.text)
        else:
            # What nobody can paste must not appear later, when a window gets the focus.
            if self._is_here(copy):
                self._board.clear()
            self._forget()

    def _on_sight_while_clearing(self, copy: _Copy, sight: Sight) -> None:
        match sight:
            case Sight.OURS:
                self._take_back(copy)
            case Sight.RESTORED:
                self._board.setText(PLACEHOLDER)
                self._placed = True
                self._forget()
                self.restored.emit()
            case Sight.GONE | Sight.NOTHING | Sight.BLIND:
                self._forget()
                self.cleared.emit()
            case Sight.OTHER:
                self._forget()

    def _take_back(self, copy: _Copy) -> None:
        self._board.clear()
        if copy.witness is None:
            self._forget()
            self.cleared.emit()
        else:
            copy.witness.tell_cleared()

    def _is_here(self, copy: _Copy) -> bool:
        """Tell whether we still hold it; asks nobody else, so that nobody can make us wait."""
        if not self._board.ownsClipboard():
            return False
        return copy.witness is None or copy.witness.is_ours(self._board.text())

    def _place(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        for kind, value in secret_marks(sys.platform).items():
            data.setData(kind, value)
        self._board.setMimeData(data, QClipboard.Mode.Clipboard)
        self._placed = False

    def _report(self, outcome: Outcome) -> None:
        copy = self._copy
        if copy is None or copy.done is None:
            return
        done, copy.done, copy.text = copy.done, None, ""
        done(outcome)

    def _forget(self) -> None:
        copy, self._copy = self._copy, None
        self._tick.stop()
        if copy is None:
            return
        if copy.witness is not None:
            copy.witness.end()
        if copy.done is not None:
            copy.done(Outcome.MISSED)
