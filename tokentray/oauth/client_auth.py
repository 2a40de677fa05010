"""How the client shows who it is: RFC 6749 section 2.3, RFC 7523 section 3, RFC 8705 section 2."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt.exceptions import PyJWTError

from tokentray.core.errors import InputError
from tokentray.core.profile import ClientAuth, Profile

CLIENT_SECRET = "client_secret"
PRIVATE_KEY = "private_key"

_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_LIVES = 60
_CURVES: Mapping[str, str] = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}

Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ClientProof:
    """What a request may use to show who the client is; `secrets` are the profile's, by NAME.

    `now` is in POSIX seconds by the server's clock, `uuid` a fresh one for this request.
    """

    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    uuid: str = ""
    now: float = 0.0


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request carries for it: form fields, headers, a certificate with its key (PEM)."""

    fields: Sequence[Field] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    certificate: str = field(default="", repr=False)


def needed_by_client(method: ClientAuth) -> frozenset[str]:
    """Return the NAMEs of the secrets that a method of client authentication needs."""
    if method in (ClientAuth.CLIENT_SECRET_BASIC, ClientAuth.CLIENT_SECRET_POST):
        return frozenset({CLIENT_SECRET})
    if method in (ClientAuth.PRIVATE_KEY_JWT, ClientAuth.TLS_CLIENT_AUTH):
        return frozenset({PRIVATE_KEY})
    return frozenset()


def credentials(profile: Profile, proof: ClientProof) -> Credentials:
    """Return what a request of this profile carries to show who the client is.

    Raises:
        InputError: the private key cannot be used.
    """
    client_id = profile.client_id
    named: Sequence[Field] = (("client_id", client_id),) if client_id else ()
    match profile.client_auth:
        case ClientAuth.CLIENT_SECRET_BASIC:
            basic = _basic(client_id, proof.secrets[CLIENT_SECRET])
            return Credentials(headers={"Authorization": basic})
        case ClientAuth.CLIENT_SECRET_POST:
            return Credentials((*named, (CLIENT_SECRET, proof.secrets[CLIENT_SECRET])))
        case ClientAuth.PRIVATE_KEY_JWT:
            assertion = _assertion(profile, proof)
            return Credentials(
                (
                    *named,
                    ("client_assertion_type", _ASSERTION_TYPE),
                    ("client_assertion", assertion),
                )
            )
        case ClientAuth.TLS_CLIENT_AUTH:
            return Credentials(named, certificate=proof.secrets[PRIVATE_KEY])
        case _:
            return Credentials(named)


def masked_credentials(profile: Profile, mask: str) -> Credentials:
    """Return what `credentials` would, with `mask` in the place of every secret."""
    method, named = profile.client_auth, (("client_id", profile.client_id),)
    if method is ClientAuth.CLIENT_SECRET_BASIC:
        return Credentials(headers={"Authorization": f"Basic {mask}"})
    if method is ClientAuth.PRIVATE_KEY_JWT:
        kind = ("client_assertion_type", _ASSERTION_TYPE)
        return Credentials((*named, kind, ("client_assertion", mask)))
    return credentials(profile, ClientProof({CLIENT_SECRET: mask, PRIVATE_KEY: ""}))


def _basic(client_id: str, secret: str) -> str:
    """Return the Basic credentials, both parts form-encoded first (RFC 6749 section 2.3.1)."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return "Basic " + base64.b64encode(pair.encode("ascii")).decode("ascii")


def _assertion(profile: Profile, proof: ClientProof) -> str:
    """Return a fresh assertion (RFC 7523 section 3), good for a minute at this endpoint only."""
    key, algorithm, headers = _signing_key(profile, proof.secrets.get(PRIVATE_KEY, ""))
    claims = {
        "iss": profile.client_id,
        "sub": profile.client_id,
        "aud": profile.endpoints.token,
        "jti": proof.uuid,
        "iat": int(proof.now),
        "exp": int(proof.now) + _ASSERTION_LIVES,
    }
    try:
        return jwt.encode(claims, key, algorithm=algorithm, headers=headers)
    except (PyJWTError, ValueError, TypeError) as error:
        raise InputError("private-key-unusable", name=profile.name) from error


def _signing_key(profile: Profile, text: str) -> tuple[Any, str, dict[str, str]]:
    """Read a private key, PEM or JWK (RFC 7517); the key alone decides the algorithm."""
    try:
        if text.lstrip().startswith("{"):
            data = json.loads(text)
            loaded = jwt.PyJWK(data, algorithm=data.get("alg") or _jwk_algorithm(data))
            headers = {"kid": data["kid"]} if isinstance(data.get("kid"), str) else {}
            key = loaded.key
            algorithm = loaded.algorithm_name
        else:
            key, headers = load_pem_private_key(text.encode("ascii"), None), {}
            algorithm = _algorithm_of(key)
    except (PyJWTError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError("private-key-unusable", name=profile.name) from error
    if not hasattr(key, "private_bytes"):
        raise InputError("private-key-unusable", name=profile.name)
    return key, algorithm, headers


def _algorithm_of(key: object) -> str:
    if isinstance(key, rsa.RSAPrivateKey):
        return "RS256"
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return _CURVES[key.curve.name]
    if isinstance(key, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey):
        return "EdDSA"
    raise ValueError("no key of a known kind")


def _jwk_algorithm(data: Mapping[str, Any]) -> str:
    curve = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}
    if data.get("kty") == "RSA":
        return "RS256"
    return "EdDSA" if data.get("kty") == "OKP" else curve[str(data.get("crv"))]
