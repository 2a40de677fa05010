"""The answer of the token endpoint to a grant that a person or a client just gave."""

from __future__ import annotations

from tokentray.core.errors import OAuthError, TokenTrayError, TransportError
from tokentray.core.profile import Profile
from tokentray.core.said import say
from tokentray.core.tokens import TokenResponse, read_token_response
from tokentray.oauth.json_answer import error_word
from tokentray.oauth.token_endpoint import is_granted, refusal_of, response_object
from tokentray.oauth.transport import Answer

BEARER = "bearer"
DPOP = "dpop"


def read_grant_answer(profile: Profile, answer: Answer, host: str) -> TokenResponse:
    """Return a response with an access token of a type that we know how to use.

    Raises:
        TransportError, OAuthError, ClientError: there is none.
    """
    if not is_granted(answer):
        raise grant_refusal(profile, answer, host)
    response = read_token_response(response_object(answer, host, ""))
    if response.access_token is None:
        raise TransportError("bad-answer", host=host, what=say("it holds no access_token"))
    # RFC 6749 section 7.1: a token of an unknown type must not be used.
    known = (BEARER, DPOP) if profile.dpop else (BEARER,)
    if response.token_type.lower() not in known:
        what = say("its token_type is {type}", type=response.token_type)
        raise TransportError("bad-answer", host=host, what=what)
    return response


def grant_refusal(profile: Profile, answer: Answer, host: str) -> TokenTrayError:
    """Return what an error answer of a sign-in means."""
    if 300 <= answer.status < 400:
        return TransportError("redirect", host=host)
    if error_word(answer) == "invalid_grant":
        return OAuthError("sign-in-code", host=host, error="invalid_grant")
    error = refusal_of(profile, answer, host)
    word = error_word(answer)
    if error.code == "server-refused" and word:
        return OAuthError("sign-in-error", host=host, error=word, told="")
    if error.code == "server-refused":
        return TransportError("sign-in-server", host=host, status=answer.status)
    return error
