"""`history`: what happened to a profile and changed in its token, newest first; no token."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tokentray.cli import words
from tokentray.cli.command import Parsed, by_name
from tokentray.cli.listing import as_json
from tokentray.core.changes import Changes, changes_to_list
from tokentray.core.errors import NoSuchProfile
from tokentray.core.events import EXPIRES_AT, Event
from tokentray.core.plain import plain
from tokentray.core.profile import check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context
    from tokentray.core.claims import ClaimChange

_SAID: Mapping[str, str] = {
    "imported": "imported",
    "signed-in": "signed in",
    "refreshed": "refreshed",
    "failed": "refresh failed",
    "ended": "grant ended",
    "signed-out": "signed out",
    "notified": "notice shown",
    "refused": "token refused",
}
_UNSAID = frozenset({"key", "fingerprint", EXPIRES_AT})
"""Our own marks of the token that an event is about, and what only the picture shows."""

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
    from tokentray.storage.lock_flag import read_lock
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
    events = History(path).events(profile.id)
    if read_lock(context.folders.lock_flag) is not None:
        # What came and went are claims' values, and locked those are hidden.
        events = tuple(replace(one, changes=one.changes.without_members()) for one in events)
    return profile.name, events


def _as_row(event: Event) -> Mapping[str, Any]:
    detail: dict[str, Any] = dict(event.detail)
    if event.changes:
        detail["changes"] = changes_to_list(event.changes)
    return {"at": int(event.at), "kind": event.kind.value, "detail": detail}


def _line(event: Event, now: float) -> str:
    """Name the moment, what happened, and the codes that say more."""
    said = _SAID.get(event.kind.value, event.kind.value)
    shown = [_detail(key, value) for key, value in event.detail.items() if key not in _UNSAID]
    changed = _changed(event.changes)
    more = "; ".join(part for part in (", ".join(shown), changed) if part)
    return f"{words.moment(event.at, now):<16}  {said:<{_WIDTH}}  {more}".rstrip()


def _detail(key: str, value: str) -> str:
    if (key, value) == ("account", "other"):
        return "another account"
    return plain(value).removeprefix("reason-")


def _changed(changes: Changes) -> str:
    """Say what changed: "roles: editor gone, viewer new; email changed"."""
    said = [_claim_changed(one) for one in changes.claims]
    if changes.more:
        said.append(f"{changes.more} more changed")
    return "; ".join(said)


def _claim_changed(one: ClaimChange) -> str:
    name = plain(one.name)
    parts = [f"{plain(gone)} gone" for gone in one.gone]
    parts += [f"{plain(come)} new" for come in one.come]
    if one.more:
        parts.append(f"{one.more} more")
    return f"{name}: {', '.join(parts)}" if parts else f"{name} changed"


COMMANDS = by_name(
    Parsed(
        "history",
        "Show what happened to a profile, newest first: sign-ins, refreshes and what changed with "
        "them, failures, notices. No token is in it.",
        "tokentray history api --json | jq '.events[0]'",
        _arguments,
        _history,
    ),
)
