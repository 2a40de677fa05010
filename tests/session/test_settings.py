"""The settings in a real desktop: opened from the panel, changed by the keyboard alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.session.conftest import NewDesktop
from tests.session.panel import Panel
from tests.session.story import User
from virtual_desktop import VirtualDesktop, until

TITLE = "^Settings of TokenTray$"


def windows(desktop: VirtualDesktop) -> list[str]:
    """Return the settings windows on the screen."""
    argv = ["xdotool", "search", "--onlyvisible", "--name", TITLE]
    return desktop.run(argv, capture_output=True).stdout.split()


def press(desktop: VirtualDesktop, *keys: str) -> None:
    """Press keys in the window that has the keyboard."""
    desktop.run(["xdotool", "key", "--clearmodifiers", "--delay", "60", *keys])


def test_changed_by_the_keyboard_alone(new_desktop: NewDesktop) -> None:
    """Autostart and a setting are written, the file's comment stays, a hand's edit counts too."""
    desktop = new_desktop(keyring="none")
    user = User(desktop)
    config = Path(user.environ["XDG_CONFIG_HOME"])
    file = config / "tokentray" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# mine\nclipboard_seconds = 5  # short\n")
    user.start("--store", "memory")
    with closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: "Settings…" in panel.labels(), "the menu", 10)
        panel.click("Settings…")
        until(lambda: len(windows(desktop)) == 1, "the window", 10)
        desktop.run(["xdotool", "search", "--name", TITLE, "windowfocus", "--sync"])
        press(desktop, "Tab", "space")
        entry = config / "autostart" / "org.tokentray.TokenTray.desktop"
        until(entry.exists, "the start with the session", 15)
        press(desktop, "Tab", "space")
        until(lambda: "start_hidden = true" in file.read_text(), "the setting", 15)
        assert file.read_text().startswith("# mine\nclipboard_seconds = 5  # short\n")
        press(desktop, "Escape")
        until(lambda: windows(desktop) == [], "no window")
        panel.click("Settings…")
        until(lambda: len(windows(desktop)) == 1, "the window again", 10)
        user.does("import", "api", "-", stdin='{"access_token": "opaque", "expires_in": 3600}')
        until(lambda: user.state() == "valid", "the token", 10)
        file.write_text(file.read_text().replace("= 5", "= 1"))
        user.does("copy", "api")
        until(lambda: desktop.read_clipboard() is None, "the clipboard to be cleared", 5)
    user.quit()
