"""The claims and the JSON of a token: whole, harmless, quick, and where a person left them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextLayout
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Open
from tests.desktop.gallery import Scene, claims, view
from tests.desktop.opened import Opened
from tokentray.core.claims import group_claims
from tokentray.desktop.claims_model import MOST_ROWS, ClaimsModel

LARGE = 64 * 1024


@pytest.fixture(autouse=True)
def clipboard(qtbot: QtBot) -> Iterator[Any]:
    """The clipboard, empty before and after."""
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


def holding(**more: Any) -> Scene:
    """Return a profile whose token holds these claims too."""
    return Scene((view(claims=claims(**more)),), "id-orders")


def json_of(shown: Opened) -> str:
    """Return the text of the second tab."""
    shown.window.show_tab(1)
    return shown.json.toPlainText()


class TestRows:
    """The tree."""

    def test_claims_are_grouped_and_explained(self, opened: Open) -> None:
        """The four kinds that people look for stand under their headings."""
        cells = opened("valid").cells()
        for heading in ("Permissions and scopes", "Roles", "Plans", "Location"):
            assert heading in cells
        assert "editor, auditor" in cells
        assert any(cell.startswith("Expires · in ") for cell in cells)

    def test_what_is_cut_is_whole_in_a_tooltip(self, opened: Open) -> None:
        """A moment with its zone, in UTC and as the token has it; a meaning that is too long."""
        shown = opened(holding(exp=1_800_000_000, name="<b>"))
        tip = Qt.ItemDataRole.ToolTipRole
        row = shown.row("exp")
        said = str(row.siblingAtColumn(1).data(tip))
        assert "= 2027-01-15 08:00:00 UTC = 1800000000" in said
        assert str(row.siblingAtColumn(2).data(tip)).startswith("<p>Expires · in ")
        assert shown.row("name").siblingAtColumn(1).data(tip) == "<p>&lt;b&gt;</p>"

    def test_the_model_keeps_qts_rules(self, opened: Open) -> None:
        """Before and after a search, and with other claims."""
        model = ClaimsModel()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.show_groups(group_claims(claims()))
        model.look_for("trondheim")
        assert model.rowCount() == 1
        model.show_groups(group_claims(claims(extra={"a": [{"b": 1}]})))
        model.look_for("")
        assert model.rowCount() == 7

    def test_a_row_is_spoken_whole(self, opened: Open) -> None:
        """A screen reader starts with the first column."""
        index = opened("valid").row("email")
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "email, service@api.example, E-mail address"

    def test_a_tooltip_shows_a_value_as_it_is(self, opened: Open) -> None:
        """Qt would read this one as HTML."""
        shown = opened(holding(note="<img src='http://x.example/y.png'>"))
        tip = shown.row("note").siblingAtColumn(1).data(Qt.ItemDataRole.ToolTipRole)
        assert "<img" not in tip
        assert "&lt;img" in tip
        assert shown.label("account").toolTip().startswith("<p>service@api.example")

    def test_relative_times_follow_the_clock(self, opened: Open) -> None:
        """Without being told so row by row."""
        shown = opened("valid")
        before = shown.row("exp").siblingAtColumn(2).data()
        shown.source.moved = 300.0
        shown.window.on_second_timeout()
        assert shown.row("exp").siblingAtColumn(2).data() != before

    def test_a_refresh_leaves_the_rows_as_a_person_left_them(self, opened: Open) -> None:
        """Opened, closed and chosen by their names."""
        shown = opened(holding(jti="first"))
        tree = shown.tree
        tree.expand(shown.row("plans"))
        tree.collapse(shown.row("Identity"))
        tree.setCurrentIndex(shown.row("archive"))
        shown.source.show(holding(jti="second"))
        assert "second" in shown.cells()
        assert tree.isExpanded(shown.row("plans"))
        assert tree.isExpanded(shown.row("Roles"))
        assert not tree.isExpanded(shown.row("Identity"))
        assert tree.currentIndex().data() == "archive"


class TestSearch:
    """The field above the tree."""

    def test_rows_that_do_not_match_go(self, opened: Open) -> None:
        """What is inside of a match stays."""
        shown = opened("valid")
        shown.field("search").setText("auditor")
        assert "roles" in shown.cells()
        assert "jti" not in shown.cells()
        shown.field("search").setText("plans")
        assert "archive" in shown.cells()

    def test_nothing_found_is_said(self, opened: Open) -> None:
        """An empty box would look broken; without the word all is back."""
        shown = opened("valid")
        shown.field("search").setText("nowhere")
        label = shown.label("no-match")
        assert label.isVisible()
        assert label.text() == "No claim has “nowhere” in it."
        shown.field("search").clear()
        assert (label.isVisible(), shown.tree.isVisible()) == (False, True)

    def test_the_find_key_goes_there(self, opened: Open, qtbot: QtBot) -> None:
        """From the other tab, too."""
        shown = opened("token")
        shown.window.activateWindow()
        qtbot.waitUntil(shown.window.isActiveWindow)
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(shown.window, Qt.Key.Key_F, modifiers)
        qtbot.waitUntil(shown.field("search").hasFocus)


class TestCopying:
    """One value."""

    def copied(self, shown: Opened, name: str) -> str:
        """Choose a claim, press Ctrl+C, and look at the clipboard."""
        shown.tree.setCurrentIndex(shown.row(name))
        QTest.keyClick(shown.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        return QGuiApplication.clipboard().text()

    def test_a_long_value_is_copied_whole(self, opened: Open) -> None:
        """Though the row ends in an ellipsis."""
        shown = opened(holding(note="v" * 5000))
        assert shown.row("note").siblingAtColumn(1).data().endswith("…")
        assert self.copied(shown, "note") == "v" * 5000

    def test_a_time_is_copied_as_the_token_holds_it(self, opened: Open) -> None:
        """As a number."""
        shown = opened("valid")
        assert self.copied(shown, "exp") == str(claims()["exp"])

    def test_a_nested_value_is_copied_as_json(self, opened: Open) -> None:
        """That can be read back."""
        assert json.loads(self.copied(opened("valid"), "plans")) == claims()["plans"]

    def test_half_a_character_pair_does_not_break_it(self, opened: Open) -> None:
        """JSON may hold one."""
        assert self.copied(opened(holding(note="a\ud800b")), "note") == "a?b"

    def test_a_heading_has_no_value(self, opened: Open) -> None:
        """Nothing is copied."""
        assert self.copied(opened("valid"), "Roles") == ""

    @pytest.mark.qt_log_ignore("This plugin does not support")
    def test_the_menu_of_a_row_copies_too(self, opened: Open, clipboard: Any) -> None:
        """For those who look for it there; a heading has none."""
        shown = opened("valid")
        index = shown.row("email")
        shown.tree.setCurrentIndex(index)
        shown.tree.customContextMenuRequested.emit(shown.tree.visualRect(index).center())
        (menu,) = [one for one in shown.window.findChildren(QMenu) if one.isVisible()]
        menu.actions()[0].trigger()
        menu.close()
        assert clipboard.text() == "service@api.example"
        shown.tree.customContextMenuRequested.emit(QPoint(-5, -5))
        assert not [one for one in shown.window.findChildren(QMenu) if one.isVisible()]


class TestJson:
    """The second tab."""

    def test_it_is_whole_and_harmless(self, opened: Open) -> None:
        """Invisible and turning characters are written out; the token itself is not there."""
        hostile = "a\u202eb\x1b[2J\u2028\u200b\x9b\U000e0041"
        text = json_of(opened(holding(name=hostile, note="<b>bold</b>")))
        assert "<b>bold</b>" in text
        assert all(one.isprintable() or one == "\n" for one in text)
        payload = text.split("// Payload\n")[1]
        assert json.loads(payload)["name"] == hostile
        assert "not-a-token" not in text

    def test_colours_stand_where_qt_counts(self, opened: Open) -> None:
        """A character outside of the first plane has two units there."""
        shown = opened(holding(**{"🔑🔑": "x"}))
        json_of(shown)
        document = shown.json.document()
        blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
        block = next(block for block in blocks if "🔑" in block.text())
        formats: list[QTextLayout.FormatRange] = block.layout().formats()
        line = block.text().encode("utf-16-le")
        spans = [
            line[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le")
            for one in formats
        ]
        assert spans[:2] == ['"🔑🔑"', '"x"']

    def test_what_is_too_large_is_cut_and_said(self, opened: Open) -> None:
        """A line of 64,000 characters would stop the window."""
        shown = opened(holding(note="x" * LARGE))
        assert max(map(len, json_of(shown).split("\n"))) < 3000
        labels = [one.text() for one in shown.window.findChildren(QLabel)]
        assert any("too large to show whole here" in text for text in labels)

    def test_a_closed_tab_costs_nothing(self, opened: Open) -> None:
        """It is made and filled when it is looked at."""
        shown = opened("huge")
        assert shown.window.findChild(QPlainTextEdit, "json") is None
        assert "claim_0999" in json_of(shown)


HUGE: dict[str, dict[str, Any]] = {
    "many claims": {f"{number:x}": 1 for number in range(6000)},
    "long list": {"roles": [f"role-{number}" for number in range(6000)]},
    "long value": {"note": "x" * LARGE},
    "many plans": {"plans": [{"name": str(one), "until": 1_800_000_000} for one in range(1500)]},
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_huge_token_shows_at_once(opened: Open, kind: str) -> None:
    """64 kB of claims stop neither the tree nor the JSON, even on a slow machine."""
    shown = opened(Scene((view(),), "id-orders"))
    shown.window.show_tab(1)
    QGuiApplication.processEvents()
    # Of this process alone: what else runs on the machine says nothing about it.
    started = time.process_time()
    shown.source.show(Scene((view(claims=HUGE[kind]),), "id-orders"))
    QGuiApplication.processEvents()
    assert time.process_time() - started < 0.5


def test_rows_beyond_the_first_are_counted_and_found(opened: Open) -> None:
    """Nobody scrolls through thousands; nothing is hidden for good."""
    shown = opened("huge")
    model = shown.tree.model()
    group = model.index(0, 0, QModelIndex())
    assert model.rowCount(group) == MOST_ROWS + 1
    assert "500 more: a search finds them" in shown.cells()
    shown.field("search").setText("claim_0999")
    assert "claim_0999" in shown.cells()
