"""When a token is renewed, and how long a failure waits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.schedule import (
    FLOOR,
    LIVES_FOR,
    Plan,
    back_off,
    minimum_valid,
    refresh_at,
    warning_time,
)

NOW = 1_758_729_000.0


@pytest.mark.parametrize(
    ("lifetime", "wait"),
    [
        (86_400, 86_100),
        (3600, 3300),
        (1500, 1200),
        (900, 720),
        (60, 48),
        (40, 32),
        (20, 15),
        (12, 10),
        (1, 10),
        (0, 10),
    ],
)
def test_the_margin_is_a_fifth_but_at_most_five_minutes(lifetime: int, wait: float) -> None:
    """With at least five seconds before expiry, and never within ten of the last refresh."""
    plan = Plan(obtained_at=NOW, expires_at=NOW + lifetime)
    assert refresh_at(plan, chance=0.0) == NOW + wait


def test_the_profile_may_ask_for_another_margin() -> None:
    """`refresh_before` in place of the margin."""
    plan = Plan(NOW, NOW + 3600, refresh_before=30)
    assert refresh_at(plan, chance=0.0) == NOW + 3570


def test_an_unknown_expiry_is_refreshed_at_a_cautious_interval() -> None:
    """The profile's `fallback_lifetime`."""
    plan = Plan(NOW, None, fallback_lifetime=120)
    assert refresh_at(plan, chance=0.0) == NOW + 120


@given(
    lifetime=st.floats(-1e6, 1e10),
    refresh_before=st.floats(0, 1e9),
    chance=st.floats(0, 1, exclude_max=True),
)
def test_a_refresh_is_never_a_storm_and_never_too_late(
    lifetime: float, refresh_before: float, chance: float
) -> None:
    """At least ten seconds after the last one; before expiry wherever that leaves room."""
    plan = Plan(NOW, NOW + lifetime, refresh_before)
    moment = refresh_at(plan, chance)
    assert moment >= NOW + FLOOR
    if lifetime >= FLOOR + LIVES_FOR:
        assert moment <= NOW + lifetime - LIVES_FOR + 1e-3


@given(st.floats(0, 1, exclude_max=True))
def test_chance_draws_at_most_a_tenth_earlier(chance: float) -> None:
    """So that many profiles do not meet."""
    plan = Plan(NOW, NOW + 3600)
    assert NOW + 2970 <= refresh_at(plan, chance) <= NOW + 3300


def test_back_off_doubles_to_a_quarter_of_an_hour() -> None:
    """Ten seconds first."""
    waits = [back_off(failures, chance=0.0) for failures in range(1, 9)]
    assert waits == [10, 20, 40, 80, 160, 320, 640, 900]


@given(st.integers(0, 10**6), st.floats(0, 1, exclude_max=True))
def test_back_off_stays_within_bounds(failures: int, chance: float) -> None:
    """Whatever the count."""
    assert 10 <= back_off(failures, chance) <= 1080


@pytest.mark.parametrize(("lifetime", "warned"), [(3600, 300), (1800, 180), (100, 10), (None, 300)])
def test_the_warning_comes_in_the_last_tenth(lifetime: float | None, warned: float) -> None:
    """Or at `warn_before`, whatever is later."""
    assert warning_time(lifetime, 300) == warned


@pytest.mark.parametrize(("lifetime", "wanted"), [(3600, 60), (90, 30), (None, 60), (0, 0)])
def test_a_copy_asks_for_a_minute_but_never_over_a_third(
    lifetime: float | None, wanted: float
) -> None:
    """A token of 90 seconds could else never be handed out without a refresh."""
    assert minimum_valid(lifetime) == wanted
