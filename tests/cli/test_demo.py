"""`tokentray demo` from its first word to nothing left."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.home import COMMAND, Home, in_shell, until
from tokentray.cli.demo import private_environ


@contextmanager
def demo(home: Home) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the demo offscreen with temporary files in the home; yield it and what it printed."""
    temporary = home.folder / "tmp"
    temporary.mkdir()
    home.environ |= {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(home.runtime)}
    with subprocess.Popen(
        [COMMAND, "demo"], env=home.environ, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if "Ctrl-C here" in line:
                    break
            yield process, "".join(lines)
        finally:
            process.terminate()
            process.wait(30)


def processes_of(home: Home) -> list[str]:
    """Return the commands of all processes that run in the demo's private folders."""
    mark = f"XDG_RUNTIME_DIR={home.runtime}/tokentray-demo-".encode()
    found = []
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdecimal() and mark in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
    return found


def test_a_second_terminal_talks_to_it(home: Home) -> None:
    """By the lines that it prints, word for word."""
    with demo(home) as (_, printed):
        exports = next(line for line in printed.splitlines() if "export " in line)
        commands = [line.strip() for line in printed.splitlines() if "  tokentray " in line]
        assert len(commands) == 3
        for command in commands:
            done = in_shell(home, f"{exports}\n{command}")
            assert (done.code, done.err) == (0, "")
            assert "api" in done.out or done.out.startswith("Authorization: Bearer eyJ")
        listed = in_shell(home, f"{exports}\ntokentray list").out
        assert [line.split()[0] for line in listed.splitlines()] == [
            *("NAME", "api", "billing", "report")
        ]


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_leaves_nothing(home: Home, wish: signal.Signals) -> None:
    """No process, no folder, no word of a traceback; code 0."""
    with demo(home) as (process, _):
        assert len(processes_of(home)) >= 2
        process.send_signal(wish)
        assert process.wait(30) == 0
        assert processes_of(home) == []
        assert list(home.runtime.glob("tokentray-demo-*")) == []


def test_quitting_the_program_ends_it_and_leaves_nothing(home: Home) -> None:
    """As Quit in the tray's menu does."""
    with demo(home) as (process, printed):
        exports = next(line for line in printed.splitlines() if "export " in line)
        assert in_shell(home, f"{exports}\ntokentray quit").code == 0
        assert process.wait(30) == 0
        assert list(home.runtime.glob("tokentray-demo-*")) == []
        until(lambda: processes_of(home) == [])


def test_it_holds_no_secret_in_files_arguments_or_environment(home: Home) -> None:
    """The first tokens cross a pipe only."""
    with demo(home) as (_, printed):
        exports = next(line for line in printed.splitlines() if "export " in line)
        token = in_shell(home, f"{exports}\ntokentray token api").out.strip().encode()
        assert token.startswith(b"eyJ")
        (folder,) = home.runtime.glob("tokentray-demo-*")
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert files
        assert not any(token in path.read_bytes() for path in files)
        for process in Path("/proc").iterdir():
            if process.name.isdecimal():
                for name in ("cmdline", "environ"):
                    with suppress(OSError):
                        assert token not in (process / name).read_bytes()


def test_without_a_display_it_names_the_virtual_one(home: Home) -> None:
    """One sentence, code 2, nothing started."""
    done = home.fails("demo")
    assert done.code == 2
    assert "packaging/demo.sh" in done.line


def test_the_desktop_is_found_from_the_private_folders(tmp_path: Path) -> None:
    """Wayland and D-Bus lie in the runtime folder that the demo replaces."""
    runtime = tmp_path / "runtime-of-the-session"
    runtime.mkdir()
    (runtime / "bus").touch()
    environ = {
        "HOME": "/home/somebody",
        "XDG_RUNTIME_DIR": str(runtime),
        "WAYLAND_DISPLAY": "wayland-0",
        "LANG": "de_DE.UTF-8",
    }
    private = private_environ(environ, tmp_path)
    assert private["WAYLAND_DISPLAY"] == f"{runtime}/wayland-0"
    assert private["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path={runtime}/bus"
    assert private["XDG_CONFIG_DIRS"] == "/home/somebody/.config:/etc/xdg"
    assert private["LANG"] == "de_DE.UTF-8"
    for name in ("CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        folder = Path(private[f"XDG_{name}"])
        assert folder.parent == tmp_path
        assert folder.stat().st_mode == 0o40700


def test_what_is_named_already_stays(tmp_path: Path) -> None:
    """An absolute display and a given bus are not touched."""
    environ = {
        "XDG_RUNTIME_DIR": "/run/user/1000",
        "WAYLAND_DISPLAY": "/elsewhere/wayland-1",
        "DBUS_SESSION_BUS_ADDRESS": "unix:abstract=x",
        "XDG_CONFIG_HOME": "/settings",
        "XDG_CONFIG_DIRS": "/a:/b",
    }
    private = private_environ(environ, tmp_path)
    assert private["WAYLAND_DISPLAY"] == "/elsewhere/wayland-1"
    assert private["DBUS_SESSION_BUS_ADDRESS"] == "unix:abstract=x"
    assert private["XDG_CONFIG_DIRS"] == "/settings:/a:/b"
