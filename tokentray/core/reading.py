"""What a person gives to `import`: a TokenResponse as JSON, or a bare JWT (RFC 7519)."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from tokentray.core.errors import InputError
from tokentray.core.said import say

MAX_INPUT = 1024 * 1024
MAX_DEPTH = 32

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SCHEME = re.compile(r"(authorization\s*:\s*)?bearer\s+", re.IGNORECASE)
_JWT = re.compile(r"[A-Za-z0-9_-]+={0,2}\.[A-Za-z0-9_-]+={0,2}\.[A-Za-z0-9_-]*={0,2}", re.ASCII)
_QUOTES = "\"'`"


@dataclass(frozen=True, slots=True)
class Input:
    """The decoded response; for a bare JWT an object with an `access_token` only."""

    response: Mapping[str, Any] = field(repr=False)
    bare: bool = False


def read_input(data: bytes) -> Input:
    """Read what was given.

    Raises:
        InputError: it is neither a JSON object nor a bare JWT; says why in one sentence.
    """
    text = decode_text(data).strip()
    if not text:
        raise InputError("input-empty")
    if text[0] in "{[":
        return Input(read_json_object(text))
    return Input({"access_token": _bare_jwt(text)}, bare=True)


def decode_text(data: bytes) -> str:
    """Decode UTF-8, a byte order mark dropped; other encodings are refused by name."""
    if len(data) > MAX_INPUT:
        raise InputError("input-too-long")
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise InputError("input-encoding", encoding=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("input-not-utf8") from error
    if "\0" in text:
        raise InputError("input-encoding", encoding="UTF-16")
    return text


def read_json_object(text: str) -> Mapping[str, Any]:
    """Parse strictly (RFC 8259): no doubled fields, no NaN, no depth beyond reason."""
    try:
        data = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise InputError(
            "json-malformed", what=error.msg, line=error.lineno, column=error.colno
        ) from error
    except RecursionError as error:
        raise InputError("json-too-deep") from error
    except ValueError as error:  # a number of more than 4,300 digits
        raise InputError("json-not-finite", number="A number of thousands of digits") from error
    if not isinstance(data, dict):
        raise InputError("json-not-object")
    if depth_exceeds(data, MAX_DEPTH):
        raise InputError("json-too-deep")
    return data


def depth_exceeds(value: object, limit: int) -> bool:
    """Tell whether objects and arrays are nested deeper than `limit`, without recursion."""
    level = [value]
    for _ in range(limit):
        level = [
            item
            for node in level
            if isinstance(node, dict | list)
            for item in (node.values() if isinstance(node, dict) else node)
        ]
    return any(isinstance(node, dict | list) for node in level)


def looks_like_jwt(token: str) -> bool:
    """Tell whether a token has the three parts of a JWS (RFC 7515 section 3.1)."""
    return _JWT.fullmatch(token) is not None


def _bare_jwt(text: str) -> str:
    token = text.strip(_QUOTES).strip()
    token = _SCHEME.sub("", token, count=1) if _SCHEME.match(token) else token
    token = token.strip().strip(_QUOTES).strip()
    if looks_like_jwt(token):
        return token
    if re.search(r"\s|[\x00-\x1f\x7f]", token) and looks_like_jwt(re.sub(r"\s", "", token)):
        raise InputError("token-characters", field="token")
    if token.count(".") == 2 and token.startswith("eyJ"):
        raise InputError("jwt-broken", what=say("it is not base64url"))
    raise InputError("input-neither")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in pairs:
        if key in data:
            raise InputError("json-duplicate", field=key)
        data[key] = value
    return data


def _refuse_constant(number: str) -> NoReturn:
    raise InputError("json-not-finite", number=number)
