"""The whole command line: finds the command, runs it, words what went wrong.

Only what every command needs is imported here; a command brings the rest itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from tokentray import __version__
from tokentray.cli import table
from tokentray.cli.context import Context
from tokentray.cli.terminal import INTERRUPTED, READER_GONE, Terminal
from tokentray.core.errors import TokenTrayError, UsageError

if TYPE_CHECKING:
    from tokentray.cli.command import Command

_OWN_FAILURES = 120


def main(words: Sequence[str], answer: bytes = b"") -> int:
    """Run a command line and return its exit code.

    `answer` is what the running program said to the fast path already, empty where nothing.
    """
    terminal = Terminal(sys.stdin, sys.stdout, sys.stderr, os.environ)
    # The other codes of `exec` are those of the program that it became.
    own = _OWN_FAILURES if words[:1] == ["exec"] else 0
    try:
        code = _run(words, answer, terminal)
        terminal.flush()
    except TokenTrayError as error:
        code = own + terminal.fail(error)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = READER_GONE
    except OSError as error:
        code = own + terminal.fail(_trouble(error))
    except Exception as error:
        code = own + terminal.fail(_unforeseen(error))
    terminal.leave(code)
    return code


def gui() -> int:
    """Start the program without a console, or raise the one that runs."""
    return main(["run", "--raise"])


def _run(words: Sequence[str], answer: bytes, terminal: Terminal) -> int:
    context = Context(terminal, os.environ, answer)
    if not words:
        from tokentray.cli.running import start_or_raise

        return start_or_raise(context)
    first, *rest = words
    if first in ("-h", "--help"):
        terminal.say(table.overview())
        return 0
    if first == "--version":
        terminal.say(f"tokentray {__version__}")
        return 0
    if first not in table.MODULES:
        raise _unknown(first)
    return _command(first).run(rest, context)


def _command(name: str) -> Command:
    commands: dict[str, Command] = import_module(f"tokentray.cli.{table.MODULES[name]}").COMMANDS
    return commands[name]


def _unknown(word: str) -> UsageError:
    if word.startswith("-"):
        return UsageError("unknown-option", option=word)
    # Imported here: only a mistyped word needs it.
    import difflib

    near = difflib.get_close_matches(word, list(table.MODULES), n=1, cutoff=0.5)
    if near:
        return UsageError("unknown-command-near", word=word, nearest=near[0])
    return UsageError("unknown-command", word=word)


def _trouble(error: OSError) -> TokenTrayError:
    what = error.strerror or type(error).__name__
    if isinstance(error.filename, str):
        return TokenTrayError("file-trouble", path=error.filename, what=what)
    return TokenTrayError("system-trouble", what=what)


def _unforeseen(error: Exception) -> TokenTrayError:
    """Word a mistake of ours by its type and place: its text may hold a secret."""
    import traceback
    from pathlib import Path

    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return TokenTrayError("unexpected-here", what=type(error).__name__, place=place)
