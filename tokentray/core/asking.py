"""Who asks for a token that a person hands out, and what that person said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HOUR = 3600.0


class Verdict(StrEnum):
    """What a person answers."""

    DENY = "deny"
    ONCE = "once"
    HOUR = "hour"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Asker:
    """A process as the system names it.

    `executable` is empty where the system keeps it to itself, `name` then is all there is;
    `script` is the file that an interpreter was started with, or empty; `born` is the
    system's own number for the start: with `pid` it names one process for good.
    `started_at` in POSIX seconds.
    """

    name: str
    executable: str
    script: str
    pid: int
    born: int
    started_at: float
    folder: str

    def is_same(self, other: Asker) -> bool:
        """Tell whether it is this very process; where it stands may have changed."""
        mine = (self.pid, self.born, self.executable)
        return mine == (other.pid, other.born, other.executable)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a person allowed: a program for good, or one process (`pid`, `born`) `until` then.

    `made_at` and `until` in POSIX seconds; no `until` means for good.
    """

    profile_id: str
    executable: str
    script: str
    made_at: float
    until: float | None = None
    pid: int = 0
    born: int = 0

    def covers(self, profile_id: str, asker: Asker, now: float) -> bool:
        """Tell whether it allows this program to have this profile's token now."""
        if (self.profile_id, self.executable) != (profile_id, asker.executable):
            return False
        if self.until is None:
            return bool(self.executable) and self.script == asker.script
        return (self.pid, self.born) == (asker.pid, asker.born) and self.lasts(now)

    def lasts(self, now: float) -> bool:
        """Tell whether it holds still; a clock that was set back ends it."""
        return self.until is None or self.made_at <= now < self.until


def agreed(profile_id: str, asker: Asker, verdict: Verdict, now: float) -> Agreement | None:
    """Return what is to be remembered of a verdict, None where that is nothing."""
    program = (profile_id, asker.executable, asker.script, now)
    if verdict is Verdict.ALWAYS and asker.executable:
        return Agreement(*program)
    if verdict is Verdict.HOUR:
        return Agreement(*program, until=now + HOUR, pid=asker.pid, born=asker.born)
    return None
