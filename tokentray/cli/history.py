"""`history`: what happened to a profile, newest first; no token and no claim's value."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tokentray.cli import words
from tokentray.cli.command import Parsed, by_name
from tokentray.cli.listing import as_json
from tokentray.core.errors import NoSuchProfile
from tokentray.core.plain import plain
from tokentray.core.profile import check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context
    from tokentray.storage.history import Event

_SAID: Mapping[str, str] = {
    "imported": "imported",
    "signed-in": "signed in",
    "refreshed": "refreshed",
    "failed": "refresh failed",
    "ended": "grant ended",
    "signed-out": "signed out",
    "notified": "notice shown",
}
_WIDTH = max(len(said) for said in _SAID.values())


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument("--json", action="store_true", help="for programs; times in POSIX seconds")


def _history(options: Namespace, context: Context) -> int:
    name, events = _read(check_name(options.name), context)
    if options.json:
        rows = [_as_row(event) for event in events]
        context.terminal.say(as_json({"version": 1, "name": name, "events": rows}))
    elif events:
        now = time.time()
        context.terminal.say("\n".join(_line(event, now) for event in events))
    else:
        context.terminal.say(f"Nothing is remembered of {name} yet.")
    return 0


def _read(name: str, context: Context) -> tuple[str, Sequence[Event]]:
    """Return the NAME as the file spells it, and what happened; nothing is written."""
    from tokentray.storage.history import History
    from tokentray.storage.profiles import read_profiles

    profiles = read_profiles(context.folders.profiles_file)
    problem = profiles.problem(name)
    if problem is not None:
        raise problem
    profile = profiles.find(name)
    if profile is None:
        raise NoSuchProfile("no-such-profile", name=name)
    path = context.folders.history_file
    if not profile.id or not path.exists():
        return profile.name, ()
    return profile.name, History(path).events(profile.id)


def _as_row(event: Event) -> Mapping[str, Any]:
    return {"at": int(event.at), "kind": event.kind.value, "detail": dict(event.detail)}


def _line(event: Event, now: float) -> str:
    """Name the moment, what happened, and the codes that say more."""
    said = _SAID.get(event.kind.value, event.kind.value)
    # The key of a notice is our own mark of the token that it was about.
    shown = ((key, value) for key, value in event.detail.items() if key != "key")
    more = ", ".join(_detail(key, value) for key, value in shown)
    return f"{words.moment(event.at, now):<16}  {said:<{_WIDTH}}  {more}".rstrip()


def _detail(key: str, value: str) -> str:
    if (key, value) == ("account", "other"):
        return "another account"
    return plain(value).removeprefix("reason-")


COMMANDS = by_name(
    Parsed(
        "history",
        "Show what happened to a profile, newest first: sign-ins, refreshes, failures, notices. "
        "No token is in it.",
        "tokentray history api --json | jq '.events[0]'",
        _arguments,
        _history,
    ),
)
