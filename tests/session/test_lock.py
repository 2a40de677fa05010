"""The lock in a real desktop: panel, clipboard, window, and the services that lock a screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.agent.screen_services import service
from tests.session.conftest import NewDesktop
from tests.session.panel import Panel
from tests.session.story import User
from virtual_desktop import until

TOKEN = "opaque-and-known"
BEARER = f"Bearer {TOKEN}"


@pytest.fixture
def user(new_desktop: NewDesktop) -> Iterator[User]:
    """A user whose program runs and holds one token."""
    desktop = new_desktop(keyring="unlocked")
    user = User(desktop)
    _settings(user).parent.mkdir(parents=True, exist_ok=True)
    _settings(user).write_text("lock_on_screen_lock = true\n")
    response = {"access_token": TOKEN, "expires_in": 3600}
    user.does("import", "api", "-", stdin=json.dumps(response))
    user.start()
    until(lambda: user.state() == "valid", "the loaded token")
    yield user
    user.quit()


@pytest.fixture
def panel(user: User) -> Iterator[Panel]:
    """The panel, with a row for the token."""
    with closing(Panel(user.desktop)) as panel:
        panel.await_item()
        until(lambda: any("api   until" in label for label in panel.labels()), "a row", 10)
        yield panel


def enabled(panel: Panel, start: str) -> bool:
    """Tell whether the first entry that begins so can be clicked."""
    return next(entry.enabled for entry in panel.entries() if entry.label.startswith(start))


def copy(user: User, panel: Panel) -> None:
    """Copy by a click in the menu."""
    panel.click("api   ")
    until(lambda: user.desktop.read_clipboard() == BEARER, "the copy", 10)


def test_the_menu_locks_and_opens(user: User, panel: Panel) -> None:
    """The clipboard is cleared at once, rows are grey, programs get code 8; then all is back."""
    copy(user, panel)
    panel.click("Lock")
    until(lambda: not user.desktop.read_clipboard(), "an empty clipboard", 3)
    until(lambda: not enabled(panel, "api   "), "grey rows")
    assert not enabled(panel, "Copy bearer")
    assert enabled(panel, "Unlock TokenTray")
    assert panel.tooltip() == "TokenTray is locked"
    assert user.run("token", "api").returncode == 8
    assert user.run("show", "api").returncode == 8
    assert user.run("copy", "api").returncode == 8
    panel.activate_secondary()
    assert user.does("list")

    panel.click("Unlock TokenTray")

    until(lambda: enabled(panel, "api   "), "rows that copy")
    assert user.does("token", "api") == f"{TOKEN}\n"
    copy(user, panel)


def test_the_command_locks_an_open_window(user: User, panel: Panel) -> None:
    """The window shows the lock's page in the place of the claims, and its button opens it."""
    user.does()
    argv = ["xdotool", "search", "--onlyvisible", "--name", "^TokenTray$"]
    until(lambda: bool(user.desktop.run(argv, capture_output=True).stdout.strip()), "the window")
    copy(user, panel)

    user.does("lock")

    until(lambda: not user.desktop.read_clipboard(), "an empty clipboard", 3)
    window = user.desktop.run(argv, capture_output=True).stdout.split()[0]
    # The page gave the keyboard to its button.
    user.desktop.run(["xdotool", "windowactivate", "--sync", window, "key", "space"])
    until(lambda: user.run("token", "api").returncode == 0, "an open lock")


def test_the_screens_lock_locks_and_opens(user: User, panel: Panel) -> None:
    """With the setting: cleared, grey and code 8 while the screen is locked, and all is back."""
    with service(_bus(user), "org.freedesktop.ScreenSaver") as saver:
        for _ in range(3):
            copy(user, panel)
            saver.tell("true")
            until(lambda: not user.desktop.read_clipboard(), "an empty clipboard", 3)
            until(lambda: not enabled(panel, "api   "), "grey rows")
            assert user.run("token", "api").returncode == 8
            saver.tell("false")
            until(lambda: enabled(panel, "api   "), "rows that copy")
            assert user.does("token", "api") == f"{TOKEN}\n"


def test_without_the_setting_only_the_clipboard_is_cleared(user: User, panel: Panel) -> None:
    """Who leaves the computer leaves no token on the clipboard; programs go on."""
    _settings(user).write_text("")
    user.quit()
    user.start()
    panel.await_item()
    until(lambda: any("api   until" in label for label in panel.labels()), "a row", 10)
    with service(_bus(user), "org.gnome.ScreenSaver") as saver:
        copy(user, panel)
        saver.tell("true")
        until(lambda: not user.desktop.read_clipboard(), "an empty clipboard", 3)
        assert user.does("token", "api") == f"{TOKEN}\n"


def _settings(user: User) -> Path:
    return Path(user.environ["XDG_CONFIG_HOME"]) / "tokentray" / "settings.toml"


def _bus(user: User) -> str:
    return user.environ["DBUS_SESSION_BUS_ADDRESS"]
