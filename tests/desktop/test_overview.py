"""The one profile that leads, and the words beside the icon."""

from __future__ import annotations

import pytest

from tests.desktop.stand_in import make_view
from tokentray.core.errors import VaultLocked, VaultUnavailable
from tokentray.core.view import ProfileView
from tokentray.desktop.overview import (
    TOOLTIP_UNITS,
    as_shown,
    may_copy,
    tooltip_text,
    utf16_units,
    worst_first,
)

NOW = 1_800_000_000.0


def leader(*views: ProfileView) -> str:
    """Name the profile whose ring the icon shows."""
    return worst_first(views)[0].name


def test_a_pinned_profile_leads_while_all_are_well() -> None:
    """Whatever ends first, even where it cannot be renewed."""
    ends_soon = make_view("report", 50, refresh=False)
    assert leader(make_view("api", pinned=True), make_view("billing", 60), ends_soon) == "api"


@pytest.mark.parametrize(
    "trouble",
    [
        make_view("billing", -60, refresh=False),
        make_view("billing", ended="reason-invalid-grant"),
        make_view("billing", token=None, locked=True),
    ],
    ids=["expired", "sign-in-needed", "locked"],
)
def test_no_pin_hides_a_token_that_needs_a_person(trouble: ProfileView) -> None:
    """A glance at the icon tells of it."""
    assert leader(make_view("api", pinned=True), trouble) == "billing"


def test_a_pinned_profile_in_trouble_leads_the_others() -> None:
    """Its own trouble is what a person wants to know first."""
    pinned = make_view("orders", -60, refresh=False, pinned=True)
    assert leader(make_view("billing", ended="reason-invalid-grant"), pinned) == "orders"


@pytest.mark.parametrize("count", [1, 5, 20, 1000])
def test_the_tooltip_fits_and_counts_the_rest(count: int) -> None:
    """The worst come first, as many as there is room for, and the others are counted."""
    views = [make_view("b", -60, now=NOW), *(make_view(f"a{n}", now=NOW) for n in range(1, count))]
    text = tooltip_text(views, NOW)
    first, *others = text.splitlines()
    assert first.startswith("b: expired ")
    assert utf16_units(text) <= TOOLTIP_UNITS
    if len(others) + 1 < count:
        assert others[-1] == f"and {count - len(others)} more"


def test_as_many_of_the_shortest_lines_as_fit_are_said() -> None:
    """No room is given away."""
    views = [make_view(name, -60, now=NOW) for name in "abcdefghijklmnop"]
    lines = tooltip_text(views, NOW).splitlines()
    longer = "\n".join([*lines[:-1], lines[0], lines[-1]])
    assert utf16_units(longer) > TOOLTIP_UNITS


ENDED = "reason-invalid-grant"


@pytest.mark.parametrize(
    ("view", "may"),
    [
        (make_view(now=NOW), True),
        (make_view(left=None, now=NOW), True),
        (make_view(left=-60, now=NOW), True),
        (make_view(left=-60, failures=2, now=NOW), True),
        (make_view(left=60, ended=ENDED, now=NOW), True),
        (make_view(left=-60, ended=ENDED, now=NOW), False),
        (make_view(left=-60, refresh=False, now=NOW), False),
        (make_view(left=4, refresh=False, now=NOW), False),
        (make_view(left=-60, locked=True, now=NOW), False),
        (make_view(left=60, locked=True, now=NOW), True),
        (make_view(token=None, now=NOW), False),
        (make_view(token=None, locked=True, now=NOW), False),
    ],
)
def test_a_copy_is_offered_where_it_can_end_well(view: ProfileView, may: bool) -> None:
    """As the contract's table has it: what only a person can bring is not offered."""
    assert may_copy(view, NOW) is may


def test_a_locked_keyring_lets_nothing_be_renewed() -> None:
    """What is in memory is copied while it lives; a keyring in other trouble may come round."""
    alive, ended = make_view(left=60, now=NOW), make_view(left=-60, now=NOW)
    locked, silent = VaultLocked("vault-locked"), VaultUnavailable("vault-silent")
    shown = as_shown((alive, ended), paused=False, error=locked)
    assert [may_copy(view, NOW) for view in shown] == [True, False]
    shown = as_shown((alive, ended), paused=False, error=silent)
    assert [may_copy(view, NOW) for view in shown] == [True, True]
