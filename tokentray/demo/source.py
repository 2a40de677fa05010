"""The source document's API: a refresh in camelCase, as JSON or as a form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from tokentray.demo.grants import GrantBook, TokenPair
from tokentray.demo.messages import FORM, Reply, Request, form_of, refusal, require_method
from tokentray.demo.profiles import CLIENT_KEY

_NETWORK_TYPES = ("other", "wifi", "cellular", "ethernet")
_CLOCK_TOLERANCE = 300


def source_response(pair: TokenPair) -> dict[str, Any]:
    """Return the TokenResponse for a pair; its `expiresIn` is a Unix timestamp."""
    source = {"accessToken": pair.access_token, "expiresIn": pair.minting.expires_at}
    return source | ({"refreshToken": pair.refresh_token} if pair.refresh_token else {})


class SourceRefresh:
    """The one endpoint of that API."""

    def __init__(self, book: GrantBook, clock: Callable[[], float]) -> None:
        self._book = book
        self._clock = clock

    def answer(self, request: Request) -> Reply:
        """Spend the refresh token and answer with the next pair."""
        require_method(request, "POST")
        is_form = request.media_type == FORM
        fields: Mapping[str, Any] = form_of(request).fields if is_form else _json(request)
        self._check(fields)
        return Reply(200, source_response(self._book.refresh(fields["refreshToken"])))

    def _check(self, fields: Mapping[str, Any]) -> None:
        if fields.get("clientKey") != CLIENT_KEY:
            raise refusal(401, "invalid_client", "unknown clientKey")
        refresh_token = fields.get("refreshToken")
        if not isinstance(refresh_token, str) or not refresh_token:
            raise refusal(400, "invalid_request", "refreshToken is missing")
        if not _is_uuid(fields.get("deviceId")):
            raise refusal(400, "invalid_request", "deviceId is not a UUID")
        if fields.get("networkType", "other") not in _NETWORK_TYPES:
            raise refusal(400, "invalid_request", "networkType is unknown")
        if not self._is_recent(fields.get("signatureTimestamp")):
            raise refusal(400, "invalid_request", "signatureTimestamp is not now")

    def _is_recent(self, value: object) -> bool:
        text = str(value) if isinstance(value, (int, str)) else ""
        if not (text.isascii() and text.isdigit()) or len(text) > len(str(10**11)):
            return False
        return abs(int(text) - self._clock()) <= _CLOCK_TOLERANCE


def _json(request: Request) -> dict[str, Any]:
    if request.media_type != "application/json":
        raise refusal(400, "invalid_request", "the body is neither JSON nor a form")
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        raise refusal(400, "invalid_request", "the JSON is malformed") from None
    if not isinstance(data, dict):
        raise refusal(400, "invalid_request", "the JSON is no object")
    return data


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value.lower()
    except ValueError:
        return False
