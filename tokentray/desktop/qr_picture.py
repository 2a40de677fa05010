"""A QR code, drawn from rows of "0" and "1", each module a whole number of pixels."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tokentray.desktop.words import Words

_tr = Words("QrPicture")

_SIDE = 184
_QUIET = 4
"""Modules of quiet border that a reader needs (ISO/IEC 18004)."""


class QrPicture(QWidget):
    """Shows one code, black on white whatever the theme is, or takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_tr("QR code of the address"))
        self.hide()

    def show_rows(self, rows: tuple[str, ...]) -> None:
        """Show a code; without rows nothing."""
        self._rows = rows
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = (len(self._rows) + 2 * _QUIET) * self._module()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        side = self._module()
        for y, row in enumerate(self._rows):
            for x, module in enumerate(row):
                if module == "1":
                    place = QRect((x + _QUIET) * side, (y + _QUIET) * side, side, side)
                    painter.fillRect(place, Qt.GlobalColor.black)

    def _module(self) -> int:
        return max(2, _SIDE // (len(self._rows) + 2 * _QUIET))
