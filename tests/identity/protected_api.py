"""An API behind an identity server: without a token it tells where one is to be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.identity.plain_server import Asked, PlainServer, Reply

PATH = "/mcp"
DOCUMENT = f"/.well-known/oauth-protected-resource{PATH}"


class ProtectedApi(PlainServer):
    """RFC 9728 in front of an issuer; `answered` are the tokens that came."""

    def __init__(self, issuer: str, scopes: Sequence[str] = ("read",)) -> None:
        super().__init__()
        self.answered: list[str] = []
        self.describe(authorization_servers=[issuer], scopes_supported=list(scopes))
        self.answer(PATH, self._guarded)

    @property
    def url(self) -> str:
        """The API's address, and its name as a resource."""
        return f"{self.origin}{PATH}"

    def describe(self, **document: Any) -> None:
        """Say of itself what a test wants."""
        whole: Mapping[str, Any] = {"resource": self.url} | document
        self.publish(DOCUMENT, whole)

    def _guarded(self, asked: Asked) -> Reply:
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        if scheme == "Bearer" and token:
            self.answered.append(token)
            return Reply({"hello": "world"})
        told = f'Bearer resource_metadata="{self.origin}{DOCUMENT}"'
        return Reply({}, 401, {"WWW-Authenticate": told})
