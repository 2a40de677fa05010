"""settings.toml: a wrong value costs that value only, never the start of the program."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from tokentray.core.errors import InputError
from tokentray.core.handout import Format
from tokentray.core.said import say
from tokentray.core.settings import LanguageChoice, Notify, Settings, Store, ThemeChoice

logger = logging.getLogger(__name__)


def read_settings(path: Path) -> Settings:
    """Read the file; what is missing, unknown or wrong is the default, and is logged."""
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        logger.warning("%s cannot be read (%s); the defaults hold", path, type(error).__name__)
        return Settings()
    return parse_settings(data)


def parse_settings(data: Mapping[str, Any]) -> Settings:
    """Read decoded settings."""
    values = _converted(data, _CONVERTERS)
    notify = data.get("notify", {})
    if isinstance(notify, dict):
        names = {field.name: _flag for field in fields(Notify)}
        values["notify"] = Notify(**_converted(notify, names))
    return replace(Settings(), **values)


def write_settings(path: Path, **changes: str | int | bool) -> Settings:
    """Change some keys; comments and order of the rest survive.

    Raises:
        InputError: the file is no TOML, or cannot be written.
    """
    # Imported here: tomlkit costs 11 ms, and settings are read at every start.
    import tomlkit
    from tomlkit.exceptions import ParseError

    from tokentray.storage.atomic import replace_file

    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
        document.setdefault("version", Settings().version)
        document.update(changes)
        replace_file(path, tomlkit.dumps(document).encode("utf-8"))
    except (ParseError, UnicodeDecodeError) as error:
        raise InputError(
            "profiles-not-toml", path=str(path), what=say("it is malformed")
        ) from error
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise InputError("file-unwritable", path=str(path), what=what) from error
    return read_settings(path)


def _converted(
    data: Mapping[str, Any], converters: Mapping[str, Callable[[Any], Any]]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in converters:
            if key != "notify":
                logger.warning("settings: %s is not known", key)
            continue
        try:
            values[key] = converters[key](value)
        except ValueError:
            logger.warning("settings: the value of %s cannot be used", key)
    return values


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _number(lowest: int, highest: int) -> Callable[[Any], int]:
    def convert(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError
        if not lowest <= value <= highest:
            raise ValueError
        return value

    return convert


def _one_of(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    return lambda value: kind(_text(value))


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "version": _number(1, 1_000_000),
    "store": _one_of(Store),
    "default_profile": _text,
    "clipboard_seconds": _number(1, 3600),
    "copy_format": _one_of(Format),
    "quiet": _text,
    "theme": _one_of(ThemeChoice),
    "language": _one_of(LanguageChoice),
    "start_hidden": _flag,
    "lock_on_screen_lock": _flag,
    "history_days": _number(0, 36_500),
    "history_values": _flag,
}
