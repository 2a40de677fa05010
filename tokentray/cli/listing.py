"""`list` and `show`: how the profiles stand, and what is in a token; never the token."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tokentray.cli import words
from tokentray.cli.command import Parsed, by_name
from tokentray.core.errors import ProfileError, TokenTrayError
from tokentray.core.plain import plain, quoted
from tokentray.core.profile import check_name
from tokentray.core.state import State

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context
    from tokentray.core.claims import Claim
    from tokentray.service.facade import Loaded

_STYLES: Mapping[str, str] = {
    State.VALID: "green",
    State.REFRESHING: "green",
    State.EXPIRING: "yellow",
    State.OFFLINE: "yellow",
    State.EXPIRED: "red",
    State.SIGN_IN_NEEDED: "red",
    State.LOCKED: "red",
    State.EMPTY: "dim",
}
_HEADINGS = ("NAME", "STATE", "LEFT", "EXPIRES", "SUBJECT")
_STATE_COLUMN = 1
_SUBJECT_LIMIT = 40
_PAUSED = " (paused)"

_FROM: Mapping[str, str] = {
    "exp": "from exp",
    "timestamp": "from expires_in, a timestamp",
    "lifetime": "from expires_in, a lifetime",
}


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs; times in POSIX seconds")


def _list(options: Namespace, context: Context) -> int:
    answer = context.agent.ask("list") if context.agent is not None else _list_here(context)
    for problem in _problems(context):
        context.terminal.note(f"{problem.title} {problem.hint}")
    if options.json:
        context.terminal.say(as_json(answer))
    elif answer["profiles"]:
        context.terminal.say(_table(answer["profiles"], context))
    else:
        context.terminal.say("No profile yet. Import a token response: tokentray import NAME FILE")
    return 0


def _list_here(context: Context) -> dict[str, Any]:
    from tokentray.core.view import list_answer
    from tokentray.storage.profiles import read_profiles

    now = time.time()
    if not read_profiles(context.folders.profiles_file).profiles:
        # No keyring is needed to say that there is nothing.
        return list_answer([], now)
    service = context.service()
    loaded = list(service.load_many(service.profiles().profiles))
    for one in loaded:
        if one.error is not None:
            context.terminal.note(f"{one.profile.name}: {one.error.title}")
    return list_answer([_view(one, now) for one in loaded], now)


def _view(loaded: Loaded, now: float) -> Any:
    """Return the view of a profile whose entry may be unreadable; that one is as good as none."""
    from tokentray.core.view import view_of

    return view_of(loaded.profile, loaded.snapshot, loaded.standing, now)


def _problems(context: Context) -> Sequence[TokenTrayError]:
    """Return what is wrong with the file; a running program has its last good state even so."""
    from tokentray.storage.profiles import read_profiles

    try:
        return list(read_profiles(context.folders.profiles_file).problems.values())
    except ProfileError as error:
        return [error]


def _table(profiles: Sequence[Mapping[str, Any]], context: Context) -> str:
    now = time.time()
    rows = [_HEADINGS, *(_row(profile, now) for profile in profiles)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return "\n".join(_line(row, widths, context) for row in rows)


def _row(profile: Mapping[str, Any], now: float) -> tuple[str, ...]:
    seconds, subject = profile["seconds_left"], profile["subject"]
    state = profile["state"] if profile["certain"] else f"{profile['state']}?"
    if profile.get("paused"):
        state += _PAUSED
    return (
        profile["name"],
        state,
        "-" if seconds is None else words.left(seconds),
        "-" if seconds is None else words.moment(now + seconds, now),
        quoted(subject, _SUBJECT_LIMIT) if subject else "-",
    )


def _line(row: Sequence[str], widths: Sequence[int], context: Context) -> str:
    cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
    style = "bold" if row is _HEADINGS else _STYLES.get(_plain_state(row), "")
    cells[_STATE_COLUMN] = context.terminal.paint(cells[_STATE_COLUMN], style)
    return "  ".join(cells).rstrip()


def _plain_state(row: Sequence[str]) -> str:
    return row[_STATE_COLUMN].removesuffix(_PAUSED).rstrip("?")


def _show_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument("--json", action="store_true", help="for programs; times in POSIX seconds")


def _show(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    if context.agent is not None:
        answer, listed = context.agent.ask("show", profile=name), context.agent.ask("list")
    else:
        answer, listed = _show_here(context, name)
    if options.json:
        context.terminal.say(as_json(answer))
    else:
        rows = (row for row in listed["profiles"] if row["name"] == answer["name"])
        context.terminal.say("\n".join(_pages(answer, next(rows, {}), context)))
    return 0


def _show_here(context: Context, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what `show` and `list` say of a profile, after a look at the issuer's keys."""
    from tokentray.core.view import list_answer, show_answer

    context.check_unlocked()
    service, now = context.service(), time.time()
    view = _view(service.inspect(service.profile(name)), now)
    return show_answer(view), list_answer([view], now)


def _pages(answer: Mapping[str, Any], row: Mapping[str, Any], context: Context) -> Iterator[str]:
    """Say state and times, then the claims by group, the header, and what to mind."""
    paint, now = context.terminal.paint, time.time()
    state = answer["state"]
    yield f"{paint(answer['name'], 'bold')}  {paint(state, _STYLES.get(state, ''))}"
    yield from _expiry(answer["times"], now)
    yield from _horizons(answer, row, context)
    claims = answer["claims"]
    if claims is None:
        yield "The token is opaque: it carries no claims." if answer["opaque"] else "No token yet."
    else:
        if answer["opaque"]:
            yield "The token is opaque; its server says of it:"
        from tokentray.core.claims import group_claims

        for group in group_claims(claims):
            yield from ("", paint(group.group.value.capitalize(), "bold"))
            yield from _claim_lines(group.claims, now, 1)
    if answer["header"]:
        pairs = (f"{plain(key)} {quoted(str(value))}" for key, value in answer["header"].items())
        yield from ("", paint("Header", "bold"), f"  {', '.join(pairs)}")
    if claims is not None or answer["opaque"]:
        yield from ("", _signature(answer["signature"]))
    for warning in answer["warnings"]:
        yield paint(f"Note: {warning['text']}", "yellow")


def _expiry(times: Mapping[str, Any], now: float) -> Iterator[str]:
    if times["expires_at"] is None:
        return
    at = times["expires_at"] - times["clock_skew"]
    rest = words.left(at - now)
    life = "expired" if rest == "-" else f"{rest} left, until"
    yield f"{life} {words.moment(at, now)} ({_FROM.get(times['expires_from'], 'unknown')})"


def _horizons(answer: Mapping[str, Any], row: Mapping[str, Any], context: Context) -> Iterator[str]:
    """Say how long a refresh can still work: by the server's word, and since the last use."""
    now = time.time()
    ends = {"refresh token": "refresh_expires_at", "sign-in": "authorization_expires_at"}
    for what, key in ends.items():
        # A running program of an older release does not tell the second one.
        if row.get(key) is not None:
            at = row[key] - answer["times"]["clock_skew"]
            rest = words.left(at - now)
            told = "has expired" if rest == "-" else f"{rest} left, until {words.moment(at, now)}"
            yield f"{what} {told}"
    used_at = _last_renewed(answer["name"], context)
    if used_at is not None:
        yield f"last renewed {words.moment(used_at, now)}"


def _last_renewed(name: str, context: Context) -> float | None:
    """Tell when the grant was last used: one that lies idle may end unasked."""
    from tokentray.storage.history import EventKind, History
    from tokentray.storage.profiles import read_profiles

    profile = read_profiles(context.folders.profiles_file).find(name)
    if profile is None or not context.folders.history_file.exists():
        return None
    in_between = (EventKind.FAILED, EventKind.NOTIFIED, EventKind.REFUSED)
    events = History(context.folders.history_file).events(profile.id)
    last = next((one for one in events if one.kind not in in_between), None)
    return last.at if last is not None and last.kind is EventKind.REFRESHED else None


def _claim_lines(claims: Sequence[Claim], now: float, depth: int) -> Iterator[str]:
    width = max(len(claim.name) for claim in claims)
    indent = "  " * depth
    for claim in claims:
        if claim.children and not _is_flat(claim):
            yield f"{indent}{claim.name}"
            yield from _claim_lines(claim.children, now, depth + 1)
        else:
            yield f"{indent}{claim.name:<{width}}  {_value(claim, now)}"


def _is_flat(claim: Claim) -> bool:
    """Tell whether a claim is a list of words: they stand in one line."""
    return claim.kind == "list" and not any(child.children for child in claim.children)


def _value(claim: Claim, now: float) -> str:
    if claim.moment is not None:
        return words.moment(claim.moment, now)
    if claim.children:
        return ", ".join(quoted(child.text) for child in claim.children)
    return quoted(claim.text)


def _signature(signature: Mapping[str, str]) -> str:
    state = signature["state"].replace("-", " ")
    reason = f": {plain(signature['reason'])}" if signature.get("reason") else ""
    return f"Signature {state}{reason}."


def as_json(answer: Mapping[str, Any]) -> str:
    """Write an answer for programs: ASCII, so that no terminal and no encoding can break it."""
    return json.dumps(answer, indent=2, ensure_ascii=True)


COMMANDS = by_name(
    Parsed(
        "list",
        "Show all profiles: state, time left, expiry. A state with ? is a suspicion.",
        "tokentray list --json | jq '.profiles[] | select(.state != \"valid\")'",
        _list_arguments,
        _list,
    ),
    Parsed(
        "show",
        "Show what is in the token of a profile: claims by group, header, times. Not the token.",
        "tokentray show api --json | jq .claims.roles",
        _show_arguments,
        _show,
    ),
)
