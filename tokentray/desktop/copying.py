"""One click, one copy: from the engine to the clipboard to the word about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from tokentray.core.errors import TokenTrayError
from tokentray.core.handout import Format
from tokentray.desktop.announcements import (
    announce_copy,
    announce_refusal,
    announce_restored,
    not_copied,
)
from tokentray.desktop.clipboard import Clipboard, Outcome
from tokentray.desktop.overview import span
from tokentray.desktop.words import Words

if TYPE_CHECKING:
    from tokentray.agent.engine import Engine, HandOut

_tr = Words("Notices")

Done = Callable[[TokenTrayError | None], None]


class Copying(QObject):
    """Copies on request; says "copied" only of what another program could read.

    Signals:
        announced(Bubble): how a copy went, or that a manager brought one back.
        copied(str, str): a profile's id, and the same in one line, for a window that is open.
    """

    announced = Signal(object)
    copied = Signal(str, str)

    def __init__(self, engine: Engine, clipboard: Clipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._clipboard = clipboard
        clipboard.restored.connect(self.on_clipboard_restored)

    @Slot(str, object)
    def copy(self, profile_id: str, form: Format = Format.BEARER, done: Done | None = None) -> None:
        """Put a token that lives on the clipboard, refreshed first where too little is left."""
        view = self._engine.view(profile_id)
        name = view.name if view is not None else profile_id
        self._engine.hand_out(
            profile_id,
            min_valid=None,
            form=form,
            done=partial(self._on_handed_out, profile_id, name, done),
        )

    def _on_handed_out(
        self, profile_id: str, name: str, done: Done | None, answer: HandOut | TokenTrayError
    ) -> None:
        if isinstance(answer, TokenTrayError):
            self.announced.emit(announce_refusal(not_copied(name), answer))
            if done is not None:
                done(answer)
            return
        clears_in = float(self._engine.settings.clipboard_seconds)
        if answer.lives_for is not None:
            clears_in = min(clears_in, max(answer.lives_for, 1.0))
        self._clipboard.put(
            answer.text,
            self._engine.now() + clears_in,
            partial(self._on_put, profile_id, name, answer.lives_for, clears_in, done),
        )

    def _on_put(
        self,
        profile_id: str,
        name: str,
        lives_for: float | None,
        clears_in: float,
        done: Done | None,
        outcome: Outcome,
    ) -> None:
        bubble = announce_copy(name, outcome, lives_for, clears_in)
        self.announced.emit(bubble)
        missed = outcome is Outcome.MISSED
        copied = _tr("Copied, clears in {clears}").format(clears=span(clears_in))
        line = bubble.summary if missed else copied
        self.copied.emit(profile_id, line)
        if done is None:
            return
        done(TokenTrayError("clipboard-missed", name=name) if missed else None)

    @Slot()
    def on_clipboard_restored(self) -> None:
        self.announced.emit(announce_restored())
