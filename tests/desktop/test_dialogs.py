"""What the window asks in dialogs: for new tokens, and whether a profile shall go."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Open
from tests.desktop.gallery import Scene, some, view
from tokentray.core.errors import TokenTrayError
from tokentray.desktop.add_dialog import AddDialog, Prefill
from tokentray.desktop.adding.source_page import TokenSource
from tokentray.desktop.dialogs import confirm_removal
from tokentray.desktop.theme import Theme


class TestWhoAsks:
    """What the window fills in when the dialog is asked for."""

    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[Prefill]:
        """Answer the dialog instead of a person: nothing is imported."""
        prefills: list[Prefill] = []

        def ask(accounts: Any, theme: Theme, prefill: Prefill, parent: QWidget) -> AddDialog:
            prefills.append(prefill)
            dialog = AddDialog(accounts, theme, prefill, parent)
            dialog.profile_id = "id-billing"
            dialog.deleteLater()
            return dialog

        monkeypatch.setattr(AddDialog, "ask", ask)
        return prefills

    def test_below_the_list_it_is_for_a_new_profile(
        self, opened: Open, asked: list[Prefill]
    ) -> None:
        """The tokens of the chosen one are not replaced by mistake; the new one is shown."""
        shown = opened("valid")
        shown.button("import").click()
        assert asked[0].source is TokenSource.RESPONSE
        assert (asked[0].name, asked[0].text) == ("", "")
        assert "orders" in asked[0].names
        assert shown.text("name") == "billing"

    def test_a_profile_in_need_is_meant(self, opened: Open, asked: list[Prefill]) -> None:
        """By the button in its message."""
        opened("sign-in-needed").button("step").click()
        assert asked[0].name == "orders"

    def test_the_paste_key_brings_the_clipboard_along(
        self, opened: Open, qtbot: QtBot, asked: list[Prefill]
    ) -> None:
        """That is what the key means."""
        shown = opened("valid")
        QGuiApplication.clipboard().setText('{"access_token": "a"}')
        shown.window.activateWindow()
        qtbot.waitUntil(shown.window.isActiveWindow)
        QTest.keyClick(shown.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QGuiApplication.clipboard().clear()
        assert [(one.name, one.text) for one in asked] == [("", '{"access_token": "a"}')]


class TestRemoving:
    """A profile and its tokens."""

    @pytest.mark.parametrize(("answer", "removed"), [(True, 1), (False, 0)])
    def test_it_is_asked_about(
        self, opened: Open, monkeypatch: pytest.MonkeyPatch, answer: bool, removed: int
    ) -> None:
        """Only a yes removes."""
        monkeypatch.setattr("tokentray.desktop.dialogs.confirm_removal", lambda *_: answer)
        shown = opened("valid")
        shown.action("remove").trigger()
        assert shown.source.asked.count(("remove", "id-orders")) == removed

    def test_a_failed_removal_is_said(self, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
        """On top of the window."""
        monkeypatch.setattr("tokentray.desktop.dialogs.confirm_removal", lambda *_: True)
        shown = opened(Scene(some(view()), "id-orders"))
        shown.source.removal = TokenTrayError("vault-locked")
        shown.action("remove").trigger()
        assert shown.strip.startswith("The keyring is locked.")

    @pytest.mark.qt_log_ignore("This plugin does not support")
    @pytest.mark.parametrize(("text", "says"), [("Remove", True), ("Keep", False)])
    def test_the_question_is_plain(self, qtbot: QtBot, text: str, says: bool) -> None:
        """The name is no markup; Keep is what Enter does."""
        seen: list[QMessageBox] = []

        def answer() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            seen.append(box)
            assert box.textFormat() is Qt.TextFormat.PlainText
            assert box.defaultButton().text() == "Keep"
            next(one for one in box.buttons() if one.text() == text).click()

        QTimer.singleShot(0, answer)
        assert confirm_removal("orders") is says
        assert seen
