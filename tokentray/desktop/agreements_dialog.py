"""Which programs may have a profile's token without asking, each with a way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tokentray.core.asking import Agreement
from tokentray.core.errors import TokenTrayError
from tokentray.core.plain import plain
from tokentray.desktop.direction import left_to_right
from tokentray.desktop.forms import dialog_layout
from tokentray.desktop.labels import fit_height, heading_label, reason, say, word_label
from tokentray.desktop.overview import moment
from tokentray.desktop.place import over
from tokentray.desktop.sign_in_dialog import Whom
from tokentray.desktop.speech import speak
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AgreementsDialog")

_WIDTH = 520
_NAME_SHOWN = 60


class Agreements(Protocol):
    """What the dialog needs of the agent."""

    agreements_changed: SignalInstance

    def agreements(self, profile_id: str) -> tuple[Agreement, ...]: ...
    def take_back(self, agreement: Agreement) -> None: ...


class AgreementsDialog(QDialog):
    """Lists what was allowed, and follows it."""

    def __init__(
        self,
        source: Agreements,
        whom: Whom,
        now: Callable[[], float],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Programs that may have {name}").format(name=whom.name))
        self._source = source
        self._whom = whom
        self._now = now
        self._theme = theme
        self._none = word_label("none")
        self._rows: list[QWidget] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(12)
        self._word = word_label("word")
        self._close = QPushButton(_tr("&Close"))
        self._close.setObjectName("close")
        self._close.setProperty("kind", "primary")
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)
        self._arrange()
        source.agreements_changed.connect(self.show_all)
        self.show_all()
        self._close.setFocus()
        over(self, parent)

    @Slot()
    def show_all(self) -> None:
        """Show what is allowed now; the keyboard stays at the row where it was."""
        held = [row.isAncestorOf(self.focusWidget()) for row in self._rows]
        for row in self._rows:
            self._place.removeWidget(row)
            row.hide()
            row.deleteLater()
        found = self._source.agreements(self._whom.profile_id)
        self._rows = [self._row(agreement) for agreement in found]
        for row in self._rows:
            self._place.addWidget(row)
            row.setVisible(True)  # Qt would do so later, and its height would not count now
        self._lead(held.index(True) if any(held) else None)
        nobody = _tr("No program yet. Allow one for an hour, or always, when it asks.")
        say(self._none, "" if found else nobody, self._theme.muted)
        fit_height(self, _WIDTH)

    def _lead(self, number: int | None) -> None:
        """Let Tab go from row to row and to Close at last; `number` is the row to be at."""
        found = (row.findChild(QPushButton, "take-back") for row in self._rows)
        buttons = [*(one for one in found if one is not None), self._close]
        for before, after in pairwise(buttons):
            QWidget.setTabOrder(before, after)
        if number is not None:
            buttons[min(number, len(buttons) - 1)].setFocus()

    def _row(self, agreement: Agreement) -> QWidget:
        path = agreement.script or agreement.executable
        name = plain(Path(path).name, _NAME_SHOWN)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, colour in (
            (f"{left_to_right(name)} - {self._until(agreement)}", self._theme.text),
            (left_to_right(plain(path)), self._theme.muted),
        ):
            label: QLabel = word_label("agreement")
            words.addWidget(label)
            say(label, text.replace("/", "/\u200b"), colour)
        button = QPushButton(_tr("Take back"))
        button.setObjectName("take-back")
        button.setAccessibleName(_tr("Take back from {program}").format(program=name))
        button.clicked.connect(partial(self._take_back, agreement))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(words, 1)
        layout.addWidget(button)
        return row

    def _until(self, agreement: Agreement) -> str:
        if agreement.until is None:
            return _tr("always")
        words = _tr("process {pid}, until {time}")
        return words.format(pid=agreement.pid, time=moment(agreement.until, self._now()))

    def _take_back(self, agreement: Agreement) -> None:
        try:
            self._source.take_back(agreement)
        except (TokenTrayError, OSError) as error:
            words = reason(error) if isinstance(error, TokenTrayError) else str(error)
            say(self._word, words, self._theme.trouble)
            speak(self._word, words, urgent=True)
            fit_height(self, _WIDTH)

    def _arrange(self) -> None:
        title = _tr("May have {name} without asking").format(name=self._whom.name)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        layout = dialog_layout(self)
        layout.addWidget(heading_label(title, self._theme))
        layout.addWidget(self._none)
        layout.addLayout(self._place)
        layout.addWidget(self._word)
        layout.addLayout(buttons)
