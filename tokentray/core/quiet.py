"""Quiet hours as a text "22:00-07:00": whether it is one, and how far in a minute of it is."""

from __future__ import annotations

import re

_DAY = 24 * 60
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def is_quiet_span(text: str) -> bool:
    """Tell whether a text is a span of hours, or empty for none."""
    return not text or _SPAN.fullmatch(text) is not None


def quiet_left(quiet: str, hour: int, minute: int) -> float:
    """Tell how many seconds "22:00-07:00" still asks for quiet at this local time, else 0.

    A text that is no such span asks for none.
    """
    found = _place_in(quiet, hour, minute)
    return 0.0 if found is None else found[1]


def quiet_passed(quiet: str, hour: int, minute: int) -> float | None:
    """Tell how many seconds ago the quiet began at this local time, None where there is none."""
    found = _place_in(quiet, hour, minute)
    return None if found is None else found[0]


def _place_in(quiet: str, hour: int, minute: int) -> tuple[float, float] | None:
    """Return the seconds since the begin and until the end, None outside of the span."""
    span = _SPAN.fullmatch(quiet)
    if span is None:
        return None
    begin, end = _minutes(span[1], span[2]), _minutes(span[3], span[4])
    now = hour * 60 + minute
    inside = begin <= now < end if begin <= end else now >= begin or now < end
    return ((now - begin) % _DAY * 60.0, (end - now) % _DAY * 60.0) if inside else None


def _minutes(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)
