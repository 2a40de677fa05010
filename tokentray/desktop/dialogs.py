"""What is asked in dialogs: a token response to paste, whether to sign out, or to remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tokentray.agent.engine import Imported
from tokentray.core.errors import TokenTrayError, UsageError
from tokentray.core.expiry import Reading
from tokentray.core.profile import check_name
from tokentray.desktop.direction import left_to_right
from tokentray.desktop.forms import AskButtons, Row, dialog_layout, form_of, name_field, step_button
from tokentray.desktop.labels import (
    add_report,
    complain,
    fit_height,
    grow,
    reason,
    say,
    word_label,
)
from tokentray.desktop.place import over
from tokentray.desktop.speech import describe
from tokentray.desktop.theme import Theme

ImportText = Callable[[str, str, Reading | None, Callable[[Imported | TokenTrayError], None]], None]

_WIDTH = 560
_NAME_ERRORS = frozenset({"bad-name", "no-name", "name-taken"})


@dataclass(frozen=True, slots=True)
class Prefill:
    """What stands in the fields at first, and the names that are taken."""

    name: str = ""
    text: str = field(default="", repr=False)
    names: tuple[str, ...] = ()


class PasteDialog(QDialog):
    """Takes a token response or a bare JWT; says beside the field what is wrong with it."""

    def __init__(
        self,
        import_text: ImportText,
        theme: Theme,
        prefill: Prefill = Prefill(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Paste a token response"))
        self._import_text = import_text
        self._theme = theme
        self._names = {name.lower(): name for name in prefill.names}
        self._is_over = False
        self.profile_id = ""
        self._name = name_field(_tr("A name of your choice, such as orders"))
        self._name.setText(prefill.name)
        self._name.textChanged.connect(self.on_name_text_changed)
        self._name_word = word_label("name-word")
        self._text = _response_field(theme)
        self._text.setPlainText(prefill.text)
        self._word = word_label("word")
        self._reading = QComboBox()
        self._reading.setObjectName("reading")
        for text, reading in _readings():
            self._reading.addItem(text, reading)
        self._buttons = AskButtons(_tr("Cancel"), _tr("&Import"))
        self._buttons.ok.clicked.connect(self.on_ok_clicked)
        self._buttons.rejected.connect(self.reject)
        self._arrange()
        self.on_name_text_changed(prefill.name)
        ok = self._buttons.ok
        (self._name if not prefill.name else ok if prefill.text else self._text).setFocus()
        fit_height(self, _WIDTH)

    @classmethod
    def ask(
        cls,
        import_text: ImportText,
        theme: Theme,
        prefill: Prefill,
        parent: QWidget | None = None,
    ) -> str:
        """Ask until something was imported or the person gave up; return the profile's id."""
        dialog = cls(import_text, theme, prefill, parent)
        over(dialog, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.profile_id

    def done(self, result: int) -> None:
        """Close, and keep no secret in a field that nobody sees any more."""
        self._is_over = True
        self._text.clear()
        super().done(result)

    @Slot(str)
    def on_name_text_changed(self, text: str) -> None:
        """Say what happens to this name, before anything does."""
        taken = self._names.get(text.strip().lower())
        words = "" if taken is None else _tr("Replaces the tokens of {name}.").format(name=taken)
        say(self._name_word, words, self._theme.muted)
        describe(self._name, words)
        grow(self)

    @Slot()
    def on_ok_clicked(self) -> None:
        """Hand the text over; the answer comes when it is stored."""
        say(self._word, "", self._theme.muted)
        describe(self._text, "")
        try:
            name = check_name(self._name.text().strip())
        except UsageError as error:
            self._refuse(error)
            return
        self._buttons.wait(_tr("Importing…"))
        self._import_text(name, self._text.toPlainText(), self._stated(), self._on_imported)

    def _stated(self) -> Reading | None:
        """Return the chosen reading; Qt hands an enum of texts back as plain text."""
        data = self._reading.currentData()
        return None if data is None else Reading(data)

    def _on_imported(self, answer: Imported | TokenTrayError) -> None:
        # Closed meanwhile: the import goes on without it, and the list shows how it went.
        if self._is_over:
            return
        self._buttons.offer(_tr("&Import"))
        if isinstance(answer, TokenTrayError):
            self._refuse(answer)
            return
        self.profile_id = answer.profile_id
        self._text.clear()
        self._show_report(answer.sentences)

    def _show_report(self, sentences: tuple[str, ...]) -> None:
        """Say what was understood, before the dialog closes."""
        self._form.hide()
        self._buttons.retire()
        title = _tr("Imported {name}").format(name=self._name.text().strip())
        add_report(self._done, title, sentences, self._theme)
        done = step_button("done", _tr("&Done"), primary=True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
        done.setFocus()
        fit_height(self, _WIDTH)

    def _refuse(self, error: TokenTrayError) -> None:
        """Say what is wrong below the field that it is about."""
        is_name = error.code in _NAME_ERRORS
        word, place = (self._name_word, self._name) if is_name else (self._word, self._text)
        complain(word, place, reason(error), self._theme)
        grow(self)

    def _arrange(self) -> None:
        rows: tuple[Row, ...] = (
            (_tr("&Name of the profile"), self._name, self._name_word),
            (_tr("&Response of the token endpoint, or a JWT"), self._text, self._word),
            (_tr("&What expires_in means"), self._reading, None),
        )
        self._form = form_of(rows, 8)
        self._done = QVBoxLayout()
        self._done.setSpacing(8)
        layout = dialog_layout(self)
        layout.addWidget(self._form, 1)
        layout.addLayout(self._done)
        layout.addWidget(self._buttons)


def _response_field(theme: Theme) -> QPlainTextEdit:
    part = QPlainTextEdit()
    part.setObjectName("response")
    part.setFont(theme.fonts.mono)
    part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    part.setTabChangesFocus(True)
    part.setMinimumHeight(160)
    part.document().setDocumentMargin(8)
    example = '{"access_token": "…", "expires_in": …, "refresh_token": "…"}'
    part.setPlaceholderText(left_to_right(example))
    return part


@dataclass(frozen=True, slots=True)
class _Question:
    """A question and its two answers: `go` is a yes, `stay` changes nothing."""

    title: str
    text: str
    more: str
    go: str
    stay: str


def confirm_removal(name: str, parent: QWidget | None = None) -> bool:
    """Ask whether a profile and its tokens shall go."""
    return _is_confirmed(
        _Question(
            title=_tr("Remove profile"),
            text=_tr("Remove {name} and its tokens?").format(name=name),
            more=_tr("They are deleted here. The server is not told; the token lives on there."),
            go=_tr("Remove"),
            stay=_tr("Keep"),
        ),
        parent,
    )


def confirm_sign_out(name: str, parent: QWidget | None = None) -> bool:
    """Ask whether the tokens of a profile shall end."""
    return _is_confirmed(
        _Question(
            title=_tr("Sign out"),
            text=_tr("Sign out of {name}?").format(name=name),
            more=_tr(
                "The server is told to end its tokens, and they are forgotten here. "
                "The profile stays."
            ),
            go=_tr("Sign out"),
            stay=_tr("Stay signed in"),
        ),
        parent,
    )


def _is_confirmed(question: _Question, parent: QWidget | None) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(question.title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question.text)
    box.setInformativeText(question.more)
    go = box.addButton(question.go, QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(question.stay, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.exec()
    box.deleteLater()
    return box.clickedButton() is go


def _readings() -> tuple[tuple[str, Reading | None], ...]:
    return (
        (_tr("Find out from the token"), None),
        (_tr("A lifetime in seconds"), Reading.LIFETIME),
        (_tr("A Unix timestamp"), Reading.TIMESTAMP),
        (_tr("A Unix timestamp in milliseconds"), Reading.TIMESTAMP_MS),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dialogs", text)
