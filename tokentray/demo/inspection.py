"""What a client may learn of a token and undo: RFC 7009, RFC 7662, OpenID Connect Core 5.3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tokentray.demo.clients import Clients
from tokentray.demo.grants import GrantBook, Minting
from tokentray.demo.messages import Refusal, Reply, Request, form_of, refusal, require_method
from tokentray.demo.people import person

INTROSPECTION_AUTH_METHODS = ("client_secret_basic", "client_secret_post")


class InspectionEndpoints:
    """Revocation, introspection and userinfo; `claims` tells what an access token says."""

    def __init__(
        self, *, clients: Clients, book: GrantBook, claims: Callable[[Minting], dict[str, Any]]
    ) -> None:
        self._clients = clients
        self._book = book
        self._claims = claims

    def revoke(self, request: Request) -> Reply:
        """Make a token void; a refresh token takes its grant along.

        An unknown one is as good as void (RFC 7009 section 2.2).
        """
        form = form_of(request)
        client_id = self._clients.authenticate(request, form)
        token = form.require("token")
        held = self._book.look_up(token)
        if held is not None and held.minting.rules.client_id != client_id:
            raise refusal(400, "unauthorized_client", "the token is another client's")
        self._book.revoke(token)
        return Reply(200, {})

    def introspect(self, request: Request) -> Reply:
        """Tell a client with a secret about its own tokens: others could guess (section 4)."""
        form = form_of(request)
        client_id = self._clients.authenticate(request, form)
        if not self._clients.has_secret(client_id):
            raise refusal(401, "invalid_client", "a client without a secret learns nothing here")
        held = self._book.look_up(form.require("token"))
        if held is None or not held.is_active or held.minting.rules.client_id != client_id:
            return Reply(200, {"active": False})
        claims = self._claims(held.minting)
        if held.is_refresh:
            return Reply(200, {"active": True, **_of_grant(claims)})
        return Reply(200, {"active": True, "token_type": "Bearer", **claims})

    def userinfo(self, request: Request) -> Reply:
        """Tell the bearer of an access token who signed in."""
        require_method(request, "GET", "POST")
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            # Nothing but the challenge for a request without a token (RFC 6750 section 3.1).
            raise refusal(401, "invalid_token", "no token", {"WWW-Authenticate": _challenge()})
        held = self._book.look_up(token.strip())
        if held is None or held.is_refresh or not held.is_active:
            raise _refused(401, "invalid_token", "the token is over or unknown")
        if "openid" not in held.minting.rules.scopes:
            raise _refused(403, "insufficient_scope", "the token was not asked for with openid")
        return Reply(200, person(self._claims(held.minting), held.minting.rules.scopes))


def _of_grant(claims: dict[str, Any]) -> dict[str, Any]:
    """Leave out what only an access token has."""
    return {name: claims[name] for name in ("iss", "sub", "client_id", "scope") if name in claims}


def _challenge(error: str = "") -> str:
    return 'Bearer realm="demo"' + (f', error="{error}"' if error else "")


def _refused(status: int, error: str, description: str) -> Refusal:
    return refusal(status, error, description, {"WWW-Authenticate": _challenge(error)})
