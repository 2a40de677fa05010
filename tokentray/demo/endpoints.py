"""What the demo server answers, and where: its metadata (RFC 8414, OpenID Discovery) and routes.

No socket here: a request comes in and a reply goes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tokentray.demo.authorization import AuthorizationEndpoint
from tokentray.demo.clients import AUTH_METHODS, Clients
from tokentray.demo.device import VERIFICATION_PATH, DeviceEndpoint
from tokentray.demo.grants import GrantBook, GrantRefused, Minting
from tokentray.demo.inspection import INTROSPECTION_AUTH_METHODS, InspectionEndpoints
from tokentray.demo.keys import SigningKey
from tokentray.demo.messages import Refusal, Reply, Request, refusal, require_method
from tokentray.demo.people import PERSON_CLAIMS, identity
from tokentray.demo.profiles import SOURCE_REFRESH_PATH, TOKEN_PATH
from tokentray.demo.source import SourceRefresh
from tokentray.demo.tokens import TokenEndpoint

METADATA_PATHS = ("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")
JWKS_PATH = "/jwks.json"
AUTHORIZATION_PATH = "/authorize"
DEVICE_AUTHORIZATION_PATH = "/device_authorization"
REVOCATION_PATH = "/revoke"
INTROSPECTION_PATH = "/introspect"
USERINFO_PATH = "/userinfo"


class Endpoints:
    """Routes a request; `claims` tells what an access token says.

    The caller holds the lock of the grant book.
    """

    def __init__(
        self,
        *,
        issuer: str,
        book: GrantBook,
        key: SigningKey,
        clock: Callable[[], float],
        clients: Clients,
        claims: Callable[[Minting], dict[str, Any]],
        account: Callable[[str], str],
        device_interval: float,
    ) -> None:
        self._issuer = issuer
        self._key = key
        self._clients = clients
        self._claims = claims
        self.authorization = AuthorizationEndpoint(
            issuer=issuer, clients=clients, book=book, clock=clock, account=account
        )
        self.device = DeviceEndpoint(
            issuer=issuer, clients=clients, book=book, clock=clock, interval=device_interval
        )
        self._token = TokenEndpoint(
            clients=clients,
            book=book,
            authorization=self.authorization,
            device=self.device,
            identify=self._identify,
        )
        inspection = InspectionEndpoints(clients=clients, book=book, claims=claims)
        self._routes: Mapping[str, Callable[[Request], Reply]] = {
            **{path: self._document(self.metadata) for path in METADATA_PATHS},
            JWKS_PATH: self._document(key.jwks),
            AUTHORIZATION_PATH: self.authorization.answer,
            TOKEN_PATH: self._token.answer,
            DEVICE_AUTHORIZATION_PATH: self.device.authorize,
            VERIFICATION_PATH: self.device.answer,
            REVOCATION_PATH: inspection.revoke,
            INTROSPECTION_PATH: inspection.introspect,
            USERINFO_PATH: inspection.userinfo,
            SOURCE_REFRESH_PATH: SourceRefresh(book, clock).answer,
        }

    def answer(self, request: Request) -> Reply:
        """Return the reply to any request; a refusal is a reply too."""
        try:
            if request.path not in self._routes:
                raise refusal(404, "not_found", "there is nothing here")
            return self._routes[request.path](request)
        except Refusal as refused:
            return refused.reply
        except GrantRefused as refused:
            return refusal(400, refused.error, refused.description).reply

    def metadata(self) -> dict[str, Any]:
        """Return the server's metadata (RFC 8414 section 2, OpenID Discovery section 3)."""
        return {
            "issuer": self._issuer,
            "authorization_endpoint": self._issuer + AUTHORIZATION_PATH,
            "token_endpoint": self._issuer + TOKEN_PATH,
            "device_authorization_endpoint": self._issuer + DEVICE_AUTHORIZATION_PATH,
            "revocation_endpoint": self._issuer + REVOCATION_PATH,
            "introspection_endpoint": self._issuer + INTROSPECTION_PATH,
            "userinfo_endpoint": self._issuer + USERINFO_PATH,
            "jwks_uri": self._issuer + JWKS_PATH,
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": list(self._token.grant_types),
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [self._key.ALGORITHM],
            "token_endpoint_auth_methods_supported": list(AUTH_METHODS),
            "revocation_endpoint_auth_methods_supported": list(AUTH_METHODS),
            "introspection_endpoint_auth_methods_supported": list(INTROSPECTION_AUTH_METHODS),
            "scopes_supported": list(self._clients.scopes),
            "claims_supported": ["iss", "sub", "aud", "iat", "exp", "auth_time", *PERSON_CLAIMS],
        }

    def _identify(self, minting: Minting, nonce: str) -> str:
        return self._key.sign(identity(self._claims(minting), minting, nonce))

    def _document(self, make: Callable[[], dict[str, Any]]) -> Callable[[Request], Reply]:
        def answer(request: Request) -> Reply:
            require_method(request, "GET")
            return Reply(200, make())

        return answer
