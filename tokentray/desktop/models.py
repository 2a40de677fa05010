"""What the list of profiles shows, row by row."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from tokentray.core.view import ProfileView
from tokentray.desktop.news_words import news_word
from tokentray.desktop.overview import standing_now
from tokentray.desktop.speech import spoken_standing

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row answers beside its text."""

    VIEW = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2
    WORDS = Qt.ItemDataRole.UserRole + 3
    SOUGHT = Qt.ItemDataRole.UserRole + 4


class ProfileModel(QAbstractListModel):
    """The profiles in their order; a row that only changed is not replaced."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self._now = now
        self._views: tuple[ProfileView, ...] = ()
        self._waits = ""

    def show(self, views: tuple[ProfileView, ...], waits: str = "") -> bool:
        """Show these profiles; tell whether the rows are others now.

        `waits` is said of those that wait for the keyring.
        """
        self._waits = waits
        same = [view.id for view in views] == [view.id for view in self._views]
        if same:
            self._views = views
            self.touch()
            return False
        self.beginResetModel()
        self._views = views
        self.endResetModel()
        return True

    def replace(self, view: ProfileView, waits: str = "") -> bool:
        """Show one profile anew; False where it has no row, or where all rows say another thing."""
        row = self.row_of(view.id)
        if row < 0 or waits != self._waits:
            return False
        self._views = (*self._views[:row], view, *self._views[row + 1 :])
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def touch(self) -> None:
        """Say that the words about time are others now."""
        if self._views:
            self.dataChanged.emit(self.index(0), self.index(len(self._views) - 1))

    def row_of(self, profile_id: str) -> int:
        """Return the row of a profile, -1 where it has none."""
        ids = [view.id for view in self._views]
        return ids.index(profile_id) if profile_id in ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self._views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._views):
            return None
        view = self._views[index.row()]
        if role == Role.VIEW:
            return view
        if role == Role.ID:
            return view.id
        if role == Qt.ItemDataRole.DisplayRole:
            return view.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = f"{view.name}, {self._spoken(view)}"
            return spoken if view.news is None else f"{spoken}, {news_word(view.news)}"
        if role == Role.WORDS:
            return self._words(view)
        if role == Role.SOUGHT:
            return _sought(view)
        return None

    def _words(self, view: ProfileView) -> str:
        return self._waiting(view) or standing_now(view, self._now())

    def _spoken(self, view: ProfileView) -> str:
        return self._waiting(view) or spoken_standing(view, self._now())

    def _waiting(self, view: ProfileView) -> str:
        return self._waits if view.snapshot is None else ""


def _sought(view: ProfileView) -> str:
    """Return what a profile is found by: its name, its issuer, its API."""
    issuer = "" if view.snapshot is None else view.snapshot.issuer
    return "\n".join((view.name, view.profile.issuer, view.profile.api, issuer))
