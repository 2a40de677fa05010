"""The claims of a token: grouped, explained, searchable; every value is plain text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from tokentray.core.claims import ClaimGroup, group_claims
from tokentray.core.known import known_groups
from tokentray.core.signature import ClaimsFrom
from tokentray.core.snapshot import Snapshot
from tokentray.desktop.claims_model import ClaimsModel, Column, Path
from tokentray.desktop.direction import left_to_right
from tokentray.desktop.room import few_rows, roomy
from tokentray.desktop.roomy import RoomyDelegate
from tokentray.desktop.theme import Theme
from tokentray.desktop.viewports import set_viewport
from tokentray.desktop.words import Words

_tr = Words("ClaimsView")

_WIDEST_NAME = 240
_MOST_OPENED = 60
"""Rows that a search opens by itself."""


class ClaimsView(QWidget):
    """Shows decoded claims, or says why there are none.

    Signals:
        compare_requested(): put them beside those of another token.
    """

    compare_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[ClaimGroup, ...] = ()
        self._claims: Mapping[str, Any] | None = None
        self._opened: set[Path] = set()
        self._closed: set[Path] = set()
        self._model = ClaimsModel(self)
        self._search = QLineEdit()
        self._search.setObjectName("search")
        self._search.setPlaceholderText(_tr("Search the claims"))
        self._search.setAccessibleName(_tr("Search the claims"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.on_search_text_changed)
        self._compare = QPushButton(_tr("Co&mpare…"))
        self._compare.setObjectName("compare")
        self._compare.clicked.connect(self.compare_requested)
        self._tree = _tree(self._model)
        self._tree.expanded.connect(self.on_tree_expanded)
        self._tree.collapsed.connect(self.on_tree_collapsed)
        self._tree.customContextMenuRequested.connect(self.on_tree_menu_requested)
        self._tree.copy_requested.connect(self.copy_value)
        self._note = QLabel()
        self._note.setObjectName("claims-note")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.hide()
        self._no_match = _centred()
        self._no_match.setObjectName("no-match")
        self._no_match.hide()
        self._lay_out()

    def show_token(self, snapshot: Snapshot, now: float) -> None:
        """Show what is in a token; of an opaque one what came with it, or what its server says."""
        self._model.now = now
        if snapshot.claims is None:
            self._claims = None
            groups = known_groups(snapshot)
            if groups != self._groups:
                self._fill(groups)
        elif snapshot.claims != self._claims:
            self._claims = snapshot.claims
            self._fill(group_claims(snapshot.claims))
        self._note.setText(_note_of(snapshot))
        self._note.setVisible(snapshot.opaque)
        self.touch(now)

    def forget(self) -> None:
        """Hold no claim any more."""
        self._search.clear()
        self._claims = None
        self._fill(())

    def touch(self, now: float) -> None:
        """Bring the relative times up to date."""
        self._model.now = now
        self._tree.viewport().update()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._model.wear(theme)
        for label in (self._note, self._no_match):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), QColor(theme.muted))
            label.setPalette(palette)
        self._tree.viewport().update()

    def focus_search(self) -> None:
        """Give the search field the keyboard."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @Slot(str)
    def on_search_text_changed(self, text: str) -> None:
        self._model.look_for(text)
        self._open_rows()
        found = self._model.rowCount() > 0
        words = _tr("No claim has “{words}” in it.").format(words=text.strip())
        self._no_match.setText(words)
        self._no_match.setVisible(not found)
        self._tree.setVisible(found)

    @Slot(QModelIndex)
    def on_tree_expanded(self, index: QModelIndex) -> None:
        path = self._model.path_of(index)
        self._opened.add(path)
        self._closed.discard(path)

    @Slot(QModelIndex)
    def on_tree_collapsed(self, index: QModelIndex) -> None:
        path = self._model.path_of(index)
        self._closed.add(path)
        self._opened.discard(path)

    @Slot(QPoint)
    def on_tree_menu_requested(self, place: QPoint) -> None:
        claim = self._model.claim_at(self._tree.indexAt(place))
        if claim is None or claim.value is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_tr("Copy value"), self.copy_value)
        menu.popup(self._tree.viewport().mapToGlobal(place))

    @Slot()
    def copy_value(self) -> None:
        """Put the value of the chosen claim on the clipboard: whole, as the token holds it."""
        claim = self._model.claim_at(self._tree.currentIndex())
        if claim is not None and claim.value is not None:
            QGuiApplication.clipboard().setText(_for_copying(claim.value))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._note)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._search, 1)
        above.addWidget(self._compare)
        layout.addLayout(above)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._no_match, 1)

    def _fill(self, groups: tuple[ClaimGroup, ...]) -> None:
        """Show other claims; what was opened, chosen and scrolled to stays so."""
        chosen = self._model.path_of(self._tree.currentIndex())
        place = self._tree.verticalScrollBar().value()
        self._groups = groups
        self._model.show_groups(groups)
        self._open_rows(chosen)
        self._fit()
        self._tree.verticalScrollBar().setValue(place)

    def _open_rows(self, chosen: Path = ()) -> None:
        """Open the groups, and what a person opened or a search found."""
        is_search = bool(self._search.text())
        self._tree.blockSignals(True)
        for number, (path, index) in enumerate(list(self._model.parents())):
            is_group = len(path) == 1
            if is_group:
                self._tree.setFirstColumnSpanned(index.row(), QModelIndex(), True)
            by_search = is_search and number < _MOST_OPENED
            by_habit = path in self._opened or (is_group and path not in self._closed)
            if by_habit or by_search:
                self._tree.expand(index)
        self._tree.blockSignals(False)
        self._choose(chosen)

    def _choose(self, path: Path) -> None:
        """Choose a row again by the names down to it."""
        parent = QModelIndex()
        for name in path:
            rows = range(self._model.rowCount(parent))
            found = (self._model.index(row, 0, parent) for row in rows)
            parent = next((index for index in found if index.data() == name), QModelIndex())
            if not parent.isValid():
                return
        if path:
            self._tree.setCurrentIndex(parent)

    def _fit(self) -> None:
        """Make the names fit; of the rest the values get the larger part."""
        whole = self._tree.viewport().width()
        self._tree.resizeColumnToContents(Column.NAME)
        most = min(roomy(_WIDEST_NAME, self._tree.font()), whole // 3)
        names = min(max(self._tree.columnWidth(Column.NAME) + 16, 120), most)
        self._tree.setColumnWidth(Column.NAME, names)
        self._tree.resizeColumnToContents(Column.MEANING)
        meanings = min(self._tree.columnWidth(Column.MEANING), (whole - names) * 2 // 5)
        self._tree.setColumnWidth(Column.MEANING, meanings)


def _note_of(snapshot: Snapshot) -> str:
    """Say where the rows come from that are not from inside the token."""
    if snapshot.claims is None:
        return _tr("Only its server can read this token: it is opaque. This came with it:")
    if snapshot.claims_from is ClaimsFrom.USERINFO:
        return _tr("The token is opaque. Its server says this of the account (userinfo):")
    return _tr("The token is opaque. Its server says this of it (introspection):")


def _for_copying(value: Any) -> str:
    """Write a value as the token holds it: a text bare, anything else as JSON."""
    text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
    # Half a character pair has no place on a clipboard.
    return text.encode("utf-8", "replace").decode()


class _Tree(QTreeView):
    """A tree that leaves it to others what its copy key means.

    Signals:
        copy_requested(): the key was pressed.
    """

    copy_requested = Signal()

    def sizeHint(self) -> QSize:
        return few_rows(super().sizeHint(), self.font())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)


def _tree(model: ClaimsModel) -> _Tree:
    tree = _Tree()
    set_viewport(tree)
    tree.setModel(model)
    tree.setObjectName("claims")
    tree.setAccessibleName(_tr("Claims"))
    tree.setHeaderHidden(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setUniformRowHeights(True)
    tree.setItemDelegate(_ClaimsDelegate(tree))
    tree.setIndentation(18)
    tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    header = tree.header()
    header.setStretchLastSection(False)
    # Measuring many rows is slow, and the first ones tell enough.
    header.setResizeContentsPrecision(64)
    header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(Column.VALUE, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(Column.MEANING, QHeaderView.ResizeMode.Interactive)
    return tree


def _centred() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label


class _ClaimsDelegate(RoomyDelegate):
    """Leaves values in the direction that machines read them."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.column() == Column.VALUE:
            option.text = left_to_right(option.text)
