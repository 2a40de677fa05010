"""The history tab: a picture and a list of the same, by mouse, by keys, and as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop import pasts
from tests.desktop.gallery import NOW, Scene, some, view
from tests.desktop.opened import Opened
from tokentray.core.errors import InputError
from tokentray.core.events import EventKind
from tokentray.core.view import News
from tokentray.desktop.history_layout import MarkKind, Span
from tokentray.desktop.history_model import Column
from tokentray.desktop.history_view import HistoryView

Open = Callable[[str | Scene], Opened]


def tab_of(shown: Opened) -> HistoryView:
    """Return the tab."""
    return shown.part(HistoryView)


def rows_of(shown: Opened) -> list[tuple[str, ...]]:
    """Return the texts of the list, without the moments."""
    model = shown.part(QTreeView, "events").model()
    columns = (Column.PROFILE, Column.WHAT, Column.DETAIL)
    return [
        tuple(str(model.index(row, column).data()) for column in columns)
        for row in range(model.rowCount())
    ]


def callout_of(shown: Opened) -> str:
    """Return what the callout says, nothing where it is hidden."""
    label = shown.part(QLabel, "callout")
    return label.text() if label.isVisible() else ""


def press(shown: Opened, *keys: Qt.Key) -> None:
    """Press keys on the picture."""
    shown.window.activateWindow()
    assert QTest.qWaitForWindowActive(shown.window)
    tab_of(shown).picture.setFocus()
    for key in keys:
        QTest.keyClick(tab_of(shown).picture, key)


def test_the_list_says_what_the_picture_shows(opened: Open) -> None:
    """The newest first, with what changed and why it failed."""
    shown = opened("history-day")
    rows = rows_of(shown)
    assert rows[0] == ("orders", "Refreshed", "")
    assert rows[-1] == ("orders", "Signed in", "authorization code")
    details = {row[2] for row in rows}
    assert {
        "role admin gone; permission reports:export new",
        "the server did not answer in time",
    } <= details
    (lane,) = tab_of(shown).picture.lanes
    assert sum(len(mark.events) for mark in lane.marks) == len(rows)
    assert {MarkKind.CHANGED, MarkKind.FAILED, MarkKind.SIGNED_IN} <= {m.kind for m in lane.marks}


def test_a_closed_tab_asks_for_nothing(opened: Open) -> None:
    """It is read when it is looked at, and again when something happened."""
    shown = opened(replace(Scene(some(view()), "id-orders"), past=pasts.a_day(NOW)))
    assert shown.chronicle.asked == []
    shown.window.show_tab(2)
    assert [ids for ids, _ in shown.chronicle.asked] == [("id-orders",)]
    assert rows_of(shown)


def test_what_happens_meanwhile_comes_in(opened: Open, qtbot: QtBot) -> None:
    """The engine says that the profile changed, and the past is read once for all of it."""
    shown = opened("history-day")
    before, asked = len(rows_of(shown)), len(shown.chronicle.asked)
    shown.chronicle.events += (pasts.event(NOW - 1, EventKind.FAILED, code="offline"),)
    for _ in range(5):
        shown.source.profile_changed.emit("id-orders")
    qtbot.waitUntil(lambda: len(rows_of(shown)) == before + 1)
    assert rows_of(shown)[0] == ("orders", "Refresh failed", "no network")
    assert len(shown.chronicle.asked) == asked + 1


def test_what_is_chosen_stays_so_when_something_happens(opened: Open, qtbot: QtBot) -> None:
    """In the picture, beside it, and in the list."""
    shown = opened("history-trouble")
    rows = shown.part(QTreeView, "events")
    press(shown, Qt.Key.Key_Home)
    shown.chronicle.events += (pasts.event(NOW - 1, EventKind.SIGNED_IN, grant="device-code"),)
    shown.source.profile_changed.emit("id-orders")
    qtbot.waitUntil(lambda: rows_of(shown)[0][1] == "Signed in")
    assert tab_of(shown).picture.accessibleName().endswith("Imported")
    assert callout_of(shown).endswith("Imported")
    assert rows.currentIndex().row() == rows.model().rowCount() - 1


def test_another_profile_shows_nothing_of_the_one_before(opened: Open) -> None:
    """Not even while its own past cannot be read."""
    shown = opened("history-day")
    shown.chronicle.is_silent = True
    shown.window.show_profile("id-billing")
    assert rows_of(shown) == []
    assert tab_of(shown).picture.lanes == ()


def test_a_day_or_a_week(opened: Open) -> None:
    """The week reaches further back."""
    shown = opened("history-day")
    shown.chronicle.events = pasts.a_week(NOW)
    tab = tab_of(shown)
    QTest.mouseClick(shown.part(QToolButton, "week"), Qt.MouseButton.LeftButton)
    assert NOW - shown.chronicle.asked[-1][1] == Span.WEEK.value
    assert any(row[2] == "the server ended the grant" for row in rows_of(shown))
    QTest.mouseClick(shown.part(QToolButton, "day"), Qt.MouseButton.LeftButton)
    assert NOW - shown.chronicle.asked[-1][1] == Span.DAY.value
    assert not any(row[2] == "the server ended the grant" for row in rows_of(shown))
    assert len(tab.picture.lanes) == 1


def test_of_short_lives_an_hour_is_shown(opened: Open) -> None:
    """Until the person chooses otherwise; then it stays so for every profile."""
    short = view(left=30, lifetime=40)
    shown = opened(Scene(some(short), "id-orders", tab=2, past=pasts.crowded(NOW)))
    assert shown.part(QToolButton, "hour").isChecked()
    assert NOW - shown.chronicle.asked[-1][1] == Span.HOUR.value
    shown.window.show_profile("id-billing")
    assert shown.part(QToolButton, "day").isChecked()
    QTest.mouseClick(shown.part(QToolButton, "week"), Qt.MouseButton.LeftButton)
    shown.window.show_profile("id-orders")
    assert shown.part(QToolButton, "week").isChecked()


def test_all_profiles_have_a_lane_each(opened: Open) -> None:
    """In the order of the list, and the list names whose an event is."""
    shown = opened("history-all")
    names = [lane.name for lane in tab_of(shown).picture.lanes]
    assert names == ["billing", "maps", "orders", "reports", "staging"]
    assert {row[0] for row in rows_of(shown)} == {"billing", "maps", "orders", "staging"}
    assert not shown.part(QTreeView, "events").isColumnHidden(Column.PROFILE)
    shown.part(QCheckBox, "all-profiles").setChecked(False)
    assert [lane.name for lane in tab_of(shown).picture.lanes] == ["orders"]
    assert shown.part(QTreeView, "events").isColumnHidden(Column.PROFILE)


def test_keys_step_through_the_marks_and_say_them(opened: Open) -> None:
    """Beside the mark for those who see, as name and description for those who hear."""
    shown = opened("history-trouble")
    picture = tab_of(shown).picture
    assert (picture.accessibleName(), callout_of(shown)) == ("Timeline", "")
    press(shown, Qt.Key.Key_Right)
    assert "2 events" in picture.accessibleName()
    assert picture.accessibleDescription().startswith("Sign-in ended: 1; Notice shown: 1")
    press(shown, Qt.Key.Key_Home)
    assert picture.accessibleName().endswith("Imported")
    assert callout_of(shown).endswith("Imported")
    press(shown, Qt.Key.Key_Right)
    assert picture.accessibleName().endswith("Token refused")
    assert picture.accessibleDescription() == "git.example:443"
    press(shown, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert picture.accessibleName().endswith("Imported")
    press(shown, Qt.Key.Key_Escape)
    assert (picture.accessibleName(), callout_of(shown)) == ("Timeline", "")


def test_keys_go_from_lane_to_lane(opened: Open) -> None:
    """To what happened at about the same time, past lanes in which nothing did."""
    shown = opened("history-all")
    press(shown, Qt.Key.Key_End)
    assert tab_of(shown).picture.accessibleName().startswith("billing: ")
    press(shown, Qt.Key.Key_Down)
    assert tab_of(shown).picture.accessibleName().startswith("maps: ")
    press(shown, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert tab_of(shown).picture.accessibleName().startswith("staging: ")
    press(shown, Qt.Key.Key_Down)
    assert tab_of(shown).picture.accessibleName().startswith("staging: ")
    press(shown, Qt.Key.Key_Up)
    assert tab_of(shown).picture.accessibleName().startswith("orders: ")


def test_from_right_to_left_the_keys_turn(opened: Open) -> None:
    """What is earlier lies on the right, so the right key leads there."""
    shown = opened("history-trouble")
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    picture = tab_of(shown).picture
    press(shown, Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert picture.accessibleName().endswith("Token refused")
    point = picture.spoken_point
    assert point is not None
    press(shown, Qt.Key.Key_Left)
    after = picture.spoken_point
    assert after is not None
    assert after.x() < point.x()


def test_the_pointer_says_what_it_is_at(opened: Open) -> None:
    """In plain text, whatever a server wrote; away from it nothing is said."""
    wild = pasts.changed({"roles": ["<b>admin</b>"]}, {"roles": []})
    scene = Scene(some(view()), "id-orders", tab=2, past=(pasts.event(NOW - 7200, changes=wild),))
    shown = opened(scene)
    press(shown, Qt.Key.Key_End)
    point = tab_of(shown).picture.spoken_point
    assert point is not None
    press(shown, Qt.Key.Key_Escape)
    QTest.mouseMove(tab_of(shown).picture, point + QPoint(3, 2))
    assert callout_of(shown).splitlines()[1:] == ["role <b>admin</b> gone"]
    assert shown.part(QLabel, "callout").textFormat() == Qt.TextFormat.PlainText
    QTest.mouseMove(tab_of(shown).picture, point - QPoint(60, 0))
    assert callout_of(shown) == ""


def test_list_and_picture_choose_together(opened: Open) -> None:
    """Whichever of them a person uses."""
    shown = opened("history-trouble")
    rows = shown.part(QTreeView, "events")
    press(shown, Qt.Key.Key_Home)
    assert rows.currentIndex().row() == rows.model().rowCount() - 1
    rows.setCurrentIndex(rows.model().index(1, 0))
    chosen = tab_of(shown).picture.chosen
    assert chosen is not None
    assert chosen.kind is MarkKind.ENDED


def test_rows_can_be_copied(opened: Open) -> None:
    """With moments that stay clear elsewhere."""
    shown = opened("history-trouble")
    rows = shown.part(QTreeView, "events")
    rows.setCurrentIndex(rows.model().index(1, 0))
    QTest.keySequence(rows, "Ctrl+C")
    at, *rest = QGuiApplication.clipboard().text().split("\t")
    assert rest == ["orders", "Sign-in ended", "the server ended the grant"]
    assert "T" in at
    QGuiApplication.clipboard().clear()


def test_a_past_without_events_says_so(opened: Open) -> None:
    """A token without a past, and nothing at all."""
    shown = opened("history-quiet")
    assert shown.text("history-note") == "Nothing happened in this time."
    assert not shown.part(QTreeView, "events").isVisible()
    assert not shown.part(QToolButton, "export").isEnabled()
    shown = opened("history-empty")
    assert shown.label("history-empty-title").isVisible()
    shown.part(QPushButton, "look-at-week").click()
    assert NOW - shown.chronicle.asked[-1][1] == Span.WEEK.value
    assert not shown.part(QPushButton, "look-at-week").isVisible()


def test_a_history_in_use_is_read_again(opened: Open, qtbot: QtBot) -> None:
    """It is said, and mended by itself."""
    shown = opened(Scene(some(view()), "id-orders"))
    shown.chronicle.is_busy = True
    shown.window.show_tab(2)
    assert "using the history" in shown.text("history-note")
    shown.chronicle.is_busy, shown.chronicle.events = False, pasts.a_day(NOW)
    qtbot.waitUntil(lambda: bool(rows_of(shown)))
    assert shown.text("history-note") == ""


def chosen_file(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """Have a person choose a file; return what the dialogs proposed."""
    proposed: list[str] = []

    def choose(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        proposed.append(start)
        return name, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return proposed


def test_what_is_shown_can_be_saved(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """As values for a spreadsheet, and as the picture; both hold what the list says, no token."""
    shown = opened("history-day")
    proposed = chosen_file(monkeypatch, "/tmp/chosen")  # noqa: S108 - nothing is written
    tab_of(shown).export_csv()
    tab_of(shown).export_png()
    assert proposed == ["orders-history.csv", "orders-history.png"]
    (path, text), (_, picture) = shown.chronicle.saved
    assert path == Path("/tmp/chosen")  # noqa: S108 - nothing is written
    lines = text.decode().splitlines()
    assert len(lines) == len(rows_of(shown)) + 1
    assert "orders,refreshed,role admin gone" in text.decode()
    image = QImage.fromData(picture)
    assert image.width() == 2400
    assert not image.allGray()
    assert shown.text("history-note") == "Saved as /tmp/chosen"


def test_a_file_that_cannot_be_written_is_said(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a person who gives up is told nothing."""
    shown = opened("history-day")
    chosen_file(monkeypatch, "")
    tab_of(shown).export_csv()
    assert shown.chronicle.saved == []
    chosen_file(monkeypatch, "/nowhere/x.csv")
    shown.chronicle.refusal = InputError("file-unwritable", path="/nowhere", what="no such folder")
    tab_of(shown).export_csv()
    assert "/nowhere cannot be written" in shown.text("history-note")


def test_locked_nothing_is_held(opened: Open, qtbot: QtBot) -> None:
    """What came and went are values of claims."""
    shown = opened("history-day")
    press(shown, Qt.Key.Key_End)
    shown.source.gate.lock()
    assert rows_of(shown) == []
    assert tab_of(shown).picture.lanes == ()
    assert callout_of(shown) == ""
    asked = len(shown.chronicle.asked)
    shown.source.profile_changed.emit("id-orders")
    assert len(shown.chronicle.asked) == asked
    shown.source.gate.unlock()
    qtbot.waitUntil(lambda: bool(rows_of(shown)))


NEWS = News(("roles",), NOW - 60)


def test_news_are_a_mark_until_somebody_looked(opened: Open) -> None:
    """In the list for eyes and ears; looking means to have the window before one."""
    other = replace(view("billing", 48_300), news=NEWS)
    shown = opened(Scene(some(view(), other), "id-orders"))
    shown.window.activateWindow()
    QTest.qWaitForWindowActive(shown.window)
    assert any(row.endswith("roles changed") for row in shown.spoken_rows())
    assert ("see", "id-billing") not in shown.source.asked
    shown.window.show_profile("id-billing")
    assert ("see", "id-billing") in shown.source.asked
    assert shown.message.startswith("Roles changed ")


def test_news_that_were_seen_are_said_beside_the_profile(opened: Open) -> None:
    """With a button that leads to them, until another profile is chosen."""
    scene = Scene(some(replace(view(), news=NEWS)), "id-orders", past=pasts.a_day(NOW))
    shown = opened(scene)
    shown.window.activateWindow()
    QTest.qWaitForWindowActive(shown.window)
    shown.source.show(replace(scene, views=some(view())))
    assert shown.message.startswith("Roles changed ")
    assert not any("changed" in row for row in shown.spoken_rows())
    shown.window.on_step_requested("history")
    assert tab_of(shown).isVisible()
    assert "role admin gone" in tab_of(shown).picture.accessibleDescription()
    shown.window.show_profile("id-billing")
    shown.window.show_profile("id-orders")
    assert shown.message == ""


def test_a_notice_leads_to_the_change(opened: Open) -> None:
    """Also when it came while another profile was chosen."""
    shown = opened(Scene(some(view()), "id-maps", past=pasts.a_day(NOW)))
    shown.window.show_history("id-orders")
    chosen = tab_of(shown).picture.chosen
    assert chosen is not None
    assert chosen.kind is MarkKind.CHANGED
