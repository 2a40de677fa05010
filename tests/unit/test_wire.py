"""The words of the socket."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import InputError, ProtocolError, TokenTrayError, UsageError
from tokentray.core.wire import read_request, write_answer, write_error, write_request


def test_a_request_is_one_line_and_is_read_back() -> None:
    """Whatever its fields hold."""
    line = write_request("token", {"profile": "a\nb", "format": "raw"}, request_id=[7])
    assert line.count(b"\n") == 1
    assert read_request(line) == ([7], "token", {"profile": "a\nb", "format": "raw"})


@pytest.mark.parametrize(
    ("line", "kind", "exit_code"),
    [
        (b"x", InputError, 9),
        (b"\xff", InputError, 9),
        (b"[1]", InputError, 9),
        (b"[" * 100_000, InputError, 9),
        (b'{"op":"list"}', ProtocolError, 1),
        (b'{"v":2,"op":"list"}', ProtocolError, 1),
        (b'{"v":1}', UsageError, 2),
        (b'{"v":1,"op":["list"]}', UsageError, 2),
        (b'{"v":1,"op":"explode"}', UsageError, 2),
        (b'{"v":1,"op":"list","profile":"x"}', UsageError, 2),
    ],
)
def test_what_is_no_request_is_refused(
    line: bytes, kind: type[TokenTrayError], exit_code: int
) -> None:
    """By the contract's codes."""
    with pytest.raises(kind) as caught:
        read_request(line)
    assert caught.value.exit_code == exit_code


@pytest.mark.parametrize(("version", "age"), [(2, "older"), (0, "newer"), (None, "newer")])
def test_another_version_says_which_side_is_old(version: int | None, age: str) -> None:
    """Seen from the one who asks."""
    with pytest.raises(ProtocolError, match=f"is {age} than"):
        read_request(json.dumps({"v": version, "op": "list"}).encode())


def test_answers_carry_the_id_and_the_outcome() -> None:
    """As the contract writes them."""
    assert json.loads(write_answer("a", {"text": "t"})) == {
        "v": 1,
        "id": "a",
        "ok": True,
        "text": "t",
    }
    assert json.loads(write_error(3, UsageError("unknown-op", op="x"))) == {
        "v": 1,
        "id": 3,
        "ok": False,
        "error": {"code": 2, "title": 'The request "x" is not known.', "hint": ""},
    }


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(line: bytes) -> None:
    """Nothing else is raised, and the refusal has a code of the contract."""
    assert code_of_refusal(line) in (None, 1, 2, 9)


def code_of_refusal(line: bytes) -> int | None:
    """Return the exit code of the refusal, None where the line is a request."""
    try:
        read_request(line)
    except TokenTrayError as error:
        return error.exit_code
    return None
