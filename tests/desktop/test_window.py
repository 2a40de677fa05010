"""The window draws what the engine knows, in every state, and asks for what a person wants."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop.gallery import Picture, Scene, claims, scenes, some, view
from tokentray.agent.engine import Imported
from tokentray.core.errors import InputError
from tokentray.core.expiry import Reading
from tokentray.core.handout import Format
from tokentray.desktop.detail import Detail
from tokentray.desktop.dialogs import PasteDialog
from tokentray.desktop.empty_states import EmptyState
from tokentray.desktop.lifetime_bar import Life
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow


@pytest.fixture
def appearance(qapp: QApplication) -> Appearance:
    """The light theme."""
    return Appearance(qapp, "light")


class Opened:
    """A window over a scene, and looks at its parts by their names."""

    def __init__(self, qtbot: QtBot, appearance: Appearance, scene: Scene) -> None:
        self.source = Picture(scene)
        self.window = MainWindow(self.source, appearance)
        qtbot.addWidget(self.window)
        self.window.show()
        if scene.chosen:
            self.window.show_profile(scene.chosen)

    def text(self, name: str) -> str:
        """Return the words of a label."""
        label = self.window.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label.text()

    def button(self, name: str) -> QPushButton:
        """Return a button that is on the screen."""
        found = [one for one in self.window.findChildren(QPushButton, name) if one.isVisible()]
        assert len(found) == 1, name
        return found[0]

    @property
    def page(self) -> str:
        """The title of the empty state, or nothing where a profile is shown."""
        part = self.window.findChild(EmptyState)
        assert isinstance(part, EmptyState)
        return part.page.title if part.isVisible() and part.page is not None else ""

    @property
    def message(self) -> str:
        """What the profile's message says."""
        part = self.window.findChild(Detail)
        assert isinstance(part, Detail)
        return "" if part.message is None else part.message.text

    def cells(self) -> list[str]:
        """Return every text of the claims tree."""
        tree = self.window.findChild(QTreeView, "claims")
        assert isinstance(tree, QTreeView)
        model = tree.model()
        found: list[str] = []

        def walk(parent: Any) -> None:
            for row in range(model.rowCount(parent)):
                for column in range(3):
                    found.append(str(model.index(row, column, parent).data() or ""))
                walk(model.index(row, 0, parent))

        walk(tree.rootIndex())
        return found


@pytest.fixture
def opened(qtbot: QtBot, appearance: Appearance) -> Any:
    """Open a window over a scene, by name or whole."""

    def make(scene: str | Scene) -> Opened:
        found = scenes()[scene] if isinstance(scene, str) else scene
        return Opened(qtbot, appearance, found)

    return make


class TestProfile:
    """A profile that holds a token."""

    def test_it_says_who_and_how_long(self, opened: Any) -> None:
        """Name, account, issuer, and a countdown by the wall clock."""
        shown = opened("valid")
        assert shown.text("name") == "orders"
        assert shown.text("account") == "service@api.example  ·  id.example"
        assert shown.text("countdown") in ("12:33", "12:34")
        assert shown.text("until").startswith("left, until ")
        assert (shown.page, shown.message) == ("", "")

    def test_claims_are_grouped_and_explained(self, opened: Any) -> None:
        """The four kinds that people look for stand under their headings."""
        cells = opened("valid").cells()
        for heading in ("Permissions and scopes", "Roles", "Plans", "Location"):
            assert heading in cells
        assert "editor, auditor" in cells
        assert any(cell.startswith("Expires · in ") for cell in cells)

    @pytest.mark.parametrize(
        ("scene", "words", "button"),
        [
            ("expiring", "cannot be refreshed", "Paste a token response…"),
            ("expired", "has expired and cannot be refreshed", "Paste a token response…"),
            ("offline", "id.example cannot be reached. Next try ", "Try now"),
            ("sign-in-needed", "the server ended the grant", "Paste a token response…"),
        ],
    )
    def test_trouble_is_said_with_the_next_step(
        self, opened: Any, scene: str, words: str, button: str
    ) -> None:
        """In words, with a button."""
        shown = opened(scene)
        assert words in shown.message
        assert shown.button("step").text() == button

    def test_the_step_of_offline_refreshes(self, opened: Any, qtbot: QtBot) -> None:
        """At once: a person asked."""
        shown = opened("offline")
        with qtbot.waitSignal(shown.window.refresh_requested) as caught:
            shown.button("step").click()
        assert caught.args == ["id-orders"]

    def test_an_ended_grant_offers_no_refresh(self, opened: Any) -> None:
        """It could only fail."""
        shown = opened("sign-in-needed")
        refresh = shown.window.findChild(QPushButton, "refresh")
        assert not refresh.isVisible()

    def test_the_obvious_button_copies_the_bearer(self, opened: Any, qtbot: QtBot) -> None:
        """One click."""
        shown = opened("valid")
        with qtbot.waitSignal(shown.window.copy_requested) as caught:
            shown.button("copy").click()
        assert caught.args == ["id-orders", Format.BEARER]

    def test_a_copy_is_confirmed_beside_the_button(self, opened: Any) -> None:
        """Until another profile is chosen."""
        shown = opened("valid")
        shown.window.say_copied("orders copied. Clears in 30 s.")
        assert shown.text("copied") == "orders copied. Clears in 30 s."
        shown.window.show_profile("id-billing")
        assert shown.text("copied") == ""

    def test_keys_copy_and_refresh(self, opened: Any, qtbot: QtBot) -> None:
        """Ctrl+C on the list, F5 anywhere."""
        shown = opened("valid")
        rows = shown.window.findChild(QListView, "profiles")
        shown.window.activateWindow()
        rows.setFocus()
        qtbot.waitUntil(rows.hasFocus)
        with qtbot.waitSignal(shown.window.copy_requested):
            QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        with qtbot.waitSignal(shown.window.refresh_requested):
            QTest.keyClick(shown.window, Qt.Key.Key_F5)

    def test_an_opaque_token_says_so(self, opened: Any) -> None:
        """And everything else works."""
        shown = opened("opaque")
        labels = [label.text() for label in shown.window.findChildren(QLabel)]
        assert any("opaque: it carries no claims" in text for text in labels)
        assert shown.text("countdown") == "—"

    def test_the_json_is_whole_and_harmless(self, opened: Any) -> None:
        """Bidi and control characters are written out; the token itself is not there."""
        hostile = claims(name="a\u202eb\x1b[2J", note="<b>bold</b>")
        shown = opened(Scene((view(claims=hostile),), "id-orders", tab=1))
        text = shown.window.findChild(QPlainTextEdit, "json").toPlainText()
        assert "\\u202e" in text
        assert "<b>bold</b>" in text
        assert "\u202e" not in text
        assert "\x1b" not in text
        assert "not-a-token" not in text

    def test_hostile_claims_are_plain_text(self, opened: Any) -> None:
        """No markup is read, no direction changes."""
        shown = opened(Scene((view(claims=claims(email="<img src=x>\u202e")),), "id-orders"))
        assert "<img src=x>\\u202e" in shown.cells()
        assert shown.text("account").startswith("<img src=x>\\u202e")
        for label in shown.window.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText

    def test_a_huge_token_opens_quickly(self, opened: Any) -> None:
        """A thousand claims in well under a second."""
        started = time.perf_counter()
        shown = opened("huge")
        assert time.perf_counter() - started < 1.0
        assert len(shown.cells()) > 3000

    def test_the_claims_can_be_searched(self, opened: Any) -> None:
        """Rows that do not match go."""
        shown = opened("valid")
        shown.window.findChild(QLineEdit, "search").setText("auditor")
        assert "roles" in shown.cells()
        assert "jti" not in shown.cells()


class TestEmptyStates:
    """Each says what is so, and offers the next step."""

    @pytest.mark.parametrize(
        ("scene", "title", "step"),
        [
            ("no-profile", "No token yet", "import"),
            ("empty", "orders holds no token", "import"),
            ("locked", "The keyring is locked", "unlock"),
            ("no-keyring", "No keyring was found", "retry"),
        ],
    )
    def test_each_has_its_own_page(self, opened: Any, scene: str, title: str, step: str) -> None:
        """With one obvious button."""
        shown = opened(scene)
        assert shown.page == title
        assert any(one.isVisible() for one in shown.window.findChildren(QPushButton, step))

    def test_unlocking_is_asked_for(self, opened: Any, qtbot: QtBot) -> None:
        """Only by the person's own click."""
        shown = opened("locked")
        with qtbot.waitSignal(shown.window.unlock_requested):
            shown.button("unlock").click()

    def test_a_keyring_that_came_is_looked_for(self, opened: Any) -> None:
        """Without a prompt."""
        shown = opened("no-keyring")
        shown.button("retry").click()
        assert ("reload_locked",) in shown.source.asked

    def test_a_broken_profile_is_named_by_line_and_field(self, opened: Any) -> None:
        """On top, while the others work."""
        shown = opened("broken-profile")
        labels = [one.text() for one in shown.window.findChildren(QLabel) if one.isVisible()]
        assert any("line 14: scops is not a key; did you mean scopes?" in one for one in labels)
        assert shown.text("name") == "orders"

    def test_leaving_an_empty_state(self, opened: Any) -> None:
        """The first token shows itself."""
        shown = opened("no-profile")
        shown.source.show(Scene((view(),)))
        assert (shown.page, shown.text("name")) == ("", "orders")


def test_the_chosen_profile_stays_chosen(opened: Any) -> None:
    """When states change and others come or go."""
    shown = opened(Scene(some(view()), "id-maps"))
    shown.source.show(Scene(some(view(), view("aaa"))))
    assert shown.text("name") == "maps"
    shown.source.show(Scene((view("aaa"),)))
    assert shown.text("name") == "aaa"


def test_a_filter_appears_with_many_profiles(opened: Any) -> None:
    """With few it would be in the way."""
    assert _filter(opened("many")).isVisible()
    assert not _filter(opened("valid")).isVisible()


def _filter(shown: Opened) -> QLineEdit:
    found = [
        one
        for one in shown.window.findChildren(QLineEdit)
        if one.placeholderText() == "Find a profile"
    ]
    return found[0]


@pytest.mark.parametrize("scene", sorted(scenes()))
def test_every_control_has_a_name_for_a_screen_reader(opened: Any, scene: str) -> None:
    """Buttons by their text or an accessible name; lists and fields by a name."""
    shown = opened(scene)
    for kind in (QAbstractButton, QLineEdit, QListView, QTreeView, QPlainTextEdit, QComboBox):
        for part in shown.window.findChildren(kind):
            if part.isVisible() and part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                assert _spoken(part), (kind.__name__, part.objectName())


def _spoken(part: QWidget) -> str:
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return text or part.accessibleName()


class TestPasteDialog:
    """A token response from the clipboard."""

    @pytest.fixture
    def source(self) -> Picture:
        """Remembers what was asked for."""
        return Picture(Scene())

    @pytest.fixture
    def dialog(self, qtbot: QtBot, appearance: Appearance, source: Picture) -> PasteDialog:
        """An open dialog."""
        dialog = PasteDialog(source.import_text, appearance.theme, "")
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def fill(self, dialog: PasteDialog, name: str, text: str) -> None:
        """Type both, and press Import."""
        _child(dialog, QLineEdit, "name").setText(name)
        _child(dialog, QPlainTextEdit, "response").setPlainText(text)
        _child(dialog, QPushButton, "ok").click()

    def test_a_good_response_is_handed_over_and_wiped(
        self, dialog: PasteDialog, source: Picture
    ) -> None:
        """The field is emptied, since it held secrets."""
        self.fill(dialog, "orders", '{"access_token": "a"}')
        assert source.asked == [("import_text", "orders", '{"access_token": "a"}', None)]
        assert dialog.profile_id == "id-orders"
        assert _child(dialog, QPlainTextEdit, "response").toPlainText() == ""

    def test_a_stated_reading_is_handed_over(self, dialog: PasteDialog, source: Picture) -> None:
        """The third choice is a timestamp."""
        _child(dialog, QComboBox, "reading").setCurrentIndex(2)
        self.fill(dialog, "orders", "{}")
        assert source.asked[0][3] is Reading.TIMESTAMP

    def test_a_refusal_is_said_and_nothing_is_lost(
        self, dialog: PasteDialog, source: Picture
    ) -> None:
        """Beside the field, which keeps its text."""
        source.answer = InputError("no-access-token")
        self.fill(dialog, "orders", "{}")
        assert "There is no access_token in it." in _child(dialog, QLabel, "word").text()
        assert _child(dialog, QPlainTextEdit, "response").toPlainText() == "{}"
        assert dialog.isVisible()

    def test_a_bad_name_never_reaches_the_engine(
        self, dialog: PasteDialog, source: Picture
    ) -> None:
        """It is said at once."""
        self.fill(dialog, "not a name", "{}")
        assert source.asked == []
        assert "cannot be used" in _child(dialog, QLabel, "word").text()

    def test_warnings_are_read_before_it_closes(self, dialog: PasteDialog, source: Picture) -> None:
        """More than the expiry is worth a look."""
        source.answer = Imported("id-orders", True, ("expires 14:05", "There is no refresh token."))
        self.fill(dialog, "orders", "{}")
        assert dialog.isVisible()
        assert "Expires 14:05." in _child(dialog, QLabel, "word").text()
        _child(dialog, QPushButton, "done").click()
        assert not dialog.isVisible()


def _child(dialog: PasteDialog, kind: type[Any], name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def test_a_life_never_leaves_its_bar() -> None:
    """Whatever the moments are."""
    life = Life(issued_at=100.0, expires_at=200.0)
    assert [life.share(at) for at in (0.0, 100.0, 150.0, 200.0, 900.0)] == [0, 0, 0.5, 1, 1]
    assert Life(200.0, 200.0).share(200.0) == 1.0


def test_a_shown_second_follows_the_wall_clock(opened: Any) -> None:
    """The countdown is computed from the expiry, never counted down itself."""
    shown = opened(Scene((view(left=101),), "id-orders"))
    assert shown.text("countdown") in ("1:40", "1:41")
    shown.source.moved = 41.0
    shown.window.on_second_timeout()
    assert shown.text("countdown") in ("0:59", "1:00")
