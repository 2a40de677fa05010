"""What keeps the process's memory out of files."""

from __future__ import annotations

import sys


def forbid_core_dumps() -> None:
    """Let a crash leave no core file: the access tokens would be in it."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
