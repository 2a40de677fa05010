"""A token response or a bare JWT, for a new profile or in the place of a profile's tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox

from tokentray.agent.signing import Reported
from tokentray.core.expiry import Reading
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.adding.source_page import PageWords
from tokentray.desktop.adding.text_page import TextPage
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")


class ResponsePage(TextPage):
    """Asks for the text; `names` are the profiles whose tokens it would replace."""

    def __init__(self, accounts: Accounts, theme: Theme, names: tuple[str, ...]) -> None:
        words = PageWords(
            heading=_tr("A token response, or a JWT"),
            check=_tr("&Look at it"),
            checking=_tr("Looking at it…"),
            ask=_tr("Import {name}?"),
        )
        example = '{"access_token": "…", "expires_in": …, "refresh_token": "…"}'
        super().__init__(words, "response", example, theme)
        self._accounts = accounts
        self._names = {name.lower(): name for name in names}
        self._reading = QComboBox()
        self._reading.setObjectName("reading")
        for text, reading in _readings():
            self._reading.addItem(text, reading)
        self.arrange(
            (
                (_tr("&What the token endpoint answered"), self.text, self.word),
                (_tr("W&hat expires_in means"), self._reading, None),
            ),
            8,
        )

    def about_name(self, name: str) -> str:
        """Say whose tokens it replaces."""
        taken = self._names.get(name.lower())
        return "" if taken is None else _tr("Replaces the tokens of {name}.").format(name=taken)

    def send(self, more: Mapping[str, Any], done: Reported) -> None:
        """Have it understood; `Op.IMPORT`."""
        fields = {
            "name": self.checked_name(),
            "text": self.text.text,
            "expires_in": self._reading.currentData(),
        }
        self._accounts.take_response(fields | dict(more), done)


def _readings() -> tuple[tuple[str, str | None], ...]:
    return (
        (_tr("Find out from the token"), None),
        (_tr("A lifetime in seconds"), Reading.LIFETIME.value),
        (_tr("A Unix timestamp"), Reading.TIMESTAMP.value),
        (_tr("A Unix timestamp in milliseconds"), Reading.TIMESTAMP_MS.value),
    )
