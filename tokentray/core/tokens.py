"""TokenResponse, as an API answers it, and TokenSet, as we hold it.

The source form spells its fields `accessToken`, `expiresIn`, `refreshToken`; RFC 6749
section 5.1 spells them with underscores. Both are read everywhere. How long a refresh token may
lie and how long the authorization behind it lasts is told in several ways, the latest those of
draft-ietf-oauth-refresh-token-expiration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tokentray.core.errors import InputError
from tokentray.core.expiry import ExpiresFrom, Warned

_SENDABLE = re.compile(r"[\x21-\x7e]+")

_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "access_token": ("access_token", "accessToken"),
    "refresh_token": ("refresh_token", "refreshToken"),
    "expires_in": ("expires_in", "expiresIn"),
    "token_type": ("token_type", "tokenType"),
    "scope": ("scope",),
    "id_token": ("id_token", "idToken"),
    "refresh_expires_in": (
        "refresh_expires_in",
        "refreshExpiresIn",
        "refresh_token_expires_in",
        "refreshTokenExpiresIn",
        "refresh_token_timeout",
        "refreshTokenTimeout",
    ),
    "authorization_expires_in": ("authorization_expires_in", "authorizationExpiresIn"),
}


def is_sendable(token: str) -> bool:
    """Tell whether a header may carry the token: 0x21 to 0x7E only (RFC 6750 section 2.1)."""
    return _SENDABLE.fullmatch(token) is not None


@dataclass(frozen=True, slots=True)
class TokenResponse:
    """The answer of a token endpoint; `expires_in` as it came, its reading is not settled."""

    access_token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires_in: object = None
    token_type: str = "Bearer"
    scopes: tuple[str, ...] | None = None
    id_token: str | None = field(default=None, repr=False)
    refresh_expires_in: object = None
    authorization_expires_in: object = None


def read_token_response(data: Mapping[str, Any]) -> TokenResponse:
    """Pick the fields of a decoded JSON object, in either spelling.

    A token that is no text, is empty or holds characters outside 0x21 to 0x7E counts as
    absent here; `import_problem` tells an importing person why.
    """
    return TokenResponse(
        access_token=_token(data, "access_token"),
        refresh_token=_token(data, "refresh_token"),
        expires_in=_value(data, "expires_in"),
        token_type=_word(data, "token_type") or "Bearer",
        scopes=_scopes(_value(data, "scope")),
        id_token=_token(data, "id_token"),
        refresh_expires_in=_value(data, "refresh_expires_in"),
        authorization_expires_in=_value(data, "authorization_expires_in"),
    )


def check_importable(data: Mapping[str, Any]) -> None:
    """Refuse a response that nothing can be done with.

    Raises:
        InputError: no access token, or one that no header may carry.
    """
    access_token = _value(data, "access_token")
    if not isinstance(access_token, str) or not access_token:
        raise InputError("no-access-token")
    for name in ("access_token", "refresh_token"):
        value = _value(data, name)
        if isinstance(value, str) and value and not is_sendable(value):
            raise InputError("token-characters", field=name)


def _value(data: Mapping[str, Any], name: str) -> object:
    values = (data[spelling] for spelling in _SPELLINGS[name] if spelling in data)
    return next((value for value in values if value is not None), None)


def _word(data: Mapping[str, Any], name: str) -> str | None:
    value = _value(data, name)
    return value if isinstance(value, str) and is_sendable(value) else None


def _token(data: Mapping[str, Any], name: str) -> str | None:
    return _word(data, name)


def _scopes(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a secret came from: it is sent to no other issuer and no other origin."""

    issuer: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class TokenSet:
    """What we hold for a profile; it lives in the vault and in no other place.

    Times are POSIX seconds by the server's clock: `clock_skew` is what has to be added to
    ours (0 where it is unknown or within a minute). `expires_at` is None where nothing
    tells it. `renewed_at` is the moment of the last refresh by our clock, 0 where there was
    none. `dpop_key` is the private key (PEM) that the tokens are bound to, None for bearer
    tokens. `authorization_expires_at` is when what the person allowed ends, whatever is refreshed
    until then, and `authorization_told_at` since when that is known. `ended` is the code of
    `core.messages` by which the grant is certainly over.
    """

    access_token: str | None = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    token_type: str = "Bearer"
    scopes: tuple[str, ...] = ()
    id_token: str | None = field(default=None, repr=False)
    dpop_key: str | None = field(default=None, repr=False)
    obtained_at: int = 0
    renewed_at: float = 0.0
    expires_at: int | None = None
    expires_from: ExpiresFrom = ExpiresFrom.UNKNOWN
    refresh_expires_at: int | None = None
    authorization_expires_at: int | None = None
    authorization_told_at: int | None = None
    clock_skew: int = 0
    issuer: str = ""
    subject: str = ""
    source: str = "import"
    binding: Binding = Binding()
    warnings: Warned = ()
    ended: str | None = None
    ended_arguments: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intent:
    """The record written before a refresh is sent: a crash after it leaves a trace.

    `token_hash` is the SHA-256 of the refresh token that was about to be used.
    """

    token_hash: str
    at: int


@dataclass(frozen=True, slots=True)
class VaultEntry:
    """One profile's entry of the vault; `generation` rises with every write."""

    generation: int
    machine: str
    token_set: TokenSet
    intent: Intent | None = None


def token_set_to_dict(token_set: TokenSet) -> dict[str, Any]:
    """Return the JSON form, defaults left out; `token_set_from_dict` reads it back."""
    data: dict[str, Any] = {
        "access_token": token_set.access_token,
        "refresh_token": token_set.refresh_token,
        "token_type": token_set.token_type,
        "scopes": list(token_set.scopes),
        "id_token": token_set.id_token,
        "dpop_key": token_set.dpop_key,
        "obtained_at": token_set.obtained_at,
        "renewed_at": token_set.renewed_at,
        "expires_at": token_set.expires_at,
        "expires_from": token_set.expires_from.value,
        "refresh_expires_at": token_set.refresh_expires_at,
        "authorization_expires_at": token_set.authorization_expires_at,
        "authorization_told_at": token_set.authorization_told_at,
        "clock_skew": token_set.clock_skew,
        "issuer": token_set.issuer,
        "subject": token_set.subject,
        "source": token_set.source,
        "binding": [token_set.binding.issuer, token_set.binding.origin],
        "warnings": [[code, dict(arguments)] for code, arguments in token_set.warnings],
        "ended": token_set.ended,
        "ended_arguments": dict(token_set.ended_arguments),
    }
    return {key: value for key, value in data.items() if value not in (None, [], {}, "")}


def token_set_from_dict(data: Mapping[str, Any]) -> TokenSet:
    """Rebuild a token set.

    Raises:
        KeyError, TypeError, ValueError: the data is not what `token_set_to_dict` wrote.
    """
    issuer, origin = data.get("binding", ("", ""))
    return TokenSet(
        access_token=_text_or_none(data, "access_token"),
        refresh_token=_text_or_none(data, "refresh_token"),
        token_type=str(data.get("token_type", "Bearer")),
        scopes=tuple(str(scope) for scope in data.get("scopes", ())),
        id_token=_text_or_none(data, "id_token"),
        dpop_key=_text_or_none(data, "dpop_key"),
        obtained_at=int(data["obtained_at"]),
        renewed_at=float(data.get("renewed_at", 0.0)),
        expires_at=_moment_or_none(data, "expires_at"),
        expires_from=ExpiresFrom(data.get("expires_from", "unknown")),
        refresh_expires_at=_moment_or_none(data, "refresh_expires_at"),
        authorization_expires_at=_moment_or_none(data, "authorization_expires_at"),
        authorization_told_at=_moment_or_none(data, "authorization_told_at"),
        clock_skew=int(data.get("clock_skew", 0)),
        issuer=str(data.get("issuer", "")),
        subject=str(data.get("subject", "")),
        source=str(data.get("source", "import")),
        binding=Binding(str(issuer), str(origin)),
        warnings=tuple(
            (str(code), dict(arguments)) for code, arguments in data.get("warnings", ())
        ),
        ended=_text_or_none(data, "ended"),
        ended_arguments=dict(data.get("ended_arguments", {})),
    )


def _text_or_none(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is None or isinstance(value, str):
        return value
    raise TypeError(name)


def _moment_or_none(data: Mapping[str, Any], name: str) -> int | None:
    value = data.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(name)


def entry_to_dict(entry: VaultEntry) -> dict[str, Any]:
    """Return the JSON form of a vault entry (without the format version)."""
    data: dict[str, Any] = {
        "generation": entry.generation,
        "machine": entry.machine,
        "token_set": token_set_to_dict(entry.token_set),
    }
    if entry.intent is not None:
        data["intent"] = [entry.intent.token_hash, entry.intent.at]
    return data


def entry_from_dict(data: Mapping[str, Any]) -> VaultEntry:
    """Rebuild a vault entry; raises as `token_set_from_dict` does."""
    intent = data.get("intent")
    return VaultEntry(
        generation=int(data["generation"]),
        machine=str(data["machine"]),
        token_set=token_set_from_dict(data["token_set"]),
        intent=None if intent is None else Intent(str(intent[0]), int(intent[1])),
    )
