"""What the settings window changes: one job at a time, read again when it is written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.rig import StandInWorkers
from tokentray.agent.assemble import Agent, assemble
from tokentray.agent.preferences import Autostart, Preferences
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.jobs import Op
from tokentray.core.settings import Settings, ThemeChoice
from tokentray.storage.settings import examine_settings


class Bench:
    """Preferences over a file, with the workers in the test's hands."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "settings.toml"
        self.workers = StandInWorkers()
        self.applied: list[Settings] = []
        self.changes = 0
        self.answers: list[TokenTrayError | None] = []
        self.rereads = 0
        self.preferences = Preferences(
            self.workers,
            lambda: examine_settings(self.path),
            self.applied.append,
            self._count_reread,
        )
        self.preferences.changed.connect(self._count)

    def _count_reread(self) -> None:
        self.rereads += 1

    def _count(self) -> None:
        self.changes += 1

    def save(self, text: str) -> None:
        """Edit the file by hand; the watch tells."""
        self.path.write_text(text)
        self.preferences.read()

    @property
    def problem(self) -> InputError | None:
        """Why the file cannot be read."""
        return self.preferences.problem

    def asked(self) -> list[dict[str, Any]]:
        """Return what the workers were asked for, unanswered."""
        return [dict(job.fields) for job in self.workers.jobs]

    def answer(self, error: TokenTrayError | None = None) -> None:
        """Answer the job on its way."""
        self.workers.jobs.pop(0).done({} if error is None else error)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Nothing is written yet."""
    return Bench(tmp_path)


def test_an_edit_by_hand_applies(bench: Bench) -> None:
    """And is told once."""
    bench.save('theme = "dark"\nclipboard_seconds = "x"\n')
    bench.preferences.read()
    assert bench.preferences.settings.theme is ThemeChoice.DARK
    assert bench.preferences.wrong == {"clipboard_seconds": "is not a whole number"}
    assert [one.theme for one in bench.applied] == [ThemeChoice.DARK]
    assert bench.changes == 1


def test_a_broken_file_is_named_and_changes_nothing(bench: Bench) -> None:
    """What it said before holds until it is corrected."""
    bench.save('theme = "dark"\n')
    bench.save('theme = "dark\n')
    assert bench.preferences.problem is not None
    assert bench.preferences.problem.arguments["path"] == str(bench.path)
    assert bench.preferences.settings.theme is ThemeChoice.DARK
    assert len(bench.applied) == 1
    bench.save('theme = "light"\n')
    assert [one.theme for one in bench.applied] == [ThemeChoice.DARK, ThemeChoice.LIGHT]
    assert bench.problem is None


def test_one_job_at_a_time_and_the_last_value_counts(bench: Bench) -> None:
    """A quick hand turns a number ten times: two writes, the second with the last value."""
    for value in range(1, 11):
        bench.preferences.set("clipboard_seconds", value, bench.answers.append)
    bench.preferences.set("quiet", "", bench.answers.append)
    assert bench.asked() == [{"changes": {"clipboard_seconds": 1}}]
    bench.answer()
    assert bench.asked() == [{"changes": {"clipboard_seconds": 10}}]
    bench.answer()
    assert bench.asked() == [{"changes": {"quiet": ""}}]
    bench.answer()
    assert bench.answers == [None] * 11
    assert bench.asked() == []


def test_the_file_is_read_before_the_answer(bench: Bench) -> None:
    """Who asked sees what was written."""
    seen: list[ThemeChoice] = []

    def done(_error: TokenTrayError | None) -> None:
        seen.append(bench.preferences.settings.theme)

    bench.preferences.set("theme", "dark", done)
    bench.path.write_text('theme = "dark"\n')
    bench.answer()
    assert seen == [ThemeChoice.DARK]


def test_a_refusal_is_told_and_the_next_goes_on(bench: Bench) -> None:
    """To whom asked for it."""
    bench.preferences.set("quiet", "late", bench.answers.append)
    bench.preferences.set_profile("id-api", "pinned", True, bench.answers.append)
    refusal = InputError("setting-wrong", key="quiet", what="is not a span of hours")
    bench.answer(refusal)
    assert bench.answers == [refusal]
    (job,) = bench.workers.jobs
    assert (job.op, dict(job.fields)) == (
        Op.EDIT,
        {"profile": "id-api", "changes": {"pinned": True}},
    )
    bench.answer()
    assert bench.answers == [refusal, None]
    assert bench.rereads == 1


@pytest.fixture
def agent(qtbot: QtBot, tmp_path: Path) -> Iterator[Agent]:
    """The agent of a user without any desktop, with a real worker."""
    (tmp_path / "run").mkdir(mode=0o700)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
    }
    agent = assemble(environ, headless=True, store="memory")
    agent.start()
    yield agent
    closed: list[bool] = []
    agent.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))
    agent.parts.instance.release()


def test_the_worker_writes_the_settings(qtbot: QtBot, agent: Agent) -> None:
    """Comments stay, the engine works with the new value, the store waits for the next start."""
    path = agent.folders.settings_file
    with qtbot.waitSignal(agent.preferences.changed):
        path.write_text("# mine\ntheme = 'dark'  # at night\n", encoding="utf-8")
    answers: list[TokenTrayError | None] = []
    agent.preferences.set("clipboard_seconds", 7, answers.append)
    agent.preferences.set("store", "keyring", answers.append)
    agent.preferences.set("notify.failed", False, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3, timeout=15_000)
    assert answers == [None, None, None]
    assert "# mine\ntheme = 'dark'  # at night\n" in path.read_text()
    settings = agent.engine.settings
    assert (settings.clipboard_seconds, settings.notify.failed) == (7, False)
    assert (settings.store.value, agent.preferences.settings.store.value) == ("memory", "keyring")


def test_the_worker_writes_a_profile(qtbot: QtBot, agent: Agent) -> None:
    """Its comment stays; a value that cannot be is refused with its reason."""
    file = agent.folders.profiles_file
    with qtbot.waitSignal(agent.engine.profiles_changed):
        file.write_text('[profiles.api] # mine\nid = "one"\n', encoding="utf-8")
    answers: list[TokenTrayError | None] = []
    with qtbot.waitSignal(agent.engine.profiles_changed, timeout=15_000):
        agent.preferences.set_profile("one", "renew", "while-used", answers.append)
    agent.preferences.set_profile("one", "warn_before", -1, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=15_000)
    assert answers[0] is None
    assert answers[1] is not None
    assert "warn_before is not between 0 and" in answers[1].title
    assert "[profiles.api] # mine\n" in file.read_text()


def test_the_worker_starts_it_with_the_session(
    qtbot: QtBot, agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at, switched on and off; a folder that takes no file is told."""
    answers: list[Autostart | TokenTrayError] = []

    def ask(enable: bool | None) -> Autostart | TokenTrayError:
        answers.clear()
        agent.preferences.autostart(enable, answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=15_000)
        return answers[0]

    first = ask(None)
    assert isinstance(first, Autostart)
    assert first.found == "absent"
    assert Path(first.place).is_relative_to(agent.folders.config.parents[1])
    assert not Path(first.place).exists()
    on = ask(True)
    assert isinstance(on, Autostart)
    assert on.found == "enabled"
    assert "run" in Path(first.place).read_text()
    off = ask(False)
    assert isinstance(off, Autostart)
    assert off.found == "absent"
    Path(first.place).parent.rmdir()
    Path(first.place).parent.write_text("no folder")
    refused = ask(True)
    assert isinstance(refused, TokenTrayError)
    assert json.dumps(dict(refused.arguments))
