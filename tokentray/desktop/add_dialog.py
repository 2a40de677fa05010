"""Add a profile: an issuer's or an API's address, and everything else is found out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tokentray.agent.signing import Report
from tokentray.core.errors import TokenTrayError, UsageError
from tokentray.core.profile import check_name
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.forms import (
    AskButtons,
    Row,
    column,
    dialog_layout,
    empty,
    form_of,
    name_field,
    step_button,
    text_field,
)
from tokentray.desktop.labels import add_report, complain, fit_height, reason, say, word_label
from tokentray.desktop.speech import describe
from tokentray.desktop.theme import Theme

_NAME_ERRORS = frozenset({"bad-name", "no-name", "name-taken"})
_CLIENT_ERRORS = frozenset({"invalid-client", "needs-client-id", "no-secret-method"})


_WIDTH = 520


class AddDialog(QDialog):
    """Asks for an address and a client; says beside the field what is wrong.

    After it `profile_id` is the new profile, empty without one, and `wants_sign_in` tells
    whether the person wants to go on with signing in.
    """

    def __init__(self, accounts: Accounts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Add a profile"))
        self._accounts = accounts
        self._theme = theme
        self._is_over = False
        self._may_register = False
        self.profile_id = ""
        self.wants_sign_in = False
        self._name = name_field(_tr("A name of your choice, such as orders"))
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
        self._name_word = word_label("name-word")
        self._address_word = word_label("address-word")
        self._client_word = word_label("client-word")
        self._buttons = AskButtons(_tr("Cancel"), _tr("&Find out and add"))
        self._buttons.ok.clicked.connect(self.on_ok_clicked)
        self._buttons.rejected.connect(self.reject)
        self._arrange()
        self.on_kind_index_changed()
        self._name.setFocus()
        fit_height(self, _WIDTH)

    def done(self, result: int) -> None:
        """Close, and keep no secret in a field that nobody sees any more."""
        self._is_over = True
        self._secret.clear()
        super().done(result)

    @Slot()
    def on_kind_index_changed(self) -> None:
        """Show what an address of the chosen kind looks like."""
        is_api = self._kind.currentData() == "api"
        example = "https://api.example/v1" if is_api else "https://id.example"
        self._address.setPlaceholderText(example)

    @Slot()
    def on_ok_clicked(self) -> None:
        """Have it found out; the answer comes when the profile is written."""
        for word, place in (
            (self._name_word, self._name),
            (self._address_word, self._address),
            (self._client_word, self._client),
        ):
            say(word, "", self._theme.muted)
            describe(place, "")
        try:
            name = check_name(self._name.text().strip())
        except UsageError as error:
            self._refuse(error)
            return
        self._buttons.wait(_tr("Finding out…"))
        self._accounts.add(self._fields(name), self._on_added)

    def _fields(self, name: str) -> dict[str, Any]:
        return {
            "name": name,
            self._kind.currentData(): self._address.text().strip(),
            "client_id": self._client.text().strip(),
            "client_secret": self._secret.text(),
            "scopes": self._scopes.text().split(),
            "register": self._may_register,
        }

    def _on_added(self, answer: Report | TokenTrayError) -> None:
        if self._is_over:
            return
        self._buttons.offer(_tr("&Find out and add"))
        self._may_register = False
        self._question.hide()
        self._form.show()
        if isinstance(answer, TokenTrayError):
            self._refuse(answer)
            return
        if not answer.profile_id:
            self._ask_to_register(answer.sentences)
            return
        self.profile_id = answer.profile_id
        self._secret.clear()
        self._show_report(answer.sentences)

    def _ask_to_register(self, sentences: tuple[str, ...]) -> None:
        """Say what was found; the same button, which says so now, registers and adds."""
        self._may_register = True
        self._form.hide()
        empty(self._found)
        add_report(self._found, _tr("Register TokenTray there?"), sentences, self._theme)
        self._question.show()
        self._buttons.offer(_tr("&Register and add"))
        fit_height(self, _WIDTH)

    def _refuse(self, error: TokenTrayError) -> None:
        """Say what is wrong below the field that it is about."""
        word, place = self._address_word, self._address
        if error.code in _NAME_ERRORS:
            word, place = self._name_word, self._name
        elif error.code in _CLIENT_ERRORS or error.code.startswith("registration-"):
            word, place = self._client_word, self._client
        complain(word, place, reason(error), self._theme)
        fit_height(self, _WIDTH)

    def _show_report(self, sentences: tuple[str, ...]) -> None:
        self._form.hide()
        self._buttons.retire()
        title = _tr("Added {name}").format(name=self._name.text().strip())
        add_report(self._report, title, sentences, self._theme)
        later = step_button("later", _tr("&Later"))
        self._buttons.addButton(later, QDialogButtonBox.ButtonRole.RejectRole)
        sign_in = step_button("sign-in", _tr("&Sign in…"), primary=True)
        sign_in.clicked.connect(self.on_sign_in_clicked)
        self._buttons.addButton(sign_in, QDialogButtonBox.ButtonRole.ActionRole)
        sign_in.setFocus()
        fit_height(self, _WIDTH)

    @Slot()
    def on_sign_in_clicked(self) -> None:
        self.wants_sign_in = True
        self.accept()

    def _arrange(self) -> None:
        rows: tuple[Row, ...] = (
            (_tr("&Name of the profile"), self._name, self._name_word),
            (_tr("&What you know the address of"), self._kind, None),
            (_tr("&Its address"), self._address, self._address_word),
            (_tr("&Client id"), self._client, self._client_word),
            (_tr("Client &secret"), self._secret, None),
            (_tr("Sc&opes"), self._scopes, None),
        )
        self._form = form_of(rows, 4)
        self._form.setContentsMargins(0, 0, 0, 4)
        self._question = QWidget()
        self._question.setObjectName("question")
        self._found = column(self._question)
        self._question.hide()
        self._report = QVBoxLayout()
        self._report.setSpacing(8)
        layout = dialog_layout(self)
        layout.addWidget(self._form)
        layout.addWidget(self._question)
        layout.addLayout(self._report)
        layout.addWidget(self._buttons)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AddDialog", text)
