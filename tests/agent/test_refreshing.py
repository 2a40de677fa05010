"""The rate at which refreshes begin by themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tokentray.agent.refreshing import STARTS_PER_SECOND, StartRate


@given(st.lists(st.floats(0, 2), min_size=1, max_size=60))
def test_no_second_has_more_than_four_starts(pauses: list[float]) -> None:
    """However the requests come, at most four begin within any second."""
    rate, now, starts = StartRate(), 1_800_000_000.0, list[float]()
    for pause in pauses:
        now += pause
        now += rate.wait(now)
        assert rate.wait(now) < 1e-6
        rate.note(now)
        starts.append(now)

    for first, fifth in zip(starts, starts[STARTS_PER_SECOND:], strict=False):
        assert fifth - first >= 1 - 1e-6


def test_a_clock_set_back_blocks_nothing() -> None:
    """Starts that seem to lie in the future are forgotten."""
    rate = StartRate()
    for _ in range(STARTS_PER_SECOND):
        rate.note(1_800_000_000.0)

    assert rate.wait(1_800_000_000.0) == 1.0
    assert rate.wait(1_700_000_000.0) == 0.0
