"""What a person gives to `import`."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import InputError
from tokentray.core.reading import MAX_INPUT, read_input
from tokentray.core.tokens import check_importable


def part(data: object) -> str:
    """Return one base64url part of a JWT."""
    return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()


JWT = f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part({'sub': 'x'})}.c2ln"


@pytest.mark.parametrize(
    "text",
    [
        JWT,
        f"  {JWT}\n",
        f'"{JWT}"',
        f"'{JWT}'",
        f"Bearer {JWT}",
        f"bearer  {JWT}\r\n",
        f"Authorization: Bearer {JWT}",
        f"authorization:bearer {JWT}",
        f'"Authorization: Bearer {JWT}"',
        f'Authorization: Bearer "{JWT}"',
    ],
)
def test_a_bare_jwt_is_freed_of_what_it_was_copied_with(text: str) -> None:
    """White space, quotes and header words are dropped."""
    given_ = read_input(text.encode())
    assert given_.bare
    assert given_.response == {"access_token": JWT}


def test_a_response_is_read_as_it_is() -> None:
    """A byte order mark is dropped, nothing else is changed."""
    response = {"accessToken": JWT, "expiresIn": 1758732647, "extra": [1, {"a": None}]}
    given_ = read_input(b"\xef\xbb\xbf" + json.dumps(response).encode())
    assert given_.response == response
    assert not given_.bare


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "input-empty"),
        (b" \n", "input-empty"),
        (b"hello", "input-neither"),
        (b"Bearer abc", "input-neither"),
        (b'{"access_token": "a"', "json-malformed"),
        (b'{"access_token": "a"} x', "json-malformed"),
        (b'{"access_token": "a", "access_token": "b"}', "json-duplicate"),
        (b'{"a": {"b": 1, "b": 2}}', "json-duplicate"),
        (b'{"expires_in": NaN}', "json-not-finite"),
        (b'{"expires_in": -Infinity}', "json-not-finite"),
        (b'["a"]', "json-not-object"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "json-too-deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "json-too-deep"),
        (b'{"a": ' + b"1" * 5000 + b"}", "json-not-finite"),
        (b"x" * (MAX_INPUT + 1), "input-too-long"),
        (b"\xff\xfe{\x00}\x00", "input-encoding"),
        ("{}".encode("utf-16-le"), "input-encoding"),
        (b"\xff\xfe\x00\x00{\x00\x00\x00", "input-encoding"),
        (b'{"a": "\xe9"}', "input-not-utf8"),
        (JWT[:20].encode() + b" " + JWT[20:].encode(), "token-characters"),
        (JWT.replace(".", "!.").encode(), "jwt-broken"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(data: bytes, code: str) -> None:
    """One clear sentence each, exit code 9."""
    with pytest.raises(InputError) as caught:
        read_input(data)
    assert caught.value.code == code
    assert caught.value.exit_code == 9
    assert caught.value.title.endswith(".")


def test_the_encoding_is_named() -> None:
    """So that the person knows what to change."""
    with pytest.raises(InputError, match="UTF-16"):
        read_input("{}".encode("utf-16"))


@pytest.mark.parametrize(
    ("response", "code"),
    [
        ({}, "no-access-token"),
        ({"access_token": None}, "no-access-token"),
        ({"access_token": ""}, "no-access-token"),
        ({"access_token": 5}, "no-access-token"),
        ({"refresh_token": "r"}, "no-access-token"),
        ({"access_token": "a b"}, "token-characters"),
        ({"access_token": "a\n"}, "token-characters"),
        ({"access_token": "a\x00"}, "token-characters"),
        ({"access_token": "é"}, "token-characters"),
        ({"access_token": "a", "refreshToken": "r\n"}, "token-characters"),
    ],
)
def test_a_response_without_a_usable_token_is_refused(
    response: dict[str, object], code: str
) -> None:
    """In either spelling."""
    with pytest.raises(InputError) as caught:
        check_importable(response)
    assert caught.value.code == code


def title_of_refusal(data: bytes) -> str | None:
    """Return the sentence by which `data` is refused, None where it is read."""
    try:
        read_input(data)
    except InputError as error:
        return error.title
    return None


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing else is raised."""
    assert title_of_refusal(data) != ""


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing else is raised, and no sentence holds a control character."""
    title = title_of_refusal(text.encode("utf-8", "surrogatepass"))
    assert title is None or (title and title.isprintable())
