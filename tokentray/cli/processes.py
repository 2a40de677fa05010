"""How this program starts itself again."""

from __future__ import annotations

import sys
from typing import Any

_DETACHED_PROCESS = 0x00000008
_CREATE_NEW_PROCESS_GROUP = 0x00000200
"""Of CreateProcessW: no console, and no Ctrl-C of ours."""


def own_command(*words: str) -> list[str]:
    """Return the argv of another TokenTray; `-P` keeps the current folder out of its imports."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-P", "-m", "tokentray", *words]


def apart(platform: str = sys.platform) -> dict[str, Any]:
    """Return what Popen needs for a process that outlives the terminal and hears none of it."""
    if platform == "win32":
        return {"creationflags": _DETACHED_PROCESS | _CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
