"""The readings of `expires_in`: a lifetime (RFC 6749 section 5.1) or a Unix timestamp.

What comes out is always an absolute moment in POSIX seconds, never a relative number: a
restart must not make a dead token look alive.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tokentray.core.said import say

LAST_MOMENT = 253_402_300_799
"""The end of the year 9999; later moments cannot be written as a date."""

LIFETIME_AGREES = 60
MOMENT_AGREES = 300
_LOOKS_LIKE_MOMENT = 1_000_000_000
_LOOKS_LIKE_MILLISECONDS = 10**11
_NUMERIC = re.compile(r"\s*[+-]?\d{1,30}(\.\d{0,30})?\s*", re.ASCII)

Warned = tuple[tuple[str, Mapping[str, str | int]], ...]


class Reading(StrEnum):
    """What the number in `expires_in` means."""

    LIFETIME = "lifetime"
    TIMESTAMP = "timestamp"
    TIMESTAMP_MS = "timestamp-ms"


class ExpiresFrom(StrEnum):
    """What the expiry that we hold was taken from."""

    EXP = "exp"
    TIMESTAMP = "timestamp"
    LIFETIME = "lifetime"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TokenTimes:
    """The time claims of a JWT as readable moments, with warnings about the unreadable."""

    issued_at: int | None = None
    not_before: int | None = None
    expires_at: int | None = None
    warnings: Warned = ()


@dataclass(frozen=True, slots=True)
class Expiry:
    """A settled expiry.

    `reading` is None where `expires_in` was missing or unusable; `agrees` tells whether it
    and `exp` say the same, None where one of them is missing.
    """

    expires_at: int | None
    expires_from: ExpiresFrom
    reading: Reading | None = None
    agrees: bool | None = None
    warnings: Warned = ()


@dataclass(frozen=True, slots=True)
class _Number:
    """`expires_in` as a whole number; `problem` says in words why it is none."""

    value: int | None = None
    problem: str = ""
    warnings: Warned = ()


def problem_of(value: object) -> str:
    """Say in words what is wrong with an `expires_in`, empty where it is usable or absent."""
    return _number(value).problem


def read_expiry(
    value: object,
    *,
    now: float,
    exp: int | None = None,
    iat: int | None = None,
    stated: Reading | None = None,
    opaque: bool = False,
) -> Expiry:
    """Settle the expiry of a token that arrived at `now`.

    `stated` is the reading that somebody stated; without it the evidence decides. `exp` and
    `iat` are the readable claims. Never raises: an unusable value is a warning here.
    """
    number = _number(value)
    warnings = list(number.warnings)
    if number.problem:
        warnings.append(("warn-expires-in-unusable", {"what": number.problem}))
    if number.value is None:
        return _from_exp(exp, warnings)
    reading = stated or _settle(number.value, now, exp, iat)
    moment = _moment(number.value, reading, now)
    if moment is None:
        warnings.append(_unusable_moment(number.value, reading))
        return _from_exp(exp, warnings)
    if exp is None:
        if stated is None:
            warnings.append(("warn-by-size", {"reading": reading.value}))
        if opaque and reading is Reading.LIFETIME:
            warnings.append(("warn-counts-from-now", {}))
        return Expiry(moment, _origin(reading), reading, None, tuple(warnings))
    agrees = _agrees(number.value, reading, now, exp, iat)
    if not agrees:
        warnings.append(("warn-disagrees", {"seconds": abs(moment - exp)}))
    earlier = _origin(reading) if moment <= exp else ExpiresFrom.EXP
    return Expiry(min(moment, exp), earlier, reading, agrees, tuple(warnings))


def read_times(claims: Mapping[str, object]) -> TokenTimes:
    """Read `iat`, `nbf` and `exp` (RFC 7519 section 4.1); whatever they hold, nothing raises."""
    warnings: list[tuple[str, Mapping[str, str | int]]] = []
    exp = claims.get("exp")
    expires_at = _numeric_date(exp)
    if exp is None:
        warnings.append(("warn-exp-missing", {}))
    elif expires_at is None:
        warnings.append(("warn-exp-unreadable", {}))
    elif isinstance(exp, str):
        warnings.append(("warn-exp-text", {"value": expires_at}))
    return TokenTimes(
        issued_at=_numeric_date(claims.get("iat")),
        not_before=_numeric_date(claims.get("nbf")),
        expires_at=expires_at,
        warnings=tuple(warnings),
    )


def read_refresh_expiry(value: object, now: float) -> int | None:
    """Read when a refresh token or an authorization ends, told as a lifetime or as a moment.

    It is a moment where only that can be meant. 0 and unusable values mean that nothing is known.
    """
    number = _number(value).value
    if number is None:
        return None
    reading = Reading.TIMESTAMP if number >= _LOOKS_LIKE_MOMENT else Reading.LIFETIME
    return _moment(number, reading, now)


def _from_exp(exp: int | None, warnings: list[tuple[str, Mapping[str, str | int]]]) -> Expiry:
    if exp is not None:
        return Expiry(exp, ExpiresFrom.EXP, warnings=tuple(warnings))
    warnings.append(("warn-no-expiry", {}))
    return Expiry(None, ExpiresFrom.UNKNOWN, warnings=tuple(warnings))


def _settle(value: int, now: float, exp: int | None, iat: int | None) -> Reading:
    """Choose the reading by evidence: the one that agrees with `exp`, else the nearer one."""
    if exp is None:
        return Reading.TIMESTAMP if value >= _LOOKS_LIKE_MOMENT else Reading.LIFETIME
    for reading in (Reading.LIFETIME, Reading.TIMESTAMP):
        if _agrees(value, reading, now, exp, iat):
            return reading
    as_lifetime, as_timestamp = abs(now + value - exp), abs(value - exp)
    return Reading.LIFETIME if as_lifetime < as_timestamp else Reading.TIMESTAMP


def _agrees(value: int, reading: Reading, now: float, exp: int, iat: int | None) -> bool:
    if reading is Reading.LIFETIME:
        by_claims = iat is not None and abs(value - (exp - iat)) <= LIFETIME_AGREES
        return by_claims or abs(now + value - exp) <= MOMENT_AGREES
    seconds = value // 1000 if reading is Reading.TIMESTAMP_MS else value
    return abs(seconds - exp) <= MOMENT_AGREES


def _moment(value: int, reading: Reading, now: float) -> int | None:
    """Turn the number into a moment, None where the reading cannot be meant."""
    if reading is Reading.TIMESTAMP and value >= _LOOKS_LIKE_MILLISECONDS:
        return None
    moment = {
        Reading.LIFETIME: int(now) + value,
        Reading.TIMESTAMP: value,
        Reading.TIMESTAMP_MS: value // 1000,
    }[reading]
    return moment if moment <= LAST_MOMENT else None


def _unusable_moment(value: int, reading: Reading) -> tuple[str, Mapping[str, str | int]]:
    if reading is Reading.TIMESTAMP and value // 1000 <= LAST_MOMENT:
        return ("warn-milliseconds", {})
    return ("warn-expires-in-unusable", {"what": say("beyond the year 9999")})


def _origin(reading: Reading) -> ExpiresFrom:
    return ExpiresFrom.LIFETIME if reading is Reading.LIFETIME else ExpiresFrom.TIMESTAMP


def _number(value: object) -> _Number:
    if value is None:
        return _Number()
    if isinstance(value, str):
        if not _NUMERIC.fullmatch(value):
            return _Number(problem=say("text that is not a number"))
        number = _whole(float(value) if "." in value else int(value))
        if number.value is None:
            return number
        warning = ("warn-numeric-string", {"value": number.value})
        return _Number(number.value, warnings=(warning,))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _Number(problem=say("not a number"))
    return _whole(value)


def _whole(value: int | float) -> _Number:
    if isinstance(value, float) and not math.isfinite(value):
        return _Number(problem=say("not finite"))
    if value < 0:
        return _Number(problem=say("negative"))
    return _Number(value=int(value) or None)


def _numeric_date(value: object) -> int | None:
    """Read a NumericDate (RFC 7519 section 2), text included; None where it is no moment."""
    if isinstance(value, str):
        if not _NUMERIC.fullmatch(value):
            return None
        value = float(value) if "." in value else int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return int(value) if 0 <= value <= LAST_MOMENT else None
