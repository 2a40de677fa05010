"""Watching: the present state, every change, and nothing in between."""

from __future__ import annotations

import json
import select
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.program import Program
from tests.agent.rig import HOUR, START, profile, snapshot
from tests.agent.test_server import Client, NewClient, NewPlace, Place, new_client, new_place
from tokentray.core import wire

__all__ = ["new_client", "new_place"]


@pytest.fixture
def place(new_place: NewPlace) -> Place:
    """A server with two profiles that hold a token each."""
    return new_place(profile(), profile("other"))


@pytest.fixture
def watcher(place: Place, new_client: NewClient) -> Client:
    """Somebody who watches all of them and was told how they stand."""
    client = new_client(place)
    client.send(wire.write_request("watch", {}))
    assert [line["profile"] for line in client.lines(2)] == ["api", "other"]
    return client


class TestLines:
    """What is told."""

    def test_the_present_state_first(self, place: Place, new_client: NewClient) -> None:
        """One line for each profile, in the shape of the contract."""
        client = new_client(place)
        client.send(wire.write_request("watch", {"profile": "API"}, "mine"))

        assert client.lines(1) == [
            {
                **{"v": 1, "id": "mine", "ok": True, "version": 1, "at": int(START)},
                **{"profile": "api", "state": "valid", "previous": None},
                "expires_at": int(START + HOUR),
            }
        ]

    def test_every_change(self, place: Place, watcher: Client) -> None:
        """A state that changes, and a token that is renewed while its state stays."""
        place.rig.refresh(force=True)
        place.rig.land(snapshot(START + 60, generation=2), "api")
        (renewed,) = watcher.lines(1)
        assert (renewed["state"], renewed["previous"]) == ("valid", "valid")
        assert renewed["expires_at"] == START + HOUR + 60

        place.rig.clock.at += 2 * HOUR
        place.rig.engine.reread_profiles()

        told = {line["profile"]: (line["previous"], line["state"]) for line in watcher.lines(2)}
        assert told == {"api": ("valid", "expired"), "other": ("valid", "expired")}

    def test_who_comes_and_goes(self, place: Place, watcher: Client) -> None:
        """A new profile has no previous state, a removed one no state, a renamed one both."""
        place.rig.edit(profile(), profile("new"))

        told = [(line["profile"], line["previous"], line["state"]) for line in watcher.lines(2)]

        assert told == [("other", "valid", None), ("new", None, "empty")]
        place.rig.workers.jobs.clear()

    def test_an_unknown_profile(self, place: Place, new_client: NewClient) -> None:
        """Code 4, and the connection can ask on."""
        client = new_client(place)

        assert client.ask("watch", profile="nobody")["error"]["code"] == 4
        assert client.ask("status")["ok"]

    def test_only_the_named_one(self, place: Place, new_client: NewClient) -> None:
        """Who watches one profile hears nothing of another."""
        client = new_client(place)
        client.send(wire.write_request("watch", {"profile": "other"}))
        client.lines(1)
        for name in ("api", "other"):
            place.rig.refresh(name, force=True)
            place.rig.land(snapshot(START + 60, generation=2), name)

        assert client.lines(1)[0]["profile"] == "other"


class TestLimits:
    """Watchers cost others nothing."""

    def test_who_does_not_read_is_dropped(
        self, place: Place, watcher: Client, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Too much unread ends the deaf one; another goes on hearing every line."""
        monkeypatch.setattr(wire, "MAX_BACKLOG", 1024)
        deaf = socket.socket(socket.AF_UNIX)
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(str(place.path))
        deaf.sendall(wire.write_request("watch", {}))
        watcher.wait_until(lambda: place.requests.watching.count == 2)
        heard = 0
        while place.requests.watching.count == 2:
            heard += 1
            assert heard < 20_000
            _renew(place, heard)
            watcher.lines(1)

        _renew(place, heard + 1)
        assert watcher.lines(1)[0]["expires_at"] == START + HOUR + heard + 1
        deaf.close()

    def test_who_says_more_is_dropped(self, place: Place, watcher: Client) -> None:
        """Nothing after `watch` could be answered, so its caller must not wait for it."""
        watcher.send(wire.write_request("status", {}))

        watcher.await_end()
        assert place.requests.watching.count == 0

    def test_who_goes_is_forgotten(self, place: Place, watcher: Client, qtbot: QtBot) -> None:
        """A watcher that closes its end is written to no more."""
        watcher.close()

        qtbot.waitUntil(lambda: place.requests.watching.count == 0)

    def test_too_many(
        self, place: Place, watcher: Client, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Watchers never take the last places: one too many is told so, and others are served."""
        monkeypatch.setattr(wire, "MAX_WATCHERS", 1)
        client = new_client(place)

        assert client.ask("watch")["error"]["code"] == 1
        assert client.ask("status")["ok"]

    def test_a_watcher_keeps_its_place(
        self, place: Place, watcher: Client, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where connections are too many, one that asks goes, not one that watches."""
        monkeypatch.setattr(wire, "MAX_CONNECTIONS", 2)
        asking = new_client(place)
        assert asking.ask("status")["ok"]

        assert new_client(place).ask("status")["ok"]

        asking.await_end()
        _renew(place, 1)
        assert watcher.lines(1)


def _renew(place: Place, seconds: int) -> None:
    place.rig.clock.at += 2
    place.rig.refresh(force=True)
    place.rig.land(snapshot(START + seconds, generation=1 + seconds), "api")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program of a user, in memory only."""
    program = Program(tmp_path)
    yield program
    program.end()


def test_a_hundred_idle_watchers_cost_nothing(program: Program) -> None:
    """In three seconds without a change the program wakes and writes no more than without them."""
    program.write_profiles({"api": {"id": '"one"'}})
    program.start()
    pid = program.process.pid
    alone = _costs(pid, [])
    watchers = [_watching(program) for _ in range(100)]

    watched = _costs(pid, watchers)

    for one in watchers:
        one.close()
    assert watched[1] <= alone[1] + 1, (alone, watched)
    assert watched[0] <= alone[0] + 2, (alone, watched)


def test_the_end_of_the_program_is_seen(program: Program) -> None:
    """A watcher's connection ends with the program."""
    program.write_profiles({"api": {"id": '"one"'}})
    program.start()
    watcher = _watching(program)

    program.ask("quit")

    assert watcher.recv(65536) == b""
    watcher.close()


def _watching(program: Program) -> socket.socket:
    watcher = socket.socket(socket.AF_UNIX)
    watcher.settimeout(20)
    watcher.connect(str(program.folders.socket))
    watcher.sendall(wire.write_request("watch", {}))
    first = json.loads(watcher.makefile("rb").readline())
    assert (first["profile"], first["state"]) == ("api", "empty")
    return watcher


def _costs(pid: int, watchers: list[socket.socket]) -> tuple[int, int]:
    """Return (wake-ups, writes) of a process in three seconds in which no watcher is told."""
    before = _counters(pid)
    assert select.select(watchers, [], [], 3.0)[0] == []
    after = _counters(pid)
    return after[0] - before[0], after[1] - before[1]


def _counters(pid: int) -> tuple[int, int]:
    woken = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text(encoding="ascii").splitlines():
            if "ctxt_switches" in line:
                woken += int(line.split()[1])
    told = Path(f"/proc/{pid}/io").read_text(encoding="ascii").splitlines()
    return woken, int(dict(line.split(": ") for line in told)["syscw"])
