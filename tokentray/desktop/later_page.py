"""A page of the tabs that is made when it is first seen: most people never look there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tokentray.core.view import ProfileView
from tokentray.desktop.theme import Theme

if TYPE_CHECKING:
    from tokentray.desktop.diagnosis_view import DiagnosisView
    from tokentray.desktop.token_view import TokenView

    Page = DiagnosisView | TokenView


class LaterPage(QWidget):
    """Stands in the place of a page until somebody looks, and then holds it.

    `make` imports what the page needs, and returns it.
    """

    def __init__(self, make: Callable[[], Page]) -> None:
        super().__init__()
        self._make = make
        self._page: Page | None = None
        self._view: ProfileView | None = None
        self._now = 0.0
        self._theme: Theme | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)

    def show_view(self, view: ProfileView, now: float) -> None:
        """Show a profile, as soon as anybody can see it."""
        self._view, self._now = view, now
        if self._page is not None:
            self._page.show_view(view, now)
        elif self.isVisible():
            self._fill(view)

    def touch(self, now: float) -> None:
        """Bring everything about time up to date."""
        self._now = now
        if self._page is not None:
            self._page.touch(now)

    def forget(self) -> None:
        """Hold nothing of a token any more: the page goes, and is made anew when it is needed."""
        if self._page is not None:
            self._place.removeWidget(self._page)
            self._page.hide()
            self._page.setParent(None)
            self._page.deleteLater()
        self._view, self._page = None, None

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        if self._page is not None:
            self._page.wear(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._page is None and self._view is not None:
            self._fill(self._view)

    def _fill(self, view: ProfileView) -> None:
        self._page = self._make()
        if self._theme is not None:
            self._page.wear(self._theme)
        self._page.show_view(view, self._now)
        self._place.addWidget(self._page)
        self._page.show()
