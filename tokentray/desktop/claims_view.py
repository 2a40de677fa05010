"""The claims of a token: grouped, explained, searchable; every value is plain text."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from tokentray.core.claims import Claim, Group, Kind, group_claims
from tokentray.desktop.overview import span
from tokentray.desktop.theme import Theme

_MOMENT = int(Qt.ItemDataRole.UserRole) + 1
_COLUMNS = 3
_ROW_AIR = 8


class ClaimsView(QWidget):
    """Shows decoded claims, or says why there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claims: Mapping[str, Any] | None = None
        self._theme: Theme | None = None
        self._moments: list[tuple[QStandardItem, str, int]] = []
        self._model = QStandardItemModel(0, _COLUMNS, self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setRecursiveFilteringEnabled(True)
        self._proxy.setAutoAcceptChildRows(True)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search = QLineEdit()
        self._search.setObjectName("search")
        self._search.setPlaceholderText(_tr("Search the claims"))
        self._search.setAccessibleName(_tr("Search the claims"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.on_search_text_changed)
        self._tree = _tree(self._proxy)
        self._tree.customContextMenuRequested.connect(self.on_tree_menu_requested)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._tree)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_value)
        self._nothing = QLabel()
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._page())
        self._stack.addWidget(self._nothing)

    def show_claims(self, claims: Mapping[str, Any] | None, now: float) -> None:
        """Show these claims; None says that the token is opaque."""
        if claims is None:
            self._claims = None
            self._nothing.setText(
                _tr("This token is opaque: it carries no claims to show.\nEverything else works.")
            )
            self._stack.setCurrentIndex(1)
            return
        self._stack.setCurrentIndex(0)
        if claims != self._claims:
            self._claims = claims
            self._fill(claims)
        self.touch(now)

    def touch(self, now: float) -> None:
        """Bring the relative times up to date."""
        for item, meaning, moment in self._moments:
            words = _relative(moment, now)
            text = f"{meaning} · {words}" if meaning else words
            if item.text() != text:
                item.setText(text)

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        palette = self._nothing.palette()
        palette.setColor(self._nothing.foregroundRole(), QColor(theme.muted))
        self._nothing.setPalette(palette)
        if self._claims is not None:
            self._fill(self._claims)

    @Slot(str)
    def on_search_text_changed(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)
        self._open_groups()

    @Slot(QPoint)
    def on_tree_menu_requested(self, place: QPoint) -> None:
        if not self._tree.indexAt(place).isValid():
            return
        menu = QMenu(self)
        menu.addAction(_tr("Copy value"), self.copy_value)
        menu.exec(self._tree.viewport().mapToGlobal(place))

    @Slot()
    def copy_value(self) -> None:
        """Put the value of the chosen claim on the clipboard."""
        index = self._tree.currentIndex()
        text = index.siblingAtColumn(1).data()
        if isinstance(text, str) and text:
            QGuiApplication.clipboard().setText(text)

    def _page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self._tree, 1)
        return page

    def _fill(self, claims: Mapping[str, Any]) -> None:
        self._moments = []
        self._model.removeRows(0, self._model.rowCount())
        for group in group_claims(claims):
            heading = self._item(_group_name(group.group), strong=True)
            row = [heading, self._item(""), self._item("")]
            self._model.appendRow(row)
            for claim in group.claims:
                heading.appendRow(self._row(claim))
        self._open_groups()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the names fit; of the rest the values get the larger part."""
        whole = self._tree.viewport().width()
        self._tree.resizeColumnToContents(0)
        names = min(max(self._tree.columnWidth(0) + 16, 120), 240, whole // 3)
        self._tree.setColumnWidth(0, names)
        self._tree.resizeColumnToContents(2)
        meanings = min(self._tree.columnWidth(2), (whole - names) * 2 // 5)
        self._tree.setColumnWidth(2, meanings)

    def _row(self, claim: Claim) -> list[QStandardItem]:
        name, value = self._item(claim.name), self._item(claim.text)
        meaning = self._item(_meaning(claim.meaning), muted=True)
        if claim.kind is Kind.TIME and claim.moment is not None:
            value.setText(_absolute(claim.moment))
            self._moments.append((meaning, _meaning(claim.meaning), claim.moment))
        value.setToolTip(claim.text)
        for child in claim.children:
            name.appendRow(self._row(child))
        return [name, value, meaning]

    def _item(self, text: str, *, strong: bool = False, muted: bool = False) -> QStandardItem:
        item = QStandardItem(text)
        item.setEditable(False)
        if strong:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
        if muted and self._theme is not None:
            item.setForeground(QColor(self._theme.muted))
        return item

    def _open_groups(self) -> None:
        for row in range(self._proxy.rowCount()):
            index = self._proxy.index(row, 0)
            self._tree.setFirstColumnSpanned(row, QModelIndex(), True)
            self._tree.setExpanded(index, True)
            if self._search.text():
                self._tree.expandRecursively(index, 4)


def _tree(model: QSortFilterProxyModel) -> QTreeView:
    tree = QTreeView()
    tree.setModel(model)
    tree.setObjectName("claims")
    tree.setAccessibleName(_tr("Claims"))
    tree.setHeaderHidden(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setUniformRowHeights(True)
    tree.setItemDelegate(_RoomyDelegate(tree))
    tree.setIndentation(18)
    tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
    return tree


class _RoomyDelegate(QStyledItemDelegate):
    """Gives every row some air."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 8, option.fontMetrics.height() + _ROW_AIR)


def _absolute(moment: int) -> str:
    """Write a moment in the user's zone, whole."""
    try:
        return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(moment))
    except (OverflowError, ValueError, OSError):
        return str(moment)


def _relative(moment: int, now: float) -> str:
    """Write a moment as seen from now."""
    apart = moment - now
    if abs(apart) < 1:
        return _tr("now")
    words = _tr("in {span}") if apart > 0 else _tr("{span} ago")
    return words.format(span=span(abs(apart)))


def _group_name(group: Group) -> str:
    return {
        Group.IDENTITY: _tr("Identity"),
        Group.PERMISSIONS: _tr("Permissions and scopes"),
        Group.ROLES: _tr("Roles"),
        Group.PLANS: _tr("Plans"),
        Group.LOCATION: _tr("Location"),
        Group.TIMES: _tr("Times"),
        Group.TECHNICAL: _tr("Technical"),
    }[group]


def _meaning(text: str) -> str:
    return QCoreApplication.translate("Claims", text) if text else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClaimsView", text)
