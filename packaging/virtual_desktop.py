#!/usr/bin/env python3
"""A real, private desktop without a screen, for the tests and the demo.

Starts a virtual X screen, a session bus and an empty "system" bus, a window manager, a keyring, a
notification server and a panel with a tray; ends all of them, and leaves no process and no folder.
Needs the standard library only, and on Debian and Ubuntu the packages of `DESKTOP_PACKAGES`.

    python packaging/virtual_desktop.py [--tray trayer] [--keyring locked] … -- COMMAND…
    python packaging/virtual_desktop.py --packages
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import socket
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Any, Literal, Self, get_args

Tray = Literal["xfce", "trayer", "none"]
Keyring = Literal["unlocked", "locked", "none"]
Notifications = Literal["dunst", "xfce", "none"]
WindowManager = Literal["openbox", "none"]
PanelStyle = Literal["dark", "light"]

# Names with "|" differ between releases: the first one that the machine knows is meant.
QT_PACKAGES = (
    "libegl1",
    "libgl1",
    "libfontconfig1",
    "libdbus-1-3",
    "libglib2.0-0t64|libglib2.0-0",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libwayland-cursor0",
)
DESKTOP_PACKAGES = (
    "xvfb",
    "dbus-daemon",
    "dbus-bin",
    "libglib2.0-bin",
    "openbox",
    "gnome-keyring",
    "dunst",
    "xfce4-notifyd",
    "xfce4-panel",
    "trayer",
    "adwaita-icon-theme",
    "fonts-inter",
    "fonts-dejavu-core",
    "hsetroot",
    "scrot",
    "xclip",
    "xdotool",
    "x11-utils",
)
TEST_PACKAGES = (
    "xfce4-clipman",
    "at-spi2-core",
    "sway",
    "wl-clipboard",
    "curl",
    "appstream",
    "desktop-file-utils",
    "chromium",
    "zsh",
    "fish",
)
"""What only the tests ask beside a desktop.

A clipboard manager, a screen reader's bus, a Wayland session, validators, a browser, shells.
"""

KUBECTL = "kubectl|kubernetes-client"
"""Asked for where no kubectl is on PATH, wherever that is from; without one a few tests skip."""

PACKAGE_OF = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "gdbus": "libglib2.0-bin",
    "gnome-keyring-daemon": "gnome-keyring",
    "xfconfd": "xfce4-panel",
    "xwininfo": "x11-utils",
}

KEYRING_PASSWORD = "virtual-desktop"
MARKER = "VIRTUAL_DESKTOP"
PATIENCE = 30.0
FILES = Path(__file__).with_name("desktop")
SYSTEM_LIBRARIES = Path("/usr/lib")

COLOURS = {
    "dark": {
        "background": "#26292f",
        "foreground": "#eceff4",
        "frame": "#3a3f48",
        "dark": "true",
        "top": "#4c5f78",
        "bottom": "#28313f",
    },
    "light": {
        "background": "#f6f5f4",
        "foreground": "#2e3440",
        "frame": "#cfccc8",
        "dark": "false",
        "top": "#b9c9dc",
        "bottom": "#8fa3bb",
    },
}
# What would lead a child out of the private desktop, or make its look depend on the machine.
FOREIGN_PREFIXES = (
    "XDG_",
    "DBUS_",
    "WAYLAND_",
    "GNOME_",
    "KDE_",
    "GTK_",
    "QT_QPA_",
    "LC_",
)
FOREIGN = frozenset(
    {
        *(
            "DISPLAY",
            "XAUTHORITY",
            "SESSION_MANAGER",
            "DESKTOP_SESSION",
            "DESKTOP_STARTUP_ID",
        ),
        *(
            "SSH_AUTH_SOCK",
            "PYTHON_KEYRING_BACKEND",
            "QT_STYLE_OVERRIDE",
            "LANGUAGE",
            "BROWSER",
        ),
        *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    }
)


class DesktopError(Exception):
    """The desktop, or a part of it, could not be brought up; the message is one sentence."""


def until(condition: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
    """Wait for another process: poll `condition`, or raise DesktopError that names `what`."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            raise DesktopError(f"Waited {within:g} s in vain for {what}.")
        time.sleep(0.01)


def test_packages() -> tuple[str, ...]:
    """Return what the tests ask of this machine beside a desktop."""
    return TEST_PACKAGES if shutil.which("kubectl") else (*TEST_PACKAGES, KUBECTL)


def apt_names(packages: Sequence[str]) -> str:
    """Return `packages` as arguments of apt-get, with the newest name of each."""
    return " ".join(name.partition("|")[0] for name in packages)


class Daemon:
    """One program of the desktop, in a process group of its own, with its output in a log file."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        *,
        stdin: IO[bytes] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> None:
        self.name = name
        self._log = log
        with log.open("ab") as output:
            # The kernel ends the program if we die without a chance to do it.
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *argv],
                env=environment,
                stdin=stdin or subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                pass_fds=pass_fds,
                start_new_session=True,
            )

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def await_ready(self, ready: Callable[[], bool]) -> None:
        """Return when `ready` holds; raise DesktopError with the end of the log otherwise."""
        try:
            until(lambda: not self.is_running or ready(), self.name)
        except DesktopError as error:
            raise DesktopError(f"{error} Its log ends: {self._last_words()}") from None
        if not self.is_running:
            code = self.process.returncode
            raise DesktopError(f"{self.name} ended with {code}. Its log ends: {self._last_words()}")

    def end(self, *, kill: bool = False) -> None:
        """End the whole group: ask first (a frozen one is woken for that), then insist."""
        if not kill:
            self._signal(signal.SIGTERM)
            self._signal(signal.SIGCONT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
        self._signal(signal.SIGKILL)
        self.process.wait()

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").strip().splitlines()
        return " | ".join(lines[-3:]) or "(empty)"


class VirtualDesktop:
    """A desktop for as long as the `with` block lasts; its parts can be stopped and started again.

    Two of them never meet: each has its own screen, buses, home and folders. It is for one thread.

    Args:
        services: names of files in /usr/share/dbus-1/services that its session bus may start.
        logs: where the programs' logs go; by default they vanish with the desktop.
    """

    def __init__(
        self,
        *,
        tray: Tray = "xfce",
        keyring: Keyring = "unlocked",
        notifications: Notifications = "dunst",
        window_manager: WindowManager = "openbox",
        panel_style: PanelStyle = "dark",
        size: tuple[int, int] = (1280, 720),
        services: Sequence[str] = (),
        logs: Path | None = None,
    ) -> None:
        self.tray = tray
        self.keyring = keyring
        self.notifications = notifications
        self.window_manager = window_manager
        self.panel_style = panel_style
        self.size = size
        self._services = services
        self._logs = logs
        self._environment: dict[str, str] = {}
        self._folder = Path()
        self._daemons: list[Daemon] = []
        self._children: list[subprocess.Popen[str]] = []
        self._tray: Daemon | None = None
        self._keyring: Daemon | None = None
        self._notifications: Daemon | None = None

    def __enter__(self) -> Self:
        self._check_programs()
        # Sockets lie in it, and a socket's path has 107 characters at most.
        self._folder = Path(tempfile.mkdtemp(prefix="vd-", dir="/tmp"))
        try:
            self._furnish()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what was started here, newest first, and whatever still runs in its environment."""
        for child in reversed(self._children):
            end_child(child)
        for daemon in reversed(self._daemons):
            daemon.end()
        self._children.clear()
        self._daemons.clear()
        self._end_strays()
        shutil.rmtree(self._folder)

    # What it is

    @property
    def environment(self) -> dict[str, str]:
        """The complete environment of a program that runs in this desktop (a copy)."""
        return dict(self._environment)

    @property
    def folder(self) -> Path:
        """Everything private lies in it: home, XDG folders, temporary files, sockets."""
        return self._folder

    @property
    def log_folder(self) -> Path:
        return self._logs or self._folder / "logs"

    def processes(self) -> tuple[int, ...]:
        """Return the pids of all processes that run in this desktop, except its own parts."""
        parts = {daemon.process.pid for daemon in self._daemons}
        return tuple(pid for pid in self._inhabitants() if not parts & set(ancestry(pid)))

    # Programs in it

    def run(self, argv: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; `options` are those of subprocess.run, text is on."""
        options.setdefault("env", self._environment)
        options.setdefault("check", False)
        return subprocess.run(argv, text=True, **options)

    def popen(self, argv: Sequence[str | Path], **options: Any) -> subprocess.Popen[str]:
        """Start a command; it is ended with the desktop if it still runs then."""
        options.setdefault("env", self._environment)
        child = subprocess.Popen(argv, text=True, **options)
        self._children.append(child)
        return child

    # Parts that come and go

    def start_tray(self, kind: Literal["xfce", "trayer"] | None = None) -> None:
        """Start a tray host: the one of the constructor, else the Xfce panel."""
        kind = kind or ("trayer" if self.tray == "trayer" else "xfce")
        self._tray = self._start_trayer() if kind == "trayer" else self._start_panel()

    def stop_tray(self, *, kill: bool = False) -> None:
        self._stop(self._tray, kill=kill)
        self._tray = None

    def start_keyring(self, *, unlocked: bool = True) -> None:
        """Start the Secret Service; a collection made earlier in this desktop is still there."""
        self._check_programs()
        password = self._folder / "keyring-password"
        password.write_text(KEYRING_PASSWORD)
        argv = [
            "gnome-keyring-daemon",
            "--foreground",
            "--unlock",
            "--components=secrets",
        ]
        with password.open("rb") as stdin:
            self._keyring = self._start("keyring", argv, stdin=stdin)
        self._await_name("org.freedesktop.secrets", self._keyring)
        password.unlink()
        if not unlocked:
            self.lock_keyring()

    def stop_keyring(self, *, kill: bool = False) -> None:
        self._stop(self._keyring, kill=kill)
        self._keyring = None

    def freeze_keyring(self) -> None:
        """Make every call to the keyring hang, as a stuck one does."""
        self._running(self._keyring).freeze()

    def thaw_keyring(self) -> None:
        self._running(self._keyring).thaw()

    def lock_keyring(self) -> None:
        path = "/org/freedesktop/secrets/collection/login"
        self._call(
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.Lock",
            f"['{path}']",
        )

    def unlock_keyring(self, password: str = KEYRING_PASSWORD) -> None:
        """Unlock without a dialog; DesktopError for a wrong password. Needs jeepney."""
        unlock_collection(self._environment["DBUS_SESSION_BUS_ADDRESS"], password)

    def start_notifications(self, kind: Literal["dunst", "xfce"] | None = None) -> None:
        """Start a notification server: the one of the constructor, else dunst."""
        kind = kind or ("xfce" if self.notifications == "xfce" else "dunst")
        if kind == "dunst":
            argv = ["dunst", "-config", str(self._folder / "dunstrc")]
        else:
            self._start_xfconf()
            argv = [str(system_program("xfce4/notifyd/xfce4-notifyd"))]
        self._notifications = self._start(argv[0].rpartition("/")[2], argv)
        self._await_name("org.freedesktop.Notifications", self._notifications)

    def stop_notifications(self, *, kill: bool = False) -> None:
        self._stop(self._notifications, kill=kill)
        self._notifications = None

    # What a person does and sees

    def screenshot(self, path: Path, *, pointer: bool = False) -> None:
        """Save what the screen shows as PNG at `path`, whose folder is made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        options = ["--pointer"] if pointer else []
        self._tool(["scrot", "--overwrite", *options, str(path)])

    def press_notification_button(self, label: str, within: float = PATIENCE) -> None:
        """Press the button `label` of a notification that dunst shows, once there is one."""
        wanted, chosen = self._folder / "wanted-action", self._folder / "chosen-action"
        wanted.write_text(label)

        def is_chosen() -> bool:
            if chosen.exists() and chosen.stat().st_size:
                return True
            chosen.unlink(missing_ok=True)
            self._call(
                "org.freedesktop.Notifications",
                "/org/freedesktop/Notifications",
                "org.dunstproject.cmd0.ContextMenuCall",
            )
            with contextlib.suppress(DesktopError):
                until(chosen.exists, "the menu of actions", within=0.5)
            return chosen.exists() and chosen.stat().st_size > 0

        until(is_chosen, f"a notification with the button {label!r}", within)
        chosen.unlink()

    def read_clipboard(
        self, target: str = "UTF8_STRING", selection: str = "clipboard"
    ) -> str | None:
        """Return what another program pastes, or None where nothing of that target is offered."""
        argv = ["xclip", "-out", "-selection", selection, "-target", target]
        pasted = self.run(argv, capture_output=True, timeout=PATIENCE)
        return pasted.stdout if pasted.returncode == 0 else None

    def clipboard_targets(self, selection: str = "clipboard") -> tuple[str, ...]:
        """Return the formats that the clipboard's owner offers; empty without an owner."""
        return tuple((self.read_clipboard("TARGETS", selection) or "").split())

    # Bringing it up

    def _furnish(self) -> None:
        self._make_folders()
        self._start_screen()
        self._start_bus("session")
        self._start_bus("system")
        self._write_files()
        style = COLOURS[self.panel_style]
        self._tool(
            [
                "hsetroot",
                "-add",
                style["top"],
                "-add",
                style["bottom"],
                "-gradient",
                "180",
            ]
        )
        if self.window_manager == "openbox":
            self._start("openbox", ["openbox", "--sm-disable"])
        if self.keyring != "none":
            self.start_keyring(unlocked=self.keyring == "unlocked")
        if self.notifications != "none":
            self.start_notifications()
        if self.tray != "none":
            self.start_tray()

    def _check_programs(self) -> None:
        wanted = [
            "setpriv",
            "Xvfb",
            "dbus-daemon",
            "gdbus",
            "hsetroot",
            "scrot",
            "xclip",
        ]
        choices = {
            "openbox": self.window_manager == "openbox",
            "gnome-keyring-daemon": self.keyring != "none",
            "dunst": self.notifications == "dunst",
            "xfce4-panel": self.tray == "xfce",
            "trayer": self.tray == "trayer",
            "xwininfo": self.tray == "trayer",
        }
        wanted += [program for program, is_wanted in choices.items() if is_wanted]
        missing = [program for program in wanted if shutil.which(program) is None]
        if missing:
            packages = " ".join(PACKAGE_OF.get(program, program) for program in missing)
            raise DesktopError(
                f"The virtual desktop needs {', '.join(missing)}; "
                f"on Debian or Ubuntu: apt-get install {packages}."
            )

    def _make_folders(self) -> None:
        places = {
            "HOME": "home",
            "TMPDIR": "tmp",
            "XDG_RUNTIME_DIR": "run",
            "XDG_CONFIG_HOME": "config",
            "XDG_CONFIG_DIRS": "system-config",
            "XDG_DATA_HOME": "data",
            "XDG_CACHE_HOME": "cache",
            "XDG_STATE_HOME": "state",
        }
        for place in (*places.values(), "services"):
            (self._folder / place).mkdir(mode=0o700)
        for service in self._services:
            source = Path("/usr/share/dbus-1/services") / service
            (self._folder / "services" / service).symlink_to(source)
        self.log_folder.mkdir(parents=True, exist_ok=True)
        self._environment = own_environment(os.environ)
        self._environment.update({name: str(self._folder / at) for name, at in places.items()})
        self._environment |= {
            MARKER: str(self._folder),
            "XDG_DATA_DIRS": "/usr/local/share:/usr/share",
            "XDG_SESSION_TYPE": "x11",
            "FONTCONFIG_FILE": str(self._folder / "fonts.conf"),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "1",
        }

    def _write_files(self) -> None:
        style = COLOURS[self.panel_style]
        chooser = self._folder / "choose-action"
        config = Path("config")
        xfconf = config / "xfce4/xfconf/xfce-perchannel-xml"
        places = {
            "fonts.conf": Path("fonts.conf"),
            "dunstrc": Path("dunstrc"),
            "choose-action": Path("choose-action"),
            "gtk-settings.ini": config / "gtk-3.0/settings.ini",
            "openbox-rc.xml": config / "openbox/rc.xml",
            "openbox-themerc": Path("data/themes/Quiet/openbox-3/themerc"),
            "xfce4-panel.xml": xfconf / "xfce4-panel.xml",
        }
        values = style | {
            "chooser": str(chooser),
            "wanted": str(self._folder / "wanted-action"),
            "chosen": str(self._folder / "chosen-action"),
        }
        for source, place in places.items():
            self._write_file(source, place, values)
        chooser.chmod(0o700)

    def _write_file(self, source: str, place: Path, values: Mapping[str, str]) -> None:
        target = self._folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(string.Template((FILES / source).read_text()).substitute(values))

    def _start_screen(self) -> None:
        width, height = self.size
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb") as answer:
            # The server chooses a free number itself, so that several desktops never race for one.
            argv = [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                f"{width}x{height}x24",
            ]
            argv += ["-dpi", "96", "-nolisten", "tcp", "-noreset"]
            screen = self._start("screen", argv, pass_fds=(writing,))
            os.close(writing)
            number = answer.readline().decode().strip()
        screen.await_ready(lambda: number != "")
        self._environment["DISPLAY"] = f":{number}"

    def _start_bus(self, kind: Literal["session", "system"]) -> None:
        place = self._folder / ("run/bus" if kind == "session" else "system-bus")
        config = f"{kind}-bus.conf"
        values = {"socket": str(place), "services": str(self._folder / "services")}
        self._write_file("bus.conf", Path(config), values)
        argv = [
            "dbus-daemon",
            f"--config-file={self._folder / config}",
            "--nofork",
            "--nopidfile",
        ]
        bus = self._start(f"{kind}-bus", argv)
        bus.await_ready(lambda: answers(place))
        self._environment[f"DBUS_{kind.upper()}_BUS_ADDRESS"] = f"unix:path={place}"

    def _start_panel(self) -> Daemon:
        self._start_xfconf()
        argv = ["xfce4-panel", "--disable-wm-check", "--sm-client-disable"]
        panel = self._start("panel", argv)
        self._await_name("org.kde.StatusNotifierWatcher", panel)
        return panel

    def _start_trayer(self) -> Daemon:
        width = [
            "--widthtype",
            "request",
            "--edge",
            "top",
            "--align",
            "right",
            "--height",
            "32",
        ]
        background = COLOURS[self.panel_style]["background"].replace("#", "0x")
        tint = ["--transparent", "true", "--alpha", "0", "--tint", background]
        trayer = self._start("trayer", ["trayer", *width, *tint, "--SetDockType", "true"])
        trayer.await_ready(lambda: '("panel" "trayer")' in self._windows())
        return trayer

    def _start_xfconf(self) -> None:
        if any(daemon.name == "xfconf" and daemon.is_running for daemon in self._daemons):
            return
        xfconf = self._start("xfconf", [str(system_program("xfce4/xfconf/xfconfd"))])
        self._await_name("org.xfce.Xfconf", xfconf)

    def _start(self, name: str, argv: Sequence[str], **options: Any) -> Daemon:
        log = self.log_folder / f"{name}.log"
        daemon = Daemon(name, argv, self._environment, log, **options)
        self._daemons.append(daemon)
        return daemon

    def _stop(self, daemon: Daemon | None, *, kill: bool) -> None:
        daemon = self._running(daemon)
        daemon.end(kill=kill)
        self._daemons.remove(daemon)

    def _running(self, daemon: Daemon | None) -> Daemon:
        if daemon is None:
            raise DesktopError("That part of the desktop does not run.")
        return daemon

    # Asking from outside

    def _await_name(self, name: str, daemon: Daemon) -> None:
        argv = ["gdbus", "wait", "--session", "--timeout", f"{PATIENCE:.0f}", name]
        waiting = subprocess.Popen(argv, env=self._environment, stderr=subprocess.DEVNULL)
        try:
            daemon.await_ready(lambda: waiting.poll() == 0)
        finally:
            waiting.kill()
            waiting.wait()

    def _call(self, name: str, path: str, method: str, *arguments: str) -> str:
        argv = [
            "gdbus",
            "call",
            "--session",
            "-d",
            name,
            "-o",
            path,
            "-m",
            method,
            *arguments,
        ]
        return self._tool(argv)

    def _tool(self, argv: Sequence[str]) -> str:
        done = self.run(argv, capture_output=True, timeout=PATIENCE)
        if done.returncode != 0:
            raise DesktopError(f"{argv[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def _windows(self) -> str:
        return self.run(["xwininfo", "-root", "-tree"], capture_output=True).stdout

    def _inhabitants(self) -> Iterator[int]:
        mark = f"{MARKER}={self._folder}".encode()
        for process in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if process.name.isdecimal() and mark in (process / "environ").read_bytes().split(
                    b"\0"
                ):
                    yield int(process.name)

    def _end_strays(self) -> None:
        """Kill what a program left behind; what it starts meanwhile is met in the next round."""

        def is_empty() -> bool:
            strays = tuple(self._inhabitants())
            for pid in strays:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return not strays

        until(is_empty, "the last processes of the desktop to end")


def own_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return `environ` without what belongs to another desktop, its language or its proxies."""
    return {
        name: value
        for name, value in environ.items()
        if not (name.startswith(FOREIGN_PREFIXES) or name in FOREIGN or name.lower() in FOREIGN)
    }


def system_program(place: str) -> Path:
    """Return a helper program below /usr/lib or /usr/lib/TRIPLET, where Debian keeps them."""
    for found in (*SYSTEM_LIBRARIES.glob(place), *SYSTEM_LIBRARIES.glob(f"*/{place}")):
        return found
    package = {"xfconfd": "xfconf", "xfce4-notifyd": "xfce4-notifyd"}[place.rpartition("/")[2]]
    raise DesktopError(
        f"The virtual desktop needs {place}; on Debian or Ubuntu: apt-get install {package}."
    )


def answers(path: Path) -> bool:
    """Tell whether somebody accepts connections on the Unix socket `path`."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def ancestry(pid: int) -> Iterator[int]:
    """Yield a process and the ones it descends from; a panel's plug-ins are its children."""
    while pid > 1:
        yield pid
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        pid = int(stat.rpartition(")")[2].split()[1])


def end_child(child: subprocess.Popen[str]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(3)
        except subprocess.TimeoutExpired:
            child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None:
            pipe.close()


def unlock_collection(bus: str, password: str) -> None:
    """Unlock gnome-keyring's "login" collection on one connection: its sessions die with theirs."""
    # Only a locked keyring's tests need it; the demo's desktop runs without any package.
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    path, name = "/org/freedesktop/secrets", "org.freedesktop.secrets"
    service = DBusAddress(path, name, "org.freedesktop.Secret.Service")
    internal = DBusAddress(path, name, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface")
    with open_dbus_connection(bus) as connection:
        opening = new_method_call(service, "OpenSession", "sv", ("plain", ("s", "")))
        _, session = connection.send_and_get_reply(opening, timeout=PATIENCE).body
        secret = (session, b"", password.encode(), "text/plain")
        collection = f"{path}/collection/login"
        unlocking = new_method_call(
            internal, "UnlockWithMasterPassword", "o(oayays)", (collection, secret)
        )
        answer = connection.send_and_get_reply(unlocking, timeout=PATIENCE)
    if answer.header.message_type is MessageType.error:
        raise DesktopError(f"The keyring was not unlocked: {answer.body[0]}")


# As a program


def parse_size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="virtual_desktop.py", description="Run a command in a desktop of its own."
    )
    parser.add_argument("--tray", choices=get_args(Tray), default="xfce")
    parser.add_argument("--keyring", choices=get_args(Keyring), default="unlocked")
    parser.add_argument("--notifications", choices=get_args(Notifications), default="dunst")
    parser.add_argument("--window-manager", choices=get_args(WindowManager), default="openbox")
    parser.add_argument("--panel-style", choices=get_args(PanelStyle), default="dark")
    parser.add_argument("--size", type=parse_size, default=(1280, 720), metavar="WIDTHxHEIGHT")
    parser.add_argument("--service", action="append", default=[], help="may be started on demand")
    parser.add_argument("--logs", type=Path, help="keep the logs of the desktop's programs here")
    parser.add_argument(
        "--packages",
        nargs="?",
        const="all",
        choices=("all", "qt", "test"),
        help="only print the Debian packages, one a line",
    )
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    return parser.parse_args(argv)


def run_command(desktop: VirtualDesktop, argv: Sequence[str]) -> int:
    """Run `argv` in the foreground, pass SIGTERM and SIGHUP on to it, return its exit code."""
    try:
        child = desktop.popen(argv)
    except OSError as error:
        raise DesktopError(f"{argv[0]} can't be run: {error.strerror}.") from error

    def pass_on(number: int, _frame: FrameType | None) -> None:
        child.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    # A terminal sends Ctrl-C to the command as well: it decides, and we clean up after it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = child.wait()
    return code if code >= 0 else 128 - code


def leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(argv: Sequence[str]) -> int:
    options = parse(argv)
    if options.packages:
        print(
            *QT_PACKAGES,
            *(DESKTOP_PACKAGES if options.packages != "qt" else ()),
            *(test_packages() if options.packages == "test" else ()),
            sep="\n",
        )
        return 0
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        print("virtual_desktop.py: name a command after --", file=sys.stderr)
        return 64
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, leave)
    try:
        with VirtualDesktop(
            tray=options.tray,
            keyring=options.keyring,
            notifications=options.notifications,
            window_manager=options.window_manager,
            panel_style=options.panel_style,
            size=options.size,
            services=options.service,
            logs=options.logs,
        ) as desktop:
            return run_command(desktop, command)
    except DesktopError as error:
        print(f"virtual_desktop.py: {error}", file=sys.stderr)
        return 70


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
