"""`credential`: the token for kubectl and git, by their own plugin protocols; nobody is asked."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed, by_name
from tokentray.cli.handing import Given, hand_out, renew
from tokentray.core.errors import NoSuchProfile, UsageError
from tokentray.core.names import check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context
    from tokentray.cli.git_credential import Place
    from tokentray.core.profile import Profile

_LOOKED_AT = 200
"""So many of a profile's latest events are searched for a refusal."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("client", metavar="kubectl|git", choices=("kubectl", "git"))
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument(
        "operation", metavar="get|store|erase", nargs="?", help="what git puts behind its helper"
    )


def _credential(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    if (options.client == "git") != (options.operation is not None):
        what = "git needs get, store or erase" if options.client == "git" else "kubectl takes none"
        raise UsageError("bad-usage", what=what, command="credential")
    if options.client == "kubectl":
        _answer_kubectl(name, context)
    # Git wants every other operation to be ignored in silence.
    elif options.operation in ("get", "erase"):
        _answer_git(options.operation, name, context)
    return 0


def _answer_kubectl(name: str, context: Context) -> None:
    from tokentray.cli.exec_credential import asked_version, exec_credential

    version = asked_version(context.environ.get("KUBERNETES_EXEC_INFO", ""))
    given = _given(name, context)
    context.terminal.say(exec_credential(version, given.text, given.ends_at()))


def _answer_git(operation: str, name: str, context: Context) -> None:
    from tokentray.cli.git_credential import LONGEST_REQUEST, credential, read_place

    profile = _profile(name, context)
    place = read_place(context.terminal.read_bytes(LONGEST_REQUEST))
    if not place.is_among(profile.git_hosts):
        return
    if operation == "erase":
        _note_refusal(profile, place, context)
        return
    given = _given(profile.name, context)
    if _was_refused(profile, given.text, context):
        renew(context, profile.name, force=True)
        given = _given(profile.name, context)
    context.terminal.say(credential(place, given.text, given.ends_at()))


def _given(name: str, context: Context) -> Given:
    given = hand_out(context, name)
    if given.warning:
        context.terminal.note(given.warning)
    return given


def _profile(name: str, context: Context) -> Profile:
    """Return a profile without asking keyring or program: most hosts are none of its business."""
    from tokentray.storage.profiles import read_profiles

    profiles = read_profiles(context.folders.profiles_file)
    problem = profiles.problem(name)
    if problem is not None:
        raise problem
    profile = profiles.find(name)
    if profile is None:
        raise NoSuchProfile("no-such-profile", name=name)
    return profile


def _note_refusal(profile: Profile, place: Place, context: Context) -> None:
    """Remember that a server refused this token, as long as it is the one that is held.

    Of any other password, which a person may have typed, not even a fingerprint is kept.
    """
    from tokentray.storage.history import EventKind, History

    if not place.password or place.password != _held(profile, context):
        return
    detail = {"host": place.port, "fingerprint": _fingerprint(profile, place.password)}
    history = History(context.folders.history_file)
    history.record(profile.id, time.time(), EventKind.REFUSED, detail)


def _was_refused(profile: Profile, token: str, context: Context) -> bool:
    from tokentray.storage.history import EventKind, History

    if not context.folders.history_file.exists():
        return False
    mark = _fingerprint(profile, token)
    events = History(context.folders.history_file).events(profile.id, limit=_LOOKED_AT)
    return any(
        one.kind is EventKind.REFUSED and one.detail.get("fingerprint") == mark for one in events
    )


def _held(profile: Profile, context: Context) -> str | None:
    if context.agent is not None:
        return hand_out(context, profile.name).text
    snapshot = context.service().load(profile).snapshot
    return None if snapshot is None else snapshot.access_token


def _fingerprint(profile: Profile, token: str) -> str:
    return hashlib.sha256(f"{profile.id}:{token}".encode("utf-8", "replace")).hexdigest()


COMMANDS = by_name(
    Parsed(
        "credential",
        "Answer kubectl (client.authentication.k8s.io/v1, v1beta1) or git, which start this by "
        "themselves. Git gets the token as a password, for the profile's git_hosts alone. For a "
        "kubectl before 1.22 v1beta1 stands for v1, and the last line is left out.",
        "git config --global credential.https://git.example.helper \\\n"
        "    '!tokentray credential git api'\n"
        "kubectl config set-credentials me --exec-command=tokentray \\\n"
        "    --exec-arg=credential --exec-arg=kubectl --exec-arg=api \\\n"
        "    --exec-api-version=client.authentication.k8s.io/v1 \\\n"
        "    --exec-interactive-mode=Never",
        _arguments,
        _credential,
    ),
)
