"""The settings window: made when somebody asks for it, in several turns of the loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from tokentray.desktop.turns import Turns, loading

if TYPE_CHECKING:
    from tokentray.desktop.settings_window import SettingsWindow

_LOADED = (
    "tokentray.desktop.theme",
    "tokentray.desktop.empty_states",
    "tokentray.desktop.setting_rows",
    "tokentray.desktop.settings_window",
)
"""Most sessions never need them; all at once they would hold the program up."""


class SettingsKeeper(QObject):
    """Opens and raises the one window; closed, nothing of it is left."""

    def __init__(
        self, new_window: Callable[[int], SettingsWindow], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._new_window = new_window
        self._window: SettingsWindow | None = None
        self._turns = Turns((*loading(*_LOADED), self._show_new), self)

    @property
    def window(self) -> SettingsWindow | None:
        """The window, None where it is not open."""
        return self._window

    @Slot()
    def open(self) -> None:
        """Show the window soon, or bring it to the front."""
        if self._window is None:
            self._turns.start()
        else:
            self._window.raise_()
            self._window.activateWindow()

    @Slot()
    def renew(self) -> None:
        """Make the window anew where it is open, since its words are others now."""
        if self._window is not None:
            page, place = self._window.page, self._window.geometry()
            self._window.close()
            window = self._make(page)
            window.setGeometry(place)
            window.show()

    def close(self) -> None:
        """Close the window, or open none."""
        self._turns.stop()
        if self._window is not None:
            self._window.close()

    @Slot()
    def on_window_finished(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = None

    def _show_new(self) -> None:
        if self._window is None:
            window = self._make(0)
            window.show()
            window.raise_()
            window.activateWindow()

    def _make(self, page: int) -> SettingsWindow:
        self._window = self._new_window(page)
        self._window.finished.connect(self.on_window_finished)
        return self._window
