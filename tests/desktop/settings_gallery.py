"""Pictures of the settings and of the menu with notices; part of the gallery."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtTest import QTest

from tests.desktop.played_preferences import PlayedPreferences, PlayedProfiles
from tests.desktop.stand_in import make_view
from tokentray.agent.notices import Notice, NoticeKind
from tokentray.agent.preferences import Autostart
from tokentray.core.errors import InputError
from tokentray.core.said import say
from tokentray.core.settings import Settings, Store
from tokentray.desktop.announcements import announce
from tokentray.desktop.menu import MenuState, TrayMenu
from tokentray.desktop.menu_notices import MenuNotice, state_of
from tokentray.desktop.settings_window import SettingsWindow
from tokentray.desktop.theme import Appearance, style_sheet

FILE = "~/.config/tokentray/settings.toml"
_BETWEEN = "is not between {lowest} and {highest}"


@dataclass(frozen=True)
class SettingsScene:
    """What the settings window shows."""

    page: int = 0
    settings: Settings = field(default_factory=Settings)
    entry: Autostart = field(default_factory=lambda: Autostart("enabled", "~/.config/autostart"))
    problem: InputError | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)
    profiles: tuple[str, ...] = ("orders", "billing", "maps")
    store: str = "keyring"


def settings_scenes() -> dict[str, SettingsScene]:
    """Return every page and what can be wrong, by the picture's name."""
    broken = InputError(
        "settings-not-toml", path=FILE, what="line 12, column 9: a value is missing"
    )
    other = Autostart("other", "~/.config/autostart/tokentray.desktop", "/opt/old/bin/tokentray")
    return {
        "settings-general": SettingsScene(),
        "settings-general-other": SettingsScene(entry=other),
        "settings-copying": SettingsScene(1),
        "settings-copying-wrong": SettingsScene(
            1, wrong={"clipboard_seconds": say(_BETWEEN, lowest=1, highest=3600)}
        ),
        "settings-notices": SettingsScene(2, replace(Settings(), quiet="22:00-07:00")),
        "settings-notices-loud": SettingsScene(2),
        "settings-profiles": SettingsScene(3),
        "settings-no-profile": SettingsScene(3, profiles=()),
        "settings-storage": SettingsScene(4),
        "settings-storage-memory": SettingsScene(4, replace(Settings(), store=Store.MEMORY)),
        "settings-broken": SettingsScene(problem=broken),
    }


def settings_window(appearance: Appearance, scene: SettingsScene) -> SettingsWindow:
    """Return the window over a scene."""
    preferences = PlayedPreferences(scene.settings)
    preferences.problem, preferences.wrong = scene.problem, scene.wrong
    preferences.entry = scene.entry
    profiles = PlayedProfiles(*(make_view(name) for name in scene.profiles), store=scene.store)
    window = SettingsWindow(preferences, profiles, appearance, Path(FILE), scene.page)
    # They are its world: who holds the window holds them.
    preferences.setParent(window)
    profiles.setParent(window)
    return window


def draw_settings(appearance: Appearance, scene: SettingsScene, path: Path) -> None:
    """Draw the window."""
    window = settings_window(appearance, scene)
    window.show()
    QTest.qWaitForWindowExposed(window)
    QTest.qWait(50)  # the window manager has a word in its size
    window.grab().save(str(path))
    window.close()
    window.deleteLater()


def draw_menu(appearance: Appearance, path: Path) -> None:
    """Draw the tray's menu with two notices that nobody has seen to."""
    menu = TrayMenu(time.time)
    menu.setStyleSheet(style_sheet(appearance.theme))
    views = (make_view("orders", 754), make_view("billing", 48_300, lifetime=86_400))
    ended = make_view("maps", -30, ended="reason-invalid-grant")
    now = time.time()
    told = (
        (Notice(NoticeKind.FAILED, (ended.id,), (ended.name,)), ended),
        (Notice(NoticeKind.ENDS_SOON, (views[0].id,), ("orders",), now + 4000), views[0]),
    )
    notices = tuple(
        MenuNotice(announce(one, view, now).summary, state_of(one.kind), one.profile_ids)
        for one, view in told
    )
    menu.show_state(MenuState(views=(ended, *views), notices=notices))
    # It is not popped up: some platforms have a word about that.
    menu.resize(menu.sizeHint())
    menu.grab().save(str(path))
    menu.deleteLater()
