"""Add a profile from the window: choose a source, see what would be added, and only then add it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop.accounts import PlayedAccounts
from tests.desktop.conftest import Open
from tokentray.agent.signing import Report, Reported
from tokentray.core.errors import InputError, TokenTrayError, TransportError, UsageError
from tokentray.desktop.add_dialog import AddDialog, Prefill
from tokentray.desktop.adding.source_page import TokenSource
from tokentray.desktop.theme import Appearance

SECRET = "refresh-token-of-nobody"
RESPONSE = '{"access_token": "a"}'
SERVER = Prefill(TokenSource.SERVER)
TEXT = Prefill(TokenSource.RESPONSE)
DESCRIPTION = Prefill(TokenSource.DESCRIPTION)


class Adding:
    """An open dialog, and its visible parts by their names."""

    def __init__(self, qtbot: QtBot, appearance: Appearance, prefill: Prefill) -> None:
        self.accounts = PlayedAccounts()
        self.dialog = AddDialog(self.accounts, appearance.theme, prefill)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def part(self, kind: type[Any], name: str) -> Any:
        """Return the part of this name that is shown."""
        found = [one for one in self.dialog.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, name
        return found[0]

    def shows(self, name: str) -> bool:
        """Tell whether something of this name is shown."""
        return any(one.isVisible() for one in self.dialog.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        """Press a button."""
        self.part(QAbstractButton, name).click()

    def type_in(self, **texts: str) -> None:
        """Type into fields by their names."""
        for name, text in texts.items():
            self.part(QLineEdit, name).setText(text)

    def write(self, field: str, text: str) -> None:
        """Put a text into a large field."""
        self.part(QPlainTextEdit, field).setPlainText(text)

    def word(self, name: str) -> str:
        """Return what is said below a field, empty for nothing."""
        return str(self.part(QLabel, name).text()) if self.shows(name) else ""

    @property
    def heading(self) -> str:
        """The title of the page."""
        return str(self.part(QLabel, "heading").text())

    @property
    def sentences(self) -> list[str]:
        """What was found, line by line."""
        labels = self.dialog.findChildren(QLabel, "sentence")
        return [one.text() for one in labels if one.isVisible()]


Add = Callable[[Prefill], Adding]


@pytest.fixture
def adding(qtbot: QtBot, appearance: Appearance) -> Add:
    """Open the dialog."""
    return lambda prefill: Adding(qtbot, appearance, prefill)


class TestChoosing:
    """The first page."""

    @pytest.mark.parametrize(
        ("source", "field"),
        [("server", "address"), ("response", "response"), ("description", "description")],
    )
    def test_each_source_has_its_form(self, adding: Add, source: str, field: str) -> None:
        """Back leads to the choice, and the name that was typed comes along."""
        shown = adding(Prefill())
        assert not shown.shows("ok")
        shown.press(f"choose-{source}")
        assert shown.shows(field)
        shown.type_in(name="orders")
        shown.press("back")
        shown.press("choose-response")
        assert shown.part(QLineEdit, "name").text() == "orders"

    def test_where_the_source_is_settled_there_is_no_way_back(self, adding: Add) -> None:
        """The dialog was opened for it."""
        assert not adding(TEXT).shows("back")

    @pytest.mark.parametrize(
        ("name", "field"), [("api.toml", "description"), ("response.json", "response")]
    )
    def test_a_dropped_file_chooses(
        self, adding: Add, tmp_path: Path, name: str, field: str
    ) -> None:
        """By its name; what is in it stands in the form."""
        path = tmp_path / name
        path.write_text('client_id = "x"', encoding="utf-8")
        shown = adding(Prefill())
        drop(shown.dialog, path)
        assert shown.part(QPlainTextEdit, field).toPlainText() == 'client_id = "x"'


class TestServer:
    """An issuer's or an API's address."""

    def test_an_address_is_enough(self, adding: Add) -> None:
        """It is found out first, and added after a look; a secret is in no field afterwards."""
        shown = adding(SERVER)
        shown.type_in(name="orders", address=" https://id.example ", secret="canary")
        secret = shown.part(QLineEdit, "secret")
        assert secret.echoMode() is QLineEdit.EchoMode.Password
        shown.press("ok")
        assert (shown.heading, shown.sentences) == ("Add orders?", ["Found the issuer."])
        assert shown.dialog.profile_id == ""
        shown.press("ok")
        looked, kept = shown.accounts.added
        assert looked["issuer"] == "https://id.example"
        assert (looked["client_id"], looked["scopes"]) == ("", [])
        assert (looked["write"], kept["write"]) == (False, True)
        assert shown.dialog.profile_id == "id-orders"
        assert secret.text() == ""

    def test_an_api_address_is_sent_as_such(self, adding: Add) -> None:
        """The server is found from the API (RFC 9728)."""
        shown = adding(SERVER)
        shown.part(QComboBox, "kind").setCurrentIndex(1)
        shown.type_in(name="orders", address="https://api.example/v1")
        shown.press("ok")
        assert shown.accounts.added[0]["api"] == "https://api.example/v1"
        assert "issuer" not in shown.accounts.added[0]

    @pytest.mark.parametrize(
        ("error", "field"),
        [
            (UsageError("name-taken", name="orders"), "name"),
            (TransportError("no-metadata", issuer="https://id.example"), "address"),
            (TokenTrayError("invalid-client", name="orders", error="x"), "client"),
        ],
    )
    def test_an_error_stands_beside_its_field(
        self, adding: Add, error: TokenTrayError, field: str
    ) -> None:
        """Whether it comes at the look or later; nothing that was typed is lost."""
        shown = adding(SERVER)
        shown.type_in(name="orders", address="https://id.example")
        good, shown.accounts.answer = shown.accounts.answer, error
        shown.press("ok")
        assert error.title in shown.word(f"{field}-word")
        shown.accounts.answer = good
        shown.press("ok")
        assert shown.sentences == ["Found the issuer."]
        shown.accounts.answer = error
        shown.press("ok")
        assert error.title in shown.word(f"{field}-word")
        assert (shown.dialog.profile_id, shown.dialog.wants_sign_in) == ("", False)

    @pytest.mark.parametrize(("button", "wants"), [("ok", True), ("later", False)])
    def test_it_goes_on_with_signing_in(self, adding: Add, button: str, wants: bool) -> None:
        """That is what Enter does; the other button only adds."""
        shown = adding(SERVER)
        shown.type_in(name="orders", address="https://id.example")
        shown.press("ok")
        assert shown.dialog.focusWidget() is shown.part(QAbstractButton, "ok")
        shown.press(button)
        assert shown.dialog.wants_sign_in is wants
        assert not shown.dialog.isVisible()

    def test_a_client_is_registered_only_after_a_yes(self, adding: Add) -> None:
        """The button says so; an error leads back to the fields."""
        shown = adding(SERVER)
        told = ("TokenTray has to be registered there.",)
        shown.accounts.answer = Report("", told, registers=True)
        shown.type_in(name="orders", address="https://id.example")
        shown.press("ok")
        assert shown.part(QAbstractButton, "ok").text() == "&Register and sign in…"
        assert "register" not in shown.accounts.added[0]
        shown.accounts.answer = TokenTrayError("registration-closed", host="id.example", status=403)
        shown.press("ok")
        assert shown.accounts.added[1]["register"]
        assert "403" in shown.word("client-word")

    def test_what_needs_a_yes_only_now_is_asked(self, adding: Add) -> None:
        """The server changed its mind between the look and the yes."""
        shown = adding(SERVER)
        shown.type_in(name="orders", address="https://id.example")
        shown.press("ok")
        shown.accounts.answer = Report("", ("To be registered.",), registers=True)
        shown.press("ok")
        assert (shown.dialog.profile_id, shown.sentences) == ("", ["To be registered."])


class TestResponse:
    """A token response or a JWT."""

    def test_what_was_understood_is_read_before_it_is_stored(self, adding: Add) -> None:
        """Sentence by sentence; then the field is emptied, since it held secrets."""
        shown = adding(TEXT)
        shown.accounts.answer = Report("id-orders", ("expires 14:05", "There is no refresh token."))
        shown.type_in(name="orders")
        shown.write("response", RESPONSE)
        field = shown.part(QPlainTextEdit, "response")
        shown.press("ok")
        assert shown.heading == "Import orders?"
        assert shown.sentences == ["Expires 14:05.", "There is no refresh token."]
        shown.press("ok")
        looked, kept = shown.accounts.added
        assert looked == {"name": "orders", "text": RESPONSE, "expires_in": None, "write": False}
        assert kept["write"]
        assert (shown.dialog.profile_id, shown.dialog.wants_sign_in) == ("id-orders", False)
        field.undo()
        assert field.toPlainText() == ""

    def test_a_stated_reading_is_handed_over(self, adding: Add) -> None:
        """The third choice is a timestamp."""
        shown = adding(TEXT)
        shown.type_in(name="orders")
        shown.part(QComboBox, "reading").setCurrentIndex(2)
        shown.press("ok")
        assert shown.accounts.added[0]["expires_in"] == "timestamp"

    def test_a_refused_response_is_explained_below_it(self, adding: Add) -> None:
        """The text stays, to be corrected; a second try begins without the old words."""
        shown = adding(TEXT)
        shown.accounts.answer = InputError("no-access-token")
        shown.type_in(name="orders")
        shown.write("response", "{}")
        shown.press("ok")
        assert "There is no access_token in it." in shown.word("word")
        assert shown.word("name-word") == ""
        shown.accounts.answer = InputError("json-not-object")
        shown.press("ok")
        assert "not an object" in shown.word("word")
        assert "access_token" not in shown.word("word")

    @pytest.mark.parametrize(
        ("name", "says"), [("not a name", "cannot be used"), (" ", "The profile needs a name.")]
    )
    def test_a_bad_name_is_explained_below_it(self, adding: Add, name: str, says: str) -> None:
        """And never reaches a worker."""
        shown = adding(TEXT)
        shown.type_in(name=name)
        shown.press("ok")
        assert shown.accounts.added == []
        assert says in shown.word("name-word")
        assert shown.part(QAbstractButton, "ok").isEnabled()

    def test_a_name_that_is_taken_is_no_surprise(self, adding: Add) -> None:
        """Whatever its case; a new one needs no word."""
        shown = adding(Prefill(TokenSource.RESPONSE, names=("Orders",)))
        shown.type_in(name="orders")
        assert shown.word("name-word") == "Replaces the tokens of Orders."
        shown.type_in(name="orders-2")
        assert shown.word("name-word") == ""

    def test_the_fields_come_filled(self, adding: Add) -> None:
        """And no text is in a representation."""
        shown = adding(Prefill(TokenSource.RESPONSE, "orders", SECRET))
        assert shown.part(QLineEdit, "name").text() == "orders"
        assert shown.part(QPlainTextEdit, "response").toPlainText() == SECRET
        assert SECRET not in repr(Prefill(TokenSource.RESPONSE, "orders", SECRET))

    def test_giving_up_wipes_the_field(self, adding: Add) -> None:
        """Nor does undo bring it back."""
        shown = adding(Prefill(TokenSource.RESPONSE, "orders", SECRET))
        field = shown.part(QPlainTextEdit, "response")
        shown.dialog.reject()
        field.undo()
        assert field.toPlainText() == ""

    def test_the_clipboard_is_taken_on_request(self, adding: Add) -> None:
        """By its button."""
        QGuiApplication.clipboard().setText(RESPONSE)
        shown = adding(TEXT)
        assert shown.part(QPlainTextEdit, "response").toPlainText() == ""
        shown.press("from-clipboard")
        QGuiApplication.clipboard().clear()
        assert shown.part(QPlainTextEdit, "response").toPlainText() == RESPONSE

    def test_a_file_is_dropped_into_it(self, adding: Add, tmp_path: Path) -> None:
        """Its content, not its name; a mark of the byte order is no part of it."""
        path = tmp_path / "response.json"
        path.write_bytes(b"\xef\xbb\xbf" + RESPONSE.encode())
        shown = adding(TEXT)
        drop(shown.dialog, path)
        field = shown.part(QPlainTextEdit, "response")
        assert field.toPlainText() == RESPONSE
        field.clear()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        assert field.canInsertFromMimeData(data)
        field.insertFromMimeData(data)
        assert field.toPlainText() == RESPONSE

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (RESPONSE.encode("utf-16"), "UTF-16"),
            (b"x" * (2**20 + 1), "1 MiB"),
            (None, "not a file"),
        ],
    )
    def test_a_file_that_cannot_be_taken_is_explained(
        self, adding: Add, tmp_path: Path, content: bytes | None, says: str
    ) -> None:
        """Below the field; what stood in it stays."""
        path = tmp_path / "response.json"
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content)
        shown = adding(Prefill(TokenSource.RESPONSE, "orders", RESPONSE))
        drop(shown.dialog, path)
        assert says in shown.word("word")
        assert shown.part(QPlainTextEdit, "response").toPlainText() == RESPONSE

    def test_an_answer_after_it_was_closed_is_nobodys(self, adding: Add) -> None:
        """The import goes on without the dialog."""
        shown = adding(Prefill(TokenSource.RESPONSE, "orders"))
        held: list[Reported] = []
        shown.accounts.take_response = (  # type: ignore[method-assign]
            lambda fields, done: held.append(done)
        )
        shown.press("ok")
        assert not shown.part(QAbstractButton, "ok").isEnabled()
        shown.dialog.reject()
        held[0](Report("id-orders", ()))
        assert shown.dialog.profile_id == ""

    def test_a_long_sentence_has_room(self, adding: Add) -> None:
        """However many lines it needs; no window flashes up for it."""
        shown = adding(Prefill(TokenSource.RESPONSE, "orders"))
        sentences = ("expires 14:05", "It is kept but not used for now. " * 9)
        shown.accounts.answer = Report("id-orders", sentences)
        windows = set(QApplication.topLevelWidgets())
        shown.press("ok")
        assert set(QApplication.topLevelWidgets()) == windows
        QApplication.processEvents()
        for label in shown.dialog.findChildren(QLabel, "sentence"):
            assert label.height() == label.heightForWidth(label.width())


class TestDescription:
    """The body of a profile in TOML."""

    def test_who_would_receive_something_is_read_first(self, adding: Add) -> None:
        """Then a yes adds it."""
        shown = adding(DESCRIPTION)
        shown.accounts.answer = Report("id-orders", ("Tokens may go to https://api.example.",))
        shown.type_in(name="orders")
        shown.write("description", 'client_id = "x"')
        shown.press("ok")
        assert shown.sentences == ["Tokens may go to https://api.example."]
        shown.press("back")
        assert shown.part(QPlainTextEdit, "description").toPlainText() == 'client_id = "x"'
        shown.press("ok")
        shown.press("ok")
        assert [one["write"] for one in shown.accounts.added] == [False, False, True]
        assert shown.dialog.profile_id == "id-orders"


def test_no_closed_dialog_stays_behind(qtbot: QtBot, appearance: Appearance, opened: Open) -> None:
    """Each held a secret once."""
    window = opened("valid").window
    QTimer.singleShot(0, lambda: _open_dialog().reject())
    answered = AddDialog.ask(PlayedAccounts(), appearance.theme, TEXT, window)
    assert answered.profile_id == ""
    del answered
    gc.collect()
    qtbot.waitUntil(lambda: not window.findChildren(AddDialog))


def _open_dialog() -> AddDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AddDialog)
    return dialog


def drop(dialog: AddDialog, path: Path) -> None:
    """Drop a file onto the dialog."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(event)
