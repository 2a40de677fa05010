"""What Django looks up by name: the site's addresses, the claims of its people, its tokens."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.urls import include, path
from jwcrypto import jwk, jwt
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.urls import metadata_urlpatterns
from oauthlib.common import generate_token

urlpatterns = [
    path("login/", LoginView.as_view()),
    # RFC 8414 puts its part in front of the issuer's path.
    path("", include((metadata_urlpatterns, "oauth2_provider_metadata"))),
    path("o/", include("oauth2_provider.urls")),
]


class Validator(OAuth2Validator):  # type: ignore[misc]  # it carries no types
    """Adds a name to the claims."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        return {"name": request.user.username}


def new_access_token(request: Any, refresh_token: bool = False) -> str:
    """Return an RS256 JWT for the applications that want one, else an opaque token."""
    chosen = settings.OAUTH2_PROVIDER
    if not request.client.client_id.endswith("-jwt"):
        return str(generate_token(40))
    key = jwk.JWK.from_pem(chosen["OIDC_RSA_PRIVATE_KEY"].encode())
    now = int(time.time())
    claims = {
        "iss": chosen["OIDC_ISS_ENDPOINT"],
        "sub": str(request.user.pk) if request.user else None,
        "aud": "https://api.example",
        "scope": " ".join(request.scopes or ()),
        "iat": now,
        "exp": now + chosen["ACCESS_TOKEN_EXPIRE_SECONDS"],
        "jti": generate_token(20),
    }
    token = jwt.JWT(header={"alg": "RS256", "kid": key.thumbprint()}, claims=claims)
    token.make_signed_token(key)
    return str(token.serialize())
