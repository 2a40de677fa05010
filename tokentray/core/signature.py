"""Whether somebody checked what a token says, and with what result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

LEEWAY = 60
"""Seconds by which the clocks of two computers may differ."""


class SignatureState(StrEnum):
    """The three states; a check that was not made is no failure."""

    VERIFIED = "verified"
    NOT_VERIFIED = "not-verified"
    FAILED = "failed"


class ClaimsFrom(StrEnum):
    """Who said the claims: the token itself, or the server that was asked about it."""

    TOKEN = "token"
    INTROSPECTION = "introspection"
    USERINFO = "userinfo"


@dataclass(frozen=True, slots=True)
class Signature:
    """The state and why: a code of `core.messages` with its arguments.

    `wants_keys` tells that only the keys of the issuer are missing: asking may settle it.
    """

    state: SignatureState = SignatureState.NOT_VERIFIED
    reason: str = "signature-no-keys"
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    wants_keys: bool = False


def signature_at(signature: Signature, expires_at: int | None, now: float) -> Signature:
    """Return what a check would say at `now` of a token with this `exp` (both the server's)."""
    is_over = expires_at is not None and now >= expires_at + LEEWAY
    if is_over and signature.state is SignatureState.VERIFIED:
        return Signature(SignatureState.FAILED, "signature-expired")
    return signature


def signature_to_dict(signature: Signature) -> dict[str, Any]:
    """Return the JSON form that crosses the worker's pipe."""
    return {
        "state": signature.state.value,
        "reason": signature.reason,
        "arguments": dict(signature.arguments),
        "wants_keys": signature.wants_keys,
    }


def signature_from_dict(data: Mapping[str, Any]) -> Signature:
    """Rebuild a signature; raises KeyError, TypeError or ValueError on anything else."""
    return Signature(
        SignatureState(data["state"]),
        str(data["reason"]),
        dict(data["arguments"]),
        bool(data["wants_keys"]),
    )
