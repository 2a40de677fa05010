"""Two sets of claims side by side."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_claims import JSON
from tokentray.core.comparing import Pair, Verdict, pairs_of

BEFORE = {"sub": "me", "roles": ["admin", "editor"], "tenant": "north", "exp": 1_800_000_000}
AFTER = {"exp": 1_800_003_600, "roles": ["editor", "guest"], "sub": "me", "email": "m@id.example"}


def by_name(pairs: tuple[Pair, ...]) -> dict[str, Pair]:
    """Return the pairs by their names."""
    return {pair.name: pair for pair in pairs}


def test_every_claim_stands_on_its_side() -> None:
    """What differs comes first, in the order of the groups, and what is the same last."""
    pairs = pairs_of(BEFORE, AFTER)
    assert [(pair.name, pair.verdict) for pair in pairs] == [
        ("roles", Verdict.DIFFERS),
        ("exp", Verdict.DIFFERS),
        ("tenant", Verdict.ONLY_LEFT),
        ("email", Verdict.ONLY_RIGHT),
        ("sub", Verdict.SAME),
    ]
    found = by_name(pairs)
    assert (found["roles"].gone, found["roles"].come) == (("admin",), ("guest",))
    assert found["tenant"].right is None
    assert found["email"].left is None
    left, right = found["exp"].left, found["exp"].right
    assert left is not None
    assert right is not None
    assert (left.moment, right.moment) == (1_800_000_000, 1_800_003_600)


def test_a_claim_without_a_value_is_there() -> None:
    """A null is no missing claim."""
    (pair,) = pairs_of({"x": None}, {})
    assert pair.verdict is Verdict.ONLY_LEFT


@given(st.dictionaries(st.text(max_size=8), JSON), st.dictionaries(st.text(max_size=8), JSON))
def test_nothing_is_lost_and_sides_can_be_turned(
    left: dict[str, Any], right: dict[str, Any]
) -> None:
    """Whatever the tokens hold."""
    pairs, turned = pairs_of(left, right), pairs_of(right, left)
    assert len(pairs) == len(turned) == len(left.keys() | right.keys())
    mirror = {Verdict.ONLY_LEFT: Verdict.ONLY_RIGHT, Verdict.ONLY_RIGHT: Verdict.ONLY_LEFT}
    assert sorted(pair.verdict for pair in turned) == sorted(
        mirror.get(pair.verdict, pair.verdict) for pair in pairs
    )
