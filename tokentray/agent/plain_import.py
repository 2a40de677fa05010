"""Python's own import, in the place of the one that PySide6 puts there."""

from __future__ import annotations

import builtins
import linecache

# Loaded first: it is what exchanges the import.
from PySide6 import QtCore as QtCore


def use_plain_import() -> None:
    """Import from now on as Python does.

    PySide6 looks into the source of every module for its `from __feature__ import`, which nobody
    writes here, and so has all sources read and kept: 4 MB, and as long as the modules take.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
        # What it has read until now, the source of `enum` above all.
        linecache.clearcache()
