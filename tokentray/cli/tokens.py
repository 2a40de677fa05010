"""`token`, `copy`, `refresh`: the access token on stdout, on the clipboard, renewed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tokentray.cli import words
from tokentray.cli.agent_client import read_answer
from tokentray.cli.command import Parsed, by_name, whole_seconds
from tokentray.core.errors import Denied, UsageError
from tokentray.core.handout import Format
from tokentray.core.profile import Confirm, check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context


def _format(text: str) -> Format:
    try:
        return Format(text)
    except ValueError:
        raise UsageError("bad-format", format=text) from None


def _token_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument(
        "--min-valid",
        type=whole_seconds,
        metavar="SECONDS",
        help="fail rather than print a token with less left (default: best effort, 60 s)",
    )
    parser.add_argument(
        "--format",
        type=_format,
        default=Format.RAW,
        metavar="FORMAT",
        help="raw (default), bearer, header (for curl -H @-), headers-json, "
        "curl (for curl -K -), env, json",
    )


def _token(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    if context.answer:
        given = read_answer(context.answer)
    elif context.agent is not None:
        given = context.agent.ask(
            "token", profile=name, min_valid=options.min_valid, format=options.format.value
        )
    else:
        given = _token_here(context, name, options)
    if given.get("warning"):
        context.terminal.note(str(given["warning"]))
    context.terminal.say_bytes(str(given["text"]).encode("utf-8", "surrogatepass"))
    return 0


def _token_here(context: Context, name: str, options: Namespace) -> dict[str, Any]:
    service = context.service()
    profile = service.profile(name)
    if profile.confirm is not Confirm.NEVER:
        raise Denied("confirm-needs-agent", name=profile.name)
    handed = service.hand_out(profile, min_valid=options.min_valid, form=options.format)
    return {"text": handed.text, "warning": handed.warning}


def _copy_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument(
        "--format",
        type=_format,
        metavar="FORMAT",
        help="as of `tokentray token` (default: copy_format of settings.toml, else bearer)",
    )


def _copy(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    form = options.format or context.settings.copy_format
    context.running().ask("copy", profile=name, format=form.value)
    seconds = context.settings.clipboard_seconds
    context.terminal.say(f"{name} is on the clipboard as {form.value}; it clears in {seconds} s.")
    return 0


def _refresh_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument(
        "--force", action="store_true", help="now, whatever is left, without waiting for a back-off"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="only show the request, every secret masked"
    )


def _refresh(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    if options.dry_run:
        return _show_request(context, name)
    if context.agent is not None:
        expires_at = context.agent.ask("refresh", profile=name, force=options.force)["expires_at"]
    else:
        expires_at = _refresh_here(context, name, force=options.force)
    if expires_at is None:
        context.terminal.say(f"{name} is fresh; nothing tells until when.")
    else:
        context.terminal.say(f"{name} is fresh until {words.moment(expires_at, time.time())}.")
    return 0


def _refresh_here(context: Context, name: str, *, force: bool) -> float | None:
    service = context.service()
    from tokentray.service.refresh import Wish

    refreshed = service.refresh(service.profile(name), Wish(force=force))
    if refreshed.error is not None:
        raise refreshed.error
    return None if refreshed.snapshot is None else refreshed.snapshot.expires_at


def _show_request(context: Context, name: str) -> int:
    service = context.service()
    request = service.dry_run(service.profile(name))
    lines = [f"{request.method} {request.url}"]
    lines += [f"{key}: {value}" for key, value in request.headers.items()]
    context.terminal.say("\n".join((*lines, "", request.body)))
    return 0


COMMANDS = by_name(
    Parsed(
        "token",
        "Print the access token and a line end; it is refreshed first where too little is left.",
        "curl -H @<(tokentray token api --format header) https://api.example/me\n"
        "curl -K <(tokentray token api --format curl) https://api.example/me\n"
        'eval "$(tokentray token api --format env)"',
        _token_arguments,
        _token,
    ),
    Parsed(
        "copy",
        "Put the token on the clipboard through the running program, which clears it again.",
        "tokentray copy api --format header",
        _copy_arguments,
        _copy,
    ),
    Parsed(
        "refresh",
        "Renew the token where renewal is due, and say until when it is fresh.",
        "tokentray refresh api --force",
        _refresh_arguments,
        _refresh,
    ),
)
