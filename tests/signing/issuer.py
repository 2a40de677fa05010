"""An identity server of a few lines that misbehaves on command: real HTTP on 127.0.0.1."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.faults.site import Page, Site, Visit

METADATA = "/.well-known/openid-configuration"
TOKEN = "/token"
DEVICE = "/device_authorization"

Fields = dict[str, str]


@dataclass
class Rules:
    """What it does; each callable gets what an honest server would say, and changes it."""

    metadata: Callable[[dict[str, Any]], dict[str, Any]] = lambda data: data
    callback: Callable[[Fields], list[tuple[str, str]]] = lambda fields: list(fields.items())
    claims: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    tokens: Callable[[dict[str, Any]], dict[str, Any]] = lambda tokens: tokens


class Issuer(Site):
    """Answers while its block lasts; every code is good once, with its verifier."""

    def __init__(self) -> None:
        super().__init__()
        self.rules = Rules()
        self.authorized: list[Fields] = []
        self._codes: dict[str, Fields] = {}
        self.put(METADATA, self._metadata)
        self.put("/authorize", self._authorize)
        self.put(TOKEN, self.token)

    @property
    def token_requests(self) -> list[Fields]:
        """The forms that came to the token endpoint."""
        return [one.fields for one in self.at(TOKEN)]

    def token(self, visit: Visit) -> Page:
        """Answer a request to the token endpoint."""
        fields = visit.fields
        granted: Fields = {}
        if fields["grant_type"] == "authorization_code":
            granted = self._codes.pop(fields["code"], {})
            digest = hashlib.sha256(fields["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            if granted.get("code_challenge") != challenge:
                return Page.json({"error": "invalid_grant"}, 400)
        number, now = len(self.posts()), int(time.time())
        claims = {
            "iss": self.origin,
            "aud": fields.get("client_id", "tokentray"),
            "sub": "user-1",
            "exp": now + 300,
            "iat": now,
            **({"nonce": granted["nonce"]} if "nonce" in granted else {}),
        }
        tokens = {
            "access_token": f"opaque-{number}",
            "token_type": "bearer",
            "expires_in": 600,
            "refresh_token": f"refresh-{number}",
            "id_token": jwt(self.rules.claims(claims)),
        }
        return Page.json(self.rules.tokens(tokens))

    def _metadata(self, visit: Visit) -> Page:
        honest = {
            "issuer": self.origin,
            "authorization_endpoint": f"{self.origin}/authorize",
            "token_endpoint": self.origin + TOKEN,
            "device_authorization_endpoint": self.origin + DEVICE,
            "authorization_response_iss_parameter_supported": True,
        }
        return Page.json(self.rules.metadata(honest))

    def _authorize(self, visit: Visit) -> Page:
        """Agree at once."""
        fields = visit.fields
        self.authorized.append(fields)
        code = f"code-{len(self.authorized)}"
        self._codes[code] = fields
        honest = {"code": code, "state": fields["state"], "iss": self.origin}
        query = urlencode(self.rules.callback(honest))
        return Page.redirect(f"{fields['redirect_uri']}?{query}", 303)


def jwt(claims: Mapping[str, Any]) -> str:
    """Return a JWT whose signature is nothing."""
    parts = (json.dumps(part).encode() for part in ({"alg": "ES256"}, claims))
    encoded = [base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts]
    return ".".join((*encoded, "c2ln"))
