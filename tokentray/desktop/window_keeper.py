"""The one window: made when it is first needed, found again afterwards, never lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from tokentray.desktop.place import beside


class IsTrayPresent(Protocol):
    """Tells whether some panel shows icons now."""

    def __call__(self) -> bool: ...


class WindowKeeper(QObject):
    """Opens and raises the window; closing it hides it, where a tray can bring it back.

    Signals:
        kept(): the window was closed where no tray is; it was minimised instead.
    """

    kept = Signal()

    def __init__(
        self,
        new_window: Callable[[], QWidget],
        is_tray_present: IsTrayPresent,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._new_window = new_window
        self._is_tray_present = is_tray_present
        self._window: QWidget | None = None
        self._is_stale = False

    @property
    def window(self) -> QWidget:
        """The window, made now where it was not needed before."""
        if self._window is None:
            self._window = self._new_window()
            self._window.installEventFilter(self)
        return self._window

    @property
    def is_shown(self) -> bool:
        """Whether it is on the screen, perhaps minimised."""
        return self._window is not None and self._window.isVisible()

    @Slot(QRect)
    def open(self, icon: QRect | None = None) -> None:
        """Show the window and bring it to the front; `icon` is where it was called from."""
        if self._is_stale and QApplication.activeModalWidget() is None:
            self.close()
        window = self.window
        if not window.isVisible():
            self._move(window, icon or QRect())
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def renew(self) -> None:
        """Make the window anew, since its words are others now; it stays open where it is.

        While a dialog of it waits for an answer it stays as it is, until it is opened again.
        """
        self._is_stale = self._window is not None
        if self._is_stale and QApplication.activeModalWidget() is None:
            was_shown = self.is_shown
            self.close()
            if was_shown:
                self.open()

    def close(self) -> None:
        """Delete the window."""
        self._is_stale = False
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.close()
            self._window.deleteLater()
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Close or watched is not self._window:
            return False
        event.ignore()
        if self._is_tray_present():
            self._window.hide()
        else:
            self._window.showMinimized()
            self.kept.emit()
        return True

    def _move(self, window: QWidget, icon: QRect) -> None:
        """Place it beside the icon where that is known, else on the pointer's screen."""
        where = icon.center() if icon.isValid() else QCursor.pos()
        screen = QGuiApplication.screenAt(where) or QGuiApplication.primaryScreen()
        if screen is not None:
            size = window.size().boundedTo(screen.availableSize())
            window.move(beside(icon, size, screen.availableGeometry()))
