"""The menu's own words, without a panel."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.desktop.stand_in import make_view
from tokentray.desktop.menu import FEW, MenuState, TrayMenu


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        (0, "Open TokenTray"),
        (1, "Open TokenTray (1 more profile)"),
        (2, "Open TokenTray (2 more profiles)"),
    ],
)
def test_it_counts_the_profiles_without_a_row(qtbot: QtBot, hidden: int, words: str) -> None:
    """One of them is no plural."""
    menu = TrayMenu(lambda: 0.0)
    qtbot.addWidget(menu)
    pinned = tuple(make_view(f"pinned-{number}", pinned=True) for number in range(FEW))
    others = tuple(make_view(f"other-{number}") for number in range(hidden))
    menu.show_state(MenuState(views=(*pinned, *others)))
    opening = menu.findChild(QAction, "open")
    assert isinstance(opening, QAction)
    assert opening.text() == words
