"""`status`, `pause`, `resume`, `lock`, `unlock`, `quit`: the running program itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tokentray.cli import words
from tokentray.cli.command import Parsed, by_name, no_arguments
from tokentray.cli.listing import as_json
from tokentray.core.errors import AgentError, AgentNotRunning
from tokentray.core.profile import check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context

_QUIT_SECONDS = 60.0
"""It saves what a server has answered before it ends."""

_STORES: Mapping[str, str] = {"keyring": "the keyring", "memory": "memory only"}


def _status_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs; times in POSIX seconds")


def _status(options: Namespace, context: Context) -> int:
    try:
        status = context.running().ask("status")
    except AgentNotRunning as error:
        if not options.json:
            raise
        context.terminal.say(as_json({"version": 1, "running": False}))
        return error.exit_code
    if options.json:
        context.terminal.say(as_json(status))
    else:
        context.terminal.say("\n".join([*_told(status), *_paused_ones(context)]))
    return 0


def _told(status: Mapping[str, Any]) -> list[str]:
    since = words.moment(status["started_at"], time.time())
    store = status["store"]
    kind = _STORES.get(store["kind"], store["kind"])
    counts = ", ".join(f"{count} {state}" for state, count in sorted(status["profiles"].items()))
    lines = [
        f"TokenTray {status['program_version']} runs since {since} (pid {status['pid']}).",
        f"Tokens:   {kind}" + ("" if store["state"] == "ready" else f" ({store['state']})"),
        f"Profiles: {counts or 'none'}",
        f"Tray:     {_tray(status)}",
    ]
    if status["paused"]:
        lines.append("Refreshing is paused; `tokentray resume` goes on.")
    if status["locked"]:
        lines.append("Locked: nothing is handed out; `tokentray unlock` opens it.")
    return lines


def _paused_ones(context: Context) -> list[str]:
    """Name the profiles that are paused by themselves."""
    rows = context.running().ask("list")["profiles"]
    names = ", ".join(row["name"] for row in rows if row.get("paused"))
    return [f"Paused:   {names}; `tokentray resume NAME` goes on."] if names else []


def _tray(status: Mapping[str, Any]) -> str:
    if status["headless"]:
        return "none, headless"
    return "yes" if status["tray"] else "no panel shows it"


def _asking(op: str, said: str) -> Callable[[Namespace, Context], int]:
    def action(_options: Namespace, context: Context) -> int:
        context.running().ask(op)
        context.terminal.say(said)
        return 0

    return action


def _name_argument(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="one profile (default: all)")


def _pause(options: Namespace, context: Context) -> int:
    return _with_name("pause", "is paused", options.name, context)


def _resume(options: Namespace, context: Context) -> int:
    return _with_name("resume", "goes on", options.name, context)


def _with_name(op: str, done: str, name: str | None, context: Context) -> int:
    """Do it for one profile, or for all where none is named."""
    if name is None:
        context.running().ask(op)
        context.terminal.say(f"Refreshing {done}.")
    else:
        context.running().ask(op, profile=check_name(name))
        context.terminal.say(f"Refreshing of {name} {done}.")
    return 0


def _quit(_options: Namespace, context: Context) -> int:
    agent = context.running()
    pid = int(agent.ask("status")["pid"])
    agent.ask("quit")
    if not agent.wait_until_gone(pid, _QUIT_SECONDS):
        raise AgentError("quit-waits", pid=pid)
    context.terminal.say("TokenTray has ended.")
    return 0


COMMANDS = by_name(
    Parsed(
        "status",
        "Show whether the program runs, since when, and how its profiles stand. Code 3 without.",
        "tokentray status --json | jq .store",
        _status_arguments,
        _status,
    ),
    Parsed(
        "pause",
        "Stop refreshing in the background; tokens that live are still handed out.",
        "tokentray pause api",
        _name_argument,
        _pause,
    ),
    Parsed(
        "resume",
        "Go on refreshing in the background. A profile that was paused by its NAME goes on by its "
        "NAME.",
        "tokentray resume api",
        _name_argument,
        _resume,
    ),
    Parsed(
        "lock",
        "Hand no token out (code 8), show no claims, clear the clipboard, until it is unlocked; "
        "a restart keeps it. Refreshing goes on. It keeps honest programs out, not attackers.",
        "tokentray lock && tokentray token api; echo $?",
        no_arguments,
        _asking("lock", "Locked: nothing is handed out."),
    ),
    Parsed(
        "unlock",
        "Hand tokens out again; a locked keyring asks for its password.",
        "tokentray unlock && tokentray token api",
        no_arguments,
        _asking("unlock", "Unlocked."),
    ),
    Parsed(
        "quit",
        "End the running program, once no answer of a server can be lost by it.",
        "tokentray quit && tokentray",
        no_arguments,
        _quit,
    ),
)
