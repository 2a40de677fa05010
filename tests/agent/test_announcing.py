"""Notices as they are raised: gathered, once a token, across restarts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.rig import HOUR, START, Rig, profile, snapshot
from tests.agent.test_engine import failed
from tokentray.agent import announcing
from tokentray.agent.announcing import Announcer
from tokentray.agent.notices import NoticeKind
from tokentray.core.errors import SignInNeeded
from tokentray.core.jobs import Op
from tokentray.core.profile import Renew
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


def sorts_out_later(rig: Rig) -> list[Callable[[], None]]:
    """Have what was told before be found later, and then nothing; return the answers to give."""
    answers: list[Callable[[], None]] = []
    rig.sort_out = lambda due, done: answers.append(partial(done, due))
    return answers


def test_what_is_settled_meanwhile_is_not_told(qtbot: QtBot) -> None:
    """To look for what was told takes its time; a token may come in it, or go."""
    names = ("dead", "cured", "removed")
    rig = Rig(*(profile(name, refresh=False) for name in names))
    answers = sorts_out_later(rig)
    rig.start(**{name: snapshot(START - 2 * HOUR) for name in names})
    qtbot.waitUntil(lambda: bool(answers))
    rig.engine.reload(["id-cured"])
    rig.load(cured=snapshot(START, generation=2))
    rig.edit(*(profile(name, refresh=False) for name in names[:2]))
    assert not rig.notices
    answers.pop()()

    (notice,) = rig.notices
    assert notice.names == ("dead",)


def test_what_it_is_by_now_is_told(qtbot: QtBot) -> None:
    """A token that was about to end when it was asked about may have ended since."""
    rig = Rig(profile(refresh=False))
    answers = sorts_out_later(rig)
    rig.start(api=snapshot(START - HOUR + 60))
    qtbot.waitUntil(lambda: bool(answers))
    rig.advance(100)
    answers.pop()()
    await_quiet(qtbot, rig)

    assert [notice.kind for notice in rig.notices] == [NoticeKind.EXPIRED]


def test_after_the_end_nothing_is_told(qtbot: QtBot) -> None:
    """An answer that comes while the program ends finds nobody."""
    rig = Rig(profile(refresh=False))
    answers = sorts_out_later(rig)
    rig.start(api=snapshot(START - 2 * HOUR))
    qtbot.waitUntil(lambda: bool(answers))
    rig.engine.close(lambda: None)
    answers.pop()()

    assert not rig.notices


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


class TestSnooze:
    """A notice that a person puts off."""

    def test_it_comes_again_in_an_hour_and_not_before(self, qtbot: QtBot) -> None:
        """The same one, and once; what is settled meanwhile does not."""
        rig = Rig(profile("api", refresh=False), profile("other", refresh=False))
        rig.start(api=snapshot(START - 2 * HOUR), other=snapshot(START - 2 * HOUR))
        await_quiet(qtbot, rig)
        assert len(rig.notices) == 1
        rig.engine.snooze(("id-api", "id-other"))
        rig.advance(HOUR - 1)
        await_quiet(qtbot, rig)
        assert len(rig.notices) == 1
        rig.engine.reload(["id-other"])
        rig.load(other=snapshot(rig.clock(), 10 * HOUR, generation=2))

        rig.advance(2)
        await_quiet(qtbot, rig)
        rig.advance(HOUR)
        await_quiet(qtbot, rig)

        assert [notice.names for notice in rig.notices] == [("api", "other"), ("api",)]

    def test_the_timer_wakes_it(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nobody has to look."""
        monkeypatch.setattr(announcing, "SNOOZE_SECONDS", 0.05)
        rig = Rig(profile(refresh=False))
        rig.start(api=snapshot(START - 2 * HOUR))
        await_quiet(qtbot, rig)
        rig.engine.snooze(("id-api",))
        rig.clock.at += 1
        with qtbot.waitSignal(rig.engine.notice_raised):
            pass

    def test_a_clock_that_is_set_back_does_not_prolong_it(self, qtbot: QtBot) -> None:
        """An hour is an hour at most."""
        rig = Rig(profile(refresh=False))
        rig.start(api=snapshot(START - 2 * HOUR))
        await_quiet(qtbot, rig)
        rig.engine.snooze(("id-api",))
        rig.step(-60)
        rig.advance(0)
        await_quiet(qtbot, rig)

        assert len(rig.notices) == 2

    def test_other_news_is_not_put_off(self, qtbot: QtBot) -> None:
        """Snoozed as expired; that the grant ended is said at once."""
        rig = Rig(profile())
        rig.start(api=snapshot(START - 2 * HOUR))
        rig.advance(1)
        rig.land(snapshot(START - 2 * HOUR), error=OVER, standing=failed(rig, 60))
        await_quiet(qtbot, rig)
        rig.engine.snooze(("id-api",))
        rig.advance(61)
        rig.land(replace(snapshot(START - 2 * HOUR), ended="reason-invalid-grant"), error=OVER)
        await_quiet(qtbot, rig)

        assert [notice.kind for notice in rig.notices] == [NoticeKind.EXPIRED, NoticeKind.FAILED]

    def test_quiet_hours_hold_for_it(self, qtbot: QtBot) -> None:
        """An hour later it may be night."""
        rig = Rig(profile(refresh=False))
        rig.start(api=snapshot(START - 2 * HOUR))
        await_quiet(qtbot, rig)
        rig.engine.snooze(("id-api",))
        rig.engine.apply_settings(Settings(quiet=hours_from(START + HOUR, 60)))
        rig.advance(HOUR + 60)
        announcer_of(rig).on_gathering_timeout()
        assert len(rig.notices) == 1
        rig.clock.at += HOUR
        announcer_of(rig).on_gathering_timeout()
        assert len(rig.notices) == 2


def hours_from(at: float, minutes: int) -> str:
    """Return quiet hours from a moment on."""
    begin, end = time.localtime(at), time.localtime(at + minutes * 60)
    return f"{begin.tm_hour:02}:{begin.tm_min:02}-{end.tm_hour:02}:{end.tm_min:02}"


class TestTheEndOfASignIn:
    """`ends_soon`: the end of the refresh token, told ahead and once."""

    def test_it_is_told_ahead_and_once(self, qtbot: QtBot) -> None:
        """A session of ten hours: an hour before, though each refresh tells it a little anew."""
        rig = Rig(profile())
        ends = int(START + 10 * HOUR)
        rig.start(api=snapshot(life=600, refresh_expires_at=ends))
        told_at = None
        for turn in range(1, 220):
            rig.advance(160)
            if rig.pending(Op.REFRESH):
                wobble = ends + turn % 3 - 1
                held = snapshot(rig.clock(), 600, generation=turn, refresh_expires_at=wobble)
                rig.land(held)
            await_quiet(qtbot, rig)
            told_at = told_at or (rig.clock() if rig.notices else None)

        (notice,) = rig.notices
        assert (notice.kind, notice.names) == (NoticeKind.ENDS_SOON, ("api",))
        assert notice.until == ends
        assert told_at is not None
        assert 0.9 * HOUR < ends - told_at <= HOUR

    def test_a_session_that_goes_on_is_never_told(self, qtbot: QtBot) -> None:
        """Half an hour from each refresh on: also after a sleep of 28 minutes."""
        rig = Rig(profile())
        rig.start(api=snapshot(life=300, refresh_expires_at=int(START + 1800)))
        for turn in range(2, 20):
            rig.advance(240 if turn % 5 else 1700)
            at = rig.clock()
            rig.land(
                snapshot(at, 300, generation=turn, refresh_expires_at=int(at + 1800)),
            )
            await_quiet(qtbot, rig)

        assert not rig.notices

    def test_an_authorization_ends_whatever_moves(self, qtbot: QtBot) -> None:
        """Ten hours, told an hour ahead, though the refresh token has 20 minutes each time."""
        rig = Rig(profile())
        ends = int(START + 10 * HOUR)
        told = {"authorization_expires_at": ends, "authorization_told_at": int(START)}
        rig.start(api=snapshot(life=600, refresh_expires_at=int(START + 1200), **told))
        told_at = None
        for turn in range(1, 220):
            rig.advance(160)
            if rig.pending(Op.REFRESH):
                at = rig.clock()
                moved = {"refresh_expires_at": int(at + 1200), "renewed_at": int(at)}
                rig.land(snapshot(at, 600, generation=turn, **moved, **told))
            await_quiet(qtbot, rig)
            told_at = told_at or (rig.clock() if rig.notices else None)

        (notice,) = rig.notices
        assert (notice.kind, notice.until) == (NoticeKind.ENDS_SOON, ends)
        assert told_at is not None
        assert 0.9 * HOUR < ends - told_at <= HOUR

    def test_an_authorization_does_not_outlast_its_refresh_token(self, qtbot: QtBot) -> None:
        """Where nothing renews that one before it ends, this is the end, and the only one."""
        rig = Rig(profile(renew=Renew.ON_DEMAND))
        first, second = int(START + HOUR), int(START + 2 * HOUR)
        told = {"authorization_expires_at": second, "authorization_told_at": int(START)}
        rig.start(api=snapshot(life=3 * HOUR, refresh_expires_at=first, **told))
        for _ in range(30):
            rig.advance(240)
            await_quiet(qtbot, rig)

        assert [notice.until for notice in rig.notices] == [first]

    def test_a_restart_does_not_repeat_it(self, qtbot: QtBot) -> None:
        """The server said it three minutes differently since."""
        ends = int(START + HOUR)
        first = Rig(profile(renew=Renew.ON_DEMAND))
        first.start(api=snapshot(START - 99 * HOUR, 100 * HOUR, refresh_expires_at=ends))
        await_quiet(qtbot, first)
        second = Rig(profile(renew=Renew.ON_DEMAND))
        second.told = first.told
        second.start(api=snapshot(START - 99 * HOUR, 100 * HOUR, refresh_expires_at=ends + 180))
        await_quiet(qtbot, second)

        assert [notice.kind for notice in first.notices] == [NoticeKind.ENDS_SOON]
        assert not second.notices

    def test_before_the_quiet_hours_where_it_lies_in_them(self, qtbot: QtBot) -> None:
        """Ten hours, of which the last two are quiet: at the last moment before."""
        rig = Rig(profile(renew=Renew.ON_DEMAND))
        rig.engine.apply_settings(Settings(quiet=hours_from(START + 8 * HOUR, 180)))
        held = snapshot(life=10 * HOUR, refresh_expires_at=int(START + 10 * HOUR))
        rig.start(api=held)
        rig.advance(8 * HOUR - 700)
        await_quiet(qtbot, rig)
        assert not rig.notices
        rig.advance(160)
        await_quiet(qtbot, rig)

        assert [notice.kind for notice in rig.notices] == [NoticeKind.ENDS_SOON]

    def test_the_engine_wakes_for_it(self) -> None:
        """Nothing else happens to this profile before."""
        rig = Rig(profile(renew=Renew.ON_DEMAND))
        rig.start(api=snapshot(life=1000 * HOUR, refresh_expires_at=int(START + 100 * HOUR)))
        held = rig.engine._held["id-api"]
        assert held.next_at == START + 90 * HOUR

    def test_its_beginning_and_its_end_are_news_to_whoever_shows_it(self, qtbot: QtBot) -> None:
        """The state of the profile is the same; what there is to say of it is not."""
        rig = Rig(profile(renew=Renew.ON_DEMAND))
        rig.start(api=snapshot(life=1000 * HOUR, refresh_expires_at=int(START + 100 * HOUR)))
        rig.changed.clear()
        rig.advance(90 * HOUR + 1)
        assert rig.engine.due_kind("id-api") is NoticeKind.ENDS_SOON
        assert rig.changed == ["id-api"]
        rig.advance(10 * HOUR)
        assert rig.engine.due_kind("id-api") is None
        assert rig.changed == ["id-api", "id-api"]


class TestOvernight:
    """Two hundred profiles, eight hours of sleep."""

    NAMES = tuple(f"p{number:03}" for number in range(200))

    def wake(self, rig: Rig, qtbot: QtBot, *, dead: int, quiet: str = "") -> None:
        """Sleep, wake without a network, and let it come; some grants ended meanwhile."""
        rig.engine.apply_settings(Settings(quiet=quiet))
        rig.start(**{name: snapshot() for name in self.NAMES})
        rig.engine.on_sleep_coming()
        rig.online = False
        rig.clock.at += 8 * HOUR
        rig.engine.on_woke(8 * HOUR)
        for _ in range(3):
            rig.advance(3)
            announcer_of(rig).on_gathering_timeout()
            assert not rig.pending(Op.REFRESH)
            assert not rig.notices
        rig.online = True
        rig.engine.on_network_came()
        rig.advance(4)
        landed = 0
        while rig.pending(Op.REFRESH):
            name = str(rig.pending(Op.REFRESH)[0].fields["profile"]).removeprefix("id-")
            if landed < dead:
                rig.land(ended(rig), name, error=OVER)
            else:
                rig.land(snapshot(rig.clock(), generation=2), name)
            landed += 1
            rig.clock.at += 0.25
            announcer_of(rig).on_gathering_timeout()
            rig.engine.on_refresher_place_freed()
        assert landed == len(self.NAMES)

    @pytest.mark.parametrize("dead", [0, 1, 200])
    def test_one_round_and_one_notice(self, qtbot: QtBot, dead: int) -> None:
        """The network first, then one refresh each, then one notice where something is wrong."""
        rig = Rig(*(profile(name) for name in self.NAMES))
        self.wake(rig, qtbot, dead=dead)
        await_quiet(qtbot, rig)

        assert [len(notice.names) for notice in rig.notices] == ([dead] if dead else [])

    def test_those_that_cannot_be_refreshed_are_one_more(self, qtbot: QtBot) -> None:
        """Half of them have no way to renew: two notices, whatever the number."""
        half = len(self.NAMES) // 2
        rig = Rig(*(profile(one, refresh=i >= half) for i, one in enumerate(self.NAMES)))
        rig.start(**{name: snapshot() for name in self.NAMES})
        rig.clock.at += 8 * HOUR
        rig.engine.on_woke(8 * HOUR)
        rig.advance(4)
        while rig.pending(Op.REFRESH):
            rig.land(ended(rig), error=OVER)
            rig.clock.at += 0.25
            announcer_of(rig).on_gathering_timeout()
            rig.engine.on_refresher_place_freed()
        await_quiet(qtbot, rig)

        assert sorted(len(notice.names) for notice in rig.notices) == [half, half]

    def test_in_quiet_hours_none(self, qtbot: QtBot) -> None:
        """It is told when they are over."""
        rig = Rig(*(profile(name) for name in self.NAMES))
        self.wake(rig, qtbot, dead=200, quiet=hours_from(START + 7 * HOUR, 180))
        assert not rig.notices
        rig.clock.at += 3 * HOUR
        announcer_of(rig).on_gathering_timeout()

        (notice,) = rig.notices
        assert len(notice.names) == 200


def test_settings_that_end_the_quiet_let_it_speak(qtbot: QtBot) -> None:
    """Whoever turns quiet hours off does not wait for their end; a kind turned on is told."""
    rig = Rig(profile(refresh=False))
    quiet = hours_from(START - HOUR, 180)
    rig.engine.apply_settings(Settings(quiet=quiet, notify=Notify(expired=False)))
    rig.start(api=snapshot(START - 2 * HOUR))
    announcer_of(rig).on_gathering_timeout()
    rig.engine.apply_settings(Settings(notify=Notify(expired=False)))
    await_quiet(qtbot, rig)
    assert not rig.notices
    rig.engine.apply_settings(Settings())
    await_quiet(qtbot, rig)

    assert [notice.kind for notice in rig.notices] == [NoticeKind.EXPIRED]
