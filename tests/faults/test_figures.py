"""A few percent of what `python -m tests.faults --full` counts, and the cost of a bomb."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.faults import figures
from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from tests.faults.figures import GRACE, QUICK, Effort, Figure, crowd_at

BOMBS = {
    "gzip": Answer.gzip_bomb(),
    "oversized": Answer.oversized(64 * 1024 * 1024),
    "endless": Answer.oversized(64 * 1024 * 1024).with_headers({"Content-Length": None}),
    "deep": Answer.nested(),
}


@pytest.mark.parametrize(
    "measure",
    [
        partial(figures.measure_kills, grace=GRACE),
        partial(figures.measure_kills, grace=0),
        partial(figures.measure_cuts, grace=GRACE),
        partial(figures.measure_cuts, grace=0),
        figures.measure_rush,
        figures.measure_locks,
    ],
    ids=["kill-grace", "kill-strict", "cut-grace", "cut-strict", "rush", "locks"],
)
def test_nothing_is_lost_that_could_be_kept(measure: Callable[[Effort], Figure]) -> None:
    """Figures 1, 2, 3, 5, 6: no loss but in the window of a strict server, each told once."""
    figure = measure(QUICK)
    assert figure.faults == (), str(figure)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_no_memory(bomb: str) -> None:
    """Figure 23: a refresh that is answered with far too much takes no more than another."""
    with HostileEndpoint(grace=GRACE) as endpoint, crowd_at(endpoint) as crowd:
        honest, hostile = crowd.fill(2)
        usual = crowd.forks.do("refresh", name=honest)["grown"]
        endpoint.otherwise(BOMBS[bomb])
        done = crowd.forks.do("refresh", name=hostile)
        assert done["error"] in ("bad-answer", "answer-too-long", "not-json")
        assert done["ended"] is None
        assert done["grown"] - usual < 5 * 1024
