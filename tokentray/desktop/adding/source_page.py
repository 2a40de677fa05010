"""What the forms have in common: a name, an attempt that writes nothing, and then one that does."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from tokentray.agent.signing import Reported
from tokentray.core.errors import TokenTrayError
from tokentray.core.profile import check_name
from tokentray.desktop.forms import Row, column, form_of, name_field
from tokentray.desktop.labels import complain, grow, heading_label, reason, say, word_label
from tokentray.desktop.speech import describe
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")

NAME_ERRORS = frozenset({"bad-name", "no-name", "name-taken"})


class TokenSource(StrEnum):
    """Where tokens come from."""

    SERVER = "server"
    RESPONSE = "response"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a form and its buttons say; `ask` holds `{name}`."""

    heading: str
    check: str
    checking: str
    ask: str


Place = tuple[QLabel, QWidget]
"""Where it is said what is wrong, and the field that it is about."""


class SourcePage(QWidget):
    """A form for one source of tokens."""

    def __init__(self, words: PageWords, theme: Theme) -> None:
        super().__init__()
        self.words = words
        self._theme = theme
        self.name = name_field(_tr("A name of your choice, such as orders"))
        self.name.textChanged.connect(self.on_name_text_changed)
        self._name_word = word_label("name-word")

    def arrange(self, rows: tuple[Row, ...], gap: int) -> None:
        """Lay the form out: the heading, the name, and the rows."""
        first: Row = (_tr("&Name of the profile"), self.name, self._name_word)
        layout = column(self)
        layout.addWidget(heading_label(self.words.heading, self._theme))
        layout.addSpacing(8)
        layout.addWidget(form_of((first, *rows), gap), 1)

    def checked_name(self) -> str:
        """Return the name.

        Raises:
            UsageError: it cannot be one.
        """
        return check_name(self.name.text().strip())

    def begin(self) -> None:
        """Give the keyboard to what has to be filled in first."""
        (self.first_field() if self.name.text() else self.name).setFocus()

    def refuse(self, error: TokenTrayError) -> None:
        """Say what is wrong below the field that it is about."""
        is_name = error.code in NAME_ERRORS
        word, field = (self._name_word, self.name) if is_name else self.place_of(error)
        complain(word, field, reason(error), self._theme)

    def forgive(self) -> None:
        """Say nothing of what was wrong."""
        for word in self.findChildren(QLabel):
            if word.objectName() == "word" or word.objectName().endswith("-word"):
                say(word, "", self._theme.muted)
        for field in (*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)):
            describe(field, "")
        self.on_name_text_changed()

    @Slot()
    def on_name_text_changed(self) -> None:
        """Say what happens to this name, before anything does."""
        words = self.about_name(self.name.text().strip())
        say(self._name_word, words, self._theme.muted)
        describe(self.name, words)
        dialog = self.window()
        if isinstance(dialog, QDialog) and self.isVisible():
            grow(dialog)

    def about_name(self, _name: str) -> str:
        """Return what is to be known of a name, empty for nothing."""
        return ""

    @abstractmethod
    def first_field(self) -> QWidget:
        """Return the field after the name."""

    @abstractmethod
    def place_of(self, error: TokenTrayError) -> Place:
        """Tell which field an error is about that is not the name's."""

    @abstractmethod
    def send(self, more: Mapping[str, Any], done: Reported) -> None:
        """Have the form looked at, or, by `write` in `more`, carried out."""

    @property
    def takes_files(self) -> bool:
        """Whether a file may be dropped on it."""
        return False

    def take_file(self, path: str) -> None:
        """Take what is in a file that was dropped."""

    @abstractmethod
    def wipe(self) -> None:
        """Keep no secret in a field that nobody sees any more."""
