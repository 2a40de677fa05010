"""Tell the server that a token shall be good no more (RFC 7009)."""

from __future__ import annotations

from enum import Enum, auto

from tokentray.core.errors import TransportError
from tokentray.core.profile import Profile
from tokentray.oauth.json_answer import error_word
from tokentray.oauth.token_endpoint import Material, client_request
from tokentray.oauth.transport import Answer, Request

_CLIENT_IS_WRONG = frozenset({"invalid_client", "unauthorized_client"})
_NOT_FOR_US = frozenset({401, 403, 404, 405, 501})


class Revoked(Enum):
    """What the server did with one token."""

    DONE = auto()
    UNSUPPORTED = auto()
    """It cannot revoke tokens of this kind."""
    REFUSED = auto()
    """It does not do that, for this client or for anybody."""
    CLIENT_REFUSED = auto()
    """It does not know this client, or not by what it shows."""


def revocation_request(profile: Profile, token: str, hint: str, material: Material) -> Request:
    """Build the request; `hint` is `refresh_token` or `access_token`.

    Raises as `client_request` does.
    """
    fields = (("token", token), ("token_type_hint", hint))
    return client_request(profile, profile.endpoints.revocation, fields, material)


def read_revocation(answer: Answer, host: str) -> Revoked:
    """Judge an answer.

    Section 2.2: 200 is given for unknown tokens too, since there is nothing left to do then. What
    it holds is ignored, but for a page with words in it: there a portal spoke, not the server.

    Raises:
        TransportError: the token still lives, as far as anybody knows; try again.
    """
    if 300 <= answer.status < 400:
        raise TransportError("redirect", host=host)
    if answer.is_html and answer.body.strip():
        raise TransportError("not-json", host=host, status=answer.status)
    if 200 <= answer.status < 300:
        return Revoked.DONE
    word = error_word(answer)
    if word == "unsupported_token_type":
        return Revoked.UNSUPPORTED
    if word == "invalid_token":
        # Some servers say so of a token that is dead or unknown already.
        return Revoked.DONE
    if word in _CLIENT_IS_WRONG:
        return Revoked.CLIENT_REFUSED
    if answer.status in _NOT_FOR_US:
        return Revoked.REFUSED
    raise TransportError("server-status", host=host, status=answer.status)
