"""What the system says of a process; one small reader a platform."""

from __future__ import annotations

import sys

from tokentray.agent.processes.base import Process

__all__ = ["Process", "read_process"]


def read_process(pid: int, platform: str = sys.platform) -> Process | None:
    """Return a process, None where it is gone, or where this system was not learnt yet.

    Each reader is imported only where it is used.
    """
    if platform == "linux":
        from tokentray.agent.processes.linux import read

        return read(pid)
    if platform == "darwin":
        from tokentray.agent.processes import macos

        return macos.read(pid)
    if platform == "win32":
        from tokentray.agent.processes import windows

        return windows.read(pid)
    return None
