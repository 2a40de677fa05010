"""Whether somebody checked what a token says, and with what result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


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
