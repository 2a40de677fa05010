"""An API behind an identity server: without a token it tells where one is to be had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.faults.site import Page, Site, Visit

PATH = "/mcp"


class ProtectedApi(Site):
    """RFC 9728 in front of an issuer; `answered` are the tokens that came."""

    def __init__(self, issuer: str, scopes: Sequence[str] = ("read",)) -> None:
        super().__init__()
        self.answered: list[str] = []
        self.url = self.origin + PATH
        self.describe(issuer, scopes_supported=list(scopes))

    def describe(self, *servers: str, **changes: Any) -> None:
        """Say of itself what a test wants."""
        self.serve_api(PATH, *servers, **changes)
        self.put(PATH, self._guarded)

    def _guarded(self, visit: Visit) -> Page:
        scheme, _, token = visit.headers.get("authorization", "").partition(" ")
        if scheme == "Bearer" and token:
            self.answered.append(token)
            return Page.json({"hello": "world"})
        place = f"{self.origin}/.well-known/oauth-protected-resource{PATH}"
        return Page.challenge(f'Bearer resource_metadata="{place}"')
