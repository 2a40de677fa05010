"""One line of a check-up: how a thing stands, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tokentray.core.check_sentences import CHECK_SENTENCES
from tokentray.core.errors import TokenTrayError
from tokentray.core.messages import Message, english


class Level(StrEnum):
    """How much a check matters: a warning leaves everything working for now."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at (`id`), how it stands, and the code of the sentence that says so.

    `exit_code` is the contract's for a problem, 0 for the rest.
    """

    id: str
    level: Level
    code: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    exit_code: int = 0

    @property
    def message(self) -> Message:
        """The English sentence and the next step."""
        own = CHECK_SENTENCES if self.code in CHECK_SENTENCES else None
        return english(self.code, self.arguments, own)

    @property
    def text(self) -> str:
        """How it stands, one sentence."""
        return self.message.title

    @property
    def next(self) -> str:
        """What to do; empty where nothing has to be done."""
        return self.message.hint


def fine(id_: str, code: str, **arguments: str | int) -> Check:
    """Return a check that found all well."""
    return Check(id_, Level.OK, code, arguments)


def warning(id_: str, code: str, **arguments: str | int) -> Check:
    """Return a check that found something to mind."""
    return Check(id_, Level.WARNING, code, arguments)


def problem(id_: str, exit_code: int, code: str, **arguments: str | int) -> Check:
    """Return a check that found what has to be mended."""
    return Check(id_, Level.PROBLEM, code, arguments, exit_code)


def problem_of(id_: str, error: TokenTrayError) -> Check:
    """Return a check that ended with an error, in the error's own words."""
    return Check(id_, Level.PROBLEM, error.code, error.arguments, error.exit_code)


def exit_code_of(checks: Iterable[Check]) -> int:
    """Return 0 without problems, else the code of the worst.

    What no second try mends is worse than what may pass by itself.
    """
    codes = {check.exit_code for check in checks if check.level is Level.PROBLEM}
    return next((code for code in _WORST_FIRST if code in codes), 1 if codes else 0)


def checks_answer(checks: Iterable[Check]) -> dict[str, Any]:
    """Return the JSON of `doctor`."""
    return {
        "version": 1,
        "checks": [
            {"id": one.id, "level": one.level.value, "text": one.text, "next": one.next}
            for one in checks
        ],
    }


_WORST_FIRST = (1, 9, 6, 5, 8, 3, 7)
