"""A few percent of what `python -m tests.faults --full` counts, and the cost of a bomb."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest

from tests.faults import figures, socket_figures
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


def test_a_crowd_around_the_program_asks_once_for_each_end() -> None:
    """Figure 5: by the program that is just starting, by others and without it."""
    figure = socket_figures.measure_crowd_around_program(QUICK)
    assert figure.faults == (), str(figure)
    assert figure.losses == figure.replays == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_nobody_else_gets_in() -> None:
    """Figure 12: neither with an open umask nor while the folder is made; the user always does."""
    figure = socket_figures.measure_strangers(QUICK)
    assert figure.faults == (), str(figure)


def test_an_honest_client_is_served_among_others() -> None:
    """Figure 21: idle ones by the thousand, a line without end and a drip cost little memory."""
    figure = socket_figures.measure_guests(QUICK)
    assert figure.faults == (), str(figure)


@pytest.mark.parametrize("kind", ["one-line", "honest", "command"])
def test_a_token_lives_for_a_minute(kind: str) -> None:
    """Figure 22: however it is asked for, and over the end of a token."""
    figure = socket_figures.measure_latency(QUICK, kind)
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
