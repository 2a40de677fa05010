"""`watch`: a line for every change, until the reader, the person or the program ends it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tokentray.cli import words
from tokentray.cli.command import Parsed, by_name
from tokentray.core.errors import AgentNotRunning
from tokentray.core.profile import check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context


def _watch_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="one profile (default: all)")
    parser.add_argument("--json", action="store_true", help="for programs: one object a line")


def _watch(options: Namespace, context: Context) -> int:
    name = None if options.name is None else check_name(options.name)
    say = _as_json if options.json else _in_words
    for event in context.running().listen(context.terminal.output, "watch", profile=name):
        context.terminal.say(say(event))
        context.terminal.flush()
    raise AgentNotRunning("watch-ended")


def _as_json(event: Mapping[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=True, separators=(",", ":"))


def _in_words(event: Mapping[str, Any]) -> str:
    at = time.strftime("%H:%M:%S", time.localtime(event["at"]))
    state, ends = event["state"] or "removed", event["expires_at"]
    change = state if event["previous"] in (None, state) else f"{event['previous']} -> {state}"
    until = "" if ends is None else f", expires {words.moment(ends, event['at'])}"
    return f"{at}  {event['profile']}  {change}{until}"


COMMANDS = by_name(
    Parsed(
        "watch",
        "Print how the profiles stand, then a line for every change of a state or an expiry. Ends "
        "with code 3 when the program ends.",
        "tokentray watch --json | jq -r 'select(.state == \"expired\").profile'",
        _watch_arguments,
        _watch,
    ),
)
