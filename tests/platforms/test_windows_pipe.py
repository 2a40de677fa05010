"""The pipe of Windows: what is asked of the system, and what its refusals become."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.test_server import Place
from tests.platforms.conftest import Site, windows_site
from tests.platforms.windows import (
    ACCESS_DENIED,
    FILE_NOT_FOUND,
    INVALID_PARAMETER,
    OTHER_SID,
    OWN_PID,
    OWN_SID,
    PIPE_BUSY,
    StandInWindows,
    Told,
    event_notifier,
)
from tokentray.agent.conversation import Conversation
from tokentray.agent.windows_pipe import PipeListener, client_pid
from tokentray.cli import fast
from tokentray.cli import windows as cli_windows
from tokentray.core import wire
from tokentray.core.errors import AgentError, AgentNotRunning
from tokentray.storage.folders import Folders
from tokentray.storage.windows import CallFailed, own_pipe, pipe_name

NAME = pipe_name(OWN_SID, "")


@pytest.fixture
def site(windows: StandInWindows, tmp_path: Path, qtbot: QtBot) -> Site:
    """Windows on its stand-in."""
    return windows_site(windows, tmp_path, qtbot)


@pytest.fixture
def place(site: Site) -> Iterator[Place]:
    """A running program."""
    place = site.place()
    yield place
    place.close()


class TestName:
    """Where the pipe lies."""

    def test_each_user_has_one(self, windows: StandInWindows) -> None:
        """Both sides find it by the user's SID."""
        assert own_pipe("", windows) == rf"\\.\pipe\org.tokentray.TokenTray.{OWN_SID}"

    def test_private_folders_have_a_program_of_their_own(self, windows: StandInWindows) -> None:
        """A demo is not the person's own program; the name stays one that Windows takes."""
        demo = own_pipe("C:\\Temp\\tokentray-demo-1\\runtime" + "\\deep" * 50, windows)

        assert demo.startswith(NAME + ".")
        assert demo != own_pipe("C:\\Temp\\tokentray-demo-2\\runtime", windows)
        assert demo.count("\\") == 4
        assert len(demo) < 256

    def test_it_takes_the_place_of_the_socket(self, tmp_path: Path) -> None:
        """Where there is a pipe, the agent listens there."""
        folders = Folders(tmp_path, tmp_path, tmp_path, tmp_path, Path(NAME))

        assert folders.socket == Path(NAME)


class TestServer:
    """What the listener asks of Windows."""

    def test_only_the_owner_may_open_it(self, windows: StandInWindows, place: Place) -> None:
        """Each instance is owned by the user, and its protected list names nobody else."""
        assert {one.descriptor for one in windows.instances} == {
            f"O:{OWN_SID}D:P(A;;GA;;;{OWN_SID})"
        }

    def test_the_name_has_to_be_free(self, windows: StandInWindows, place: Place) -> None:
        """The first instance, and no other, is made as the first one."""
        modes = [one.mode for one in windows.instances]

        assert modes == [0x40080003, *[0x40000003] * 3]

    @pytest.mark.parametrize("sid", [OTHER_SID, OWN_SID])
    def test_a_name_that_is_taken(self, site: Site, windows: StandInWindows, sid: str) -> None:
        """Is an error that says so, whoever has it."""
        name = str(site.folder / "tokentray" / wire.SOCKET_NAME)
        windows.occupy(name, sid)

        with pytest.raises(AgentError) as raised:
            site.place()
        assert raised.value.code == "pipe-taken"
        assert name in raised.value.title

    @pytest.mark.parametrize(
        "function",
        [
            "OpenProcessToken",
            "ConvertStringSecurityDescriptorToSecurityDescriptorW",
            "CreateEventW",
            "ConnectNamedPipe",
        ],
    )
    def test_what_else_may_fail(self, site: Site, windows: StandInWindows, function: str) -> None:
        """Is told by name and number, and leaves nothing open."""
        windows.failures[function] = 8

        with pytest.raises(AgentError) as raised:
            site.place()
        assert raised.value.arguments == {"what": f"{function}: error 8"}
        windows.failures.clear()
        assert windows.leaked == {}

    def test_clients_that_are_quicker(self, windows: StandInWindows, site: Site) -> None:
        """Those between the making of an instance and the wait for it are served like others."""
        windows.early = 2
        place = site.place()
        early = [one for one in windows.instances if one.client]
        for one in early:
            one.peer.sendall(wire.write_request("status", {}))
        site.qtbot.waitUntil(lambda: place.engine_calls == 2)
        site.qtbot.waitUntil(lambda: len(waiting(windows)) == 4)

        assert [b'"ok":true' in one.peer.recv(65536) for one in early] == [True, True]
        place.close()

    def test_a_quick_client_and_a_program_that_ends(
        self, windows: StandInWindows, site: Site
    ) -> None:
        """Nothing is waited for that cannot come."""
        windows.early = 1
        site.place().close()

        assert windows.leaked == {}

    @pytest.mark.parametrize("told", [None, Told(is_closed=True)])
    def test_a_client_that_cannot_be_looked_at(
        self, site: Site, place: Place, windows: StandInWindows, told: Told | None
    ) -> None:
        """One that is gone already, or may not be opened, is turned away."""
        windows.client_pid = 7000
        if told is not None:
            windows.processes[7000] = told

        with pytest.raises(AgentError):
            site.meanwhile(lambda: site.client(place).ask("status"))
        assert not place.server.findChildren(Conversation)

    def test_a_system_without_room(self, site: Site, place: Place, windows: StandInWindows) -> None:
        """The places that are there serve on, and there are as many as before afterwards."""
        windows.failures["CreateNamedPipeW"] = 8
        for _ in range(3):
            assert site.meanwhile(lambda: site.client(place).ask("pause")) is not None
        assert len(waiting(windows)) == 1
        windows.failures.clear()
        site.meanwhile(lambda: site.client(place).ask("pause"))
        site.qtbot.waitUntil(lambda: len(waiting(windows)) == 4)

    def test_who_asks(self, site: Site, place: Place, windows: StandInWindows) -> None:
        """The process at the other end is the one that the system names."""
        windows.client_pid = 7000
        windows.processes[7000] = Told()
        site.client(place).check()
        (one,) = (one for one in windows.instances if not one.waiting and not one.is_closed)

        assert client_pid(one.server, windows) == 7000
        windows.failures["GetNamedPipeClientProcessId"] = 233
        assert client_pid(one.server, windows) is None


def waiting(windows: StandInWindows) -> list[Any]:
    """Return the instances that the code has not closed and nobody has opened."""
    return [one for one in windows.instances if one.waiting]


class TestClient:
    """What the command asks of Windows."""

    def test_whoever_listens_may_not_act_in_our_name(
        self, site: Site, place: Place, windows: StandInWindows
    ) -> None:
        """The pipe is opened for both ways, overlapped, for identification only."""
        site.client(place).check()

        assert windows.opened == [(0xC0000000, 0x40110000)]

    @pytest.mark.parametrize("told", [Told(sid=OTHER_SID), Told(is_closed=True), None])
    def test_a_program_that_is_not_ours(
        self, site: Site, windows: StandInWindows, told: Told | None
    ) -> None:
        """Of another user, not to be looked at, or gone: not a word is sent."""
        one = windows.occupy(NAME)
        del windows.processes[6000]
        if told is not None:
            windows.processes[6000] = told

        with pytest.raises(PermissionError):
            cli_windows.connect(NAME, 1.0, windows)
        assert {"WriteFile", "ReadFile"}.isdisjoint(windows.calls)
        assert not one.client

    def test_a_pipe_that_is_closed_to_us(self, site: Site, windows: StandInWindows) -> None:
        """Its descriptor says no: it belongs to somebody else."""
        windows.failures["CreateFileW"] = ACCESS_DENIED

        with pytest.raises(AgentNotRunning) as raised:
            windows_client(site).check()
        assert raised.value.code == "agent-not-ours"

    @pytest.mark.parametrize("code", [FILE_NOT_FOUND, 53])
    def test_a_pipe_that_is_not_there(self, site: Site, windows: StandInWindows, code: int) -> None:
        """Nobody runs."""
        windows.failures["CreateFileW"] = code

        with pytest.raises(AgentNotRunning) as raised:
            windows_client(site).check()
        assert raised.value.code == "agent-not-running"

    def test_a_pipe_without_a_place(self, site: Site, windows: StandInWindows) -> None:
        """The command waits its time, and no longer."""
        windows.occupy(NAME, OWN_SID).waiting = 0

        with pytest.raises(AgentNotRunning):
            windows_client(site, 0.05).check()
        assert "WaitNamedPipeW" in windows.calls

    def test_a_place_that_another_one_takes(self, site: Site, windows: StandInWindows) -> None:
        """A wait that found a place is no promise: it is waited again."""
        windows.occupy(NAME, OWN_SID)
        windows.failures["CreateFileW"] = PIPE_BUSY

        with pytest.raises(AgentNotRunning):
            windows_client(site, 0.05).check()
        assert windows.calls.count("CreateFileW") > 1

    def test_a_pipe_that_vanishes_while_it_is_waited_for(
        self, site: Site, windows: StandInWindows
    ) -> None:
        """The program has ended."""
        windows.failures["CreateFileW"] = PIPE_BUSY

        with pytest.raises(AgentNotRunning):
            windows_client(site).check()

    def test_a_server_that_does_not_read(self, windows: StandInWindows) -> None:
        """A write ends with its time, and what it held is the system's no longer."""
        windows.occupy(NAME, OWN_SID)
        with cli_windows.connect(NAME, 0.05, windows) as pipe, pytest.raises(TimeoutError):
            pipe.sendall(b"x" * 4_000_000)
        assert "CancelIoEx" in windows.calls

    def test_a_server_that_is_gone(self, windows: StandInWindows) -> None:
        """Reading it is the end, writing to it an error."""
        one = windows.occupy(NAME, OWN_SID)
        with cli_windows.connect(NAME, 1.0, windows) as pipe:
            windows.hang_up(one)
            assert pipe.recv(100) == b""
            with pytest.raises(CallFailed):
                pipe.sendall(b"x" * 10)

    def test_ctrl_c_is_heard_while_it_waits(
        self, windows: StandInWindows, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The pending read is cancelled before its memory goes."""
        windows.occupy(NAME, OWN_SID)
        with cli_windows.connect(NAME, 60.0, windows) as pipe:
            monkeypatch.setattr(cli_windows, "_is_set", interrupted)
            with pytest.raises(KeyboardInterrupt):
                pipe.recv(100)
        assert windows.calls[-4:-2] == ["CancelIoEx", "GetOverlappedResult"]

    def test_the_fast_path_speaks_over_it(
        self, site: Site, place: Place, windows: StandInWindows
    ) -> None:
        """What it reads is the line that it looks for."""

        def ask() -> bytes:
            with cli_windows.connect(place.path, 5.0, windows) as pipe:
                return fast._line(pipe, wire.write_request("token", {"profile": "api"}))

        assert fast.straight_text(site.meanwhile(ask)) == b"token-1"

    def test_the_end_of_a_process_is_waited_for(self, windows: StandInWindows) -> None:
        """One that has ended, one that is not there, and one that lives on."""
        windows.processes |= {7000: Told(ended=0), 7002: Told()}

        assert cli_windows.wait_for_end(7000, 1.0, windows)
        assert cli_windows.wait_for_end(7001, 1.0, windows)
        assert not cli_windows.wait_for_end(7002, 0.02, windows)
        windows.failures["OpenProcess"] = ACCESS_DENIED
        with pytest.raises(CallFailed):
            cli_windows.wait_for_end(OWN_PID, 1.0, windows)
        windows.failures["OpenProcess"] = INVALID_PARAMETER
        assert cli_windows.wait_for_end(OWN_PID, 1.0, windows)


def windows_client(site: Site, seconds: float = 1.0) -> Any:
    """Return a command's way to the pipe of this user."""
    from tokentray.cli.agent_client import AgentClient

    return AgentClient(Path(NAME), seconds, site.connect)


def interrupted(*_arguments: object) -> bool:
    """Do as a wait does when a person presses Ctrl-C."""
    raise KeyboardInterrupt


def test_without_windows_there_is_none() -> None:
    """The code for Windows does not run by mistake elsewhere."""
    with pytest.raises(CallFailed):
        PipeListener(None, new_notifier=event_notifier)
