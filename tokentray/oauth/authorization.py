"""The authorization request and what comes back by the browser: RFC 6749 4.1, RFC 9207."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from tokentray.core.errors import (
    ClientError,
    Denied,
    InputError,
    OAuthError,
    TokenTrayError,
    TransportError,
)
from tokentray.core.profile import Profile
from tokentray.core.said import say
from tokentray.core.urls import problem_of_url
from tokentray.oauth import pkce
from tokentray.oauth.client_auth import Field
from tokentray.oauth.dpop import public_jwk, thumbprint
from tokentray.oauth.token_endpoint import target_fields

_RANDOM_BYTES = 32
_OURS = frozenset(
    {
        "response_type",
        "response_mode",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "dpop_jkt",
    }
)
"""What a profile's own parameters may not say: another answer than ours would be judged."""

_JUDGED = frozenset({"state", "iss", "error", "error_description", "code"})
_MOST_PARAMETERS = 100
_REFUSED = frozenset({"access_denied"})
_PROFILE_IS_WRONG = frozenset(
    {
        "invalid_request",
        "unauthorized_client",
        "unsupported_response_type",
        "invalid_scope",
        "invalid_target",
    }
)


@dataclass(frozen=True, slots=True)
class Expected:
    """Who has to answer: `issuer` is empty where unknown; `must_be_named` by its metadata."""

    issuer: str = ""
    must_be_named: bool = False


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """One try of a person; `nonce` is empty where no ID token is asked for.

    All of it but the URL is known to this process alone, and good for one answer.
    """

    url: str = field(repr=False)
    redirect_uri: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    nonce: str = field(default="", repr=False)
    expected: Expected = field(default_factory=Expected)

    def is_answered_by(self, query: str) -> bool:
        """Tell in constant time whether the right `state` is in a query, once.

        Nothing else of it is looked at before: anybody on this computer, and any web page, can
        send a request here.
        """
        states = [value for name, value in _pairs(query) if name == "state"]
        given = states[0] if len(states) == 1 else ""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.state.encode("ascii"))


def authorization_request(
    profile: Profile, redirect_uri: str, expected: Expected, dpop_key: str = ""
) -> AuthorizationRequest:
    """Return a new request; the profile's endpoints are known.

    Raises:
        InputError: the profile's parameters say what only we may.
    """
    state, verifier = secrets.token_urlsafe(_RANDOM_BYTES), pkce.new_verifier()
    nonce = secrets.token_urlsafe(_RANDOM_BYTES) if "openid" in profile.scopes else ""
    fields: list[Field] = [
        ("response_type", "code"),
        ("client_id", profile.client_id),
        ("redirect_uri", redirect_uri),
    ]
    if profile.scopes:
        fields.append(("scope", " ".join(profile.scopes)))
    fields += [
        ("state", state),
        ("code_challenge", pkce.challenge_of(verifier)),
        ("code_challenge_method", pkce.METHOD),
    ]
    if nonce:
        fields.append(("nonce", nonce))
    if dpop_key:
        fields.append(("dpop_jkt", thumbprint(public_jwk(dpop_key))))
    url = _with_query(profile.endpoints.authorization, [*fields, *_extra(profile)])
    return AuthorizationRequest(url, redirect_uri, state, verifier, nonce, expected)


def read_callback(request: AuthorizationRequest, query: str, host: str) -> str:
    """Return the code of an answer that `is_answered_by` took.

    Raises:
        Denied: the person or the server said no. ClientError: the profile is wrong.
        TransportError: it is not this server's, or cannot be used. OAuthError: another error.
    """
    pairs = [(name, value) for name, value in _pairs(query) if name in _JUDGED]
    names = [name for name, _ in pairs]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise _unusable(host, say("{name} stands there twice", name=doubled[0]))
    values = dict(pairs)
    _check_issuer(request.expected, values.get("iss"), host)
    if "error" in values:
        raise refusal(values["error"], values.get("error_description", ""), host)
    code = values.get("code", "")
    if not code:
        raise _unusable(host, say("it holds no code"))
    return code


def refusal(error: str, description: str, host: str) -> TokenTrayError:
    """Return what an `error` of RFC 6749 section 4.1.2.1 or RFC 8628 section 3.5 means to us."""
    told = say(" ({text})", text=description) if description else ""
    if error in _REFUSED:
        return Denied("sign-in-refused", host=host, told=told)
    if error in _PROFILE_IS_WRONG:
        return ClientError("sign-in-client", host=host, error=error, told=told)
    return OAuthError("sign-in-error", host=host, error=error, told=told)


def pasted_query(text: str) -> str:
    """Return the query of a redirect URL that a person pasted, empty where there is none."""
    try:
        return urlsplit(text.strip().strip("\"'<>")).query
    except ValueError:
        return ""


def _check_issuer(expected: Expected, named: str | None, host: str) -> None:
    """Refuse the answer of another server (RFC 9207 section 2.4)."""
    if named is None:
        if expected.must_be_named:
            raise _unusable(host, say("it does not say which server it is from (iss)"))
        return
    if expected.issuer and named != expected.issuer:
        raise TransportError("sign-in-issuer", issuer=expected.issuer, found=named)


def _extra(profile: Profile) -> Sequence[Field]:
    """Return for whom the token shall be good, and the profile's own parameters.

    A server gives `offline_access` only where the person is asked (OIDC Core section 11).
    """
    for name in profile.parameters:
        if name in _OURS:
            raise InputError("parameter-reserved", name=profile.name, parameter=name)
    given = dict(profile.parameters)
    if "offline_access" in profile.scopes:
        given.setdefault("prompt", "consent")
    own = [(name, value) for name, value in given.items() if value]
    return [*(pair for pair in target_fields(profile) if pair[0] not in given), *own]


def _with_query(url: str, fields: Sequence[Field]) -> str:
    """Add parameters to an endpoint, which may have some of its own (RFC 6749 section 3.1)."""
    problem = problem_of_url(url)
    if problem:
        raise InputError("endpoint-url", endpoint="authorization", what=problem)
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(fields)) if part)
    return parts._replace(query=query, fragment="").geturl()


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return []


def _unusable(host: str, what: str) -> TransportError:
    return TransportError("sign-in-answer", host=host, what=what)
