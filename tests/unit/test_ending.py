"""The end of a sign-in: whether a refresh moves it, and when it is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agent.rig import HOUR, START, snapshot
from tokentray.core.ending import (
    BEFORE_QUIET,
    LONGEST_LEAD,
    GrantEnd,
    authorization_end,
    coming_end,
    coming_ends,
    grant_end,
    lead_of,
)
from tokentray.core.quiet import is_quiet_span, quiet_left, quiet_passed
from tokentray.core.snapshot import Snapshot

AT = int(START)
DAY = 24 * HOUR


def local(at: float) -> tuple[int, int]:
    """Tell the time where START is 20:00."""
    minutes = int(at - START) // 60 + 20 * 60
    return minutes // 60 % 24, minutes % 60


def test_a_sliding_end_moves_on() -> None:
    """Each refresh gives the same span anew: no end is ever certain."""
    end = None
    for turn in range(5):
        at = AT + turn * 240
        end = grant_end(snapshot(at, refresh_expires_at=at + 1800), end)
        assert end == GrantEnd(at + 1800, at)


def test_an_end_that_a_refresh_left_alone_is_fixed() -> None:
    """Even where the server counts it anew each time, and is a second off."""
    end = grant_end(snapshot(AT, refresh_expires_at=AT + 36_000), None)
    assert end == GrantEnd(AT + 36_000, AT)
    assert grant_end(snapshot(AT, refresh_expires_at=AT + 36_000), end) == end
    fixed = grant_end(snapshot(AT + 240, refresh_expires_at=AT + 36_001), end)
    assert fixed == GrantEnd(AT + 36_000, AT, is_fixed=True)
    assert grant_end(snapshot(AT + 480, refresh_expires_at=AT + 35_999), fixed) == fixed


def test_a_new_sign_in_begins_anew() -> None:
    """Its end is another."""
    fixed = GrantEnd(AT + 36_000, AT, is_fixed=True)
    later = AT + 30_000
    assert grant_end(snapshot(later, refresh_expires_at=later + 36_000), fixed) == GrantEnd(
        later + 36_000, later
    )


@pytest.mark.parametrize(
    "held",
    [
        None,
        snapshot(),
        snapshot(refresh_expires_at=AT + 3600, has_refresh_token=False),
        snapshot(refresh_expires_at=AT + 3600, ended="reason-invalid-grant"),
    ],
)
def test_where_nobody_said_there_is_none(held: object) -> None:
    """No token, no word about it, nothing to refresh with, or over already."""
    assert grant_end(held, GrantEnd(AT + 3600, AT)) is None  # type: ignore[arg-type]


def allowed(span: int, told_at: int | None = AT, **fields: Any) -> Snapshot:
    """Return a token of an authorization that lasts so long from `told_at` on."""
    ends = (AT if told_at is None else told_at) + span
    return snapshot(AT, authorization_expires_at=ends, authorization_told_at=told_at, **fields)


@pytest.mark.parametrize(
    ("held", "is_fixed"),
    [
        # By a sign-in, and by a refresh that left it alone.
        (allowed(36_000), True),
        (allowed(36_000, AT - 600, renewed_at=START), True),
        # The last refresh moved it, or was the first to tell it: the next one may, too.
        (allowed(36_000, renewed_at=START), False),
        (allowed(36_000, None), True),
    ],
)
def test_an_authorization_ends_for_certain(held: Snapshot, is_fixed: bool) -> None:
    """No second word is needed to know it, unless a refresh moved it."""
    end = authorization_end(held)
    assert end is not None
    assert (end.at, end.is_fixed) == (held.authorization_expires_at, is_fixed)
    assert end.since == (held.authorization_told_at or AT)


@pytest.mark.parametrize(
    ("span", "lead"),
    [(10 * HOUR, HOUR), (30 * DAY, LONGEST_LEAD), (1800, 900), (900, 450), (300, 150)],
)
def test_the_lead_of_an_authorization(span: float, lead: float) -> None:
    """As of any certain end, but not before half of its time is over."""
    end = authorization_end(allowed(int(span)))
    assert end is not None
    assert lead_of(end) == lead


@pytest.mark.parametrize(
    "held",
    [
        None,
        snapshot(),
        allowed(3600, has_refresh_token=False),
        allowed(3600, ended="reason-invalid-grant"),
        allowed(299),
        allowed(-10),
    ],
)
def test_an_authorization_of_which_nobody_is_told(held: Snapshot | None) -> None:
    """As with a refresh token; nor one that is too short to act in."""
    assert authorization_end(held) is None


def test_ends_are_told_in_their_order() -> None:
    """Those that are never told are left out."""
    sliding, certain = GrantEnd(AT + 1800, AT), GrantEnd(AT + 36_000, AT, is_fixed=True)
    ends = coming_ends((certain, None, GrantEnd(AT + 60, AT), sliding), 0, "", local)
    assert [end.server_at for end in ends] == [AT + 1800, AT + 36_000]


@pytest.mark.parametrize(
    ("span", "fixed", "lead"),
    [
        (10 * HOUR, False, HOUR),
        (30 * DAY, False, LONGEST_LEAD),
        (1800, False, 180),
        (240, False, 0),
        (1800, True, 900),
        (30 * DAY, True, LONGEST_LEAD),
    ],
)
def test_the_lead(span: float, fixed: bool, lead: float) -> None:
    """A tenth, a day at most; of a certain end a quarter of an hour at least."""
    assert lead_of(GrantEnd(AT + int(span), AT, fixed)) == lead


def tell_at(span: float, quiet: str) -> float:
    """Return when an end so many seconds after START is told, in seconds after START."""
    end = coming_end(GrantEnd(AT + int(span), AT), 0, quiet, local)
    assert end is not None
    return end.tell_at - START


@pytest.mark.parametrize(
    ("quiet", "at"),
    [
        ("", 9 * HOUR),
        ("12:00-13:00", 9 * HOUR),
        # The moment (05:00) and the end (06:00) are quiet: before that begins.
        ("22:00-07:00", 2 * HOUR - BEFORE_QUIET),
        # The end is behind the quiet hours: whoever announces waits for their end.
        ("22:00-05:30", 9 * HOUR),
        # It is told before the quiet hours begin anyway.
        ("05:30-07:00", 9 * HOUR),
    ],
)
def test_not_in_quiet_hours(quiet: str, at: float) -> None:
    """A sign-in of ten hours that ends at six in the morning."""
    assert tell_at(10 * HOUR, quiet) == at


def test_our_clock_counts() -> None:
    """Where the server's clock is 100 s ahead, the end comes 100 s earlier on ours."""
    end = coming_end(GrantEnd(AT + 36_000, AT), 100, "", local)
    assert end is not None
    assert (end.at, end.server_at) == (START + 35_900, AT + 36_000)


MINUTES = st.tuples(st.integers(0, 23), st.integers(0, 59))


@given(MINUTES, MINUTES, st.integers(1, 40 * 60), st.booleans())
def test_told_before_the_end_and_in_no_quiet_hour(
    begin: tuple[int, int], end: tuple[int, int], minutes: int, fixed: bool
) -> None:
    """Whatever the hours are: early enough, and at no quiet moment that lasts until the end."""
    quiet = "{:02}:{:02}-{:02}:{:02}".format(*begin, *end)
    found = coming_end(GrantEnd(AT + minutes * 60, AT, fixed), 0, quiet, local)
    if found is None:
        assert minutes < 5
        return
    assert found.tell_at < found.at
    left = quiet_left(quiet, *local(found.tell_at))
    span = (end[0] * 60 + end[1] - begin[0] * 60 - begin[1]) % (24 * 60)
    # A gap between quiet hours that is shorter than the warning lies in the evening's own.
    if span * 60 + BEFORE_QUIET < DAY:
        assert left == 0 or found.at > found.tell_at // 60 * 60 + left


@given(MINUTES, MINUTES, MINUTES)
def test_both_sides_of_the_quiet(
    begin: tuple[int, int], end: tuple[int, int], now: tuple[int, int]
) -> None:
    """What has passed and what is left make the whole span, and both or none are there."""
    quiet = "{:02}:{:02}-{:02}:{:02}".format(*begin, *end)
    assert is_quiet_span(quiet)
    passed, left = quiet_passed(quiet, *now), quiet_left(quiet, *now)
    assert (passed is None) == (left == 0)
    if passed is not None:
        assert (passed + left) % DAY == (end[0] * 60 + end[1] - begin[0] * 60 - begin[1]) * 60 % DAY


@pytest.mark.parametrize("text", ["late", "24:00-07:00", "22:00", "22:00-7:00", " "])
def test_what_is_no_span(text: str) -> None:
    """Only two times of the day with a hyphen between them."""
    assert not is_quiet_span(text)
    assert quiet_left(text, 23, 0) == 0
