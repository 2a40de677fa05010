"""One user in one desktop: the program, a token endpoint, and looks at both from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import secretstorage
from jeepney.io.blocking import open_dbus_connection

from tests.faults.endpoint import HostileEndpoint
from virtual_desktop import VirtualDesktop, until

COMMAND = Path(sys.executable).with_name("tokentray")
ROOT = Path(__file__).parents[2]


class User:
    """Runs the installed command in a desktop."""

    def __init__(self, desktop: VirtualDesktop, **variables: str) -> None:
        self.desktop = desktop
        self.environ = desktop.environment | variables
        self.program: subprocess.Popen[str] | None = None

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return self.desktop.run(
            [COMMAND, *words], env=self.environ, input=stdin, capture_output=True, timeout=30
        )

    def does(self, *words: str, stdin: str = "") -> str:
        """Run a command that succeeds; return what it printed."""
        done = self.run(*words, stdin=stdin)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def json(self, *words: str) -> Any:
        """Run a command and decode its answer."""
        return json.loads(self.does(*words))

    def describe(self, name: str, endpoint: HostileEndpoint) -> None:
        """Give an imported profile the RFC 6749 rule to refresh by."""
        path = Path(self.environ["XDG_CONFIG_HOME"]) / "tokentray" / "profiles.toml"
        with path.open("a") as file:
            file.write(f'\n[profiles.{name}.endpoints]\ntoken = "{endpoint.url}"\n')

    def start(self, *words: str) -> None:
        """Start the program and wait until it answers."""
        self.program = self.desktop.popen([COMMAND, "run", *words], env=self.environ)
        until(lambda: self.run("status").returncode == 0, "the running program", 15)

    def state(self, name: str = "api") -> str:
        """Return the state of a profile."""
        rows = {row["name"]: row for row in self.json("list", "--json")["profiles"]}
        return str(rows[name]["state"])

    def running(self) -> list[str]:
        """Return the command lines of the programs that run in the desktop, its panel's too."""
        lines = []
        for pid in self.desktop.processes():
            with suppress(OSError):
                line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
                lines.append(line.strip())
        return [line for line in lines if line]

    def quit(self) -> int:
        """Quit the program; return its exit code."""
        self.does("quit")
        assert self.program is not None
        return self.program.wait(10)


def secrets_of(desktop: VirtualDesktop) -> dict[str, str]:
    """Return every secret of ours in the desktop's Secret Service, by user name."""
    address = desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
    with open_dbus_connection(address) as connection:
        collection = secretstorage.Collection(connection)
        items = collection.search_items({"service": "org.tokentray.TokenTray"})
        return {item.get_attributes()["username"]: item.get_secret().decode() for item in items}


@contextmanager
def listening(desktop: VirtualDesktop) -> Iterator[list[Mapping[str, Any]]]:
    """Collect the Notify calls that anybody in the desktop makes, as they go over the bus."""
    monitor = desktop.popen(
        [sys.executable, "-m", "tests.session.notify_monitor"],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert monitor.stdout is not None
    assert monitor.stdout.readline() == "ready\n"
    heard: list[Mapping[str, Any]] = []
    yield heard
    monitor.terminate()
    rest, _ = monitor.communicate(timeout=5)
    heard.extend(json.loads(line) for line in rest.splitlines())


def files_with(marker: bytes, folders: Sequence[Path]) -> list[Path]:
    """Return the files below `folders` that hold `marker`."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            with suppress(OSError):
                if path.is_file() and marker in path.read_bytes():
                    found.append(path)
    return found


def processes_with(marker: bytes) -> list[str]:
    """Return the processes whose command line or environment holds `marker`."""
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit() or int(process.name) == os.getpid():
            continue
        with suppress(OSError):
            if marker in (process / "cmdline").read_bytes() + (process / "environ").read_bytes():
                found.append(process.name)
    return found
