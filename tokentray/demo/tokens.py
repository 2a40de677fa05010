"""The token endpoint (RFC 6749 section 3.2) and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tokentray.demo.authorization import AuthorizationEndpoint
from tokentray.demo.clients import Clients
from tokentray.demo.device import DeviceEndpoint
from tokentray.demo.grants import GrantBook, Minting, TokenPair
from tokentray.demo.messages import Parameters, Reply, Request, form_of, refusal
from tokentray.demo.profiles import Form
from tokentray.demo.source import source_response

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


def token_response(pair: TokenPair, form: Form) -> dict[str, Any]:
    """Return the TokenResponse for a pair, in one of the two spellings."""
    if form is Form.SOURCE:
        return source_response(pair)
    minting = pair.minting
    answer: dict[str, Any] = {
        "access_token": pair.access_token,
        "token_type": "Bearer",
        "expires_in": minting.expires_at - minting.issued_at,
    }
    if minting.rules.scopes:
        answer["scope"] = " ".join(minting.rules.scopes)
    if pair.refresh_token:
        answer["refresh_token"] = pair.refresh_token
    if pair.refresh_token and minting.rules.refresh_lifetime is not None:
        answer["refresh_expires_in"] = minting.rules.refresh_lifetime
    if pair.refresh_token and minting.authorization_left is not None:
        answer["authorization_expires_in"] = minting.authorization_left
    return answer


class TokenEndpoint:
    """Answers each grant type; `identify` makes an ID token from a minting and a nonce."""

    def __init__(
        self,
        *,
        clients: Clients,
        book: GrantBook,
        authorization: AuthorizationEndpoint,
        device: DeviceEndpoint,
        identify: Callable[[Minting, str], str],
    ) -> None:
        self._clients = clients
        self._book = book
        self._authorization = authorization
        self._device = device
        self._identify = identify
        self._grants: Mapping[str, Callable[[str, Parameters], dict[str, Any]]] = {
            "authorization_code": self._code,
            "refresh_token": self._refresh,
            "client_credentials": self._client_credentials,
            DEVICE_GRANT: self._device_code,
        }

    @property
    def grant_types(self) -> tuple[str, ...]:
        """Every grant type that is served."""
        return tuple(self._grants)

    def answer(self, request: Request) -> Reply:
        """Answer a token request of a client that proved who it is."""
        form = form_of(request)
        client_id = self._clients.authenticate(request, form)
        grant_type = form.require("grant_type")
        if grant_type not in self._grants:
            raise refusal(400, "unsupported_grant_type", "that grant type is not served")
        return Reply(200, self._grants[grant_type](client_id, form))

    def _code(self, client_id: str, form: Parameters) -> dict[str, Any]:
        pair, nonce = self._authorization.redeem(client_id, form)
        return self._signed_in(pair, nonce)

    def _device_code(self, client_id: str, form: Parameters) -> dict[str, Any]:
        return self._signed_in(self._device.poll(client_id, form), "")

    def _refresh(self, client_id: str, form: Parameters) -> dict[str, Any]:
        # No ID token: OpenID Connect Core section 12.2 leaves it open, many servers send none.
        pair = self._book.refresh(form.require("refresh_token"), client_id=client_id)
        return token_response(pair, Form.STANDARD)

    def _client_credentials(self, client_id: str, form: Parameters) -> dict[str, Any]:
        name, rules = self._clients.granted_to_itself(client_id, form)
        return token_response(self._book.open(name, rules), Form.STANDARD)

    def _signed_in(self, pair: TokenPair, nonce: str) -> dict[str, Any]:
        answer = token_response(pair, Form.STANDARD)
        if "openid" in pair.minting.rules.scopes:
            answer["id_token"] = self._identify(pair.minting, nonce)
        return answer
