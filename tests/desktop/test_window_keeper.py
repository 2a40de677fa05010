"""The window is made anew where its words are others now."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tokentray.desktop.window_keeper import WindowKeeper

# The offscreen platform says this of every window that is raised.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


class Kept:
    """A keeper, and how many windows it made."""

    def __init__(self) -> None:
        self.made = 0
        self.keeper = WindowKeeper(self.make, lambda: True)

    def make(self) -> QWidget:
        self.made += 1
        return QWidget()


def test_a_window_that_nobody_opened_is_not_made() -> None:
    """Only its words would be others."""
    kept = Kept()
    kept.keeper.renew()
    assert kept.made == 0


def test_an_open_window_stays_open(qtbot: QtBot) -> None:
    """It is another one, with other words."""
    kept = Kept()
    kept.keeper.open()
    before = kept.keeper.window
    kept.keeper.renew()
    assert kept.keeper.is_shown
    assert kept.keeper.window is not before
    kept.keeper.close()


def test_a_closed_window_stays_closed(qtbot: QtBot) -> None:
    """And is made when it is opened next."""
    kept = Kept()
    kept.keeper.open()
    kept.keeper.window.close()
    kept.keeper.renew()
    assert (kept.made, kept.keeper.is_shown) == (1, False)
    kept.keeper.open()
    assert kept.made == 2
    kept.keeper.close()


def test_a_window_is_not_taken_from_under_its_dialog(qtbot: QtBot) -> None:
    """What a person types in it is not lost; the window follows when it is opened next."""
    kept = Kept()
    kept.keeper.open()
    dialog = QDialog(kept.keeper.window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isVisible())
    kept.keeper.renew()
    assert kept.made == 1
    dialog.reject()
    kept.keeper.open()
    assert kept.made == 2
    kept.keeper.close()
