"""Sign in on another device: RFC 8628."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tokentray.core.errors import Denied, TokenTrayError, TransportError, VaultUnavailable
from tokentray.core.plain import plain
from tokentray.core.profile import Profile
from tokentray.core.said import say
from tokentray.core.urls import problem_of_url
from tokentray.oauth.authorization import refusal
from tokentray.oauth.client_auth import Field
from tokentray.oauth.grant_answer import grant_refusal
from tokentray.oauth.json_answer import error_word, json_object
from tokentray.oauth.token_endpoint import Material, target_fields, token_request
from tokentray.oauth.transport import Answer, Request

logger = logging.getLogger(__name__)

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"
INTERVAL = 5.0
"""Seconds between two polls where the server names none (section 3.2)."""

SLOW_DOWN = 5.0
"""Seconds that each `slow_down` adds, for all polls that follow (section 3.5)."""

_LONGEST_INTERVAL = 60.0
_DEFAULT_LIFETIME = 600
_LONGEST_LIFETIME = 1800
_LONGEST_USER_CODE = 64
_PENDING = "authorization_pending"


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What a person needs, and what we poll with; `lifetime` and `interval` in seconds."""

    device_code: str = field(repr=False)
    user_code: str = field(repr=False)
    verification_uri: str
    complete_uri: str = field(default="", repr=False)
    lifetime: float = _DEFAULT_LIFETIME
    interval: float = INTERVAL

    @property
    def picture_uri(self) -> str:
        """The address that a picture shows: with the code in it where the server gave one."""
        return self.complete_uri or self.verification_uri


def device_request(profile: Profile, material: Material) -> Request:
    """Build the request of section 3.1; raises as `token_request` does."""
    scope: list[Field] = [("scope", " ".join(profile.scopes))] if profile.scopes else []
    fields = [*scope, *target_fields(profile)]
    # No key yet: it is shown where the tokens are asked for.
    request = token_request(profile, fields, replace(material, possession=None))
    return replace(request, url=profile.endpoints.device_authorization)


def poll_fields(code: DeviceCode) -> tuple[Field, ...]:
    """Return what a poll of the token endpoint asks with (section 3.4)."""
    return (("grant_type", GRANT_TYPE), ("device_code", code.device_code))


def read_device_code(profile: Profile, answer: Answer, host: str) -> DeviceCode:
    """Read the answer of section 3.2.

    Raises:
        Denied, ClientError, OAuthError: the server said no.
        TransportError: it is no such answer, or sends people where nobody should go.
    """
    if answer.status != 200 or error_word(answer):
        raise _refused(profile, answer, host)
    data = json_object(answer)
    if data is None:
        raise TransportError("not-json", host=host, status=answer.status)
    uri = _text(data, "verification_uri") or _text(data, "verification_url")
    complete = _text(data, "verification_uri_complete")
    code = DeviceCode(
        device_code=_text(data, "device_code"),
        user_code=_text(data, "user_code"),
        verification_uri=uri,
        complete_uri="" if problem_of_url(complete) else complete,
        lifetime=_seconds(data.get("expires_in"), _DEFAULT_LIFETIME, _LONGEST_LIFETIME),
        interval=_seconds(data.get("interval"), INTERVAL, _LONGEST_INTERVAL),
    )
    _check(code, host)
    return code


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a poller waits: `monotonic` in seconds, `wait` tells whether to go on."""

    monotonic: Callable[[], float]
    wait: Callable[[float], bool]


def poll(code: DeviceCode, ask: Callable[[], Answer], waiting: Waiting, host: str) -> Answer:
    """Ask again and again until the server has something to say that is not "not yet".

    A lost answer makes the pauses longer, as section 3.5 wants, and they stay so.

    Raises:
        Denied: `waiting` was told to stop. TransportError: the code has expired.
        TokenTrayError: what `ask` raises and another try cannot change (the network, or another
            process that holds the profile, can).
    """
    deadline = waiting.monotonic() + code.lifetime
    interval = code.interval
    while True:
        pause = min(interval, max(0.0, deadline - waiting.monotonic()))
        if not waiting.wait(pause):
            raise Denied("sign-in-cancelled")
        if waiting.monotonic() >= deadline:
            raise TransportError("device-expired", host=host)
        try:
            answer = ask()
        except (TransportError, VaultUnavailable) as error:
            logger.info("a poll was not answered (%s)", error.code)
            interval = _longer(interval)
            continue
        # Some servers send their errors with 200.
        word = error_word(answer)
        if word == _PENDING:
            continue
        if word == "slow_down":
            interval = interval + SLOW_DOWN
        elif answer.status >= 500 or answer.status == 429 or (answer.is_html and not word):
            interval = _longer(interval)
        else:
            return answer


def poll_refusal(profile: Profile, answer: Answer, host: str) -> TokenTrayError:
    """Return what an answer that is no token means (section 3.5)."""
    word = error_word(answer)
    if word in ("expired_token", "invalid_grant"):
        return TransportError("device-expired", host=host)
    return _refused(profile, answer, host)


def _refused(profile: Profile, answer: Answer, host: str) -> TokenTrayError:
    if error_word(answer) == "access_denied":
        return refusal("access_denied", "", host)
    return grant_refusal(profile, answer, host)


def _longer(interval: float) -> float:
    return min(max(interval, 1.0) * 2, max(interval, _LONGEST_INTERVAL))


def _check(code: DeviceCode, host: str) -> None:
    problem = problem_of_url(code.verification_uri)
    if not code.device_code:
        problem = say("it holds no device_code")
    elif not code.user_code or len(code.user_code) > _LONGEST_USER_CODE:
        problem = say("it holds no user_code")
    elif plain(code.user_code) != code.user_code:
        problem = say("its user_code cannot be shown")
    elif problem:
        problem = say("its verification_uri {problem}", problem=problem)
    if problem:
        raise TransportError("bad-answer", host=host, what=problem)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _seconds(value: object, default: float, most: float) -> float:
    """Read a number of seconds that a server named, within reason."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        return default
    return float(min(max(value, 1), most))
