"""`remove` and `rename`: take a profile out with all that is held for it, or call it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed, by_name
from tokentray.core.errors import UsageError
from tokentray.core.profile import Profile, check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context


def _remove_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="the profile")
    parser.add_argument("--all", action="store_true", help="every profile")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _remove(options: Namespace, context: Context) -> int:
    if options.all == (options.name is not None):
        raise UsageError("bad-usage", what="Give a NAME or --all", command="remove")
    profiles = _chosen(options, context)
    if not profiles:
        context.terminal.say("There is no profile.")
        return 0
    names = ", ".join(profile.name for profile in profiles)
    context.terminal.ask(f"Remove {names} with tokens, secrets and history?", yes=options.yes)
    for profile in profiles:
        _remove_one(profile, context)
    context.terminal.say(f"Removed {names}.")
    return 0


def _chosen(options: Namespace, context: Context) -> tuple[Profile, ...]:
    profiles = context.profiles_file().ensure_ids()
    if options.all:
        return profiles.profiles
    return (profiles.named(check_name(options.name)),)


def _remove_one(profile: Profile, context: Context) -> None:
    """Take out tokens first: a profile that is gone would leave them without an owner."""
    if context.is_memory_only:
        context.memory_service().forget(profile.id)
        context.profiles_file().remove(profile.name)
    else:
        context.service().remove(profile)
    context.tell_changed(profile.name)


def _rename_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the profile")
    parser.add_argument("new", metavar="NEW", help="what it shall be called")


def _rename(options: Namespace, context: Context) -> int:
    old, new = check_name(options.old), check_name(options.new)
    # One without an id gets it first: all that is held for it is held by the id.
    profiles = context.profiles_file().ensure_ids()
    context.profiles_file().rename(old, new)
    found = profiles.find(old)
    if context.settings.default_profile.lower() == old.lower():
        from tokentray.storage.settings_file import write_settings

        write_settings(context.folders, {"default_profile": new})
    context.tell_changed(new)
    context.terminal.say(f"{old if found is None else found.name} is {new} now.")
    return 0


COMMANDS = by_name(
    Parsed(
        "remove",
        "Remove a profile with its tokens, its secrets and its history.",
        "tokentray remove api --yes",
        _remove_arguments,
        _remove,
    ),
    Parsed(
        "rename",
        "Call a profile otherwise; its tokens, secrets and history stay.",
        "tokentray rename api staging",
        _rename_arguments,
        _rename,
    ),
)
