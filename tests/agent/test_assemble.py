"""The parts of the running program, put together in this process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tokentray.agent.assemble import Agent, assemble
from tokentray.core.asking import Agreement
from tokentray.core.errors import AgentError
from tokentray.storage.agreements import AgreementsFile
from tokentray.storage.history import EventKind, History

PROFILES = """version = 1
[profiles.orders]
id = "id-1"
confirm = "first"

[profiles.mail]
id = "id-2"
confirm = "first"
"""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user without any desktop."""
    (tmp_path / "run").mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
    }


@pytest.fixture
def agent(qtbot: QtBot, environ: dict[str, str]) -> Iterator[Agent]:
    """Return the agent of that user, with tokens in memory."""
    agent = assemble(environ, headless=True, store="memory")
    yield agent
    closed: list[bool] = []
    agent.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))
    agent.parts.instance.release()


def test_there_is_one(agent: Agent, environ: dict[str, str]) -> None:
    """While one holds the lock, another is not made, and learns who the first is."""
    with pytest.raises(AgentError) as raised:
        assemble(environ, headless=True)

    assert raised.value.code == "runs-already"
    assert raised.value.arguments == {"display": "headless", "pid": str(os.getpid())}
    assert agent.engine.views() == ()


def test_edited_settings_apply(qtbot: QtBot, agent: Agent) -> None:
    """A saved edit of settings.toml counts at once; the store stays what it is."""
    agent.start()
    path = agent.folders.settings_file

    with qtbot.waitSignal(agent.engine.settings_changed):
        path.write_text('clipboard_seconds = 7\nstore = "keyring"\n', encoding="utf-8")

    assert agent.engine.settings.clipboard_seconds == 7
    assert agent.engine.store_state == ("memory", "ready")


def test_old_history_is_forgotten(qtbot: QtBot, agent: Agent) -> None:
    """Events older than the settings allow are removed, younger ones stay."""
    agent.prune_history()
    assert not agent.folders.history_file.exists()
    history, now = History(agent.folders.history_file), agent.engine.now()
    for days in (91, 89):
        history.record("one", now - days * 86_400, EventKind.FAILED, {})

    agent.prune_history()

    def days_ago() -> list[int]:
        return [round(now - event.at) // 86_400 for event in history.events("one")]

    qtbot.waitUntil(lambda: days_ago() == [89])


def test_a_shorter_history_counts_at_once(qtbot: QtBot, agent: Agent) -> None:
    """Whoever wants a week of it waits for no timer."""
    history, now = History(agent.folders.history_file), agent.engine.now()
    for days in (8, 6):
        history.record("one", now - days * 86_400, EventKind.FAILED, {})
    agent.engine.apply_settings(replace(agent.engine.settings, history_days=7))

    def days_ago() -> list[int]:
        return [round(now - event.at) // 86_400 for event in history.events("one")]

    qtbot.waitUntil(lambda: days_ago() == [6])


def test_a_start_makes_nothing_public(agent: Agent) -> None:
    """Every folder that the start makes belongs to its owner alone."""
    agent.start()
    home = Path(agent.folders.config).parents[1]

    made = [agent.folders.config, agent.folders.generations, agent.folders.locks, home / "run"]

    assert [oct(folder.stat().st_mode & 0o077) for folder in made] == ["0o0"] * 4


def test_what_was_agreed_goes_with_its_profile(qtbot: QtBot, agent: Agent) -> None:
    """It is forgotten when the profile is removed, and not for a mistake in the file."""
    folders = agent.folders
    folders.profiles_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folders.profiles_file.write_text(PROFILES, encoding="utf-8")
    file = AgreementsFile(folders.agreements_file)
    file.save([Agreement(one, "/usr/bin/kubectl", "", 1.0) for one in ("id-1", "id-2")])
    agent.start()
    assert len(file.load()) == 2

    with qtbot.waitSignal(agent.engine.problem_changed):
        folders.profiles_file.write_text("[profiles", encoding="utf-8")
    assert len(file.load()) == 2

    with qtbot.waitSignal(agent.engine.profiles_changed):
        folders.profiles_file.write_text(PROFILES.partition("\n\n")[0], encoding="utf-8")
    assert [one.profile_id for one in file.load()] == ["id-1"]
