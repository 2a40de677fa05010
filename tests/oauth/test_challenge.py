"""WWW-Authenticate, by the grammar of RFC 9110 section 11.6.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.oauth.challenge import Challenge, read_challenges
from tokentray.oauth.resource import asking

NAMED = "https://api.example/.well-known/oauth-protected-resource"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Bearer", [("bearer", {})]),
        ('Bearer realm="a, b"', [("bearer", {"realm": "a, b"})]),
        ("Bearer realm=a,scope=b", [("bearer", {"realm": "a", "scope": "b"})]),
        ("BEARER Realm = a", [("bearer", {"realm": "a"})]),
        ('Bearer realm="a \\"b\\" \\\\"', [("bearer", {"realm": 'a "b" \\'})]),
        ("Negotiate, Bearer x=y", [("negotiate", {}), ("bearer", {"x": "y"})]),
        ("Negotiate abc==, Bearer x=y", [("negotiate", {}), ("bearer", {"x": "y"})]),
        ("Negotiate abc, Bearer", [("negotiate", {}), ("bearer", {})]),
        (
            'Basic realm="x", charset="UTF-8", Bearer scope="a b", DPoP algs="ES256"',
            [
                ("basic", {"realm": "x", "charset": "UTF-8"}),
                ("bearer", {"scope": "a b"}),
                ("dpop", {"algs": "ES256"}),
            ],
        ),
        (", ,Bearer x=y, ,", [("bearer", {"x": "y"})]),
        (
            'Bearer realm="Basic realm=x, Bearer y=z"',
            [("bearer", {"realm": "Basic realm=x, Bearer y=z"})],
        ),
        ('Bearer x="1", x="2"', [("bearer", {"x": "1"})]),
        ('Bearer x="open', [("bearer", {})]),
        ('Bearer x="a"y', [("bearer", {})]),
        ('"Bearer"', []),
    ],
)
def test_challenges_are_told_apart(text: str, expected: list[tuple[str, dict[str, str]]]) -> None:
    """Commas stand between challenges, between parameters and inside of quotes."""
    assert [(one.scheme, dict(one.parameters)) for one in read_challenges(text)] == expected


@given(st.text(alphabet='Ba1 \t,="\\;é\x00', max_size=60))
def test_nonsense_is_no_failure(text: str) -> None:
    """Whatever a server sends is read to an end."""
    for one in read_challenges(text):
        assert one.scheme


def test_a_long_header_is_read_at_once() -> None:
    """Without quadratic surprises."""
    assert read_challenges('Bearer x="' + "\\" * 60_001)
    assert read_challenges("Bearer " + "a=b," * 20_000)[0].parameters == {"a": "b"}


def test_the_one_that_names_its_metadata_is_asked() -> None:
    """Before another one of the same scheme, and never that of a scheme without tokens."""
    text = f'Basic resource_metadata="x", Bearer realm="a", Bearer resource_metadata="{NAMED}"'
    assert asking(read_challenges(text)).parameters == {"resource_metadata": NAMED}
    assert asking(read_challenges("Basic realm=a")) == Challenge("")


def test_scopes_are_words() -> None:
    """Separated by spaces (RFC 6750 section 3)."""
    (one,) = read_challenges('Bearer scope="a  b"')
    assert one.scopes == ("a", "b")
