"""Pictures of the menus: the tray's as Qt draws it, and that of a row of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMenu

from tests.desktop.accounts import PlayedAccounts
from tests.desktop.gallery import NOW, Picture, Scene, some, view
from tokentray.desktop.menu import MenuState, TrayMenu
from tokentray.desktop.order import Order
from tokentray.desktop.presenter import problem_line
from tokentray.desktop.profile_menu import Offer, ProfileMenu
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow


def draw_menus(appearance: Appearance, folder: Path, suffix: str) -> None:
    """Draw them all; the tray's has the colours of the desktop, whatever ours are."""
    window = MainWindow(Picture(Scene(some(view(pinned=True)))), PlayedAccounts(), appearance)
    row = ProfileMenu(
        Offer(view(pinned=True, issuer="https://id.example"), Order.NAME, NOW), window
    )
    _draw(row, folder / f"row-menu-{suffix}.png")
    tray = TrayMenu(lambda: NOW)
    many = tuple(view(f"service-{number:02}", 60.0 * number) for number in range(1, 25))
    states = {
        "tray-menu": MenuState(views=some(view(pinned=True))),
        "tray-menu-many": MenuState(views=many, message=problem_line(("maps",))),
        "tray-menu-locked": MenuState(views=some(view()), shut=True),
        "tray-menu-empty": MenuState(),
    }
    for name, state in states.items():
        tray.show_state(state)
        _draw(tray, folder / f"{name}-{suffix}.png")
    tray.deleteLater()
    window.deleteLater()


def _draw(menu: QMenu, path: Path) -> None:
    menu.aboutToShow.emit()
    menu.resize(menu.sizeHint())
    menu.grab().save(str(path))
    menu.aboutToHide.emit()
