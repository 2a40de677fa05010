"""The program without a screen as a process of its own, in folders of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tokentray.core import wire
from tokentray.storage.folders import Folders, find_folders

_START = "import os, sys; from tokentray.agent.headless import run; sys.exit(run(os.environ{}))"
PATIENCE = 20.0


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for something that another process does: the one poll of these tests."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"in vain: {what}")
        time.sleep(0.01)


class Program:
    """One user with a running program; `memory` keeps the tokens in the worker only."""

    def __init__(self, folder: Path, *, memory: bool = True, **variables: str) -> None:
        (folder / "run").mkdir(mode=0o700, exist_ok=True)
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent",
            **variables,
        }
        self._memory = memory
        self._process: subprocess.Popen[str] | None = None

    @property
    def folders(self) -> Folders:
        """Where the user's files are."""
        return find_folders(self.environ)

    @property
    def process(self) -> subprocess.Popen[str]:
        """The running process."""
        assert self._process is not None
        return self._process

    def start(self, *, listens: bool = True) -> None:
        """Start it, by default until it listens."""
        program = _START.format(', store="memory"' if self._memory else "")
        self._process = subprocess.Popen(
            [sys.executable, "-c", program],
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        if listens:
            until(self.answers, "the program listens")

    def answers(self) -> bool:
        """Tell whether it answers on its socket."""
        try:
            return bool(self.ask("status")["ok"])
        except OSError:
            assert self.process.poll() is None, self.process.communicate()
            return False

    def ask(self, op: str, **fields: object) -> dict[str, Any]:
        """Ask one thing; returns the whole answer."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(str(self.folders.socket))
            connection.sendall(wire.write_request(op, fields))
            answer = b""
            while not answer.endswith(b"\n"):
                piece = connection.recv(65536)
                if not piece:
                    raise ConnectionError(answer)
                answer += piece
        data: dict[str, Any] = json.loads(answer)
        return data

    def workers(self) -> tuple[int, ...]:
        """Return the pids of its worker processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return tuple(int(pid) for pid in children.read_text(encoding="ascii").split())

    def write_profiles(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        """Write profiles.toml; `tables` maps NAME to keys and TOML values."""
        lines = ["version = 1"]
        for name, table in tables.items():
            lines += [f"[profiles.{name}]", *(f"{key} = {value}" for key, value in table.items())]
        self.folders.config.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folders.profiles_file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def signal(self, number: signal.Signals) -> float:
        """Send a signal; return after how many seconds the process ended."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        return time.monotonic() - began

    def end(self) -> None:
        """End it if it runs, and say what it wrote where that is something."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        _, errors = self._process.communicate(timeout=PATIENCE)
        assert not errors, errors
