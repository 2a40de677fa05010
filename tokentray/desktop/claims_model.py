"""The claims of one token as rows: groups, claims in them, parts in those; filtered by words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from tokentray.core.claims import Claim, ClaimGroup, Group
from tokentray.desktop.overview import span
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words, worded

_tr = Words("ClaimsView")
_meant = Words("Claims")

Index = QModelIndex | QPersistentModelIndex
Path = tuple[str, ...]

MOST_ROWS = 500
"""Rows that one group or claim shows at once; a search shows the others."""


class Column(IntEnum):
    """What stands where."""

    NAME = 0
    VALUE = 1
    MEANING = 2


@dataclass(slots=True, eq=False)
class _Node:
    """One row; `number` is its place in the model's list, `shown` what the filter leaves."""

    claim: Claim
    parent: _Node | None
    row: int = 0
    number: int = 0
    is_group: bool = False
    children: list[_Node] = field(default_factory=list)
    shown: list[_Node] = field(default_factory=list)


class ClaimsModel(QAbstractItemModel):
    """Answers for the rows that are looked at, so that a huge token costs no more than a small.

    `now` (the server's clock) is what relative times count from; it is set from outside.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = 0.0
        self._theme: Theme | None = None
        self._strong = QFont()
        self._needle = ""
        self._nodes: list[_Node] = []
        self._root = _Node(Claim("", ""), None)

    def show_groups(self, groups: tuple[ClaimGroup, ...]) -> None:
        """Show these claims."""
        self.beginResetModel()
        self._nodes = []
        self._root = self._new_node(Claim("", ""), None)
        for group in groups:
            heading = self._add(self._root, Claim(group_name(group.group), ""))
            heading.is_group = True
            for claim in group.claims:
                self._add_claim(heading, claim)
        self._sift()
        self.endResetModel()

    def look_for(self, words: str) -> None:
        """Show only what has these words in it, with all that is inside; empty shows all."""
        self.beginResetModel()
        self._needle = words.strip().casefold()
        self._sift()
        self.endResetModel()

    def wear(self, theme: Theme) -> None:
        """Use these colours and fonts from now on."""
        self._theme = theme
        self._strong = QFont(theme.fonts.body)
        self._strong.setWeight(QFont.Weight.DemiBold)

    def claim_at(self, index: Index) -> Claim | None:
        """Return the claim of a row; None for a heading."""
        node = self._node(index)
        return None if node is self._root or node.is_group else node.claim

    def path_of(self, index: Index) -> Path:
        """Return the names down to a row, by which it is found again in the next token."""
        return tuple(reversed(list(self._names_up(self._node(index)))))

    def parents(self) -> Iterator[tuple[Path, QModelIndex]]:
        """Yield every row that can be opened, each after the one that it is in."""
        yield from self._parents(self._root, ())

    # Qt

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's
        shown = self._node(parent).shown
        if not 0 <= row < len(shown) or not 0 <= column < len(Column):
            return QModelIndex()
        return self.createIndex(row, column, shown[row].number)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt overloads it with QObject's
        above = self._node(index).parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above.number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.column() > 0 else len(self._node(parent).shown)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node, column = self._node(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(node.claim, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == Column.NAME:
            return self._spoken(node.claim)
        if role == Qt.ItemDataRole.ToolTipRole and column != Column.NAME and node.claim.text:
            whole = (
                in_full(node.claim) if column == Column.VALUE else self._text(node.claim, column)
            )
            # Qt reads a tooltip as HTML where it looks like it.
            return f"<p>{escape(whole)}</p>" if whole else None
        if role == Qt.ItemDataRole.FontRole and node.is_group:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole and self._theme is not None:
            return QColor(self._theme.muted) if column == Column.MEANING else None
        return None

    # Rows

    def _text(self, claim: Claim, column: int) -> str:
        if column == Column.NAME:
            return claim.name
        if column == Column.VALUE:
            return worded(claim.text) if claim.moment is None else absolute(claim.moment)
        meaning = _meant(claim.meaning) if claim.meaning else ""
        if claim.moment is None:
            return meaning
        words = relative(claim.moment, self.now)
        return f"{meaning} · {words}" if meaning else words

    def _spoken(self, claim: Claim) -> str:
        """Say a whole row, since a screen reader starts with the first column."""
        return ", ".join(filter(None, (self._text(claim, column) for column in Column)))

    def _node(self, index: Index) -> _Node:
        """Return a row by its number: an index that outlived its token finds the root."""
        number = index.internalId() if index.isValid() else 0
        return self._nodes[number] if 0 < number < len(self._nodes) else self._root

    def _new_node(self, claim: Claim, parent: _Node | None) -> _Node:
        node = _Node(claim, parent, number=len(self._nodes))
        self._nodes.append(node)
        return node

    def _add(self, parent: _Node, claim: Claim) -> _Node:
        node = self._new_node(claim, parent)
        parent.children.append(node)
        return node

    def _add_claim(self, parent: _Node, claim: Claim) -> None:
        node = self._add(parent, claim)
        for child in claim.children:
            self._add_claim(node, child)

    def _sift(self) -> None:
        wanted = _accept_all if not self._needle else self._has_needle
        _sift(self._root, wanted, self._new_node)

    def _has_needle(self, claim: Claim) -> bool:
        texts = (self._text(claim, column) for column in Column)
        return any(self._needle in text.casefold() for text in texts)

    def _names_up(self, node: _Node) -> Iterator[str]:
        while node.parent is not None:
            yield node.claim.name
            node = node.parent

    def _parents(self, node: _Node, path: Path) -> Iterator[tuple[Path, QModelIndex]]:
        for child in node.shown:
            if child.shown:
                inner = (*path, child.claim.name)
                yield inner, self.createIndex(child.row, 0, child.number)
                yield from self._parents(child, inner)


def _accept_all(_claim: Claim) -> bool:
    return True


def _sift(
    node: _Node, wanted: Callable[[Claim], bool], new_node: Callable[[Claim, _Node], _Node]
) -> bool:
    """Choose what is shown below `node`; tell whether anything is."""
    found = []
    for child in node.children:
        if wanted(child.claim):
            _sift(child, _accept_all, new_node)
            found.append(child)
        elif _sift(child, wanted, new_node):
            found.append(child)
    if len(found) > MOST_ROWS:
        words = _tr("%n more: a search finds them", len(found) - MOST_ROWS)
        found = [*found[:MOST_ROWS], new_node(Claim("…", words), node)]
    for row, child in enumerate(found):
        child.row = row
    node.shown = found
    return bool(found)


def absolute(moment: int) -> str:
    """Write a moment in the user's zone, whole."""
    try:
        return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(moment))
    except (OverflowError, ValueError, OSError):
        return str(moment)


def in_full(claim: Claim) -> str:
    """Write a value for a second look: a moment with its zone, in UTC, and as the token has it."""
    if claim.moment is None:
        return worded(claim.text)
    try:
        here = time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(claim.moment))
        there = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(claim.moment))
    except (OverflowError, ValueError, OSError):
        return claim.text
    return f"{here} = {there} UTC = {claim.text}"


def relative(moment: int, now: float) -> str:
    """Write a moment as seen from now."""
    apart = moment - now
    if abs(apart) < 1:
        return _tr("now")
    days = int(abs(apart)) // 86_400
    if days:
        return _tr("in %n days", days) if apart > 0 else _tr("%n days ago", days)
    words = _tr("in {span}") if apart > 0 else _tr("{span} ago")
    return words.format(span=span(abs(apart)))


def group_name(group: Group) -> str:
    """Return the heading of a group."""
    return {
        Group.IDENTITY: _tr("Identity"),
        Group.PERMISSIONS: _tr("Permissions and scopes"),
        Group.ROLES: _tr("Roles"),
        Group.PLANS: _tr("Plans"),
        Group.LOCATION: _tr("Location"),
        Group.TIMES: _tr("Times"),
        Group.TECHNICAL: _tr("Technical"),
    }[group]
