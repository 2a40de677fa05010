"""`secret`: a profile's own secrets, in the keyring; their values are never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed, by_name
from tokentray.core.errors import UsageError
from tokentray.core.profile import check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", metavar="set|list|remove", choices=("set", "list", "remove"))
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument("key", metavar="KEY", nargs="?", help="what {secret:KEY} calls it")


def _secret(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    if (options.what == "list") != (options.key is None):
        what = "list takes no KEY" if options.key else f"{options.what} needs a KEY"
        raise UsageError("bad-usage", what=f"secret {what}", command="secret")
    if options.what == "list":
        return _list(name, context)
    return (_set if options.what == "set" else _remove)(name, options.key, context)


def _set(name: str, key: str, context: Context) -> int:
    service = context.service()
    profile = service.profile(name)
    value = context.terminal.read_secret(f"{key} of {name} (not shown): ")
    service.set_secret(profile, key, value)
    context.tell_changed(profile.name)
    origin = profile.binding.origin
    bound = f", for {origin} only" if origin else ""
    context.terminal.say(f"The secret {key} of {name} is in the keyring{bound}.")
    return 0


def _list(name: str, context: Context) -> int:
    service = context.service()
    for key in service.secret_names(service.profile(name)):
        context.terminal.say(key)
    return 0


def _remove(name: str, key: str, context: Context) -> int:
    service = context.service()
    profile = service.profile(name)
    service.remove_secret(profile, key)
    context.tell_changed(profile.name)
    context.terminal.say(f"Removed the secret {key} of {name}.")
    return 0


COMMANDS = by_name(
    Parsed(
        "secret",
        "Keep a profile's own secrets in the keyring: set reads stdin, or asks without echo.",
        "tokentray secret set api client_key\n"
        "pass show api/client-key | tokentray secret set api client_key\n"
        "tokentray secret list api",
        _arguments,
        _secret,
    ),
)
