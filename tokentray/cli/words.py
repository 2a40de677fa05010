"""Moments and spans as people say them."""

from __future__ import annotations

import time

_DAY = 86_400
_HOUR = 3600
_MINUTE = 60


def moment(at: float, now: float) -> str:
    """Name a moment in the user's zone: "14:05" today, "2026-03-01 14:05" on other days."""
    try:
        then, today = time.localtime(at), time.localtime(now)
    except (OverflowError, ValueError, OSError):
        return "a far day"
    return time.strftime("%H:%M" if then[:3] == today[:3] else "%Y-%m-%d %H:%M", then)


def left(seconds: float) -> str:
    """Write a rest of life as a countdown does: "12:34", "2 h 05 min", "3 d 4 h"; "-" once over."""
    whole = int(seconds // 1)
    if whole <= 0:
        return "-"
    if whole >= _DAY:
        return f"{whole // _DAY} d {whole % _DAY // _HOUR} h"
    if whole >= _HOUR:
        return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE:02} min"
    return f"{whole // _MINUTE}:{whole % _MINUTE:02}"
