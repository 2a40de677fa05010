"""A message about trouble, with the next step as a button: beside it, or below for want of room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from tokentray.desktop.flow import Flow, FlowingLabel
from tokentray.desktop.speech import speak
from tokentray.desktop.theme import Chip, Theme

_APART = 10


class Tone(Enum):
    """How bad it is."""

    QUIET = auto()
    WARNING = auto()
    TROUBLE = auto()


@dataclass(frozen=True, slots=True)
class Message:
    """What is said; `step` names the button, and is what it does for the window."""

    text: str
    tone: Tone = Tone.QUIET
    step: str = ""
    button: str = ""


class MessageStrip(QWidget):
    """Shows one message, or takes no room.

    Signals:
        step_requested(str): the button was pressed.
    """

    step_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._theme: Theme | None = None
        self._label = FlowingLabel()
        self._button = QPushButton()
        self._button.setObjectName("step")
        self._button.clicked.connect(self.on_button_clicked)
        layout = Flow(_APART, self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.addWidget(self._label)
        layout.addWidget(self._button)
        self.hide()

    @property
    def message(self) -> Message | None:
        """What is said now."""
        return self._message

    def show_message(self, message: Message | None) -> None:
        """Say something, or nothing."""
        if message == self._message:
            return
        self._message = message
        self.setVisible(message is not None)
        if message is None:
            return
        self._label.setText(message.text)
        self._button.setText(message.button)
        self._button.setVisible(bool(message.button))
        self.setAccessibleName(message.text)
        self._colour()
        if self.isVisible():
            speak(self, message.text, urgent=message.tone is Tone.TROUBLE)

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        self._colour()

    def paintEvent(self, _event: QPaintEvent) -> None:
        chip = self._chip()
        if chip is None or self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(chip.edge))
        painter.setBrush(QColor(chip.background))
        rect = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(rect, self._theme.radius, self._theme.radius)

    @Slot()
    def on_button_clicked(self) -> None:
        if self._message is not None:
            self.step_requested.emit(self._message.step)

    def _chip(self) -> Chip | None:
        if self._theme is None or self._message is None:
            return None
        return {
            Tone.QUIET: self._theme.chip_quiet,
            Tone.WARNING: self._theme.chip_warning,
            Tone.TROUBLE: self._theme.chip_trouble,
        }[self._message.tone]

    def _colour(self) -> None:
        chip = self._chip()
        if chip is None:
            return
        palette = self._label.palette()
        palette.setColor(self._label.foregroundRole(), QColor(chip.text))
        self._label.setPalette(palette)
        self.update()
