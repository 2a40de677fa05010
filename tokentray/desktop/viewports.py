"""The part of a list or a tree that scrolls."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def set_viewport(area: QAbstractScrollArea, *, has_ground: bool = True) -> None:
    """Give an area a viewport like the one that it has, but known to Python.

    Without a ground, what is behind it is seen.
    Asked for one that Qt made, PySide6 builds all that could be one, every kind of widget: 9 ms.
    """
    viewport = QWidget()
    if has_ground:
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
