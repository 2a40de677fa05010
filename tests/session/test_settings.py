"""The settings in a real desktop: opened from the panel, changed by the keyboard alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtGui import QImage

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
        open_settings(desktop, panel)
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


def test_the_way_to_the_first_profile(new_desktop: NewDesktop) -> None:
    """The settings of profiles lead to the dialog that adds one."""
    desktop = new_desktop(keyring="none")
    user = User(desktop)
    write_settings(user, 'start_hidden = true\nstore = "memory"\n')
    user.start()
    with closing(Panel(desktop)) as panel:
        open_settings(desktop, panel)
        press(desktop, "Right", "Right", "Right", "Tab", "space")
        adding = ["xdotool", "search", "--onlyvisible", "--name", "^Add a profile$"]
        until(lambda: bool(desktop.run(adding, capture_output=True).stdout), "the dialog", 10)
        desktop.run([*adding, "windowfocus", "--sync"])
        press(desktop, "Escape")
        until(lambda: not desktop.run(adding, capture_output=True).stdout, "no dialog", 10)
    user.quit()


def open_settings(desktop: VirtualDesktop, panel: Panel) -> None:
    """Open the settings from the menu, and give them the keyboard."""
    panel.await_item()
    until(lambda: "Settings…" in panel.labels(), "the menu", 10)
    panel.click("Settings…")
    until(lambda: len(windows(desktop)) == 1, "the settings", 10)
    desktop.run(["xdotool", "search", "--name", TITLE, "windowfocus", "--sync"])


def write_settings(user: User, text: str) -> Path:
    """Write settings.toml by hand."""
    file = Path(user.environ["XDG_CONFIG_HOME"]) / "tokentray" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def main_windows(desktop: VirtualDesktop) -> list[str]:
    """Return the program's main windows on the screen."""
    argv = ["xdotool", "search", "--onlyvisible", "--name", "^TokenTray$"]
    return desktop.run(argv, capture_output=True).stdout.split()


def test_start_hidden(new_desktop: NewDesktop) -> None:
    """Neither the start nor the lack of a profile opens the window; asked for, it opens."""
    desktop = new_desktop(keyring="none")
    user = User(desktop)
    write_settings(user, 'start_hidden = true\nstore = "memory"\n')
    user.does()
    with closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: "Settings…" in panel.labels(), "the menu", 10)
        assert main_windows(desktop) == []
    user.does()
    until(lambda: len(main_windows(desktop)) == 1, "the window")
    user.does("quit")


def brightness(desktop: VirtualDesktop, window: str, file: Path) -> int:
    """Return how bright a window is below its middle, 0 to 255."""
    desktop.screenshot(file)
    argv = ["xdotool", "getwindowgeometry", "--shell", window]
    told = desktop.run(argv, capture_output=True).stdout.split()
    place = {key: int(value) for key, _, value in (line.partition("=") for line in told)}
    x, y = place["X"] + place["WIDTH"] // 2, place["Y"] + place["HEIGHT"] * 3 // 4
    return QImage(str(file)).pixelColor(x, y).lightness()


def test_the_colours_follow_the_file_at_once(new_desktop: NewDesktop, tmp_path: Path) -> None:
    """Light, then dark by hand while the settings are open; broken, it stays and is named."""
    desktop = new_desktop(keyring="none")
    user = User(desktop)
    file = write_settings(user, 'start_hidden = true\nstore = "memory"\ntheme = "light"\n')
    user.start()
    with closing(Panel(desktop)) as panel:
        open_settings(desktop, panel)
        (window,) = windows(desktop)
        picture = tmp_path / "screen.png"
        until(lambda: brightness(desktop, window, picture) > 200, "light colours", 10)
        file.write_text('start_hidden = true\nstore = "memory"\ntheme = "dark"\n')
        until(lambda: brightness(desktop, window, picture) < 60, "dark colours", 10)
        file.write_text("theme = \n")
        words = "settings.toml cannot be read: see the settings"
        until(lambda: words in panel.labels(), "a word about it", 10)
        assert brightness(desktop, window, picture) < 60
        assert file.read_text() == "theme = \n"
    user.quit()


def test_the_language_changes_at_once(new_desktop: NewDesktop) -> None:
    """Menu and open settings speak German as soon as the file says so, on the same page."""
    desktop = new_desktop(keyring="none")
    user = User(desktop, LANGUAGE="en", LC_ALL="C.UTF-8")
    words = 'start_hidden = true\nstore = "memory"\n'
    file = write_settings(user, words)
    user.start()
    with closing(Panel(desktop)) as panel:
        open_settings(desktop, panel)
        file.write_text(f'{words}language = "de"\n')
        german = ["xdotool", "search", "--onlyvisible", "--name", "^Einstellungen von TokenTray$"]
        until(lambda: bool(desktop.run(german, capture_output=True).stdout), "German words", 10)
        until(lambda: windows(desktop) == [], "no English ones")
        until(lambda: "Einstellungen…" in panel.labels(), "a German menu")
    user.quit()
