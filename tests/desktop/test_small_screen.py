"""On a small screen, or at twice the scale, every window is whole: what lacks room gives way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from tests.desktop import seen
from tests.desktop.gallery import questions
from tests.desktop.surfaces import SMALL, Surface, settle, shrunk, surfaces, wearing
from tests.desktop.test_large_text import cut_off, overlapping
from tokentray.desktop.message_strip import MessageStrip
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow

Part = TypeVar("Part", bound=QWidget)
OpenSmall = Callable[[str], QWidget]


@pytest.fixture
def small(appearance: Appearance) -> Iterator[OpenSmall]:
    """Show a window or dialog as large as a small screen allows."""
    kept: list[Surface] = []

    def open_it(name: str) -> QWidget:
        kept.append(surfaces()[name](appearance))
        return shrunk(kept[-1].widget)

    yield open_it
    for surface in kept:
        surface.close()


def wrong_with(widget: QWidget) -> list[str]:
    """Return what is cut, squeezed, over something else, or wider than its window."""
    beside = [f"{text} is beside its window" for _, text in seen.cut_off(widget)]
    size = widget.size()
    if size != size.boundedTo(SMALL):
        beside.append(f"it is {size.width()}x{size.height()}")
    return [*beside, *cut_off(widget), *overlapping(widget)]


def part(window: QWidget, kind: type[Part], name: str) -> Part:
    """Return a part of a window by its name."""
    found = window.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def place_of(one: QWidget) -> QRect:
    """Return where a part lies in its window."""
    return QRect(one.mapTo(one.window(), QPoint(0, 0)), one.size())


@pytest.mark.parametrize("name", surfaces())
def test_nothing_is_cut_off(small: OpenSmall, name: str) -> None:
    """Every word is whole in every state of every window."""
    assert wrong_with(small(name)) == []


@pytest.mark.parametrize("name", surfaces())
def test_nothing_is_cut_off_in_german(german: None, small: OpenSmall, name: str) -> None:
    """Its longer words are whole as well."""
    assert wrong_with(small(name)) == []


@pytest.mark.parametrize("name", ["valid", "no-keyring", "history-all", "sign-in-needed"])
def test_the_window_may_be_as_small_as_that(small: OpenSmall, name: str) -> None:
    """What it says to be its smallest size is one that its parts can bear."""
    window = small(name)
    assert window.minimumSize() == window.minimumSize().boundedTo(SMALL)
    needed = window.minimumSizeHint()
    assert needed == needed.boundedTo(window.minimumSize())


def test_a_narrow_list_has_symbols_with_their_words(small: OpenSmall) -> None:
    """The pointer, a screen reader and the keyboard have what the eye has no room for."""
    window = small("valid")
    buttons = [part(window, QPushButton, name) for name in ("add", "import", "settings")]
    assert [button.text() for button in buttons] == ["", "", ""]
    words = ["Add a profile…", "Paste a token response…", "Settings…"]
    assert [button.toolTip() for button in buttons] == words
    assert [button.accessibleName() for button in buttons] == words
    letters = [QKeySequence(keys) for keys in ("Alt+A", "Alt+P", "Alt+G")]
    assert [button.shortcut() for button in buttons] == letters
    assert len({place_of(button).top() for button in buttons}) == 1
    window.resize(940, 620)
    settle()
    assert [button.text() for button in buttons] == [
        "&Add a profile…",
        "&Paste a token response…",
        "Settin&gs…",
    ]
    assert [button.accessibleName() for button in buttons] == ["", "", ""]
    assert [button.shortcut() for button in buttons] == letters


def test_the_countdown_goes_below_the_name_for_want_of_room(german: None, small: OpenSmall) -> None:
    """And comes back beside it in a wider window."""
    window = small("sign-in-needed")
    name, countdown = part(window, QLabel, "name"), part(window, QLabel, "countdown")
    assert place_of(countdown).top() >= place_of(name).bottom()
    window.resize(940, 620)
    settle()
    assert place_of(countdown).left() > place_of(name).right()
    assert place_of(countdown).top() < place_of(name).bottom()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_message_has_its_button_below_for_want_of_room(
    qapp: QApplication, german: None, small: OpenSmall, direction: Qt.LayoutDirection
) -> None:
    """At the side where the words begin; beside them where there is room."""
    with wearing(qapp, direction=direction):
        window = small("locked-meanwhile")
        button = next(one for one in window.findChildren(QPushButton, "step") if one.isVisible())
        strip = button.parentWidget()
        assert isinstance(strip, MessageStrip)
        (words,) = strip.findChildren(QLabel)
        assert button.geometry().top() > words.geometry().bottom()
        if direction is Qt.LayoutDirection.RightToLeft:
            assert button.geometry().right() == words.geometry().right()
        else:
            assert button.geometry().left() == words.geometry().left()
        window.resize(940, 620)
        settle()
        assert button.geometry().top() < words.geometry().bottom()


def test_what_is_said_of_a_copy_is_whole(small: OpenSmall) -> None:
    """It takes a line below the buttons, and gives it back."""
    window = small("valid")
    assert isinstance(window, MainWindow)
    more = "and the clipboard's own history is told not to keep it. " * 2
    copied, tabs = (
        part(window, QLabel, "copied"),
        next(one for one in window.findChildren(QTabBar) if one.isVisible()),
    )
    before = place_of(tabs).top()
    window.say_copied("id-orders", f"Copied, lives 12 min, clears in 30 s, {more}")
    settle()
    assert wrong_with(window) == []
    assert place_of(copied).top() > place_of(part(window, QPushButton, "copy")).bottom()
    assert place_of(tabs).top() > before
    window.say_copied("id-orders", "")
    settle()
    assert place_of(tabs).top() == before


def test_tab_brings_what_is_below_into_sight(small: OpenSmall) -> None:
    """The page of a profile scrolls to where the keyboard goes."""
    window = small("sign-in-needed")
    search = part(window, QLineEdit, "search")
    assert search.visibleRegion().isEmpty()
    part(window, QPushButton, "copy").setFocus()
    for _ in range(12):
        focus = window.focusWidget()
        assert focus is not None
        if focus is search:
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert window.focusWidget() is search
    assert not search.visibleRegion().isEmpty()


@pytest.mark.parametrize("size", [(1024, 544), (910, 484), (683, 356)])
@pytest.mark.parametrize("name", ["valid", "sign-in-needed", "history-all", "token", "no-tray"])
def test_other_small_screens(
    german: None, small: OpenSmall, name: str, size: tuple[int, int]
) -> None:
    """1024x600, and 1366x768 at scales of 1.5 and 2."""
    window = small(name)
    window.resize(*size)
    settle()
    assert [*cut_off(window), *overlapping(window)] == []


@pytest.mark.parametrize("name", questions())
def test_the_answers_of_a_question_stay_in_sight(small: OpenSmall, name: str) -> None:
    """It waits for seconds only: nobody has to look for its buttons."""
    dialog = small(name)
    buttons = dialog.findChildren(QPushButton)
    assert [button for button in buttons if button.visibleRegion().isEmpty()] == []
    assert [one for one in buttons if not dialog.rect().contains(place_of(one))] == []
