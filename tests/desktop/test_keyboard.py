"""Everything can be done with the keyboard alone, and one always sees where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QTabBar,
    QWidget,
)

from tests.desktop.surfaces import Surface, dialogs, focusable, surfaces, windows
from tokentray.desktop.theme import Appearance, Choice, contrast

OpenSurface = Callable[[str], Surface]
GRAPHIC = 3.0


@pytest.fixture
def shown(appearance: Appearance) -> Iterator[OpenSurface]:
    """Show a window or dialog by its name until the test ends."""
    kept: list[Surface] = []

    def open_it(name: str) -> Surface:
        kept.append(surfaces()[name](appearance))
        return kept[-1]

    yield open_it
    for surface in kept:
        surface.close()


def walk(widget: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Press a key until the focus is where it began; return where it was on the way."""
    start = widget.focusWidget()
    assert start is not None
    way = [start]
    while len(way) < 60:
        QTest.keyClick(way[-1], key)
        now = widget.focusWidget()
        assert now is not None
        if now is start:
            return way
        way.append(now)
    raise AssertionError("the focus never comes back")


def names(widgets: list[QWidget]) -> list[str]:
    """Return what tells widgets apart in a failure."""
    return [f"{type(one).__name__} {one.objectName() or one.accessibleName()}" for one in widgets]


@pytest.mark.parametrize("name", surfaces())
def test_tab_reaches_all_in_reading_order(shown: OpenSurface, name: str) -> None:
    """Exactly what can have the focus, from top to bottom, and Shift+Tab the way back."""
    widget = shown(name).widget
    wanted = focusable(widget)
    assert wanted, "nothing here can be reached by keyboard"
    way = walk(widget)
    first = way.index(wanted[0])
    assert names(way[first:] + way[:first]) == names(wanted)
    back = walk(widget, Qt.Key.Key_Backtab)
    assert names(back[1:]) == names(list(reversed(way[1:])))


@pytest.mark.parametrize("name", surfaces())
def test_focus_begins_somewhere(shown: OpenSurface, name: str) -> None:
    """A window that opens has given the keyboard to something that can be seen."""
    widget = shown(name).widget
    focus = widget.focusWidget()
    assert focus is not None
    assert focus in focusable(widget)


def mnemonics(widget: QWidget) -> list[str]:
    """Return the keys that Alt goes with here."""
    texts = [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisible()]
    labels = [one for one in widget.findChildren(QLabel) if one.isVisible() and _buddy(one)]
    texts += [label.text() for label in labels]
    for bar in widget.findChildren(QTabBar):
        if bar.isVisible():
            texts += [bar.tabText(number) for number in range(bar.count())]
    return keys_of(texts)


def _buddy(label: QLabel) -> QWidget | None:
    return label.buddy()


def keys_of(texts: list[str]) -> list[str]:
    """Return the mnemonics of some texts."""
    return [key for text in texts if (key := QKeySequence.mnemonic(text).toString())]


@pytest.mark.parametrize("name", surfaces())
def test_mnemonics_are_unique(shown: OpenSurface, name: str) -> None:
    """One key, one meaning: in each window and dialog, and in each of their menus."""
    widget = shown(name).widget
    groups = [mnemonics(widget)]
    for menu in widget.findChildren(QMenu):
        groups.append(keys_of([one.text() for one in menu.actions() if one.isVisible()]))
    assert [key for group in groups for key, times in Counter(group).items() if times > 1] == []


@pytest.mark.parametrize("name", surfaces())
def test_shortcuts_of_a_window_are_unique(shown: OpenSurface, name: str) -> None:
    """No mnemonic is a key that the window itself uses."""
    widget = shown(name).widget
    keys = [one.shortcut().toString() for one in widget.findChildren(QAbstractButton)]
    found = Counter(key for key in keys if key and not key.startswith("Alt+"))
    assert max(found.values(), default=1) == 1


def differing(one: QImage, other: QImage, place: QRect) -> int:
    """Count the pixels of a place whose colours differ by what the eye needs of a graphic."""
    place = place.intersected(one.rect())
    count = 0
    for y in range(place.top(), place.bottom() + 1):
        for x in range(place.left(), place.right() + 1):
            if one.pixel(x, y) != other.pixel(x, y):
                count += contrast(one.pixelColor(x, y), other.pixelColor(x, y)) >= GRAPHIC
    return count


FOCUS_SCENES = (
    *("valid", "token", "diagnosis", "expired", "ten", "no-profile", "no-tray", "signed-out"),
    *("paste", "add", "add-done", "sign-in-browser", "sign-in-device", "confirm", "agreements"),
)


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("name", FOCUS_SCENES)
def test_focus_is_seen(
    shown: OpenSurface, appearance: Appearance, name: str, choice: Choice
) -> None:
    """Whatever has the focus looks different in a line of 3:1, as WCAG 2.2 asks (2.4.7, 1.4.11)."""
    appearance.choose(choice)
    widget = shown(name).widget
    unseen = []
    for part in focusable(widget):
        others = [one for one in focusable(widget) if one is not part]
        if not others:
            continue
        others[0].setFocus(Qt.FocusReason.TabFocusReason)
        before = widget.grab().toImage()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        after = widget.grab().toImage()
        corner = part.mapTo(widget, QPoint(0, 0))
        place = QRect(corner, part.size()).adjusted(-3, -3, 3, 3)
        if differing(before, after, place) < 40:
            unseen.append(part)
    assert names(unseen) == []
    appearance.choose("light")


@pytest.mark.parametrize("name", dialogs())
def test_escape_closes_every_dialog(shown: OpenSurface, name: str) -> None:
    """As a no, from wherever the focus is."""
    dialog = shown(name).widget
    assert isinstance(dialog, QDialog)
    focus = dialog.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


@pytest.mark.parametrize("name", dialogs())
def test_enter_has_one_meaning(shown: OpenSurface, name: str) -> None:
    """Exactly one button is what Enter does in a field: the filled one."""
    dialog = shown(name).widget
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    default = [one for one in buttons if one.isDefault()]
    primary = [one for one in buttons if one.property("kind") == "primary"]
    assert len(primary) <= 1
    assert names([*default]) == names([*primary])


@pytest.mark.parametrize("name", windows())
def test_escape_leaves_the_window_alone(shown: OpenSurface, name: str) -> None:
    """Only a dialog is dismissed by it."""
    widget = shown(name).widget
    focus = widget.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert widget.isVisible()
    assert QApplication.activeWindow() is widget
