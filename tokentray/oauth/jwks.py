"""Check a JWT against the keys of its issuer (RFC 7515, RFC 7517, RFC 8725, RFC 9068 section 4).

The key alone decides the algorithm, and only the issuer's own keys are tried: whatever keys or
addresses of keys a token brings along (`jwk`, `jku`, `x5c`, `x5u`), they are not looked at.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from jwt import PyJWK
from jwt.api_jws import PyJWS
from jwt.exceptions import PyJWTError

from tokentray.core.expiry import read_times
from tokentray.core.said import say
from tokentray.core.signature import LEEWAY, Signature, SignatureState
from tokentray.oauth.jwt import DECODE_LIMIT, Decoded, decode

UNKNOWN_KEY = "signature-unknown-key"

Keys = Sequence[Mapping[str, Any]]

_SHARED_SECRET = frozenset({"HS256", "HS384", "HS512"})
_RSA = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
_BY_KIND: Mapping[tuple[str, str], frozenset[str]] = {
    ("RSA", ""): _RSA,
    ("EC", "P-256"): frozenset({"ES256"}),
    ("EC", "P-384"): frozenset({"ES384"}),
    ("EC", "P-521"): frozenset({"ES512"}),
    ("OKP", "Ed25519"): frozenset({"EdDSA"}),
    ("OKP", "Ed448"): frozenset({"EdDSA"}),
}
_ALGORITHMS = frozenset[str]().union(*_BY_KIND.values())
_PUBLIC = ("kty", "crv", "x", "y", "n", "e")
_KEPT = (*_PUBLIC, "kid", "use", "key_ops", "alg")
_SHORTEST_RSA = 2048
"""Bits (RFC 7518 section 3.3)."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a good token says, empty where nothing is expected; `now` by the server's clock.

    `keys_of` names whose keys they are, for people.
    """

    issuer: str = ""
    audiences: tuple[str, ...] = ()
    now: float = 0.0
    keys_of: str = ""


def read_keys(data: Mapping[str, Any]) -> Keys | None:
    """Return the public parts of a JWKS (RFC 7517 section 5), None where it is none."""
    keys = data.get("keys")
    if not isinstance(keys, list):
        return None
    return [
        {name: key[name] for name in _KEPT if name in key}
        for key in keys
        if isinstance(key, dict) and key.get("kty") in ("RSA", "EC", "OKP")
    ]


def check(token: str, keys: Keys | None, expected: Expected) -> Signature:
    """Tell whether a token is what it says; `keys` are the issuer's, None while nobody asked."""
    decoded = decode(token)
    if decoded.header is None:
        return _no_jwt(token, decoded)
    algorithm = _algorithm(decoded.header)
    obstacle = _obstacle(decoded.header, keys)
    if obstacle is not None:
        return obstacle
    if keys is None:
        return Signature(wants_keys=True)
    kid = decoded.header.get("kid")
    named = [key for key in keys if kid is None or key.get("kid") in (None, kid)]
    fitting = [key for key in named if algorithm in algorithms_of(key)]
    if not fitting:
        return _no_key(algorithm, kid, named)
    if not any(_verifies(token, key, algorithm) for key in fitting):
        return _failed("signature-wrong", keys_of=expected.keys_of)
    return _claims_problem(decoded.claims or {}, expected) or Signature(
        SignatureState.VERIFIED,
        "signature-verified",
        {"algorithm": algorithm, "keys_of": expected.keys_of},
    )


def algorithms_of(key: Mapping[str, Any]) -> frozenset[str]:
    """Return what a key may verify: its own `alg`, else what its kind and curve allow."""
    operations = key.get("key_ops", ["verify"])
    if key.get("use", "sig") != "sig" or not isinstance(operations, list):
        return frozenset()
    if "verify" not in operations or _is_weak(key):
        return frozenset()
    curve = "" if key.get("kty") == "RSA" else str(key.get("crv"))
    fitting = _BY_KIND.get((str(key.get("kty")), curve), frozenset())
    return fitting & {str(key["alg"])} if "alg" in key else fitting


def _no_jwt(token: str, decoded: Decoded) -> Signature:
    if len(token) > DECODE_LIMIT:
        return Signature(reason="signature-too-large", arguments={"length": len(token)})
    header = _raw_header(token)
    # A JWE has five parts (RFC 7516 section 3.1).
    if token.count(".") == 4 and "enc" in header:
        return Signature(reason="signature-encrypted")
    if not decoded.problem:
        return Signature(reason="signature-opaque")
    if "crit" in header:
        # The library refuses to read what it does not understand.
        return _failed("signature-critical")
    return Signature(reason="signature-broken", arguments={"what": decoded.problem})


def _raw_header(token: str) -> Mapping[str, Any]:
    """Return the first part of a token, empty where it is no JSON object."""
    head = token.partition(".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, RecursionError):
        return {}
    return header if isinstance(header, dict) else {}


def _algorithm(header: Mapping[str, Any]) -> str:
    named = header.get("alg")
    return named if isinstance(named, str) else ""


def _obstacle(header: Mapping[str, Any], keys: Keys | None) -> Signature | None:
    """Tell what the header alone says against a check."""
    algorithm = _algorithm(header)
    if algorithm.lower() == "none":
        unsigned = Signature(reason="signature-unsigned", wants_keys=keys is None)
        return replace(unsigned, state=SignatureState.FAILED) if keys else unsigned
    if "crit" in header:
        # RFC 7515 section 4.1.11: what is critical and not understood makes it invalid.
        return _failed("signature-critical")
    if algorithm in _SHARED_SECRET:
        return Signature(reason="signature-shared-secret", arguments={"algorithm": algorithm})
    if algorithm not in _ALGORITHMS:
        return Signature(reason="signature-algorithm", arguments={"algorithm": algorithm or "?"})
    return None


def _no_key(algorithm: str, kid: object, named: Keys) -> Signature:
    is_named = any(kid is None or key.get("kid") == kid for key in named)
    if is_named:
        return _failed("signature-other-algorithm", algorithm=algorithm)
    return _failed(UNKNOWN_KEY)


def _is_weak(key: Mapping[str, Any]) -> bool:
    if key.get("kty") != "RSA":
        return False
    modulus = key.get("n")
    # Six bits a character; leading zero bits are so few that they make no difference.
    return not isinstance(modulus, str) or len(modulus.rstrip("=")) * 6 < _SHORTEST_RSA


def _verifies(token: str, key: Mapping[str, Any], algorithm: str) -> bool:
    public = {name: key[name] for name in _PUBLIC if name in key}
    try:
        PyJWS().decode_complete(token, PyJWK(public, algorithm), [algorithm])
    except (PyJWTError, UnsupportedAlgorithm, ValueError, TypeError, KeyError, OverflowError):
        return False
    return True


def _claims_problem(claims: Mapping[str, Any], expected: Expected) -> Signature | None:
    """Tell what is wrong with issuer, audience and times (RFC 7519 section 4.1)."""
    issuer = claims.get("iss")
    if expected.issuer and issuer != expected.issuer:
        found = issuer if isinstance(issuer, str) else say("nothing")
        return _failed("signature-issuer", found=found, expected=expected.issuer)
    audiences = _words(claims.get("aud"))
    if expected.audiences and not set(audiences) & set(expected.audiences):
        return _failed(
            "signature-audience",
            found=", ".join(audiences) or say("nothing"),
            expected=", ".join(expected.audiences),
        )
    return _times_problem(claims, expected.now)


def _times_problem(claims: Mapping[str, Any], now: float) -> Signature | None:
    times = read_times(claims)
    if claims.get("exp") is not None and times.expires_at is None:
        return _failed("signature-no-time")
    if times.expires_at is not None and now >= times.expires_at + LEEWAY:
        return _failed("signature-expired")
    later = max(times.not_before or 0, times.issued_at or 0)
    return _failed("signature-not-yet") if now < later - LEEWAY else None


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return ()


def _failed(reason: str, **arguments: str | int) -> Signature:
    return Signature(SignatureState.FAILED, reason, arguments)
