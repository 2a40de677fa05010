"""What people may set, as one value: a change is a new `Settings`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tokentray.core.handout import Format


class Store(StrEnum):
    """Where tokens are kept; there is no plaintext store."""

    KEYRING = "keyring"
    MEMORY = "memory"


class ThemeChoice(StrEnum):
    """Which colours the window has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LanguageChoice(StrEnum):
    """What the desktop speaks; the commands speak English."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


@dataclass(frozen=True, slots=True)
class Notify:
    """Which kinds of notice are shown."""

    expired: bool = True
    cannot_refresh: bool = True
    failed: bool = True
    ends_soon: bool = True
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """settings.toml; `clipboard_seconds` in seconds, `quiet` as "22:00-07:00" or empty."""

    version: int = 1
    store: Store = Store.KEYRING
    default_profile: str = ""
    clipboard_seconds: int = 30
    copy_format: Format = Format.BEARER
    quiet: str = ""
    theme: ThemeChoice = ThemeChoice.SYSTEM
    language: LanguageChoice = LanguageChoice.SYSTEM
    start_hidden: bool = False
    lock_on_screen_lock: bool = False
    history_days: int = 90
    history_values: bool = True
    notify: Notify = field(default_factory=Notify)
