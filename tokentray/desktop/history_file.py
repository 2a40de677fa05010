"""A history as a file of comma-separated values (RFC 4180): moments, names and words, no secret."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from tokentray.core.events import Event
from tokentray.desktop.history_words import detail_line, stamp

_HEAD = ("time", "profile", "event", "detail")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(events: Iterable[Event], names: Mapping[str, str]) -> bytes:
    """Return the events as UTF-8, the oldest first; `names` are those of the profiles by id."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    for event in events:
        row = (stamp(event.at), names.get(event.profile, ""), event.kind.value, detail_line(event))
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8")


def _harmless(cell: str) -> str:
    """A server's word shall not become a formula in somebody's spreadsheet."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
