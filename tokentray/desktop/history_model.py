"""The events of a history as rows, the newest first; every cell is plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from tokentray.core.events import Event
from tokentray.desktop.history_words import detail_line, stamp, title_of
from tokentray.desktop.overview import moment
from tokentray.desktop.words import Words

_tr = Words("History")

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands where."""

    WHEN = 0
    PROFILE = 1
    WHAT = 2
    DETAIL = 3


class HistoryModel(QAbstractTableModel):
    """Rows of events; the profile's name is in a column that the view hides where it is one."""

    def __init__(self) -> None:
        super().__init__()
        self._events: tuple[Event, ...] = ()
        self._names: Mapping[str, str] = {}
        self._now = 0.0

    @property
    def events(self) -> tuple[Event, ...]:
        """What is shown, from the top."""
        return self._events

    def show_events(self, events: Sequence[Event], names: Mapping[str, str], now: float) -> None:
        """Show these, which come the oldest first; `names` are the profiles' by id."""
        newest_first = tuple(reversed(events))
        self._now = now
        if (newest_first, names) == (self._events, self._names):
            return
        self.beginResetModel()
        self._events, self._names = newest_first, dict(names)
        self.endResetModel()

    def row_of(self, event: Event) -> int:
        """Return the row of an event, -1 where it has none."""
        return self._events.index(event) if event in self._events else -1

    def line(self, row: int) -> str:
        """Return a row for copying: a moment that stays clear, and the rest, by tabs."""
        event = self._events[row]
        parts = (stamp(event.at), self._name(event), title_of(event), detail_line(event))
        return "\t".join(parts)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.WHEN: _tr("When"),
            Column.PROFILE: _tr("Profile"),
            Column.WHAT: _tr("What"),
            Column.DETAIL: _tr("Details"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._events):
            return None
        event = self._events[index.row()]
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._text(event, Column(index.column()))

    def _text(self, event: Event, column: Column) -> str:
        if column is Column.WHEN:
            return moment(event.at, self._now)
        if column is Column.PROFILE:
            return self._name(event)
        return title_of(event) if column is Column.WHAT else detail_line(event)

    def _name(self, event: Event) -> str:
        return self._names.get(event.profile, "")
