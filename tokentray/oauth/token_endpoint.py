"""The token endpoint: every grant of RFC 6749, or the refresh that a profile describes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from tokentray.core import template
from tokentray.core.errors import (
    ClientError,
    InputError,
    OAuthError,
    TokenTrayError,
    TransportError,
)
from tokentray.core.profile import Body, Profile, RefreshRequest
from tokentray.core.said import say
from tokentray.core.schedule import RETRY_AFTER_CAP
from tokentray.core.tokens import TokenResponse, read_token_response
from tokentray.oauth.client_auth import (
    ClientProof,
    Credentials,
    Field,
    credentials,
    needed_by_client,
)
from tokentray.oauth.dpop import Possession, proof
from tokentray.oauth.json_answer import error_word, parsed
from tokentray.oauth.transport import Answer, Request, parse_http_date

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_PROFILE_IS_WRONG = frozenset(
    {"invalid_client", "invalid_scope", "unauthorized_client", "unsupported_grant_type"}
)
_TRY_AGAIN = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
_FINAL_LOOKING = frozenset({401, 403, 404})


@dataclass(frozen=True, slots=True)
class Material:
    """What a request to the token endpoint may carry.

    `secrets` are the profile's own, by NAME; `possession` is the key that the tokens are, or
    will be, bound to; `now` is in POSIX seconds by the server's clock. `shown` stands for what
    shows who the client is, where a request is only looked at.
    """

    refresh_token: str = field(default="", repr=False)
    access_token: str = field(default="", repr=False)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    possession: Possession | None = None
    shown: Credentials | None = None
    uuid: str = ""
    now: float = 0.0


@dataclass(frozen=True, slots=True)
class Ended:
    """The server says that the grant is over: a code of `core.messages` with its arguments."""

    reason: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)


def needed_secrets(profile: Profile) -> frozenset[str]:
    """Return the NAMEs of the secrets that the refresh request of a profile carries."""
    if profile.refresh is not None:
        return template.secret_names([profile.refresh.fields, profile.refresh.headers])
    return needed_by_client(profile.client_auth)


def refresh_request(profile: Profile, material: Material) -> Request:
    """Build the request.

    Raises:
        InputError: the profile asks for something that it does not have.
    """
    if profile.refresh is not None:
        return _described_request(profile, profile.refresh, material)
    fields = (("grant_type", "refresh_token"), ("refresh_token", material.refresh_token))
    return token_request(profile, (*fields, *target_fields(profile)), material)


def client_credentials_request(profile: Profile, material: Material) -> Request:
    """Build the request of RFC 6749 section 4.4; raises as `token_request` does."""
    scope: Sequence[Field] = (("scope", " ".join(profile.scopes)),) if profile.scopes else ()
    fields = (("grant_type", "client_credentials"), *scope, *target_fields(profile))
    return token_request(profile, fields, material)


def token_request(profile: Profile, fields: Sequence[Field], material: Material) -> Request:
    """Build a request to the token endpoint of a profile whose endpoints are known.

    Raises:
        InputError: the client's key or secret cannot be used.
    """
    url = profile.endpoints.token
    request = client_request(profile, url, fields, material)
    if material.possession is None:
        return request
    shown = proof(material.possession, "POST", url, jti=material.uuid, now=material.now)
    return replace(request, headers={**request.headers, "DPoP": shown})


def client_request(
    profile: Profile, url: str, fields: Sequence[Field], material: Material
) -> Request:
    """Build a form that shows who the client is, for any endpoint that wants to know.

    Raises:
        InputError: the client's key or secret cannot be used.
    """
    proven = ClientProof(material.secrets, material.uuid, material.now)
    shown = material.shown or credentials(profile, proven)
    headers = {"Content-Type": _FORM, **shown.headers}
    body = urlencode([*fields, *shown.fields]).encode("ascii")
    return Request("POST", url, headers, body, profile.ca_file, shown.certificate)


def target_fields(profile: Profile) -> Sequence[Field]:
    """Return for whom the token shall be good: `audience`, and `resource` (RFC 8707)."""
    audience: Sequence[Field] = (("audience", profile.audience),) if profile.audience else ()
    return (*audience, *(("resource", resource) for resource in profile.resources))


def read_refresh_answer(profile: Profile, answer: Answer, host: str) -> TokenResponse | Ended:
    """Judge the answer of a refresh.

    A verdict on the grant needs a parsed `invalid_grant` (RFC 6749 section 5.2) or a status
    that the profile names; whatever a portal or a proxy says is none.

    Raises:
        TransportError: try again later; `server-refused` looks final but does not say so.
        OAuthError: an error answer with another word. ClientError: the profile is wrong.
    """
    # An API with a form of its own may use the word `error` for something else.
    granted = 200 <= answer.status < 300 if profile.refresh is not None else is_granted(answer)
    if granted:
        pointer = profile.refresh.response if profile.refresh is not None else ""
        return read_token_response(response_object(answer, host, pointer))
    if 300 <= answer.status < 400:
        raise TransportError("redirect", host=host)
    dead_on = profile.refresh.dead_on if profile.refresh is not None else ()
    if answer.status in dead_on and not answer.is_html:
        return Ended("reason-dead-on", {"status": answer.status})
    if error_word(answer) == "invalid_grant" and answer.status < 500:
        return Ended("reason-invalid-grant")
    raise refusal_of(profile, answer, host)


def is_granted(answer: Answer) -> bool:
    """Tell whether tokens may be in an answer; some servers send their errors with 200 too."""
    return 200 <= answer.status < 300 and not error_word(answer)


def retry_after(answer: Answer, now: float) -> float | None:
    """Return the seconds of Retry-After (RFC 9110 section 10.2.3), at most a day, or None."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:9]), RETRY_AFTER_CAP))
    moment = parse_http_date(text)
    if moment is None:
        return None
    return min(max(0.0, moment - now), RETRY_AFTER_CAP)


def _described_request(profile: Profile, rule: RefreshRequest, material: Material) -> Request:
    values = _placeholder_values(profile, material)
    headers = {name: _header(name, text, values) for name, text in rule.headers.items()}
    fields = template.fill(rule.fields, values)
    if "content-type" not in map(str.lower, headers):
        headers["Content-Type"] = _JSON if rule.body is Body.JSON else _FORM
    if rule.body is Body.JSON:
        body = json.dumps(fields).encode("ascii")
    else:
        body = urlencode({name: str(value) for name, value in fields.items()}).encode("ascii")
    return Request(rule.method, rule.url, headers, body, profile.ca_file)


def _header(name: str, text: str, values: Mapping[str, str | int]) -> str:
    value = str(template.fill(text, values))
    if not value.isascii() or not value.isprintable():
        raise InputError("header-characters", header=name)
    return value


def _placeholder_values(profile: Profile, material: Material) -> dict[str, str | int]:
    seconds, milliseconds = int(material.now), int(material.now * 1000)
    secrets = {template.SECRET_PREFIX + name: value for name, value in material.secrets.items()}
    return {
        "refresh_token": material.refresh_token,
        "access_token": material.access_token,
        "client_id": profile.client_id,
        "uuid": material.uuid,
        "now": str(seconds),
        "now:int": seconds,
        "now_ms": str(milliseconds),
        "now_ms:int": milliseconds,
        **secrets,
    }


def response_object(answer: Answer, host: str, pointer: str) -> Mapping[str, Any]:
    """Find the TokenResponse in a successful answer.

    Doubled fields are let pass here: refusing the answer would lose a rotated grant.
    """
    data = parsed(answer)
    if data is None:
        raise TransportError("not-json", host=host, status=answer.status)
    for step in _pointer_steps(pointer):
        data = _step_into(data, step)
    if not isinstance(data, dict):
        what = say("it is not an object")
        if pointer:
            what = say("there is no object at {pointer}", pointer=pointer)
        raise TransportError("bad-answer", host=host, what=what)
    return data


def _pointer_steps(pointer: str) -> list[str]:
    """Split a JSON pointer (RFC 6901 section 4)."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _step_into(data: object, step: str) -> object:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and step.isascii() and step.isdigit():
        return data[int(step)] if int(step) < len(data) else None
    return None


def refusal_of(profile: Profile, answer: Answer, host: str) -> TokenTrayError:
    """Return what an error answer means that is no `invalid_grant`."""
    word, status = error_word(answer), answer.status
    if word in _PROFILE_IS_WRONG:
        return ClientError("invalid-client", name=profile.name, error=word)
    if answer.is_html:
        return TransportError("not-json", host=host, status=status)
    if word == "invalid_request" or status in _FINAL_LOOKING or _is_empty_400(answer):
        return TransportError("server-refused", host=host, status=status)
    if word and word not in _TRY_AGAIN and status < 500 and status != 429:
        return OAuthError("oauth-error", host=host, error=word)
    return TransportError("server-status", host=host, status=status)


def _is_empty_400(answer: Answer) -> bool:
    return answer.status == 400 and not answer.body.strip()
