"""Placeholders in a profile's own refresh request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import InputError
from tokentray.core.template import (
    fill,
    has_placeholder,
    problem_of_template,
    secret_names,
)

VALUES: dict[str, str | int] = {
    "refresh_token": "r",
    "now": "17",
    "now:int": 17,
    "secret:key": "s",
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("plain", "plain"),
        ("{refresh_token}", "r"),
        ("a {refresh_token} b {now}", "a r b 17"),
        ("{now:int}", 17),
        ("{secret:key}", "s"),
        ("{{refresh_token}}", "{refresh_token}"),
        ("}}{{", "}{"),
    ],
)
def test_text_is_filled(text: str, filled: str | int) -> None:
    """`{now:int}` alone is a number; doubled braces are braces."""
    assert fill(text, VALUES) == filled


def test_any_depth_is_filled_and_other_values_pass() -> None:
    """TOML numbers, booleans, arrays and tables are sent as such."""
    given_ = {"a": ["{now}", 1, True, None], "b": {"c": "{refresh_token}"}}
    assert fill(given_, VALUES) == {"a": ["17", 1, True, None], "b": {"c": "r"}}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{refresh_token}", ""),
        ("{{", ""),
        ("{refreshtoken}", "unknown placeholder {refreshtoken}"),
        ("{secret:}", "unknown placeholder"),
        ("{secret:a b}", "unknown placeholder"),
        ("{", "single brace"),
        ("a}b", "single brace"),
        ("at {now:int}", "mixes {now:int}"),
    ],
)
def test_mistakes_are_named(text: str, problem: str) -> None:
    """Before any request is sent."""
    found = problem_of_template(text)
    assert problem in found
    assert bool(problem) == bool(found)


def test_a_placeholder_without_a_value_is_an_error() -> None:
    """It is never sent as it stands."""
    with pytest.raises(InputError, match=r"\{client_id\}"):
        fill("{client_id}", VALUES)


def test_the_secrets_of_a_request_are_known_before_it() -> None:
    """At any depth, and not where braces are doubled."""
    assert secret_names({"a": ["x{secret:k1}"], "b": {"c": "{secret:k2}{{secret:k3}}"}}) == {
        "k1",
        "k2",
    }


@given(st.text())
def test_what_has_no_problem_fills(text: str) -> None:
    """Or lacks a value, which is said; a filled value is never filled again."""
    if problem_of_template(text):
        return
    values: dict[str, str | int] = dict.fromkeys(
        ["refresh_token", "access_token", "client_id", "uuid", "now", "now_ms"], "{now}"
    )
    filled = fill(text, {**values, "now:int": 1, "now_ms:int": 1})
    assert has_placeholder(text) or filled == text.replace("{{", "{").replace("}}", "}")
