"""What happened to each profile, and how its refreshing stands; no token, no claim value."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tokentray.core.snapshot import Standing, standing_from_dict, standing_to_dict
from tokentray.storage.folders import make_private

logger = logging.getLogger(__name__)

VERSION = 1
_BUSY_SECONDS = 2.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS standing (profile TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS event
    (id INTEGER PRIMARY KEY, profile TEXT NOT NULL, at REAL NOT NULL, kind TEXT NOT NULL,
     detail TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS event_by_profile ON event (profile, at);
"""


class EventKind(StrEnum):
    """What can happen to a profile."""

    IMPORTED = "imported"
    SIGNED_IN = "signed-in"
    REFRESHED = "refreshed"
    FAILED = "failed"
    ENDED = "ended"
    SIGNED_OUT = "signed-out"
    NOTIFIED = "notified"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `at` in POSIX seconds, `detail` without secrets."""

    profile: str
    at: float
    kind: EventKind
    detail: Mapping[str, str]


class History:
    """A small database that several processes use; a connection lives for one call.

    Losing it loses a picture and a back-off, never a token: trouble with the file is logged,
    a broken one is moved aside, and the caller goes on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def standing(self, profile: str) -> Standing:
        """Return how refreshing stands, a clean one where nothing is known."""
        with self._database() as database:
            if database is None:
                return Standing()
            row = database.execute(
                "SELECT data FROM standing WHERE profile = ?", (profile,)
            ).fetchone()
        try:
            return Standing() if row is None else standing_from_dict(json.loads(row[0]))
        except (ValueError, TypeError):
            return Standing()

    def set_standing(self, profile: str, standing: Standing) -> None:
        """Remember how refreshing stands."""
        self._write(
            "INSERT INTO standing VALUES (?, ?) "
            "ON CONFLICT (profile) DO UPDATE SET data = excluded.data",
            profile,
            json.dumps(standing_to_dict(standing)),
        )

    def record(self, profile: str, at: float, kind: EventKind, detail: Mapping[str, str]) -> None:
        """Remember that something happened."""
        self._write(
            "INSERT INTO event (profile, at, kind, detail) VALUES (?, ?, ?, ?)",
            profile,
            at,
            kind.value,
            json.dumps(dict(detail)),
        )

    def events(self, profile: str, since: float = 0.0, limit: int = 1000) -> tuple[Event, ...]:
        """Return what happened since a moment, the latest first."""
        with self._database() as database:
            if database is None:
                return ()
            rows = database.execute(
                "SELECT profile, at, kind, detail FROM event "
                "WHERE profile = ? AND at >= ? ORDER BY at DESC, id DESC LIMIT ?",
                (profile, since, limit),
            ).fetchall()
        known = {kind.value for kind in EventKind}
        return tuple(
            Event(row[0], row[1], EventKind(row[2]), json.loads(row[3]))
            for row in rows
            if row[2] in known
        )

    def forget(self, profile: str) -> None:
        """Remove all about a profile."""
        self._write("DELETE FROM standing WHERE profile = ?", profile)
        self._write("DELETE FROM event WHERE profile = ?", profile)

    def prune(self, days: int, now: float) -> None:
        """Remove what is older than so many days."""
        self._write("DELETE FROM event WHERE at < ?", now - days * 86_400)

    def _write(self, statement: str, *values: str | float) -> None:
        with self._database() as database:
            if database is not None:
                database.execute(statement, values)

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection | None]:
        try:
            connection = self._open()
        except (sqlite3.Error, OSError) as error:
            logger.warning("the history cannot be opened (%s)", type(error).__name__)
            yield None
            return
        with closing(connection):
            try:
                with connection:
                    yield connection
            except sqlite3.Error as error:
                logger.warning("the history was not written (%s)", type(error).__name__)

    def _open(self) -> sqlite3.Connection:
        make_private(self._path.parent)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            aside = self._path.with_suffix(".broken")
            self._path.replace(aside)
            logger.warning("the history was damaged and lies in %s now", aside)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        is_new = not self._path.exists()
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
        try:
            if is_new:
                self._path.chmod(0o600)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise sqlite3.OperationalError("written by a newer version")
            if version < VERSION:
                connection.executescript(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.commit()
        except BaseException:
            connection.close()
            raise
        return connection
