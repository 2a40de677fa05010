"""A line that says that something is waited for: how long is not known, and nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tokentray.desktop.theme import Theme

_HIGH = 4
_SHARE = 0.6
"""How much of the line has colour; without ends, it is no measure of anything."""


class WaitLine(QWidget):
    """Looks the same all the time, so that who wants less motion sees what all others see."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(0, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        line = QRectF(self.rect())
        painter.setBrush(QColor(self._theme.track))
        painter.drawRoundedRect(line, _HIGH / 2, _HIGH / 2)
        edge = line.width() * (1 - _SHARE) / 2
        coloured = line.adjusted(edge, 0, -edge, 0)
        fading = QLinearGradient(coloured.topLeft(), coloured.topRight())
        colour, none = QColor(self._theme.accent), QColor(self._theme.accent)
        none.setAlpha(0)
        for at, stop in ((0.0, none), (0.4, colour), (0.6, colour), (1.0, none)):
            fading.setColorAt(at, stop)
        painter.setBrush(fading)
        painter.drawRect(coloured)
