"""The dialogs: a token response is taken, explained and not kept; a removal is asked about."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Open
from tests.desktop.gallery import Picture, Scene, some, view
from tokentray.agent.engine import Imported
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.expiry import Reading
from tokentray.desktop.dialogs import PasteDialog, Prefill, confirm_removal
from tokentray.desktop.theme import Appearance

SECRET = "refresh-token-of-nobody"


class Pasting:
    """An open dialog, and its fields by their names."""

    def __init__(self, qtbot: QtBot, appearance: Appearance, prefill: Prefill) -> None:
        self.source = Picture(Scene())
        self.dialog = PasteDialog(self.source.import_text, appearance.theme, prefill)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def part(self, kind: type[Any], name: str) -> Any:
        """Return a part by its name."""
        found = self.dialog.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def text(self) -> str:
        """What stands in the large field."""
        return str(self.part(QPlainTextEdit, "response").toPlainText())

    def word(self, name: str) -> str:
        """Return what is said, empty where it is not shown."""
        label = self.part(QLabel, name)
        return str(label.text()) if label.isVisible() else ""

    def fill(self, name: str, text: str) -> None:
        """Type both, and press Import."""
        self.part(QLineEdit, "name").setText(name)
        self.part(QPlainTextEdit, "response").setPlainText(text)
        self.part(QPushButton, "ok").click()


@pytest.fixture
def pasting(qtbot: QtBot, appearance: Appearance) -> Callable[[Prefill], Pasting]:
    """Open the dialog."""
    return lambda prefill: Pasting(qtbot, appearance, prefill)


Paste = Callable[[Prefill], Pasting]


class TestPasting:
    """A token response from the clipboard."""

    def test_a_good_response_is_handed_over_and_wiped(self, pasting: Paste) -> None:
        """The field is emptied, since it held secrets."""
        shown = pasting(Prefill())
        shown.fill("orders", '{"access_token": "a"}')
        assert shown.source.asked == [("import_text", "orders", '{"access_token": "a"}', None)]
        assert shown.dialog.profile_id == "id-orders"
        assert shown.text == ""

    def test_a_stated_reading_is_handed_over(self, pasting: Paste) -> None:
        """The third choice is a timestamp."""
        shown = pasting(Prefill())
        shown.part(QComboBox, "reading").setCurrentIndex(2)
        shown.fill("orders", "{}")
        assert shown.source.asked[0][3] is Reading.TIMESTAMP

    def test_a_refused_response_is_explained_below_it(self, pasting: Paste) -> None:
        """The text stays, to be corrected; a second try begins without the old words."""
        shown = pasting(Prefill())
        shown.source.answer = InputError("no-access-token")
        shown.fill("orders", "{}")
        assert "There is no access_token in it." in shown.word("word")
        assert (shown.word("name-word"), shown.text) == ("", "{}")
        assert shown.dialog.isVisible()
        shown.source.answer = InputError("json-not-object")
        shown.part(QPushButton, "ok").click()
        assert "not an object" in shown.word("word")
        assert "access_token" not in shown.word("word")

    def test_a_bad_name_is_explained_below_it(self, pasting: Paste) -> None:
        """And never reaches the engine."""
        shown = pasting(Prefill())
        shown.fill("not a name", "{}")
        assert shown.source.asked == []
        assert "cannot be used" in shown.word("name-word")
        assert shown.word("word") == ""

    def test_a_forgotten_name_is_asked_for(self, pasting: Paste) -> None:
        """Nothing is wrong with a name that is not there."""
        shown = pasting(Prefill())
        shown.fill(" ", "{}")
        assert shown.source.asked == []
        assert shown.word("name-word").startswith("The profile needs a name.")

    def test_a_name_that_is_taken_is_no_surprise(self, pasting: Paste) -> None:
        """Whatever its case; a new one needs no word."""
        shown = pasting(Prefill(names=("Orders",)))
        shown.part(QLineEdit, "name").setText("orders")
        assert shown.word("name-word") == "Replaces the tokens of Orders."
        shown.part(QLineEdit, "name").setText("orders-2")
        assert shown.word("name-word") == ""

    @pytest.mark.parametrize("count", [1, 2])
    def test_what_was_understood_is_read_before_it_closes(self, pasting: Paste, count: int) -> None:
        """Sentence by sentence, and where there is one only, too."""
        shown = pasting(Prefill())
        sentences = ("expires 14:05", "There is no refresh token.")[:count]
        shown.source.answer = Imported("id-orders", True, sentences)
        shown.fill("orders", "{}")
        said = [one.text() for one in shown.dialog.findChildren(QLabel, "sentence")]
        assert said == ["Expires 14:05.", "There is no refresh token."][:count]
        assert shown.part(QLabel, "heading").text() == "Imported orders"
        shown.part(QPushButton, "done").click()
        assert not shown.dialog.isVisible()

    def test_a_long_sentence_has_room(self, pasting: Paste) -> None:
        """However many lines it needs; no window flashes up for it."""
        shown = pasting(Prefill())
        sentences = ("expires 14:05", "It is kept but not used for now. " * 9)
        shown.source.answer = Imported("id-orders", True, sentences)
        windows = set(QApplication.topLevelWidgets())
        shown.fill("orders", "{}")
        assert set(QApplication.topLevelWidgets()) == windows
        QApplication.processEvents()
        for label in shown.dialog.findChildren(QLabel, "sentence"):
            assert label.height() == label.heightForWidth(label.width())

    def test_the_fields_come_filled(self, pasting: Paste) -> None:
        """The keyboard is where something is missing."""
        shown = pasting(Prefill("orders", SECRET))
        assert (shown.part(QLineEdit, "name").text(), shown.text) == ("orders", SECRET)
        assert SECRET not in repr(Prefill("orders", SECRET))

    def test_giving_up_wipes_the_field(self, pasting: Paste) -> None:
        """Nor does undo bring it back."""
        shown = pasting(Prefill("orders", SECRET))
        shown.dialog.reject()
        field = shown.part(QPlainTextEdit, "response")
        field.undo()
        assert field.toPlainText() == ""

    def test_an_answer_after_it_was_closed_is_nobodys(self, pasting: Paste) -> None:
        """The import goes on without the dialog."""
        shown = pasting(Prefill())
        held: list[Callable[[Imported | TokenTrayError], None]] = []
        shown.dialog._import_text = lambda _name, _text, _reading, done: held.append(done)
        shown.fill("orders", "{}")
        assert not shown.part(QPushButton, "ok").isEnabled()
        shown.dialog.reject()
        held[0](InputError("no-access-token"))
        assert shown.dialog.profile_id == ""

    def test_no_closed_dialog_stays_behind(
        self, qtbot: QtBot, appearance: Appearance, opened: Open
    ) -> None:
        """Each held a secret once."""
        window = opened("valid").window
        QTimer.singleShot(0, lambda: _open_dialog().reject())
        source = Picture(Scene())
        assert PasteDialog.ask(source.import_text, appearance.theme, Prefill(), window) == ""
        gc.collect()
        qtbot.waitUntil(lambda: not window.findChildren(PasteDialog))


def _open_dialog() -> PasteDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PasteDialog)
    return dialog


class TestWhoAsks:
    """What the window fills in when the dialog is asked for."""

    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[Prefill]:
        """Answer the dialog instead of a person: nothing is imported."""
        prefills: list[Prefill] = []

        def ask(_import: object, _theme: object, prefill: Prefill, _parent: object) -> str:
            prefills.append(prefill)
            return "id-billing"

        monkeypatch.setattr(PasteDialog, "ask", ask)
        return prefills

    def test_below_the_list_it_is_for_a_new_profile(
        self, opened: Open, asked: list[Prefill]
    ) -> None:
        """The tokens of the chosen one are not replaced by mistake; the new one is shown."""
        shown = opened("valid")
        shown.button("import").click()
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
