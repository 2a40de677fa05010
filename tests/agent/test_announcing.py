"""Notices as they are raised: gathered, once a token, across restarts."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.rig import HOUR, START, Rig, profile, snapshot
from tests.agent.test_engine import failed
from tokentray.agent import announcing
from tokentray.agent.announcing import Announcer
from tokentray.agent.notices import NoticeKind
from tokentray.core.errors import SignInNeeded
from tokentray.core.jobs import Op
from tokentray.core.settings import Notify, Settings
from tokentray.core.snapshot import Snapshot
from tokentray.core.view import News

OVER = SignInNeeded("sign-in-needed", name="x", reason="y")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gather for a moment only."""
    monkeypatch.setattr(announcing, "GATHER_MS", 20)


def ended(rig: Rig) -> Snapshot:
    """Return a token whose grant the server ended."""
    return snapshot(rig.clock(), ended="reason-invalid-grant")


def await_quiet(qtbot: QtBot, rig: Rig) -> None:
    """Wait until everything that was gathered is raised or dropped."""
    announcer = announcer_of(rig)
    qtbot.waitUntil(lambda: not announcer.is_gathering)


def announcer_of(rig: Rig) -> Announcer:
    """Return what gathers the notices of an engine."""
    announcer = rig.engine.findChild(Announcer)
    assert announcer is not None
    return announcer


def test_a_token_that_ends_is_told_once(qtbot: QtBot) -> None:
    """A warning before the end, and nothing more about this token."""
    rig = Rig(profile(refresh=False))
    rig.start(api=snapshot())
    for _ in range(int(HOUR / 10)):
        rig.advance(20)
    await_quiet(qtbot, rig)

    (notice,) = rig.notices
    assert notice.names == ("api",)
    assert notice.profile_ids == ("id-api",)
    assert notice.until == START + HOUR


def test_a_restart_does_not_repeat(qtbot: QtBot) -> None:
    """What was told before the program was restarted is not told again."""
    first = Rig(profile(refresh=False))
    first.start(api=snapshot(START - 2 * HOUR))
    await_quiet(qtbot, first)
    second = Rig(profile(refresh=False))
    second.told = first.told
    second.start(api=snapshot(START - 2 * HOUR))
    await_quiet(qtbot, second)

    assert [notice.kind for notice in first.notices] == [NoticeKind.EXPIRED]
    assert not second.notices


def test_a_new_token_may_be_told_of_again(qtbot: QtBot) -> None:
    """The next token of the same profile has a notice of its own."""
    rig = Rig(profile(refresh=False))
    rig.start(api=snapshot(START - 2 * HOUR))
    await_quiet(qtbot, rig)
    rig.engine.reload()
    rig.load(api=snapshot(START, generation=2))
    rig.advance(2 * HOUR)
    await_quiet(qtbot, rig)

    assert len(rig.notices) == 2


def test_many_ends_are_one_notice(qtbot: QtBot) -> None:
    """Fifty tokens that died in a sleep are one notice with fifty names."""
    names = [f"p{number:02}" for number in range(50)]
    rig = Rig(*(profile(name, refresh=False) for name in names))
    rig.start(**{name: snapshot() for name in names})
    rig.clock.at += 8 * HOUR
    rig.engine.on_woke(8 * HOUR)
    await_quiet(qtbot, rig)

    (notice,) = rig.notices
    assert sorted(notice.names) == names
    assert notice.until is None


def test_a_round_of_failures_is_one_notice(qtbot: QtBot) -> None:
    """While refreshes of a round are on their way, those that ended wait to be told together."""
    names = [f"p{number:02}" for number in range(12)]
    rig = Rig(*(profile(name) for name in names))
    rig.start(**{name: snapshot() for name in names})
    rig.advance(3300)
    while rig.pending(Op.REFRESH):
        rig.land(ended(rig), error=OVER)
        announcer_of(rig).on_gathering_timeout()
        assert not rig.notices or not rig.pending(Op.REFRESH)
        rig.clock.at += 1
        rig.engine.on_refresher_place_freed()
    await_quiet(qtbot, rig)

    (notice,) = rig.notices
    assert notice.kind is NoticeKind.FAILED
    assert sorted(notice.names) == names


def test_what_a_refresh_cured_is_not_told(qtbot: QtBot) -> None:
    """A token that expired in a sleep is renewed at wake: there is nothing to tell."""
    rig = Rig(profile())
    rig.start(api=snapshot())
    rig.clock.at += 8 * HOUR
    rig.engine.on_woke(8 * HOUR)
    rig.advance(5)
    rig.land(snapshot(rig.clock(), generation=2))
    await_quiet(qtbot, rig)

    assert not rig.notices


def test_a_network_that_stays_away_is_told_once(qtbot: QtBot) -> None:
    """A dead token that cannot be renewed for want of a network is one notice, not one a try."""
    rig = Rig(profile())
    rig.start(api=snapshot())
    for _ in range(8 * 60):
        rig.advance(60)
        if rig.pending(Op.REFRESH):
            rig.land(snapshot(), error=OVER, standing=failed(rig, 300))
    await_quiet(qtbot, rig)

    assert [notice.kind for notice in rig.notices] == [NoticeKind.EXPIRED]


def test_the_grants_end_is_told_even_after_the_tokens(qtbot: QtBot) -> None:
    """Offline and expired, then back and refused for good: the second is news."""
    rig = Rig(profile())
    rig.start(api=snapshot(START - 2 * HOUR))
    rig.advance(1)
    rig.land(snapshot(START - 2 * HOUR), error=OVER, standing=failed(rig, 60))
    await_quiet(qtbot, rig)
    rig.advance(61)
    rig.land(replace(snapshot(START - 2 * HOUR), ended="reason-invalid-grant"), error=OVER)
    await_quiet(qtbot, rig)

    assert [notice.kind for notice in rig.notices] == [NoticeKind.EXPIRED, NoticeKind.FAILED]


def test_what_nobody_wants_to_hear_is_not_told(qtbot: QtBot) -> None:
    """A kind that is turned off in the settings is silent, and counts as untold."""
    rig = Rig(profile(refresh=False))
    rig.engine.apply_settings(Settings(notify=Notify(expired=False)))
    rig.start(api=snapshot(START - 2 * HOUR))
    await_quiet(qtbot, rig)

    assert not rig.notices
    assert not rig.told


def test_a_pause_is_no_news(qtbot: QtBot) -> None:
    """Who paused refreshing is not told that nothing is refreshed."""
    rig = Rig(profile())
    rig.start(api=snapshot())
    rig.engine.pause()
    rig.advance(2 * HOUR)
    await_quiet(qtbot, rig)

    assert not rig.notices


def test_in_quiet_hours_a_notice_waits(qtbot: QtBot) -> None:
    """What happens in the quiet hours is told when they are over."""
    rig = Rig(profile(refresh=False))
    local = time.localtime(START)
    quiet = f"{local.tm_hour:02}:{local.tm_min:02}-{(local.tm_hour + 1) % 24:02}:{local.tm_min:02}"
    rig.engine.apply_settings(Settings(quiet=quiet))
    rig.start(api=snapshot(START - 2 * HOUR))
    announcer_of(rig).on_gathering_timeout()
    assert not rig.notices

    rig.clock.at += HOUR
    announcer_of(rig).on_gathering_timeout()

    assert [notice.kind for notice in rig.notices] == [NoticeKind.EXPIRED]


def refreshed_with(rig: Rig, *changed: str, name: str = "api") -> None:
    """Have a refresh land that changed these groups of claims."""
    rig.clock.at += 2
    rig.refresh(name, force=True)
    rig.land(snapshot(rig.clock()), name, changed=changed)


def test_what_a_refresh_changed_is_told_until_somebody_looked(qtbot: QtBot) -> None:
    """Once a change; whoever looked needs no notice."""
    rig = Rig(profile())
    rig.start(api=snapshot())
    refreshed_with(rig)
    assert rig.view().news is None
    refreshed_with(rig, "roles")
    await_quiet(qtbot, rig)
    rig.advance(60)
    await_quiet(qtbot, rig)
    assert [(notice.kind, notice.names) for notice in rig.notices] == [
        (NoticeKind.CHANGED, ("api",))
    ]
    assert rig.view().news == News(("roles",), START + 4)
    refreshed_with(rig, "plans")
    assert rig.view().news == News(("roles", "plans"), rig.clock())
    rig.engine.see("id-api")
    await_quiet(qtbot, rig)
    assert rig.view().news is None
    assert len(rig.notices) == 1


def test_changes_of_many_profiles_are_one_notice(qtbot: QtBot) -> None:
    """A morning after a night's sleep brings one, not ten."""
    names = ("a", "b", "c")
    rig = Rig(*(profile(name) for name in names))
    rig.start(**{name: snapshot() for name in names})
    for name in names:
        refreshed_with(rig, "permissions", name=name)
    await_quiet(qtbot, rig)
    assert [notice.names for notice in rig.notices] == [names]


def test_changes_are_silent_where_the_settings_say_so(qtbot: QtBot) -> None:
    """The mark stays all the same."""
    rig = Rig(profile())
    rig.engine.apply_settings(Settings(notify=Notify(changed=False)))
    rig.start(api=snapshot())
    refreshed_with(rig, "roles")
    await_quiet(qtbot, rig)
    assert not rig.notices
    assert rig.view().news is not None


def test_tokens_that_are_gone_have_no_news(qtbot: QtBot) -> None:
    """After a sign-out there is nothing to look at."""
    rig = Rig(profile())
    rig.start(api=snapshot())
    refreshed_with(rig, "roles")
    rig.engine.reload(["id-api"])
    rig.load(api=None)
    await_quiet(qtbot, rig)
    assert not rig.notices
    assert rig.view().news is None
