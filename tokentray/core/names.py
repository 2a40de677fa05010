"""What a profile may be called; by itself, since commands that must be quick need no more."""

from __future__ import annotations

import re

from tokentray.core.errors import UsageError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)


def check_name(name: str) -> str:
    """Return NAME unchanged.

    Raises:
        UsageError: it cannot be the name of a profile.
    """
    if not name:
        raise UsageError("no-name")
    if _NAME.fullmatch(name) is None:
        raise UsageError("bad-name", name=name)
    return name
