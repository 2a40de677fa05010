"""The clients that the identity servers know, in each server's own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from tests.identity.authority import Certified, private_pem

AWKWARD_SECRET = "50% off + a/b:c & d=e"
"""RFC 6749 section 2.3.1 wants it form-encoded inside Basic."""

CODE = "authorization_code"
REFRESH = "refresh_token"
CREDENTIALS = "client_credentials"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
FIXED_PORT = 8765
ANY_PORT = "http://127.0.0.1/callback"

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClientKey:
    """A client's private key as PEM, and what the server knows of it (RFC 7517)."""

    pem: str = field(repr=False)
    jwks: Mapping[str, Any]


def new_client_key() -> ClientKey:
    """Return a new key (P-256)."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(ECAlgorithm.to_jwk(key.public_key()))
    return ClientKey(private_pem(key), {"keys": [public | {"use": "sig", "alg": "ES256"}]})


def provider_clients(key: ClientKey) -> list[Fields]:
    """Return the clients of oidc-provider (RFC 7591 section 2)."""
    return [
        _native("native"),
        _native("dpop", dpop_bound_access_tokens=True),
        _native("fixed-port", application_type="web", redirect_uris=[_at(FIXED_PORT)]),
        _secret("basic", "client_secret_basic"),
        _secret("post", "client_secret_post"),
        _client("key", "private_key_jwt", jwks=key.jwks, token_endpoint_auth_signing_alg="ES256"),
    ]


def certificate_client(certified: Certified) -> Fields:
    """Return the client that shows a certificate (RFC 8705 section 2.1)."""
    return _client(
        "certificate",
        "tls_client_auth",
        tls_client_auth_subject_dn=certified.subject,
        tls_client_certificate_bound_access_tokens=True,
    )


def django_applications() -> list[Fields]:
    """Return the applications of django-oauth-toolkit."""
    return [
        _application("native", CODE.replace("_", "-"), redirect_uris=ANY_PORT, algorithm="RS256"),
        _application("device", DEVICE),
        *(
            _application(
                name,
                "client-credentials",
                client_type="confidential",
                client_secret=AWKWARD_SECRET,
                # Else it is kept as a hash that takes half a second to check.
                hash_client_secret=False,
            )
            for name in ("machine", "machine-jwt")
        ),
    ]


def _client(name: str, method: str, **fields: Any) -> Fields:
    return {
        "client_id": name,
        "token_endpoint_auth_method": method,
        "grant_types": [CODE, REFRESH, CREDENTIALS],
        "redirect_uris": [ANY_PORT],
        "application_type": "native",
    } | fields


def _native(name: str, **fields: Any) -> Fields:
    grants = {"grant_types": [CODE, REFRESH, DEVICE]}
    return _client(name, "none", **(grants | fields))


def _secret(name: str, method: str) -> Fields:
    return _client(name, method, client_secret=AWKWARD_SECRET)


def _at(port: int) -> str:
    return f"http://127.0.0.1:{port}/callback"


def _application(name: str, grant: str, **fields: Any) -> Fields:
    return {
        "client_id": name,
        "name": name,
        "client_type": "public",
        "authorization_grant_type": grant,
    } | fields
