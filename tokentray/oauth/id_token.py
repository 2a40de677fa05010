"""What an ID token from the token endpoint has to say (OpenID Connect Core 3.1.3.7).

It comes from the server itself over TLS, so that its signature need not be checked (item 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tokentray.core.expiry import read_times
from tokentray.core.said import say
from tokentray.oauth.jwt import decode

LEEWAY = 300
"""Seconds by which clocks may differ."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; `issuer` and `nonce` are empty where there is none to compare with."""

    client_id: str
    issuer: str = ""
    nonce: str = field(default="", repr=False)


def problem_of_id_token(token: str, asked: Asked, now: float) -> str:
    """Say in words why an ID token is not an answer to us, empty where it is.

    `now` is in POSIX seconds by the server's clock.
    """
    claims = decode(token).claims
    if claims is None:
        return say("it cannot be decoded")
    problems = (
        _of_issuer(claims, asked),
        _of_audience(claims, asked),
        _of_nonce(claims, asked),
        _of_times(claims, now),
        _of_subject(claims),
    )
    return next((problem for problem in problems if problem), "")


def _of_issuer(claims: Mapping[str, Any], asked: Asked) -> str:
    if asked.issuer and claims.get("iss") != asked.issuer:
        return say("it is another issuer's")
    return ""


def _of_audience(claims: Mapping[str, Any], asked: Asked) -> str:
    """Items 3 to 5: made for us, and where for others too, then said to be for us."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if asked.client_id not in audiences:
        return say("it is made for another client")
    party = claims.get("azp")
    if party is not None and party != asked.client_id:
        return say("it is made for another client")
    return ""


def _of_nonce(claims: Mapping[str, Any], asked: Asked) -> str:
    if asked.nonce and claims.get("nonce") != asked.nonce:
        return say("its nonce is not that of this sign-in")
    return ""


def _of_times(claims: Mapping[str, Any], now: float) -> str:
    expires_at = read_times(claims).expires_at
    if expires_at is None:
        return say("it has no readable exp")
    return say("it has expired") if expires_at + LEEWAY <= now else ""


def _of_subject(claims: Mapping[str, Any]) -> str:
    subject = claims.get("sub")
    return "" if isinstance(subject, str) and subject else say("it names no subject")
