"""The system's sockets as C has them, for a program that runs all day: `system`.

Python's own layer over them brings half a MiB of what nobody here needs. It stands in where an
interpreter has no such module, and on Windows, where it is what makes a pair.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import socket as system
else:
    try:
        import _socket as system
    except ImportError:
        import socket as system  # type: ignore[no-redef]  # it has the same names

__all__ = ("system",)
