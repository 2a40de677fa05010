"""Streams of every kind, and questions."""

from __future__ import annotations

import io

import pytest

from tokentray.cli.terminal import Terminal
from tokentray.core.errors import Denied, InputError, UsageError


class Console(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(stdin: str = "", *, tty: bool = True, **environ: str) -> tuple[Terminal, io.StringIO]:
    """Return a terminal at which somebody types `stdin`, and its stderr."""
    stream = Console if tty else io.StringIO
    stderr = stream()
    return Terminal(stream(stdin), stream(), stderr, environ), stderr


@pytest.mark.parametrize("answer", ["y\n", "Y\n", "yes\n", " YES \n"])
def test_a_yes_goes_on(answer: str) -> None:
    """In any case of letters."""
    one, stderr = terminal(answer)
    one.ask("Sure?", yes=False)
    assert stderr.getvalue() == "Sure? [y/N] "


@pytest.mark.parametrize("answer", ["\n", "n\n", "", "yep\n"])
def test_anything_else_is_a_no(answer: str) -> None:
    """Also the end of the input."""
    with pytest.raises(Denied):
        terminal(answer)[0].ask("Sure?", yes=False)


def test_nobody_is_asked_where_yes_was_said() -> None:
    """A script says it once."""
    one, stderr = terminal(tty=False)
    one.ask("Sure?", yes=True)
    assert stderr.getvalue() == ""


def test_without_a_person_a_question_is_a_usage_error() -> None:
    """A pipe's first line is no answer."""
    with pytest.raises(UsageError, match="no terminal"):
        terminal("y\n", tty=False)[0].ask("Sure?", yes=False)


@pytest.mark.parametrize(
    ("tty", "environ", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    tty: bool, environ: dict[str, str], coloured: bool
) -> None:
    """NO_COLOR wins where it is not empty."""
    painted = terminal(tty=tty, **environ)[0].paint("valid", "green")
    assert painted == ("\x1b[32mvalid\x1b[0m" if coloured else "valid")


def test_a_failure_is_one_line_and_its_code() -> None:
    """The sentence, then what to do."""
    one, stderr = terminal()
    assert one.fail(InputError("input-empty")) == 9
    line = "tokentray: The input is empty. Give a token response (JSON) or a JWT.\n"
    assert stderr.getvalue() == line


def test_closed_streams_are_no_mistake() -> None:
    """A daemon may have none of them."""
    nowhere = Terminal(None, None, None, {})
    assert nowhere.fail(InputError("input-empty")) == 9
    assert nowhere.read_bytes(10) == b""
    assert not nowhere.is_interactive
    with pytest.raises(BrokenPipeError):
        nowhere.say("x")
