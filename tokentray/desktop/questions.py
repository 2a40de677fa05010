"""Shows the agent's questions to the person at the screen, and what was answered before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from tokentray.agent.confirming import Confirming, Question

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tokentray.desktop.confirm_dialog import ConfirmDialog
    from tokentray.desktop.theme import Appearance


class Questions(QObject):
    """One dialog at a time; it goes when its question does."""

    def __init__(
        self, confirming: Confirming, looks: Callable[[], Appearance], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._confirming = confirming
        self._looks = looks
        self._dialog: ConfirmDialog | None = None
        confirming.asked.connect(self.on_confirming_asked)
        confirming.ended.connect(self.on_confirming_ended)
        confirming.has_screen = True

    @Slot(object)
    def on_confirming_asked(self, question: Question) -> None:
        # Most sessions never ask.
        from tokentray.desktop.confirm_dialog import ConfirmDialog

        dialog = ConfirmDialog(question, self._confirming.seconds_left, self._looks())
        dialog.decided.connect(self._confirming.answer)
        self._dialog = dialog
        dialog.show()

    @Slot(object)
    def on_confirming_ended(self, question: Question) -> None:
        dialog = self._dialog
        if dialog is not None and dialog.question is question:
            self._dialog = None
            dialog.withdraw()
            dialog.deleteLater()

    def close(self) -> None:
        """Nobody is at the screen any more."""
        self._confirming.has_screen = False
        if self._dialog is not None:
            self._dialog.reject()

    def show_agreements(self, profile_id: str, name: str, parent: QWidget | None) -> None:
        """Show what was allowed for a profile, until the person closes it."""
        from tokentray.desktop.agreements_dialog import AgreementsDialog
        from tokentray.desktop.sign_in_dialog import Whom

        whom = Whom(profile_id, name)
        dialog = AgreementsDialog(
            self._confirming, whom, self._confirming.now, self._looks().theme, parent
        )
        dialog.exec()
        dialog.deleteLater()
