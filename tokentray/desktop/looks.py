"""What windows need of the appearance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from tokentray.desktop.theme import Theme


class Looks(Protocol):
    """The colours and fonts in effect, and whether they are ours: a platform may bring its own."""

    theme_changed: SignalInstance

    @property
    def theme(self) -> Theme: ...
    @property
    def is_own(self) -> bool: ...
