"""Above the list of profiles: words that leave fewer of them, and the order of the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from tokentray.desktop.icons import symbol_in
from tokentray.desktop.letters import give_letters
from tokentray.desktop.order import Order
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("ProfileList")


class ProfileFilter(QWidget):
    """The field and the button beside it; hidden where there is little to find.

    Signals:
        changed(str): the words, without spaces around them.
        left(): Enter or an arrow: on with the rows.
        ended(): Escape: the words are gone.
        order_chosen(Order): by the button's menu.
    """

    changed = Signal(str)
    left = Signal()
    ended = Signal()
    order_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = _Field()
        self._field.setObjectName("filter")
        self._field.setPlaceholderText(_tr("Find a profile"))
        self._field.setAccessibleName(_tr("Find a profile"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self.on_field_text_changed)
        self._field.returnPressed.connect(self.left)
        self._field.left.connect(self.left)
        self._field.escaped.connect(self.on_field_escaped)
        self._orders = OrderMenu(self)
        self._orders.order_chosen.connect(self.order_chosen)
        self._button = QToolButton()
        self._button.setObjectName("order")
        self._button.setToolTip(_tr("Order of the profiles"))
        self._button.setAccessibleName(_tr("Order of the profiles"))
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._button.setMenu(self._orders)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._field, 1)
        layout.addWidget(self._button)

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._field.text().strip()

    @property
    def is_used(self) -> bool:
        """Whether somebody looks for something, or is about to."""
        return bool(self.words) or self._field.hasFocus()

    def begin(self, text: str = "") -> None:
        """Take the keyboard; what a person typed elsewhere is the beginning."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self._field.setText(text)
        else:
            self._field.selectAll()

    def clear(self) -> None:
        """Look for nothing any more."""
        self._field.clear()

    def show_order(self, order: Order) -> None:
        """Mark what the rows are sorted by."""
        self._orders.show_order(order)

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._button.setIcon(symbol_in("order", theme.text))

    @Slot(str)
    def on_field_text_changed(self, text: str) -> None:
        self.changed.emit(text.strip())

    @Slot()
    def on_field_escaped(self) -> None:
        self._field.clear()
        self.ended.emit()


class OrderMenu(QMenu):
    """The orders to choose from.

    Signals:
        order_chosen(Order): by a person.
    """

    order_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_tr("Order by"), parent)
        group = QActionGroup(self)
        self._actions: dict[Order, QAction] = {}
        for order, text in ((Order.NAME, _tr("Name")), (Order.EXPIRY, _tr("Expiry"))):
            action = self.addAction(text)
            action.setObjectName(f"order-{order}")
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, order=order: self.order_chosen.emit(order))
            group.addAction(action)
            self._actions[order] = action
        give_letters(self)
        self.show_order(Order.NAME)

    def show_order(self, order: Order) -> None:
        """Mark one of them."""
        self._actions[order].setChecked(True)


class _Field(QLineEdit):
    """A field that the arrow leaves for the rows below, and Escape for good.

    Signals:
        left(), escaped(): the keys.
    """

    left = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, SignalInstance] = {
            Qt.Key.Key_Down: self.left,
            Qt.Key.Key_Escape: self.escaped,
        }
        signal = keys.get(event.key())
        if signal is None:
            super().keyPressEvent(event)
        else:
            signal.emit()
