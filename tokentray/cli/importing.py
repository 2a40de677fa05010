"""`import`: store a token response or a bare JWT from a file or a pipe, never from argv."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed, by_name
from tokentray.core.errors import InputError, UsageError
from tokentray.core.expiry import Reading
from tokentray.core.profile import check_name
from tokentray.core.reading import MAX_INPUT

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context


def read_input_file(source: str | None, context: Context, command: str) -> bytes:
    """Read FILE, or stdin for `-` and where a pipe feeds it; at most one byte over the limit.

    Raises:
        UsageError: no FILE, and stdin is a terminal. InputError: the file cannot be read.
    """
    if source is None and context.terminal.is_interactive:
        raise UsageError("needs-input", command=command)
    try:
        if source in (None, "-"):
            return context.terminal.read_bytes(MAX_INPUT)
        with Path(source or "").open("rb") as file:
            return file.read(MAX_INPUT + 1)
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise InputError("input-unreadable", path=source or "-", what=what) from error


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the profile; a new one is made where needed")
    parser.add_argument("file", metavar="FILE", nargs="?", help="a file, or - for a pipe")
    parser.add_argument(
        "--expires-in",
        type=_reading,
        metavar="lifetime|timestamp|timestamp-ms",
        help="what the number in expires_in means (default: settled by evidence, and said)",
    )


def _reading(text: str) -> Reading:
    try:
        return Reading(text)
    except ValueError:
        raise UsageError("bad-reading", text=text) from None


def _import(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    data = read_input_file(options.file, context, "import")
    if context.is_memory_only:
        sentences = _hand_over(context, name, data, options.expires_in)
    else:
        sentences = _store(context, name, data, options.expires_in)
    first, *rest = sentences
    context.terminal.say("\n".join((f"{name}: {first}.", *(f"  {one}" for one in rest))))
    return 0


def _store(context: Context, name: str, data: bytes, stated: Reading | None) -> tuple[str, ...]:
    report = context.service().import_tokens(name, data, stated)
    context.tell_changed(report.profile.name)
    return report.sentences


def _hand_over(context: Context, name: str, data: bytes, stated: Reading | None) -> tuple[str, ...]:
    """Understand the tokens here and give them to the program that keeps them in memory."""
    from tokentray.core.tokens import token_set_to_dict

    agent = context.running()
    service = context.memory_service()
    prepared = service.prepare_import(name, data, stated)
    sentences = service.describe_import(prepared)
    agent.ask("store", profile=name, token_set=token_set_to_dict(prepared.token_set))
    return sentences


COMMANDS = by_name(
    Parsed(
        "import",
        "Store a token response (JSON, RFC 6749 or camelCase) or a bare JWT for a profile.",
        "tokentray import api response.json\n"
        "xclip -o -selection clipboard | tokentray import api -\n"
        "tokentray import api response.json --expires-in timestamp",
        _arguments,
        _import,
    ),
)
