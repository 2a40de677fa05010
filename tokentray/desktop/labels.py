"""Words in dialogs: plain text only, coloured by what they mean, gone where there is nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel

from tokentray.core.errors import TokenTrayError
from tokentray.desktop.theme import Theme


def word_label(name: str) -> QLabel:
    """Return a hidden label for words that wrap."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label


def heading_label(text: str, theme: Theme) -> QLabel:
    """Return the title of a page."""
    label = word_label("heading")
    label.setFont(theme.fonts.title)
    say(label, text, theme.text)
    return label


def say(label: QLabel, text: str, colour: str) -> None:
    """Say something in a colour; nothing takes no room."""
    label.setText(text)
    label.setVisible(bool(text))
    palette = label.palette()
    palette.setColor(label.foregroundRole(), QColor(colour))
    label.setPalette(palette)


def fit_height(dialog: QDialog, width: int) -> None:
    """Make a dialog as high as its words need at a width; wrapped ones are not asked by Qt."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    high = layout.totalHeightForWidth(width)
    dialog.setFixedSize(width, high if high > 0 else layout.totalSizeHint().height())


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    capital = text[:1].upper() + text[1:]
    return capital if capital.endswith((".", "?", ":")) else f"{capital}."


def reason(error: TokenTrayError) -> str:
    """Say what is wrong and what to do next."""
    return f"{error.title} {error.hint}".strip()
