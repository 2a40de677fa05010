"""What is asked before it is done: whether to sign out, or to remove."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QMessageBox,
    QWidget,
)

from tokentray.desktop.words import Words

_tr = Words("Dialogs")


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
