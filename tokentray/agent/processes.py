"""What the system says of a process; one small reader a platform."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


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


def read_process(pid: int, platform: str = sys.platform) -> Process | None:
    """Return a process, None where it is gone, or where this system was not learnt yet."""
    if platform != "linux":
        return None
    place = Path(f"/proc/{pid}")
    try:
        before = _stat(place)
        executable = _link(place / "exe")
        words = (place / "cmdline").read_bytes().split(b"\0")[:-1]
        folder = _link(place / "cwd")
        # What was read in between is about this process only if it is there still.
        if _stat(place)[2] != before[2]:
            return None
    except OSError:
        return None
    name, parent, born = before
    return Process(
        pid=pid,
        parent=parent,
        name=name,
        executable=executable,
        words=tuple(map(os.fsdecode, words)),
        folder=folder,
        born=born,
        started_at=_boot_time() + born / os.sysconf("SC_CLK_TCK"),
    )


def _stat(place: Path) -> tuple[str, int, int]:
    """Return name, parent and start of a process (proc_pid_stat(5), fields 2, 4 and 22)."""
    text = os.fsdecode((place / "stat").read_bytes())
    # The name may hold anything, brackets and spaces too.
    start, end = text.index("("), text.rindex(")")
    rest = text[end + 2 :].split()
    return text[start + 1 : end], int(rest[1]), int(rest[19])


def _link(path: Path) -> str:
    try:
        return str(path.readlink())
    except PermissionError:
        return ""


def _boot_time() -> float:
    for line in Path("/proc/stat").read_bytes().splitlines():
        if line.startswith(b"btime "):
            return float(line.split()[1])
    return 0.0
