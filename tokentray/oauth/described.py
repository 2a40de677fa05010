"""What a server tells about a token that says nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tokentray.core.errors import TransportError
from tokentray.core.expiry import Warned
from tokentray.oauth.json_answer import json_object
from tokentray.oauth.jwt import finite
from tokentray.oauth.transport import Answer

_NOT_FOR_US = frozenset({400, 401, 403, 404, 405, 501})

_SECRET = frozenset(
    {
        "access_token",
        "refresh_token",
        "id_token",
        "token",
        "client_secret",
        "registration_access_token",
        "password",
    }
)


@dataclass(frozen=True, slots=True)
class Described:
    """The claims as the server tells them, None where it only told that something is wrong."""

    claims: Mapping[str, Any] | None = field(default=None, repr=False)
    warnings: Warned = ()


def told(answer: Answer, host: str) -> Mapping[str, Any] | None:
    """Return what the server tells, None where it tells nothing to this client.

    Raises:
        TransportError: the answer is no verdict; try again.
    """
    if answer.status in _NOT_FOR_US and not answer.is_html:
        return None
    if answer.status != 200:
        raise TransportError("server-status", host=host, status=answer.status)
    data = json_object(answer)
    if data is None:
        raise TransportError("not-json", host=host, status=answer.status)
    return data


def showable(data: Mapping[str, Any], token: str) -> Mapping[str, Any]:
    """Return an answer without what may be a secret: claims are shown and may be copied."""
    whole = finite(_without_secrets(data, token))
    return whole if isinstance(whole, dict) else {}


def _without_secrets(value: Any, token: str) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_secrets(item, token)
            for key, item in value.items()
            if key.lower() not in _SECRET and not _holds(item, token)
        }
    if isinstance(value, list):
        return [_without_secrets(item, token) for item in value if not _holds(item, token)]
    return value


def _holds(item: object, token: str) -> bool:
    return isinstance(item, str) and token in item
