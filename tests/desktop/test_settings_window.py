"""The settings window: every key of settings.toml, applied when changed, and the file as master."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop.played_preferences import Asked, PlayedPreferences, PlayedProfiles
from tests.desktop.settings_gallery import SettingsScene, settings_scenes, settings_window
from tests.desktop.stand_in import make_view
from tests.desktop.surfaces import show
from tokentray.agent.preferences import Autostart
from tokentray.core.errors import InputError
from tokentray.core.profile import Renew
from tokentray.core.settings import Notify, Settings, Store, ThemeChoice
from tokentray.desktop import setting_rows
from tokentray.desktop.message_strip import MessageStrip
from tokentray.desktop.settings_window import SettingsWindow
from tokentray.desktop.theme import Appearance

NOT_HERE = {"version", "notify"}


class Opened:
    """A window over a scene, its world, and looks at its fields."""

    def __init__(self, window: SettingsWindow) -> None:
        self.window = window
        preferences = window.findChild(PlayedPreferences)
        profiles = window.findChild(PlayedProfiles)
        assert preferences is not None
        assert profiles is not None
        self.preferences = preferences
        self.profiles = profiles

    def field(self, kind: type[Any], key: str) -> Any:
        """Return the field of a key; a page is looked at to have it made."""
        tabs = self.window.findChild(QTabWidget, "pages")
        assert tabs is not None
        pages = iter(range(tabs.count()))
        while (found := self.window.findChild(kind, key)) is None:
            tabs.setCurrentIndex(next(pages))
        return found

    def check(self, key: str) -> QCheckBox:
        """Return a box to tick."""
        found: QCheckBox = self.field(QCheckBox, key)
        return found

    def choose(self, key: str, value: str) -> None:
        """Choose in a list, as a person does by the keyboard."""
        box: QComboBox = self.field(QComboBox, key)
        number = box.findData(value)
        assert number >= 0, value
        box.setCurrentIndex(number)
        box.activated.emit(number)

    def chosen(self, key: str) -> str:
        """Tell what is chosen in a list."""
        return str(self.field(QComboBox, key).currentData())

    def word(self, key: str, what: str = "word") -> str:
        """Return what is said beside a field, empty where nothing is."""
        label: QLabel = self.field(QLabel, f"{key}-{what}")
        return "" if label.isHidden() else label.text()

    @property
    def asked(self) -> list[Asked]:
        """What is to be written."""
        return self.preferences.asked

    def last(self) -> tuple[str, str, object]:
        """Return the only thing that is to be written."""
        (one,) = self.asked
        return one.profile_id, one.key, one.value

    def area(self, page: int) -> QWidget:
        """Return a page."""
        tabs = self.window.findChild(QTabWidget, "pages")
        assert tabs is not None
        found = tabs.widget(page)
        assert found is not None
        return found


Open = Callable[..., Opened]


@pytest.fixture
def opened(qtbot: QtBot, appearance: Appearance) -> Open:
    """Open the window over a scene."""

    def make(scene: SettingsScene | None = None, **fields: Any) -> Opened:
        window = settings_window(appearance, scene or SettingsScene(**fields))
        qtbot.addWidget(window)
        window.show()
        return Opened(window)

    return make


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers settle at once."""
    monkeypatch.setattr(setting_rows, "SETTLES_MS", 5)


def test_every_key_has_a_field(opened: Open) -> None:
    """All of the file's keys, and no key twice."""
    shown = opened()
    keys = {one.name for one in fields(Settings)} - NOT_HERE
    keys |= {f"notify.{one.name}" for one in fields(Notify)}
    for key in keys:
        assert shown.field(QWidget, key)
    for key in keys:
        assert len(shown.window.findChildren(QWidget, key)) == 1, key


@pytest.mark.parametrize(
    "key", ["start_hidden", "lock_on_screen_lock", "history_values", "notify.expired"]
)
def test_a_tick_is_written_at_once(opened: Open, key: str) -> None:
    """And stays while it is on its way."""
    shown = opened()
    before = shown.check(key).isChecked()
    shown.check(key).click()
    assert shown.last() == ("", key, not before)
    shown.preferences.changed.emit()
    assert shown.check(key).isChecked() is not before
    shown.preferences.write()
    assert shown.check(key).isChecked() is not before


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "dark"),
        ("language", "de"),
        ("copy_format", "headers-json"),
        ("default_profile", "maps"),
        ("store", "memory"),
    ],
)
def test_a_choice_is_written_at_once(opened: Open, key: str, value: str) -> None:
    """In the words of the file."""
    shown = opened()
    shown.choose(key, value)
    assert shown.last() == ("", key, value)
    assert type(shown.asked[0].value) is str


def test_a_number_is_written_when_it_stands_still(opened: Open, qtbot: QtBot) -> None:
    """Not at each step of the arrow."""
    shown = opened(page=1)
    box: QSpinBox = shown.field(QSpinBox, "clipboard_seconds")
    for _ in range(4):
        box.stepUp()
    qtbot.waitUntil(lambda: bool(shown.asked))
    assert shown.last() == ("", "clipboard_seconds", 34)


def typed(box: QSpinBox, text: str) -> str:
    """Type over what a number's field says, and press Enter; return what it says then."""
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)
    return box.text()


@pytest.mark.parametrize(
    ("text", "seconds", "said"),
    [
        ("90", 90, "90 s"),
        ("120", 120, "2 min"),
        ("5 min", 300, "5 min"),
        ("5m", 300, "5 min"),
        ("1h", 3600, "1 h"),
        ("0", 30, "30 s"),
        ("2 h", 30, "30 s"),
        ("3 weeks", 30, "30 s"),
    ],
)
def test_a_span_is_typed_as_it_is_said(
    opened: Open, qtbot: QtBot, text: str, seconds: int, said: str
) -> None:
    """A number alone has the unit that was there; what is none or too long changes nothing."""
    shown = opened(page=1)
    box: QSpinBox = shown.field(QSpinBox, "clipboard_seconds")
    assert typed(box, text) == said
    assert box.value() == seconds
    if seconds != 30:
        qtbot.waitUntil(lambda: bool(shown.asked))
        assert shown.last() == ("", "clipboard_seconds", seconds)


def test_a_span_in_minutes(opened: Open) -> None:
    """It is said, typed and turned in minutes, and exact seconds stay what they are."""
    shown = opened(page=3)
    box: QSpinBox = shown.field(QSpinBox, "warn_before")
    assert box.text() == "5 min"
    assert typed(box, "10") == "10 min"
    box.stepDown()
    assert box.text() == "9 min"
    assert typed(box, "605 s") == "605 s"
    box.stepUp()
    assert box.text() == "11 min"


def test_what_was_typed_is_written_when_the_window_closes(opened: Open, qtbot: QtBot) -> None:
    """Escape is no way back: there is nothing to confirm."""
    shown = opened(page=1)
    show(shown.window)
    box: QSpinBox = shown.field(QSpinBox, "clipboard_seconds")
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "45")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(shown.asked))
    assert shown.last() == ("", "clipboard_seconds", 45)


def test_days_are_counted(opened: Open) -> None:
    """One is a day, and the word may be left out."""
    shown = opened(page=4)
    box: QSpinBox = shown.field(QSpinBox, "history_days")
    assert box.text() == "90 days"
    assert typed(box, "1") == "1 day"
    assert typed(box, "7 days") == "7 days"
    assert typed(box, "7 years") == "7 days"


def test_quiet_hours(opened: Open, qtbot: QtBot) -> None:
    """Ticked they are the night; none is an empty text; both the same is told."""
    shown = opened(page=2)
    begin: QTimeEdit = shown.field(QTimeEdit, "quiet-from")
    assert not begin.isEnabled()
    shown.check("quiet-on").click()
    assert shown.last() == ("", "quiet", "22:00-07:00")
    shown.preferences.write()
    begin.setTime(QTime(23, 30))
    qtbot.waitUntil(lambda: bool(shown.asked))
    assert shown.last() == ("", "quiet", "23:30-07:00")
    shown.preferences.write()
    begin.setTime(QTime(7, 0))
    qtbot.waitUntil(lambda: bool(shown.asked))
    assert shown.word("quiet") == "Both are the same: no hour is quiet."
    shown.preferences.write()
    shown.check("quiet-on").click()
    assert shown.last() == ("", "quiet", "")


def test_an_edit_by_hand_shows_at_once(opened: Open) -> None:
    """Nothing is written by that."""
    shown = opened()
    shown.preferences.edit(
        theme=ThemeChoice.DARK,
        clipboard_seconds=7,
        quiet="21:00-06:30",
        notify=Notify(failed=False),
    )
    assert shown.chosen("theme") == "dark"
    assert shown.field(QSpinBox, "clipboard_seconds").value() == 7
    assert shown.field(QTimeEdit, "quiet-until").time() == QTime(6, 30)
    assert not shown.check("notify.failed").isChecked()
    assert shown.asked == []


def test_a_refusal_stands_beside_its_field(opened: Open) -> None:
    """And the field shows what holds."""
    shown = opened()
    shown.choose("theme", "dark")
    shown.preferences.refuse(InputError("file-unwritable", path="settings.toml", what="disk full"))
    assert shown.word("theme").startswith("settings.toml cannot be written: disk full.")
    assert shown.chosen("theme") == "system"
    spoken = shown.field(QComboBox, "theme").accessibleDescription()
    assert spoken == shown.word("theme")
    shown.choose("theme", "light")
    assert shown.word("theme") == ""


def test_a_wrong_value_is_named_beside_its_field(opened: Open) -> None:
    """As the file has it."""
    shown = opened(settings_scenes()["settings-copying-wrong"])
    said = shown.word("clipboard_seconds")
    assert said == "In the file it is not between 1 and 3600. What is shown here holds."


def test_a_broken_file_is_named_and_not_written(opened: Open) -> None:
    """What stands in it can't be changed; what does not can; corrected, all can again."""
    shown = opened(settings_scenes()["settings-broken"])
    assert "settings.toml is not TOML: line 12, column 9" in strip_of(shown)
    assert not shown.check("start_hidden").isEnabled()
    assert shown.check("autostart").isEnabled()
    assert shown.field(QComboBox, "renew").isEnabled()
    shown.preferences.problem = None
    shown.preferences.changed.emit()
    assert strip_of(shown) == ""
    assert shown.check("start_hidden").isEnabled()


def strip_of(shown: Opened) -> str:
    """Return what is said on top of the window."""
    strip = shown.window.findChild(MessageStrip)
    assert strip is not None
    return "" if strip.message is None else strip.message.text


def test_no_page_holds_the_program_up(opened: Open, qapp: QApplication) -> None:
    """The window, and each page that is looked at first: less than 50 ms of the processor."""
    opened()  # what is read once
    before = time.process_time()
    shown = opened()
    qapp.processEvents()
    took = [time.process_time() - before]
    tabs = shown.window.findChild(QTabWidget, "pages")
    assert tabs is not None
    for page in range(1, tabs.count()):
        before = time.process_time()
        tabs.setCurrentIndex(page)
        qapp.processEvents()
        took.append(time.process_time() - before)
    assert max(took) < 0.05, took


class TestProfiles:
    """What is set of each profile."""

    def test_each_key(self, opened: Open, qtbot: QtBot) -> None:
        """Of the profile that is chosen."""
        shown = opened(page=3)
        shown.choose("profile", "id-maps")
        shown.check("pinned").click()
        assert shown.last() == ("id-maps", "pinned", True)
        shown.preferences.write()
        shown.choose("renew", "on-demand")
        assert shown.last() == ("id-maps", "renew", "on-demand")
        assert shown.word("renew", "note").startswith("Copying it, or a program")
        shown.preferences.write()
        shown.field(QSpinBox, "warn_before").setValue(900)
        qtbot.waitUntil(lambda: bool(shown.asked))
        assert shown.last() == ("id-maps", "warn_before", 900)

    def test_another_profile_shows_its_own(self, opened: Open) -> None:
        """And an edit of profiles.toml shows at once, with the same profile chosen."""
        shown = opened(page=3)
        shown.choose("profile", "id-maps")
        view = make_view("maps", pinned=True)
        edited = replace(view.profile, renew=Renew.WHILE_USED, warn_before=60)
        shown.profiles.show(make_view("aa"), replace(view, profile=edited))
        assert shown.chosen("profile") == "id-maps"
        assert shown.check("pinned").isChecked()
        assert shown.chosen("renew") == "while-used"
        assert shown.field(QSpinBox, "warn_before").value() == 60
        shown.choose("profile", "id-aa")
        assert not shown.check("pinned").isChecked()
        assert shown.asked == []

    def test_without_any_nothing_can_be_set(self, opened: Open, qtbot: QtBot) -> None:
        """It says why, and offers what comes first; as soon as there is one it can."""
        shown = opened(page=3, profiles=())
        page = shown.area(3)
        assert "No profile yet" in [
            one.text() for one in page.findChildren(QLabel) if one.isVisible()
        ]
        assert not shown.check("pinned").isVisible()
        (add,) = [one for one in page.findChildren(QPushButton) if one.isVisible()]
        with qtbot.waitSignal(shown.window.add_requested):
            add.click()
        shown.profiles.show(make_view("maps"))
        assert shown.check("pinned").isVisible()
        assert not add.isVisible()
        shown.profiles.show()
        assert add.isVisible()

    def test_a_long_name_and_a_thousand_of_them(self, opened: Open) -> None:
        """The page stays as wide as it is, and opens as quickly."""
        names = ("x" * 64, *(f"service-{number:03}" for number in range(1000)))
        shown = opened(page=3, profiles=names)
        (area,) = [one for one in shown.window.findChildren(QScrollArea) if one.isVisible()]
        assert area.horizontalScrollBar().maximum() == 0
        assert shown.field(QComboBox, "profile").count() == 1001

    def test_a_default_profile_that_is_gone_is_shown(self, opened: Open) -> None:
        """The file says its name still."""
        shown = opened(settings=replace(Settings(), default_profile="gone"))
        assert shown.chosen("default_profile") == "gone"


class TestStore:
    """Where tokens are kept."""

    def test_a_change_says_what_it_means(self, opened: Open) -> None:
        """It counts from the next start on, and moves nothing."""
        shown = opened(page=4)
        assert "next start" not in shown.word("store", "note")
        shown.choose("store", "memory")
        said = shown.word("store", "note")
        assert "counts from the next start on. Tokens are not moved" in said
        shown.preferences.write()
        assert shown.word("store", "note") == said

    def test_a_program_that_was_started_otherwise(self, opened: Open) -> None:
        """`--store memory` while the file says keyring: it counts from the next start on."""
        shown = opened(page=4, store="memory")
        assert shown.chosen("store") == Store.KEYRING
        assert "next start" in shown.word("store", "note")


class TestAutostart:
    """Start with the session: no key of the file."""

    def test_it_is_looked_at_and_switched(self, opened: Open) -> None:
        """By the mechanism of the desktop."""
        shown = opened(entry=Autostart("absent", "~/.config/autostart/x.desktop"))
        assert not shown.check("autostart").isChecked()
        shown.preferences.entry = Autostart("enabled", "~/.config/autostart/x.desktop")
        shown.check("autostart").click()
        assert shown.preferences.enabled == [True]
        assert shown.check("autostart").isChecked()
        assert shown.asked == []

    def test_something_else_is_named(self, opened: Open) -> None:
        """And a desktop's own switch."""
        shown = opened(settings_scenes()["settings-general-other"])
        assert not shown.check("autostart").isChecked()
        assert "/opt/old/bin/tokentray" in shown.word("autostart", "note")
        shown = opened(entry=Autostart("disabled", "~/x.desktop"))
        assert shown.word("autostart", "note") == "It is switched off in ~/x.desktop."

    def test_a_refusal(self, opened: Open) -> None:
        """Beside the field, which shows what there is."""
        shown = opened(entry=Autostart("absent", "x"))
        shown.preferences.entry = InputError("autostart-unwritable", place="x", what="read-only")
        shown.check("autostart").click()
        assert shown.word("autostart").startswith("x cannot be changed: read-only.")


class TestHands:
    """Keyboard, wheel and type."""

    def test_the_keyboard_alone(self, opened: Open, qtbot: QtBot) -> None:
        """From page to page, to a field by its letter, a tick by space, and out by Escape."""
        shown = opened()
        window = shown.window
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        tabs = window.findChild(QTabWidget, "pages")
        assert tabs is not None
        QTest.keyClick(tabs.tabBar(), Qt.Key.Key_Right)
        assert window.page == 1
        qtbot.waitUntil(shown.field(QSpinBox, "clipboard_seconds").isVisible)
        QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
        assert QApplication.focusWidget() is shown.field(QSpinBox, "clipboard_seconds")
        QTest.keyClick(tabs.tabBar(), Qt.Key.Key_Right)
        box = shown.check("notify.failed")
        qtbot.waitUntil(box.isVisible)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
        assert shown.last() == ("", "notify.failed", False)
        with qtbot.waitSignal(window.finished):
            QTest.keyClick(box, Qt.Key.Key_Escape)

    def test_an_answer_after_it_was_closed_finds_nobody(self, opened: Open) -> None:
        """The write goes on."""
        shown = opened()
        shown.choose("theme", "dark")
        one = shown.asked[0]
        shown.window.close()
        one.done(None)

    @pytest.mark.parametrize("page", range(5))
    def test_letters_are_unique_on_their_page(self, opened: Open, page: int) -> None:
        """Also beside those of the foot; each field with a label is its buddy."""
        area = opened(page=page).area(page)
        texts = [one.text() for one in area.findChildren(QCheckBox)]
        labels = [one for one in area.findChildren(QLabel) if "&" in one.text()]
        texts += [one.text() for one in labels]
        assert all(one.buddy() is not None for one in labels)
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(letters) == len({*letters, "o"}) - 1
        assert len(texts) == len(letters)

    def test_the_wheel_scrolls_and_changes_nothing(self, opened: Open) -> None:
        """What is scrolled past stays as it is."""
        shown = opened(page=1)
        for kind, key in ((QComboBox, "copy_format"), (QSpinBox, "clipboard_seconds")):
            box = shown.field(kind, key)
            box.clearFocus()
            event = QWheelEvent(
                QPointF(5, 5),
                QPointF(box.mapToGlobal(QPoint(5, 5))),
                QPoint(0, -120),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(box, event)
        assert shown.chosen("copy_format") == "bearer"
        assert shown.field(QSpinBox, "clipboard_seconds").value() == 30

    def test_twice_as_large_type_fits_on_the_screen(
        self, opened: Open, qapp: QApplication, qtbot: QtBot
    ) -> None:
        """Nothing is cut at the side, and the window is no higher than the screen."""
        before = qapp.font()
        large = QFont(before)
        large.setPointSizeF(before.pointSizeF() * 2)
        qapp.setFont(large)
        try:
            for page in range(5):
                window = opened(page=page).window
                available = window.screen().availableSize()
                assert window.height() <= available.height()
                assert window.width() <= available.width()
                areas = [one for one in window.findChildren(QScrollArea) if one.isVisible()]
                bar = areas[0].horizontalScrollBar()
                assert bar.maximum() == 0, page
        finally:
            qapp.setFont(before)
