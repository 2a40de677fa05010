"""What happened to each profile, and how its refreshing stands; no token.

Of claims there are the names of those that changed and, unless the user keeps that out, what
came and went among permissions, roles, scopes and plans.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tokentray.core.changes import Changes, changes_from_list, changes_to_list
from tokentray.core.events import Event, EventKind
from tokentray.core.snapshot import Standing, standing_from_dict, standing_to_dict
from tokentray.storage.folders import make_private

__all__ = ["Event", "EventKind", "History"]

logger = logging.getLogger(__name__)

VERSION = 1
_BUSY_SECONDS = 2.0
_CHANGES = "changes"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS standing (profile TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS event
    (id INTEGER PRIMARY KEY, profile TEXT NOT NULL, at REAL NOT NULL, kind TEXT NOT NULL,
     detail TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS event_by_profile ON event (profile, at);
"""
_RECORD = "INSERT INTO event (profile, at, kind, detail) VALUES (?, ?, ?, ?)"
_SINCE = (
    "SELECT profile, at, kind, detail FROM event "
    "WHERE profile = ? AND at >= ? ORDER BY at DESC, id DESC LIMIT ?"
)
_BEFORE = (
    "SELECT profile, at, kind, detail FROM event WHERE profile = ? AND at < ? "
    "AND kind IN ('imported', 'signed-in', 'refreshed', 'ended', 'signed-out') "
    "ORDER BY at DESC, id DESC LIMIT 1"
)
"""What tells whether a token was held at a moment."""

_NOTICES = (
    "SELECT detail FROM event WHERE profile = ? AND kind = 'notified' "
    "ORDER BY at DESC, id DESC LIMIT 200"
)
_WITH_VALUES = (
    "SELECT id, detail FROM event "
    """WHERE detail LIKE '%"changes"%"gone"%' OR detail LIKE '%"changes"%"come"%'"""
)


class History:
    """A small database that several processes use; a connection lives for one call.

    Losing it loses a picture and a back-off, never a token: trouble with the file is logged,
    a broken one is moved aside, and the caller goes on. With `keeps_values` false only the names
    of claims that changed are kept.
    """

    def __init__(self, path: Path, *, keeps_values: bool = True) -> None:
        self._path = path
        self._keeps_values = keeps_values

    def standing(self, profile: str) -> Standing:
        """Return how refreshing stands, a clean one where nothing is known."""
        row = None
        with self._database() as database:
            if database is not None:
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

    def record(
        self,
        profile: str,
        at: float,
        kind: EventKind,
        detail: Mapping[str, str],
        changes: Changes | None = None,
    ) -> None:
        """Remember that something happened, and what changed in the token with it."""
        kept: dict[str, Any] = dict(detail)
        if changes:
            named = changes if self._keeps_values else changes.without_members()
            kept[_CHANGES] = changes_to_list(named)
        self._write(_RECORD, profile, at, kind.value, json.dumps(kept))

    def tell(self, notices: Sequence[tuple[str, Sequence[str]]], at: float) -> list[bool]:
        """Tell which of these notices were never given, and remember that they are from now on.

        Each is a profile and the keys under which the same may have been told; the first is
        remembered. Where the history is of no use all are new.
        """
        news = [True] * len(notices)
        with self._database() as database:
            if database is not None:
                for number, (profile, keys) in enumerate(notices):
                    known = {_key(row[0]) for row in database.execute(_NOTICES, (profile,))}
                    news[number] = known.isdisjoint(keys)
                    if news[number]:
                        detail = json.dumps({"key": keys[0]})
                        values = (profile, at, EventKind.NOTIFIED.value, detail)
                        database.execute(_RECORD, values)
        return news

    def events(self, profile: str, since: float = 0.0, limit: int = 1000) -> tuple[Event, ...]:
        """Return what happened since a moment, the latest first."""
        rows: list[Any] = []
        with self._database() as database:
            if database is not None:
                rows = database.execute(_SINCE, (profile, since, limit)).fetchall()
        return _events(rows)

    def peek(self, profiles: Sequence[str], since: float, limit: int) -> tuple[Event, ...] | None:
        """Return the same of several profiles without waiting for anybody, None where one would.

        So many of each at most, and the event before `since` that tells what was held then.
        """
        if not self._path.exists():
            return ()
        rows: list[Any] = []
        try:
            with closing(sqlite3.connect(self._path, timeout=0.0)) as database:
                for profile in profiles:
                    rows += database.execute(_SINCE, (profile, since, limit)).fetchall()
                    rows += database.execute(_BEFORE, (profile, since)).fetchall()
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                return None
            logger.warning("the history cannot be read (%s)", type(error).__name__)
            return ()
        return _events(rows)

    def forget(self, profile: str) -> None:
        """Remove all about a profile."""
        self._write("DELETE FROM standing WHERE profile = ?", profile)
        self._write("DELETE FROM event WHERE profile = ?", profile)

    def prune(self, days: int, now: float) -> None:
        """Remove what is older than so many days."""
        self._write("DELETE FROM event WHERE at < ?", now - days * 86_400)

    def forget_values(self) -> None:
        """Remove what came and went; the names of the claims that changed stay."""
        with self._database() as database:
            if database is not None:
                rows = database.execute(_WITH_VALUES).fetchall()
                database.executemany(
                    "UPDATE event SET detail = ? WHERE id = ?",
                    [(_without_values(detail), number) for number, detail in rows],
                )

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


def _events(rows: Iterable[tuple[str, float, str, str]]) -> tuple[Event, ...]:
    """Rebuild events; a kind that a newer version wrote is passed over."""
    known = {kind.value for kind in EventKind}
    return tuple(_event(*row) for row in rows if row[2] in known)


def _key(detail: str) -> object:
    return _event("", 0.0, EventKind.NOTIFIED, detail).detail.get("key")


def _without_values(detail: str) -> str:
    event = _event("", 0.0, EventKind.REFRESHED, detail)
    named = changes_to_list(event.changes.without_members())
    return json.dumps({**event.detail, _CHANGES: named})


def _event(profile: str, at: float, kind: str, detail: str) -> Event:
    told, changes = {}, Changes()
    try:
        told = dict(json.loads(detail))
        changes = changes_from_list(told.pop(_CHANGES, []))
    except (ValueError, TypeError, KeyError, AttributeError):
        logger.warning("an event of the history cannot be read")
    return Event(profile, at, EventKind(kind), told, changes)
