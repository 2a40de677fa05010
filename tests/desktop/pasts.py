"""Pasts of profiles as the agent's chronicle tells them, and one that a test plays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QWidget

from tokentray.agent.chronicle import Recalled
from tokentray.core.changes import Changes, Content, changes_between
from tokentray.core.errors import TokenTrayError
from tokentray.core.events import BRINGS_TOKEN, EXPIRES_AT, Event, EventKind
from tokentray.desktop.history_layout import Span
from tokentray.desktop.history_view import HistoryView

HOUR = 3600.0
DAY = 24 * HOUR


class PlayedChronicle:
    """Tells the events that a test gave it; `is_busy` while another process has the file.

    While it `is_silent` it is still trying.
    """

    def __init__(self, events: tuple[Event, ...] = ()) -> None:
        self.events = events
        self.is_busy = False
        self.is_silent = False
        self.asked: list[tuple[tuple[str, ...], float]] = []
        self.saved: list[tuple[Path, bytes]] = []
        self.refusal: TokenTrayError | None = None

    def recall(
        self, profile_ids: tuple[str, ...], since: float, done: Callable[[Recalled | None], None]
    ) -> None:
        self.asked.append((profile_ids, since))
        if self.is_silent:
            return
        mine = [event for event in self.events if event.profile in profile_ids]
        done(None if self.is_busy else Recalled(tuple(sorted(mine, key=lambda one: one.at))))

    def save(self, path: Path, content: bytes) -> TokenTrayError | None:
        self.saved.append((path, content))
        return self.refusal


def event(
    at: float,
    kind: EventKind = EventKind.REFRESHED,
    *,
    life: float | None = HOUR,
    profile: str = "id-orders",
    changes: Changes | None = None,
    **detail: str,
) -> Event:
    """Return one event; a token that came lives so long."""
    if kind in BRINGS_TOKEN and life is not None:
        detail[EXPIRES_AT] = str(int(at + life))
    return Event(profile, at, kind, detail, changes or Changes())


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """Return what is other in a token."""
    return changes_between(Content(old), Content(new))


ROLES = changed(
    {"roles": ["editor", "auditor", "admin"], "scope": "read write"},
    {"roles": ["editor", "auditor"], "scope": "read write", "permissions": ["reports:export"]},
)


def a_day(now: float) -> tuple[Event, ...]:
    """A sign-in yesterday, a refresh every 55 minutes, a change, and an hour without network."""
    start = now - 21 * HOUR
    found = [event(start, EventKind.SIGNED_IN, grant="authorization-code")]
    at = start + 55 * 60
    while at < now - 60:
        if 13.5 * HOUR < at - start < 15.5 * HOUR:
            found += [event(at + n * 300, EventKind.FAILED, code="timed-out") for n in range(4)]
            found.append(event(at + 1500, EventKind.NOTIFIED, key="token:1:2"))
        else:
            changes = ROLES if 8.5 * HOUR < at - start < 9.5 * HOUR else None
            found.append(event(at, changes=changes))
        at += 55 * 60
    return (*(one for one in found if one.at < now - 1260), event(now - 1200))


def a_week(now: float) -> tuple[Event, ...]:
    """Five working days with nights in between, a grant that ended, and another account."""
    found: list[Event] = []
    for day in range(7):
        start = now - 7 * DAY + day * DAY + 2 * HOUR
        if day in (2, 3):
            continue
        kind = EventKind.SIGNED_IN if day in (0, 5) else EventKind.REFRESHED
        found.append(event(start, kind))
        if day == 5:
            found[-1] = event(start, kind, grant="device-code", account="other")
        for hour in range(1, 9):
            changes = ROLES if (day, hour) == (1, 3) else None
            found.append(event(start + hour * 0.9 * HOUR, changes=changes))
        if day == 1:
            found.append(event(start + 9 * HOUR, EventKind.ENDED, reason="reason-invalid-grant"))
            found.append(event(start + 9 * HOUR + 2, EventKind.NOTIFIED, key="grant:1"))
        if day == 4:
            found.append(event(start + 9 * HOUR, EventKind.SIGNED_OUT))
    return tuple(one for one in found if one.at < now)


def troubled(now: float) -> tuple[Event, ...]:
    """Failures in a row, a token refused by a server, the end of the grant."""
    start = now - 9 * HOUR
    found = [event(start, EventKind.IMPORTED, life=2 * HOUR)]
    for number in range(12):
        code = "server-refused" if number % 3 else "offline"
        found.append(event(start + 1.7 * HOUR + number * 1200, EventKind.FAILED, code=code))
    at = start + 0.9 * HOUR
    found.append(event(at, EventKind.REFUSED, host="git.example:443", fingerprint="x"))
    found.append(event(start + 6 * HOUR, EventKind.ENDED, reason="reason-invalid-grant"))
    found.append(event(start + 6 * HOUR + 1, EventKind.NOTIFIED, key="grant:1"))
    return tuple(sorted(found, key=lambda one: one.at))


def old_style(now: float) -> tuple[Event, ...]:
    """What a version wrote that did not note when tokens end."""
    return tuple(event(now - 6 * HOUR + number * HOUR, life=None) for number in range(6))


def crowded(now: float) -> tuple[Event, ...]:
    """A token of forty seconds for eight hours."""
    return tuple(event(now - 8 * HOUR + n * 35, life=40) for n in range(int(8 * HOUR / 35)))


def of_all(now: float) -> tuple[Event, ...]:
    """The same day of several profiles."""
    others = [
        ("id-billing", a_week(now)),
        ("id-maps", old_style(now)),
        ("id-staging", troubled(now)),
    ]
    moved = [
        Event(profile, one.at, one.kind, one.detail, one.changes)
        for profile, events in others
        for one in events
    ]
    return (*a_day(now), *moved)


def arrange(window: QWidget, show: str) -> None:
    """Bring the history of a window to what a picture shows: a week, all profiles, a mark."""
    if not show:
        return
    history = window.findChild(HistoryView)
    assert isinstance(history, HistoryView)
    if "week" in show:
        history.choose_span(Span.WEEK)
    if "all" in show:
        box = history.findChild(QCheckBox, "all-profiles")
        assert isinstance(box, QCheckBox)
        box.setChecked(True)
    if "mark" in show:
        history.picture.setFocus()
        QTest.keyClick(history.picture, Qt.Key.Key_End)
        for _ in range(40):
            chosen = history.picture.chosen
            if chosen is not None and any(one.changes for one in chosen.events):
                return
            QTest.keyClick(history.picture, Qt.Key.Key_Left)
