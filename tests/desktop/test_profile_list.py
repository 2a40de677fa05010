"""The list on the left: found by typing, sorted, pinned, and all its actions on one click."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QListView, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.accounts import PlayedAccounts
from tests.desktop.conftest import Open
from tests.desktop.gallery import Picture, Scene, some, view
from tests.desktop.opened import Opened
from tests.desktop.test_letters import letter
from tokentray.core.errors import InputError
from tokentray.core.handout import Format
from tokentray.desktop.models import ProfileModel
from tokentray.desktop.order import Order, in_chosen_order
from tokentray.desktop.profile_menu import ProfileMenu
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow


def names(shown: Opened) -> list[str]:
    """Return the names of the rows, from above."""
    model = shown.profiles.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def row_menu(shown: Opened, name: str) -> QMenu:
    """Click right on a row."""
    rows = shown.profiles
    index = rows.model().index(names(shown).index(name), 0)
    rows.customContextMenuRequested.emit(rows.visualRect(index).center())
    found = [one for one in shown.window.findChildren(ProfileMenu) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def entry(menu: QMenu, name: str) -> QAction:
    """Return an entry of a row's menu."""
    found = menu.findChild(QAction, f"row-{name}")
    assert isinstance(found, QAction)
    return found


def keyboard_on_rows(shown: Opened, qtbot: QtBot) -> None:
    """Give the list the keyboard."""
    shown.window.activateWindow()
    shown.profiles.setFocus()
    qtbot.waitUntil(shown.profiles.hasFocus)


class TestFinding:
    """Typing is enough."""

    def test_a_letter_on_the_rows_begins(self, opened: Open, qtbot: QtBot) -> None:
        """With few profiles too; Escape ends it, and nothing else was chosen."""
        shown = opened("valid")
        keyboard_on_rows(shown, qtbot)
        QTest.keyClick(shown.profiles, Qt.Key.Key_B)
        assert shown.field("filter").isVisible()
        QTest.keyClicks(shown.field("filter"), "ill")
        assert names(shown) == ["billing"]
        assert shown.text("name") == "orders"
        QTest.keyClick(shown.field("filter"), Qt.Key.Key_Escape)
        assert not shown.field("filter").isVisible()
        assert len(names(shown)) == 5

    def test_enter_chooses_the_first_that_is_left(self, opened: Open, qtbot: QtBot) -> None:
        """Where the chosen one is not among them."""
        shown = opened("many")
        keyboard_on_rows(shown, qtbot)
        QTest.keyClick(shown.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(shown.field("filter").hasFocus)
        QTest.keyClicks(shown.field("filter"), "-2")
        QTest.keyClick(shown.field("filter"), Qt.Key.Key_Return)
        assert shown.text("name") == "service-20"
        qtbot.waitUntil(shown.profiles.hasFocus)

    def test_an_issuer_finds_its_profiles(self, opened: Open) -> None:
        """Not only a name does."""
        others = (view("billing"), view("maps"))
        shown = opened(Scene((view(issuer="https://sign-in.example"), *others)))
        shown.window.find_profile()
        shown.field("filter").setText("SIGN-IN.ex")
        assert names(shown) == ["orders"]

    def test_the_key_looks_where_the_keyboard_is(self, opened: Open, qtbot: QtBot) -> None:
        """On the right for a claim; with one profile there is nothing to look for on the left."""
        shown = opened("valid")
        shown.window.activateWindow()
        shown.tree.setFocus()
        qtbot.waitUntil(shown.tree.hasFocus)
        QTest.keyClick(shown.tree, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert shown.field("search").hasFocus()
        single = opened("one")
        single.window.activateWindow()
        qtbot.waitUntil(single.profiles.hasFocus)
        QTest.keyClick(single.profiles, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert single.field("search").hasFocus()


class TestOrder:
    """By name, or by what ends first."""

    def test_the_soonest_comes_first(self) -> None:
        """After the pinned ones; what never ends comes last."""
        views = (
            view("a", None, expires_at=None),
            view("b", 500),
            view("c", 50),
            view("pinned", 9000, pinned=True),
        )
        found = [one.name for one in in_chosen_order(views, Order.EXPIRY)]
        assert found == ["pinned", "c", "b", "a"]
        assert [one.name for one in in_chosen_order(views, Order.NAME)] == ["pinned", "a", "b", "c"]

    def test_it_is_chosen_and_remembered(
        self, qtbot: QtBot, appearance: Appearance, tmp_path: Path
    ) -> None:
        """The chosen profile stays so; a word that is no order is none."""
        path = str(tmp_path / "window.ini")
        first = self.window(qtbot, appearance, path)
        button = first.findChild(QAction, "order-expiry")
        assert isinstance(button, QAction)
        button.trigger()
        assert self.first_row(first) == "reports"
        assert self.first_row(self.window(qtbot, appearance, path)) == "reports"
        settings = QSettings(path, QSettings.Format.IniFormat)
        settings.setValue("window/order", "colour")
        settings.sync()
        assert self.first_row(self.window(qtbot, appearance, path)) == "billing"

    def window(self, qtbot: QtBot, appearance: Appearance, path: str) -> MainWindow:
        """Open a window that remembers its order there."""
        settings = QSettings(path, QSettings.Format.IniFormat)
        source = Picture(Scene(some(view())))
        window = MainWindow(source, PlayedAccounts(), appearance, settings)
        qtbot.addWidget(window)
        window.show()
        self.kept = [*getattr(self, "kept", []), window, source, settings]
        return window

    def first_row(self, window: MainWindow) -> str:
        """Name the profile on top."""
        rows = window.findChild(QListView, "profiles")
        assert isinstance(rows, QListView)
        return str(rows.model().index(0, 0).data())


@pytest.mark.qt_log_ignore("This plugin does not support")
class TestRowMenu:
    """A right click."""

    def test_it_is_about_the_row_below_the_pointer(self, opened: Open, qtbot: QtBot) -> None:
        """Which is chosen with it."""
        shown = opened("valid")
        menu = row_menu(shown, "billing")
        assert shown.text("name") == "billing"
        with qtbot.waitSignal(shown.window.copy_requested) as caught:
            entry(menu, "copy-header").trigger()
        assert caught.args == ["id-billing", Format.HEADER]

    def test_a_key_opens_it_too(self, opened: Open) -> None:
        """Below no row it is about the chosen one."""
        shown = opened("valid")
        shown.profiles.customContextMenuRequested.emit(QPoint(5, 400))
        (menu,) = shown.window.findChildren(ProfileMenu)
        assert entry(menu, "pin").text() == "&Unpin"

    def test_a_pin_is_asked_for(self, opened: Open, qtbot: QtBot) -> None:
        """By the menu or its key; the file decides."""
        shown = opened("valid")
        menu = row_menu(shown, "billing")
        entry(menu, "pin").trigger()
        menu.close()
        keyboard_on_rows(shown, qtbot)
        shown.window.show_profile("id-orders")
        QTest.keyClick(shown.profiles, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert shown.accounts.edited == [
            ("id-billing", {"pinned": True}),
            ("id-orders", {"pinned": False}),
        ]

    def test_a_refusal_is_said(self, opened: Open) -> None:
        """In the words of the error."""
        shown = opened("valid")
        shown.accounts.refusal = InputError("no-access-token")
        entry(row_menu(shown, "billing"), "pin").trigger()
        assert shown.strip.startswith(InputError("no-access-token").title)

    @pytest.mark.parametrize("name", ["orders", "billing", "maps", "reports"])
    def test_every_entry_has_a_letter(self, opened: Open, name: str) -> None:
        """Of its own, in the submenus too."""
        shown = opened(Scene(some(view(issuer="https://id.example"))))
        top = row_menu(shown, name)
        for menu in (top, *top.findChildren(QMenu)):
            letters = [letter(one.text()) for one in menu.actions() if not one.isSeparator()]
            assert "" not in letters
            assert len(set(letters)) == len(letters)

    def test_a_locked_program_copies_nothing(self, opened: Open) -> None:
        """The rest goes on."""
        menu = row_menu(opened("shut"), "orders")
        assert not entry(menu, "copy-bearer").isEnabled()
        assert entry(menu, "pin").isEnabled()

    def test_a_locked_keyring_refreshes_nothing(self, opened: Open) -> None:
        """The refresh token is in there; what is in memory is copied all the same."""
        menu = row_menu(opened("locked-meanwhile"), "orders")
        assert not entry(menu, "refresh").isEnabled()
        assert entry(menu, "copy-bearer").isEnabled()


def test_a_thousand_profiles_are_shown_and_sought_at_once(opened: Open) -> None:
    """No keystroke and no change of a state holds up the loop."""
    many = tuple(view(f"service-{number:04}", 60.0 * number) for number in range(1, 1001))
    shown = opened(Scene(many, "id-service-0500"))
    changed = (*many[:-1], replace(many[-1], paused=True))
    durations = []
    for scene in (Scene(many), Scene(changed)) * 3:
        began = time.perf_counter()
        shown.source.show(scene)
        durations.append(time.perf_counter() - began)
    field = shown.part(QLineEdit, "filter")
    for words in ("09", "099", "0999"):
        began = time.perf_counter()
        field.setText(words)
        durations.append(time.perf_counter() - began)
    assert shown.text("name") == "service-0500"
    # A busy machine may stop any one of them.
    assert median(durations) < 0.05, durations


def test_the_model_keeps_qts_rules() -> None:
    """Whatever comes, goes or moves."""
    model = ProfileModel(lambda: 0.0)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for views in (some(view()), (), some(view("aaa")), tuple(reversed(some(view("aaa"))))):
        model.show(views)
