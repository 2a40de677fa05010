"""What every system is asked about a process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Process:
    """One process; `executable` and `folder` are empty where the system keeps them to itself.

    `born` is the system's own number for its start, `started_at` the same in POSIX seconds;
    `words` are what it was started with, and may be anything.
    """

    pid: int
    parent: int
    name: str
    executable: str
    words: tuple[str, ...]
    folder: str
    born: int
    started_at: float
