"""In a right-to-left window all is mirrored, but code, addresses and what a token holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTimeEdit,
    QWidget,
)

from tests.desktop.conftest import Open
from tests.desktop.opened import Opened
from tests.desktop.surfaces import show, surfaces, wearing
from tokentray.desktop.direction import in_its_direction, left_to_right
from tokentray.desktop.lifetime_bar import LifetimeBar
from tokentray.desktop.theme import Appearance

RIGHT_TO_LEFT, LEFT_TO_RIGHT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """Right-to-left windows."""
    with wearing(qapp, direction=RIGHT_TO_LEFT):
        yield


def left_of(shown: Opened, part: QWidget) -> int:
    """Return how far from the window's left edge something begins."""
    return part.mapTo(shown.window, QPoint(0, 0)).x()


def columns(image: QImage, colour: str) -> list[int]:
    """Return where a colour is met, from the left."""
    wanted = QColor(colour).rgb()
    rows = range(image.height())
    return [x for x in range(image.width()) if any(image.pixel(x, y) == wanted for y in rows)]


@pytest.mark.usefixtures("mirrored")
class TestMirrored:
    """Everything that has a side."""

    def test_the_list_is_on_the_right(self, opened: Open) -> None:
        """With its rings at the right of the names, and the header likewise."""
        shown = opened("valid")
        assert left_of(shown, shown.profiles) > left_of(shown, shown.tree)
        name, account = shown.label("name"), shown.label("account")
        countdown = shown.label("countdown")
        assert left_of(shown, countdown) < left_of(shown, name)
        assert left_of(shown, shown.button("copy")) > left_of(shown, shown.button("refresh"))
        assert left_of(shown, account) + account.width() > left_of(shown, countdown)

    def test_rows_begin_at_the_right(self, opened: Open, appearance: Appearance) -> None:
        """The words are beside the ring, not at the far side."""
        shown = opened("valid")
        show(shown.window)
        index = shown.profiles.model().index(1, 0)
        picture = shown.profiles.viewport().grab(shown.profiles.visualRect(index)).toImage()
        words = columns(picture, appearance.theme.text)
        rings = columns(picture, appearance.theme.ring.good)
        assert min(rings) > max(words)
        assert min(words) > picture.width() // 2

    def test_the_bar_drains_to_the_left(self, opened: Open, appearance: Appearance) -> None:
        """The end of the life is where reading ends."""
        bar = opened("valid").part(LifetimeBar)
        rest = columns(bar.grab().toImage(), appearance.theme.ring.good)
        assert min(rest) < 8
        assert max(rest) < bar.width() // 2


@pytest.mark.usefixtures("mirrored")
class TestLeftToRight:
    """What would be wrong the other way round."""

    def test_json_stays(self, opened: Open) -> None:
        """Braces and commas stand where they belong."""
        shown = opened("token")
        assert shown.json.layoutDirection() is LEFT_TO_RIGHT
        assert not shown.json.document().begin().text().startswith("\u200f")

    def test_values_of_claims_stay(self, opened: Open) -> None:
        """They are isolated where they are drawn, and copied as the token holds them."""
        shown = opened("valid")
        value = shown.row("iss").siblingAtColumn(1)
        option = QStyleOptionViewItem()
        delegate = shown.tree.itemDelegate()
        assert isinstance(delegate, QStyledItemDelegate)
        delegate.initStyleOption(option, value)
        assert option.text == "\u2066https://id.example\u2069"
        shown.tree.setCurrentIndex(value.siblingAtColumn(0))
        shown.window.show_tab(0)
        shown.window.findChild(QWidget, "claims").copy_requested.emit()  # type: ignore[union-attr]
        assert QApplication.clipboard().text() == "https://id.example"

    def test_the_account_stays(self, opened: Open) -> None:
        """An address of mail or an issuer."""
        assert opened("valid").text("account") == "\u2066service@api.example  ·  id.example\u2069"

    def test_addresses_in_dialogs_stay(self, appearance: Appearance) -> None:
        """While they are typed, and where they are shown."""
        add = surfaces()["add-server"](appearance)
        for name in ("address", "client", "secret", "scopes"):
            field = add.widget.findChild(QLineEdit, name)
            assert isinstance(field, QLineEdit)
            assert field.layoutDirection() is LEFT_TO_RIGHT
        add.close()
        paste = surfaces()["add-response"](appearance)
        response = paste.widget.findChild(QPlainTextEdit, "response")
        assert isinstance(response, QPlainTextEdit)
        assert response.layoutDirection() is LEFT_TO_RIGHT
        paste.close()
        sign_in = surfaces()["sign-in-device"](appearance)
        place = sign_in.widget.findChild(QLabel, "place")
        assert isinstance(place, QLabel)
        assert place.text() == "\u2066https://id.example/device\u2069"
        sign_in.close()

    def test_hours_lead_their_minutes(self, appearance: Appearance) -> None:
        """A clock reads the same everywhere."""
        settings = surfaces()["settings-notices"](appearance)
        begin = settings.widget.findChild(QTimeEdit, "quiet-from")
        assert isinstance(begin, QTimeEdit)
        assert begin.text() == "22:00"
        settings.close()

    def test_the_code_is_copied_bare(self, appearance: Appearance) -> None:
        """Isolates are for the eye alone."""
        sign_in = surfaces()["sign-in-device"](appearance)
        copy = sign_in.widget.findChild(QPushButton, "copy-code")
        assert isinstance(copy, QPushButton)
        copy.click()
        assert QApplication.clipboard().text() == "WDJB-MJHT"
        sign_in.close()


def test_a_left_to_right_window_gets_texts_as_they_are(qapp: QApplication) -> None:
    """No marks where nobody needs them; nothing stays nothing."""
    assert left_to_right("a/b") == in_its_direction("a/b") == "a/b"
    with wearing(qapp, direction=RIGHT_TO_LEFT):
        assert left_to_right("a/b") == "\u2066a/b\u2069"
        assert in_its_direction("12:34 left") == "\u206812:34 left\u2069"
        assert left_to_right("") == ""
