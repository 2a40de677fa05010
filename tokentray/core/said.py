"""English words that know how they were made, so that the desktop can say them in another language.

The core, the services and the commands speak English and read such words as the text that they
are. The desktop finds the translation of the template and fills it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tokentray.core.plain import plain

Argument = str | int


class Said(str):
    """Words for people: `template` with `arguments` in it; these may be such words again."""

    __slots__ = ("arguments", "template")

    template: str
    arguments: Mapping[str, Argument]

    def __new__(cls, text: str, template: str, arguments: Mapping[str, Argument]) -> Said:
        said = super().__new__(cls, text)
        said.template = template
        said.arguments = arguments
        return said

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, Argument]]:  # type: ignore[override]
        return str(self), self.template, self.arguments

    def rstrip(self, characters: str | None = None, /) -> Said:
        """Return it without these characters at its end: the clause of a sentence, for one."""
        return Said(super().rstrip(characters), self.template, self.arguments)


def say(template: str, /, **arguments: Argument) -> Said:
    """Fill a template; foreign text among the arguments is made plain.

    Raises:
        KeyError: an argument is missing.
    """
    safe = {
        key: plain(value) if isinstance(value, str) and not isinstance(value, Said) else value
        for key, value in arguments.items()
    }
    return Said(template.format(**safe), template, arguments)


def joined(first: str, then: str) -> str:
    """Return one sentence after another; either may be empty."""
    if not (first and then):
        return first or then
    return say("{sentence} {next}", sentence=first, next=then)


def listed(words: Iterable[str]) -> str:
    """Return words with commas between them, empty for none."""
    return _in_row("{first}, {next}", words)


def in_row(clauses: Iterable[str]) -> str:
    """Return clauses with semicolons between them, empty for none."""
    return _in_row("{first}; {next}", clauses)


def _in_row(template: str, parts: Iterable[str]) -> str:
    text = ""
    for part in parts:
        text = say(template, first=text, next=part) if text else part
    return text


def said_to_json(text: Argument) -> Any:
    """Return what crosses a pipe: other words and numbers are as they are."""
    if not isinstance(text, Said):
        return text
    arguments = {key: said_to_json(value) for key, value in text.arguments.items()}
    return {"text": str(text), "template": text.template, "arguments": arguments}


def said_from_json(data: Any) -> Any:
    """Rebuild what `said_to_json` wrote."""
    if not isinstance(data, dict):
        return data
    arguments = {key: said_from_json(value) for key, value in data["arguments"].items()}
    return Said(data["text"], data["template"], arguments)
