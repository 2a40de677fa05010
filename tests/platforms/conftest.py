"""The running program and the command on each platform: for real, or on what stands in for it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.test_server import Place
from tests.platforms.windows import StandInWindows, event_notifier, stand_in
from tokentray.agent.listener import Listener
from tokentray.agent.unix_socket import SocketListener
from tokentray.agent.windows_pipe import PipeListener
from tokentray.cli import unix_socket
from tokentray.cli import windows as cli_windows
from tokentray.cli.agent_client import AgentClient, Connect
from tokentray.core.profile import Profile


@pytest.fixture
def windows() -> Iterator[StandInWindows]:
    """Windows' functions as documented."""
    yield from stand_in()


@dataclass
class Site:
    """A platform: how its listener is made, and how a command gets to it."""

    new_listener: Callable[[], Listener]
    connect: Connect
    folder: Path
    qtbot: QtBot
    windows: StandInWindows

    def place(self, *profiles: Profile) -> Place:
        """Start a program; without profiles it has one."""
        return Place(self.folder, *profiles, listener=self.new_listener())

    def client(self, place: Place, seconds: float = 10.0) -> AgentClient:
        """Return a command's way to it."""
        return AgentClient(place.path, seconds, self.connect)

    def meanwhile(self, work: Callable[[], Any]) -> Any:
        """Return what `work` does in a thread while Qt's loop serves it, an error included."""
        done: list[Any] = []

        def run() -> None:
            try:
                done.append(work())
            except Exception as error:
                done.append(error)

        thread = Thread(target=run)
        thread.start()
        self.qtbot.waitUntil(lambda: bool(done), timeout=10_000)
        thread.join()
        if isinstance(done[0], Exception):
            raise done[0]
        return done[0]


def windows_site(windows: StandInWindows, folder: Path, qtbot: QtBot) -> Site:
    """Return the code for Windows on its stand-in."""
    return Site(
        lambda: PipeListener(None, windows, event_notifier),
        partial(cli_windows.connect, system=windows),
        folder,
        qtbot,
        windows,
    )


@pytest.fixture(params=["socket", "pipe"])
def site(
    request: pytest.FixtureRequest, windows: StandInWindows, tmp_path: Path, qtbot: QtBot
) -> Iterator[Site]:
    """Linux for real, and Windows on its stand-in."""
    if request.param == "socket":
        yield Site(lambda: SocketListener(), unix_socket.connect, tmp_path, qtbot, windows)
    else:
        yield windows_site(windows, tmp_path, qtbot)
    gc.collect()
