"""What an ID token has to say to count as the answer to a sign-in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.signing.issuer import jwt
from tokentray.oauth.id_token import Asked, problem_of_id_token

NOW = 1_000_000.0
ASKED = Asked("tokentray", "https://id.example", "n")
CLAIMS = {
    "iss": "https://id.example",
    "aud": "tokentray",
    "sub": "user-1",
    "exp": NOW + 60,
    "nonce": "n",
}


def problem(**claims: Any) -> str:
    """Judge good claims with some changed; None takes one out."""
    whole = CLAIMS | claims
    return problem_of_id_token(jwt({k: v for k, v in whole.items() if v is not None}), ASKED, NOW)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"aud": ["tokentray"]},
        {"aud": ["tokentray", "other"], "azp": "tokentray"},
        {"exp": NOW - 60},
    ],
)
def test_good_ones(claims: dict[str, Any]) -> None:
    """Made for us by the right issuer in this sign-in; a clock may be a little off."""
    assert problem(**claims) == ""


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ({"iss": "https://id.example/"}, "issuer"),
        ({"iss": None}, "issuer"),
        ({"aud": "other"}, "client"),
        ({"aud": None}, "client"),
        ({"aud": ["tokentray", "other"], "azp": "other"}, "client"),
        ({"nonce": "m"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"exp": NOW - 400}, "expired"),
        ({"exp": None}, "exp"),
        ({"sub": None}, "subject"),
        ({"sub": 5}, "subject"),
    ],
)
def test_bad_ones(claims: dict[str, Any], word: str) -> None:
    """Each is refused in words that name the claim."""
    assert word in problem(**claims)


@given(st.text())
def test_whatever_comes_is_judged(token: str) -> None:
    """No text raises, and none that is no ID token passes."""
    assert problem_of_id_token(token, ASKED, NOW)
