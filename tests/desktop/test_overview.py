"""The words beside the icon, however many profiles there are."""

from __future__ import annotations

import pytest

from tests.desktop.stand_in import make_view
from tokentray.desktop.overview import TOOLTIP_UNITS, tooltip_text, utf16_units

NOW = 1_800_000_000.0


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
