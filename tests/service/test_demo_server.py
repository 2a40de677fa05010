"""The ways of a token against the demo's identity server: real metadata, keys and endpoints."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.service.bench import Bench, Clock
from tokentray.core.profile import Profile
from tokentray.core.signature import ClaimsFrom, SignatureState
from tokentray.demo.profiles import DemoProfile, Form, demo_profiles
from tokentray.demo.server import IdentityServer

CONFIDENTIAL = "confidential"


def standard() -> DemoProfile:
    """Return a demo profile that is refreshed as RFC 6749 has it."""
    return next(one for one in demo_profiles() if one.form is Form.STANDARD)


@pytest.fixture
def server() -> Iterator[IdentityServer]:
    """The demo's server; it also gives opaque tokens to a public and a confidential client."""
    public = replace(standard(), name="public", account=None)
    rules = replace(public.rules, client_id=CONFIDENTIAL)
    confidential = replace(public, name=CONFIDENTIAL, rules=rules)
    profiles = [standard(), public, confidential]
    clients = {public.rules.client_id: None, CONFIDENTIAL: "s3cret"}
    with IdentityServer(profiles, clients=clients) as server:
        yield server


def give(bench: Bench, server: IdentityServer, name: str, **changes: str) -> Profile:
    """Have the bench hold what the server gives for a profile."""
    bench.profiles.add("api", {**tomllib.loads(server.fragment(name)), **changes})
    return bench.give(response=json.loads(server.first_response(name)))


def test_from_the_first_token_to_the_last(
    bench: Bench, server: IdentityServer, clock: Clock
) -> None:
    """Verified, renewed and verified without being asked again, revoked, and no use any more."""
    demo = standard()
    profile = give(bench, server, demo.name)
    done = bench.service.inspect(profile)
    assert done.error is None
    assert done.snapshot is not None
    assert done.snapshot.signature.state is SignatureState.VERIFIED
    refreshed = bench.refresh(profile)
    assert refreshed.snapshot is not None
    assert refreshed.snapshot.signature.state is SignatureState.VERIFIED
    last = bench.held(profile)
    out = bench.service.sign_out(profile)
    assert (out.error, out.sentences) == (
        None,
        ("api is signed out; the server revoked its tokens.",),
    )
    assert next(one for one in server.grants if one.name == demo.name).revoked
    bench.vault.save(profile.id, last)
    clock.offset += 2
    late = bench.refresh(profile)
    assert late.snapshot is not None
    assert late.snapshot.ended == "reason-invalid-grant"


def test_an_opaque_token_of_a_client_with_a_secret(bench: Bench, server: IdentityServer) -> None:
    """Is described by introspection."""
    auth = {"client_id": CONFIDENTIAL, "client_auth": "client_secret_basic"}
    profile = give(bench, server, CONFIDENTIAL, **auth)
    bench.service.set_secret(profile, "client_secret", "s3cret")
    done = bench.service.inspect(profile)
    assert done.error is None
    assert done.snapshot is not None
    assert done.snapshot.claims is not None
    assert done.snapshot.claims["iss"] == server.base_url
    assert done.snapshot.claims_from is ClaimsFrom.INTROSPECTION


def test_an_opaque_token_of_a_public_client(bench: Bench, server: IdentityServer) -> None:
    """Introspection is not for such a client; userinfo says who signed in."""
    done = bench.service.inspect(give(bench, server, "public"))
    assert done.error is None
    assert done.snapshot is not None
    assert done.snapshot.claims is not None
    assert done.snapshot.claims["sub"]
    assert done.snapshot.claims_from is ClaimsFrom.USERINFO
