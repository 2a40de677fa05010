"""The window draws what the engine knows, in every state, and asks for what a person wants."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
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

from tests.desktop.gallery import Scene, claims, scenes, some, view
from tokentray.core.handout import Format
from tokentray.desktop.lifetime_bar import Life


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
        assert shown.text("until").startswith("expiry unknown, refreshes ")
        assert not shown.window.findChild(QLabel, "countdown").isVisible()

    def test_hostile_claims_are_plain_text(self, opened: Any) -> None:
        """No markup is read, no direction changes."""
        shown = opened(Scene((view(claims=claims(email="<img src=x>\u202e")),), "id-orders"))
        assert "<img src=x>\\u202e" in shown.cells()
        assert shown.text("account").startswith("<img src=x>\\u202e")
        for label in shown.window.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText


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
    assert opened("many").field("filter").isVisible()
    assert not opened("valid").field("filter").isVisible()


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
