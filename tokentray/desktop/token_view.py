"""Header and payload of a token as coloured JSON, and what is known of its signature."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QShowEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from tokentray.core.messages import english
from tokentray.core.plain import plain
from tokentray.core.signature import ClaimsFrom, Signature, SignatureState
from tokentray.core.snapshot import Snapshot
from tokentray.core.view import ProfileView
from tokentray.desktop.room import few_rows
from tokentray.desktop.theme import Chip, Theme
from tokentray.desktop.words import Words, mark, worded

_tr = Words("TokenView")

_MOST_LINES = 2_000
_LONGEST_VALUE = 2_000
"""Qt lays out a line as a whole: one of 64,000 characters takes a quarter of a second."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TEXT = r'"(?:[^"\\]|\\.)*+"?'
_JSON = re.compile(
    rf"(?P<heading>^// .*$)|(?P<key>{_TEXT}(?=:))|(?P<string>{_TEXT})"
    r"|(?P<number>-?\d[\d.eE+-]*)|(?P<literal>true|false|null|NaN|Infinity)"
)


class TokenView(QWidget):
    """Shows the decoded parts; never the token itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._checked = Signature()
        self._is_stale = False
        self._chip = QLabel()
        self._chip.setObjectName("signature-state")
        self._chip.setTextFormat(Qt.TextFormat.PlainText)
        self._signature = _words()
        self._signature.setObjectName("signature")
        self._theme: Theme | None = None
        self._warnings = _words()
        self._text = _Json()
        self._text.setObjectName("json")
        self._text.setAccessibleName(_tr("Header and payload"))
        self._text.setReadOnly(True)
        self._text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._text.setTabChangesFocus(True)
        self._text.document().setDocumentMargin(12)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._colours = _JsonColours(self._text.document())
        self._nothing = QLabel(
            _tr("There is nothing in it to decode.\nWhat its server tells stands under Claims.")
        )
        self._nothing.setObjectName("nothing-to-decode")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        signature = QHBoxLayout()
        signature.setSpacing(12)
        signature.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        signature.addWidget(self._signature, 1)
        layout.addLayout(signature)
        layout.addWidget(self._warnings)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._nothing, 1)

    def show_view(self, view: ProfileView, _now: float) -> None:
        """Show the token of a profile and what is known of its signature; one without has none.

        A closed tab costs nothing.
        """
        snapshot, signature = view.snapshot, view.signature
        if snapshot is None:
            return
        if snapshot is self._snapshot and signature == self._checked:
            return
        self._snapshot, self._checked, self._is_stale = snapshot, signature, True
        if self.isVisible():
            self._fill(snapshot)

    def touch(self, now: float) -> None:
        """Nothing here is about time."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale and self._snapshot is not None:
            self._fill(self._snapshot)

    def _fill(self, snapshot: Snapshot) -> None:
        self._is_stale = False
        self._signature.setText(_signature_sentence(snapshot, self._checked))
        self._show_chip(snapshot)
        text, is_cut = _json_of(snapshot)
        # That it is opaque is said beside it already.
        warned = [one for one in snapshot.warnings if one[0] != "warn-opaque"]
        sentences = [worded(english(code, arguments).title) for code, arguments in warned]
        if is_cut:
            sentences.append(
                _tr("This token is too large to show whole here; the claims copy whole values.")
            )
        self._warnings.setText("\n".join(f"•  {sentence}" for sentence in sentences))
        self._warnings.setVisible(bool(sentences))
        self._text.setVisible(bool(text))
        self._nothing.setVisible(not text)
        if text != self._text.toPlainText():
            self._text.setPlainText(text)

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        if self._snapshot is not None:
            self._show_chip(self._snapshot)
        self._text.setFont(theme.fonts.mono)
        self._colours.wear(theme)
        self._text.setStyleSheet(f"QPlainTextEdit {{ color: {theme.json_punctuation}; }}")
        for label, colour in (
            (self._signature, theme.muted),
            (self._nothing, theme.muted),
            (self._warnings, theme.text),
        ):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), QColor(colour))
            label.setPalette(palette)

    def _show_chip(self, snapshot: Snapshot) -> None:
        """Say in a word whether the signature holds; an opaque token has none."""
        if self._theme is None:
            return
        words, chip = _signature_word(self._checked.state, self._theme)
        if snapshot.opaque:
            words, chip = _tr("opaque"), self._theme.chip_quiet
        self._chip.setText(words)
        self._chip.setStyleSheet(
            f"background: {chip.background}; color: {chip.text};"
            f"border: 1px solid {chip.edge};"
            f"border-radius: {self._theme.radius}px; padding: 1px 9px;"
        )


class _Json(QPlainTextEdit):
    """The decoded parts, as high as there is room for them."""

    def sizeHint(self) -> QSize:
        return few_rows(super().sizeHint(), self.font())


class _JsonColours(QSyntaxHighlighter):
    """Colours keys, texts, numbers and words of JSON that `json.dumps` wrote."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}

    def wear(self, theme: Theme) -> None:
        """Use these colours from now on."""
        self._formats = {
            "key": _format(theme.json_key),
            "string": _format(theme.json_string),
            "number": _format(theme.json_number),
            "literal": _format(theme.json_literal),
            "heading": _format(theme.muted),
        }
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        # Qt counts UTF-16 units, in which such a character has two.
        text = text if text.isascii() else _ASTRAL.sub("xx", text)
        for match in _JSON.finditer(text):
            kind = match.lastgroup
            if kind in self._formats:
                self.setFormat(match.start(), match.end() - match.start(), self._formats[kind])


def _format(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    return form


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _signature_sentence(snapshot: Snapshot, signature: Signature) -> str:
    if snapshot.opaque:
        return _tr(_OPAQUE_WORDS[snapshot.claims_from if snapshot.claims else ClaimsFrom.TOKEN])
    algorithm = plain(str((snapshot.header or {}).get("alg", "?")), 20)
    reason = worded(english(signature.reason, signature.arguments).title)
    return _tr("Signature ({algorithm}): {reason}").format(algorithm=algorithm, reason=reason)


def _signature_word(state: SignatureState, theme: Theme) -> tuple[str, Chip]:
    return {
        SignatureState.VERIFIED: (_tr("verified"), theme.chip_good),
        SignatureState.NOT_VERIFIED: (_tr("not verified"), theme.chip_quiet),
        SignatureState.FAILED: (_tr("check failed"), theme.chip_trouble),
    }[state]


def _json_of(snapshot: Snapshot) -> tuple[str, bool]:
    """Return both parts as text, and whether something was cut."""
    if snapshot.claims is None:
        return "", False
    parts = [f"// {_tr('Payload')}", _pretty(snapshot.claims)]
    if snapshot.header is None:
        parts[0] = f"// {_tr('What the server says of it')}"
    else:
        parts = [f"// {_tr('Header')}", _pretty(snapshot.header), "", *parts]
    lines = "\n".join(parts).split("\n")
    is_cut = len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_VALUE
    text = "\n".join(_cut(line) for line in lines[:_MOST_LINES])
    return (f"{text}\n…" if len(lines) > _MOST_LINES else text), is_cut


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST_VALUE else f"{line[:_LONGEST_VALUE]}…"


def _pretty(data: Mapping[str, Any]) -> str:
    lines = json.dumps(data, indent=2, ensure_ascii=False).split("\n")
    return "\n".join(line if line.isprintable() else _harmless(line) for line in lines)


def _harmless(line: str) -> str:
    """Write out what is invisible or turns the direction, as JSON itself may."""
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in line)


_OPAQUE_WORDS = {
    ClaimsFrom.TOKEN: mark("The token is a reference that only its server can look up."),
    ClaimsFrom.INTROSPECTION: mark(
        "The token is opaque; its claims are what the server says of it (introspection)."
    ),
    ClaimsFrom.USERINFO: mark(
        "The token is opaque; its claims are what the server says of the account (userinfo)."
    ),
}
