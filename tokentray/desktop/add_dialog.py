"""Add a profile, or tokens to one: a source, its form, and what came of it before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QWidget,
)

from tokentray.agent.signing import Report, Reported
from tokentray.core.errors import TokenTrayError, UsageError
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.adding.choice_page import ChoicePage
from tokentray.desktop.adding.description_page import DescriptionPage
from tokentray.desktop.adding.response_page import ResponsePage
from tokentray.desktop.adding.server_page import ServerPage
from tokentray.desktop.adding.source_page import SourcePage, TokenSource
from tokentray.desktop.adding.text_field import local_file
from tokentray.desktop.forms import AskButtons, column, dialog_layout, empty, step_button
from tokentray.desktop.labels import add_report, fit_height
from tokentray.desktop.place import over
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")

_WIDTH = 560


@dataclass(frozen=True, slots=True)
class Prefill:
    """What is settled when the dialog opens: the source, the name, the text of a response.

    `names` are those of the profiles that there are.
    """

    source: TokenSource | None = None
    name: str = ""
    text: str = field(default="", repr=False)
    names: tuple[str, ...] = ()


class AddDialog(QDialog):
    """At most three pages; nothing is written before the person saw what it would be.

    After it `profile_id` is the profile, empty without one, and `wants_sign_in` tells whether the
    person wants to go on with signing in.
    """

    def __init__(
        self,
        accounts: Accounts,
        theme: Theme,
        prefill: Prefill = Prefill(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        is_known = prefill.name.lower() in {name.lower() for name in prefill.names}
        self.setWindowTitle(_tr("New tokens") if is_known else _tr("Add a profile"))
        self.setAcceptDrops(True)
        self._theme = theme
        self._is_over = False
        self._registers = False
        self.profile_id = ""
        self.wants_sign_in = False
        self._choice = ChoicePage(theme)
        self._choice.chosen.connect(self.choose)
        self._responses = ResponsePage(accounts, theme, prefill.names)
        self._descriptions = DescriptionPage(accounts, theme)
        self._pages: Mapping[TokenSource, SourcePage] = {
            TokenSource.SERVER: ServerPage(accounts, theme),
            TokenSource.RESPONSE: self._responses,
            TokenSource.DESCRIPTION: self._descriptions,
        }
        self._found = QWidget()
        self._found.setObjectName("found")
        self._lines = column(self._found)
        self._form = self._pages[prefill.source or TokenSource.SERVER]
        self._form.name.setText(prefill.name)
        self._responses.text.fill(prefill.text)
        self._may_choose = prefill.source is None
        self._shown: QWidget = self._choice
        self._arrange()
        if self._may_choose:
            self._show_choice()
        else:
            self._show_form()

    @classmethod
    def ask(
        cls, accounts: Accounts, theme: Theme, prefill: Prefill, parent: QWidget | None = None
    ) -> AddDialog:
        """Ask until something was kept or the person gave up; return the dialog, closed."""
        dialog = cls(accounts, theme, prefill, parent)
        over(dialog, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog

    def done(self, result: int) -> None:
        """Close, and keep no secret in a field that nobody sees any more."""
        self._is_over = True
        for page in self._pages.values():
            page.wipe()
        super().done(result)

    # A source

    @Slot(object)
    def choose(self, source: TokenSource) -> None:
        """Go on with a form; a name that was typed already comes along."""
        name = self._form.name.text()
        self._form = self._pages[source]
        self._form.name.setText(name)
        self._show_form()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file chooses the source by its name, where none is chosen yet."""
        path = local_file(event.mimeData())
        page = self._descriptions if PurePath(path).suffix == ".toml" else self._responses
        if self._may_choose:
            self.choose(
                TokenSource.DESCRIPTION if page is self._descriptions else TokenSource.RESPONSE
            )
        if self._form in (self._descriptions, self._responses):
            page.text.take_file(path)
            event.acceptProposedAction()

    def _takes(self, event: QDropEvent) -> bool:
        if self._shown is self._found or not (self._may_choose or self._form.takes_files):
            return False
        return bool(local_file(event.mimeData()))

    # From page to page

    @Slot()
    def on_back_clicked(self) -> None:
        """What was typed stays."""
        if self._shown is self._found:
            self._show_form()
        else:
            self._show_choice()

    def _show_choice(self) -> None:
        self._show(self._choice)
        self._choice.begin()

    def _show_form(self) -> None:
        words = self._form.words
        self._show(self._form, words.check)
        self._form.begin()

    def _show_found(self, report: Report) -> None:
        self._registers = report.registers
        empty(self._lines)
        title = self._form.words.ask.format(name=self._form.checked_name())
        add_report(self._lines, title, report.sentences, self._theme)
        self._lines.addStretch(1)
        self._show(self._found, self._keep_word())
        self._later.setText(_tr("Register &only") if self._registers else _tr("Add &only"))
        self._later.setVisible(self._form is self._pages[TokenSource.SERVER])
        self._order()
        fit_height(self, _WIDTH)
        self._buttons.ok.setFocus()

    def _keep_word(self) -> str:
        if self._form is self._responses:
            return _tr("&Import")
        if self._form is self._descriptions:
            return _tr("&Add")
        return _tr("&Register and sign in…") if self._registers else _tr("&Add and sign in…")

    def _show(self, page: QWidget, go: str = "") -> None:
        """Show a page, as high as it needs, with the buttons that it has."""
        for other in (self._choice, *self._pages.values(), self._found):
            other.setVisible(other is page)
        self._shown = page
        self._later.hide()
        self._back.setVisible(page is self._found or (self._may_choose and page is self._form))
        self._buttons.ok.setVisible(bool(go))
        self._buttons.offer(go)
        self._order()
        fit_height(self, _WIDTH)

    def _order(self) -> None:
        buttons = (self._back, self._buttons.ok, self._later)
        self._buttons.order(*buttons, alone=self._shown is self._found)

    # Looking and keeping

    @Slot()
    def on_ok_clicked(self) -> None:
        """Look at a form; keep what was found, and go on with signing in where that is next."""
        if self._shown is self._found:
            self.wants_sign_in = self._form is self._pages[TokenSource.SERVER]
            self._keep()
        else:
            self._look()

    @Slot()
    def on_later_clicked(self) -> None:
        self._keep()

    def _look(self) -> None:
        self._form.forgive()
        self._send({"write": False}, self._on_looked, self._form.words.checking)

    def _keep(self) -> None:
        self._later.setEnabled(False)
        self._send({"write": True, "register": self._registers}, self._on_kept, _tr("Adding…"))

    def _send(self, more: Mapping[str, Any], done: Reported, waiting: str) -> None:
        self._back.setEnabled(False)
        self._buttons.wait(waiting)
        try:
            self._form.send(more, done)
        except UsageError as error:
            done(error)

    def _on_looked(self, answer: Report | TokenTrayError) -> None:
        if self._is_over:
            return
        self._back.setEnabled(True)
        if isinstance(answer, TokenTrayError):
            self._refuse(answer)
        else:
            self._show_found(answer)

    def _on_kept(self, answer: Report | TokenTrayError) -> None:
        # Closed meanwhile: it goes on without the dialog, and the list shows how it went.
        if self._is_over:
            return
        self._back.setEnabled(True)
        self._later.setEnabled(True)
        if isinstance(answer, TokenTrayError):
            self.wants_sign_in = False
            self._refuse(answer)
        elif not answer.profile_id:
            self._show_found(answer)
        else:
            self.profile_id = answer.profile_id
            self.accept()

    def _refuse(self, error: TokenTrayError) -> None:
        self._show_form()
        self._form.refuse(error)
        fit_height(self, _WIDTH)

    def _arrange(self) -> None:
        self._back = step_button("back", _tr("&Back"))
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self.on_back_clicked)
        self._later = step_button("later", "")
        self._later.clicked.connect(self.on_later_clicked)
        self._buttons = AskButtons(_tr("Cancel"), "")
        self._buttons.ok.clicked.connect(self.on_ok_clicked)
        self._buttons.rejected.connect(self.reject)
        self._buttons.addButton(self._back, QDialogButtonBox.ButtonRole.ResetRole)
        self._buttons.addButton(self._later, QDialogButtonBox.ButtonRole.ActionRole)
        layout = dialog_layout(self)
        for page in (self._choice, *self._pages.values(), self._found):
            layout.addWidget(page, 1)
        layout.addWidget(self._buttons)
