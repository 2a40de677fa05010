"""What a screen reader hears: words, not digits and dots, and only where one listens."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Open
from tests.desktop.gallery import NOW, scenes, view
from tests.desktop.surfaces import surfaces
from tokentray.core.state import State
from tokentray.desktop import speech
from tokentray.desktop.speech import speak, spoken_duration, spoken_standing, spoken_state
from tokentray.desktop.theme import Appearance


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Collect what is said, and whether it may interrupt."""
    said: list[tuple[str, bool]] = []

    class Listener:
        """Stands in for the platform's bridge, which the offscreen platform does not have."""

        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: Any) -> None:
            assert isinstance(event, QAccessibleAnnouncementEvent)
            urgent = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
            said.append((event.message(), urgent))

    monkeypatch.setattr(speech, "QAccessible", Listener)
    return said


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "0 seconds"),
        (1, "1 second"),
        (59.9, "59 seconds"),
        (60, "1 minute"),
        (754, "12 minutes"),
        (3600, "1 hour"),
        (3660, "1 hour 1 minute"),
        (7500, "2 hours 5 minutes"),
        (86_400, "1 day"),
        (2 * 86_400 + 4 * 3600, "2 days 4 hours"),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_durations_are_words(seconds: float, words: str) -> None:
    """Singular and plural, two units at most."""
    assert spoken_duration(seconds) == words


@pytest.mark.usefixtures("qapp")
def test_standing_is_a_state_and_a_time() -> None:
    """As one says it aloud; no time where there is none left."""
    assert spoken_standing(view(), NOW) == "valid, 12 minutes left"
    assert spoken_standing(view(left=-340, refreshable=False), NOW) == "expired"
    assert spoken_standing(view(token=False), NOW) == "no token yet"


@pytest.mark.usefixtures("qapp")
def test_every_state_has_its_word() -> None:
    """All of them, and all different."""
    named = {one.state: spoken_state(one) for scene in scenes().values() for one in scene.views}
    assert set(named) == set(State)
    assert all(named.values())


def test_nothing_is_said_where_nobody_listens(qtbot: QtBot) -> None:
    """Without a screen reader no event is made at all; with one, an empty text is no news."""
    label = QLabel()
    qtbot.addWidget(label)
    speak(label, "word")
    speak(label, "")


class TestSaid:
    """What happens away from the focus is said."""

    def test_a_copy(self, opened: Open, heard: list[tuple[str, bool]]) -> None:
        """As it is written beside the button."""
        shown = opened("valid")
        heard.clear()
        shown.window.say_copied("id-orders", "Copied, clears in 30 s")
        assert heard == [("Copied, clears in 30 s", False)]

    def test_trouble_of_a_profile(self, opened: Open, heard: list[tuple[str, bool]]) -> None:
        """When it begins; what is already said is not said again."""
        shown = opened("valid")
        heard.clear()
        shown.source.show(scenes()["offline"])
        shown.source.show(scenes()["offline"])
        assert [text.partition(". ")[0] for text, _ in heard] == ["id.example cannot be reached"]
        heard.clear()
        shown.source.show(scenes()["sign-in-needed"])
        assert [(text.partition(":")[0], urgent) for text, urgent in heard] == [
            ("A new sign-in is needed", True)
        ]

    def test_an_empty_page(self, opened: Open, heard: list[tuple[str, bool]]) -> None:
        """TokenTray locked, a keyring missing: its title."""
        shown = opened("valid")
        heard.clear()
        shown.source.gate.lock()
        assert ("TokenTray is locked", False) in heard

    @pytest.mark.parametrize(
        ("name", "start", "urgent"),
        [
            ("add-response-refused", "", True),
            ("add-response-found", "", False),
            ("add-refused", "https://id.example has no metadata", True),
            ("add-found", "Add orders? Its tokens come from https://id.example", False),
            ("sign-in-browser", "Go on in your browser.", False),
            ("sign-in-failed", "Not signed in.", True),
            ("confirm", "Hand out the token of orders?", True),
        ],
    )
    def test_dialogs(
        self,
        appearance: Appearance,
        heard: list[tuple[str, bool]],
        name: str,
        start: str,
        urgent: bool,
    ) -> None:
        """Results, stages and errors; an error may interrupt."""
        surface = surfaces()[name](appearance)
        assert any(text.startswith(start) and text and urgent is how for text, how in heard), heard
        surface.close()


def test_an_error_describes_its_field(appearance: Appearance) -> None:
    """Whoever comes back to the field hears it again, until it is tried anew."""
    surface = surfaces()["add-refused"](appearance)
    field = surface.widget.findChild(QLineEdit, "address")
    assert isinstance(field, QLineEdit)
    assert field.accessibleDescription().startswith("https://id.example has no metadata")
    surface.close()


def test_the_lifetime_has_a_value(opened: Open) -> None:
    """The bar is a progress bar to a screen reader: the per cent that are left."""
    bar = opened("valid").part(QProgressBar)
    interface = QAccessible.queryAccessibleInterface(bar)
    assert interface.role() is QAccessible.Role.ProgressBar
    value = interface.valueInterface()
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (0, 20, 100)
