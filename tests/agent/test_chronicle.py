"""Reading the history for a window: at once, and never in anybody's way."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tokentray.agent import chronicle as module
from tokentray.agent.chronicle import MOST_EVENTS, Chronicle, Recalled
from tokentray.core.events import EventKind
from tokentray.storage.history import History

STALL = 0.05
"""No step of the loop may take longer, in seconds of this process."""

WAIT = 0.5
"""A quarter of what others wait for a database that is in use; the rest is a busy computer."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the history lies."""
    return tmp_path / "history.sqlite3"


def recall(chronicle: Chronicle, *ids: str, since: float = 0.0) -> list[Recalled | None]:
    """Ask; what is answered at once stands in the list."""
    heard: list[Recalled | None] = []
    chronicle.recall(ids or ("id",), since, heard.append)
    return heard


@contextmanager
def busy(path: Path) -> Iterator[sqlite3.Connection]:
    """Be another process that writes the history."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield other


def test_what_happened_is_told_at_once_the_oldest_first(path: Path) -> None:
    """Of the profiles that were asked for."""
    history = History(path)
    for at, profile in enumerate(("id", "other", "id", "third")):
        history.record(profile, at, EventKind.REFRESHED, {})
    (found,) = recall(Chronicle(path), "id", "other")
    assert found is not None
    assert [(one.profile, one.at) for one in found.events] == [("id", 0), ("other", 1), ("id", 2)]
    assert not found.is_cut


def test_without_a_history_there_is_none(path: Path) -> None:
    """And none is made."""
    assert recall(Chronicle(path)) == [Recalled(())]
    assert not path.exists()


def test_who_writes_is_outlived_without_a_stall(qtbot: QtBot, path: Path) -> None:
    """The loop goes on, and the answer comes when the file is free again."""
    History(path).record("id", 1.0, EventKind.REFRESHED, {})
    chronicle = Chronicle(path)
    with busy(path) as other:
        before = time.monotonic()
        heard = recall(chronicle)
        assert time.monotonic() - before < WAIT
        assert heard == []
        for _ in range(3):
            before = time.monotonic()
            chronicle.on_again_timeout()
            assert time.monotonic() - before < WAIT
        other.execute("COMMIT")
        qtbot.waitUntil(lambda: bool(heard))
    assert heard[0] is not None
    assert len(heard[0].events) == 1


def test_who_writes_for_ever_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The view says so, and asks again when it likes."""
    monkeypatch.setattr(module, "_TRIES", 3)
    History(path).record("id", 1.0, EventKind.REFRESHED, {})
    chronicle = Chronicle(path)
    with busy(path):
        heard = recall(chronicle)
        chronicle.on_again_timeout()
        chronicle.on_again_timeout()
        assert heard == [None]
    chronicle.on_again_timeout()
    assert heard == [None]


def test_only_the_latest_question_is_answered(qtbot: QtBot, path: Path) -> None:
    """Another profile was chosen meanwhile."""
    for profile in ("id", "other"):
        History(path).record(profile, 1.0, EventKind.REFRESHED, {})
    chronicle = Chronicle(path)
    with busy(path) as other:
        first, second = recall(chronicle, "id"), recall(chronicle, "other")
        other.execute("COMMIT")
        qtbot.waitUntil(lambda: bool(second))
    assert first == []
    assert second[0] is not None
    assert [one.profile for one in second[0].events] == ["other"]


def test_a_long_history_is_read_in_no_time(path: Path) -> None:
    """Only so many of the latest, and it says so; a whole read is no stall."""
    History(path).record("id", 0.0, EventKind.REFRESHED, {"expires_at": "1"})
    rows = [("id", float(n), "refreshed", '{"expires_at": "1800000000"}') for n in range(60_000)]
    with closing(sqlite3.connect(path)) as database, database:
        statement = "INSERT INTO event (profile, at, kind, detail) VALUES (?, ?, ?, ?)"
        database.executemany(statement, rows)
    chronicle = Chronicle(path)
    recall(chronicle)
    best = min(_timed(lambda: recall(chronicle)) for _ in range(5))
    (found,) = recall(chronicle)
    assert found is not None
    assert (len(found.events), found.is_cut) == (MOST_EVENTS, True)
    assert best < STALL


def _timed(do: Callable[[], object]) -> float:
    before = time.process_time()
    do()
    return time.process_time() - before


def test_a_saved_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """Written whole or not at all; why not is told."""
    chronicle = Chronicle(tmp_path / "history.sqlite3")
    target = tmp_path / "Documents" / "api-history.csv"
    assert chronicle.save(target, b"time\r\n") is None
    assert target.read_bytes() == b"time\r\n"
    assert target.stat().st_mode & 0o777 == 0o600
    (tmp_path / "file").write_text("")
    error = chronicle.save(tmp_path / "file" / "x.csv", b"")
    assert error is not None
    assert error.code == "file-unwritable"
