"""What everybody of this user can see of all processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def arguments() -> Iterator[tuple[str, bytes]]:
    """Return the name and the arguments of every process."""
    return _files("cmdline")


def environments() -> Iterator[tuple[str, bytes]]:
    """Return the name and the environment of every process that may be read."""
    return _files("environ")


def _files(name: str) -> Iterator[tuple[str, bytes]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            # It may have ended meanwhile, or be somebody else's.
            with suppress(OSError):
                yield (folder / "comm").read_text().strip(), (folder / name).read_bytes()
