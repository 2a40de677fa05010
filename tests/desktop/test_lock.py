"""Locked: menu and window show and give nothing of what is in a token."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.accounts import device_step
from tests.desktop.conftest import Open
from tests.desktop.gallery import NOW, view
from tests.desktop.opened import Opened
from tests.desktop.stand_in import make_view
from tokentray.agent.signing import Report
from tokentray.core.errors import TransportError
from tokentray.desktop.add_dialog import AddDialog
from tokentray.desktop.claims_view import ClaimsView
from tokentray.desktop.letters import without_letter
from tokentray.desktop.menu import MenuState, TrayMenu
from tokentray.desktop.order import Order
from tokentray.desktop.profile_menu import Offer, ProfileMenu
from tokentray.desktop.sign_in_dialog import SignInDialog


def everything(shown: Opened) -> str:
    """Return every text that any part of the window holds, on the screen or not."""
    window = shown.window
    texts = [label.text() + label.toolTip() for label in window.findChildren(QLabel)]
    texts += [edit.text() for edit in window.findChildren(QLineEdit)]
    texts += [edit.toPlainText() for edit in window.findChildren(QPlainTextEdit)]
    return "\n".join([*texts, *shown.cells()])


class TestWindow:
    """What a person sees."""

    @pytest.mark.parametrize("scene", ["valid", "token", "opaque", "described"])
    def test_nothing_of_a_token_stays_in_it(self, opened: Open, scene: str) -> None:
        """Claims, account, header and search are gone from every part, not only covered."""
        shown = opened(scene)
        shown.part(ClaimsView).findChildren(QLineEdit)[0].setText("service@")
        shown.source.gate.lock()

        assert shown.page == "TokenTray is locked"
        held = everything(shown)
        for secret in ("service@", "7c2b6a1e", "orders:read", "ES256", "Trondheim", "2026-11"):
            assert secret not in held
        assert [row for row in shown.spoken_rows() if "orders" in row]

    def test_it_opens_by_its_button(self, opened: Open, qtbot: QtBot) -> None:
        """Unlock asks for that, and afterwards all is there again."""
        shown = opened("valid")
        shown.source.gate.lock()
        with qtbot.waitSignal(shown.window.lock_requested) as asked:
            shown.button("open-lock").click()
        assert asked.args == [False]

        shown.source.gate.unlock()

        assert shown.page == ""
        assert shown.text("account") == "service@api.example  ·  id.example"
        assert "service@api.example" in everything(shown)

    def test_it_starts_locked(self, opened: Open) -> None:
        """A window that opens while it is locked shows the page at once; another row as well."""
        shown = opened("shut")
        assert shown.page == "TokenTray is locked"

        shown.window.show_profile("id-billing")

        assert shown.page == "TokenTray is locked"
        assert ("look_at", "id-billing") not in shown.source.asked

    def test_a_key_locks(self, opened: Open, qtbot: QtBot) -> None:
        """Ctrl+L."""
        shown = opened("valid")
        shown.window.activateWindow()
        qtbot.waitUntil(shown.window.isActiveWindow)
        with qtbot.waitSignal(shown.window.lock_requested) as asked:
            QTest.keyClick(shown.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert asked.args == [True]

    def test_a_response_being_pasted_goes(self, opened: Open) -> None:
        """It holds a token in plain sight."""
        shown = opened("valid")
        left: list[bool] = []

        def lock() -> None:
            shown.source.gate.lock()
            left.extend(one.isVisible() for one in shown.window.findChildren(AddDialog))

        QTimer.singleShot(0, shown.window, lock)
        shown.window.paste_response()

        assert not any(left)

    def test_a_sign_in_goes_on_unseen(self, opened: Open) -> None:
        """Who types the code at the telephone is not stopped; nothing of it stays on the screen."""
        shown = opened("signed-out")
        shown.button("sign-in").click()
        dialog = shown.part(SignInDialog)
        shown.accounts.attempt.on_step(device_step(NOW + 541))
        shown.source.gate.lock()
        assert not dialog.isVisible()
        assert not shown.accounts.attempt.cancelled
        # It would hold the window's only button from being pressed.
        assert QApplication.activeModalWidget() is None

        shown.source.gate.unlock()
        assert dialog.isVisible()

        shown.source.gate.lock()
        report = Report("id-orders", ("signed in as service@", "there is no refresh token"))
        shown.accounts.attempt.done(report)
        assert "service@" not in everything(shown)
        shown.source.gate.unlock()
        assert not dialog.isVisible()

    def test_a_failed_sign_in_is_told_when_it_opens(self, opened: Open) -> None:
        """In the dialog, once the window is seen: it does not come up by itself."""
        shown = opened("signed-out")
        shown.button("sign-in").click()
        dialog = shown.part(SignInDialog)
        shown.source.gate.lock()
        shown.accounts.attempt.done(TransportError("timed-out", host="id.example", seconds=15))
        shown.window.hide()
        shown.source.gate.unlock()
        assert not dialog.isVisible()

        shown.window.show()

        assert dialog.isVisible()
        assert dialog.findChildren(QPushButton, "retry")

    def test_none_begins_while_it_is_locked(self, opened: Open) -> None:
        """The window's page says what comes first."""
        shown = opened("signed-out")
        shown.source.gate.lock()
        shown.window.sign_in()

        assert shown.accounts.attempts == []
        assert shown.page == "TokenTray is locked"

    @pytest.mark.parametrize("shut", [True, False])
    def test_the_menu_of_a_row_offers_none_either(self, qtbot: QtBot, shut: bool) -> None:
        """Neither a copy nor a sign-in; opened, both."""
        menu = ProfileMenu(Offer(view(issuer="https://id.example"), Order.NAME, NOW, shut))
        qtbot.addWidget(menu)
        for name in ("row-copy-bearer", "row-sign-in"):
            action = menu.findChild(QAction, name)
            assert isinstance(action, QAction)
            assert action.isEnabled() is not shut

    def test_a_hundred_times(self, opened: Open) -> None:
        """Locking and opening again and again leaves the window whole."""
        shown = opened("valid")
        for _ in range(100):
            shown.source.gate.lock()
            shown.source.gate.unlock()

        assert "service@api.example" in everything(shown)

    def test_paused(self, opened: Open, qtbot: QtBot) -> None:
        """A paused profile says so beside its name, and goes on by its menu."""
        shown = opened("paused")
        assert shown.text("chip") == "paused"
        assert shown.action("pause").isChecked()
        with qtbot.waitSignal(shown.window.pause_requested) as asked:
            shown.action("pause").trigger()
        assert asked.args == ["id-orders", False]


class TestMenu:
    """The tray's menu."""

    @pytest.fixture
    def menu(self, qtbot: QtBot) -> TrayMenu:
        """A menu of one profile."""
        menu = TrayMenu(lambda: 0.0)
        qtbot.addWidget(menu)
        menu.show_state(MenuState(views=(make_view(),)))
        return menu

    def action(self, menu: TrayMenu, name: str) -> QAction:
        """Return an entry by its name."""
        found = menu.findChild(QAction, name)
        assert isinstance(found, QAction), name
        return found

    def test_rows_give_nothing_while_it_is_locked(self, menu: TrayMenu) -> None:
        """Every copy and the claims are grey, refreshing is not; opened, they come back."""
        gives = ["copy-api", "bearer-api", "raw-api", "header-api", "curl-api", "env-api"]
        assert all(self.action(menu, name).isEnabled() for name in [*gives, "claims-api"])

        menu.show_state(MenuState(views=(make_view(),), shut=True))

        assert not any(self.action(menu, name).isEnabled() for name in [*gives, "claims-api"])
        assert self.action(menu, "refresh-api").isEnabled()
        assert self.action(menu, "heading").text() == "Locked: unlock TokenTray to copy"
        menu.show_state(MenuState(views=(make_view(),)))
        assert all(self.action(menu, name).isEnabled() for name in gives)

    def test_nobody_signs_in_while_it_is_locked(self, menu: TrayMenu) -> None:
        """The window would only say that it is locked."""
        views = (view(issuer="https://id.example"),)
        menu.show_state(MenuState(views=views, shut=True))
        assert self.action(menu, "sign-in-orders").isVisible()
        assert not self.action(menu, "sign-in-orders").isEnabled()
        menu.show_state(MenuState(views=views))
        assert self.action(menu, "sign-in-orders").isEnabled()

    @pytest.mark.parametrize(("shut", "words"), [(False, "Lock"), (True, "Unlock TokenTray")])
    def test_it_locks_and_opens(self, menu: TrayMenu, qtbot: QtBot, shut: bool, words: str) -> None:
        """One entry does the one that makes sense."""
        menu.show_state(MenuState(views=(make_view(),), shut=shut))
        lock = self.action(menu, "lock")
        assert without_letter(lock.text()) == words
        with qtbot.waitSignal(menu.lock_requested) as asked:
            lock.trigger()
        assert asked.args == [not shut]

    def test_one_profile_is_paused(self, menu: TrayMenu, qtbot: QtBot) -> None:
        """Its submenu's entry asks for its own profile."""
        with qtbot.waitSignal(menu.profile_pause_requested) as asked:
            self.action(menu, "pause-api").trigger()
        assert asked.args == ["id-api", True]
