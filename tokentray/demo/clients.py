"""Who may ask the demo server for tokens, and for which."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote_plus

from tokentray.demo.grants import GrantRules
from tokentray.demo.messages import Parameters, Request, refusal
from tokentray.demo.profiles import DemoProfile, Form

AUTH_METHODS = ("none", "client_secret_basic", "client_secret_post")
SCOPES = ("openid", "profile", "email", "offline_access")


class Clients:
    """Maps each client_id to its secret, None for a public one; `profiles` are what they get."""

    def __init__(self, secrets: Mapping[str, str | None], profiles: Sequence[DemoProfile]) -> None:
        self._secrets = secrets
        self._profiles = [profile for profile in profiles if profile.form is Form.STANDARD]

    @property
    def scopes(self) -> tuple[str, ...]:
        """Every scope that may be asked for."""
        own = (scope for profile in self._profiles for scope in profile.rules.scopes)
        return tuple(dict.fromkeys((*SCOPES, *own)))

    def authenticate(self, request: Request, form: Parameters) -> str:
        """Return the client that sends this form (RFC 6749 section 2.3).

        Raises:
            Refusal: `invalid_client`.
        """
        authorization = request.headers.get("authorization")
        if authorization is None:
            client_id, secret = form.get("client_id"), form.fields.get("client_secret")
        else:
            client_id, secret = _basic(authorization)
        if client_id in self._secrets and _is_same(self._secrets[client_id], secret):
            return client_id
        # A challenge belongs to an attempt by header (RFC 6749 section 5.2).
        challenge = {} if authorization is None else {"WWW-Authenticate": 'Basic realm="demo"'}
        raise refusal(401, "invalid_client", "unknown client", challenge)

    def is_known(self, client_id: str) -> bool:
        """Tell whether there is such a client."""
        return client_id in self._secrets

    def has_secret(self, client_id: str) -> bool:
        """Tell whether the client can prove who it is."""
        return self._secrets.get(client_id) is not None

    def granted(self, client_id: str, asked: Parameters) -> tuple[str, GrantRules]:
        """Return the name and the rules of the grant that a person's consent would open.

        Raises:
            Refusal: an unknown scope, or there is no profile to sign in to.
        """
        profile = self._profile_of(client_id)
        scopes = tuple(asked.get("scope").split()) or profile.rules.scopes
        if not set(scopes) <= set(self.scopes):
            raise refusal(400, "invalid_scope", "a scope is unknown")
        rules = replace(
            profile.rules,
            client_id=client_id,
            scopes=scopes,
            audience=asked.audience,
            refreshable="offline_access" in scopes,
        )
        return profile.name, rules

    def granted_to_itself(self, client_id: str, asked: Parameters) -> tuple[str, GrantRules]:
        """Return the grant of a client that acts for nobody (RFC 6749 section 4.4).

        Raises:
            Refusal: a public client, or an unknown scope.
        """
        if not self.has_secret(client_id):
            raise refusal(400, "unauthorized_client", "this client has no secret")
        name, rules = self.granted(client_id, asked)
        # Without a person there is nobody to identify and nobody to be away.
        scopes = tuple(scope for scope in rules.scopes if scope not in SCOPES)
        return name, replace(rules, scopes=scopes, refreshable=False, of_client=True)

    def _profile_of(self, client_id: str) -> DemoProfile:
        usable = [profile for profile in self._profiles if profile.rules.refreshable]
        own = [profile for profile in usable if profile.rules.client_id == client_id]
        for profile in (*own, *usable):
            return profile
        raise refusal(400, "unauthorized_client", "there is nothing to sign in to")


def _is_same(known: str | None, given: str | None) -> bool:
    if known is None or given is None:
        return known is given
    return hmac.compare_digest(known.encode(), given.encode())


def _basic(authorization: str) -> tuple[str, str | None]:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return "", None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return "", None
    # Both halves are form-encoded inside the header (RFC 6749 section 2.3.1).
    client_id, _, secret = decoded.partition(":")
    return unquote_plus(client_id), unquote_plus(secret) or None
