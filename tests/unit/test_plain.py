"""Foreign text made safe to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.plain import plain, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ümlaut ✓", "Ümlaut ✓"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\r\nb", "a\\x0d\\x0ab"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud800", "\\ud800"),
        ("\U000e0001", "\\U000e0001"),
        ("a\u00a0b", "a\u00a0b"),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_what_could_fool_a_terminal_is_written_out(text: str, shown: str) -> None:
    """Control, escape, bidi and line-end characters; 200 characters at most."""
    assert plain(text) == shown


@given(st.text())
def test_any_text_becomes_one_short_printable_line(text: str) -> None:
    """And can be encoded anywhere."""
    shown = plain(text)
    assert len(shown) <= 200
    assert all(ch.isprintable() or ch.isspace() for ch in shown)
    assert not set(shown) & set("\n\r\x1b\u202e")
    shown.encode("utf-8")


def test_quotes_mark_foreign_words() -> None:
    """Inside a sentence of ours."""
    assert quoted("x\n") == '"x\\x0a"'
