"""The first page: where the tokens of the new profile come from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCommandLinkButton, QWidget

from tokentray.desktop.adding.source_page import TokenSource
from tokentray.desktop.forms import column
from tokentray.desktop.icons import symbol_in
from tokentray.desktop.labels import heading_label
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")

_SYMBOLS = {
    TokenSource.SERVER: "globe",
    TokenSource.RESPONSE: "key",
    TokenSource.DESCRIPTION: "edit",
}
_ICON = QSize(24, 24)


class ChoicePage(QWidget):
    """Three large buttons.

    Signals:
        chosen(TokenSource): one was pressed.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        layout = column(self)
        layout.addWidget(heading_label(_tr("Where do its tokens come from?"), theme))
        layout.addSpacing(4)
        self._buttons: list[QCommandLinkButton] = []
        for source, title, text in _choices():
            button = QCommandLinkButton(title, text)
            button.setObjectName(f"choose-{source.value}")
            button.setIcon(symbol_in(_SYMBOLS[source], theme.accent))
            button.setIconSize(_ICON)
            button.setAccessibleDescription(text)
            button.clicked.connect(partial(self.chosen.emit, source))
            layout.addWidget(button)
            self._buttons.append(button)

    def begin(self) -> None:
        """Give the keyboard to the first one."""
        self._buttons[0].setFocus()


def _choices() -> tuple[tuple[TokenSource, str, str], ...]:
    return (
        (
            TokenSource.SERVER,
            _tr("A server to &sign in at"),
            _tr("The address of an identity server or of an API: all else is found out."),
        ),
        (
            TokenSource.RESPONSE,
            _tr("A &token that you have"),
            _tr("A token response or a JWT: paste it, drop it here, or open a file."),
        ),
        (
            TokenSource.DESCRIPTION,
            _tr("A &description"),
            _tr("TOML that says who to ask, and how tokens are renewed."),
        ),
    )
