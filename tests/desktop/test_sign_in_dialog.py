"""Sign in from the window: each stage has its words and its way on, and closing cancels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.accounts import BROWSER, QR, PlayedAccounts, device_step
from tests.desktop.conftest import Open
from tokentray.agent.signing import Report
from tokentray.core.errors import Denied, TransportError
from tokentray.core.last_page import all_texts
from tokentray.desktop.qr_picture import QrPicture
from tokentray.desktop.sign_in_dialog import SignInDialog, Whom
from tokentray.desktop.theme import Appearance
from tokentray.desktop.wait_line import WaitLine
from tokentray.service.picture import picture_of

NOW = 1_800_000_000.0
New = Callable[[PlayedAccounts], SignInDialog]


@pytest.fixture
def dialog_of(qtbot: QtBot, appearance: Appearance) -> New:
    """Open the dialog over a stand-in."""

    def make(accounts: PlayedAccounts) -> SignInDialog:
        whom = Whom("id-orders", "orders")
        dialog = SignInDialog(accounts, whom, lambda: NOW, appearance.theme)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def text(dialog: SignInDialog, name: str) -> str:
    """Return what a label says, empty where it is hidden."""
    label = dialog.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def button(dialog: SignInDialog, name: str) -> QPushButton:
    """Return a button that can be pressed."""
    (found,) = (one for one in dialog.findChildren(QPushButton, name) if one.isVisible())
    return found


def test_it_begins_by_itself_and_waits_for_the_browser(dialog_of: New) -> None:
    """The profile that was chosen, in the browser; the address can be copied."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    assert (accounts.attempt.profile_id, accounts.attempt.device) == ("id-orders", False)
    assert text(dialog, "heading") == "Asking the server…"
    accounts.attempt.on_step(BROWSER)
    assert text(dialog, "heading") == "Go on in your browser"
    button(dialog, "copy-link").click()
    assert QGuiApplication.clipboard().text() == BROWSER.url


def test_the_last_page_is_in_the_language_of_the_dialog(german: None, dialog_of: New) -> None:
    """Every text of every page."""
    accounts = PlayedAccounts()
    dialog_of(accounts)
    spoken = accounts.attempt.spoken
    assert spoken.language.startswith("de")
    assert set(spoken.texts) == set(all_texts())
    assert all(spoken(text) != text for text in all_texts())


def test_a_line_says_that_the_server_is_waited_for(dialog_of: New) -> None:
    """Until it has answered; then there is something to do."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    line = dialog.findChild(WaitLine)
    assert isinstance(line, WaitLine)
    assert line.isVisible()
    assert line.width() > dialog.width() / 2
    accounts.attempt.on_step(BROWSER)
    assert not line.isVisible()
    button(dialog, "device").click()
    assert line.isVisible()


def test_a_code_is_shown_large_with_its_picture_and_its_time(dialog_of: New) -> None:
    """RFC 8628 section 3.3: the code, where to type it, and how long it is good."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    accounts.attempt.on_step(BROWSER)
    button(dialog, "device").click()
    assert accounts.attempts[0].cancelled
    assert accounts.attempt.device
    accounts.attempt.on_step(device_step(NOW + 541))
    assert text(dialog, "code") == "WDJB-MJHT"
    assert text(dialog, "place") == "https://id.example/device"
    assert text(dialog, "left") == "The code is good for 9:01."
    picture = dialog.findChild(QrPicture)
    assert isinstance(picture, QrPicture)
    module = picture.width() // (len(QR) + 8)
    assert picture.width() == module * (len(QR) + 8)
    image = picture.grab().toImage()
    middles = [(number + 4.5) * module for number in range(len(QR))]
    drawn = [
        "".join("1" if image.pixelColor(int(x), int(y)).value() == 0 else "0" for x in middles)
        for y in middles
    ]
    assert tuple(drawn) == picture_of("https://id.example/device?user_code=WDJB-MJHT")
    button(dialog, "copy-code").click()
    assert QGuiApplication.clipboard().text() == "WDJB-MJHT"


def test_a_foreign_code_is_plain_text(dialog_of: New) -> None:
    """Whatever a server calls its code."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    step = device_step(NOW + 60)
    accounts.attempt.on_step(type(step)("<b>\u202ex", "https://x/<i>", "", step.expires_at, ()))
    assert text(dialog, "code") == "<b>\\u202ex"


def test_a_failure_says_what_is_wrong_and_can_be_tried_again(dialog_of: New) -> None:
    """In words, with the next step as a button."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    accounts.attempt.done(TransportError("timed-out", host="id.example", seconds=15))
    assert text(dialog, "heading") == "Not signed in"
    assert "id.example did not answer" in text(dialog, "text")
    button(dialog, "retry").click()
    assert len(accounts.attempts) == 2
    accounts.attempt.done(Denied("declined"))
    assert text(dialog, "heading") == "Signing in was refused"


def test_success_closes_it_or_tells_what_to_know(dialog_of: New) -> None:
    """One sentence needs no page; more do."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    accounts.attempt.done(Report("id-orders", ("signed in as x", "there is no refresh token")))
    lines = [label.text() for label in dialog.findChildren(QLabel, "sentence")]
    assert lines == ["Signed in as x.", "There is no refresh token."]
    button(dialog, "done").click()
    assert not dialog.isVisible()
    second = dialog_of(accounts)
    accounts.attempt.done(Report("id-orders", ("signed in as x",)))
    assert not second.isVisible()


def test_closing_cancels_and_late_answers_change_nothing(dialog_of: New) -> None:
    """Escape is a no; what comes after it is not shown."""
    accounts = PlayedAccounts()
    dialog = dialog_of(accounts)
    attempt = accounts.attempt
    dialog.reject()
    assert attempt.cancelled
    attempt.on_step(BROWSER)
    attempt.done(Report("id-orders", ("a", "b")))
    assert not dialog.isVisible()


def test_the_message_of_an_ended_grant_leads_to_it(opened: Open) -> None:
    """From the red strip into the dialog, for the profile that is shown."""
    shown = opened("sign-in-again")
    shown.button("step").click()
    assert shown.accounts.attempt.profile_id == "id-orders"


def test_a_profile_without_tokens_offers_it_first(opened: Open) -> None:
    """Sign in, or paste; the first is the obvious one."""
    shown = opened("signed-out")
    assert shown.page == "orders holds no token"
    shown.button("sign-in").click()
    assert shown.accounts.attempt.profile_id == "id-orders"


def test_signing_out_asks_first(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says what the server was told."""
    shown = opened("sign-in-again")
    answers = iter((False, True))
    monkeypatch.setattr(
        "tokentray.desktop.dialogs.confirm_sign_out", lambda _name, _parent: next(answers)
    )
    shown.action("sign-out").trigger()
    assert shown.accounts.signed_out == []
    shown.accounts.answer = Report("id-orders", ("signed out of orders", "the server was told"))
    shown.action("sign-out").trigger()
    assert shown.accounts.signed_out == ["id-orders"]
    assert shown.strip == "Signed out of orders. The server was told."


def test_it_is_said_that_a_server_could_not_be_told(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tokens are forgotten here; they may live on there."""
    shown = opened("sign-in-again")
    monkeypatch.setattr("tokentray.desktop.dialogs.confirm_sign_out", lambda _name, _parent: True)
    life = "the access token lives until 14:05"
    error = TransportError("sign-out-failed", name="orders", life=life, what="Offline.")
    shown.accounts.answer = Report("id-orders", (), error)
    shown.action("sign-out").trigger()
    assert shown.strip.startswith("orders is signed out here; the server can't be told; the access")


def test_a_bound_token_is_not_copied_and_says_why(opened: Open) -> None:
    """RFC 9449: a plain copy would only be refused."""
    shown = opened("bound")
    assert not shown.button("copy").isEnabled()
    assert "bound to a key (DPoP)" in shown.message
