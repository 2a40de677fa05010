"""What is asked in dialogs: a token response to paste, and whether to remove a profile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tokentray.agent.engine import Imported
from tokentray.core.errors import TokenTrayError, UsageError
from tokentray.core.expiry import Reading
from tokentray.core.profile import check_name
from tokentray.desktop.theme import Theme

ImportText = Callable[[str, str, Reading | None, Callable[[Imported | TokenTrayError], None]], None]


class PasteDialog(QDialog):
    """Takes a token response or a bare JWT; says beside the field what is wrong with it."""

    def __init__(
        self, import_text: ImportText, theme: Theme, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Paste a token response"))
        self.setMinimumWidth(560)
        self._import_text = import_text
        self._theme = theme
        self.profile_id = ""
        self._name = QLineEdit(name)
        self._name.setObjectName("name")
        self._name.setMaxLength(64)
        self._name.setPlaceholderText(_tr("api"))
        self._text = QPlainTextEdit()
        self._text.setObjectName("response")
        self._text.setFont(theme.fonts.mono)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(160)
        self._text.document().setDocumentMargin(8)
        self._text.setPlaceholderText(
            '{"access_token": "…", "expires_in": …, "refresh_token": "…"}'
        )
        self._reading = QComboBox()
        self._reading.setObjectName("reading")
        for text, reading in _readings():
            self._reading.addItem(text, reading)
        self._word = QLabel()
        self._word.setObjectName("word")
        self._word.setTextFormat(Qt.TextFormat.PlainText)
        self._word.setWordWrap(True)
        self._word.hide()
        self._buttons = QDialogButtonBox()
        self._cancel = QPushButton(_tr("Cancel"))
        self._buttons.addButton(self._cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self._ok = QPushButton(_tr("Import"))
        self._ok.setObjectName("ok")
        self._ok.setProperty("kind", "primary")
        self._ok.setDefault(True)
        self._buttons.addButton(self._ok, QDialogButtonBox.ButtonRole.ActionRole)
        self._ok.clicked.connect(self.on_ok_clicked)
        self._buttons.rejected.connect(self.reject)
        self._arrange()
        (self._text if name else self._name).setFocus()

    @classmethod
    def ask(
        cls, import_text: ImportText, theme: Theme, name: str, parent: QWidget | None = None
    ) -> str:
        """Ask until something was imported or the person gave up; return the profile's id."""
        dialog = cls(import_text, theme, name, parent)
        dialog.exec()
        return dialog.profile_id

    @Slot()
    def paste_clipboard(self) -> None:
        """Fill the field from the clipboard."""
        self._text.setPlainText(QGuiApplication.clipboard().text())

    @Slot()
    def on_ok_clicked(self) -> None:
        """Hand the text over; the answer comes when it is stored."""
        try:
            name = check_name(self._name.text().strip())
        except UsageError as error:
            self._refuse(error)
            self._name.setFocus()
            return
        self._ok.setEnabled(False)
        self._import_text(name, self._text.toPlainText(), self._stated(), self._on_imported)

    def _stated(self) -> Reading | None:
        """Return the chosen reading; Qt hands an enum of texts back as plain text."""
        data = self._reading.currentData()
        return None if data is None else Reading(data)

    def _on_imported(self, answer: Imported | TokenTrayError) -> None:
        self._ok.setEnabled(True)
        if isinstance(answer, TokenTrayError):
            self._refuse(answer)
            self._text.setFocus()
            return
        self.profile_id = answer.profile_id
        self._text.clear()
        if len(answer.sentences) > 1:
            self._show_report(answer.sentences)
        else:
            self.accept()

    def _show_report(self, sentences: tuple[str, ...]) -> None:
        """Say what was understood where there is more to it than the expiry."""
        self._say("\n".join(_sentence(one) for one in sentences), self._theme.text)
        for part in (self._name, self._text, self._reading):
            part.setEnabled(False)
        self._ok.hide()
        self._cancel.hide()
        done = QPushButton(_tr("Done"))
        done.setObjectName("done")
        done.setProperty("kind", "primary")
        done.setDefault(True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
        done.setFocus()

    def _refuse(self, error: TokenTrayError) -> None:
        self._say(f"{error.title} {error.hint}".strip(), self._theme.trouble)

    def _say(self, text: str, colour: str) -> None:
        self._word.setText(text)
        palette = self._word.palette()
        palette.setColor(self._word.foregroundRole(), QColor(colour))
        self._word.setPalette(palette)
        self._word.show()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setSpacing(8)
        form.addRow(_tr("&Name of the profile"), self._name)
        form.addRow(_tr("&Response of the token endpoint, or a JWT"), self._text)
        form.addRow(_tr("&What expires_in means"), self._reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(self._word)
        layout.addWidget(self._buttons)


def confirm_removal(name: str, parent: QWidget | None = None) -> bool:
    """Ask whether a profile and its tokens shall go."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(_tr("Remove profile"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_tr("Remove {name} and its tokens?").format(name=name))
    box.setInformativeText(
        _tr("They are deleted from the keyring. The server is not told; the token lives on there.")
    )
    remove = box.addButton(_tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(_tr("Keep"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    return box.clickedButton() is remove


def _readings() -> tuple[tuple[str, Reading | None], ...]:
    return (
        (_tr("Find out from the token"), None),
        (_tr("A lifetime in seconds"), Reading.LIFETIME),
        (_tr("A Unix timestamp"), Reading.TIMESTAMP),
        (_tr("A Unix timestamp in milliseconds"), Reading.TIMESTAMP_MS),
    )


def _sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    capital = text[:1].upper() + text[1:]
    return capital if capital.endswith((".", "?")) else f"{capital}."


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dialogs", text)
