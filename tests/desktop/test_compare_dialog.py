"""Two tokens side by side: with the one before, or a pasted one that is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton, QTreeView
from pytestqt.qtbot import QtBot

from tests.desktop.gallery import NOW, PREVIOUS, Scene, claims, some, view
from tests.desktop.opened import Opened
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.desktop.compare_dialog import Compared, CompareDialog
from tokentray.desktop.theme import Appearance

Open = Callable[[str | Scene], Opened]
Answer = Mapping[str, Any] | TokenTrayError


class Decoder:
    """Plays the worker: keeps what is asked until the test answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Callable[[Answer], None]]] = []

    def __call__(self, text: str, done: Callable[[Answer], None]) -> None:
        """Take a text in."""
        self.asked.append((text, done))

    def answer(self, given: Answer, number: int = -1) -> None:
        """Answer a question, the latest by default."""
        self.asked[number][1](given)


@pytest.fixture
def decoder() -> Decoder:
    """A worker in the test's hands."""
    return Decoder()


def dialog_of(
    qtbot: QtBot, appearance: Appearance, decoder: Decoder, compared: Compared
) -> CompareDialog:
    """Show the dialog."""
    dialog = CompareDialog(compared, decoder, NOW, appearance.theme)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def lines_of(dialog: CompareDialog) -> list[str]:
    """Return what is shown and unfolded, a line a row, its cells by a bar."""
    rows = dialog.findChild(QTreeView, "compared")
    assert isinstance(rows, QTreeView)
    if not rows.isVisible():
        return []
    found: list[str] = []

    def walk(parent: QModelIndex) -> None:
        model = rows.model()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            cells = [str(model.index(row, n, parent).data() or "") for n in range(3)]
            found.append(" | ".join(cells).strip(" |"))
            if rows.isExpanded(index):
                walk(index)

    walk(QModelIndex())
    return found


def word_of(dialog: CompareDialog) -> str:
    """Return what is said above the rows."""
    label = dialog.findChild(QLabel, "word")
    assert isinstance(label, QLabel)
    return label.text()


def paste(dialog: CompareDialog, text: str) -> None:
    """Paste another token."""
    field = dialog.findChild(QPlainTextEdit, "response")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(text)
    dialog.on_settling_timeout()


def test_with_the_token_before(qtbot: QtBot, appearance: Appearance, decoder: Decoder) -> None:
    """Members that came and went are named, what is the same is folded."""
    compared = Compared("orders", claims(), PREVIOUS)
    dialog = dialog_of(qtbot, appearance, decoder, compared)
    lines = lines_of(dialog)
    assert lines[0] == "≠  Different (4)"
    at = lines.index("roles | editor, auditor, admin | editor, auditor")
    assert lines[at + 1] == "− | admin"  # noqa: RUF001 - the sign of what went
    assert "+ |  | reports:export" in lines
    assert lines[-3:] == ["−  Not in this token (1)", "tenant | north", "=  Same (9)"]  # noqa: RUF001
    assert decoder.asked == []


def test_with_a_pasted_token(qtbot: QtBot, appearance: Appearance, decoder: Decoder) -> None:
    """Decoded elsewhere; what a later text makes void is not shown."""
    dialog = dialog_of(qtbot, appearance, decoder, Compared("orders", {"sub": "me", "aud": "a"}))
    before = dialog.findChild(QRadioButton, "with-before")
    assert isinstance(before, QRadioButton)
    assert not before.isEnabled()
    assert "signature is not checked" in word_of(dialog)
    paste(dialog, "first")
    paste(dialog, "second")
    assert [text for text, _ in decoder.asked] == ["first", "second"]
    decoder.answer({"sub": "me"}, 1)
    shown = lines_of(dialog)
    assert shown == ["+  Only in this token (1)", "aud |  | a", "=  Same (1)"]
    decoder.answer({"sub": "you"}, 0)
    assert lines_of(dialog) == shown


def test_what_cannot_be_decoded_is_said(
    qtbot: QtBot, appearance: Appearance, decoder: Decoder
) -> None:
    """Nothing is compared then."""
    dialog = dialog_of(qtbot, appearance, decoder, Compared("orders", claims()))
    paste(dialog, "opaque")
    decoder.answer(InputError("token-opaque"))
    assert "opaque" in word_of(dialog)
    assert lines_of(dialog) == []
    paste(dialog, "eyJ")
    decoder.answer(claims())
    assert word_of(dialog) == "They say the same."


def test_closed_it_holds_nothing(qtbot: QtBot, appearance: Appearance, decoder: Decoder) -> None:
    """An answer that comes later is not shown either."""
    dialog = dialog_of(qtbot, appearance, decoder, Compared("orders", claims()))
    paste(dialog, "eyJ-pasted")
    dialog.reject()
    decoder.answer(claims())
    field = dialog.findChild(QPlainTextEdit, "response")
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == ""
    assert lines_of(dialog) == []


def test_foreign_text_is_plain(qtbot: QtBot, appearance: Appearance, decoder: Decoder) -> None:
    """Names and values of claims alike."""
    wild = {"<b>\u202e": "<img src=x>\n", "roles": ["a\x1b[2J"]}
    dialog = dialog_of(qtbot, appearance, decoder, Compared("orders", wild))
    paste(dialog, "eyJ")
    decoder.answer({"roles": []})
    assert all(line.isprintable() for line in lines_of(dialog))


def test_of_many_members_the_rest_is_counted(
    qtbot: QtBot, appearance: Appearance, decoder: Decoder
) -> None:
    """Thousands of rows would hold up the window."""
    many = {"roles": [f"role-{number}" for number in range(5000)]}
    dialog = dialog_of(qtbot, appearance, decoder, Compared("orders", many))
    paste(dialog, "eyJ")
    decoder.answer({"roles": []})
    lines = lines_of(dialog)
    assert len(lines) < 70
    assert lines[-1].endswith("and 4940 more")


def test_it_is_reached_from_the_claims_and_gone_when_locked(opened: Open) -> None:
    """What is compared is the token that is shown."""
    shown = opened(Scene(some(view()), "id-orders"))
    shown.part(QPushButton, "compare").click()
    (dialog,) = shown.window.findChildren(CompareDialog)
    assert dialog.isVisible()
    assert "orders" in dialog.windowTitle()
    assert dialog.windowModality() != Qt.WindowModality.NonModal
    shown.source.gate.lock()
    assert not dialog.isVisible()
