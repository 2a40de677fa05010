"""Where a window goes that was called from the tray, and a dialog over it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

_GAP = 8


def beside(icon: QRect, size: QSize, available: QRect) -> QPoint:
    """Return the corner of a window of `size` next to the icon, wholly on the screen's free part.

    All in logical pixels of the desktop. Without a place of the icon (a null rectangle)
    the window goes to the middle of the screen.
    """
    if icon.isNull() or not icon.isValid():
        middle = QRect(QPoint(0, 0), size)
        middle.moveCenter(available.center())
        return _inside(middle.topLeft(), size, available)
    centre = icon.center()
    below = centre.y() < available.center().y()
    top = icon.bottom() + _GAP if below else icon.top() - _GAP - size.height()
    return _inside(QPoint(centre.x() - size.width() // 2, top), size, available)


def _inside(corner: QPoint, size: QSize, available: QRect) -> QPoint:
    right = available.right() - size.width() - _GAP + 1
    bottom = available.bottom() - size.height() - _GAP + 1
    left, top = available.left() + _GAP, available.top() + _GAP
    return QPoint(max(left, min(corner.x(), right)), max(top, min(corner.y(), bottom)))


def over(dialog: QWidget, parent: QWidget | None) -> None:
    """Put a dialog over the middle of its window: some window managers take any free corner."""
    if parent is None or not parent.isVisible():
        return
    place = QRect(QPoint(), dialog.size())
    place.moveCenter(parent.frameGeometry().center())
    dialog.move(place.topLeft())
