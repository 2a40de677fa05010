"""Who is at the other end of a local socket, by what the kernel says."""

from __future__ import annotations

import os
import socket
import struct
import sys

from PySide6.QtNetwork import QLocalSocket

_LOCAL_PEERCRED = 1
"""macOS: level 0 (SOL_LOCAL), `struct xucred`."""


def peer_uid(local: QLocalSocket, platform: str = sys.platform) -> int | None:
    """Return the uid of the peer; None on Windows, where the pipe's descriptor keeps others out."""
    if platform == "win32":
        return None
    with socket.socket(fileno=os.dup(int(local.socketDescriptor()))) as connection:
        if platform == "linux":
            raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
            return int(struct.unpack("3i", raw)[1])
        raw = connection.getsockopt(0, _LOCAL_PEERCRED, 76)
        return int(struct.unpack_from("2I", raw)[1])
