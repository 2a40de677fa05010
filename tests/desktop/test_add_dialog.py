"""Add a profile from the window: one address, everything else is found out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.accounts import PlayedAccounts
from tokentray.agent.signing import Report
from tokentray.core.errors import TokenTrayError, TransportError, UsageError
from tokentray.desktop.add_dialog import AddDialog
from tokentray.desktop.theme import Appearance

New = Callable[[PlayedAccounts], AddDialog]


@pytest.fixture
def dialog_of(qtbot: QtBot, appearance: Appearance) -> New:
    """Open the dialog over a stand-in."""

    def make(accounts: PlayedAccounts) -> AddDialog:
        dialog = AddDialog(accounts, appearance.theme)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def fill(dialog: AddDialog, **texts: str) -> None:
    """Type into fields by their names and press the button."""
    for name, text in texts.items():
        field = dialog.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    ok = dialog.findChild(QPushButton, "ok")
    assert isinstance(ok, QPushButton)
    ok.click()


def said(dialog: AddDialog, name: str) -> str:
    """Return what is said below a field."""
    label = dialog.findChild(QLabel, f"{name}-word")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_an_issuer_is_enough(dialog_of: New) -> None:
    """The rest stays empty and is found out; a secret is in no field afterwards."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    fill(dialog, name="orders", address=" https://id.example ", secret="canary")
    (fields,) = accounts.added
    assert fields["issuer"] == "https://id.example"
    assert (fields["client_id"], fields["scopes"]) == ("", [])
    secret = dialog.findChild(QLineEdit, "secret")
    assert isinstance(secret, QLineEdit)
    assert secret.text() == ""
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    assert dialog.profile_id == "id-orders"


def test_an_api_address_is_sent_as_such(dialog_of: New) -> None:
    """The server is found from the API (RFC 9728)."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    kind = dialog.findChild(QComboBox, "kind")
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(1)
    fill(dialog, name="orders", address="https://api.example/v1")
    assert accounts.added[0]["api"] == "https://api.example/v1"
    assert "issuer" not in accounts.added[0]


@pytest.mark.parametrize(
    ("error", "field"),
    [
        (UsageError("name-taken", name="orders"), "name"),
        (TransportError("no-metadata", issuer="https://id.example"), "address"),
        (TokenTrayError("invalid-client", name="orders", error="x"), "client"),
    ],
)
def test_an_error_stands_beside_its_field(
    dialog_of: New, error: TokenTrayError, field: str
) -> None:
    """And nothing that was typed is lost."""
    accounts = PlayedAccounts()
    accounts.answer = error
    dialog = dialog_of(accounts)
    fill(dialog, name="orders", address="https://id.example")
    assert error.title in said(dialog, field)
    assert dialog.profile_id == ""
    accounts.answer = Report("id-orders", ("Found it.",))
    fill(dialog)
    assert dialog.profile_id == "id-orders"


def test_it_goes_on_with_signing_in(dialog_of: New) -> None:
    """What was found is said, and the next step is the obvious button."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    fill(dialog, name="orders", address="https://id.example")
    button = dialog.findChild(QPushButton, "sign-in")
    assert isinstance(button, QPushButton)
    assert button.hasFocus() or button.isDefault()
    button.click()
    assert dialog.wants_sign_in
    assert not dialog.isVisible()


def test_a_client_is_registered_only_after_a_yes(dialog_of: New) -> None:
    """What was found stands above the button that agrees; an error leads back to the fields."""
    accounts = PlayedAccounts()
    accounts.answer = Report("", ("TokenTray has to be registered there.",))
    dialog = dialog_of(accounts)
    question, ok = dialog.findChild(QWidget, "question"), dialog.findChild(QPushButton, "ok")
    assert isinstance(question, QWidget)
    assert isinstance(ok, QPushButton)
    fill(dialog, name="orders", address="https://id.example")
    assert (question.isVisible(), dialog.profile_id) == (True, "")
    assert not accounts.added[0]["register"]
    assert "has to be registered" in question.findChildren(QLabel, "sentence")[-1].text()
    accounts.answer = TokenTrayError("registration-closed", host="id.example", status=403)
    ok.click()
    assert accounts.added[1]["register"]
    assert (question.isVisible(), "403" in said(dialog, "client")) == (False, True)
    accounts.answer = Report("id-orders", ("Registered.",))
    ok.click()
    assert not accounts.added[2]["register"]
    assert dialog.profile_id == "id-orders"
