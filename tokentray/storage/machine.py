"""An id of this machine: a salted hash, so that tokens copied to another one are noticed."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path

_SALT = b"org.tokentray.TokenTray machine 1"
_PLACES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def machine_id(places: tuple[Path, ...] = _PLACES) -> str:
    """Return 32 hexadecimal digits that tell nothing about the machine to anybody else.

    Where the system has no id of its own the hardware address stands in.
    """
    return hashlib.sha256(_SALT + _raw(places)).hexdigest()[:32]


def _raw(places: tuple[Path, ...]) -> bytes:
    for place in places:
        try:
            raw = place.read_bytes().strip()
        except OSError:
            continue
        if raw:
            return raw
    return str(uuid.getnode()).encode("ascii")
