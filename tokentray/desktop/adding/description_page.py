"""A profile that is described: the body of its table in TOML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from tokentray.agent.signing import Reported
from tokentray.core.errors import TokenTrayError
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.adding.source_page import PageWords, Place, SourcePage
from tokentray.desktop.adding.text_field import TextField
from tokentray.desktop.labels import word_label
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")

_EXAMPLE = 'client_id = "my-client"\n\n[endpoints]\ntoken = "https://id.example/token"'


class DescriptionPage(SourcePage):
    """Asks for the text."""

    def __init__(self, accounts: Accounts, theme: Theme) -> None:
        words = PageWords(
            heading=_tr("A description"),
            check=_tr("&Look at it"),
            checking=_tr("Looking at it…"),
            ask=_tr("Add {name}?"),
        )
        super().__init__(words, theme)
        self._accounts = accounts
        self.text = TextField("description", _EXAMPLE, theme)
        self.text.refused.connect(self.refuse)
        self._word = word_label("word")
        self.arrange(((_tr("&Who to ask, and how (TOML)"), self.text, self._word),), 8)

    def first_field(self) -> QWidget:
        """Return the text."""
        return self.text

    def place_of(self, error: TokenTrayError) -> Place:
        """All of it is about the text."""
        return self._word, self.text

    def send(self, more: Mapping[str, Any], done: Reported) -> None:
        """Have it read; `Op.DESCRIBE`."""
        fields = {"name": self.checked_name(), "text": self.text.text}
        self._accounts.describe(fields | dict(more), done)

    @property
    def takes_files(self) -> bool:
        """Its text may be a file's."""
        return True

    def take_file(self, path: str) -> None:
        """Put what is in it into the field."""
        self.text.take_file(path)

    def wipe(self) -> None:
        """Nothing in it is a secret, but people make mistakes."""
        self.text.wipe()
