"""Proof Key for Code Exchange (RFC 7636): S256 always."""

from __future__ import annotations

import base64
import hashlib
import secrets

METHOD = "S256"
_BYTES = 32
"""256 bits, 43 characters: what section 7.1 recommends."""


def new_verifier() -> str:
    """Return a new secret that only this sign-in knows (section 4.1)."""
    return secrets.token_urlsafe(_BYTES)


def challenge_of(verifier: str) -> str:
    """Return what the authorization request says of it (section 4.2)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
