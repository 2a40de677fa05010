"""Where things lie in the picture of a history: times become places; no widget, no clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NamedTuple

from tokentray.core.events import BRINGS_TOKEN, Event, EventKind

APART = 14.0
"""Marks nearer than this (logical pixels) are one."""

TICKS_APART = 7.0
REACH = 10.0
"""A pointer so near to a mark means it."""

_THIN = 4.0
_TOUCHING = 1.5
_LABEL_ROOM = 64.0
_HOUR = 3600
_DAY = 86_400

LocalTime = Callable[[float], time.struct_time]


class Span(Enum):
    """How far back the picture reaches, in seconds."""

    HOUR = _HOUR
    DAY = _DAY
    WEEK = 7 * _DAY


class MarkKind(IntEnum):
    """What a mark stands for; where several fall together the first of these is drawn."""

    ENDED = 0
    FAILED = 1
    CHANGED = 2
    SIGNED_OUT = 3
    REFUSED = 4
    SIGNED_IN = 5
    IMPORTED = 6
    NOTIFIED = 7
    REFRESHED = 8


_KINDS: Mapping[EventKind, MarkKind] = {
    EventKind.IMPORTED: MarkKind.IMPORTED,
    EventKind.SIGNED_IN: MarkKind.SIGNED_IN,
    EventKind.REFRESHED: MarkKind.REFRESHED,
    EventKind.FAILED: MarkKind.FAILED,
    EventKind.ENDED: MarkKind.ENDED,
    EventKind.SIGNED_OUT: MarkKind.SIGNED_OUT,
    EventKind.NOTIFIED: MarkKind.NOTIFIED,
    EventKind.REFUSED: MarkKind.REFUSED,
}


_STEPS: Mapping[Span, tuple[int, ...]] = {
    Span.HOUR: (600, 1200, 1800),
    Span.DAY: (3 * _HOUR, 6 * _HOUR, 12 * _HOUR),
    Span.WEEK: (_DAY,),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of time on a width of logical pixels; `now` lies a little before its end."""

    start: float
    now: float
    end: float
    width: float

    def x(self, at: float) -> float:
        """Return where a moment lies, never outside."""
        share = (at - self.start) / (self.end - self.start)
        return min(1.0, max(0.0, share)) * self.width


@dataclass(frozen=True, slots=True)
class Track:
    """One profile's past, the oldest first; `life` is when its present token came and ends."""

    profile_id: str
    name: str
    events: tuple[Event, ...]
    life: tuple[float, float | None] | None = None

    def reaches(self, since: float) -> bool:
        """Tell whether anything of it lies after a moment."""
        if self.life is not None and (self.life[1] is None or self.life[1] >= since):
            return True
        return any(event.at >= since for event in self.events)


@dataclass(frozen=True, slots=True)
class Bar:
    """A token's life, or several that are too short to be told apart.

    `is_known` tells whether its end was known; `is_held` that it is the present one.
    """

    left: float
    right: float
    is_known: bool = True
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened at a place; several things where they fall together, the oldest first."""

    x: float
    kind: MarkKind
    events: tuple[Event, ...]

    @property
    def is_tick(self) -> bool:
        """Whether it lies on the bar: a refresh like any other."""
        return self.kind is MarkKind.REFRESHED


@dataclass(frozen=True, slots=True)
class Lane:
    """What is drawn of one profile; `marks` from left to right."""

    profile_id: str
    name: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the time's grid; at midnight `is_day` is set."""

    x: float
    at: float
    is_day: bool


def frame_of(span: Span, now: float, width: float) -> Frame:
    """Return the frame whose last twelfth is still to come, so that the present token is whole."""
    return Frame(now - span.value, now, now + span.value / 12, max(1.0, width))


def lane_of(track: Track, frame: Frame) -> Lane:
    """Lay out one profile."""
    ticks: list[_Placed] = []
    others: list[_Placed] = []
    for event in track.events:
        if frame.start <= event.at <= frame.now:
            kind = kind_of(event)
            placed = _Placed(frame.x(event.at), kind, event)
            (ticks if kind is MarkKind.REFRESHED else others).append(placed)
    marks = [*_gathered(ticks, TICKS_APART), *_gathered(others, APART)]
    marks.sort(key=lambda mark: (mark.x, mark.is_tick))
    return Lane(track.profile_id, track.name, _bars(track, frame), tuple(marks))


def kind_of(event: Event) -> MarkKind:
    """Tell what an event is drawn as: a token that says something else than before is a change."""
    if event.changes and event.kind in BRINGS_TOKEN:
        return MarkKind.CHANGED
    return _KINDS[event.kind]


def mark_near(lane: Lane, x: float, *, on_bar: bool) -> Mark | None:
    """Return the mark that a pointer means; on the bar its ticks come first, above it the rest."""
    near = [mark for mark in lane.marks if abs(mark.x - x) <= REACH]
    return min(near, key=lambda mark: (mark.is_tick != on_bar, abs(mark.x - x)), default=None)


def next_mark(lane: Lane, current: Mark | None, steps: int) -> Mark | None:
    """Step from mark to mark, never beyond the ends.

    Who stands nowhere begins with the latest, or with the first by as many steps as there are.
    """
    marks = lane.marks
    if not marks:
        return None
    if current not in marks:
        return marks[0] if steps <= -len(marks) else marks[-1]
    return marks[min(len(marks) - 1, max(0, marks.index(current) + steps))]


def nearest(lane: Lane, x: float) -> Mark | None:
    """Return the mark that is nearest to a place."""
    return min(lane.marks, key=lambda mark: abs(mark.x - x), default=None)


def grid_of(frame: Frame, span: Span, local: LocalTime = time.localtime) -> tuple[Tick, ...]:
    """Return the lines of the grid, at the user's own minutes, hours or days."""
    step = _step(frame, span)
    first = local(frame.start)
    at = frame.start - first.tm_min * 60 - first.tm_sec
    found = []
    while at < frame.end:
        there = local(at)
        of_day = there.tm_hour * _HOUR + there.tm_min * 60
        if at >= frame.start and of_day % step == 0:
            found.append(Tick(frame.x(at), at, of_day == 0))
        at += min(step, _HOUR)
    return tuple(found)


def _step(frame: Frame, span: Span) -> int:
    """Return the seconds between two lines, so that the words at them have room."""
    per_second = frame.width / (frame.end - frame.start)
    fitting = (step for step in _STEPS[span] if step * per_second >= _LABEL_ROOM)
    return next(fitting, _STEPS[span][-1])


class _Placed(NamedTuple):
    """An event with its place."""

    x: float
    kind: MarkKind
    event: Event


def _gathered(placed: Iterable[_Placed], apart: float) -> list[Mark]:
    """Make one mark of what lies too near to the first of its neighbours."""
    groups: list[list[_Placed]] = []
    for one in placed:
        if groups and one.x - groups[-1][0].x < apart:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_mark(together) for together in groups]


def _mark(together: Sequence[_Placed]) -> Mark:
    """Draw the worst at its own place: of several failures the first."""
    leading = min(together, key=lambda one: one.kind)
    return Mark(leading.x, leading.kind, tuple(one.event for one in together))


def _bars(track: Track, frame: Frame) -> tuple[Bar, ...]:
    lives = _lives(track, frame)
    shown = [life for life in lives if life[1] > frame.start and life[0] < frame.end]
    bars: list[Bar] = []
    for begin, end, is_known in shown:
        is_held = begin <= frame.now < end
        bar = Bar(frame.x(begin), frame.x(end), is_known, is_held)
        before = bars[-1] if bars else None
        if before is not None and _is_one_with(before, bar):
            known = before.is_known and bar.is_known
            bars[-1] = Bar(before.left, bar.right, known, is_held)
        else:
            bars.append(bar)
    return tuple(bars)


def _is_one_with(before: Bar, bar: Bar) -> bool:
    is_thin = min(before.right - before.left, bar.right - bar.left) < _THIN
    return is_thin and bar.left - before.right < _TOUCHING


def _lives(track: Track, frame: Frame) -> list[tuple[float, float, bool]]:
    """Return from when to when a token was there; one that was replaced counts until then."""
    lives: list[tuple[float, float, bool]] = []
    begin: float | None = None
    end: float | None = None
    for event in track.events:
        if event.kind not in BRINGS_TOKEN and event.kind is not EventKind.SIGNED_OUT:
            continue
        if begin is not None:
            lives.append((begin, event.at if end is None else min(end, event.at), end is not None))
        begin = event.at if event.kind in BRINGS_TOKEN else None
        end = event.expires_at
    life = track.life
    if life is not None and (begin is None or end is None):
        begin, end = (life[0] if begin is None else begin), life[1]
    if begin is not None:
        lives.append((begin, frame.now if end is None else end, end is not None))
    return [(start, stop, known) for start, stop, known in lives if stop > start]
