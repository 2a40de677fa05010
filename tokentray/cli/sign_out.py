"""`sign-out`: end a grant at its server where that can be, and forget the tokens here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed, by_name
from tokentray.core.profile import check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the profile; it is kept, with its secrets")


def _sign_out(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    if context.agent is not None:
        sentences: Sequence[str] = context.agent.ask("sign_out", profile=name)["report"]
    else:
        sentences = _sign_out_here(context, name)
    context.terminal.say("\n".join(sentences))
    return 0


def _sign_out_here(context: Context, name: str) -> Sequence[str]:
    service = context.service()
    done = service.sign_out(service.profile(name))
    if done.error is not None:
        raise done.error
    return done.sentences


COMMANDS = by_name(
    Parsed(
        "sign-out",
        "Revoke the tokens of a profile at the server where it can be told, and forget them here "
        "in any case. The profile and its secrets stay.",
        "tokentray sign-out api",
        _arguments,
        _sign_out,
    ),
)
