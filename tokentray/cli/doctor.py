"""`doctor`: what stands in the way, around the program and between a profile and its API."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tokentray import __version__
from tokentray.cli.command import Parsed, by_name
from tokentray.cli.listing import as_json
from tokentray.core.check import (
    Check,
    Level,
    checks_answer,
    exit_code_of,
    fine,
    problem_of,
    warning,
)
from tokentray.core.errors import (
    AgentNotRunning,
    Denied,
    NoSuchProfile,
    ProfileError,
    TokenTrayError,
    VaultLocked,
    VaultUnavailable,
)
from tokentray.core.profile import check_name
from tokentray.core.settings import Store
from tokentray.core.told import view_as_told

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.agent_client import AgentClient
    from tokentray.cli.context import Context
    from tokentray.core.profile import Profile
    from tokentray.core.view import ProfileView
    from tokentray.service.checkup import Asked
    from tokentray.service.facade import TokenService
    from tokentray.service.side_by_side import Job

_AGENT_SECONDS = 3.0
"""An honest program answers in a millisecond."""

_INSPECT_SECONDS = 8.0
_PROFILE_SECONDS = 14.0
"""The server is asked first, then the vault, then the server's keys; each has its own end."""

_SERVERS = 5
"""So many servers are asked where no profile is named."""

_STYLES: Mapping[Level, str] = {
    Level.OK: "green",
    Level.WARNING: "yellow",
    Level.PROBLEM: "red",
}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="look at this profile too")
    parser.add_argument("--json", action="store_true", help="for programs")


def _doctor(options: Namespace, context: Context) -> int:
    from tokentray.service.side_by_side import side_by_side
    from tokentray.service.surroundings import load_bus

    load_bus()
    profile = None if options.name is None else _named(context, check_name(options.name))
    visit = _visit(context)
    jobs = [*_around(visit), *_about_tokens(visit, profile, whole=options.name is None)]
    checks = (*visit.program.checks, *_lock(visit), *side_by_side(jobs))
    if options.json:
        context.terminal.say(as_json(checks_answer(checks)))
    else:
        context.terminal.say("\n".join(_lines(checks, context)))
    return exit_code_of(checks)


def _named(context: Context, name: str) -> Profile | None:
    """Return a profile, None where it is out of use: then the file's own check says why.

    Raises:
        NoSuchProfile: nothing of this NAME stands in the file.
    """
    from tokentray.storage.profiles import read_profiles

    try:
        profiles = read_profiles(context.folders.profiles_file)
    except ProfileError:
        return None
    found = profiles.find(name)
    if found is None and profiles.problem(name) is None:
        raise NoSuchProfile("no-such-profile", name=name)
    return found


@dataclass(frozen=True, slots=True)
class _Program:
    """The running program, as far as it answers."""

    client: AgentClient | None = None
    status: Mapping[str, Any] | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class _Visit:
    """What the checks work with; `service` keeps nothing where `store` is the memory."""

    context: Context
    program: _Program
    store: Store
    service: TokenService
    is_locked: bool


def _visit(context: Context) -> _Visit:
    from tokentray.storage.lock_flag import read_lock

    program = _program(context)
    # Where the program cannot say it, its flag does.
    is_locked = read_lock(context.folders.lock_flag) is not None
    store = context.settings.store
    if program.status is not None:
        in_memory = program.status["store"]["kind"] == Store.MEMORY
        store = Store.MEMORY if in_memory else Store.KEYRING
        is_locked = program.status["locked"]
    return _Visit(context, program, store, context.service_on(store), is_locked)


def _program(context: Context) -> _Program:
    """Ask the running program how it is."""
    from tokentray.cli.agent_client import AgentClient

    absent = warning("program", "program-absent")
    if context.folders.socket is None:
        return _Program(checks=(absent,))
    client = AgentClient(context.folders.socket, _AGENT_SECONDS)
    try:
        status = client.ask("status")
    except AgentNotRunning:
        return _Program(checks=(absent,))
    except TokenTrayError as error:
        return _Program(checks=(problem_of("program", error),))
    patient = AgentClient(context.folders.socket, _INSPECT_SECONDS)
    return _Program(patient, status, tuple(_told(status)))


def _told(status: Mapping[str, Any]) -> Iterator[Check]:
    version = status["program_version"]
    if version == __version__:
        yield fine("program", "program-runs", version=version, pid=status["pid"])
    else:
        yield warning("program", "program-other", version=version, own=__version__)
    if status["paused"]:
        yield warning("program", "program-paused")
    if status["headless"]:
        yield fine("tray", "tray-headless")
        yield fine("clipboard", "clipboard-none")
        return
    yield fine("tray", "tray-shown") if status["tray"] else warning("tray", "tray-missing")
    yield fine("clipboard", "clipboard-screen")


def _lock(visit: _Visit) -> Iterator[Check]:
    if visit.is_locked:
        is_absent = any(one.code == "program-absent" for one in visit.program.checks)
        yield warning("lock", "lock-shut-absent" if is_absent else "lock-shut")


def _around(visit: _Visit) -> Iterator[Job]:
    """Return the checks of everything but profiles and servers."""
    from tokentray.service import surroundings
    from tokentray.service.side_by_side import Job

    folders, environ = visit.context.folders, visit.context.environ
    yield Job("versions", lambda: (surroundings.version_check(),))
    yield Job("socket", lambda: (surroundings.socket_check(folders),))
    yield Job("keyring", lambda: (_store(visit),))
    if sys.platform == "linux":
        yield Job("notifications", lambda: (surroundings.notices_check(),))
        yield Job("autostart", lambda: (surroundings.autostart_check(environ),))
    yield Job("folders", lambda: surroundings.folder_checks(folders))
    yield Job("disk", lambda: (surroundings.disk_check(folders),))
    yield Job("profiles", lambda: surroundings.profile_file_checks(folders))
    yield Job("proxy", lambda: (surroundings.proxy_check(),))


def _store(visit: _Visit) -> Check:
    if visit.store is Store.KEYRING:
        return visit.service.checkup.store()
    if visit.program.client is None:
        raise VaultUnavailable("memory-only-no-agent")
    return fine("keyring", "store-memory")


def _about_tokens(visit: _Visit, profile: Profile | None, *, whole: bool) -> Iterator[Job]:
    """Return the checks of one profile, or of the servers of all."""
    from tokentray.service.side_by_side import Job

    if profile is not None:
        yield Job("profile", partial(_profile, visit, profile.name), _PROFILE_SECONDS)
    if whole:
        for one in _with_servers(visit.context):
            yield Job("server", partial(_server, visit, one))


def _with_servers(context: Context) -> Sequence[Profile]:
    """Return one profile for each server, the first ones only."""
    from tokentray.storage.profiles import read_profiles

    try:
        profiles = read_profiles(context.folders.profiles_file).profiles
    except ProfileError:
        return ()
    by_server = {one.issuer or one.binding.origin or one.api: one for one in reversed(profiles)}
    by_server.pop("", None)
    return tuple(reversed(by_server.values()))[:_SERVERS]


def _server(visit: _Visit, profile: Profile) -> Iterator[Check]:
    checks = visit.service.checkup.server(profile).checks
    return (one for one in checks if one.id != "endpoints")


def _profile(visit: _Visit, name: str) -> Iterator[Check]:
    """Look at the server, then at the secrets and the token of a profile."""
    from tokentray.core.diagnosis import Evidence, diagnose
    from tokentray.service.opening import say_moment

    profile = visit.service.profile(name)
    asked = visit.service.checkup.server(profile)
    yield from asked.checks
    if visit.is_locked:
        yield warning("token", "not-looked-at", why=Denied("locked").title)
        return
    try:
        view, has_text = _seen(visit, profile, asked)
    except (VaultLocked, VaultUnavailable) as error:
        # The store has its own line.
        yield warning("token", "not-looked-at", why=error.title)
        return
    except TokenTrayError as error:
        yield problem_of("token", error)
        return
    if visit.store is Store.KEYRING:
        yield visit.service.checkup.secrets(asked.profile)
    yield from diagnose(Evidence(view, time.time(), say_moment, asked.ahead, has_text))


def _seen(visit: _Visit, profile: Profile, asked: Asked) -> tuple[ProfileView, bool]:
    """Return what is known of a profile, and whether its token is among that.

    Raises:
        VaultError: nobody can tell. AgentError: the running program does not.
    """
    from tokentray.core.view import view_of

    client = visit.program.client
    if visit.store is Store.KEYRING:
        look = visit.service.inspect if asked.reached else visit.service.load
        try:
            loaded = look(profile)
        except (VaultLocked, VaultUnavailable):
            if client is None:
                raise
        else:
            return view_of(profile, loaded.snapshot, loaded.standing, time.time()), True
    if client is None:
        raise VaultUnavailable("memory-only-no-agent")
    shown, listed = client.ask("show", profile=profile.name), client.ask("list")
    row = next(row for row in listed["profiles"] if row["name"] == shown["name"])
    return view_as_told(profile, shown, row), False


def _lines(checks: Sequence[Check], context: Context) -> Iterator[str]:
    """Align level, id and sentence; the next step stands below."""
    paint = context.terminal.paint
    width = max(len(one.id) for one in checks)
    wide = len(Level.PROBLEM)
    for one in checks:
        level = paint(f"{one.level.value:<{wide}}", _STYLES[one.level])
        yield f"{level}  {one.id:<{width}}  {one.text}"
        if one.next:
            yield f"{'':<{wide + width + 4}}-> {one.next}"
    yield ""
    yield f"{_counted(checks, Level.PROBLEM)}, {_counted(checks, Level.WARNING)}."


def _counted(checks: Sequence[Check], level: Level) -> str:
    count = sum(one.level is level for one in checks)
    return f"{count or 'no'} {level.value}{'' if count == 1 else 's'}"


COMMANDS = by_name(
    Parsed(
        "doctor",
        "Look at everything that has to work, and say what does not and what to do about it. "
        "With NAME also why its server may answer 401. The exit code is 0 without problems.",
        "tokentray doctor api\ntokentray doctor --json | jq '.checks[] | select(.level != \"ok\")'",
        _arguments,
        _doctor,
    ),
)
