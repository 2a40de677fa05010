"""The one icon in the panel: what it shows, what a click on it asks for, and its rebirth."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from tokentray.core.state import State
from tokentray.desktop.icons import tray_icon
from tokentray.desktop.ring import RingFace

STARTING = RingFace(State.REFRESHING)
"""Shown until the first word about the tokens is here."""


class Tray(QObject):
    """Owns the icon and makes it anew when a panel that came late has not taken it.

    Qt chooses between its two tray protocols when an icon is made, never again, and
    `isVisible()` repeats only what was asked for: whether a panel shows the icon is
    `tray_watch`'s question.

    A left click opens the window, a double click no second one, a middle click copies, and a
    right click shows the menu. On macOS any click shows the menu, as its people expect.

    Signals:
        open_requested(QRect): left click; where the icon is, a null rectangle if unknown.
        copy_requested(): middle click.
        menu_requested(): a panel that draws no menus asks for it, nobody has shown it.
    """

    open_requested = Signal(QRect)
    copy_requested = Signal()
    menu_requested = Signal()

    def __init__(
        self,
        dark_panel: bool | None,
        parent: QObject | None = None,
        *,
        click_shows_menu: bool = sys.platform == "darwin",
    ) -> None:
        super().__init__(parent)
        self._click_shows_menu = click_shows_menu
        self._dark_panel = dark_panel
        self._face = STARTING
        self._tooltip = "TokenTray"
        self._menu: QMenu | None = None
        self._icon = self._make()

    def show(self) -> None:
        """Offer the icon to the panel."""
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def recreate(self) -> None:
        """Delete the icon and offer a new one that shows and does the same."""
        self._icon.hide()
        self._icon.deleteLater()
        self._icon = self._make()
        self._icon.show()

    @property
    def face(self) -> RingFace:
        """What the icon shows."""
        return self._face

    @property
    def dark_panel(self) -> bool | None:
        """For which kind of panel it is drawn; None fits both."""
        return self._dark_panel

    @property
    def tooltip(self) -> str:
        """What the icon says."""
        return self._tooltip

    @property
    def place(self) -> QRect:
        """Where the icon is; a null rectangle where the panel does not tell."""
        return self._icon.geometry()

    def show_face(self, face: RingFace) -> None:
        """Draw another ring; the same one again costs nothing."""
        if face == self._face:
            return
        self._face = face
        self._icon.setIcon(self._picture())

    def show_tooltip(self, text: str) -> None:
        """Say something else; the same again costs nothing."""
        if text == self._tooltip:
            return
        self._tooltip = text
        self._icon.setToolTip(text)

    def set_menu(self, menu: QMenu) -> None:
        """Let the panel show `menu`; the caller keeps it alive."""
        self._menu = menu
        self._icon.setContextMenu(menu)

    def set_dark_panel(self, dark_panel: bool | None) -> None:
        """Choose the colours for a dark or a light panel, None where nothing is known."""
        if dark_panel == self._dark_panel:
            return
        self._dark_panel = dark_panel
        self._icon.setIcon(self._picture())

    def show_message(self, title: str, text: str) -> None:
        """Show a message of the tray's own, where the desktop has no better service."""
        self._icon.showMessage(title, text)

    def _picture(self) -> QIcon:
        application = QGuiApplication.instance()
        dense = isinstance(application, QGuiApplication) and application.devicePixelRatio()
        return tray_icon(self._face, self._dark_panel, dense or 1.0)

    def _make(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self._picture(), self)
        icon.setToolTip(self._tooltip)
        if self._menu is not None:
            icon.setContextMenu(self._menu)
        icon.activated.connect(self.on_icon_activated)
        return icon

    @Slot(QSystemTrayIcon.ActivationReason)
    def on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        reasons = QSystemTrayIcon.ActivationReason
        if reason in (reasons.Trigger, reasons.DoubleClick):
            if not self._click_shows_menu:
                self.open_requested.emit(self.place)
        elif reason == reasons.MiddleClick:
            self.copy_requested.emit()
        elif reason == reasons.Context and self.place.isNull():
            # Where the place is known Qt has shown the menu there itself.
            self.menu_requested.emit()
