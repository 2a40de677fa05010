"""Two tokens side by side: this one with the one before it, or with one that is pasted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QRadioButton,
    QTreeView,
    QWidget,
)

from tokentray.agent.held import Previous
from tokentray.core.claims import Claim, Kind
from tokentray.core.comparing import Pair, Verdict, pairs_of
from tokentray.core.errors import TokenTrayError
from tokentray.desktop.flow import Flow
from tokentray.desktop.forms import dialog_layout, step_button
from tokentray.desktop.labels import heading_label, reason, say, word_label
from tokentray.desktop.overview import moment
from tokentray.desktop.place import over
from tokentray.desktop.room import on_screen
from tokentray.desktop.roomy import RoomyDelegate
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("CompareDialog")

_SIZE = (760, 560)
_BETWEEN = 16
_SETTLES_MS = 300
_MOST_ROWS = 200
_MOST_MEMBERS = 60
_SIGNS: Mapping[Verdict, str] = {
    Verdict.DIFFERS: "≠",
    Verdict.ONLY_LEFT: "−",  # noqa: RUF001 - the minus sign is as wide as the plus
    Verdict.ONLY_RIGHT: "+",
    Verdict.SAME: "=",
}

Decode = Callable[[str, Callable[[Mapping[str, Any] | TokenTrayError], None]], None]


@dataclass(frozen=True, slots=True)
class Compared:
    """The token that is compared, and the one before it, None where none was seen yet."""

    name: str
    claims: Mapping[str, Any] = field(repr=False)
    previous: Previous | None = None


class CompareDialog(QDialog):
    """Shows what only one of two tokens says, what differs, and, folded, what is the same.

    `decode` reads a pasted token; it is kept nowhere, and its signature is not looked at.
    """

    def __init__(
        self,
        compared: Compared,
        decode: Decode,
        now: float,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Compare tokens of {name}").format(name=compared.name))
        self._compared = compared
        self._decode = decode
        self._now = now
        self._theme = theme
        self._asked = ""
        self._is_over = False
        self._before = QRadioButton(_tr("With the token &before it"))
        self._before.setObjectName("with-before")
        self._pasted = QRadioButton(_tr("With a &pasted token"))
        self._pasted.setObjectName("with-pasted")
        self._other = _other_field(theme)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self.on_settling_timeout)
        self._word = word_label("word")
        self._model = QStandardItemModel(self)
        self._rows = _tree(self._model)
        self._arrange()
        self._other.textChanged.connect(self._settling.start)
        if compared.previous is None:
            self._before.setEnabled(False)
            self._before.setText(_tr("With the token before it: none was seen since the start"))
        (self._pasted if compared.previous is None else self._before).setChecked(True)
        self._before.toggled.connect(self.on_before_toggled)
        self.on_before_toggled(self._before.isChecked())
        self.resize(on_screen(QSize(*_SIZE)))
        over(self, parent)

    def done(self, result: int) -> None:
        """Close, and keep nothing of a token."""
        self._is_over = True
        self._settling.stop()
        self._other.clear()
        self._model.clear()
        super().done(result)

    @Slot(bool)
    def on_before_toggled(self, with_before: bool) -> None:
        """Compare with what is chosen."""
        self._other.setVisible(not with_before)
        previous = self._compared.previous
        if with_before and previous is not None:
            came = moment(previous.obtained_at, self._now)
            self._show(previous.claims, _tr("Before, {moment}").format(moment=came))
            return
        self._asked = ""
        self.on_settling_timeout()
        self._other.setFocus()

    @Slot()
    def on_settling_timeout(self) -> None:
        """Have the pasted text decoded, once nobody types any more."""
        text = self._other.toPlainText().strip()
        if self._before.isChecked() or (text and text == self._asked):
            return
        self._asked = text
        if text:
            self._decode(text, lambda answer: self._on_decoded(text, answer))
        else:
            self._clear(
                _tr("It is decoded only: its signature is not checked, and nothing is kept.")
            )

    def _on_decoded(self, text: str, answer: Mapping[str, Any] | TokenTrayError) -> None:
        if self._is_over or text != self._asked or self._before.isChecked():
            return
        if isinstance(answer, TokenTrayError):
            self._clear(reason(answer), self._theme.trouble)
        else:
            self._show(answer, _tr("Pasted"))

    def _clear(self, words: str, colour: str = "") -> None:
        self._rows.hide()
        self._model.clear()
        say(self._word, words, colour or self._theme.muted)

    def _show(self, other: Mapping[str, Any], title: str) -> None:
        pairs = pairs_of(other, self._compared.claims)
        self._model.clear()
        self._model.setHorizontalHeaderLabels([_tr("Claim"), title, _tr("This token")])
        for verdict in Verdict:
            mine = [pair for pair in pairs if pair.verdict is verdict]
            if mine:
                self._model.appendRow(self._section(verdict, mine))
        same = all(pair.verdict is Verdict.SAME for pair in pairs)
        say(self._word, _tr("They say the same.") if same else "", self._theme.muted)
        self._open()

    def _section(self, verdict: Verdict, pairs: list[Pair]) -> QStandardItem:
        title = _title(verdict).format(count=len(pairs))
        heading = _item(f"{_SIGNS[verdict]}  {title}", self._colour(verdict))
        font = QFont(self._theme.fonts.body)
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        heading.setData(verdict.value)
        for pair in pairs[:_MOST_ROWS]:
            heading.appendRow(self._row(pair))
        if len(pairs) > _MOST_ROWS:
            heading.appendRow(_item(_more(len(pairs) - _MOST_ROWS), self._theme.muted))
        return heading

    def _row(self, pair: Pair) -> list[QStandardItem]:
        name = _item(pair.name, self._theme.text)
        for gone in _shown(pair.gone):
            name.appendRow(self._member(Verdict.ONLY_LEFT, gone, ""))
        for come in _shown(pair.come):
            name.appendRow(self._member(Verdict.ONLY_RIGHT, "", come))
        texts = (self._text(pair.left), self._text(pair.right))
        return [name, *(_item(text, self._theme.text) for text in texts)]

    def _member(self, verdict: Verdict, left: str, right: str) -> list[QStandardItem]:
        colour = self._colour(verdict)
        return [_item(text, colour) for text in (_SIGNS[verdict], left, right)]

    def _text(self, claim: Claim | None) -> str:
        if claim is None:
            return ""
        if claim.kind is Kind.TIME and claim.moment is not None:
            return moment(claim.moment, self._now)
        return claim.text

    def _colour(self, verdict: Verdict) -> str:
        return {
            Verdict.DIFFERS: self._theme.expiring,
            Verdict.ONLY_LEFT: self._theme.trouble,
            Verdict.ONLY_RIGHT: self._theme.valid,
            Verdict.SAME: self._theme.muted,
        }[verdict]

    def _open(self) -> None:
        """Open all but what is the same."""
        self._rows.show()
        root = self._model.invisibleRootItem()
        for row in range(root.rowCount()):
            heading = root.child(row)
            self._rows.setFirstColumnSpanned(row, root.index(), True)
            if heading.data() != Verdict.SAME:
                self._rows.expandRecursively(heading.index())
        header = self._rows.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def _arrange(self) -> None:
        choices = Flow(_BETWEEN)
        choices.addWidget(self._before)
        choices.addWidget(self._pasted)
        close = step_button("close", _tr("&Close"), primary=True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        title = _tr("Compare the token of {name}").format(name=self._compared.name)
        layout = dialog_layout(self)
        layout.addWidget(heading_label(title, self._theme))
        layout.addLayout(choices)
        layout.addWidget(self._other)
        layout.addWidget(self._word)
        layout.addWidget(self._rows, 1)
        layout.addStretch(0)
        layout.addLayout(buttons)


def _shown(members: Sequence[str]) -> list[str]:
    """Return what has a row of its own, and how many more there are."""
    left = len(members) - _MOST_MEMBERS
    if left <= 0:
        return list(members)
    return [*members[:_MOST_MEMBERS], _more(left)]


def _more(count: int) -> str:
    return _tr("and %n more", count)


def _item(text: str, colour: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    item.setForeground(QColor(colour))
    return item


def _title(verdict: Verdict) -> str:
    return {
        Verdict.DIFFERS: _tr("Different ({count})"),
        Verdict.ONLY_LEFT: _tr("Not in this token ({count})"),
        Verdict.ONLY_RIGHT: _tr("Only in this token ({count})"),
        Verdict.SAME: _tr("Same ({count})"),
    }[verdict]


def _other_field(theme: Theme) -> QPlainTextEdit:
    part = QPlainTextEdit()
    part.setObjectName("response")
    part.setAccessibleName(_tr("The other token"))
    part.setFont(theme.fonts.mono)
    part.setTabChangesFocus(True)
    part.setFixedHeight(84)
    part.document().setDocumentMargin(8)
    part.setPlaceholderText(_tr("A JWT, or the response of a token endpoint"))
    return part


def _tree(model: QStandardItemModel) -> QTreeView:
    rows = QTreeView()
    rows.setModel(model)
    rows.setItemDelegate(RoomyDelegate(rows))
    rows.setObjectName("compared")
    rows.header().setObjectName("compared")
    rows.setAccessibleName(_tr("What the two tokens say"))
    rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows.setTextElideMode(Qt.TextElideMode.ElideRight)
    rows.setUniformRowHeights(True)
    rows.setIndentation(18)
    return rows
