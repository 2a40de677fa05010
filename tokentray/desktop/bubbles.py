"""What a notification says and offers: names of profiles and moments, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from tokentray.core.plain import plain
from tokentray.desktop.words import Words, mark

_tr = Words("Notices")

_NAMES_SHOWN = 4


class Urgency(IntEnum):
    """The urgency levels of the Desktop Notifications Specification."""

    LOW = 0
    NORMAL = 1
    CRITICAL = 2


class Action(StrEnum):
    """What a click on a notification asks for; `OPEN` is also a click on its body."""

    REFRESH = "refresh"
    COPY = "copy"
    SIGN_IN = "sign-in"
    OPEN = "open"
    SNOOZE = "snooze"


_LABELS: Mapping[Action, str] = {
    Action.REFRESH: mark("Refresh now"),
    Action.COPY: mark("Copy bearer"),
    Action.SIGN_IN: mark("Sign in"),
    Action.OPEN: mark("Open"),
    Action.SNOOZE: mark("Snooze 1 h"),
}


def label_of(action: Action) -> str:
    """Return the text of a notification's button."""
    return _tr(_LABELS[action])


@dataclass(frozen=True, slots=True)
class Bubble:
    """One notification in plain text; one with the same `slot` replaces the one before.

    `profile_id` is whom its actions are about, empty where it is about several; `concerns` are
    all of them.
    A `passing` one is gone after `seconds` and is kept in no list; `seconds` None leaves
    the time to the service.
    """

    slot: str
    summary: str
    body: str = ""
    urgency: Urgency = Urgency.NORMAL
    actions: tuple[Action, ...] = ()
    profile_id: str = ""
    concerns: tuple[str, ...] = ()
    passing: bool = False
    seconds: float | None = None

    @property
    def line(self) -> str:
        """The same in one line, for the menu."""
        return f"{self.summary}. {self.body}" if self.body else self.summary


def listed(names: Sequence[str]) -> str:
    """Join names for a sentence: "a", "a and b", "a, b, c, d and 3 more"."""
    safe = [plain(name, 64) for name in names]
    if len(safe) > _NAMES_SHOWN:
        words = _tr("{names} and %n more", len(safe) - _NAMES_SHOWN)
        return words.format(names=", ".join(safe[:_NAMES_SHOWN]))
    if len(safe) < 2:
        return "".join(safe)
    return _tr("{names} and {last}").format(names=", ".join(safe[:-1]), last=safe[-1])


def markup_free(text: str) -> str:
    """Escape what a notification service would read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
