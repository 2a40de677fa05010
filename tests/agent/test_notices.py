"""Notices: which is due, and many as one."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agent.rig import HOUR, START, profile, snapshot
from tokentray.agent.notices import (
    Due,
    NoticeKind,
    due_notice,
    is_wanted,
    together,
)
from tokentray.core.profile import Renew
from tokentray.core.quiet import quiet_left
from tokentray.core.settings import Notify
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.view import ProfileView, view_of

FAILING = Standing(failures=1, problem="offline")
UNCERTAIN = Standing(failures=3, final_looking=3, problem="server-refused")
LATER = START + 2 * HOUR


def view(
    held: Snapshot | None,
    now: float,
    *,
    refresh: bool = False,
    standing: Standing | None = None,
    renew: Renew = Renew.ALWAYS,
) -> ProfileView:
    """Return a profile at a moment."""
    return view_of(profile(refresh=refresh, renew=renew), held, standing or Standing(), now)


def kind_of(seen: ProfileView, now: float, *, may_still_renew: bool = False) -> NoticeKind | None:
    """Return the kind of the due notice."""
    due = due_notice(seen, now, may_still_renew=may_still_renew)
    return None if due is None else due.kind


def test_nothing_is_said_of_a_living_token() -> None:
    """A token that lives long enough is nobody's concern."""
    assert kind_of(view(snapshot(), START + 60), START + 60) is None


def test_an_end_is_announced_where_nothing_renews_it() -> None:
    """Inside the warning time (a tenth of the life, 300 s at most) the end is announced."""
    for before, kind in ((301, None), (299, NoticeKind.CANNOT_REFRESH)):
        now = START + HOUR - before
        assert kind_of(view(snapshot(), now), now) is kind


def test_the_end_is_told_where_nobody_was_there_before() -> None:
    """A token that died during a sleep is told as expired."""
    assert kind_of(view(snapshot(), LATER), LATER) is NoticeKind.EXPIRED


def test_what_will_be_renewed_is_not_announced() -> None:
    """A refreshable token is told neither before its end nor while a refresh is on its way."""
    assert kind_of(view(snapshot(), START + 3590, refresh=True), START + 3590) is None
    expired = view(snapshot(), LATER, refresh=True, standing=FAILING)
    assert kind_of(expired, LATER, may_still_renew=True) is None


def test_an_end_that_refreshing_could_not_prevent_is_told() -> None:
    """Where refreshing fails until the token is dead, people are told once it is."""
    alive = view(snapshot(), START + 3590, refresh=True, standing=FAILING)
    dead = view(snapshot(), LATER, refresh=True, standing=FAILING)

    assert kind_of(alive, START + 3590) is None
    assert kind_of(dead, LATER) is NoticeKind.EXPIRED


@pytest.mark.parametrize("renew", [Renew.ON_DEMAND, Renew.WHILE_USED])
def test_what_rests_by_intent_is_not_announced(renew: Renew) -> None:
    """A token that is renewed when it is asked for may die in silence."""
    assert kind_of(view(snapshot(), LATER, refresh=True, renew=renew), LATER) is None


def test_short_lives_are_not_announced() -> None:
    """Nobody could act on a notice about a token of under five minutes."""
    assert kind_of(view(snapshot(life=299), LATER), LATER) is None
    assert kind_of(view(snapshot(life=300), LATER), LATER) is NoticeKind.EXPIRED


@pytest.mark.parametrize("life", [30, HOUR, None])
def test_a_dead_grant_is_always_told(life: float | None) -> None:
    """The end of a grant is worth a notice whatever the token's life."""
    ended = snapshot(life=life, ended="reason-invalid-grant")

    assert kind_of(view(ended, START, refresh=True), START) is NoticeKind.FAILED


def test_a_suspicion_and_its_proof_are_one_notice() -> None:
    """Three final-looking refusals and the certain end afterwards carry the same key."""
    suspicion = due_notice(view(snapshot(), START, refresh=True, standing=UNCERTAIN), START)
    proof = due_notice(view(snapshot(ended="reason-dead-on"), START, refresh=True), START)

    assert suspicion is not None
    assert proof is not None
    assert suspicion.key == proof.key


def test_the_warning_and_the_end_are_one_notice() -> None:
    """Who was warned of a token's end is not told again when it comes."""
    keys = set()
    for now in (START + HOUR - 10, LATER):
        due = due_notice(view(snapshot(), now), now)
        assert due is not None
        keys.add(due.key)

    assert len(keys) == 1


def test_an_empty_profile_is_silent() -> None:
    """There is nothing to say of a profile without tokens."""
    assert kind_of(view(None, START), START) is None


@given(st.lists(st.sampled_from(list(NoticeKind)), max_size=300))
def test_many_are_one_of_each_kind(kinds: list[NoticeKind]) -> None:
    """However many profiles are concerned, there are three notices at most, and all are named."""
    seen = view(snapshot(), START)
    due = [
        Due(kind, dataclasses.replace(seen, profile=profile(f"p{number}")), "")
        for number, kind in enumerate(kinds)
    ]

    notices = together(due)

    assert len(notices) == len(set(kinds))
    named = [name for notice in notices for name in notice.names]
    assert sorted(named) == sorted(one.view.name for one in due)
    assert all((notice.until is None) == (len(notice.names) > 1) for notice in notices)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_each_kind_can_be_turned_off(kind: NoticeKind) -> None:
    """Every kind has its switch of the same name in the settings."""
    off = dataclasses.replace(Notify(), **{kind.value: False})

    assert is_wanted(kind, Notify())
    assert not is_wanted(kind, off)


@pytest.mark.parametrize(
    ("quiet", "hour", "minute", "left"),
    [
        ("22:00-07:00", 21, 59, 0),
        ("22:00-07:00", 22, 0, 9 * HOUR),
        ("22:00-07:00", 0, 0, 7 * HOUR),
        ("22:00-07:00", 6, 59, 60),
        ("22:00-07:00", 7, 0, 0),
        ("12:00-13:30", 12, 30, HOUR),
        ("12:00-13:30", 13, 30, 0),
        ("08:00-08:00", 8, 0, 0),
        ("", 23, 0, 0),
        ("late", 23, 0, 0),
        ("22:00-25:00", 23, 0, 0),
    ],
)
def test_quiet_hours(quiet: str, hour: int, minute: int, left: float) -> None:
    """A span may go over midnight; its end is not quiet; nonsense asks for no quiet."""
    assert quiet_left(quiet, hour, minute) == left
