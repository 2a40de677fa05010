"""Right-to-left windows: what is code, a path or an address keeps its own direction in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

LEFT_TO_RIGHT_ISOLATE = "\u2066"
FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"


def left_to_right(text: str) -> str:
    """Return `text` so that it reads left to right whatever is around it.

    A left-to-right window needs no help, and gets the text as it is.
    """
    return _isolated(LEFT_TO_RIGHT_ISOLATE, text)


def in_its_direction(text: str) -> str:
    """Return `text` so that its own first letter decides how it reads, as with a name or a time.

    A left-to-right window needs no help, and gets the text as it is.
    """
    return _isolated(FIRST_STRONG_ISOLATE, text)


def _isolated(mark: str, text: str) -> str:
    if not text or QGuiApplication.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return text
    return f"{mark}{text}{POP_DIRECTIONAL_ISOLATE}"
