"""What changed from one token to the next, small enough to be kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_claims import JSON
from tokentray.core.changes import (
    MOST_CLAIMS,
    MOST_MEMBERS,
    Changes,
    Content,
    changes_between,
    changes_from_list,
    changes_to_list,
)
from tokentray.core.claims import ClaimChange, Group

NAMES = st.text(max_size=8) | st.sampled_from(["roles", "scope", "plans", "permissions", "exp"])


def changed(old: dict[str, Any], new: dict[str, Any]) -> dict[str, ClaimChange]:
    """Compare two tokens' claims; the changes by name."""
    return {one.name: one for one in changes_between(Content(old), Content(new)).claims}


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ({"roles": ["admin", "editor"]}, {"roles": ["editor"]}, ("admin",), ()),
        ({"role": "viewer"}, {"role": "admin"}, ("viewer",), ("admin",)),
        ({}, {"permissions": ["orders:write"]}, (), ("orders:write",)),
        ({"scope": "read write"}, {"scope": "read"}, ("write",), ()),
        ({"scp": ["read", "write"]}, {"scp": ["read"]}, ("write",), ()),
        ({"plans": [{"name": "trial"}]}, {"plans": [{"name": "team"}]}, ("trial",), ("team",)),
        (
            {"realm_access": {"roles": ["a", "b"]}},
            {"realm_access": {"roles": ["b"]}},
            ("roles: a",),
            (),
        ),
    ],
)
def test_members_that_came_and_went_are_named(
    old: dict[str, Any], new: dict[str, Any], gone: tuple[str, ...], come: tuple[str, ...]
) -> None:
    """Of permissions, roles, scopes and plans, in the shapes that servers give them."""
    (change,) = changed(old, new).values()
    assert (change.gone, change.come) == (gone, come)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"exp": 1, "iat": 1, "nbf": 1, "auth_time": 1}, {"exp": 2, "iat": 2, "nbf": 2}),
        ({"jti": "a", "uti": "a", "nonce": "x"}, {"jti": "b", "uti": "b"}),
        ({"session_expires_at": 1_800_000_000}, {"session_expires_at": 1_800_003_600}),
        ({"roles": ["a", "b"], "scope": "x"}, {"roles": ["b", "a"], "scope": "x"}),
        ({"email": "a@id.example"}, {"email": "a@id.example"}),
    ],
)
def test_what_is_no_news_is_left_out(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Times, ids of the token itself, another order, and what is as it was."""
    assert not changes_between(Content(old), Content(new))


def test_other_claims_are_named_without_their_values() -> None:
    """And stand behind what people look for."""
    old = {"email": "a@id.example", "roles": ["a"]}
    new = {"email": "b@id.example", "roles": ["b"]}
    assert list(changed(old, new)) == ["roles", "email"]
    assert "id.example" not in json.dumps(
        changes_to_list(changes_between(*map(Content, (old, new))))
    )


@pytest.mark.parametrize("claims", [None, {"sub": "user-1"}])
def test_an_answer_without_scopes_says_nothing_about_them(claims: dict[str, Any] | None) -> None:
    """RFC 6749, 5.1: it may leave them out where they are those that were asked for."""
    told, untold = Content(claims, ("read", "write")), Content(claims)
    assert not changes_between(untold, told)
    assert not changes_between(told, untold)


def test_scopes_of_the_answer_count_where_the_token_names_none() -> None:
    """Of an opaque token they are all that is known."""
    before, after = Content(None, ("read", "write")), Content(None, ("read",))
    (change,) = changes_between(before, after).claims
    assert (change.name, change.gone) == ("scope", ("write",))
    jwt = changes_between(Content({"sub": "x"}, ("read",)), Content({"sub": "x"}, ("read", "pay")))
    assert [one.come for one in jwt.claims] == [("pay",)]
    told = {"scope": "read"}
    assert not changes_between(Content(told, ("read",)), Content(told, ("read", "pay")))
    assert not changes_between(Content(None), Content({"roles": ["admin"]}))


def test_only_what_gained_or_lost_members_is_a_change_of_groups() -> None:
    """An address, or the day that a plan ends, is in the history and calls nobody."""
    old = {"email": "a", "plans": [{"name": "team", "until": 1}], "scope": "a", "roles": ["a"]}
    new = {"email": "b", "plans": [{"name": "team", "until": 2}], "scope": "b", "roles": []}
    changes = changes_between(Content(old), Content(new))
    assert {one.name for one in changes.claims} == {"email", "plans", "scope", "roles"}
    assert changes.groups == (Group.PERMISSIONS, Group.ROLES)
    assert changes.without_members().groups == ()


def test_however_much_changed_little_is_kept() -> None:
    """What is not named is counted."""
    old: dict[str, Any] = {f"claim-{number}": number for number in range(1000)}
    old["roles"] = [f"role-{number}-" + "x" * 500 for number in range(5000)]
    changes = changes_between(Content(old), Content({}))
    assert len(changes.claims) == MOST_CLAIMS
    assert changes.more == 1001 - MOST_CLAIMS
    assert len(changes.claims[0].gone) == MOST_MEMBERS
    assert changes.claims[0].more == 5000 - MOST_MEMBERS
    assert len(json.dumps(changes_to_list(changes))) < 8000


@given(
    st.dictionaries(NAMES, JSON, max_size=6),
    st.dictionaries(NAMES, JSON, max_size=6),
)
def test_any_two_tokens_can_be_compared_and_kept(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Whatever they hold; what is kept is read again as it was."""
    changes = changes_between(Content(old), Content(new))
    kept = json.loads(json.dumps(changes_to_list(changes)))
    assert changes_from_list(kept) == changes
    assert len(changes.claims) + changes.more <= len(old.keys() | new.keys())
    assert not changes_between(Content(old), Content(old))


def test_what_is_no_change_is_refused() -> None:
    """A row that somebody else wrote raises, for its reader to pass over."""
    for row in ({}, {"claim": "roles"}, {"claim": "roles", "group": "none"}, {"more": "x"}):
        with pytest.raises((KeyError, ValueError, TypeError)):
            changes_from_list([row])
    assert changes_from_list([]) == Changes()
