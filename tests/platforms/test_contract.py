"""What a running program and a command promise each other, on each platform."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from tests.agent.rig import profile
from tests.agent.test_server import Place
from tests.platforms.conftest import Site
from tests.platforms.windows import OTHER_SID, OWN_PID, Told
from tokentray.agent import unix_socket
from tokentray.agent.conversation import Conversation
from tokentray.core.errors import AgentError, AgentNotRunning


@pytest.fixture
def place(site: Site) -> Iterator[Place]:
    """A running program with one profile that holds a token."""
    place = site.place()
    yield place
    place.close()


def test_a_question_is_answered(site: Site, place: Place) -> None:
    """A token comes as it is, and whoever asked is gone afterwards."""
    answer = site.meanwhile(lambda: site.client(place).ask("token", profile="api"))

    assert answer["text"] == "token-1"
    site.qtbot.waitUntil(lambda: not place.server.findChildren(Conversation))


def test_a_long_answer_arrives_whole(site: Site) -> None:
    """One that no buffer holds at once."""
    with contextlib.closing(site.place(*(profile(f"p{number}") for number in range(800)))) as place:
        answer = site.meanwhile(lambda: site.client(place).ask("list"))

    assert len(answer["profiles"]) == 800


def test_more_at_once_than_places_wait(site: Site, place: Place) -> None:
    """Whoever finds no place waits for one."""
    answers: list[Any] = []

    def ask() -> None:
        answers.append(site.client(place).ask("status")["pid"])

    threads = [Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    site.qtbot.waitUntil(lambda: len(answers) == 12, timeout=10_000)

    assert set(answers) == {os.getpid()}


def test_nobody_is_there(site: Site, place: Place) -> None:
    """The command is told so at once."""
    place.close()

    with pytest.raises(AgentNotRunning) as raised:
        site.client(place).check()
    assert raised.value.code == "agent-not-running"


def test_a_program_that_ends_is_heard(site: Site, place: Place) -> None:
    """Whoever watches it ends too."""
    seen: list[Any] = []
    client = site.client(place, 0.5)
    watching = Thread(target=lambda: seen.extend([*client.listen(2, "watch"), "over"]))
    watching.start()
    site.qtbot.waitUntil(lambda: bool(place.server.findChildren(Conversation)))
    site.meanwhile(lambda: site.client(place).ask("status"))
    place.close()
    site.qtbot.waitUntil(lambda: not watching.is_alive(), timeout=10_000)

    assert (seen[0]["profile"], seen[-1]) == ("api", "over")


def test_a_program_that_is_silent(site: Site, place: Place) -> None:
    """The command does not wait for ever: here Qt's loop never runs."""
    with pytest.raises(AgentError) as raised:
        site.client(place, 0.05).ask("status")
    assert raised.value.code == "agent-silent"


def test_a_client_of_somebody_else(
    site: Site, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is turned away before it is heard."""
    monkeypatch.setattr(unix_socket, "peer_uid", lambda _descriptor: os.getuid() + 1)
    site.windows.processes[6000] = Told(sid=OTHER_SID)
    site.windows.client_pid = 6000

    with pytest.raises(AgentError) as raised:
        site.meanwhile(lambda: site.client(place).ask("status"))
    assert raised.value.code == "agent-silent"
    assert place.engine_calls == 0


def test_a_program_of_somebody_else(
    site: Site, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is told nothing: who is there is asked of the system first."""
    site.windows.processes[6000] = Told(sid=OTHER_SID)
    for instance in site.windows.instances:
        instance.server_pid = 6000
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)

    with pytest.raises(AgentNotRunning) as raised:
        site.client(place).ask("status")
    assert raised.value.code == "agent-not-ours"
    for instance in site.windows.instances:
        instance.server_pid = OWN_PID


def test_a_second_start_leaves_nothing_of_the_first(site: Site, place: Place) -> None:
    """The address is free as soon as the program has closed it."""
    place.close()
    again = site.place()
    with contextlib.closing(again):
        assert site.meanwhile(lambda: site.client(again).ask("status"))["pid"] == os.getpid()
