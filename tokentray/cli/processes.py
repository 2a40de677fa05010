"""How this program starts itself again."""

from __future__ import annotations

import sys


def own_command(*words: str) -> list[str]:
    """Return the argv of another TokenTray; `-P` keeps the current folder out of its imports."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-P", "-m", "tokentray", *words]
