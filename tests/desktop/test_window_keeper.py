"""The window is made anew where its words are others now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tokentray.desktop.window_keeper import WindowKeeper

# The offscreen platform says this of every window that is raised.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


class Kept:
    """A keeper, and how many windows it made."""

    def __init__(self, qtbot: QtBot) -> None:
        self.made = 0
        self.keeper: WindowKeeper[QWidget] = WindowKeeper(self.make, lambda: True)
        self._qtbot = qtbot

    def make(self) -> QWidget:
        self.made += 1
        return QWidget()

    def opened(self) -> QWidget:
        """Ask for the window, and return it when it is on the screen."""
        self.keeper.open()
        self._qtbot.waitUntil(lambda: self.keeper.is_shown)
        window = self.keeper.window
        assert window is not None
        return window


@pytest.fixture
def kept(qtbot: QtBot) -> Iterator[Kept]:
    """A keeper that has made none."""
    kept = Kept(qtbot)
    yield kept
    kept.keeper.close()


def test_a_window_that_nobody_opened_is_not_made(kept: Kept) -> None:
    """Only its words would be others."""
    kept.keeper.renew()
    assert kept.made == 0


def test_there_is_one(kept: Kept) -> None:
    """Asked for twice before it is there, and again afterwards, it is the same."""
    kept.keeper.open()
    assert kept.made == 0
    window = kept.opened()
    kept.keeper.open()
    assert kept.keeper.window is window
    assert kept.made == 1


def test_what_it_is_opened_for_is_done_when_it_is_shown(kept: Kept, qtbot: QtBot) -> None:
    """In the order in which it was asked; with an open window at once."""
    seen: list[tuple[str, bool]] = []
    kept.keeper.open(then=lambda window: seen.append(("first", window.isVisible())))
    kept.keeper.open(then=lambda window: seen.append(("second", window.isVisible())))
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [("first", True), ("second", True)]
    kept.keeper.open(then=lambda window: seen.append(("third", window.isVisible())))
    assert seen[2:] == [("third", True)]


def test_what_it_is_opened_for_may_open_it_again(kept: Kept, qtbot: QtBot) -> None:
    """A dialog that is asked there has a loop of its own, in which another thing is wanted."""
    seen: list[str] = []

    def first(_window: QWidget) -> None:
        kept.keeper.open(then=lambda _window: seen.append("inner"))
        seen.append("outer")

    kept.keeper.open(then=first)
    qtbot.waitUntil(lambda: "outer" in seen)
    assert sorted(seen) == ["inner", "outer"]
    assert kept.made == 1


def test_one_that_is_on_its_way_is_not_opened_at_the_end(kept: Kept, qtbot: QtBot) -> None:
    """The program ends, and nothing comes up any more."""
    seen: list[QWidget] = []
    kept.keeper.open(then=seen.append)
    kept.keeper.close()
    qtbot.wait(0)
    assert (kept.made, seen) == (0, [])
    kept.opened()
    assert seen == []


def test_an_open_window_stays_open(kept: Kept, qtbot: QtBot) -> None:
    """It is another one, with other words."""
    before = kept.opened()
    kept.keeper.renew()
    qtbot.waitUntil(lambda: kept.keeper.is_shown)
    assert kept.keeper.window is not before


def test_a_closed_window_stays_closed(kept: Kept) -> None:
    """And is made when it is opened next."""
    kept.opened().close()
    kept.keeper.renew()
    assert (kept.made, kept.keeper.is_shown) == (1, False)
    kept.opened()
    assert kept.made == 2


def test_a_window_is_not_taken_from_under_its_dialog(kept: Kept, qtbot: QtBot) -> None:
    """What a person types in it is not lost; the window follows when it is opened next."""
    window = kept.opened()
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isVisible())
    kept.keeper.renew()
    assert kept.made == 1
    dialog.reject()
    kept.keeper.open()
    qtbot.waitUntil(lambda: kept.made == 2 and kept.keeper.is_shown)
