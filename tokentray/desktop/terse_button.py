"""A button that shows its words, or its symbol alone where there is no room for them."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from tokentray.desktop.letters import without_letter


class TerseButton(QPushButton):
    """Keeps its words for the pointer, the keyboard and a screen reader, also as a symbol."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._words = words

    def be_terse(self, terse: bool) -> None:
        """Show the symbol alone, or the words too."""
        said = without_letter(self._words)
        self.setText("" if terse else self._words)
        self.setToolTip(said if terse else "")
        self.setAccessibleName(said if terse else "")
        # With its text it loses the letter in it.
        self.setShortcut(QKeySequence.mnemonic(self._words))
