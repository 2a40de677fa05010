"""Room that grows with the size of type, so that large text is neither cut off nor squeezed."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

_STANDARD_LINE = 18.0
"""Pixels of a line of the usual type, for which widths are written down."""

_TITLE_BAR = QSize(0, 32)
"""What a window manager draws above a window, roughly: nobody tells before it is shown."""

_FEW_ROWS = 110


def few_rows(size: QSize, font: QFont) -> QSize:
    """Return the size of something that scrolls, with a height that shows a few rows of it."""
    return QSize(size.width(), roomy(_FEW_ROWS, font))


def roomy(pixels: int, font: QFont) -> int:
    """Return a width or height that was made for the usual type, for this one; never less."""
    return round(pixels * max(1.0, QFontMetricsF(font).height() / _STANDARD_LINE))


def on_screen(size: QSize) -> QSize:
    """Return what of a size fits onto the screen below its title bar."""
    return size.boundedTo(QGuiApplication.primaryScreen().availableSize() - _TITLE_BAR)
