"""Refreshes whose endpoint, key or grant is not the plain case: metadata, DPoP, own credentials."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace

import jwt
import pytest

from tests.faults.answers import Answer
from tests.service.bench import Bench, Clock
from tokentray.core.errors import SignInNeeded, TransportError
from tokentray.core.jobs import Phase
from tokentray.core.profile import Profile
from tokentray.core.tokens import Binding
from tokentray.demo.profiles import demo_profiles
from tokentray.demo.server import IdentityServer
from tokentray.oauth.dpop import new_key, public_jwk
from tokentray.storage.documents import Document, DocumentKind, Documents


@pytest.fixture
def server(clock: Clock) -> Iterator[IdentityServer]:
    """An identity server with metadata, a public client and one with a secret."""
    clients = {"tokentray-demo": None, "machine": "s%+/:&t"}
    with IdentityServer(demo_profiles(40), clock=clock, clients=clients) as server:
        yield server


def billing(bench: Bench, server: IdentityServer) -> Profile:
    """Write a profile that names its issuer only, and import what a sign-in gave."""
    bench.profiles.add("billing", {"issuer": server.base_url, "client_id": "tokentray-demo"})
    return bench.give("billing", server.first_response("billing"))


class TestMetadata:
    """The token endpoint is what the issuer says."""

    def test_the_endpoint_is_found_and_remembered(
        self, bench: Bench, server: IdentityServer
    ) -> None:
        """Asked once; the tokens are bound to what was found."""
        profile = billing(bench, server)
        done = bench.refresh(profile)
        assert (done.error, done.renewed) == (None, True)
        assert bench.phases[2] is Phase.DISCOVERING
        assert bench.held(profile).binding == Binding(server.base_url, server.base_url)
        bench.clock.offset += 5
        assert bench.refresh(profile).renewed
        asked = [one.path for one in server.requests if "well-known" in one.path]
        assert len(asked) == len(set(asked))

    def test_metadata_that_moves_the_endpoint_gets_nothing(
        self, bench: Bench, server: IdentityServer
    ) -> None:
        """A document cannot lead the grant to another origin behind the user's back."""
        profile = billing(bench, server)
        assert bench.refresh(profile).renewed
        documents = Documents(bench.folders.cache)
        kept = documents.load(DocumentKind.METADATA, server.base_url)
        assert kept is not None
        moved = {**kept.data, "token_endpoint": bench.endpoint.url}
        documents.save(DocumentKind.METADATA, server.base_url, Document(bench.clock(), moved))
        bench.clock.offset += 5
        done = bench.refresh(profile)
        assert isinstance(done.error, SignInNeeded)
        assert "the token endpoint changed" in done.error.title
        assert bench.endpoint.requests == ()
        loaded, inspected = bench.service.load(profile), bench.service.inspect(profile)
        seen = (done.snapshot, loaded.snapshot, inspected.snapshot)
        assert {one and one.ended for one in seen} == {"reason-endpoint-changed"}

    def test_a_secret_is_bound_where_it_was_first_used(
        self, bench: Bench, server: IdentityServer
    ) -> None:
        """It was kept before anybody knew the endpoint."""
        bench.profiles.add(
            "job",
            {
                "issuer": server.base_url,
                "client_id": "machine",
                "client_auth": "client_secret_basic",
                "grant": "client-credentials",
            },
        )
        profile = bench.service.profile("job")
        bench.service.set_secret(profile, "client_secret", "s%+/:&t")
        assert bench.vault.secrets(profile.id)["client_secret"].binding.origin == ""
        hold_machine_token(bench, profile)
        assert bench.refresh(profile).renewed
        binding = bench.vault.secrets(profile.id)["client_secret"].binding
        assert binding == Binding(server.base_url, server.base_url)

    def test_no_network_for_metadata_is_a_failure_to_wait_out(self, bench: Bench) -> None:
        """Nothing was sent, nobody is signed out, and the back-off is kept."""
        bench.profiles.add("api", {"issuer": "http://127.0.0.1:9", "client_id": "x"})
        profile = bench.give()
        done = bench.refresh(profile)
        assert isinstance(done.error, TransportError)
        assert done.standing.failures == 1
        assert done.standing.retry_at > bench.clock()
        assert Phase.INTENT_WRITTEN not in bench.phases


def hold_machine_token(bench: Bench, profile: Profile) -> None:
    """Keep a token set as a sign-in by client credentials leaves it."""
    response = json.dumps({"access_token": "machine-token", "expires_in": 60})
    bench.service.import_tokens(profile.name, response.encode())
    held = replace(bench.held(profile), source="client-credentials")
    bench.vault.save(profile.id, held)


class TestClientCredentials:
    """RFC 6749 section 4.4: there is no refresh token, the client simply asks again."""

    def test_it_asks_again(self, bench: Bench) -> None:
        """With its scopes and its target, and without a refresh token."""
        bench.add(
            scopes=["read", "write"],
            audience="https://api.example",
            resources=["https://a.example", "https://b.example"],
        )
        profile = bench.service.profile("api")
        hold_machine_token(bench, profile)
        bench.endpoint.script(Answer.json({"access_token": "next", "expires_in": 60}))
        done = bench.refresh(profile)
        assert done.renewed
        assert done.snapshot is not None
        assert done.snapshot.access_token == "next"
        assert done.snapshot.is_renewable
        sent = bench.endpoint.requests[-1].body.decode()
        assert "grant_type=client_credentials&scope=read+write&audience=" in sent
        assert sent.count("resource=") == 2
        assert "refresh_token" not in sent


class TestDpop:
    """RFC 9449: the proof goes with every request, and the key stays with the token."""

    def held(self, bench: Bench) -> tuple[Profile, str]:
        """Keep tokens that are bound to a key."""
        bench.add(dpop=True)
        profile, key = bench.give(), new_key()
        held = replace(bench.held(profile), dpop_key=key, token_type="DPoP")
        bench.vault.save(profile.id, held)
        return profile, key

    def test_a_proof_goes_with_the_refresh(self, bench: Bench) -> None:
        """Made with the key of the tokens, for this endpoint."""
        profile, key = self.held(bench)
        bench.endpoint.script(Answer.rotate(token_type="DPoP"))
        done = bench.refresh(profile)
        assert done.renewed
        proof = bench.endpoint.requests[-1].headers["dpop"]
        assert jwt.get_unverified_header(proof)["jwk"] == public_jwk(key)
        assert bench.held(profile).dpop_key == key

    def test_the_nonce_of_the_server_is_given_once(self, bench: Bench) -> None:
        """Section 8: `use_dpop_nonce` is an invitation, not a failure; a second one is."""
        profile, _ = self.held(bench)
        wants = Answer.error("use_dpop_nonce").with_headers({"DPoP-Nonce": "n-7"})
        bench.endpoint.script(wants)
        assert bench.refresh(profile).renewed
        first, second = (one.headers["dpop"] for one in bench.endpoint.requests)
        nonces = [
            jwt.decode(one, options={"verify_signature": False}).get("nonce")
            for one in (first, second)
        ]
        assert nonces == [None, "n-7"]
        bench.clock.offset += 5
        bench.endpoint.script(wants, wants)
        assert bench.refresh(profile).error is not None
        assert len(bench.endpoint.requests) == 4

    def test_tokens_without_their_key_are_not_sent(self, bench: Bench) -> None:
        """An import cannot bring the key: only a sign-in helps, and says so."""
        bench.add(dpop=True)
        profile = bench.give()
        done = bench.refresh(profile)
        assert isinstance(done.error, SignInNeeded)
        assert done.error.code == "no-dpop-key"
        assert bench.endpoint.requests == ()

    def test_a_bound_token_is_not_handed_out(self, bench: Bench) -> None:
        """Failure 40: whoever sent it as a bearer would be refused."""
        profile, _ = self.held(bench)
        with pytest.raises(Exception, match="bound to a key"):
            bench.service.hand_out(profile, min_valid=None)


def test_the_time_of_discovery_counts(bench: Bench, server: IdentityServer) -> None:
    """One total deadline for all that a refresh asks."""
    profile = billing(bench, server)
    began = time.monotonic()
    assert bench.refresh(profile).renewed
    assert time.monotonic() - began < 5
