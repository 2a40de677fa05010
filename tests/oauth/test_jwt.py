"""Reading JWTs without believing them."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.oauth.jwt import DECODE_LIMIT, decode


def part(data: bytes) -> str:
    """Return one base64url part."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(header: object, payload: bytes, signature: bytes = b"sig") -> str:
    """Return a token of any content."""
    return f"{part(json.dumps(header).encode())}.{part(payload)}.{part(signature)}"


HS = {"alg": "HS256", "typ": "JWT"}


def test_header_and_claims_come_out() -> None:
    """With letters of any alphabet."""
    decoded = decode(token(HS, '{"sub":"Zoë","roles":["a"]}'.encode()))
    assert decoded.header == HS
    assert decoded.claims == {"sub": "Zoë", "roles": ["a"]}
    assert decoded.warnings == ()


def test_times_are_not_judged() -> None:
    """A token issued a little in the future is still shown."""
    decoded = decode(token(HS, b'{"iat":99999999999,"nbf":99999999999,"exp":1}'))
    assert decoded.claims is not None


def test_an_unsigned_token_is_a_warning() -> None:
    """Anybody can write one."""
    decoded = decode(token({"alg": "none"}, b'{"sub":"x"}', b""))
    assert decoded.claims == {"sub": "x"}
    assert [code for code, _ in decoded.warnings] == ["warn-alg-none"]


@pytest.mark.parametrize(
    "text", ["opaque", "a.b", "0f5452b5-7f40-4c8e-9801-cf7fd2830de3", "", "a.b.c.d.e"]
)
def test_an_opaque_token_is_normal(text: str) -> None:
    """No claims, and it is said."""
    decoded = decode(text)
    assert (decoded.header, decoded.claims) == (None, None)
    assert [code for code, _ in decoded.warnings] == ["warn-opaque"]


@pytest.mark.parametrize(
    "text",
    [
        token(HS, b"not json"),
        token(HS, b"[1]"),
        token(HS, b"\xff"),
        token([1], b"{}"),
        token(HS, b'{"a":' * 3000 + b"1" + b"}" * 3000),
        token(HS, b'{"a":' * 100 + b"1" + b"}" * 100),
        "!!!.e30.x".replace("!", "_"),
    ],
)
def test_a_broken_token_is_shown_as_opaque_with_the_reason(text: str) -> None:
    """And the reason quotes nothing of it."""
    decoded = decode(text)
    assert decoded.claims is None
    assert [code for code, _ in decoded.warnings] == ["warn-jwt-broken"]
    assert text[:12] not in decoded.problem


def test_a_giant_token_is_not_decoded() -> None:
    """It would freeze the window."""
    decoded = decode(token(HS, b'{"a":"' + b"x" * DECODE_LIMIT + b'"}'))
    assert [code for code, _ in decoded.warnings] == ["warn-too-large"]


def test_numbers_that_json_has_not_become_text() -> None:
    """So that every reader of our JSON can read it."""
    decoded = decode(token(HS, b'{"exp":Infinity,"a":[NaN,1e400]}'))
    assert decoded.claims == {"exp": "inf", "a": ["nan", "inf"]}


@given(st.text(max_size=300) | st.binary(max_size=100).map(lambda b: token(HS, b)))
def test_nothing_raises(text: str) -> None:
    """Whatever the token is."""
    decoded = decode(text)
    assert decoded.claims is not None or decoded.warnings
