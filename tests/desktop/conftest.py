"""Windows over scenes, in the light theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.gallery import Scene, scenes
from tests.desktop.opened import Opened
from tokentray.core.settings import LanguageChoice
from tokentray.desktop.language import Language
from tokentray.desktop.theme import Appearance

Open = Callable[[str | Scene], Opened]


@pytest.fixture(scope="session", autouse=True)
def language(qapp: QApplication) -> Language:
    """Speak English, whatever the system does: its forms of what is counted are translations."""
    spoken = Language(qapp)
    spoken.speak(LanguageChoice.ENGLISH)
    return spoken


@pytest.fixture(autouse=True)
def swept(qapp: QApplication) -> Iterator[None]:
    """Leave no window to the tests that come: pytest-qt closes one, but not its dialogs."""
    yield
    for window in qapp.topLevelWidgets():
        owner = window.parentWidget()
        if owner is not None and not owner.isVisible():
            window.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def german(language: Language) -> Iterator[None]:
    """Speak German for one test."""
    language.speak(LanguageChoice.GERMAN)
    yield
    language.speak(LanguageChoice.ENGLISH)


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The light theme."""
    looks = Appearance(qapp, "light")
    yield looks
    # It would follow the desktop for all tests to come.
    looks.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, appearance: Appearance) -> Open:
    """Open a window over a scene, by name or whole."""
    # A test may hold no more than an index into one of its models.
    kept: list[Opened] = []

    def make(scene: str | Scene) -> Opened:
        found = scenes()[scene] if isinstance(scene, str) else scene
        kept.append(Opened(qtbot, appearance, found))
        return kept[-1]

    return make
