"""A stand-in for the agent's `Preferences` at the settings window's seam: the test plays worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from tokentray.agent.preferences import Autostart, Done, Value
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.settings import Settings
from tokentray.core.view import ProfileView, in_order


@dataclass
class Asked:
    """One change that is being written; `profile_id` is empty for settings.toml."""

    profile_id: str
    key: str
    value: Value
    done: Done


class PlayedPreferences(QObject):
    """Holds settings, and remembers what it was asked to write."""

    changed = Signal()

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.problem: InputError | None = None
        self.wrong: Mapping[str, str] = {}
        self.asked: list[Asked] = []
        self.entry: Autostart | TokenTrayError = Autostart("absent", "~/.config/autostart")
        self.enabled: list[bool] = []

    def set(self, key: str, value: Value, done: Done) -> None:
        self.asked.append(Asked("", key, value, done))

    def set_profile(self, profile_id: str, key: str, value: Value, done: Done) -> None:
        self.asked.append(Asked(profile_id, key, value, done))

    def autostart(
        self, enable: bool | None, done: Callable[[Autostart | TokenTrayError], None]
    ) -> None:
        if enable is not None:
            self.enabled.append(enable)
        done(self.entry)

    def edit(self, **changes: Any) -> None:
        """Edit the file by hand."""
        self.settings = replace(self.settings, **changes)
        self.changed.emit()

    def write(self) -> Asked:
        """Write the oldest change that was asked for."""
        one = self.asked.pop(0)
        if not one.profile_id:
            self.settings = parse(self.settings, one.key, one.value)
            self.changed.emit()
        one.done(None)
        return one

    def refuse(self, error: TokenTrayError) -> None:
        """Refuse the oldest change that was asked for."""
        self.asked.pop(0).done(error)


class PlayedProfiles(QObject):
    """The profiles, and where their tokens are kept."""

    profiles_changed = Signal()

    def __init__(self, *views: ProfileView, store: str = "keyring") -> None:
        super().__init__()
        self._views = views
        self.store_state = (store, "ready")

    def views(self) -> tuple[ProfileView, ...]:
        return in_order(self._views)

    def show(self, *views: ProfileView) -> None:
        """Let other profiles be there."""
        self._views = views
        self.profiles_changed.emit()


def parse(settings: Settings, key: str, value: Any) -> Settings:
    """Return settings with one key as the file would say it."""
    table, _, inner = key.rpartition(".")
    if table:
        return replace(settings, notify=replace(settings.notify, **{inner: value}))
    return replace(settings, **{inner: value})
