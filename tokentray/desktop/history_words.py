"""What a history says in words: plain text for labels, lists, notifications and files."""

from __future__ import annotations

import time
from collections import Counter
from datetime import datetime

from PySide6.QtCore import QLocale

from tokentray.core.changes import Changes
from tokentray.core.claims import SCOPE_NAMES, ClaimChange, Group, bare_name
from tokentray.core.events import Event, EventKind
from tokentray.core.grants import NAMES
from tokentray.core.messages import SENTENCES, english
from tokentray.core.plain import plain
from tokentray.desktop.history_layout import Mark
from tokentray.desktop.overview import moment
from tokentray.desktop.words import Words, mark, worded

_tr = Words("History")

_LINES = 6
_FAILURES = {
    "offline": mark("no network"),
    "dns": mark("the server's name was not found"),
    "timed-out": mark("the server did not answer in time"),
    "reply-lost": mark("the answer was lost"),
    "proxy": mark("trouble with the proxy"),
    "proxy-unreachable": mark("the proxy cannot be reached"),
    "tls": mark("the server's certificate is not trusted"),
    "tls-failed": mark("no secure connection"),
    "redirect": mark("the server sent elsewhere"),
    "not-json": mark("the answer was no JSON"),
    "bad-answer": mark("the answer cannot be used"),
    "server-status": mark("the server has trouble"),
    "server-refused": mark("the server refused"),
    "oauth-error": mark("the server refused"),
    "invalid-client": mark("the server calls the profile wrong"),
    "no-metadata": mark("the server's metadata was not found"),
}
_LONGEST = 60


def title_of(event: Event) -> str:
    """Say what happened."""
    return _title(event.kind)


def details_of(event: Event) -> tuple[str, ...]:
    """Say more of it: why it failed, how somebody signed in, what changed."""
    return (*_reasons(event), *changes_in_words(event.changes))


def detail_line(event: Event) -> str:
    """Say the same in one line."""
    return "; ".join(details_of(event))


def changes_in_words(changes: Changes) -> tuple[str, ...]:
    """Name what came and went, and the other claims that changed."""
    said = [sentence for one in changes.claims for sentence in _change(one)]
    if changes.more:
        said.append(_tr("%n more changed", changes.more))
    return tuple(said)


def mark_title(mark: Mark, now: float) -> str:
    """Say when and what, of one event or of several."""
    first, last = mark.events[0], mark.events[-1]
    if len(mark.events) == 1:
        return _tr("{moment}  {what}").format(moment=moment(first.at, now), what=title_of(first))
    begin, end = moment(first.at, now), moment(last.at, now)
    if begin == end:
        return _tr("{moment}  {count}").format(moment=begin, count=_events(len(mark.events)))
    count = _events(len(mark.events))
    return _tr("{begin} to {end}  {count}").format(begin=begin, end=end, count=count)


def mark_lines(mark: Mark) -> tuple[str, ...]:
    """Say more of a mark, in a few short lines."""
    if len(mark.events) == 1:
        return _cut(list(details_of(mark.events[0])))
    counts = Counter(title_of(event) for event in mark.events)
    lines = [_tr("{what}: {count}").format(what=what, count=n) for what, n in counts.items()]
    return _cut([*lines, *(line for event in mark.events for line in details_of(event))])


def mark_sentence(mark: Mark, now: float) -> str:
    """Say a mark in one line, for those who hear it."""
    return "; ".join((mark_title(mark, now), *mark_lines(mark)))


def stamp(at: float) -> str:
    """Write a moment so that it is clear years later and on another computer (ISO 8601)."""
    try:
        return datetime.fromtimestamp(at).astimezone().isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return ""


def day_word(at: float) -> str:
    """Name a day for the grid of a week."""
    then = time.localtime(at)
    weekday = QLocale().dayName(then.tm_wday + 1, QLocale.FormatType.ShortFormat)
    return _tr("{weekday} {day}").format(weekday=weekday, day=then.tm_mday)


def hour_word(at: float) -> str:
    """Name an hour for the grid of a day."""
    return time.strftime("%H:%M", time.localtime(at))


def _title(kind: EventKind) -> str:
    return {
        EventKind.IMPORTED: _tr("Imported"),
        EventKind.SIGNED_IN: _tr("Signed in"),
        EventKind.REFRESHED: _tr("Refreshed"),
        EventKind.FAILED: _tr("Refresh failed"),
        EventKind.ENDED: _tr("Sign-in ended"),
        EventKind.SIGNED_OUT: _tr("Signed out"),
        EventKind.NOTIFIED: _tr("Notice shown"),
        EventKind.REFUSED: _tr("Token refused"),
    }[kind]


def _reasons(event: Event) -> tuple[str, ...]:
    detail, said = event.detail, []
    if event.kind is EventKind.ENDED:
        said.append(_reason(detail.get("reason", "")))
    if "code" in detail:
        said.append(_failure(detail["code"]))
    if "grant" in detail:
        said.append(_grant(detail["grant"]))
    if "host" in detail:
        said.append(plain(detail["host"], _LONGEST))
    if detail.get("account") == "other":
        said.append(_tr("another account"))
    return tuple(one for one in said if one)


def _reason(code: str) -> str:
    """Say why a sign-in ended; a sentence that lacks its arguments gives way to its code."""
    template = SENTENCES.get(code)
    if template is not None and "{" not in template.title:
        return worded(english(code, {}).title)
    return plain(code.removeprefix("reason-").replace("-", " "), _LONGEST)


def _failure(code: str) -> str:
    """Say why a refresh failed; the sentence with its arguments was not written down."""
    words = _FAILURES.get(code)
    return plain(code, _LONGEST) if words is None else _tr(words)


def _grant(name: str) -> str:
    known = {grant.value: words for grant, words in NAMES.items()}
    return worded(known.get(name, plain(name, _LONGEST)))


def _change(one: ClaimChange) -> list[str]:
    name = plain(one.name, _LONGEST)
    gone, come = _templates(one)
    said = [gone.format(member=plain(member, _LONGEST)) for member in one.gone]
    said += [come.format(member=plain(member, _LONGEST)) for member in one.come]
    if one.more:
        more = _tr("%n more of {claim}", one.more)
        said.append(more.format(claim=name))
    return said or [_tr("{claim} changed").format(claim=name)]


def _templates(one: ClaimChange) -> tuple[str, str]:
    if bare_name(one.name) in SCOPE_NAMES:
        return _tr("scope {member} gone"), _tr("scope {member} new")
    return {
        Group.ROLES: (_tr("role {member} gone"), _tr("role {member} new")),
        Group.PLANS: (_tr("plan {member} gone"), _tr("plan {member} new")),
    }.get(one.group, (_tr("permission {member} gone"), _tr("permission {member} new")))


def _cut(lines: list[str]) -> tuple[str, ...]:
    if len(lines) <= _LINES:
        return tuple(lines)
    left = len(lines) - _LINES + 1
    return (*lines[: _LINES - 1], _tr("and %n more", left))


def _events(count: int) -> str:
    return _tr("%n events", count)
