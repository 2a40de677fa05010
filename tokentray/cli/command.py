"""One command: its words, its help, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from tokentray.core.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context


class Command(Protocol):
    """What `main` runs."""

    def run(self, words: Sequence[str], context: Context) -> int:
        """Do it; return the exit code."""
        ...

    def described(self) -> Parsed:
        """Return what tells its words, for the completion of shells."""
        ...


_WIDTH = 78


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command whose words argparse reads.

    `about` and `example` make its help; `arguments` adds options; `action` does it.
    """

    name: str
    about: str
    example: str
    arguments: Callable[[ArgumentParser], object]
    action: Callable[[Namespace, Context], int]

    def run(self, words: Sequence[str], context: Context) -> int:
        """See `Command.run`."""
        try:
            options = self.parser().parse_args(words)
        except SystemExit:  # the help was asked for and printed
            return 0
        return self.action(options, context)

    def described(self) -> Parsed:
        """See `Command.described`."""
        return self

    def parser(self) -> ArgumentParser:
        """Return what reads its words."""
        parser = new_parser(self.name, self.about, self.example)
        self.arguments(parser)
        return parser


def new_parser(name: str, about: str, example: str) -> ArgumentParser:
    """Return a parser that words its errors as everything else here does."""
    # Imported here: `run` must not pay for it.
    from argparse import ArgumentParser, RawDescriptionHelpFormatter
    from textwrap import fill

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            what = message[:1].upper() + message[1:]
            raise UsageError("bad-usage", what=what.rstrip("."), command=name)

    indented = "\n".join(f"  {line}" for line in example.splitlines())
    return Parser(
        prog=f"tokentray {name}",
        description=fill(about, _WIDTH),
        epilog=f"Example:\n{indented}",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def by_name(*commands: Parsed) -> Mapping[str, Parsed]:
    """Return commands by their first word."""
    return {command.name: command for command in commands}


def whole_seconds(text: str) -> int:
    """Read a whole number of seconds, 0 or more, for argparse.

    Raises:
        UsageError: it is none.
    """
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise UsageError("bad-seconds", text=text)
    return int(text)


def no_arguments(_parser: Any) -> None:
    """Add nothing."""
