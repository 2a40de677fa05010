"""What dialogs and pages are made of: fields in rows, buttons of which one is primary."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tokentray.desktop.scroll import Lines, Scroll

Row = tuple[str, QWidget, QWidget | None]
"""What is asked, the field for it, and where it is said what is wrong with that."""

_NAME_LENGTH = 64


def step_button(name: str, text: str, *, primary: bool = False) -> QPushButton:
    """Return a button; the primary one is what Enter does."""
    button = QPushButton(text)
    button.setObjectName(name)
    if primary:
        button.setProperty("kind", "primary")
        button.setDefault(True)
    return button


class AskButtons(QDialogButtonBox):
    """Cancel, and `ok` for what the dialog is about; others may be added when these have served."""

    def __init__(self, cancel: str, ok: str) -> None:
        super().__init__()
        self._cancel = step_button("cancel", cancel)
        self.ok = step_button("ok", ok, primary=True)
        self.addButton(self._cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.addButton(self.ok, QDialogButtonBox.ButtonRole.ActionRole)

    def wait(self, text: str) -> None:
        """Say what goes on; it cannot be begun twice."""
        self.ok.setEnabled(False)
        self.ok.setText(text)

    def offer(self, text: str) -> None:
        """Let it be begun again, under these words."""
        self.ok.setEnabled(True)
        self.ok.setText(text)
        # Only a change reaches the dialog, for which else any button with the keyboard, or the
        # first of all, may be what Enter does.
        self.ok.setDefault(False)
        self.ok.setDefault(True)

    def order(self, *buttons: QWidget, alone: bool) -> None:
        """Let Tab go through these and Cancel; `alone` where nothing else takes the keyboard.

        Coming round to the first of them from the last, Qt 6.11 would pass over some.
        """
        ring = (self._cancel, *buttons) if alone else (*buttons, self._cancel)
        for before, after in pairwise(ring):
            QWidget.setTabOrder(before, after)

    def retire(self) -> None:
        """Hide both: it is done."""
        self._cancel.hide()
        self.ok.hide()


def text_field(name: str, example: str) -> QLineEdit:
    """Return an empty field that shows an example."""
    part = QLineEdit()
    part.setObjectName(name)
    part.setPlaceholderText(example)
    return part


def name_field(example: str) -> QLineEdit:
    """Return the field for the name of a profile."""
    part = text_field("name", example)
    part.setMaxLength(_NAME_LENGTH)
    return part


def form_of(rows: Iterable[Row], gap: int) -> QWidget:
    """Return a page with the rows below each other, `gap` pixels more between them."""
    page = QWidget()
    form = column(page)
    for number, (text, part, word) in enumerate(rows):
        if number > 0:
            form.addSpacing(gap)
        label = QLabel(text)
        label.setBuddy(part)
        inner = part.focusProxy()
        if inner is not None:
            # Qt names by its label only what lies beside that.
            inner.setAccessibleName(text.replace("&", ""))
        form.addWidget(label)
        form.addWidget(part)
        if word is not None:
            form.addWidget(word)
    return page


def column(page: QWidget) -> QVBoxLayout:
    """Lay a part of a dialog out: closely, without margins of its own."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    return layout


def dialog_layout(dialog: QDialog) -> QVBoxLayout:
    """Lay a dialog out: its parts one below the other, with room around them.

    On a screen that is too low for them they scroll.
    """
    page = Lines()
    around = QVBoxLayout(dialog)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(Scroll(page))
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(16)
    return layout


def dialog_with_foot(dialog: QDialog) -> tuple[QVBoxLayout, QVBoxLayout]:
    """Lay a dialog out as `dialog_layout` does, and below it what stays in sight on any screen."""
    layout, foot = dialog_layout(dialog), QWidget()
    layout.setContentsMargins(24, 24, 24, 8)
    below = QVBoxLayout(foot)
    below.setContentsMargins(24, 8, 24, 24)
    below.setSpacing(16)
    around = dialog.layout()
    if around is not None:
        around.addWidget(foot)
    return layout, below


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, at once for the eye."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
