"""Cross-process locks: kernel locks on files of their own, never removed, never the data file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tokentray.core.errors import VaultUnavailable
from tokentray.storage.folders import Folders, make_private

FILE_SECONDS = 5.0
"""How long a writer of a small file waits for another."""


@contextmanager
def profile_lock(folders: Folders, profile_id: str, timeout: float) -> Iterator[None]:
    """Hold a profile against every other process of the user.

    Raises:
        VaultUnavailable: another process had it for `timeout` seconds; its pid is named.
    """
    with _held(folders.locks / profile_id, timeout):
        yield


@contextmanager
def file_lock(folder: Path, name: str) -> Iterator[None]:
    """Hold the right to change one file of ours."""
    with _held(folder / name, FILE_SECONDS):
        yield


@contextmanager
def _held(path: Path, timeout: float) -> Iterator[None]:
    make_private(path.parent)
    # A removed lock file gives two holders, and a "soft" lock outlives its process.
    lock = FileLock(path, mode=0o600, preserve_lock_file=True, fallback_to_soft=False)
    about = path.with_name(path.name + ".pid")
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        raise VaultUnavailable("lock-busy", pid=_pid_in(about)) from None
    try:
        about.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        lock.release()


def _pid_in(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip() or "?"
    except (OSError, UnicodeDecodeError):
        return "?"
