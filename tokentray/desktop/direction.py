"""Right-to-left windows: what is code, a path or an address keeps its own direction in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

LEFT_TO_RIGHT_ISOLATE = "\u2066"
POP_DIRECTIONAL_ISOLATE = "\u2069"


def left_to_right(text: str) -> str:
    """Return `text` so that it reads left to right whatever is around it.

    A left-to-right window needs no help, and gets the text as it is.
    """
    if not text or QGuiApplication.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return text
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"
