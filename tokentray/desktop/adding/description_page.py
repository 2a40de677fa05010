"""A profile that is described: the body of its table in TOML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tokentray.agent.signing import Reported
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.adding.source_page import PageWords
from tokentray.desktop.adding.text_page import TextPage
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")

_EXAMPLE = 'client_id = "my-client"\n\n[endpoints]\ntoken = "https://id.example/token"'


class DescriptionPage(TextPage):
    """Asks for the text."""

    def __init__(self, accounts: Accounts, theme: Theme) -> None:
        words = PageWords(
            heading=_tr("A description"),
            check=_tr("&Look at it"),
            checking=_tr("Looking at it…"),
            ask=_tr("Add {name}?"),
        )
        super().__init__(words, "description", _EXAMPLE, theme)
        self._accounts = accounts
        self.arrange(((_tr("&Who to ask, and how (TOML)"), self.text, self.word),), 8)

    def send(self, more: Mapping[str, Any], done: Reported) -> None:
        """Have it read; `Op.DESCRIBE`."""
        fields = {"name": self.checked_name(), "text": self.text.text}
        self._accounts.describe(fields | dict(more), done)
