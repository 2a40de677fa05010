"""Where the files lie that the program brings along."""

from __future__ import annotations

from pathlib import Path

from tokentray import resources


def resource(path: str) -> Path:
    """Return the place of a file below `resources`; `path` has forward slashes."""
    # importlib.resources costs 3 ms, at every start and before the window is seen.
    return Path(resources.__path__[0], *path.split("/"))
