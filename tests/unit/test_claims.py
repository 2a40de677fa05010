"""Claims for people."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.claims import Claim, ClaimGroup, Group, Kind, compare_claims, group_claims

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def group_of(name: str, value: Any = "x") -> Group:
    """Return the group of one claim."""
    return group_claims({name: value})[0].group


def only(value: Any, name: str = "x") -> Claim:
    """Return the one claim of a token that has no other."""
    return group_claims({name: value})[0].claims[0]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("sub", Group.IDENTITY),
        ("preferred_username", Group.IDENTITY),
        ("permissions", Group.PERMISSIONS),
        ("scp", Group.PERMISSIONS),
        ("roles", Group.ROLES),
        ("https://api.example/roles", Group.ROLES),
        ("urn:example:claims:groups", Group.ROLES),
        ("realm_access", Group.ROLES),
        ("realm_access.roles", Group.ROLES),
        ("user_roles", Group.ROLES),
        ("https://api.example/claims#userRoles", Group.ROLES),
        ("perms", Group.PERMISSIONS),
        ("app-permissions", Group.PERMISSIONS),
        ("granted.scopes", Group.PERMISSIONS),
        ("https://api.example/scope", Group.PERMISSIONS),
        ("billingPlan", Group.PLANS),
        ("plan_id", Group.PLANS),
        ("subscription", Group.PLANS),
        ("geo", Group.LOCATION),
        ("home_country", Group.LOCATION),
        ("address", Group.LOCATION),
        ("subscriptionPlans", Group.PLANS),
        ("subscription_plan", Group.PLANS),
        ("countryCode", Group.LOCATION),
        ("zoneinfo", Group.LOCATION),
        ("exp", Group.TIMES),
        ("auth_time", Group.TIMES),
        ("iss", Group.TECHNICAL),
        ("whatever", Group.TECHNICAL),
        ("planet", Group.TECHNICAL),
        ("", Group.TECHNICAL),
    ],
)
def test_names_of_any_spelling_find_their_group(name: str, group: Group) -> None:
    """Case, word breaks and namespaces do not matter."""
    assert group_of(name) is group


def test_groups_come_in_the_order_people_look() -> None:
    """Who, what may they, how long; the technical rest last."""
    groups = group_claims({"jti": "1", "exp": 2 * 10**9, "roles": ["a"], "sub": "me"})
    assert [one.group for one in groups] == [
        Group.IDENTITY,
        Group.ROLES,
        Group.TIMES,
        Group.TECHNICAL,
    ]


def test_times_are_moments() -> None:
    """And a number that is no date stays a number."""
    assert only(1758732647, "exp").moment == 1758732647
    assert only(1758732647.9, "exp").moment == 1758732647
    for odd in (5, -1, 10**20, float("nan"), True, "1758732647"):
        assert only(odd, "exp").moment is None


def test_a_time_is_told_by_its_name_wherever_it_stands() -> None:
    """Only by a whole word: a format is no time."""
    assert only(1758732647, "session_expires_at").kind is Kind.TIME
    assert only({"validUntil": 1758732647}, "extra").children[0].kind is Kind.TIME
    assert only(1758732647, "format").kind is Kind.TEXT


def test_scopes_become_a_list() -> None:
    """RFC 6749 writes them as words with spaces between."""
    claim = only("read write", "scope")
    assert (claim.kind, claim.text) == (Kind.LIST, "read, write")
    assert [child.text for child in claim.children] == ["read", "write"]


def test_lists_of_objects_are_named_by_their_names() -> None:
    """Subscription plans of the source document."""
    claim = only([{"name": "team", "until": 1758732647}, {"name": "extra"}], "plans")
    assert claim.text == "team, extra"
    assert [child.name for child in claim.children] == ["team", "extra"]
    until = claim.children[0].children[1]
    assert (until.name, until.kind, until.moment) == ("until", Kind.TIME, 1758732647)


def test_a_flat_object_is_one_line() -> None:
    """A location reads as a person would write it."""
    assert only({"city": "Bergen", "country": "NO"}, "location").text == "Bergen, NO"
    assert only({"a": {"b": 1}}).text == "1 field"


def test_hostile_text_is_plain() -> None:
    """No line end, no escape, no bidi character, no endless value."""
    claim = only("a\x1b[2J\u202e\n" + "x" * 10_000)
    assert claim.text.isprintable()
    assert len(claim.text) <= 400


def names_in(groups: tuple[ClaimGroup, ...]) -> int:
    """Count the claims at the top."""
    return sum(len(group.claims) for group in groups)


@given(st.dictionaries(st.text(max_size=12), JSON, max_size=8))
def test_nothing_raises_and_nothing_is_lost(claims: dict[str, Any]) -> None:
    """Every claim stands in exactly one group, whatever it is."""
    groups = group_claims(claims)
    assert names_in(groups) == len(claims)
    assert len({group.group for group in groups}) == len(groups)
    held = [id(claim.value) for group in groups for claim in group.claims]
    assert sorted(held) == sorted(id(value) for value in claims.values())


def texts(claim: Claim) -> list[str]:
    """Return all that is shown of a claim, the lowest level only."""
    return [text for child in claim.children for text in texts(child)] or [claim.text]


@given(st.lists(st.integers(), min_size=2, max_size=30))
def test_every_item_of_a_list_has_its_row(items: list[int]) -> None:
    """In the order of the token."""
    assert texts(only(items)) == [str(item) for item in items]


def test_what_a_long_list_does_not_show_is_counted() -> None:
    """And it is still there to be copied."""
    items = [f"role-{number}" for number in range(1200)]
    claim = only(items, "roles")
    assert claim.children[-1].text == "1000 more"
    assert claim.value == items


def test_a_cut_value_is_whole_for_copying() -> None:
    """What is shown ends in an ellipsis; a representation shows nothing more."""
    claim = only("v" * 5000)
    assert (claim.text[-1], len(claim.value)) == ("…", 5000)
    assert len(repr(claim)) < 1000


def test_a_deep_value_does_not_end_the_program() -> None:
    """It is shown to a depth, then summed up."""
    value: Any = "x"
    for _ in range(60):
        value = [value]
    assert only(value).children


class TestCompare:
    """What changed from one token to the next."""

    def test_roles_that_came_and_went_are_named(self) -> None:
        """By value; times and ids are no news."""
        old = {"roles": ["admin", "editor"], "exp": 1, "jti": "a", "scope": "read write"}
        new = {"roles": ["editor", "viewer"], "exp": 2, "jti": "b", "scope": "read"}
        changes = {change.name: change for change in compare_claims(old, new)}
        assert set(changes) == {"roles", "scope"}
        assert (changes["roles"].gone, changes["roles"].come) == (("admin",), ("viewer",))
        assert (changes["scope"].gone, changes["scope"].come) == (("write",), ())

    def test_nested_roles_are_named_one_by_one(self) -> None:
        """Each with the way to it."""
        old = {"resource_access": {"billing": {"roles": ["view", "pay"]}, "shop": {"roles": []}}}
        new = {"resource_access": {"billing": {"roles": ["view"]}, "shop": {"roles": ["sell"]}}}
        (change,) = compare_claims(old, new)
        assert change.gone == ("billing: roles: pay",)
        assert change.come == ("shop: roles: sell",)

    def test_order_is_no_change(self) -> None:
        """However long the list is: nothing came, nothing went."""
        items = [f"role-{number}" for number in range(900)]
        (change,) = compare_claims({"roles": items}, {"roles": items[::-1]})
        assert (change.gone, change.come) == ((), ())

    def test_unknown_claims_are_named_too(self) -> None:
        """Only what every token has its own of is no news."""
        old = {"features": ["a"], "aud": "x", "jti": "1", "uti": "1", "at_hash": "1"}
        new = {"features": [], "aud": "y", "jti": "2", "uti": "2", "at_hash": "2"}
        assert [change.name for change in compare_claims(old, new)] == ["features", "aud"]

    def test_a_permission_claim_that_vanished_names_its_values(self) -> None:
        """All of them went."""
        (change,) = compare_claims({"scope": "read write"}, {})
        assert change.gone == ("read", "write")

    def test_other_claims_are_named_without_values(self) -> None:
        """An address or a name is nobody's business in a history."""
        (change,) = compare_claims({"email": "a@id.example"}, {"email": "b@id.example"})
        assert (change.name, change.gone, change.come) == ("email", (), ())

    @given(
        st.dictionaries(st.text(max_size=8), JSON, max_size=5),
        st.dictionaries(st.text(max_size=8), JSON, max_size=5),
    )
    def test_nothing_raises(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        """Whatever two tokens hold."""
        assert len(compare_claims(old, new)) <= len(old.keys() | new.keys())
