"""What a refresh, an import and a sign-in change, in the history and for whoever asked."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.home import jwt
from tests.service.bench import Bench, Clock
from tokentray.core.changes import Changes
from tokentray.core.claims import ClaimChange, Group
from tokentray.core.profile import Profile
from tokentray.demo.profiles import demo_profiles
from tokentray.demo.server import IdentityServer
from tokentray.storage.history import Event, EventKind


@pytest.fixture
def server() -> Iterator[IdentityServer]:
    """The demo's server: its account loses a role, then moves to a paid plan."""
    with IdentityServer(demo_profiles()) as server:
        yield server


def give(bench: Bench, server: IdentityServer) -> Profile:
    """Have the bench hold the first tokens of that account."""
    bench.profiles.add("api", tomllib.loads(server.fragment("api")))
    return bench.give(response=json.loads(server.first_response("api")))


def latest(bench: Bench, profile: Profile) -> Event:
    """Return the newest event."""
    return bench.history.events(profile.id)[0]


def test_a_role_that_a_refresh_took_away_is_remembered(
    bench: Bench, server: IdentityServer, clock: Clock
) -> None:
    """With the permissions that went with it; the next ones change a plan, and then nothing."""
    profile = give(bench, server)
    assert not latest(bench, profile).changes
    first = bench.refresh(profile)
    assert first.changes.groups == (Group.PERMISSIONS, Group.ROLES)
    event = latest(bench, profile)
    assert event.kind is EventKind.REFRESHED
    assert {one.name: (one.gone, one.come) for one in event.changes.claims} == {
        "permissions": (("orders:write",), ()),
        "roles": (("editor",), ()),
    }
    clock.offset += 2
    second = bench.refresh(profile)
    assert second.changes.groups == (Group.PERMISSIONS, Group.PLANS)
    assert {one.name: one.come for one in latest(bench, profile).changes.claims} == {
        "permissions": ("members:read",),
        "plans": ("team",),
    }
    clock.offset += 2
    assert not bench.refresh(profile).changes
    assert not latest(bench, profile).changes


def test_the_end_of_each_token_is_remembered(bench: Bench, server: IdentityServer) -> None:
    """By our clock, for the picture of its life."""
    profile = give(bench, server)
    bench.refresh(profile)
    held = bench.held(profile)
    assert held.expires_at is not None
    for event in bench.history.events(profile.id):
        assert event.expires_at is not None
        assert abs(event.expires_at - held.expires_at) < 30


def response(**claims: Any) -> dict[str, Any]:
    """Return a response whose token says this."""
    token = jwt(iss="https://id.example", exp=int(time.time()) + 3600, **claims)
    return {"access_token": token}


def test_an_import_tells_what_is_other_too(bench: Bench) -> None:
    """Of the same account; another one's claims are no change of this one's."""
    profile = bench.give("hand", response(sub="me", roles=["admin"], email="a@id.example"))
    bench.give("hand", response(sub="me", roles=["viewer"], email="b@id.example"))
    event = latest(bench, profile)
    roles = ClaimChange("roles", Group.ROLES, ("admin",), ("viewer",))
    assert event.changes.claims[0] == roles
    assert [one.name for one in event.changes.claims] == ["roles", "email"]
    assert "id.example" not in str(event)
    bench.give("hand", response(sub="you", roles=["admin"]))
    event = latest(bench, profile)
    assert event.detail["account"] == "other"
    assert event.changes == Changes()
