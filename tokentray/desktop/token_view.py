"""Header and payload of a token as coloured JSON, and what is known of its signature."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QRegularExpression, Qt
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from tokentray.core.messages import english
from tokentray.core.plain import plain
from tokentray.core.snapshot import Snapshot
from tokentray.desktop.theme import Theme

_LONGEST = 200_000
_UNSAFE = re.compile(
    "[\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f\u007f]"
)


class TokenView(QWidget):
    """Shows the decoded parts; never the token itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signature = _words()
        self._warnings = _words()
        self._text = QPlainTextEdit()
        self._text.setObjectName("json")
        self._text.setAccessibleName(_tr("Header and payload"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.document().setDocumentMargin(12)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._colours = _JsonColours(self._text.document())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._signature)
        layout.addWidget(self._warnings)
        layout.addWidget(self._text, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show one token."""
        self._signature.setText(_signature_sentence(snapshot))
        sentences = [english(code, arguments).title for code, arguments in snapshot.warnings]
        self._warnings.setText("\n".join(f"•  {sentence}" for sentence in sentences))
        self._warnings.setVisible(bool(sentences))
        text = _json_of(snapshot)
        self._text.setVisible(bool(text))
        if text != self._text.toPlainText():
            self._text.setPlainText(text)

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._text.setFont(theme.fonts.mono)
        self._colours.wear(theme)
        for label, colour in ((self._signature, theme.muted), (self._warnings, theme.text)):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), QColor(colour))
            label.setPalette(palette)


class _JsonColours(QSyntaxHighlighter):
    """Colours keys, texts, numbers and words of JSON that `json.dumps` wrote."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._rules: list[tuple[QRegularExpression, QTextCharFormat]] = []

    def wear(self, theme: Theme) -> None:
        """Use these colours from now on."""
        patterns = (
            (r"[{}\[\],:]", theme.json_punctuation),
            (r"-?\b\d+(\.\d+)?([eE][+-]?\d+)?\b", theme.json_number),
            (r"\b(true|false|null)\b", theme.json_literal),
            (r'"([^"\\]|\\.)*"', theme.json_string),
            (r'"([^"\\]|\\.)*"(?=\s*:)', theme.json_key),
            (r"^// .*$", theme.muted),
        )
        self._rules = [(QRegularExpression(one), _format(colour)) for one, colour in patterns]
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for pattern, form in self._rules:
            matches = pattern.globalMatch(text)
            while matches.hasNext():
                match = matches.next()
                self.setFormat(match.capturedStart(), match.capturedLength(), form)


def _format(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    return form


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _signature_sentence(snapshot: Snapshot) -> str:
    if snapshot.opaque:
        return _tr("The token is opaque: there is nothing to decode.")
    algorithm = plain(str((snapshot.header or {}).get("alg", "?")), 20)
    words = _tr("Signature ({algorithm}) not verified: what stands here is what the token says.")
    return words.format(algorithm=algorithm)


def _json_of(snapshot: Snapshot) -> str:
    if snapshot.header is None or snapshot.claims is None:
        return ""
    header, payload = _pretty(snapshot.header), _pretty(snapshot.claims)
    parts = (f"// {_tr('Header')}", header, "", f"// {_tr('Payload')}", payload)
    return "\n".join(parts)[:_LONGEST]


def _pretty(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TokenView", text)
