"""Text of twice the size is neither cut off nor squeezed, and all of it fits a small screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from tests.desktop.surfaces import Surface, dialogs, surfaces, wearing
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow

SCREEN = QSize(1280, 720)
OpenLarge = Callable[[str], Surface]


@pytest.fixture
def large(qapp: QApplication) -> Iterator[OpenLarge]:
    """Show a window or dialog with type of twice the size, on a screen of 1280 by 720."""
    kept: list[Surface] = []
    with wearing(qapp, scale=2.0):
        appearance = Appearance(qapp, "light")

        def open_it(name: str) -> Surface:
            surface = surfaces()[name](appearance)
            kept.append(surface)
            if isinstance(surface.widget, MainWindow):
                surface.widget.resize(SCREEN)
            QApplication.processEvents()
            return surface

        yield open_it
        for surface in kept:
            surface.close()
        appearance.deleteLater()


def cut_off(window: QWidget) -> list[str]:
    """Return what is narrower or lower than its words, or leaves its window."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    found = [
        f"{type(area.widget()).__name__} is wider than its place"
        for area in areas
        if area.horizontalScrollBar().maximum() > 0
    ]
    for part in window.findChildren(QWidget):
        if part.window() is window and part.isVisible() and (why := _why(part, window)):
            found.append(f"{type(part).__name__} {part.objectName()} {_text(part)!r}: {why}")
    return found


def _why(part: QWidget, window: QWidget) -> str:
    if type(part).__name__ == "_ElidedLabel":
        is_whole = part.width() >= part.sizeHint().width()
        return "" if is_whole or part.width() > 60 else "nothing of it is left"
    if not isinstance(part, QLabel | QAbstractButton | QComboBox | QLineEdit | QTabBar):
        return ""
    if isinstance(part.parentWidget(), QLineEdit):
        return ""
    if isinstance(part, QLabel) and not part.text():
        return ""
    wanted = part.minimumSizeHint() if isinstance(part, QLineEdit | QComboBox) else part.sizeHint()
    if isinstance(part, QLabel) and part.wordWrap():
        wanted = QSize(0, part.heightForWidth(part.width()))
    if isinstance(part, QAbstractButton) and not part.text():
        wanted = part.iconSize()
    if part.hasHeightForWidth():
        wanted = QSize(0, part.heightForWidth(part.width()))
    if isinstance(part, QTabBar):
        wanted = QSize(sum(part.tabRect(one).width() for one in range(part.count())), 0)
    if part.width() < wanted.width() or part.height() < wanted.height():
        return f"{part.width()}x{part.height()} for {wanted.width()}x{wanted.height()}"
    inside = _scrolled_page(part) or window
    place = QRect(part.mapTo(inside, part.rect().topLeft()), part.size())
    return "" if inside.rect().contains(place) else f"at {place} in {inside.rect()}"


def _scrolled_page(part: QWidget) -> QWidget | None:
    above = part.parentWidget()
    while above is not None:
        viewport = above.parentWidget()
        area = None if viewport is None else viewport.parentWidget()
        if isinstance(area, QScrollArea) and area.widget() is above:
            return above
        above = viewport
    return None


def _text(part: QWidget) -> str:
    return part.text()[:40] if isinstance(part, QLabel | QAbstractButton) else ""


def overlapping(window: QWidget) -> list[str]:
    """Return the pairs of words or buttons that lie over each other."""
    parts = [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, QLabel | QAbstractButton)
        and part.isVisible()
        and part.window() is window
        and not isinstance(part.parentWidget(), QLineEdit)
    ]
    places = [
        (QRect(part.mapTo(window, part.rect().topLeft()), part.size()), part) for part in parts
    ]
    return [
        f"{_text(part)!r} over {_text(other)!r}"
        for number, (place, part) in enumerate(places)
        for where, other in places[number + 1 :]
        if place.intersects(where)
        and not (part.isAncestorOf(other) or other.isAncestorOf(part))
        and _scrolled_page(part) is _scrolled_page(other)
    ]


@pytest.mark.parametrize("name", surfaces())
def test_nothing_is_cut_off(large: OpenLarge, name: str) -> None:
    """No label, button or tab is smaller than its words, and all lie within their window."""
    widget = large(name).widget
    assert cut_off(widget) == []
    assert overlapping(widget) == []
    allowed = SCREEN.expandedTo(QGuiApplication.primaryScreen().availableSize())
    assert widget.width() <= allowed.width()
    assert widget.height() <= allowed.height()


@pytest.mark.parametrize("name", dialogs())
def test_a_dialog_shows_all_where_the_screen_has_room(appearance: Appearance, name: str) -> None:
    """Nothing is scrolled away in any of its states, also after its words became more."""
    surface = dialogs()[name](appearance)
    QApplication.processEvents()
    areas = surface.widget.findChildren(QScrollArea)
    assert [area for area in areas if area.verticalScrollBar().maximum() > 0] == []
    surface.close()


def test_what_is_below_a_low_screen_is_scrolled_to(appearance: Appearance) -> None:
    """Tab leads to a button that is out of sight, and it comes into sight."""
    surface = surfaces()["add-server"](appearance)
    dialog = surface.widget
    dialog.setMinimumHeight(0)
    dialog.resize(dialog.width(), 240)
    QApplication.processEvents()
    (area,) = dialog.findChildren(QScrollArea)
    ok = dialog.findChild(QPushButton, "ok")
    assert isinstance(ok, QPushButton)
    assert ok.visibleRegion().isEmpty()
    for _ in range(20):
        if dialog.focusWidget() is ok:
            break
        focus = dialog.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert not ok.visibleRegion().isEmpty()
    assert area.verticalScrollBar().value() > 0
    surface.close()
