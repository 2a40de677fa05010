"""Spans of time as people set them: in the largest unit that leaves nothing over."""

from __future__ import annotations

from enum import IntEnum


class Unit(IntEnum):
    """Seconds of each unit."""

    SECOND = 1
    MINUTE = 60
    HOUR = 3600
    DAY = 86_400


_LARGEST_FIRST = tuple(sorted(Unit, reverse=True))


def unit_of(seconds: int) -> Unit:
    """Choose the unit in which a span is a whole number, as small a one as there is."""
    return next((unit for unit in _LARGEST_FIRST if seconds and not seconds % unit), Unit.SECOND)


def stepped(seconds: int, steps: int) -> int:
    """Return the span so many steps further: by the unit that it is about as long as.

    A step ends at a whole number of that unit: 90 s, 2 min, 3 min. The way back is the same.
    """
    for _ in range(abs(steps)):
        seconds = _longer(seconds) if steps > 0 else _shorter(seconds)
    return seconds


def _longer(seconds: int) -> int:
    unit = _about(seconds)
    return (seconds // unit + 1) * unit


def _shorter(seconds: int) -> int:
    unit = _about(max(0, seconds - 1))
    return max(0, -(-seconds // unit) - 1) * unit


def _about(seconds: int) -> Unit:
    return next((unit for unit in _LARGEST_FIRST if seconds >= unit), Unit.SECOND)
