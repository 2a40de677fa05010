"""Where bars, marks and hours lie: times in, places out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.pasts import DAY, HOUR, ROLES, event
from tokentray.core.events import Event, EventKind
from tokentray.desktop.history_layout import (
    APART,
    Frame,
    Lane,
    MarkKind,
    Span,
    Track,
    frame_of,
    grid_of,
    kind_of,
    lane_of,
    mark_near,
    nearest,
    next_mark,
)

NOW = 1_800_000_000.0
FRAME = Frame(NOW - 100, NOW, NOW + 10, 1100)
"""Ten pixels a second."""


def lane(*events: Event, life: tuple[float, float | None] | None = None) -> Lane:
    """Lay out some events."""
    return lane_of(Track("id-orders", "orders", events, life), FRAME)


def bars(*events: Event, life: tuple[float, float | None] | None = None) -> list[tuple[int, int]]:
    """Return where the bars begin and end."""
    return [(round(bar.left), round(bar.right)) for bar in lane(*events, life=life).bars]


def ago(seconds: float, kind: EventKind = EventKind.REFRESHED, life: float | None = 30) -> Event:
    """Return an event so long before now."""
    return event(NOW - seconds, kind, life=life)


@pytest.mark.parametrize(
    ("events", "places"),
    [
        ([], []),
        ([ago(80)], [(200, 500)]),
        ([ago(80), ago(40)], [(200, 500), (600, 900)]),
        ([ago(80), ago(60)], [(200, 400), (400, 700)]),
        ([ago(20)], [(800, 1100)]),
        ([ago(110)], [(0, 200)]),
        ([ago(300)], []),
        ([ago(80), ago(70, EventKind.FAILED), ago(75, EventKind.NOTIFIED)], [(200, 500)]),
        ([ago(80), ago(70, EventKind.ENDED)], [(200, 500)]),
        ([ago(80), ago(70, EventKind.SIGNED_OUT)], [(200, 300)]),
        ([ago(80, life=None), ago(60, life=None)], [(200, 400), (400, 1000)]),
        ([ago(80, life=0)], []),
    ],
)
def test_lives_become_bars(events: Sequence[Event], places: list[tuple[int, int]]) -> None:
    """From when a token came until it ended, was replaced, or was forgotten."""
    assert bars(*events) == places


def test_the_present_token_is_there_without_its_event() -> None:
    """An event that nobody wrote, or without its end, is made up for by what is held."""
    assert bars(life=(NOW - 10, NOW + 5)) == [(900, 1050)]
    assert bars(ago(50, life=None), life=(NOW - 50, NOW + 5)) == [(500, 1050)]
    assert bars(life=(NOW - 10, None)) == [(900, 1000)]


def test_bars_say_what_is_known_and_held() -> None:
    """An end that nobody knew is drawn otherwise, and so is the token of now."""
    first, last = lane(ago(80, life=None), ago(20)).bars
    assert (first.is_known, first.is_held) == (False, False)
    assert (last.is_known, last.is_held) == (True, True)


def test_lives_too_short_to_be_told_apart_are_one_bar() -> None:
    """A token of a fifth of a second, again and again; the last one lives on."""
    events = [event(NOW - 50 + n / 5, life=None) for n in range(200)]
    assert bars(*events) == [(500, 898), (898, 1000)]


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (event(NOW), MarkKind.REFRESHED),
        (event(NOW, changes=ROLES), MarkKind.CHANGED),
        (event(NOW, EventKind.IMPORTED), MarkKind.IMPORTED),
        (event(NOW, EventKind.SIGNED_IN), MarkKind.SIGNED_IN),
        (event(NOW, EventKind.SIGNED_IN, changes=ROLES), MarkKind.CHANGED),
        (event(NOW, EventKind.FAILED), MarkKind.FAILED),
        (event(NOW, EventKind.ENDED), MarkKind.ENDED),
        (event(NOW, EventKind.SIGNED_OUT), MarkKind.SIGNED_OUT),
        (event(NOW, EventKind.NOTIFIED), MarkKind.NOTIFIED),
        (event(NOW, EventKind.REFUSED), MarkKind.REFUSED),
    ],
)
def test_each_event_has_its_mark(one: Event, kind: MarkKind) -> None:
    """A token that says something else is a change, however it came."""
    assert kind_of(one) is kind


def test_what_falls_together_is_one_mark_of_the_worst() -> None:
    """Where the worst lies, with all that happened in it; refreshes have the bar to themselves."""
    found = lane(
        ago(50.0, EventKind.FAILED),
        ago(49.9, EventKind.ENDED),
        ago(49.5, EventKind.NOTIFIED),
        ago(49.4),
        ago(20, EventKind.FAILED),
    )
    upper = [mark for mark in found.marks if not mark.is_tick]
    assert [(mark.kind, round(mark.x), len(mark.events)) for mark in upper] == [
        (MarkKind.ENDED, 501, 3),
        (MarkKind.FAILED, 800, 1),
    ]
    assert [round(mark.x) for mark in found.marks if mark.is_tick] == [506]


def test_what_is_outside_of_the_frame_has_no_mark() -> None:
    """The event from before that tells what was held, and one of a clock that was ahead."""
    assert lane(ago(150), event(NOW + 5)).marks == ()


def test_a_pointer_means_what_is_near() -> None:
    """On the bar a refresh, above it the rest; far away nothing."""
    found = lane(ago(50, EventKind.FAILED), ago(49.8))
    above, below = mark_near(found, 504, on_bar=False), mark_near(found, 496, on_bar=True)
    assert above is not None
    assert below is not None
    assert (above.kind, below.kind) == (MarkKind.FAILED, MarkKind.REFRESHED)
    assert mark_near(found, 520, on_bar=True) is None


def test_keys_go_from_mark_to_mark() -> None:
    """The latest first, never beyond the ends."""
    found = lane(ago(90), ago(60, EventKind.FAILED), ago(30))
    first, middle, last = found.marks
    assert next_mark(found, None, -1) is last
    assert next_mark(found, last, 1) is last
    assert next_mark(found, last, -1) is middle
    assert next_mark(found, middle, -9) is first
    assert next_mark(lane(), None, 1) is None
    assert nearest(found, 390) is middle


def test_the_frame_leaves_room_for_what_is_to_come() -> None:
    """A day and a twelfth."""
    frame = frame_of(Span.DAY, NOW, 1300)
    assert (frame.x(NOW - DAY), frame.x(NOW), frame.x(NOW + 2 * HOUR)) == (0, 1200, 1300)
    assert frame_of(Span.WEEK, NOW, 0).width > 0


@pytest.mark.parametrize("hours", [0, 5.5, 5.75, -3.5, 13])
@pytest.mark.parametrize("span", list(Span))
def test_the_grid_lies_on_the_users_own_hours(span: Span, hours: float) -> None:
    """Also where these are half or three quarters past everybody else's."""

    def local(at: float) -> time.struct_time:
        return time.gmtime(at + hours * HOUR)

    ticks = grid_of(frame_of(span, NOW, 600), span, local)
    step = {Span.HOUR: 600, Span.DAY: 3 * HOUR, Span.WEEK: DAY}[span]
    assert len(ticks) in (6, 7, 8, 9)
    for tick in ticks:
        there = local(tick.at)
        of_day = there.tm_hour * HOUR + there.tm_min * 60 + there.tm_sec
        assert of_day % step == 0
        assert tick.is_day == (of_day == 0)


def test_a_narrow_picture_has_fewer_hours() -> None:
    """So that their words fit."""
    wide, narrow = (
        grid_of(frame_of(Span.DAY, NOW, width), Span.DAY, time.gmtime) for width in (900, 300)
    )
    assert len(wide) > len(narrow) > 0
    assert min(b.x - a.x for a, b in pairwise(narrow)) > 60


KINDS = st.sampled_from(list(EventKind))
EVENTS = st.lists(st.tuples(st.floats(-200, 20), KINDS, st.none() | st.floats(0, 500)), max_size=40)


@given(EVENTS)
def test_nothing_lies_outside_and_nothing_is_lost(
    given_events: list[tuple[float, EventKind, float | None]],
) -> None:
    """Whatever the history holds."""
    events = sorted(
        (event(NOW + at, kind, life=life) for at, kind, life in given_events),
        key=lambda one: one.at,
    )
    found = lane(*events)
    inside = [one for one in events if FRAME.start <= one.at <= NOW]
    assert sorted(one.at for mark in found.marks for one in mark.events) == [
        one.at for one in inside
    ]
    assert all(0 <= mark.x <= FRAME.width for mark in found.marks)
    for bar, after in pairwise(found.bars):
        assert 0 <= bar.left <= bar.right <= after.left + 0.001
    upper = [FRAME.x(mark.events[0].at) for mark in found.marks if not mark.is_tick]
    assert all(b - a >= APART for a, b in pairwise(sorted(upper)))
