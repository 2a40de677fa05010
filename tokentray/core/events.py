"""What can happen to a profile, and one such event; no token, of claims names and memberships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tokentray.core.changes import Changes


class EventKind(StrEnum):
    """What can happen to a profile."""

    IMPORTED = "imported"
    SIGNED_IN = "signed-in"
    REFRESHED = "refreshed"
    FAILED = "failed"
    ENDED = "ended"
    SIGNED_OUT = "signed-out"
    NOTIFIED = "notified"
    REFUSED = "refused"


BRINGS_TOKEN = frozenset({EventKind.IMPORTED, EventKind.SIGNED_IN, EventKind.REFRESHED})
"""A token came with these; their `detail` says when it ends, where that is known."""

EXPIRES_AT = "expires_at"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `at` in POSIX seconds, `detail` without secrets.

    `changes` tells what the token that came says otherwise than the one before it.
    """

    profile: str
    at: float
    kind: EventKind
    detail: Mapping[str, str]
    changes: Changes = field(default_factory=Changes)

    @property
    def expires_at(self) -> float | None:
        """When the token that came ends, by our clock; None where that is not known."""
        told = self.detail.get(EXPIRES_AT, "")
        return float(told) if told.isascii() and told.isdigit() else None
