"""The settings open when somebody asks for them, and hold nothing up on their way."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.settings_gallery import SettingsScene, settings_window
from tokentray.desktop.settings_keeper import SettingsKeeper
from tokentray.desktop.settings_window import SettingsWindow
from tokentray.desktop.theme import Appearance

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)

_COLD = """
import time
from pathlib import Path
from tokentray.agent.plain_import import use_plain_import
use_plain_import()
from PySide6.QtWidgets import QApplication
import tokentray.desktop.desk
from tests.desktop.played_preferences import PlayedPreferences, PlayedProfiles
from tokentray.desktop.settings_keeper import SettingsKeeper
application = QApplication(["tokentray"])
preferences, profiles = PlayedPreferences(), PlayedProfiles()
def new_window(page):
    from tokentray.desktop.settings_window import SettingsWindow
    from tokentray.desktop.theme import Appearance
    return SettingsWindow(preferences, profiles, Appearance(application), Path("/"), page)
keeper = SettingsKeeper(new_window)
keeper.open()
longest, turns = 0.0, 0
while turns < 20:
    before = time.process_time()
    application.processEvents()
    longest = max(longest, time.process_time() - before)
    turns += 1
print(keeper.window is not None and keeper.window.isVisible(), longest)
keeper.close()
"""


class Kept:
    """A keeper, and the windows that it made."""

    def __init__(self, appearance: Appearance, qtbot: QtBot) -> None:
        self._appearance, self._qtbot = appearance, qtbot
        self.made: list[SettingsWindow] = []
        self.keeper = SettingsKeeper(self._new)

    def _new(self, page: int) -> SettingsWindow:
        self.made.append(settings_window(self._appearance, SettingsScene(page)))
        return self.made[-1]

    def opened(self) -> SettingsWindow:
        """Ask for the window, and return it when it is there."""
        self.keeper.open()
        self._qtbot.waitUntil(lambda: self.keeper.window is not None)
        window = self.keeper.window
        assert window is not None
        return window


@pytest.fixture
def kept(appearance: Appearance, qtbot: QtBot) -> Kept:
    """A keeper that has made none."""
    return Kept(appearance, qtbot)


def test_no_turn_of_the_first_opening_is_long() -> None:
    """Modules, colours and window: each turn of the loop takes less than 50 ms of the processor."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    argv = [sys.executable, "-c", _COLD]
    run = subprocess.run(argv, env=environ, capture_output=True, text=True, timeout=60, check=False)
    shown, longest = run.stdout.split()
    assert shown == "True", run.stderr
    assert float(longest) < 0.05


def test_there_is_one(kept: Kept) -> None:
    """Asked for again, even before it is there, it is the same; closed, the next is another."""
    kept.keeper.open()
    first = kept.opened()
    assert first.isVisible()
    assert kept.opened() is first
    first.close()
    assert kept.keeper.window is None
    assert kept.opened() is not first
    kept.keeper.close()


def test_it_is_made_anew_where_it_was(kept: Kept) -> None:
    """Another language: with the same page, in the same place; where none is, none is made."""
    kept.keeper.renew()
    assert kept.made == []
    kept.opened().on_page_changed(1)
    place = kept.made[0].geometry()
    kept.keeper.renew()
    assert len(kept.made) == 2
    assert kept.made[1].isVisible()
    assert kept.made[1].geometry() == place
    kept.keeper.close()


def test_one_that_is_on_its_way_is_not_opened_at_the_end(kept: Kept, qtbot: QtBot) -> None:
    """The program ends, and nothing comes up any more."""
    kept.keeper.open()
    kept.keeper.close()
    qtbot.wait(0)
    assert kept.made == []
