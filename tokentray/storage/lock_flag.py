"""Whether TokenTray is locked: a small file, so that every process sees it and a restart does."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from tokentray.storage.atomic import replace_file


class LockedBy(StrEnum):
    """Who locked: only what the screen locked opens with the screen."""

    PERSON = "person"
    SCREEN = "screen"


def read_lock(path: Path) -> LockedBy | None:
    """Tell who locked, None where nobody did; what cannot be read counts as locked."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError):
        return LockedBy.PERSON
    return LockedBy.SCREEN if text == LockedBy.SCREEN else LockedBy.PERSON


def write_lock(path: Path, by: LockedBy | None) -> None:
    """Lock, or unlock by None.

    Raises:
        OSError: as the system says; what held before holds on.
    """
    if by is None:
        path.unlink(missing_ok=True)
    else:
        replace_file(path, f"{by.value}\n".encode("ascii"))
