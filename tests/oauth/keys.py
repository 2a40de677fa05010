"""Keys of every kind, made here, and tokens signed with them."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

ISSUER = "https://id.example"
AUDIENCE = "https://api.example"

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
AnyKey = Key | ed448.Ed448PrivateKey

_CURVES: Mapping[str, type[ec.EllipticCurve]] = {
    "P-256": ec.SECP256R1,
    "P-384": ec.SECP384R1,
    "P-521": ec.SECP521R1,
}
KIND_OF: Mapping[str, str] = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), "RSA"),
    "ES256": "P-256",
    "ES384": "P-384",
    "ES512": "P-521",
    "EdDSA": "Ed25519",
}


@cache
def key_of(kind: str, number: int = 0) -> AnyKey:
    """Return the `number`th key of a kind: RSA, a curve, or RSA-1024."""
    if kind.startswith("RSA"):
        bits = int(kind.partition("-")[2] or 2048)
        # An old server's short key is what one test is about.
        return rsa.generate_private_key(65537, bits)
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    if kind == "Ed448":
        return ed448.Ed448PrivateKey.generate()
    curve: Any = _CURVES[kind]
    return ec.generate_private_key(curve())


def public_jwk(key: AnyKey, **fields: Any) -> dict[str, Any]:
    """Return the public half as a JWK (RFC 7517) with more fields."""
    if isinstance(key, rsa.RSAPrivateKey):
        # PyJWT writes `key_ops`, which a test may want to leave out.
        jwk = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        return {name: jwk[name] for name in ("kty", "n", "e")} | fields
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return {**ECAlgorithm.to_jwk(key.public_key(), as_dict=True), **fields}
    return {**OKPAlgorithm.to_jwk(key.public_key(), as_dict=True), **fields}


def claims(**changes: Any) -> dict[str, Any]:
    """Return good claims, with some changed; None leaves one out."""
    now = int(time.time())
    whole = {"iss": ISSUER, "sub": "user-1", "aud": AUDIENCE, "iat": now, "exp": now + 3600}
    return {name: value for name, value in (whole | changes).items() if value is not None}


def signed(
    key: AnyKey, algorithm: str, headers: Mapping[str, Any] | None = None, **changes: Any
) -> str:
    """Return a token with good claims (or changed ones), signed by the library."""
    return jwt.encode(claims(**changes), key, algorithm, headers=dict(headers or {}))


def forged(header: Mapping[str, Any], signature: bytes = b"", **changes: Any) -> str:
    """Return a token whose header says anything at all."""
    return ".".join((segment(header), segment(claims(**changes)), _encoded(signature)))


def segment(data: Mapping[str, Any]) -> str:
    """Return one part of a compact serialization."""
    return _encoded(json.dumps(data).encode())


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
