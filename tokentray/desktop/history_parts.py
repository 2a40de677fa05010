"""The parts of the history's view: the list of events, the callout, and what an empty one says."""

from __future__ import annotations

from PySide6.QtCore import (
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from tokentray.desktop.history_model import Column, HistoryModel
from tokentray.desktop.labels import say, word_label
from tokentray.desktop.room import few_rows
from tokentray.desktop.roomy import RoomyDelegate
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("History")

_NEAR = 14


class Callout(QLabel):
    """Says more of a mark, beside it and above everything else; never in a pointer's way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("callout")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str, at: QPoint) -> None:
        """Show words below a place of the parent, or above it where there is no room."""
        self.setText(text)
        self.adjustSize()
        room = self._room.size()
        left = min(max(0, at.x() - self.width() // 2), max(0, room.width() - self.width()))
        top = at.y() + _NEAR
        if top + self.height() > room.height():
            top = max(0, at.y() - _NEAR - self.height())
        self.move(left, top)
        self.show()
        self.raise_()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self.setStyleSheet(
            f"QLabel#callout {{ background: {theme.background}; color: {theme.text};"
            f"border: 1px solid {theme.outline}; border-radius: {theme.radius - 2}px;"
            "padding: 6px 10px; }"
        )


class Empty(QWidget):
    """Says that nothing happened yet, and what will be seen here.

    Signals:
        week_requested(): look further back.
    """

    week_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("history-empty")
        self._theme: Theme | None = None
        self._title = word_label("history-empty-title")
        self._words = word_label("history-empty-words")
        self._week = QPushButton(_tr("Look at the week"))
        self._week.setObjectName("look-at-week")
        self._week.clicked.connect(self.week_requested)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(1)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addWidget(self._week, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def offer_week(self, offers: bool) -> None:
        """Offer to look further back, where that may show more."""
        self._week.setVisible(offers)

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._title.setFont(theme.fonts.title)
        say(self._title, _tr("Nothing has happened here yet"), theme.text)
        text = _tr(
            "Sign-ins, refreshes, failures and changes of what the token allows appear here."
        )
        say(self._words, text, theme.muted)


class List(QTreeView):
    """The events; its copy key is left to others.

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

    def fit(self) -> None:
        """Make moments, names and titles fit; the details get the rest."""
        for column in (Column.WHEN, Column.PROFILE, Column.WHAT):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column) + 12, 200))


def event_list(model: HistoryModel) -> List:
    rows = List()
    rows.setModel(model)
    rows.setObjectName("events")
    rows.setAccessibleName(_tr("Events"))
    rows.setRootIsDecorated(False)
    rows.setUniformRowHeights(True)
    rows.setItemDelegate(RoomyDelegate(rows))
    rows.setFrameShape(QFrame.Shape.NoFrame)
    rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    header = rows.header()
    header.setStretchLastSection(True)
    header.setSectionsMovable(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    # Measuring many rows is slow, and the first ones tell enough.
    header.setResizeContentsPrecision(24)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return rows
