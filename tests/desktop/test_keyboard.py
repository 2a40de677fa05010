"""Everything can be done with the keyboard alone, and one always sees where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from tests.desktop.conftest import Open
from tests.desktop.gallery import scenes
from tests.desktop.surfaces import Surface, dialogs, focusable, show, surfaces
from tokentray.desktop.dialogs import confirm_removal, confirm_sign_out
from tokentray.desktop.theme import Appearance, Choice, contrast

# What the offscreen platform says of every menu.
OFFSCREEN_MENU = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OpenSurface = Callable[[str], Surface]
GRAPHIC = 3.0
ENOUGH = 40
"""Pixels of a line round something; a blinking cursor has fewer."""


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
    for _ in range(60):
        QTest.keyClick(way[-1], key)
        now = widget.focusWidget()
        assert now is not None
        if now is start:
            return way
        if now is not way[-1]:  # Tab goes from the hours of a field to its minutes
            way.append(now)
    raise AssertionError("the focus never comes back")


def names(widgets: list[QWidget]) -> list[str]:
    """Return what tells widgets apart in a failure."""
    return [f"{type(one).__name__} {one.objectName() or one.accessibleName()}" for one in widgets]


@pytest.mark.parametrize("name", surfaces())
def test_all_is_reached_by_keys_with_one_meaning(shown: OpenSurface, name: str) -> None:
    """Tab reaches exactly what can have the focus, in reading order; no mnemonic is used twice."""
    # Both for each surface at once, for to open them all takes most of the time.
    widget = shown(name).widget
    check_way(widget)
    check_mnemonics(widget)


def check_way(widget: QWidget) -> None:
    """Begin somewhere visible, go from top to bottom, and back by Shift+Tab."""
    wanted = focusable(widget)
    assert wanted, "nothing here can be reached by keyboard"
    assert widget.focusWidget() in wanted
    way = walk(widget)
    first = way.index(wanted[0])
    assert names(way[first:] + way[:first]) == names(wanted)
    back = walk(widget, Qt.Key.Key_Backtab)
    assert names(back[1:]) == names(list(reversed(way[1:])))


def check_mnemonics(widget: QWidget) -> None:
    """Give one key one meaning: in each window and dialog, and in each of their menus."""
    groups = [mnemonics(widget)]
    for menu in widget.findChildren(QMenu):
        groups.append(keys_of([one.text() for one in menu.actions() if one.isVisible()]))
    assert [key for group in groups for key, times in Counter(group).items() if times > 1] == []


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


def differing(one: QImage, other: QImage, place: QRect) -> int:
    """Count pixels, up to enough, whose colours differ by what the eye needs of a graphic."""
    place = place.intersected(one.rect())
    count = 0
    for y in range(place.top(), place.bottom() + 1):
        for x in range(place.left(), place.right() + 1):
            if one.pixel(x, y) != other.pixel(x, y):
                count += contrast(one.pixelColor(x, y), other.pixelColor(x, y)) >= GRAPHIC
        if count >= ENOUGH:
            break
    return count


FOCUS_SCENES = (
    *("token", "diagnosis", "ten", "no-profile", "no-tray", "signed-out"),
    *(
        "add-response",
        "add",
        "add-server",
        "add-found",
        "sign-in-browser",
        "sign-in-device",
        "confirm",
        "agreements",
    ),
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
        if differing(before, after, place) < ENOUGH:
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
    assert not primary or names([*default]) == names([*primary])


@pytest.mark.parametrize("name", ["valid", "no-profile", "ten"])
def test_escape_leaves_the_window_alone(shown: OpenSurface, name: str) -> None:
    """Only a dialog is dismissed by it."""
    widget = shown(name).widget
    focus = widget.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert widget.isVisible()
    assert QApplication.activeWindow() is widget


def test_enter_presses_the_button_that_has_the_focus(shown: OpenSurface) -> None:
    """Not another one: whatever the primary button of the dialog is."""
    dialog = shown("sign-in-device").widget
    copy = dialog.findChild(QPushButton, "copy-code")
    assert isinstance(copy, QPushButton)
    copy.setFocus()
    QTest.keyClick(copy, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "WDJB-MJHT"
    assert dialog.isVisible()


def test_taking_back_leaves_the_focus_in_its_row(shown: OpenSurface) -> None:
    """The next one moves up to where the keyboard is; after the last it is at Close."""
    dialog = shown("agreements").widget
    for left in (1, 0):
        first = focusable(dialog)[0]
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Space)
        assert len(focusable(dialog)) == left + 1
        assert dialog.focusWidget() is focusable(dialog)[0]
        assert names(walk(dialog)) == names(focusable(dialog))


class TestFocusInTheWindow:
    """It is never lost when what has it goes away, and comes back where that makes sense."""

    @pytest.mark.parametrize(
        ("before", "part", "after"),
        [
            ("offline", "step", "valid"),
            ("expired", "step", "valid"),
            ("valid", "search", "signed-out"),
            ("signed-out", "sign-in", "valid"),
            ("no-profile", "import", "one"),
            ("ten", "filter", "one"),
            ("no-tray", "step", "valid"),
            ("valid", "copy", "no-profile"),
        ],
    )
    def test_it_goes_to_something_visible(
        self, opened: Open, before: str, part: str, after: str
    ) -> None:
        """Whatever the state of a profile becomes."""
        shown = opened(before)
        show(shown.window)
        (had,) = (one for one in focusable(shown.window) if one.objectName() == part)
        had.setFocus()
        shown.window.say_tray_lacks(False)
        shown.source.show(scenes()[after])
        QApplication.processEvents()
        assert shown.window.focusWidget() in focusable(shown.window)

    def test_refreshing_gives_it_back(self, opened: Open) -> None:
        """The button that cannot be pressed meanwhile has it again afterwards."""
        shown = opened("valid")
        refresh = shown.button("refresh")
        show(shown.window)
        refresh.setFocus()
        shown.source.show(scenes()["refreshing"])
        assert not refresh.hasFocus()
        shown.source.show(scenes()["valid"])
        assert refresh.hasFocus()

    def test_a_person_who_went_on_is_not_called_back(self, opened: Open) -> None:
        """Who moved to another part meanwhile stays there."""
        shown = opened("valid")
        show(shown.window)
        shown.button("refresh").setFocus()
        shown.source.show(scenes()["refreshing"])
        shown.profiles.setFocus()
        shown.source.show(scenes()["valid"])
        assert shown.profiles.hasFocus()

    @pytest.mark.parametrize("name", ["add", "import"])
    def test_a_dialog_gives_it_back(self, opened: Open, name: str) -> None:
        """To the button that opened it."""
        shown = opened("valid")
        show(shown.window)
        button = shown.button(name)
        button.setFocus()

        def cancel() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

        QTimer.singleShot(0, cancel)
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert shown.window.focusWidget() is button

    @OFFSCREEN_MENU
    def test_the_menu_key_copies_a_claim(self, opened: Open) -> None:
        """The context menu of the tree opens at the chosen row without a mouse."""
        shown = opened("valid")
        show(shown.window)
        shown.tree.setFocus()
        shown.tree.setCurrentIndex(shown.row("email"))
        place = shown.tree.visualRect(shown.tree.currentIndex()).center()
        reason = QContextMenuEvent.Reason.Keyboard
        asked = QContextMenuEvent(reason, place, shown.tree.viewport().mapToGlobal(place))
        QApplication.sendEvent(shown.tree.viewport(), asked)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        assert QApplication.clipboard().text() == "service@api.example"

    @OFFSCREEN_MENU
    @pytest.mark.parametrize("name", ["copy-as", "more"])
    def test_menus_of_buttons_open_by_key(self, opened: Open, name: str) -> None:
        """Space opens, the arrows choose, Escape leaves, and the button has the keyboard again."""
        shown = opened("valid")
        show(shown.window)
        button = shown.part(QToolButton, name)
        button.setFocus()
        chosen: list[str] = []

        def choose() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            QTest.keyClick(menu, Qt.Key.Key_Down)
            chosen.append(menu.activeAction().text())
            QTest.keyClick(menu, Qt.Key.Key_Escape)

        QTimer.singleShot(0, choose)
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert chosen
        assert shown.window.focusWidget() is button


class TestQuestions:
    """The two that ask before something goes: a stray key changes nothing."""

    @pytest.mark.parametrize("ask", [confirm_removal, confirm_sign_out])
    @pytest.mark.parametrize(
        ("keys", "answer"),
        [
            ([Qt.Key.Key_Escape], False),
            ([Qt.Key.Key_Return], False),
            ([Qt.Key.Key_Tab, Qt.Key.Key_Return], True),
            ([Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space], False),
        ],
    )
    def test_keys_answer(
        self, opened: Open, ask: Callable[..., bool], keys: list[Qt.Key], answer: bool
    ) -> None:
        """Escape and Enter keep all as it is; the other button is one Tab away."""
        shown = opened("valid")
        show(shown.window)

        def press() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            for key in keys:
                focus = box.focusWidget()
                assert focus is not None
                QTest.keyClick(focus, key)

        QTimer.singleShot(0, press)
        assert ask("orders", shown.window) is answer
