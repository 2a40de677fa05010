"""`exec`: become another program that has the token in its environment, and nowhere else."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed
from tokentray.cli.handing import hand_out
from tokentray.core.errors import InputError, UsageError
from tokentray.core.names import check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context

_NOT_RUNNABLE = 126
_NOT_FOUND = 127
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Exec:
    """The command `exec`: what stands after `--` is another program's, whatever it looks like."""

    def run(self, words: Sequence[str], context: Context) -> int:
        """See `Command.run`; returns only where the program could not be started."""
        end = words.index("--") if "--" in words else len(words)
        own, command = words[:end], list(words[end + 1 :])
        return replace(self.described(), action=partial(_exec, command)).run(own, context)

    def described(self) -> Parsed:
        """See `Command.described`."""
        return Parsed(
            "exec",
            "Run a program with the access token in its environment, and in nobody's arguments. "
            "Its exit code is the program's; 127: not found, 126: not runnable, else 120 + code.",
            "tokentray exec api -- ./report.sh\n"
            "tokentray exec github --env GH_TOKEN -- gh api user",
            _arguments,
            partial(_exec, []),
        )


def _arguments(parser: ArgumentParser) -> None:
    parser.usage = "tokentray exec NAME [--env VAR] -- CMD ..."
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument(
        "--env",
        default="ACCESS_TOKEN",
        metavar="VAR",
        help="the variable that holds the token (default: ACCESS_TOKEN)",
    )


def _exec(command: list[str], options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    if _VARIABLE.fullmatch(options.env) is None:
        raise UsageError("bad-variable", variable=options.env)
    if not command:
        raise UsageError("no-command-to-run", name=name)
    given = hand_out(context, name)
    if given.warning:
        context.terminal.note(given.warning)
    context.terminal.flush()
    try:
        return _become(command, {**context.environ, options.env: given.text})
    except FileNotFoundError:
        context.terminal.fail(InputError("command-not-found", command=command[0]))
        return _NOT_FOUND
    except OSError as error:
        what = error.strerror or type(error).__name__
        context.terminal.fail(InputError("command-not-runnable", command=command[0], what=what))
        return _NOT_RUNNABLE


def _become(command: list[str], environ: Mapping[str, str]) -> int:
    """Replace this process by `command`; on Windows, which cannot, wait for its exit code."""
    if sys.platform == "win32":
        import subprocess

        return subprocess.run(command, env=environ, check=False).returncode
    import signal

    # Python ignores these two, and what is ignored stays so in the next program.
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    return os.execvpe(command[0], command, environ)  # noqa: S606 - no shell is the point


COMMANDS = {"exec": Exec()}
