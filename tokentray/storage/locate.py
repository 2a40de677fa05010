"""Find the line of a key in a TOML text; no TOML library tells it.

The text is known to be valid TOML, so a scan of table headers and key paths is enough.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*\[{1,2}\s*(?P<path>.+?)\s*\]{1,2}\s*(#.*)?$")
_KEY = re.compile(
    r"""^\s*(?P<path>(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')
    (?:\s*\.\s*(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*)\s*=""",
    re.VERBOSE,
)


def line_of(text: str, path: Sequence[str]) -> int:
    """Return the line (from 1) where the key path stands or begins, else of its nearest parent.

    0 where not even a parent has a line of its own.
    """
    wanted = tuple(path)
    best, best_depth = 0, 0
    table: tuple[str, ...] = ()
    for number, line in code_lines(text):
        header = header_of(line)
        if header is not None:
            table = parts_of(header)
            found = table
        else:
            key = key_of(line)
            if key is None:
                continue
            found = (*table, *parts_of(key))
        depth = _common(found, wanted)
        if depth in (len(found), len(wanted)) and depth > best_depth:
            best, best_depth = number, depth
    return best


def header_of(line: str) -> str | None:
    """Return the dotted path in a table's header, None where the line is none."""
    found = _HEADER.match(line)
    return None if found is None else found["path"]


def key_of(line: str) -> str | None:
    """Return the dotted path before the equals sign, None where the line has none."""
    found = _KEY.match(line)
    return None if found is None else found["path"]


def code_lines(text: str) -> list[tuple[int, str]]:
    """Return the numbered lines that do not lie inside a multi-line string or array."""
    lines: list[tuple[int, str]] = []
    delimiter, brackets = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not delimiter and brackets <= 0:
            lines.append((number, line))
            brackets = 0
        delimiter, change = _scan(line, delimiter)
        if not (lines and lines[-1][0] == number and _HEADER.match(line)):
            brackets += change
    return lines


def _scan(line: str, delimiter: str) -> tuple[str, int]:
    """Follow strings and brackets through one line."""
    change, index = 0, 0
    while index < len(line):
        if delimiter:
            index, delimiter = _skip_string(line, index, delimiter)
            continue
        rest = line[index:]
        opened = next((mark for mark in ('"""', "'''", '"', "'") if rest.startswith(mark)), "")
        if opened:
            delimiter = opened
            index += len(opened)
            continue
        if line[index] == "#":
            break
        change += {"[": 1, "{": 1, "]": -1, "}": -1}.get(line[index], 0)
        index += 1
    return (delimiter if len(delimiter) == 3 else ""), change


def _skip_string(line: str, index: int, delimiter: str) -> tuple[int, str]:
    while index < len(line):
        if line[index] == "\\" and '"' in delimiter:
            index += 2
        elif line.startswith(delimiter, index):
            return index + len(delimiter), ""
        else:
            index += 1
    return index, delimiter


def parts_of(path: str) -> tuple[str, ...]:
    """Split a dotted key by asking the TOML parser itself."""
    parts: list[str] = []
    try:
        node: object = tomllib.loads(f"{path} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    while isinstance(node, dict):
        key, node = next(iter(node.items()))
        parts.append(key)
    return tuple(parts)


def _common(found: Sequence[str], wanted: Sequence[str]) -> int:
    count = 0
    for one, other in zip(found, wanted, strict=False):
        if one != other:
            break
        count += 1
    return count
