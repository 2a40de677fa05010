r"""What starts the program with the user's session: XDG autostart, Windows' Run key, launchd.

Windows and macOS are written from their documentation: registry value of
`HKCU\Software\Microsoft\Windows\CurrentVersion\Run`, and `launchd.plist(5)`.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from tokentray.storage.atomic import replace_file

_ID = "org.tokentray.TokenTray"


class Found(Enum):
    """What there is now."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    ABSENT = "absent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """What starts with the session; `command` is what is written there, empty where nothing."""

    found: Found
    place: str
    command: str = ""


class SessionStart(Protocol):
    """The one entry of this user; `command` is the argv that it shall start."""

    def status(self, command: Sequence[str]) -> Entry:
        """Tell what there is, `OTHER` where it starts something else."""
        ...

    def enable(self, command: Sequence[str]) -> Entry:
        """Write it, in the place of whatever is there; return where it lies."""
        ...

    def disable(self) -> None:
        """Take it out; nothing happens where there is none."""
        ...


def session_start(environ: Mapping[str, str], platform: str = sys.platform) -> SessionStart:
    """Return the mechanism of this platform."""
    if platform == "win32":
        return RunKey(import_module("winreg"))
    home = Path(environ.get("HOME") or Path.home())
    if platform == "darwin":
        return LaunchAgent(home / "Library" / "LaunchAgents" / f"{_ID}.plist")
    base = environ.get("XDG_CONFIG_HOME", "")
    config = Path(base) if base.startswith("/") else home / ".config"
    return DesktopEntry(config / "autostart" / f"{_ID}.desktop")


def session_command(executable: str = sys.executable, platform: str = sys.platform) -> list[str]:
    """Return the argv that starts this program with the session.

    The installed command where there is one: its path is the same whoever calls it. On Windows
    that is a script, which does not start there, and `python` opens a console.
    """
    if getattr(sys, "frozen", False):
        return [executable, "run"]
    words = ["-P", "-m", "tokentray", "run"]
    if platform == "win32":
        windowless = Path(executable).with_name("pythonw.exe")
        return [str(windowless) if windowless.is_file() else executable, *words]
    beside = Path(executable).with_name("tokentray")
    return [str(beside), "run"] if beside.is_file() else [executable, *words]


class DesktopEntry:
    """The Desktop Application Autostart Specification: a file in the user's autostart folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def status(self, command: Sequence[str]) -> Entry:
        """See `SessionStart.status`; desktops disable an entry in two ways of their own."""
        place = str(self._path)
        try:
            keys = _desktop_keys(self._path.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return Entry(Found.ABSENT, place)
        written = keys.get("Exec", "")
        hidden = keys.get("Hidden", "") == "true"
        if hidden or keys.get("X-GNOME-Autostart-enabled", "") == "false":
            return Entry(Found.DISABLED, place, written)
        same = written == _exec_line(command)
        return Entry(Found.ENABLED if same else Found.OTHER, place, written)

    def enable(self, command: Sequence[str]) -> Entry:
        """See `SessionStart.enable`."""
        line = _exec_line(command)
        text = (
            "[Desktop Entry]\nType=Application\nVersion=1.1\nName=TokenTray\n"
            f"Comment=Keep the bearer tokens of your APIs fresh and at hand\nExec={line}\n"
            f"Icon={_ID}\nTerminal=false\nStartupNotify=false\n"
        )
        replace_file(self._path, text.encode("utf-8"))
        return Entry(Found.ENABLED, str(self._path), line)

    def disable(self) -> None:
        """See `SessionStart.disable`."""
        self._path.unlink(missing_ok=True)


def _desktop_keys(text: str) -> Mapping[str, str]:
    """Return the keys of the main group of a desktop entry."""
    keys: dict[str, str] = {}
    group = ""
    for line in (one.strip() for one in text.splitlines()):
        if line.startswith("["):
            group = line
        elif group == "[Desktop Entry]" and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys[key.strip()] = value.strip()
    return keys


def _exec_line(command: Sequence[str]) -> str:
    """Quote a command as the Exec key wants it (Desktop Entry Specification)."""
    return " ".join(_exec_word(word) for word in command)


def _exec_word(word: str) -> str:
    doubled = word.replace("%", "%%")
    if doubled and not set(doubled) & set(" \t\n\"'\\><~|&;$*?#()`"):
        return doubled
    inner = "".join(f"\\{mark}" if mark in '"`$\\' else mark for mark in doubled)
    # A value of type string is unescaped once before its quoting is read.
    return '"' + inner.replace("\\", "\\\\") + '"'


class LaunchAgent:
    """A property list in the user's LaunchAgents; launchd reads it at the next log-in."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def status(self, command: Sequence[str]) -> Entry:
        """See `SessionStart.status`."""
        import plistlib

        place = str(self._path)
        try:
            found = plistlib.loads(self._path.read_bytes())
        except FileNotFoundError:
            return Entry(Found.ABSENT, place)
        except (plistlib.InvalidFileException, ValueError):
            return Entry(Found.OTHER, place)
        words = [str(word) for word in found.get("ProgramArguments", [])]
        if found.get("Disabled") is True or found.get("RunAtLoad") is not True:
            return Entry(Found.DISABLED, place, shlex.join(words))
        same = words == list(command)
        return Entry(Found.ENABLED if same else Found.OTHER, place, shlex.join(words))

    def enable(self, command: Sequence[str]) -> Entry:
        """See `SessionStart.enable`."""
        import plistlib

        agent = {
            "Label": _ID,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
        }
        replace_file(self._path, plistlib.dumps(agent))
        return Entry(Found.ENABLED, str(self._path), shlex.join(command))

    def disable(self) -> None:
        """See `SessionStart.disable`."""
        self._path.unlink(missing_ok=True)


class RunKey:
    """A value of the Run key; the task manager's switch is in StartupApproved beside it."""

    _RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
    _APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

    def __init__(self, winreg: Any) -> None:
        """Work with the module `winreg`, which only Windows has."""
        self._winreg = winreg

    def status(self, command: Sequence[str]) -> Entry:
        """See `SessionStart.status`."""
        winreg = self._winreg
        place = rf"HKEY_CURRENT_USER\{self._RUN}"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, self._RUN) as key:
                written = str(winreg.QueryValueEx(key, _ID)[0])
        except FileNotFoundError:
            return Entry(Found.ABSENT, place)
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, self._APPROVED) as key:
                switch = winreg.QueryValueEx(key, _ID)[0]
        except FileNotFoundError:
            switch = b""
        if switch and switch[0] & 1:
            return Entry(Found.DISABLED, place, written)
        same = written == subprocess.list2cmdline(command)
        return Entry(Found.ENABLED if same else Found.OTHER, place, written)

    def enable(self, command: Sequence[str]) -> Entry:
        """See `SessionStart.enable`."""
        winreg = self._winreg
        line = subprocess.list2cmdline(command)
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, self._RUN) as key:
            winreg.SetValueEx(key, _ID, 0, winreg.REG_SZ, line)
        self._forget(self._APPROVED)
        return Entry(Found.ENABLED, rf"HKEY_CURRENT_USER\{self._RUN}", line)

    def disable(self) -> None:
        """See `SessionStart.disable`."""
        self._forget(self._RUN)

    def _forget(self, path: str) -> None:
        winreg = self._winreg
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, _ID)
        except FileNotFoundError:
            return
