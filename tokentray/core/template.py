"""Placeholders in a profile's own refresh request: `{refresh_token}`, `{secret:NAME}`, `{now:int}`.

`{{` and `}}` are braces. Known placeholders are those of `Placeholder`; what they stand for is
given to `fill`, so that nothing here reads a clock or a vault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tokentray.core.errors import InputError
from tokentray.core.said import say

PLAIN_NAMES = frozenset({"refresh_token", "access_token", "client_id", "uuid", "now", "now_ms"})
INT_NAMES = frozenset({"now:int", "now_ms:int"})
SECRET_PREFIX = "secret:"
SECRET_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)

_PIECES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|([{}])")


def problem_of_template(text: str) -> str:
    """Say in words what is wrong with the placeholders of `text`, empty where nothing is."""
    for match in _PIECES.finditer(text):
        name = match.group(1)
        if match.group(2) is not None:
            return say("has a single brace; write {{{{ or }}}} for a brace itself")
        if name is not None and not is_known(name):
            return say("names the unknown placeholder {{{name}}}", name=name)
        if name in INT_NAMES and match.group(0) != text:
            return say("mixes {{{name}}}, which is a number, with text", name=name)
    return ""


def is_known(name: str) -> bool:
    """Tell whether `{name}` is a placeholder."""
    if name.startswith(SECRET_PREFIX):
        return SECRET_NAME.fullmatch(name[len(SECRET_PREFIX) :]) is not None
    return name in PLAIN_NAMES or name in INT_NAMES


def has_placeholder(text: str) -> bool:
    """Tell whether any `{…}` stands in `text`."""
    return any(match.group(1) is not None for match in _PIECES.finditer(text))


def secret_names(value: object) -> frozenset[str]:
    """Return the NAMEs of every `{secret:NAME}` in a value of any depth."""
    return frozenset(
        name[len(SECRET_PREFIX) :]
        for text in _texts(value)
        for match in _PIECES.finditer(text)
        if (name := match.group(1)) is not None and name.startswith(SECRET_PREFIX)
    )


def fill(value: Any, values: Mapping[str, str | int]) -> Any:
    """Replace the placeholders in a value of any depth; numbers and booleans pass unchanged.

    Raises:
        InputError: a placeholder has no value.
    """
    if isinstance(value, str):
        return _fill_text(value, values)
    if isinstance(value, Mapping):
        return {key: fill(item, values) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [fill(item, values) for item in value]
    return value


def _fill_text(text: str, values: Mapping[str, str | int]) -> str | int:
    whole = _PIECES.fullmatch(text)
    if whole is not None and whole.group(1) in INT_NAMES:
        return _value(whole.group(1), values)
    return _PIECES.sub(lambda match: _replacement(match, values), text)


def _replacement(match: re.Match[str], values: Mapping[str, str | int]) -> str:
    if match.group(1) is None:
        return match.group(0)[0]
    return str(_value(match.group(1), values))


def _value(name: str, values: Mapping[str, str | int]) -> str | int:
    if name not in values:
        raise InputError("placeholder-without-value", placeholder=name)
    return values[name]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
