"""What is found out about a token: from kept keys, by asking for keys, by asking about it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jwt
import pytest

from tests.faults.site import Page
from tests.oauth.keys import AUDIENCE, key_of, public_jwk, signed
from tests.service.bench import Bench, Clock
from tests.service.issuer import INTROSPECT, JWKS, METADATA, USERINFO, Issuer
from tokentray.core.jobs import Phase
from tokentray.core.profile import Profile
from tokentray.core.signature import ClaimsFrom, Signature, SignatureState
from tokentray.core.snapshot import Snapshot
from tokentray.core.tokens import TokenSet
from tokentray.oauth import dpop
from tokentray.service.inspect import UNKNOWN_KEYS

VERIFIED, NOT_VERIFIED, FAILED = SignatureState
HOUR = 3600.0


def add(bench: Bench, issuer: Issuer, token: str | None = None, **table: Any) -> Profile:
    """Return a profile of the issuer with a token (one that the issuer signed, by default)."""
    bench.profiles.add("api", {"client_id": "tokentray", "issuer": issuer.origin, **table})
    given = issuer.token() if token is None else token
    return bench.give(response={"access_token": given, "expires_in": 3600})


def opaque(bench: Bench, issuer: Issuer, *, fields: Any = None, **table: Any) -> Profile:
    """Return a profile that holds an opaque token."""
    bench.profiles.add("api", {"client_id": "tokentray", "issuer": issuer.origin, **table})
    response = {"access_token": "opaque-token", "expires_in": 3600, **(fields or {})}
    return bench.give(response=response)


def kept(bench: Bench, profile: Profile) -> Signature:
    """Return the signature as a load tells it."""
    snapshot = bench.load(profile).snapshot
    assert snapshot is not None
    return snapshot.signature


def inspected(bench: Bench, profile: Profile) -> Snapshot:
    """Return the snapshot after an inspection that had no trouble."""
    done = bench.service.inspect(profile)
    assert done.error is None
    assert done.snapshot is not None
    return done.snapshot


class TestKeys:
    """The keys of the issuer."""

    def test_loading_asks_nobody(self, bench: Bench, issuer: Issuer) -> None:
        """A load works offline, and says that keys would help."""
        found = kept(bench, add(bench, issuer))
        assert (found.state, found.reason, found.wants_keys) == (
            NOT_VERIFIED,
            "signature-no-keys",
            True,
        )
        assert issuer.requests == ()

    def test_inspecting_asks_and_keeps(self, bench: Bench, issuer: Issuer) -> None:
        """Once: the next load, and the next inspection, do without the network."""
        profile = add(bench, issuer)
        found = inspected(bench, profile).signature
        assert (found.state, found.arguments["keys_of"]) == (VERIFIED, issuer.origin)
        issuer.close()
        assert kept(bench, profile) == found == inspected(bench, profile).signature
        assert issuer.count(JWKS) == 1

    def test_keys_that_the_profile_names_need_no_metadata(
        self, bench: Bench, issuer: Issuer
    ) -> None:
        """And no issuer: then none is expected."""
        profile = bench.add(endpoints={"jwks": issuer.origin + JWKS})
        profile = bench.give(response={"access_token": issuer.token(), "expires_in": 60})
        assert inspected(bench, profile).signature.state is VERIFIED
        assert issuer.count(METADATA) == 0

    def test_after_an_hour_they_are_asked_again(
        self, bench: Bench, issuer: Issuer, clock: Clock
    ) -> None:
        """Till then a load says as of when it is verified."""
        profile = add(bench, issuer, issuer.token(exp=int(clock()) + 90_000))
        inspected(bench, profile)
        clock.offset += HOUR + 1
        old = kept(bench, profile)
        assert (old.state, old.reason, old.wants_keys) == (
            VERIFIED,
            "signature-verified-as-of",
            True,
        )
        assert inspected(bench, profile).signature.reason == "signature-verified"
        assert issuer.count(JWKS) == 2

    def test_offline_the_kept_keys_serve(self, bench: Bench, issuer: Issuer, clock: Clock) -> None:
        """And it says as of when, with what was in the way."""
        profile = add(bench, issuer, issuer.token(exp=int(clock()) + 90_000))
        inspected(bench, profile)
        clock.offset += 2 * HOUR
        issuer.close()
        done = bench.service.inspect(profile)
        assert done.error is not None
        assert done.error.code == "offline"
        assert done.snapshot is not None
        found = done.snapshot.signature
        assert (found.state, found.reason) == (VERIFIED, "signature-verified-as-of")
        assert str(found.arguments["at"]).startswith("20")

    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            (Page(500), "server-status"),
            (Page.redirect("https://thief.example/jwks"), "redirect"),
            (Page(200, b"<html>"), "not-json"),
            (Page.json({"keys": "none"}), "bad-answer"),
            (Page(200, b"x" * 300_000), "answer-too-long"),
        ],
    )
    def test_keys_that_cannot_be_had(
        self, bench: Bench, issuer: Issuer, answer: Page, code: str
    ) -> None:
        """The token is not verified, and it says why."""
        profile = add(bench, issuer)
        issuer.put(JWKS, answer)
        done = bench.service.inspect(profile)
        assert done.error is not None
        assert done.snapshot is not None
        assert (done.error.code, done.snapshot.signature.state) == (code, NOT_VERIFIED)
        assert done.snapshot.signature.reason == "signature-keys-not-had"

    def test_a_rotated_key_is_fetched_once(self, bench: Bench, issuer: Issuer) -> None:
        """A token by a key that is not kept yet makes the issuer be asked, at once."""
        profile = add(bench, issuer)
        inspected(bench, profile)
        new = key_of("P-256", 1)
        issuer.serve_keys(public_jwk(issuer.key, kid="one"), public_jwk(new, kid="two"))
        token = signed(new, "ES256", {"kid": "two"}, iss=issuer.origin)
        profile = bench.give(response={"access_token": token})
        found = kept(bench, profile)
        assert (found.state, found.wants_keys) == (NOT_VERIFIED, True)
        assert inspected(bench, profile).signature.state is VERIFIED
        assert issuer.count(JWKS) == 2

    def test_an_unknown_key_is_asked_for_once_in_five_minutes(
        self, bench: Bench, issuer: Issuer, clock: Clock
    ) -> None:
        """Whatever keys tokens name."""
        thief = key_of("P-256", 1)
        profile = add(bench, issuer, signed(thief, "ES256", {"kid": "two"}, iss=issuer.origin))
        for _ in range(3):
            found = inspected(bench, profile).signature
            assert (found.state, found.reason) == (FAILED, "signature-unknown-key")
        assert issuer.count(JWKS) == 1
        clock.offset += 301
        inspected(bench, profile)
        inspected(bench, profile)
        assert issuer.count(JWKS) == 2

    def test_many_unknown_keys_are_asked_for_a_few_times(
        self, bench: Bench, issuer: Issuer
    ) -> None:
        """Each may be a new one; whoever makes them up does not make us ask for ever."""
        thief = key_of("P-256", 1)
        profile = add(bench, issuer)
        for number in range(12):
            token = signed(thief, "ES256", {"kid": f"made-up-{number}"}, iss=issuer.origin)
            profile = bench.give(response={"access_token": token})
            assert inspected(bench, profile).signature.state is FAILED
        assert issuer.count(JWKS) == UNKNOWN_KEYS

    def test_a_clock_set_back_does_not_make_old_keys_fresh(
        self, bench: Bench, issuer: Issuer, clock: Clock
    ) -> None:
        """What was fetched in the future is asked again."""
        profile = add(bench, issuer)
        inspected(bench, profile)
        clock.offset -= 30.0
        inspected(bench, profile)
        assert issuer.count(JWKS) == 2

    def test_metadata_without_keys(self, bench: Bench, issuer: Issuer) -> None:
        """Says so, and is not asked again for them."""
        issuer.serve_metadata(jwks_uri=None)
        found = inspected(bench, add(bench, issuer)).signature
        assert (found.reason, found.wants_keys) == ("signature-no-jwks", False)

    def test_keys_of_another_issuer_are_not_asked(self, bench: Bench, issuer: Issuer) -> None:
        """Metadata that speaks of somebody else names nothing."""
        issuer.serve_metadata(issuer="https://other.example")
        done = bench.service.inspect(add(bench, issuer))
        assert done.error is not None
        assert done.error.code == "issuer-mismatch"
        assert issuer.count(JWKS) == 0

    def test_without_an_issuer_nobody_can_tell(self, bench: Bench, issuer: Issuer) -> None:
        """An imported token whose profile names none; its own `iss` is never believed."""
        profile = bench.give(response={"access_token": issuer.token()})
        found = inspected(bench, profile).signature
        assert (found.reason, found.wants_keys) == ("signature-no-issuer", False)
        assert issuer.requests == ()

    @pytest.mark.parametrize("header", ["jku", "x5u"])
    def test_addresses_in_a_token_are_not_asked(
        self, bench: Bench, issuer: Issuer, header: str
    ) -> None:
        """Only the issuer's own are."""
        thief = key_of("P-256", 1)
        url = f"{issuer.origin}/thief"
        token = signed(thief, "ES256", {header: url, "kid": "one"}, iss=issuer.origin)
        found = inspected(bench, add(bench, issuer, token)).signature
        assert found.state is FAILED
        assert issuer.count("/thief") == 0

    @pytest.mark.parametrize(
        ("table", "state"),
        [
            ({"audience": AUDIENCE}, VERIFIED),
            ({"audience": "https://other.example"}, FAILED),
            ({"resources": ["https://other.example", AUDIENCE]}, VERIFIED),
            ({"audience": "x", "expect": {"audience": AUDIENCE}}, VERIFIED),
            ({"expect": {"issuer": "https://other.example"}}, FAILED),
        ],
    )
    def test_what_is_expected(
        self, bench: Bench, issuer: Issuer, table: dict[str, Any], state: SignatureState
    ) -> None:
        """What `expect` says counts, else what was asked for."""
        assert inspected(bench, add(bench, issuer, **table)).signature.state is state

    def test_a_refresh_tells_it_by_kept_keys(self, bench: Bench, issuer: Issuer) -> None:
        """Publishing new tokens waits for no keys."""
        profile = bench.add(issuer=issuer.origin)
        profile = bench.give()
        done = bench.refresh(profile)
        assert done.snapshot is not None
        assert done.snapshot.signature.wants_keys
        assert issuer.requests == ()

    def test_keys_are_kept_without_what_is_not_public(self, bench: Bench, issuer: Issuer) -> None:
        """The cache holds public data only."""
        issuer.serve_keys(
            public_jwk(issuer.key, kid="one", d="private-part"), {"kty": "oct", "k": "secret-key"}
        )
        assert inspected(bench, add(bench, issuer)).signature.state is VERIFIED
        stored = b"".join(path.read_bytes() for path in bench.folders.cache.iterdir())
        assert b"private-part" not in stored
        assert b"secret-key" not in stored


class TestOpaque:
    """Tokens that say nothing themselves."""

    def test_introspection_says_it(self, bench: Bench, issuer: Issuer) -> None:
        """RFC 7662: the claims come from there, and are not stored."""
        issuer.serve_metadata("introspection", "userinfo")
        told = {"active": True, "sub": "user-1", "scope": "read", "exp": 4_000_000_000}
        issuer.put(INTROSPECT, Page.json(told))
        profile = opaque(bench, issuer)
        found = inspected(bench, profile)
        assert found.claims == {"sub": "user-1", "scope": "read", "exp": 4_000_000_000}
        assert (found.opaque, found.claims_from) == (True, ClaimsFrom.INTROSPECTION)
        (asked,) = issuer.at(INTROSPECT)
        assert asked.fields == {
            "token": "opaque-token",
            "token_type_hint": "access_token",
            "client_id": "tokentray",
        }
        assert issuer.count(USERINFO) == 0
        loaded = bench.load(profile).snapshot
        assert loaded is not None
        assert loaded.claims is None
        assert b"user-1" not in b"".join(
            path.read_bytes() for path in bench.folders.cache.iterdir()
        )

    def test_the_client_shows_itself(self, bench: Bench, issuer: Issuer) -> None:
        """As at the token endpoint; a missing secret is named before anything is sent."""
        issuer.serve_metadata("introspection")
        issuer.put(INTROSPECT, Page.json({"active": True}))
        profile = opaque(bench, issuer, client_auth="client_secret_basic")
        done = bench.service.inspect(profile)
        assert done.error is not None
        assert done.error.code == "secret-missing"
        assert issuer.count(INTROSPECT) == 0
        bench.service.set_secret(profile, "client_secret", "s3cret")
        assert inspected(bench, profile).claims == {}
        assert issuer.at(INTROSPECT)[0].headers["authorization"].startswith("Basic ")

    def test_an_inactive_token_is_a_warning(self, bench: Bench, issuer: Issuer) -> None:
        """And whatever else stands there does not count."""
        issuer.serve_metadata("introspection", "userinfo")
        issuer.put(INTROSPECT, Page.json({"active": False, "sub": "user-1"}))
        found = inspected(bench, opaque(bench, issuer, scopes=["openid"]))
        assert found.claims is None
        assert ("warn-inactive", {}) in found.warnings
        assert issuer.count(USERINFO) == 0

    def test_what_may_be_a_secret_is_left_out(self, bench: Bench, issuer: Issuer) -> None:
        """Claims are shown and copied; an answer is not trusted to hold none."""
        issuer.serve_metadata("introspection")
        issuer.put(
            INTROSPECT,
            Page.json(
                {
                    "active": True,
                    "sub": "user-1",
                    "refresh_token": "r",
                    "Client_Secret": "c",
                    "echo": "Bearer opaque-token",
                    "deep": {"access_token": "a", "list": ["opaque-token", "fine"]},
                    "number": float("inf"),
                }
            ),
        )
        found = inspected(bench, opaque(bench, issuer))
        assert found.claims == {
            "sub": "user-1",
            "deep": {"list": ["fine"]},
            "number": "inf",
        }

    @pytest.mark.parametrize("status", [400, 401, 403, 404])
    def test_where_introspection_is_not_for_us_userinfo_is_asked(
        self, bench: Bench, issuer: Issuer, status: int
    ) -> None:
        """OpenID Connect Core section 5.3, by the token itself."""
        issuer.serve_metadata("introspection", "userinfo")
        issuer.put(INTROSPECT, Page.json({"error": "invalid_client"}, status))
        issuer.put(USERINFO, Page.json({"sub": "user-1", "name": "Ada"}))
        found = inspected(bench, opaque(bench, issuer, scopes=["openid"]))
        assert (found.claims, found.claims_from) == (
            {"sub": "user-1", "name": "Ada"},
            ClaimsFrom.USERINFO,
        )
        (asked,) = issuer.at(USERINFO)
        assert (asked.method, asked.headers["authorization"]) == ("GET", "Bearer opaque-token")

    def test_userinfo_helps_where_introspection_is_in_trouble(
        self, bench: Bench, issuer: Issuer
    ) -> None:
        """The server's, or a secret that is missing here."""
        issuer.serve_metadata("introspection", "userinfo")
        issuer.put(INTROSPECT, Page(503))
        issuer.put(USERINFO, Page.json({"sub": "user-1"}))
        found = inspected(bench, opaque(bench, issuer, scopes=["openid"]))
        assert (found.claims, found.claims_from) == ({"sub": "user-1"}, ClaimsFrom.USERINFO)

    def test_userinfo_is_for_openid_only(self, bench: Bench, issuer: Issuer) -> None:
        """Elsewhere only where the profile itself names the endpoint."""
        issuer.serve_metadata("userinfo")
        issuer.put(USERINFO, Page.json({"sub": "user-1"}))
        profile = opaque(bench, issuer, scopes=["read"])
        assert inspected(bench, profile).claims is None
        assert issuer.count(USERINFO) == 0
        bench.profiles.set("api", "endpoints", {"userinfo": issuer.origin + USERINFO})
        assert inspected(bench, bench.service.profile("api")).claims == {"sub": "user-1"}

    def test_somebody_elses_userinfo_is_not_used(self, bench: Bench, issuer: Issuer) -> None:
        """Section 5.3.2: the `sub` is that of the ID token."""
        issuer.serve_metadata("userinfo")
        issuer.put(USERINFO, Page.json({"sub": "user-2"}))
        fields = {"id_token": issuer.token(sub="user-1")}
        done = bench.service.inspect(opaque(bench, issuer, fields=fields, scopes=["openid"]))
        assert done.snapshot is not None
        assert done.snapshot.claims is None
        assert done.error is not None
        assert done.error.code == "bad-answer"

    def test_a_bound_token_goes_with_its_proof(self, bench: Bench, issuer: Issuer) -> None:
        """RFC 9449 sections 7 and 9: hash of the token, and the nonce once it is asked for."""
        issuer.serve_metadata("userinfo")
        challenge = (
            ("WWW-Authenticate", 'DPoP error="use_dpop_nonce"'),
            ("DPoP-Nonce", "n-1"),
        )
        issuer.put(USERINFO, Page(401, b"", challenge), Page.json({"sub": "user-1"}))
        profile = opaque(bench, issuer, scopes=["openid"])
        key = dpop.new_key()
        bench.vault.save(profile.id, replace(bench.held(profile), dpop_key=key))
        assert inspected(bench, profile).claims == {"sub": "user-1"}
        first, second = issuer.at(USERINFO)
        assert first.headers["authorization"] == "DPoP opaque-token"
        options: Any = {"verify_signature": False}
        proofs = [jwt.decode(one.headers["dpop"], options=options) for one in (first, second)]
        assert [one.get("nonce") for one in proofs] == [None, "n-1"]
        assert proofs[0]["htm"] == "GET"
        assert proofs[0]["htu"] == issuer.origin + USERINFO
        # SHA-256 of "opaque-token", base64url.
        assert proofs[0]["ath"] == dpop._hash(b"opaque-token")

    @pytest.mark.parametrize(
        "changes",
        [
            {"ended": "reason-invalid-grant"},
            {"expires_at": 1000},
            {"access_token": None},
        ],
    )
    def test_a_dead_token_is_not_sent(
        self, bench: Bench, issuer: Issuer, changes: dict[str, Any]
    ) -> None:
        """Nor one that is not there, or whose grant has ended."""
        issuer.serve_metadata("introspection")
        profile = opaque(bench, issuer)
        bench.vault.save(profile.id, replace(bench.held(profile), **changes))
        bench.service.inspect(profile)
        assert issuer.count(INTROSPECT) == 0

    def test_a_token_of_another_server_is_not_sent(self, bench: Bench, issuer: Issuer) -> None:
        """The profile names another issuer since."""
        issuer.serve_metadata("introspection")
        profile = opaque(bench, issuer)
        held = bench.held(profile)
        other = replace(held.binding, issuer="https://old.example")
        bench.vault.save(profile.id, replace(held, binding=other))
        bench.service.inspect(profile)
        assert issuer.requests == ()

    def test_a_server_that_moved_gets_no_token(self, bench: Bench, issuer: Issuer) -> None:
        """Its metadata names another token endpoint than the one that the token is bound to."""
        issuer.serve_metadata("introspection")
        profile = opaque(bench, issuer)
        held = bench.held(profile)
        moved = replace(held.binding, origin="https://old.example:443")
        bench.vault.save(profile.id, replace(held, binding=moved))
        assert inspected(bench, profile).claims is None
        assert issuer.count(INTROSPECT) == 0

    def test_nonsense_is_trouble(self, bench: Bench, issuer: Issuer) -> None:
        """A page, a missing `active`, a broken server: no claims, and it says why."""
        issuer.serve_metadata("introspection")
        profile = opaque(bench, issuer)
        for answer, code in (
            (Page(200, b"<html>"), "not-json"),
            (Page.json({"active": "true"}), "bad-answer"),
            (Page(503), "server-status"),
            (Page.html(403), "server-status"),
        ):
            issuer.put(INTROSPECT, answer)
            done = bench.service.inspect(profile)
            assert done.error is not None
            assert done.error.code == code


def test_nothing_held(bench: Bench, issuer: Issuer) -> None:
    """An inspection of nothing is nothing."""
    done = bench.service.inspect(bench.add(issuer=issuer.origin))
    assert (done.snapshot, done.error) == (None, None)
    assert issuer.requests == ()


def test_no_phase_that_forbids_to_end_it(bench: Bench, issuer: Issuer) -> None:
    """A hanging issuer may be given up at any moment: nothing can be lost."""
    profile = add(bench, issuer)
    phases: list[Phase] = []
    bench.service.inspect(profile, phases.append)
    assert phases == [Phase.DISCOVERING]


def test_no_token_reaches_the_log(
    bench: Bench, issuer: Issuer, caplog: pytest.LogCaptureFixture
) -> None:
    """At any level, with any trouble."""
    caplog.set_level("DEBUG")
    issuer.serve_metadata("introspection", "userinfo")
    profile = opaque(bench, issuer, scopes=["openid"])
    issuer.put(INTROSPECT, Page.json({"echo": "opaque-token"}, 500))
    bench.service.inspect(profile)
    assert "opaque-token" not in caplog.text
    assert "opaque-token" not in json.dumps(caplog.messages)


def test_the_set_held_is_untouched(bench: Bench, issuer: Issuer) -> None:
    """Inspecting writes nothing to the vault."""
    issuer.serve_metadata("introspection")
    issuer.put(INTROSPECT, Page.json({"active": True, "sub": "x"}))
    profile = opaque(bench, issuer)
    before: TokenSet = bench.held(profile)
    inspected(bench, profile)
    assert bench.held(profile) == before
