"""Give a profile another NAME in the text of profiles.toml; nothing else of the text changes."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from tokentray.core.errors import InputError
from tokentray.storage.locate import code_lines, header_of, key_of, parts_of

_SEGMENT = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def renamed(text: str, old: str, new: str) -> str:
    """Return the text with the profile `old`, spelt as the file has it, called `new`.

    Headers and dotted keys are rewritten where they stand, so comments and order stay.

    Raises:
        InputError: it is written in a way (an inline table) that only its author can change.
    """
    lines = text.splitlines(keepends=True)
    table: tuple[str, ...] = ()
    for number, line in code_lines(text):
        header = header_of(line)
        path = header or key_of(line)
        if path is None:
            continue
        above = () if header else table
        parts = parts_of(path)
        if header:
            table = parts
        if (*above, *parts)[:2] == ("profiles", old) and len(above) < 2:
            lines[number - 1] = _with_segment(lines[number - 1], path, 1 - len(above), new)
    changed = "".join(lines)
    if not _is_renamed(tomllib.loads(text), changed, old, new):
        raise InputError("rename-by-hand", name=old)
    return changed


def _with_segment(line: str, path: str, index: int, new: str) -> str:
    """Write one segment of the dotted path in a line anew."""
    start = line.index(path)
    segment = list(_SEGMENT.finditer(path))[index]
    name = new if _BARE.fullmatch(new) else f'"{new}"'
    return line[: start + segment.start()] + name + line[start + segment.end() :]


def _is_renamed(before: dict[str, Any], text: str, old: str, new: str) -> bool:
    """Tell whether the text says all that it said before, in the same order, but for the NAME."""
    try:
        after = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    wanted = [(new if key == old else key, value) for key, value in before["profiles"].items()]
    got = list(after.get("profiles", {}).items())
    return got == wanted and {**after, "profiles": 0} == {**before, "profiles": 0}
