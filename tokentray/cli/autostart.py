"""`autostart`: start the program with the session, no more, or tell whether it will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed, by_name
from tokentray.core.plain import plain
from tokentray.storage.session_start import Entry, Found, session_command, session_start

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context

_WORDS = ("enable", "disable", "status")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", metavar="|".join(_WORDS), choices=_WORDS, help="what to do")


def _autostart(options: Namespace, context: Context) -> int:
    start, command = session_start(context.environ), session_command()
    if options.what == "enable":
        entry = start.enable(command)
    else:
        if options.what == "disable":
            start.disable()
        entry = start.status(command)
    context.terminal.say(_told(entry))
    return 0


def _told(entry: Entry) -> str:
    if entry.found is Found.ABSENT:
        return "TokenTray does not start with the session."
    if entry.found is Found.DISABLED:
        return (
            f"TokenTray does not start with the session: it is switched off in {entry.place}. "
            "`tokentray autostart enable` switches it on."
        )
    if entry.found is Found.OTHER:
        return (
            f"Something else starts with the session: {plain(entry.command) or 'unreadable'} "
            f"(in {entry.place}). `tokentray autostart enable` puts this program in its place."
        )
    return f"TokenTray starts with the session ({entry.place})."


COMMANDS = by_name(
    Parsed(
        "autostart",
        "Start the program with the desktop session (enable), no more (disable), or tell whether "
        "it will. It starts as `tokentray run`, from where it is installed now.",
        "tokentray autostart enable",
        _arguments,
        _autostart,
    ),
)
