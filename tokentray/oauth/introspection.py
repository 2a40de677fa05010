"""Ask the server what an opaque token says (RFC 7662)."""

from __future__ import annotations

from tokentray.core.errors import TransportError
from tokentray.core.profile import Profile
from tokentray.core.said import say
from tokentray.oauth.described import Described, showable, told
from tokentray.oauth.token_endpoint import Material, client_request
from tokentray.oauth.transport import Answer, Request


def introspection_request(profile: Profile, material: Material) -> Request:
    """Build the request for the access token of `material`; raises as `client_request` does."""
    fields = (("token", material.access_token), ("token_type_hint", "access_token"))
    return client_request(profile, profile.endpoints.introspection, fields, material)


def read_introspection(answer: Answer, host: str, token: str) -> Described | None:
    """Return what the server tells, None where it tells this client nothing.

    Raises:
        TransportError: the answer is no verdict; try again.
    """
    data = told(answer, host)
    if data is None:
        return None
    active = data.get("active")
    if not isinstance(active, bool):
        raise TransportError("bad-answer", host=host, what=say("it does not tell `active`"))
    if not active:
        # Section 2.2: nothing else that may stand there counts.
        return Described(warnings=(("warn-inactive", {}),))
    claims = {name: value for name, value in showable(data, token).items() if name != "active"}
    return Described(claims)
