"""In which order the window lists the profiles."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum

from tokentray.core.view import ProfileView, in_order


class Order(StrEnum):
    """What the rows are sorted by; pinned ones come first in any case."""

    NAME = "name"
    EXPIRY = "expiry"


def in_chosen_order(views: Iterable[ProfileView], order: Order) -> tuple[ProfileView, ...]:
    """Sort the profiles for the window; by expiry the soonest comes first, unknown ones last."""
    by_name = in_order(views)
    if order is Order.NAME:
        return by_name
    return tuple(sorted(by_name, key=_expiry))


def _expiry(view: ProfileView) -> tuple[bool, float]:
    ends = view.expires_at
    return not view.profile.pinned, math.inf if ends is None else ends
