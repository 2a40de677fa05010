"""`completion`: what bash, zsh or fish evaluate to complete the commands, and the profiles' names.

The scripts hold what there is to type as of this version; only the names are asked for live.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context

_SHELLS = ("bash", "zsh", "fish")
NAMES = "--profiles"
"""What the scripts ask with at each press of the key: quick, so no parser and no whole reading."""


class Completion:
    """The command `completion`, with the hidden question of its own scripts."""

    def run(self, words: Sequence[str], context: Context) -> int:
        """See `Command.run`."""
        if list(words) == [NAMES]:
            return _names(context)
        return self.described().run(words, context)

    def described(self) -> Parsed:
        """See `Command.described`."""
        return Parsed(
            "completion",
            "Print what makes a shell complete commands, options, formats and profiles. Put the "
            "line for your shell into its start file; fish: pipe it into `source`.",
            'eval "$(tokentray completion bash)"',
            _arguments,
            _completion,
        )


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("shell", metavar="|".join(_SHELLS), choices=_SHELLS, help="the shell")


def _completion(options: Namespace, context: Context) -> int:
    from tokentray.cli import shells
    from tokentray.cli.shapes import shapes

    write = {"bash": shells.bash, "zsh": shells.zsh, "fish": shells.fish}[options.shell]
    context.terminal.say(write(shapes()))
    return 0


def _names(context: Context) -> int:
    """Print the names in the profiles file, also of those with a mistake; none where it is broken.

    A word is being typed meanwhile: nothing may be said that is no name.
    """
    from tokentray.core.errors import UsageError
    from tokentray.core.profile import check_name

    try:
        data = tomllib.loads(context.folders.profiles_file.read_bytes().decode("utf-8-sig"))
        names = list(data["profiles"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0
    for name in names:
        try:
            context.terminal.say(check_name(name))
        except UsageError:
            continue
    return 0


COMMANDS = {"completion": Completion()}
