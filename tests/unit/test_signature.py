"""The state of a check, at a moment and across a pipe."""

from __future__ import annotations

import json

import pytest

from tokentray.core.messages import SENTENCES, english
from tokentray.core.profile import Profile
from tokentray.core.signature import (
    ClaimsFrom,
    Signature,
    SignatureState,
    signature_at,
    signature_from_dict,
    signature_to_dict,
)
from tokentray.core.snapshot import Snapshot, Standing, snapshot_from_dict, snapshot_to_dict
from tokentray.core.view import show_answer, view_of

GOOD = Signature(SignatureState.VERIFIED, "signature-verified", {"keys_of": "https://id.example"})
NOW = 1_800_000_000.0


def test_it_crosses_the_pipe() -> None:
    """With its reason, and with what a snapshot says beside it."""
    assert signature_from_dict(json.loads(json.dumps(signature_to_dict(GOOD)))) == GOOD
    snapshot = Snapshot(
        1, "opaque", claims={"sub": "x"}, claims_from=ClaimsFrom.USERINFO, signature=GOOD
    )
    assert snapshot_from_dict(json.loads(json.dumps(snapshot_to_dict(snapshot)))) == snapshot


@pytest.mark.parametrize(
    ("expires_at", "now", "state"),
    [
        (None, NOW, SignatureState.VERIFIED),
        (int(NOW), NOW + 59, SignatureState.VERIFIED),
        (int(NOW), NOW + 60, SignatureState.FAILED),
    ],
)
def test_a_check_ages(expires_at: int | None, now: float, state: SignatureState) -> None:
    """A minute after its end the token is good for nothing, whoever signed it."""
    assert signature_at(GOOD, expires_at, now).state is state


def test_what_was_not_verified_does_not_fail_with_age() -> None:
    """No check was made, so none can fail."""
    assert signature_at(Signature(), 1, NOW) == Signature()


def test_show_says_it_in_words() -> None:
    """State and reason, foreign text made plain; without a token there is none."""
    profile = Profile("api", "id")
    nothing = show_answer(view_of(profile, None, Standing(), NOW))["signature"]
    assert nothing == {"state": "not-verified", "reason": "there is no token"}
    evil = Signature(
        SignatureState.FAILED,
        "signature-issuer",
        {"found": "\x1b[31mhttps://evil.example", "expected": "https://id.example"},
    )
    snapshot = Snapshot(1, "t", header={}, claims={}, signature=evil)
    shown = show_answer(view_of(profile, snapshot, Standing(), NOW))["signature"]
    assert shown["state"] == "failed"
    assert "\x1b" not in shown["reason"]


def test_every_reason_is_a_sentence() -> None:
    """None is left without words, and none needs an argument that nobody gives."""
    given: dict[str, str | int] = {
        "what": "w",
        "issuer": "i",
        "length": 1,
        "algorithm": "a",
        "keys_of": "k",
        "found": "f",
        "expected": "e",
        "at": "t",
    }
    codes = [code for code in SENTENCES if code.startswith("signature-")]
    assert len(codes) > 20
    for code in codes:
        assert "Something went wrong" not in english(code, given).title
