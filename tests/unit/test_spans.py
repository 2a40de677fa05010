"""Spans of time in people's units, and the way between them in steps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from tokentray.core.spans import Unit, stepped, unit_of


@pytest.mark.parametrize(
    ("seconds", "unit"),
    [
        (0, Unit.SECOND),
        (30, Unit.SECOND),
        (60, Unit.MINUTE),
        (90, Unit.SECOND),
        (300, Unit.MINUTE),
        (5400, Unit.MINUTE),
        (7200, Unit.HOUR),
        (86_400, Unit.DAY),
        (90_000, Unit.HOUR),
    ],
)
def test_the_largest_unit_that_leaves_nothing_over(seconds: int, unit: Unit) -> None:
    """What is no whole minute stays in seconds."""
    assert unit_of(seconds) is unit


@pytest.mark.parametrize(
    "way",
    [
        (0, 1, 2),
        (58, 59, 60, 120, 180),
        (3540, 3600, 7200, 10_800),
        (82_800, 86_400, 172_800),
    ],
)
def test_steps_are_as_large_as_the_span(way: tuple[int, ...]) -> None:
    """Up and down the same way."""
    for before, after in pairwise(way):
        assert stepped(before, 1) == after
        assert stepped(after, -1) == before
    assert stepped(way[0], len(way) - 1) == way[-1]


def test_a_step_from_between_ends_at_a_whole_number() -> None:
    """In the unit that the span is about as long as; nothing is below zero."""
    assert (stepped(90, 1), stepped(90, -1)) == (120, 60)
    assert (stepped(5400, 1), stepped(5400, -1)) == (7200, 3600)
    assert stepped(0, -1) == 0


@given(integers(0, 10**9))
def test_a_step_is_there_and_back(seconds: int) -> None:
    """Between two whole numbers it leads back to one of them."""
    assert stepped(seconds, 1) > seconds
    assert stepped(stepped(seconds, 1), -1) <= seconds
