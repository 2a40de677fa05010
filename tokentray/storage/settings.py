"""settings.toml: a wrong value costs that value only, never the start of the program."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tokentray.core.errors import InputError
from tokentray.core.handout import Format
from tokentray.core.quiet import is_quiet_span
from tokentray.core.said import say
from tokentray.core.settings import LanguageChoice, Notify, Settings, Store, ThemeChoice
from tokentray.storage.values import flag_of, number_between, one_of, text_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Examined:
    """What the file says; `problem` why it cannot be read at all, `wrong` what is wrong by key.

    A key of a table is written `notify.expired`.
    """

    settings: Settings
    problem: InputError | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def examine_settings(path: Path) -> Examined:
    """Read the file; what is missing, unknown or wrong is the default, and is told."""
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Examined(Settings())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        what = error.strerror if isinstance(error, OSError) else str(error)
        problem = InputError("settings-not-toml", path=str(path), what=what or type(error).__name__)
        return Examined(Settings(), problem)
    wrong: dict[str, str] = {}
    return Examined(_parsed(data, wrong), wrong=wrong)


def read_settings(path: Path) -> Settings:
    """Read the file; what is missing, unknown or wrong is the default, and is logged."""
    found = examine_settings(path)
    if found.problem is not None:
        logger.warning("%s cannot be read; the defaults hold", path)
    for key, what in found.wrong.items():
        logger.warning("settings: %s %s", key, what)
    return found.settings


def check_setting(key: str, value: object) -> None:
    """Look whether a key may have a value; `notify.expired` is a key of a table.

    Raises:
        InputError: it may not, or there is no such key.
    """
    table, _, inner = key.rpartition(".")
    converters = {"": _CONVERTERS, "notify": _NOTIFY}.get(table, {})
    if inner not in converters:
        raise InputError("setting-wrong", key=key, what=say("is not known"))
    try:
        converters[inner](value)
    except ValueError as error:
        raise InputError("setting-wrong", key=key, what=error.args[0]) from None


def _parsed(data: Mapping[str, Any], wrong: dict[str, str]) -> Settings:
    values = _converted(data, _CONVERTERS, "", wrong)
    notify = data.get("notify", {})
    if isinstance(notify, dict):
        values["notify"] = Notify(**_converted(notify, _NOTIFY, "notify.", wrong))
    else:
        wrong["notify"] = say("is not a table")
    return replace(Settings(), **values)


def _converted(
    data: Mapping[str, Any],
    converters: Mapping[str, Callable[[Any], Any]],
    table: str,
    wrong: dict[str, str],
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in converters:
            if table or key != "notify":
                wrong[table + key] = say("is not known")
            continue
        try:
            values[key] = converters[key](value)
        except ValueError as error:
            wrong[table + key] = error.args[0]
    return values


def _quiet(value: Any) -> str:
    text = text_of(value)
    if not is_quiet_span(text):
        raise ValueError(say('is not a span of hours like "22:00-07:00"'))
    return text


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "version": number_between(1, 1_000_000),
    "store": one_of(Store),
    "default_profile": text_of,
    "clipboard_seconds": number_between(1, 3600),
    "copy_format": one_of(Format),
    "quiet": _quiet,
    "theme": one_of(ThemeChoice),
    "language": one_of(LanguageChoice),
    "start_hidden": flag_of,
    "lock_on_screen_lock": flag_of,
    "history_days": number_between(0, 36_500),
    "history_values": flag_of,
}
_NOTIFY: Mapping[str, Callable[[Any], Any]] = {one.name: flag_of for one in fields(Notify)}
