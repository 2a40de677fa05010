"""Read what a JWT says (RFC 7519) without believing it: no signature is checked here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from jwt.exceptions import PyJWTError

from tokentray.core.expiry import Warned
from tokentray.core.reading import depth_exceeds, looks_like_jwt
from tokentray.core.said import say

DECODE_LIMIT = 64 * 1024
"""Characters; a longer token is treated as opaque, whatever it is."""

_MAX_DEPTH = 64


@dataclass(frozen=True, slots=True)
class Decoded:
    """Header and claims of a JWT, both None for an opaque token; `problem` says why in words."""

    header: Mapping[str, Any] | None = field(default=None, repr=False)
    claims: Mapping[str, Any] | None = field(default=None, repr=False)
    problem: str = ""
    warnings: Warned = ()


_BROKEN_PARTS = {
    "header": say("its header cannot be decoded"),
    "payload": say("its payload cannot be decoded"),
    "crypto": say("its signature cannot be decoded"),
    "algorithm": say("its algorithm cannot be decoded"),
}
"""By the word of the library that tells which it is."""


def decode(token: str) -> Decoded:
    """Decode header and claims. Never raises, never follows `jku`, `x5u` or `kid`."""
    if not looks_like_jwt(token):
        return Decoded(warnings=(("warn-opaque", {}),))
    if len(token) > DECODE_LIMIT:
        return Decoded(
            problem=say("it is too large"),
            warnings=(("warn-too-large", {"length": len(token)}),),
        )
    try:
        whole = jwt.decode_complete(token, options={"verify_signature": False})
    except (PyJWTError, ValueError, RecursionError, TypeError, AttributeError) as error:
        return _broken(_reason(error))
    header, claims = whole["header"], whole["payload"]
    if depth_exceeds(claims, _MAX_DEPTH) or depth_exceeds(header, _MAX_DEPTH):
        return _broken(say("it is nested too deep"))
    unsigned = str(header.get("alg", "")).lower() == "none"
    warnings: Warned = (("warn-alg-none", {}),) if unsigned else ()
    return Decoded(finite(header), finite(claims), warnings=warnings)


def _broken(what: str) -> Decoded:
    return Decoded(problem=what, warnings=(("warn-jwt-broken", {"what": what}),))


def _reason(error: Exception) -> str:
    """Name the broken part; the library's own words may quote the token, so they stay out."""
    words = str(error).lower() if isinstance(error, PyJWTError) else ""
    for part in _BROKEN_PARTS:
        if part in words:
            return _BROKEN_PARTS[part]
    return say("it cannot be decoded")


def finite(value: Any) -> Any:
    """Return a decoded value, NaN and infinities as text: JSON (RFC 8259) has no such numbers."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [finite(item) for item in value]
    return value
