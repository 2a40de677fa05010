"""A clock that a test moves, for the demo server."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(slots=True)
class MovableClock:
    """The real time, moved by the test."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead
