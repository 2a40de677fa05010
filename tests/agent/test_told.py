"""What was told before: a worker knows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.agent.rig import Rig, StandInWorkers, profile, snapshot
from tokentray.agent.notices import Due, NoticeKind
from tokentray.agent.told import Told
from tokentray.agent.workers import Workers, worker_command
from tokentray.core.errors import TokenTrayError
from tokentray.core.jobs import Op
from tokentray.storage.folders import find_folders
from tokentray.storage.history import History


@pytest.fixture
def due(qapp: QCoreApplication) -> tuple[Due, ...]:
    """Two notices, the second under several keys; the timers of a rig need an application."""
    assert qapp is not None
    rig = Rig(profile("a"), profile("b"))
    rig.start(a=snapshot(), b=snapshot())
    return (
        Due(NoticeKind.EXPIRED, rig.view("a"), "token:1:2"),
        Due(NoticeKind.ENDS_SOON, rig.view("b"), "ends:5", ("ends:4", "ends:6")),
    )


def test_a_worker_says_what_is_news(due: tuple[Due, ...]) -> None:
    """It is asked by profile and keys; what it knows is left out."""
    workers = StandInWorkers()
    news: list[Sequence[Due]] = []
    Told(workers).sort_out(due, news.append)
    job = workers.jobs.pop()
    assert job.op is Op.TELL
    assert job.fields["notices"] == [
        {"profile": "id-a", "keys": ["token:1:2"]},
        {"profile": "id-b", "keys": ["ends:5", "ends:4", "ends:6"]},
    ]
    assert not news
    job.done({"news": [False, True]})

    assert news == [[due[1]]]


def test_where_no_worker_knows_all_is_news(due: tuple[Due, ...]) -> None:
    """Twice is better than never."""
    workers = StandInWorkers()
    news: list[Sequence[Due]] = []
    Told(workers).sort_out(due, news.append)
    workers.jobs.pop().done(TokenTrayError("worker-died"))

    assert news == [due]


def test_a_real_worker_remembers(qtbot: QtBot, tmp_path: Path, due: tuple[Due, ...]) -> None:
    """It writes into the history of this user, for the next start."""
    environ = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    workers = Workers(worker_command("memory", environ), is_memory=True)
    told = Told(workers)
    news: list[Sequence[Due]] = []
    told.sort_out(due, news.append)
    qtbot.waitUntil(lambda: len(news) == 1, timeout=15_000)
    told.sort_out(due, news.append)
    qtbot.waitUntil(lambda: len(news) == 2, timeout=15_000)
    closed: list[bool] = []
    workers.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))

    assert [list(one) for one in news] == [list(due), []]
    history = History(find_folders(environ).history_file)
    assert [event.detail for event in history.events("id-a")] == [{"key": "token:1:2"}]
