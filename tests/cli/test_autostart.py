"""`autostart`: what lies in the autostart folder, and whether it is told as it is."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tests.cli.home import COMMAND, Home
from tokentray.cli.processes import apart
from tokentray.storage.session_start import (
    DesktopEntry,
    Found,
    LaunchAgent,
    RunKey,
    session_command,
    session_start,
)

NAME = "org.tokentray.TokenTray.desktop"


def entry_of(home: Home) -> Path:
    """Return where the entry lies."""
    return home.folder / "config" / "autostart" / NAME


def test_enable_status_and_disable(home: Home) -> None:
    """Twice is as once; the entry is valid, and starts `run` of this very installation."""
    absent = "TokenTray does not start with the session.\n"
    assert home.run("autostart", "status").out == absent
    assert home.run("autostart", "disable").out == absent
    first = home.run("autostart", "enable")
    assert (first.code, first.out) == (
        0,
        f"TokenTray starts with the session ({entry_of(home)}).\n",
    )
    text = entry_of(home).read_text()
    assert home.run("autostart", "enable").out == first.out
    assert entry_of(home).read_text() == text
    assert home.run("autostart", "status").out == first.out
    assert f"Exec={COMMAND} run\n" in text
    assert home.run("autostart", "disable").out == absent
    assert not entry_of(home).exists()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="no validator")
def test_the_entry_is_a_valid_desktop_entry(home: Home) -> None:
    """By the specification's own tool."""
    assert home.run("autostart", "enable").code == 0
    done = subprocess.run(
        ["desktop-file-validate", entry_of(home)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_a_switched_off_entry_is_no_autostart(home: Home, line: str) -> None:
    """Desktops switch entries off so; `enable` switches it on again."""
    home.run("autostart", "enable")
    entry_of(home).write_text(f"{entry_of(home).read_text()}{line}\n")
    assert "switched off" in home.run("autostart", "status").out
    assert "switched off" not in home.run("autostart", "enable").out
    assert home.run("autostart", "status").out.startswith("TokenTray starts with the session")


def test_another_command_is_named(home: Home) -> None:
    """An installation that has moved, or an entry that somebody changed."""
    home.run("autostart", "enable")
    text = entry_of(home).read_text()
    entry_of(home).write_text(text.replace(str(COMMAND), "/gone/tokentray"))
    said = home.run("autostart", "status").out
    assert said.startswith("Something else starts with the session: /gone/tokentray run")


def test_a_path_with_all_marks_is_quoted(tmp_path: Path) -> None:
    """Twice, as the specification asks: the value as a string, and the argument in it."""
    words = ["/opt/a b$c%d/python", "run"]
    start = DesktopEntry(tmp_path / "autostart" / NAME)
    start.enable(words)
    assert 'Exec="/opt/a b\\\\$c%%d/python" run\n' in (tmp_path / "autostart" / NAME).read_text()
    assert start.status(words).found is Found.ENABLED


def test_macos_gets_a_property_list(tmp_path: Path) -> None:
    """As launchd.plist(5) has it; switched off and another command are told apart."""
    start = LaunchAgent(tmp_path / "LaunchAgents" / "x.plist")
    words = ["/opt/a b/python", "run"]
    assert start.status(words).found is Found.ABSENT
    assert start.enable(words) == start.enable(words)
    path = tmp_path / "LaunchAgents" / "x.plist"
    written = plistlib.loads(path.read_bytes())
    assert (written["ProgramArguments"], written["RunAtLoad"]) == (words, True)
    assert start.status(words).found is Found.ENABLED
    assert start.status(["/other", "run"]).found is Found.OTHER
    path.write_bytes(plistlib.dumps(written | {"Disabled": True}))
    assert start.status(words).found is Found.DISABLED
    path.write_bytes(b"no list")
    assert start.status(words).found is Found.OTHER
    start.disable()
    start.disable()
    assert start.status(words).found is Found.ABSENT


def test_each_platform_has_its_own() -> None:
    """Chosen in one place."""
    assert isinstance(session_start({"HOME": "/h"}, "linux"), DesktopEntry)
    assert isinstance(session_start({"HOME": "/h"}, "darwin"), LaunchAgent)


class Registry:
    """The few functions of `winreg` that are used, over a dictionary, as its documentation says."""

    HKEY_CURRENT_USER, REG_SZ, KEY_SET_VALUE = object(), 1, 2

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}

    def OpenKey(self, _root: object, path: str, *_more: int) -> AbstractContextManager[str]:
        return nullcontext(path)

    def CreateKey(self, _root: object, path: str) -> AbstractContextManager[str]:
        return nullcontext(path)

    def QueryValueEx(self, key: str, name: str) -> tuple[object, int]:
        if (key, name) not in self.values:
            raise FileNotFoundError
        return self.values[key, name], self.REG_SZ

    def SetValueEx(self, key: str, name: str, _zero: int, _kind: int, value: object) -> None:
        self.values[key, name] = value

    def DeleteValue(self, key: str, name: str) -> None:
        if self.values.pop((key, name), None) is None:
            raise FileNotFoundError


def test_windows_gets_a_value_of_the_run_key() -> None:
    """The switch of the task manager is read, and taken back by `enable`."""
    registry = Registry()
    start, words = RunKey(registry), [r"C:\a b\python.exe", "run"]
    assert start.status(words).found is Found.ABSENT
    assert start.enable(words) == start.enable(words)
    assert start.status(words) == start.enable(words)
    assert start.status(words).command == r'"C:\a b\python.exe" run'
    assert start.status(["other"]).found is Found.OTHER
    approved = RunKey._APPROVED, "org.tokentray.TokenTray"
    registry.values[approved] = b"\x03" + b"\0" * 11
    assert start.status(words).found is Found.DISABLED
    start.enable(words)
    assert start.status(words).found is Found.ENABLED
    start.disable()
    start.disable()
    assert start.status(words).found is Found.ABSENT


def test_windows_starts_it_without_a_console(tmp_path: Path) -> None:
    """By the Python without one, where that is installed; the script is for other systems."""
    python, windowless = tmp_path / "python.exe", tmp_path / "pythonw.exe"
    (tmp_path / "tokentray").touch()
    words = ["-P", "-m", "tokentray", "run"]
    assert session_command(str(python), "win32") == [str(python), *words]
    windowless.touch()
    assert session_command(str(python), "win32") == [str(windowless), *words]
    assert session_command(str(python), "linux") == [str(tmp_path / "tokentray"), "run"]


def test_the_program_outlives_the_terminal() -> None:
    """A session of its own, or on Windows no console and no Ctrl-C."""
    assert apart("linux") == {"start_new_session": True}
    assert apart("win32") == {"creationflags": 0x208}
