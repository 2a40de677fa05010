"""Fields for choices and numbers that leave the wheel to the page that they are on."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox

from tokentray.core.spans import Unit, stepped, unit_of
from tokentray.desktop.words import Words

_tr = Words("Settings")

_TYPED = re.compile(r"\s*(\d*)\s*(\w*)\.?\s*")


class ChoiceBox(QComboBox):
    """What is scrolled past is not changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(QSpinBox):
    """A number that is said in words; the wheel turns it where somebody is at it.

    What is typed counts when it is whole: with Enter, or when the field is left.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)

    def words_of(self, value: int) -> str:
        """Say a value."""
        raise NotImplementedError

    def read(self, number: int, word: str) -> int | None:
        """Understand a number and the word behind it; None where the word is none that is known."""
        raise NotImplementedError

    def textFromValue(self, value: int) -> str:
        return self.words_of(value)

    def valueFromText(self, text: str) -> int:
        value = self._understood(text)
        return self.value() if value is None else value

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        if not _TYPED.fullmatch(text):
            return QValidator.State.Invalid, text, place
        value = self._understood(text)
        fits = value is not None and self.minimum() <= value <= self.maximum()
        return QValidator.State.Acceptable if fits else QValidator.State.Intermediate, text, place

    def fixup(self, _text: str) -> str:
        return self.words_of(self.value())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _understood(self, text: str) -> int | None:
        typed = _TYPED.fullmatch(text)
        if typed is None or not typed[1]:
            return None
        return self.read(int(typed[1]), typed[2].casefold())


class SpanBox(NumberBox):
    """Seconds, said as people do: "30 s", "5 min", "90 s", "2 h".

    A number alone means the unit that the field had.
    """

    def words_of(self, value: int) -> str:
        unit = unit_of(value)
        return _unit_words(unit).format(number=value // unit)

    def read(self, number: int, word: str) -> int | None:
        if not word:
            return number * unit_of(self.value())
        named = (unit for unit in Unit if _unit_word(unit).startswith(word))
        unit = next(named, None)
        return None if unit is None else number * unit

    def stepBy(self, steps: int) -> None:
        self.setValue(stepped(self.value(), steps))
        self.selectAll()


class DaysBox(NumberBox):
    """A number of days."""

    def words_of(self, value: int) -> str:
        return _tr("%n days", value)

    def read(self, number: int, word: str) -> int | None:
        said = self.words_of(number).casefold().split()
        return number if any(part.startswith(word) for part in said) else None


def _unit_words(unit: Unit) -> str:
    match unit:
        case Unit.SECOND:
            return _tr("{number} s")
        case Unit.MINUTE:
            return _tr("{number} min")
        case Unit.HOUR:
            return _tr("{number} h")
        case Unit.DAY:
            return _tr("{number} d")


def _unit_word(unit: Unit) -> str:
    return _unit_words(unit).format(number="").strip().casefold()
