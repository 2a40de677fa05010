"""An issuer's or an API's address: everything else is found out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tokentray.agent.signing import Reported
from tokentray.core.errors import TokenTrayError
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.adding.source_page import PageWords, Place, SourcePage
from tokentray.desktop.forms import text_field
from tokentray.desktop.labels import word_label
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")

_CLIENT_ERRORS = frozenset({"invalid-client", "needs-client-id", "no-secret-method"})


class ServerPage(SourcePage):
    """Asks for an address and a client."""

    def __init__(self, accounts: Accounts, theme: Theme) -> None:
        words = PageWords(
            heading=_tr("A server to sign in at"),
            check=_tr("&Find out"),
            checking=_tr("Finding out…"),
            ask=_tr("Add {name}?"),
        )
        super().__init__(words, theme)
        self._accounts = accounts
        self._kind = QComboBox()
        self._kind.setObjectName("kind")
        self._kind.addItem(_tr("The identity server (issuer)"), "issuer")
        self._kind.addItem(_tr("The API"), "api")
        self._kind.currentIndexChanged.connect(self.on_kind_index_changed)
        self._address = text_field("address", "")
        self._client = text_field("client", _tr("Empty: the server is asked to register one"))
        self._secret = text_field("secret", _tr("Only for clients that have one"))
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._scopes = text_field("scopes", "openid profile offline_access")
        for part in (self._address, self._client, self._secret, self._scopes):
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._address_word = word_label("address-word")
        self._client_word = word_label("client-word")
        self.arrange(
            (
                (_tr("&What you know the address of"), self._kind, None),
                (_tr("&Its address"), self._address, self._address_word),
                (_tr("&Client id"), self._client, self._client_word),
                (_tr("Client &secret"), self._secret, None),
                (_tr("Sc&opes"), self._scopes, None),
            ),
            4,
        )
        self.on_kind_index_changed()

    @Slot()
    def on_kind_index_changed(self) -> None:
        """Show what an address of the chosen kind looks like."""
        is_api = self._kind.currentData() == "api"
        example = "https://api.example/v1" if is_api else "https://id.example"
        self._address.setPlaceholderText(example)

    def first_field(self) -> QWidget:
        """Return the address."""
        return self._address

    def place_of(self, error: TokenTrayError) -> Place:
        """Most is about the address."""
        if error.code in _CLIENT_ERRORS or error.code.startswith("registration-"):
            return self._client_word, self._client
        return self._address_word, self._address

    def send(self, more: Mapping[str, Any], done: Reported) -> None:
        """Ask the server; `Op.ADD`."""
        fields = {
            "name": self.checked_name(),
            self._kind.currentData(): self._address.text().strip(),
            "client_id": self._client.text().strip(),
            "client_secret": self._secret.text(),
            "scopes": self._scopes.text().split(),
        }
        self._accounts.add(fields | dict(more), done)

    def wipe(self) -> None:
        """The client secret."""
        self._secret.clear()
