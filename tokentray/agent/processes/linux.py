"""A process by proc(5)."""

from __future__ import annotations

import os
from pathlib import Path

from tokentray.agent.processes.base import Process


def read(pid: int) -> Process | None:
    """Return a process, None where it is gone."""
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
