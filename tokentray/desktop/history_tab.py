"""The place of the history among the tabs: it is made when somebody looks there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tokentray.core.view import ProfileView
from tokentray.desktop.theme import Theme

if TYPE_CHECKING:
    from tokentray.desktop.history_feed import Chronicle, HistoryFeed
    from tokentray.desktop.history_view import HistoryView

Views = Callable[[], tuple[ProfileView, ...]]


class HistoryTab(QWidget):
    """Holds a `HistoryView` and its feed from the first look on."""

    def __init__(self) -> None:
        super().__init__()
        self._served: tuple[Chronicle, Views] | None = None
        self._shown: tuple[ProfileView, float] | None = None
        self._theme: Theme | None = None
        self._view: HistoryView | None = None
        self._feed: HistoryFeed | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)

    def serve(self, chronicle: Chronicle, views: Views) -> None:
        """Read the past from here; `views` are all profiles in their order."""
        self._served = chronicle, views

    def show_view(self, view: ProfileView, now: float) -> None:
        """Show the past of a profile."""
        self._shown = view, now
        if self._feed is not None:
            self._feed.show_profile(view, now)

    def show_change(self) -> None:
        """Choose the latest change of claims."""
        if self._view is not None:
            self._view.show_change()

    def touch(self, now: float) -> None:
        """Bring what depends on the time up to date."""
        if self._view is not None:
            self._view.touch(now)

    def forget(self) -> None:
        """Hold nothing of a token any more."""
        self._shown = None
        if self._view is not None:
            self._view.forget()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        if self._view is not None:
            self._view.wear(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._view is None and self._served is not None:
            self._fill(*self._served)

    def _fill(self, chronicle: Chronicle, views: Views) -> None:
        from tokentray.desktop.history_feed import HistoryFeed
        from tokentray.desktop.history_view import HistoryView

        self._view = HistoryView()
        if self._theme is not None:
            self._view.wear(self._theme)
        self._feed = HistoryFeed(chronicle, views, self._view, self)
        self._place.addWidget(self._view)
        self._view.show()
        if self._shown is not None:
            self._feed.show_profile(*self._shown)
