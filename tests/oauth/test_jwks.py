"""Signatures: every algorithm, every way to be fooled."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from tests.oauth.keys import (
    AUDIENCE,
    ISSUER,
    KIND_OF,
    claims,
    forged,
    key_of,
    public_jwk,
    segment,
    signed,
)
from tokentray.core.signature import Signature, SignatureState
from tokentray.oauth.jwks import Expected, algorithms_of, check, read_keys

VERIFIED, NOT_VERIFIED, FAILED = SignatureState


def expected(**changes: Any) -> Expected:
    """Return what a good token of the tests says."""
    whole: dict[str, Any] = {
        "issuer": ISSUER,
        "audiences": (AUDIENCE,),
        "now": time.time(),
        "keys_of": ISSUER,
    }
    return Expected(**(whole | changes))


def judged(token: str, *keys: Mapping[str, Any], **changes: Any) -> Signature:
    """Check a token against a key set as a server would answer it."""
    return check(token, read_keys({"keys": list(keys)}), expected(**changes))


def outcome(token: str, *keys: Mapping[str, Any], **changes: Any) -> tuple[SignatureState, str]:
    """Return state and reason of a check."""
    found = judged(token, *keys, **changes)
    return found.state, found.reason.removeprefix("signature-")


class TestAlgorithms:
    """What is checked."""

    @pytest.mark.parametrize("named", [True, False], ids=["by alg", "by kind"])
    @pytest.mark.parametrize("algorithm", sorted(KIND_OF))
    def test_each_algorithm_verifies(self, algorithm: str, named: bool) -> None:
        """With a key that names its algorithm, and with one that leaves it to its kind."""
        key = key_of(KIND_OF[algorithm])
        jwk = public_jwk(key, **({"alg": algorithm} if named else {}))
        found = judged(signed(key, algorithm), jwk)
        assert (found.state, found.arguments["algorithm"]) == (VERIFIED, algorithm)
        assert not found.wants_keys

    def test_the_larger_edwards_curve_verifies(self) -> None:
        """EdDSA is one algorithm on two curves (RFC 8037)."""
        key = key_of("Ed448")
        assert outcome(signed(key, "EdDSA"), public_jwk(key)) == (VERIFIED, "verified")

    @pytest.mark.parametrize("algorithm", sorted(KIND_OF))
    def test_another_key_of_the_kind_fails(self, algorithm: str) -> None:
        """And a changed byte does too."""
        kind = KIND_OF[algorithm]
        token = signed(key_of(kind), algorithm)
        assert outcome(token, public_jwk(key_of(kind, 1))) == (FAILED, "wrong")
        head, body, signature = token.split(".")
        changed = ".".join((head, segment(claims(sub="user-2")), signature))
        assert body != changed.split(".")[1]
        assert outcome(changed, public_jwk(key_of(kind))) == (FAILED, "wrong")

    @pytest.mark.parametrize(
        ("fields", "fits"),
        [
            ({}, {"ES256"}),
            ({"use": "sig", "key_ops": ["verify"]}, {"ES256"}),
            ({"use": "enc"}, set()),
            ({"key_ops": ["sign"]}, set()),
            ({"key_ops": "verify"}, set()),
            ({"alg": "ES384"}, set()),
            ({"alg": "HS256"}, set()),
            ({"alg": "ECDH-ES"}, set()),
            ({"crv": "secp256k1"}, set()),
            ({"kty": "oct"}, set()),
        ],
    )
    def test_what_a_key_may_verify(self, fields: dict[str, Any], fits: set[str]) -> None:
        """Its own words narrow what its kind allows, and never widen it."""
        assert algorithms_of(public_jwk(key_of("P-256")) | fields) == fits

    def test_a_short_key_counts_for_nothing(self) -> None:
        """RFC 7518 section 3.3 wants 2048 bits."""
        assert algorithms_of(public_jwk(key_of("RSA-1024"))) == frozenset()
        assert algorithms_of(public_jwk(key_of("RSA"))) >= {"RS256", "PS512"}


class TestChoiceOfKeys:
    """Which keys of a set are tried."""

    def test_without_a_kid_every_fitting_key_is_tried(self) -> None:
        """The token names none."""
        right, other = key_of("P-256"), key_of("P-256", 1)
        keys = [public_jwk(key_of("RSA")), public_jwk(other, kid="a"), public_jwk(right, kid="b")]
        assert outcome(signed(right, "ES256"), *keys) == (VERIFIED, "verified")

    def test_keys_without_a_kid_are_tried_too(self) -> None:
        """The set names none."""
        key = key_of("P-256")
        token = signed(key, "ES256", {"kid": "b"})
        assert outcome(token, public_jwk(key_of("P-256", 1)), public_jwk(key))[0] is VERIFIED

    def test_another_kid_is_not_tried(self) -> None:
        """Though its key is the right one: it may have been withdrawn."""
        key = key_of("P-256")
        token = signed(key, "ES256", {"kid": "b"})
        assert outcome(token, public_jwk(key, kid="a")) == (FAILED, "unknown-key")

    def test_of_two_keys_with_one_kid_each_is_tried(self) -> None:
        """Whichever stands first."""
        right, other = key_of("P-256"), key_of("P-256", 1)
        token = signed(right, "ES256", {"kid": "same"})
        keys = [public_jwk(other, kid="same"), public_jwk(right, kid="same")]
        assert outcome(token, *keys) == outcome(token, *reversed(keys)) == (VERIFIED, "verified")

    def test_a_set_with_nonsense_still_serves(self) -> None:
        """Broken keys are passed over, one by one."""
        key = key_of("P-256")
        broken: list[dict[str, Any]] = [
            {},
            {"kty": "EC", "crv": "P-256"},
            {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
            {"kty": "EC", "crv": "P-256", "x": 1, "y": None},
            {"kty": ["EC"]},
            {"kty": "RSA", "n": "!" * 400, "e": "AQAB"},
        ]
        assert outcome(signed(key, "ES256"), *broken, public_jwk(key))[0] is VERIFIED

    def test_only_public_parts_are_kept(self) -> None:
        """A server that shows its private or secret keys does not have them stored here."""
        secret = {"kty": "oct", "k": "c2VjcmV0"}
        private = public_jwk(key_of("P-256"), d="cHJpdmF0ZQ", x5c=["MII"], kid="a")
        keys = read_keys({"keys": [secret, private, "nonsense"]})
        assert keys is not None
        assert [sorted(key) for key in keys] == [["crv", "kid", "kty", "x", "y"]]

    @pytest.mark.parametrize("data", [{}, {"keys": {}}, {"keys": None}])
    def test_what_is_no_key_set(self, data: dict[str, Any]) -> None:
        """Is told from an empty one."""
        assert read_keys(data) is None


class TestHostileTokens:
    """RFC 8725: what a token must not decide."""

    def test_the_public_key_is_no_shared_secret(self) -> None:
        """HS256 made with the public key as its secret is never verified."""
        key = key_of("RSA")
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        text = f"{segment({'alg': 'HS256'})}.{segment(claims())}"
        mac = hmac.digest(public, text.encode(), hashlib.sha256)
        token = forged({"alg": "HS256"}, mac)
        assert outcome(token, public_jwk(key)) == (NOT_VERIFIED, "shared-secret")

    @pytest.mark.parametrize("name", ["none", "None", "NONE", "nOnE"])
    def test_an_unsigned_token_fails_where_the_issuer_has_keys(self, name: str) -> None:
        """Whatever case it is written in; without keys it is only not verified."""
        token = forged({"alg": name})
        assert outcome(token, public_jwk(key_of("P-256"))) == (FAILED, "unsigned")
        assert outcome(token) == (NOT_VERIFIED, "unsigned")
        unasked = check(token, None, expected())
        assert (unasked.state, unasked.wants_keys) == (NOT_VERIFIED, True)

    def test_a_signature_cut_away_is_wrong(self) -> None:
        """The header still promises one."""
        key = key_of("P-256")
        token = signed(key, "ES256").rpartition(".")[0] + "."
        assert outcome(token, public_jwk(key)) == (FAILED, "wrong")

    @pytest.mark.parametrize("header", ["jku", "x5u", "x5c", "jwk"])
    def test_keys_that_a_token_brings_are_not_used(self, header: str) -> None:
        """The thief's own key, by value or by address, verifies nothing."""
        thief = key_of("P-256", 1)
        brought = {
            "jku": "https://thief.example/jwks",
            "x5u": "https://thief.example/cert",
            "x5c": ["MIIB"],
            "jwk": public_jwk(thief),
        }
        token = signed(thief, "ES256", {header: brought[header], "kid": "a"})
        assert outcome(token, public_jwk(key_of("P-256"), kid="a")) == (FAILED, "wrong")

    @pytest.mark.parametrize(
        "kid", ["../../../../dev/null", "a' OR '1'='1", "https://thief.example/key", "", "\x00"]
    )
    def test_a_kid_is_only_compared(self, kid: str) -> None:
        """It is no path, no query and no address."""
        key = key_of("P-256")
        token = signed(key_of("P-256", 1), "ES256", {"kid": kid})
        assert outcome(token, public_jwk(key, kid="a")) == (FAILED, "unknown-key")

    def test_a_key_of_another_curve_is_not_tried(self) -> None:
        """The header says ES256, the key of that name is for ES384."""
        token = signed(key_of("P-256"), "ES256", {"kid": "a"})
        key = public_jwk(key_of("P-384"), kid="a")
        assert outcome(token, key) == (FAILED, "other-algorithm")

    def test_a_key_pinned_to_one_algorithm_verifies_no_other(self) -> None:
        """Though the same RSA key could."""
        key = key_of("RSA")
        token = signed(key, "PS256", {"kid": "a"})
        assert outcome(token, public_jwk(key, kid="a", alg="RS256")) == (FAILED, "other-algorithm")

    def test_a_key_for_encryption_verifies_nothing(self) -> None:
        """`use` counts."""
        key = key_of("RSA")
        assert outcome(signed(key, "RS256"), public_jwk(key, use="enc"))[0] is FAILED

    @pytest.mark.parametrize("names", [["exp"], ["b64"], [], "exp"])
    def test_what_is_critical_and_unknown_fails(self, names: object) -> None:
        """RFC 7515 section 4.1.11."""
        key = key_of("P-256")
        head = segment({"alg": "ES256", "crit": names})
        signing = f"{head}.{segment(claims())}"
        algorithm = jwt.get_algorithm_by_name("ES256")
        signature = algorithm.sign(signing.encode(), key)
        token = f"{signing}.{jwt.utils.base64url_encode(signature).decode()}"
        assert outcome(token, public_jwk(key)) == (FAILED, "critical")

    def test_a_detached_payload_is_not_read(self) -> None:
        """`b64: false` (RFC 7797) makes it no JWT."""
        assert outcome(forged({"alg": "ES256", "b64": False}, b"x"))[0] is NOT_VERIFIED

    @pytest.mark.parametrize(
        "algorithm", ["ES256K", "RS1", "hs256", "A128KW", "", 7, None, ["ES256"]]
    )
    def test_other_algorithms_are_named(self, algorithm: object) -> None:
        """Whatever the header says, it is an answer, no error."""
        found = judged(forged({"alg": algorithm}, b"x"), public_jwk(key_of("P-256")))
        assert found.state is NOT_VERIFIED


class TestClaims:
    """A good signature is not the whole check."""

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"iss": "https://id.example/"}, "issuer"),
            ({"iss": None}, "issuer"),
            ({"iss": ["https://id.example"]}, "issuer"),
            ({"aud": "https://other.example"}, "audience"),
            ({"aud": []}, "audience"),
            ({"aud": None}, "audience"),
            ({"exp": "soon"}, "no-time"),
            ({"exp": 1}, "expired"),
            ({"exp": -1}, "no-time"),
        ],
    )
    def test_what_a_token_must_say(self, changes: dict[str, Any], reason: str) -> None:
        """Issuer exactly, audience among those expected, times that can be read."""
        key = key_of("P-256")
        token = signed(key, "ES256") if not changes else _sign(changes)
        assert outcome(token, public_jwk(key)) == (FAILED, reason)

    @pytest.mark.parametrize(
        ("seconds", "reason"),
        [
            ({"exp": -59}, "verified"),
            ({"exp": -61}, "expired"),
            ({"nbf": 55}, "verified"),
            ({"nbf": 70}, "not-yet"),
            ({"iat": 55}, "verified"),
            ({"iat": 70}, "not-yet"),
        ],
    )
    def test_clocks_may_differ_by_a_minute(self, seconds: dict[str, int], reason: str) -> None:
        """Not by more."""
        now = int(time.time())
        token = _sign({name: now + value for name, value in seconds.items()})
        assert outcome(token, public_jwk(key_of("P-256")), now=float(now))[1] == reason

    def test_one_of_several_audiences_is_enough(self) -> None:
        """On both sides."""
        token = _sign({"aud": ["https://a.example", AUDIENCE]})
        several = ("https://b.example", AUDIENCE)
        assert outcome(token, public_jwk(key_of("P-256")), audiences=several)[0] is VERIFIED

    def test_nothing_expected_is_nothing_checked(self) -> None:
        """A profile that names neither issuer nor audience still has the signature checked."""
        token = _sign({"iss": "https://other.example", "aud": None})
        found = judged(token, public_jwk(key_of("P-256")), issuer="", audiences=())
        assert found.state is VERIFIED


class TestNoJwt:
    """What cannot be checked says why."""

    @pytest.mark.parametrize(
        ("token", "reason"),
        [
            ("opaque", "opaque"),
            ("", "opaque"),
            ("a.b", "opaque"),
            ("a.b.c.d.e", "opaque"),
            (f"{segment({'alg': 'RSA-OAEP', 'enc': 'A256GCM'})}.a.b.c.d", "encrypted"),
            ("e30.e30.", "algorithm"),
            (f"{segment({'alg': 'ES256'})}.e30", "opaque"),
            (f"{segment({'alg': 'ES256'})}.bm90IGpzb24.x", "broken"),
            (f"{segment({'alg': 'ES256', 'kid': 7})}.e30.eA", "broken"),
            ("a" * 70_000 + ".b.c", "too-large"),
        ],
    )
    def test_reasons(self, token: str, reason: str) -> None:
        """Not verified, and no wish for keys that would not help."""
        found = judged(token, public_jwk(key_of("P-256")))
        assert (found.state, found.wants_keys) == (NOT_VERIFIED, False)
        assert found.reason == f"signature-{reason}"

    def test_without_keys_they_are_wanted(self) -> None:
        """As long as nobody asked the issuer."""
        found = check(signed(key_of("P-256"), "ES256"), None, expected())
        assert (found.state, found.reason, found.wants_keys) == (
            NOT_VERIFIED,
            "signature-no-keys",
            True,
        )


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)
_KEY = st.fixed_dictionaries(
    {"kty": st.sampled_from(["RSA", "EC", "OKP"]) | _JSON},
    optional={
        name: _JSON | st.sampled_from(["P-256", "Ed25519", "sig", "ES256", "A" * 400])
        for name in ("kid", "use", "key_ops", "alg", "crv", "x", "y", "n", "e")
    },
)
_HEADER = st.fixed_dictionaries(
    {"alg": st.sampled_from(["ES256", "RS256", "EdDSA", "none", "HS256"]) | _JSON},
    optional={name: _JSON for name in ("kid", "crit", "b64", "jku", "jwk", "typ", "cty")},
)


@given(header=_HEADER, keys=st.lists(_KEY, max_size=3), signature=st.binary(max_size=70))
def test_whatever_comes_is_an_answer(
    header: dict[str, Any], keys: list[dict[str, Any]], signature: bytes
) -> None:
    """Nothing raises, and nothing that nobody signed is verified."""
    assert judged(forged(header, signature), *keys).state is not VERIFIED


def _sign(changes: Mapping[str, Any]) -> str:
    """Sign claims that the library itself would refuse to write."""
    key = key_of("P-256")
    signing = f"{segment({'alg': 'ES256'})}.{segment(claims(**changes))}"
    signature = jwt.get_algorithm_by_name("ES256").sign(signing.encode(), key)
    return f"{signing}.{jwt.utils.base64url_encode(signature).decode()}"
