"""Proof of possession: tokens that are good only with a key (RFC 9449)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from tokentray.oauth.json_answer import error_word
from tokentray.oauth.transport import Answer

ALGORITHM = "ES256"
_USE_NONCE = "use_dpop_nonce"


@dataclass(frozen=True, slots=True)
class Possession:
    """A key (PEM) and what a proof made with it has to say; `nonce` is the server's, or empty."""

    key: str = field(repr=False)
    nonce: str = ""


def new_key() -> str:
    """Return a new private key as PEM (P-256)."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode("ascii")


def proof(possession: Possession, method: str, url: str, *, jti: str, now: float) -> str:
    """Return the value of the `DPoP` header for one request (section 4.2)."""
    key = _load(possession.key)
    claims: dict[str, str | int] = {
        "jti": jti,
        "htm": method,
        "htu": _without_query(url),
        "iat": int(now),
    }
    if possession.nonce:
        claims["nonce"] = possession.nonce
    headers = {"typ": "dpop+jwt", "jwk": _public_jwk(key)}
    return jwt.encode(claims, key, algorithm=ALGORITHM, headers=headers)


def thumbprint(jwk: Mapping[str, str]) -> str:
    """Return the thumbprint of a public JWK (RFC 7638), as `cnf.jkt` has it."""
    canonical = json.dumps(dict(jwk), separators=(",", ":"), sort_keys=True)
    digest = hashlib.sha256(canonical.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def wanted_nonce(answer: Answer) -> str:
    """Return the nonce that the server asks a proof to hold (section 8), empty for none."""
    if answer.status not in (400, 401) or error_word(answer) != _USE_NONCE:
        return ""
    return answer.headers.get("dpop-nonce", "")


def public_jwk(key: str) -> dict[str, str]:
    """Return the public half of a key, with the members that a thumbprint is made of."""
    return _public_jwk(_load(key))


def _load(pem: str) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem.encode("ascii"), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("not a key of ours")
    return key


def _public_jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    jwk = ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {name: str(jwk[name]) for name in ("crv", "kty", "x", "y")}


def _without_query(url: str) -> str:
    return urlsplit(url)._replace(query="", fragment="").geturl()
