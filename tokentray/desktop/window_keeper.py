"""The one window: made when it is first needed, found again afterwards, never lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, QRect, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from tokentray.desktop.place import beside
from tokentray.desktop.turns import Step, Turns

_Window = TypeVar("_Window", bound=QWidget)


class IsTrayPresent(Protocol):
    """Tells whether some panel shows icons now."""

    def __call__(self) -> bool: ...


class WindowKeeper(QObject, Generic[_Window]):
    """Opens and raises the window; closing it hides it, where a tray can bring it back.

    It is made in several turns of the loop: first what `before` it takes, then itself.

    Signals:
        kept(): the window was closed where no tray is; it was minimised instead.
    """

    kept = Signal()

    def __init__(
        self,
        new_window: Callable[[], _Window],
        is_tray_present: IsTrayPresent,
        parent: QObject | None = None,
        *,
        before: Sequence[Step] = (),
    ) -> None:
        super().__init__(parent)
        self._new_window = new_window
        self._is_tray_present = is_tray_present
        self._window: _Window | None = None
        self._icon = QRect()
        self._then: deque[Callable[[_Window], object]] = deque()
        self._is_stale = False
        self._turns = Turns((*before, self._make, self._show, self._do_then), self)

    @property
    def window(self) -> _Window | None:
        """The window, None where it was never needed or is on its way."""
        return self._window

    @property
    def is_shown(self) -> bool:
        """Whether it is on the screen, perhaps minimised."""
        return self._window is not None and self._window.isVisible()

    @Slot(QRect)
    def open(
        self, icon: QRect | None = None, then: Callable[[_Window], object] | None = None
    ) -> None:
        """Show the window and bring it to the front, the first time soon.

        `icon` is where it was called from; `then` is done with it when it is shown.
        """
        if self._is_stale and QApplication.activeModalWidget() is None:
            self.close()
        self._icon = icon or QRect()
        if then is not None:
            self._then.append(then)
        if self._window is None:
            self._turns.start()
        elif not self._turns.are_under_way:
            self._show()
            self._do_then()

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
        """Delete the window, or make none."""
        self._is_stale = False
        self._turns.stop()
        self._then.clear()
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

    def _make(self) -> None:
        self._window = self._new_window()
        self._window.installEventFilter(self)

    def _show(self) -> None:
        if self._window is None:
            return
        if not self._window.isVisible():
            self._move(self._window)
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _do_then(self) -> None:
        while self._window is not None and self._then:
            self._then.popleft()(self._window)

    def _move(self, window: QWidget) -> None:
        """Place it beside the icon where that is known, else on the pointer's screen."""
        where = self._icon.center() if self._icon.isValid() else QCursor.pos()
        screen = QGuiApplication.screenAt(where) or QGuiApplication.primaryScreen()
        if screen is not None:
            size = window.size().boundedTo(screen.availableSize())
            window.move(beside(self._icon, size, screen.availableGeometry()))
