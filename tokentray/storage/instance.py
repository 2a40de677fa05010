"""A kernel lock decides which process is the running program; it costs no library."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tokentray.storage.folders import make_private


class InstanceLock:
    """Held from `acquire` to the end of the process; the file is never removed.

    What the holder says of itself stands in a file beside the lock, where a waiting process
    can read it on every platform.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None

    def acquire(self, holder: str) -> bool:
        """Take the lock if nobody has it; `holder` is what others read about us."""
        make_private(self._path.parent)
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(fd):
            os.close(fd)
            return False
        self._fd = fd
        self._about.write_text(holder, encoding="utf-8")
        return True

    def holder(self) -> str:
        """Return what the holder says of itself, empty where nobody did."""
        try:
            return self._about.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def release(self) -> None:
        """Let another process be the running program."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    @property
    def _about(self) -> Path:
        return self._path.with_suffix(".holder")


if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> bool:
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
