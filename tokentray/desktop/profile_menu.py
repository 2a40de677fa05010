"""What one can do with the profile under the pointer, or with the chosen one by the menu key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tokentray.core.handout import Format
from tokentray.core.view import ProfileView
from tokentray.desktop.letters import give_letters
from tokentray.desktop.order import Order
from tokentray.desktop.overview import may_copy, may_refresh
from tokentray.desktop.profile_filter import OrderMenu
from tokentray.desktop.words import Words, mark

_tr = Words("ProfileMenu")

PIN_KEYS = "Ctrl+P"


@dataclass(frozen=True, slots=True)
class Offer:
    """What the menu is about, at a moment; `shut`: nothing is handed out, and nobody signs in."""

    view: ProfileView
    order: Order
    now: float
    shut: bool = False


class ProfileMenu(QMenu):
    """Offers what makes sense; it is gone once it was closed.

    Signals:
        step_requested(str): one of `refresh`, `sign-in`, `pin`, `import`, `sign-out`, `remove`.
        copy_requested(Format): in these words.
        pause_requested(bool): stop refreshing this one, or go on.
        order_chosen(Order): of the whole list.
    """

    step_requested = Signal(str)
    copy_requested = Signal(object)
    pause_requested = Signal(bool)
    order_chosen = Signal(object)

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = offer
        self.aboutToHide.connect(self.deleteLater)
        self._add_copies()
        self._add_steps()
        self.addSeparator()
        orders = OrderMenu(self)
        orders.show_order(offer.order)
        orders.order_chosen.connect(self.order_chosen)
        self.addMenu(orders)
        self.addSeparator()
        self._step("import", _tr("Paste a token response…"))
        if offer.view.profile.can_sign_in and offer.view.snapshot is not None:
            self._step("sign-out", _tr("Sign out…"))
        self._step("remove", _tr("Remove this profile…"))
        give_letters(self)

    def _add_copies(self) -> None:
        may = may_copy(self._offer.view, self._offer.now) and not self._offer.shut
        copy = self.addAction(_tr("Copy bearer"))
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        others = QMenu(_tr("Copy as"), self)
        actions = [(copy, Format.BEARER)]
        actions += [(others.addAction(_tr(text)), form) for form, text in _FORMS]
        give_letters(others)
        for action, form in actions:
            action.setObjectName(f"row-copy-{form.value}")
            action.setEnabled(may)
            action.triggered.connect(lambda _=False, form=form: self.copy_requested.emit(form))
        self.addMenu(others)
        others.menuAction().setEnabled(may)

    def _add_steps(self) -> None:
        view = self._offer.view
        self.addSeparator()
        if may_refresh(view):
            refresh = self._step("refresh", _tr("Refresh now"))
            refresh.setShortcut(QKeySequence.StandardKey.Refresh)
            refresh.setDisabled(view.facts.locked)
        if view.profile.can_sign_in:
            self._step("sign-in", _tr("Sign in…")).setDisabled(self._offer.shut)
        pin = self._step("pin", _tr("Unpin") if view.profile.pinned else _tr("Pin to the top"))
        pin.setShortcut(PIN_KEYS)
        if view.profile.can_renew:
            pause = self.addAction(_tr("Pause refreshing"))
            pause.setObjectName("row-pause")
            pause.setCheckable(True)
            pause.setChecked(view.paused)
            pause.triggered.connect(self.pause_requested)

    def _step(self, step: str, text: str) -> QAction:
        action = self.addAction(text)
        action.setObjectName(f"row-{step}")
        action.triggered.connect(lambda _=False: self.step_requested.emit(step))
        return action


_FORMS = (
    (Format.RAW, mark("Raw token")),
    (Format.HEADER, mark("Authorization header")),
    (Format.CURL, mark("curl configuration")),
    (Format.ENV, mark("Environment variable")),
)
