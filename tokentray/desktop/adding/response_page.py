"""A token response or a bare JWT, for a new profile or in the place of a profile's tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from tokentray.agent.signing import Reported
from tokentray.core.errors import TokenTrayError
from tokentray.core.expiry import Reading
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.adding.source_page import PageWords, Place, SourcePage
from tokentray.desktop.adding.text_field import TextField
from tokentray.desktop.labels import word_label
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")


class ResponsePage(SourcePage):
    """Asks for the text; `names` are the profiles whose tokens it would replace."""

    def __init__(self, accounts: Accounts, theme: Theme, names: tuple[str, ...]) -> None:
        words = PageWords(
            heading=_tr("A token response, or a JWT"),
            check=_tr("&Look at it"),
            checking=_tr("Looking at it…"),
            ask=_tr("Import {name}?"),
        )
        super().__init__(words, theme)
        self._accounts = accounts
        self._names = {name.lower(): name for name in names}
        example = '{"access_token": "…", "expires_in": …, "refresh_token": "…"}'
        self.text = TextField("response", example, theme)
        self.text.refused.connect(self.refuse)
        self._word = word_label("word")
        self._reading = QComboBox()
        self._reading.setObjectName("reading")
        for text, reading in _readings():
            self._reading.addItem(text, reading)
        self.arrange(
            (
                (_tr("&What the token endpoint answered"), self.text, self._word),
                (_tr("W&hat expires_in means"), self._reading, None),
            ),
            8,
        )

    def about_name(self, name: str) -> str:
        """Say whose tokens it replaces."""
        taken = self._names.get(name.lower())
        return "" if taken is None else _tr("Replaces the tokens of {name}.").format(name=taken)

    def first_field(self) -> QWidget:
        """Return the text."""
        return self.text

    def place_of(self, error: TokenTrayError) -> Place:
        """All of it is about the text."""
        return self._word, self.text

    def send(self, more: Mapping[str, Any], done: Reported) -> None:
        """Have it understood; `Op.IMPORT`."""
        fields = {
            "name": self.checked_name(),
            "text": self.text.text,
            "expires_in": self._reading.currentData(),
        }
        self._accounts.take_response(fields | dict(more), done)

    @property
    def takes_files(self) -> bool:
        """Its text may be a file's."""
        return True

    def take_file(self, path: str) -> None:
        """Put what is in it into the field."""
        self.text.take_file(path)

    def wipe(self) -> None:
        """The whole text."""
        self.text.wipe()


def _readings() -> tuple[tuple[str, str | None], ...]:
    return (
        (_tr("Find out from the token"), None),
        (_tr("A lifetime in seconds"), Reading.LIFETIME.value),
        (_tr("A Unix timestamp"), Reading.TIMESTAMP.value),
        (_tr("A Unix timestamp in milliseconds"), Reading.TIMESTAMP_MS.value),
    )
