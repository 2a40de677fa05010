"""The settings window: made when somebody asks for it, in several turns of the loop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

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
        self._to_load = deque(_LOADED)
        # Begun anew each time: QTimer.singleShot(0) would leave no turn to anything else.
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.timeout.connect(self.on_loading_timeout)

    @property
    def window(self) -> SettingsWindow | None:
        """The window, None where it is not open."""
        return self._window

    @Slot()
    def open(self) -> None:
        """Show the window soon, or bring it to the front."""
        if self._window is None:
            self._loading.start(0)
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
        self._loading.stop()
        if self._window is not None:
            self._window.close()

    @Slot()
    def on_loading_timeout(self) -> None:
        if self._to_load:
            import_module(self._to_load.popleft())
            self._loading.start(0)
        elif self._window is None:
            window = self._make(0)
            window.show()
            window.raise_()
            window.activateWindow()

    @Slot()
    def on_window_finished(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = None

    def _make(self, page: int) -> SettingsWindow:
        self._window = self._new_window(page)
        self._window.finished.connect(self.on_window_finished)
        return self._window
