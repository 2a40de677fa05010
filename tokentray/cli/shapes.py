"""What can be typed after each command: read from the commands' own parsers."""

from __future__ import annotations

from argparse import SUPPRESS, Action
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING

from tokentray.cli import table
from tokentray.core.handout import Format

if TYPE_CHECKING:
    from tokentray.cli.command import Command


class Kind(Enum):
    """What a value is."""

    WORDS = "words"
    PROFILE = "profile"
    FILE = "file"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Value:
    """What can stand in a place; `words` where only these can."""

    kind: Kind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One option by its long name; `value` is None where it takes none."""

    name: str
    about: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Shape:
    """One command: `places` are what stands there without an option, in order."""

    name: str
    about: str
    options: tuple[Option, ...]
    places: tuple[Value, ...]


_FILES = frozenset({"FILE"})
_PROFILES = frozenset({"NAME", "OLD"})
_NEW_NAME = "add"
"""The one command whose NAME is not yet a profile's."""


def shapes() -> tuple[Shape, ...]:
    """Return all commands in the order of the help."""
    return tuple(_shape(name, about) for name, about in table.ABOUT.items())


def _shape(name: str, about: str) -> Shape:
    commands: dict[str, Command] = import_module(f"tokentray.cli.{table.MODULES[name]}").COMMANDS
    parser = commands[name].described().parser()
    # argparse has no other way to tell what a parser takes.
    actions = [action for action in parser._actions if action.help != SUPPRESS]
    return Shape(
        name,
        about,
        tuple(_options(actions)),
        tuple(_value(action, name) for action in actions if not action.option_strings),
    )


def _options(actions: Sequence[Action]) -> Iterator[Option]:
    for action in actions:
        if action.option_strings:
            value = None if action.nargs == 0 else _value(action, "")
            yield Option(action.option_strings[-1], _about(action), value)


def _about(action: Action) -> str:
    return (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")


def _value(action: Action, command: str) -> Value:
    if action.choices is not None:
        return Value(Kind.WORDS, tuple(str(word) for word in action.choices))
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest
    if metavar == "FORMAT":
        return Value(Kind.WORDS, tuple(form.value for form in Format))
    if "|" in metavar:
        return Value(Kind.WORDS, tuple(metavar.split("|")))
    if metavar in _FILES:
        return Value(Kind.FILE)
    if metavar in _PROFILES and command not in ("", _NEW_NAME):
        return Value(Kind.PROFILE)
    return Value(Kind.FREE)
