"""`add` and `remove`: write a profile from a file, take one out with all that is held for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed, by_name
from tokentray.cli.importing import read_input_file
from tokentray.core.errors import NoSuchProfile, UsageError
from tokentray.core.plain import plain
from tokentray.core.profile import Profile, check_name
from tokentray.core.reading import decode_text
from tokentray.core.template import secret_names
from tokentray.core.urls import origin_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="of the new profile")
    parser.add_argument(
        "--from",
        dest="file",
        metavar="FILE",
        required=True,
        help="TOML: what stands below [profiles.NAME] in profiles.toml; - for a pipe",
    )
    parser.add_argument("--replace", action="store_true", help="an existing one; its tokens stay")
    parser.add_argument("--yes", action="store_true", help="do not ask about the hosts")


def _add(options: Namespace, context: Context) -> int:
    from tokentray.storage.profiles import parse_fragment

    name = check_name(options.name)
    text = decode_text(read_input_file(options.file, context, "add"))
    source = Path("stdin" if options.file == "-" else options.file)
    profile, _ = parse_fragment(text, name, source)
    hosts = tuple(_receivers(profile))
    if hosts:
        told = "; ".join(hosts)
        context.terminal.ask(
            f"{name} may send tokens or secrets to {told}. Add it?", yes=options.yes
        )
    profile = context.profiles_file().add_fragment(name, text, source, replace=options.replace)
    context.tell_changed(profile.name)
    context.terminal.say("\n".join(_next_steps(profile, hosts)))
    return 0


def _receivers(profile: Profile) -> Iterator[str]:
    """Name every host that a token or a secret would go to, with what for."""
    ends = profile.endpoints
    uses = {
        "refresh": profile.refresh_url,
        "revocation": ends.revocation,
        "introspection": ends.introspection,
        "userinfo": ends.userinfo,
        "device sign-in": ends.device_authorization,
        "registration": ends.registration,
    }
    by_origin: dict[str, list[str]] = {}
    for use, url in uses.items():
        if url:
            by_origin.setdefault(origin_of(url), []).append(use)
    for host in profile.git_hosts:
        by_origin.setdefault(host, []).append("git")
    for origin, found in by_origin.items():
        yield f"{plain(origin)} ({', '.join(found)})"


def _next_steps(profile: Profile, hosts: tuple[str, ...]) -> Iterator[str]:
    yield f"Added {profile.name}."
    for host in hosts:
        yield f"  tokens or secrets may go to {host}"
    wanted = frozenset[str]()
    if profile.refresh is not None:
        wanted = secret_names([profile.refresh.fields, profile.refresh.headers])
    for key in sorted(wanted):
        yield f"  it needs a secret: tokentray secret set {profile.name} {key}"
    if profile.can_sign_in:
        yield f"Next: tokentray sign-in {profile.name}"
    else:
        yield f"Next: tokentray import {profile.name} FILE"


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
    name = check_name(options.name)
    problem = profiles.problem(name)
    if problem is not None:
        raise problem
    found = profiles.find(name)
    if found is None:
        raise NoSuchProfile("no-such-profile", name=name)
    return (found,)


def _remove_one(profile: Profile, context: Context) -> None:
    """Take out tokens first: a profile that is gone would leave them without an owner."""
    if context.is_memory_only:
        context.memory_service().forget(profile.id)
        context.profiles_file().remove(profile.name)
    else:
        context.service().remove(profile)
    context.tell_changed(profile.name)


COMMANDS = by_name(
    Parsed(
        "add",
        "Add a profile from a TOML file. Every host that would receive a token is named first.",
        "tokentray add api --from api.toml",
        _add_arguments,
        _add,
    ),
    Parsed(
        "remove",
        "Remove a profile with its tokens, its secrets and its history.",
        "tokentray remove api --yes",
        _remove_arguments,
        _remove,
    ),
)
