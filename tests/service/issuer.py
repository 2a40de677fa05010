"""An issuer that signs tokens and names its endpoints; what they answer is put there by a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.faults.site import Page, Site
from tests.oauth.keys import AnyKey, key_of, public_jwk, signed

METADATA = "/.well-known/openid-configuration"
JWKS = "/jwks"
INTROSPECT = "/introspect"
USERINFO = "/userinfo"
REVOKE = "/revoke"


class Issuer(Site):
    """Has metadata and one key from the start."""

    def __init__(self) -> None:
        super().__init__()
        self.key: AnyKey = key_of("P-256")
        self.serve_metadata()
        self.serve_keys()

    def serve_metadata(self, *names: str, **changes: Any) -> None:
        """Name endpoints: `jwks_uri` always, and any of introspection, userinfo, revocation."""
        paths = {"introspection": INTROSPECT, "userinfo": USERINFO, "revocation": REVOKE}
        document = {
            "issuer": self.origin,
            "token_endpoint": f"{self.origin}/token",
            "jwks_uri": self.origin + JWKS,
            **{f"{name}_endpoint": self.origin + paths[name] for name in names},
            **changes,
        }
        self.put(METADATA, Page.json(document))

    def serve_keys(self, *keys: Mapping[str, Any]) -> None:
        """Answer with these keys, the issuer's own by default."""
        self.put(JWKS, Page.json({"keys": list(keys or [public_jwk(self.key, kid="one")])}))

    def token(self, **claims: Any) -> str:
        """Return a token of this issuer."""
        return signed(self.key, "ES256", {"kid": "one"}, **{"iss": self.origin, **claims})

    def count(self, path: str) -> int:
        """Tell how often a path was asked."""
        return len(self.at(path))
