"""The window over the engine itself: what a person sees from the start to the last profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.agent.rig import HOUR, Rig, profile, snapshot, told
from tests.desktop.accounts import PlayedAccounts
from tests.desktop.gallery import Scene
from tests.desktop.opened import Opened
from tokentray.agent.signing import Report, Signing
from tokentray.agent.workers import Workers
from tokentray.core.errors import (
    InputError,
    ProfileError,
    TokenTrayError,
    TransportError,
    VaultLocked,
)
from tokentray.core.jobs import Op
from tokentray.core.snapshot import Standing
from tokentray.desktop.add_dialog import AddDialog, Prefill
from tokentray.desktop.adding.source_page import TokenSource
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow

Show = Callable[[Rig], Opened]


@pytest.fixture
def show(qtbot: QtBot, appearance: Appearance) -> Show:
    """Open a window over an engine."""
    kept: list[Opened] = []

    def make(rig: Rig) -> Opened:
        shown = Opened(qtbot, appearance, Scene())
        shown.window = MainWindow(rig.engine, PlayedAccounts(), appearance)
        qtbot.addWidget(shown.window)
        shown.window.show()
        kept.append(shown)
        return shown

    return make


def test_from_the_first_read_to_a_countdown(show: Show) -> None:
    """While the keyring is read nothing is called empty."""
    rig = Rig(profile("api"), profile("other"))
    rig.engine.start()
    shown = show(rig)
    assert shown.page == "Reading the keyring…"
    rig.load(api=snapshot(rig.clock.at))
    assert (shown.page, shown.text("name"), shown.text("countdown")) == ("", "api", "1 h 00 min")
    shown.window.show_profile("id-other")
    assert shown.page == "other holds no token"


def test_a_refresh_that_fails_and_then_works(show: Show) -> None:
    """The reason and the next try are said, and go again."""
    rig = Rig(profile("api"))
    rig.start(api=snapshot(rig.clock.at))
    shown = show(rig)
    rig.refresh(force=True)
    error = TransportError("offline", host="id.example")
    waits = Standing(1, 0, rig.clock.at + 60, rig.clock.at, "offline", {"host": "id.example"})
    rig.land(snapshot(rig.clock.at), error=error, standing=waits)
    assert shown.message.startswith("id.example cannot be reached. Next try ")
    rig.advance(61)
    rig.refresh(force=True)
    rig.land(snapshot(rig.clock.at, generation=2))
    assert (shown.message, shown.text("countdown")) == ("", "1 h 00 min")


def test_an_ended_grant_while_the_token_lives(show: Show) -> None:
    """Both are said: how long it works, and what is needed."""
    rig = Rig(profile("api"))
    rig.start(api=snapshot(rig.clock.at))
    shown = show(rig)
    rig.refresh(force=True)
    rig.land(snapshot(rig.clock.at, ended="reason-invalid-grant"), renewed=False)
    assert shown.message == "A new sign-in is needed: the server ended the grant."
    assert shown.text("chip") == "sign-in needed"
    assert shown.text("countdown") == "1 h 00 min"


def test_a_locked_keyring_asks_for_a_click(show: Show, qtbot: QtBot) -> None:
    """And the tokens show themselves when it is open."""
    rig = Rig(profile("api"))
    rig.engine.start()
    shown = show(rig)
    rig.take(Op.LOAD).done(VaultLocked("vault-locked"))
    assert shown.page == "The keyring is locked"
    with qtbot.waitSignal(shown.window.unlock_requested):
        shown.button("unlock").click()
    rig.engine.unlock(lambda _error: None)
    rig.take(Op.UNLOCK).done({})
    rig.load(api=snapshot(rig.clock.at))
    assert shown.page == ""


def test_a_file_that_breaks_and_is_corrected(show: Show) -> None:
    """Profiles that are known stay; without any there is a page for it."""
    broken = ProfileError("profiles-not-toml", path="profiles.toml", what="line 3")
    rig = Rig(profile("api"))
    rig.start(api=snapshot(rig.clock.at))
    shown = show(rig)
    rig.file_error = broken
    rig.engine.reread_profiles()
    assert shown.text("name") == "api"
    assert shown.strip.startswith("profiles.toml is not TOML: line 3.")
    rig.file_error = None
    rig.engine.reread_profiles()
    assert shown.strip == ""

    rig = Rig()
    rig.file_error = broken
    rig.engine.start()
    assert show(rig).page == "The profiles file cannot be read"


def test_an_import_through_the_dialog(show: Show, qtbot: QtBot, appearance: Appearance) -> None:
    """Refused first, then understood, then stored; the list shows the new profile."""
    rig = Rig()
    rig.engine.start()
    shown = show(rig)
    assert shown.page == "No token yet"
    accounts = Signing(rig.engine, cast("Workers", rig.workers))
    dialog = AddDialog(accounts, appearance.theme, Prefill(TokenSource.RESPONSE, "api", "{}"))
    qtbot.addWidget(dialog)
    ok = dialog.findChild(QPushButton, "ok")
    assert isinstance(ok, QPushButton)
    ok.click()
    rig.take(Op.IMPORT).done(InputError("no-access-token"))
    ok.click()
    looked = rig.take(Op.IMPORT)
    assert not looked.fields["write"]
    nothing = {"profile": None, "snapshot": None, "standing": None}
    looked.done({**nothing, "report": ["expires 14:05"]})
    assert (dialog.profile_id, shown.page) == ("", "No token yet")
    ok.click()
    rig.edit(profile("api"))
    answer = {"profile": "id-api", "report": ["expires 14:05"]}
    rig.take(Op.IMPORT).done({**answer, **told(snapshot(rig.clock.at))})
    assert dialog.profile_id == "id-api"
    assert shown.text("name") == "api"


def test_a_keyring_that_takes_nothing_is_said(show: Show) -> None:
    """By the window too: it holds for all."""
    rig = Rig()
    rig.engine.start()
    shown = show(rig)
    heard: list[Report | TokenTrayError] = []
    Signing(rig.engine, cast("Workers", rig.workers)).take_response({}, heard.append)
    rig.take(Op.IMPORT).done(VaultLocked("vault-locked"))
    assert [getattr(one, "code", "") for one in heard] == ["vault-locked"]
    assert shown.page == "The keyring is locked"


def test_the_last_profile_goes(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a yes; the window is as at first."""
    monkeypatch.setattr("tokentray.desktop.dialogs.confirm_removal", lambda *_: True)
    rig = Rig(profile("api"))
    rig.start(api=snapshot(rig.clock.at))
    shown = show(rig)
    shown.action("remove").trigger()
    job = rig.take(Op.FORGET)
    rig.profiles = type(rig.profiles)(())
    job.done({})
    rig.engine.reread_profiles()
    assert shown.page == "No token yet"


def test_the_countdown_ends(show: Show) -> None:
    """Without a way to renew: expired, to the second."""
    rig = Rig(profile("api", refresh=False))
    rig.start(api=snapshot(rig.clock.at, HOUR))
    shown = show(rig)
    rig.advance(HOUR - 1)
    shown.window.on_second_timeout()
    assert shown.text("countdown") == "0:01"
    rig.advance(1)
    assert (shown.text("countdown"), shown.text("chip")) == ("0:00", "expired")
