"""Fields of the settings: what is set, what it means, and what is wrong with it, in rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTime, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpacerItem,
    QStyle,
    QTimeEdit,
    QWidget,
)

from tokentray.desktop.calm_boxes import ChoiceBox, DaysBox, NumberBox, SpanBox
from tokentray.desktop.labels import say, word_label
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("Settings")

Value = str | int | bool

SETTLES_MS = 500
"""A number that is being typed or turned is written when it stands still."""

_CLOCK = "HH:mm"
_NIGHT = "22:00-07:00"
_TEXT_MARGINS = (7, 0, 7, 0)
"""A style sheet leaves the text of these fields no room at its border."""

_GAP = 10
_AROUND = 52
_MOST_LETTERS = 20


class SettingRow(QObject):
    """One value: its field with a label, a note below it, and a word about what went wrong.

    Signals:
        changed(object): a person chose this value.
    """

    changed = Signal(object)

    def __init__(self, key: str, field: QWidget, label: str = "", note: str = "") -> None:
        super().__init__(field)
        self.key = key
        self.field = field
        self.waits = 0
        self._label = QLabel(label) if label else None
        self._note_text = note
        self._note = word_label(f"{key}-note")
        self._word = word_label(f"{key}-word")
        self._wrong = ""
        self._theme: Theme | None = None
        field.setObjectName(key)
        self._describe()
        if self._label is not None:
            self._label.setBuddy(field)

    @property
    def last_field(self) -> QWidget:
        """What Tab leaves it from."""
        return self.field

    def show_value(self, value: Value) -> None:
        """Show what is set; nobody is told."""
        raise NotImplementedError

    def say_wrong(self, text: str) -> None:
        """Say what is wrong with the value, or nothing."""
        self._wrong = text
        self._describe()
        if self._theme is not None:
            say(self._word, text, self._theme.trouble)

    def say_note(self, text: str) -> None:
        """Say what the value means now."""
        self._note_text = text
        self._describe()
        if self._theme is not None:
            say(self._note, text, self._theme.muted)

    def _describe(self) -> None:
        """Let a screen reader say what stands below the field; what is wrong comes first."""
        words = (self._wrong, self._note_text)
        self.field.setAccessibleDescription(" ".join(one for one in words if one))

    def set_enabled(self, enabled: bool) -> None:
        """Let it be changed, or not."""
        self.field.setEnabled(enabled)

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        for words in (self._note, self._word):
            words.setContentsMargins(*_leading(words, self._indent()))
        say(self._note, self._note_text, theme.muted)
        say(self._word, self._wrong, theme.trouble)

    def _indent(self) -> int:
        """Tell where below its field the words begin."""
        return 0

    def add_to(self, grid: QGridLayout) -> None:
        """Take the next rows of a grid: label and field, and below the field the words."""
        row = grid.rowCount()
        if self._label is None:
            grid.addWidget(self.field, row, 0, 1, 3, Qt.AlignmentFlag.AlignLeading)
        else:
            grid.addWidget(self._label, row, 0)
            grid.addWidget(self.field, row, 1)
        for number, words in enumerate((self._note, self._word), 1):
            words.setIndent(0)
            column = 0 if self._label is None else 1
            grid.addWidget(words, row + number, column, 1, 3 - column)
        grid.addItem(_gap(), row + 3, 0)

    @property
    def is_labelled(self) -> bool:
        """Whether its field is in the second column."""
        return self._label is not None


class CheckRow(SettingRow):
    """Yes or no."""

    def __init__(self, key: str, text: str, note: str = "") -> None:
        self._check = QCheckBox(text)
        super().__init__(key, self._check, "", note)
        self._check.clicked.connect(self.on_check_clicked)

    def show_value(self, value: Value) -> None:
        self._check.setChecked(bool(value))

    def _indent(self) -> int:
        return _text_of(self._check)

    @Slot(bool)
    def on_check_clicked(self, checked: bool) -> None:
        self.changed.emit(checked)


class ChoiceRow(SettingRow):
    """One of several."""

    def __init__(
        self, key: str, label: str, choices: Sequence[tuple[Value, str]], note: str = ""
    ) -> None:
        self._box = ChoiceBox()
        # A long name would make the whole page as wide as itself.
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._box.setSizeAdjustPolicy(policy)
        self._offered: tuple[tuple[Value, str], ...] | None = None
        super().__init__(key, self._box, label, note)
        self.offer(choices)
        self._box.activated.connect(self.on_box_activated)

    def offer(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Offer other values; the chosen one stays where it is among them."""
        if tuple(choices) == self._offered:
            return
        self._offered = tuple(choices)
        before = self._box.currentData()
        longest = max((len(text) for _, text in choices), default=0)
        self._box.setMinimumContentsLength(min(longest, _MOST_LETTERS))
        self._box.clear()
        for value, text in choices:
            self._box.addItem(text, value)
        self._box.setCurrentIndex(max(0, self._box.findData(before)))

    @property
    def value(self) -> object:
        """What is chosen now."""
        return self._box.currentData()

    def show_value(self, value: Value) -> None:
        """Show what is set; a value that nobody offered is shown as it is."""
        if self._box.findData(value) < 0:
            self._box.addItem(str(value), value)
        self._box.setCurrentIndex(self._box.findData(value))

    @Slot(int)
    def on_box_activated(self, _index: int) -> None:
        self.changed.emit(self._box.currentData())


class NumberRow(SettingRow):
    """A number of something."""

    def __init__(
        self, key: str, label: str, box: NumberBox, limits: tuple[int, int], note: str = ""
    ) -> None:
        self._box = box
        self._box.setRange(*limits)
        self._box.setAccelerated(True)
        self._box.lineEdit().setTextMargins(*_TEXT_MARGINS)
        super().__init__(key, self._box, label, note)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self.on_settling_timeout)
        self._box.valueChanged.connect(self._settling.start)
        self._box.editingFinished.connect(self.on_box_editing_finished)

    def show_value(self, value: Value) -> None:
        if self._settling.isActive():
            return  # somebody is at it
        self._box.blockSignals(True)
        self._box.setValue(int(value))
        self._box.blockSignals(False)

    @Slot()
    def on_box_editing_finished(self) -> None:
        if self._settling.isActive():
            self._settling.stop()
            self.on_settling_timeout()

    @Slot()
    def on_settling_timeout(self) -> None:
        self.changed.emit(self._box.value())


class SpanRow(NumberRow):
    """A span of time."""

    def __init__(self, key: str, label: str, limits: tuple[int, int], note: str = "") -> None:
        super().__init__(key, label, SpanBox(), limits, note)


class DaysRow(NumberRow):
    """A number of days."""

    def __init__(self, key: str, label: str, limits: tuple[int, int], note: str = "") -> None:
        super().__init__(key, label, DaysBox(), limits, note)


class HoursRow(SettingRow):
    """A span of hours, or none: "22:00-07:00"."""

    def __init__(self, key: str, text: str, note: str = "") -> None:
        self._check = QCheckBox(text)
        self._check.setObjectName(f"{key}-on")
        self._from, self._until = _clock_field(f"{key}-from"), _clock_field(f"{key}-until")
        self._from.setAccessibleName(_tr("Quiet from"))
        self._until.setAccessibleName(_tr("Quiet until"))
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        until = QLabel(_tr("until"))
        for part in (self._check, self._from, until, self._until):
            layout.addWidget(part)
        layout.addStretch(1)
        super().__init__(key, whole, "", note)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self.on_settling_timeout)
        self._check.clicked.connect(self.on_check_clicked)
        self._show_hours(_NIGHT)
        for field in (self._from, self._until):
            field.timeChanged.connect(self._settling.start)

    @property
    def last_field(self) -> QWidget:
        return self._until

    def _indent(self) -> int:
        return _text_of(self._check)

    def show_value(self, value: Value) -> None:
        if self._settling.isActive():
            return
        self._check.setChecked(bool(value))
        self._show_hours(str(value) or self._text())
        for field in (self._from, self._until):
            field.setEnabled(bool(value))

    def say_wrong(self, text: str) -> None:
        """Say what is wrong; hours that are none are no mistake of the file."""
        is_none = self._check.isChecked() and self._from.time() == self._until.time()
        own = _tr("Both are the same: no hour is quiet.") if is_none else ""
        super().say_wrong(text or own)

    @Slot(bool)
    def on_check_clicked(self, checked: bool) -> None:
        for field in (self._from, self._until):
            field.setEnabled(checked)
        self.on_settling_timeout()

    @Slot()
    def on_settling_timeout(self) -> None:
        self._settling.stop()
        self.changed.emit(self._text() if self._check.isChecked() else "")

    def _show_hours(self, hours: str) -> None:
        begin, _, end = hours.partition("-")
        for field, text in ((self._from, begin), (self._until, end)):
            field.blockSignals(True)
            field.setTime(QTime.fromString(text, _CLOCK))
            field.blockSignals(False)

    def _text(self) -> str:
        return f"{self._from.time().toString(_CLOCK)}-{self._until.time().toString(_CLOCK)}"


def _clock_field(name: str) -> QTimeEdit:
    field = QTimeEdit()
    field.setObjectName(name)
    # In a window from right to left Qt would write the minutes first; hours lead everywhere.
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    field.setDisplayFormat(_CLOCK)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setWrapping(True)
    field.lineEdit().setTextMargins(*_TEXT_MARGINS)
    field.setMinimumWidth(field.fontMetrics().horizontalAdvance("00:00") + _AROUND)
    return field


def _leading(words: QLabel, indent: int) -> tuple[int, int, int, int]:
    right_to_left = words.isRightToLeft()
    return (0 if right_to_left else indent, 0, indent if right_to_left else 0, 0)


def _text_of(check: QCheckBox) -> int:
    """Return how far from its edge the text of a box to tick begins."""
    metric, style = QStyle.PixelMetric, check.style()
    parts = metric.PM_IndicatorWidth, metric.PM_CheckBoxLabelSpacing
    return sum(style.pixelMetric(part, None, check) for part in parts)


def _gap() -> QSpacerItem:
    return QSpacerItem(0, _GAP)
