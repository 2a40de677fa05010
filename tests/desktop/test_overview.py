"""The one profile that icon and tooltip put first."""

from __future__ import annotations

import pytest

from tests.desktop.stand_in import make_view
from tokentray.core.view import ProfileView
from tokentray.desktop.overview import worst_first


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
