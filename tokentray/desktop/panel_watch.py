"""Keeps the icon's colours right while the desktop turns light or dark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from tokentray.core.settings import ThemeChoice
from tokentray.desktop.icons import panel_darkness

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tokentray.desktop.tray import Tray


class PanelWatch(QObject):
    """Looks again when the colour scheme changes, on desktops whose panel goes with it.

    A person who chose the window's colours says nothing about the panel by that: `theme` is
    asked, and only the system's own scheme counts.
    """

    def __init__(
        self,
        application: QApplication,
        tray: Tray,
        theme: Callable[[], ThemeChoice],
        environ: Mapping[str, str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._tray = tray
        self._theme = theme
        self._environ = environ
        application.styleHints().colorSchemeChanged.connect(self.on_hints_scheme_changed)

    @Slot()
    def on_hints_scheme_changed(self) -> None:
        # The palette follows in this turn of the loop.
        QTimer.singleShot(0, self, self.look)

    @Slot()
    def look(self) -> None:
        """Choose the icon's colours by the palette that is in effect."""
        if self._theme() is ThemeChoice.SYSTEM:
            dark = panel_darkness(self._application.palette(), self._environ)
            self._tray.set_dark_panel(dark)
