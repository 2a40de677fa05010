"""The signing key of the demo server and its JWKS (RFC 7517, RFC 7518 section 3.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm


class SigningKey:
    """An ES256 key that lives as long as the server."""

    ALGORITHM = "ES256"

    def __init__(self) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        public = self._private.public_key()
        encoded = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.key_id = hashlib.sha256(encoded).hexdigest()[:16]
        self._jwk = ECAlgorithm.to_jwk(public, as_dict=True)

    def sign(self, claims: Mapping[str, Any]) -> str:
        """Return the claims as a signed JWT that names this key."""
        headers = {"kid": self.key_id}
        return jwt.encode(dict(claims), self._private, self.ALGORITHM, headers=headers)

    def jwks(self) -> dict[str, Any]:
        """Return the key set that verifies what `sign` made."""
        use = {"kid": self.key_id, "alg": self.ALGORITHM, "use": "sig"}
        return {"keys": [{**self._jwk, **use}]}
