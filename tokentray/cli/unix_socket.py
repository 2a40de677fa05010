"""The way to the running program on Linux and macOS: the socket in the runtime folder."""

from __future__ import annotations

import os
import socket
import stat
import sys
import time
from pathlib import Path

from tokentray.core import wire
from tokentray.core.errors import AgentNotRunning

_DOOR_SECONDS = 2.0
"""So long a program is tried at whose door too many stand."""

_LOCAL_PEERCRED = 1
"""macOS: level 0 (SOL_LOCAL), `struct xucred`, whose second number is the uid, as in Linux's."""


def connect(path: Path, seconds: float) -> socket.socket:
    """Return a connection to a process of this user.

    Raises:
        PermissionError: whoever listens, or owns the folder, is somebody else. OSError: nobody is
        there. AgentNotRunning: nobody can be, at such a path.
    """
    if len(os.fsencode(path)) >= wire.MAX_SOCKET_PATH:
        raise AgentNotRunning("socket-path-too-long", path=str(path))
    _check_folder(path.parent)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        _connect(connection, path)
        _check_peer(connection)
    except OSError:
        connection.close()
        raise
    return connection


def _check_folder(folder: Path) -> None:
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
    if not private or found.st_uid != os.getuid():
        raise PermissionError(f"{folder} is not private to this user")


def _check_peer(connection: socket.socket) -> None:
    """Trust a process of this user only."""
    if sys.platform == "linux":
        peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    else:
        peer = connection.getsockopt(0, _LOCAL_PEERCRED, 76)
    if int.from_bytes(peer[4:8], sys.byteorder) != os.getuid():
        raise PermissionError("a process of somebody else listens")


def _connect(connection: socket.socket, path: Path) -> None:
    """Connect, again and again where the queue is full: then the system does not wait."""
    until = time.monotonic() + _DOOR_SECONDS
    while True:
        try:
            connection.connect(str(path))
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.005)
        else:
            return
