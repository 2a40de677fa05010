"""What a value of a TOML file has to be; whoever reads the file says where it stands.

Raises:
    ValueError: it is something else; its one argument says what, as the rest of a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from tokentray.core.said import say

_Kind = TypeVar("_Kind", bound=StrEnum)


def text_of(value: Any) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise ValueError(say("is not text"))
    return value


def flag_of(value: Any) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError(say("is neither true nor false"))
    return value


def number_between(lowest: int, highest: int) -> Callable[[Any], int]:
    """Return the reader of a whole number."""

    def convert(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(say("is not a whole number"))
        if not lowest <= value <= highest:
            raise ValueError(
                say("is not between {lowest} and {highest}", lowest=lowest, highest=highest)
            )
        return value

    return convert


def one_of(kind: type[_Kind]) -> Callable[[Any], _Kind]:
    """Return the reader of a word that an enumeration knows."""

    def convert(value: Any) -> _Kind:
        try:
            return kind(text_of(value))
        except ValueError:
            words = ", ".join(member.value for member in kind)
            raise ValueError(say("is not one of {words}", words=words)) from None

    return convert
