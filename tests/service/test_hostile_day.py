"""A day in front of a server that only says no (figure 8, catalogue 24, 26)."""

from __future__ import annotations

import pytest

from tests.faults.answers import Answer
from tests.service.bench import Bench, Clock
from tokentray.core.errors import TokenTrayError
from tokentray.core.handout import Format

_EVERY = 300
"""Seconds between two callers."""


def a_day(bench: Bench, clock: Clock) -> int:
    """Let scripts ask for the token all day; return how often the server was asked."""
    bench.add()
    profile = bench.give()
    before = bench.held(profile)
    codes: set[int] = set()
    for _ in range(86_400 // _EVERY):
        clock.offset += _EVERY
        try:
            bench.service.hand_out(profile, min_valid=None, form=Format.RAW)
        except TokenTrayError as error:
            codes.add(error.exit_code)
    assert codes <= {5, 7, 9}
    after = bench.held(profile)
    assert (after.refresh_token, after.access_token) == (before.refresh_token, before.access_token)
    return len(bench.endpoint.requests)


@pytest.mark.parametrize(
    ("answer", "most"),
    [
        (Answer.error("invalid_grant"), 1),
        (Answer.error("invalid_client", 401), 24),
        (Answer.empty(404), 26),
        (Answer.error("access_denied", 403), 26),
        (Answer.retry_after(429, 7200), 12),
        (Answer.retry_after(503, "Fri, 31 Dec 9999 23:59:59 GMT"), 1),
        (Answer.retry_after(503, -5), 100),
        (Answer.html(511), 100),
        (Answer.drop(), 200),
    ],
    ids=[
        "invalid_grant",
        "invalid_client",
        "404",
        "403",
        "429",
        "year-9999",
        "503",
        "portal",
        "reset",
    ],
)
def test_a_server_is_asked_seldom(bench: Bench, clock: Clock, answer: Answer, most: int) -> None:
    """However often somebody wants a token; the old ones are kept through all of it."""
    bench.endpoint.otherwise(answer)
    assert 1 <= a_day(bench, clock) <= most
