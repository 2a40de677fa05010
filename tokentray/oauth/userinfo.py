"""Ask who stands behind an opaque token (OpenID Connect Core 1.0 section 5.3)."""

from __future__ import annotations

from tokentray.core.errors import TransportError
from tokentray.core.profile import Profile
from tokentray.core.said import say
from tokentray.oauth.described import Described, showable, told
from tokentray.oauth.dpop import proof
from tokentray.oauth.token_endpoint import Material
from tokentray.oauth.transport import Answer, Request


def userinfo_request(profile: Profile, material: Material) -> Request:
    """Build the request with the access token of `material`, and its proof where it is bound."""
    url, token = profile.endpoints.userinfo, material.access_token
    headers = {"Authorization": f"Bearer {token}"}
    if material.possession is not None:
        headers = {
            "Authorization": f"DPoP {token}",
            "DPoP": proof(
                material.possession,
                "GET",
                url,
                jti=material.uuid,
                now=material.now,
                access_token=token,
            ),
        }
    return Request("GET", url, headers, ca_file=profile.ca_file)


def read_userinfo(answer: Answer, host: str, token: str, subject: str) -> Described | None:
    """Return the claims of the person, None where the server tells none to this token.

    `subject` is the `sub` of the ID token, empty without one. An answer that is itself a JWT
    is left alone.

    Raises:
        TransportError: the answer is no verdict, or is about somebody else (section 5.3.2).
    """
    is_jwt = "jwt" in answer.headers.get("content-type", "").lower()
    data = None if is_jwt else told(answer, host)
    if data is None:
        return None
    if subject and data.get("sub") != subject:
        raise TransportError("bad-answer", host=host, what=say("it is about somebody else"))
    return Described(showable(data, token))
