"""The engine's decisions in time: loading, renewing, waiting, sleeping, set clocks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.agent.rig import HOUR, START, Asker, Rig, profile, snapshot, told
from tokentray.agent.refreshing import BY_ITSELF_AT_ONCE, STARTS_PER_SECOND
from tokentray.core.errors import (
    InputError,
    ProfileError,
    SignInNeeded,
    TokenTrayError,
    TransportError,
    VaultEntryBroken,
    VaultLocked,
    VaultUnavailable,
    error_to_dict,
)
from tokentray.core.jobs import Op, Phase
from tokentray.core.profile import Profile, Renew
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.state import State

pytestmark = pytest.mark.usefixtures("qtbot")

DAY = 24 * HOUR
OFFLINE = TransportError("offline", host="id.example")


def failed(rig: Rig, wait: float, problem: str = "offline", failures: int = 1) -> Standing:
    """Return how refreshing stands after a failure that says how long to wait."""
    return Standing(
        failures=failures,
        retry_at=rig.clock() + wait,
        last_try_at=rig.clock(),
        problem=problem,
        problem_arguments={"host": "id.example"},
    )


def started(*profiles: Profile, held: Snapshot | None = None, chance: float = 0.0) -> Rig:
    """Return an engine that has loaded `held` (an hour's token) for each profile."""
    profiles = profiles or (profile(),)
    rig = Rig(*profiles, chance=chance)
    rig.start(**{one.name: held or snapshot() for one in profiles})
    return rig


class TestLoading:
    """What the vault holds comes in at the start and when somebody wrote it."""

    def test_all_profiles_are_one_job(self) -> None:
        """The start asks a worker once, however many profiles there are."""
        rig = started(profile("a"), profile("b"), profile("c"))

        assert rig.count(Op.LOAD) == 1
        assert [view.state for view in rig.engine.views()] == [State.VALID] * 3

    def test_who_asks_during_the_start_waits_for_it(self) -> None:
        """A request that comes before the vault was read joins the reading."""
        rig = Rig(profile())
        rig.engine.start()
        assert rig.engine.is_loading
        askers = [rig.ask() for _ in range(20)]

        rig.load(api=snapshot())

        assert [asker.token for asker in askers] == ["token-1"] * 20
        assert rig.count(Op.LOAD) == 1
        assert not rig.engine.is_loading

    def test_pinned_first_then_by_name(self) -> None:
        """Views come in the order that every list has."""
        rig = started(profile("b"), profile("C"), profile("a"), profile("z", pinned=True))

        assert [view.name for view in rig.engine.views()] == ["z", "a", "b", "C"]

    def test_an_edit_applies_at_once(self) -> None:
        """New profiles are loaded, changed ones loaded again, removed ones forgotten."""
        rig = started(profile("kept"), profile("gone"), profile("changed"))

        rig.edit(profile("kept"), profile("changed", warn_before=10), profile("new"))

        assert sorted(rig.take(Op.LOAD).fields["profiles"]) == ["id-changed", "id-new"]
        assert [view.name for view in rig.engine.views()] == ["changed", "kept", "new"]

    def test_a_broken_file_changes_nothing(self, qtbot: QtBot) -> None:
        """While profiles.toml is no TOML, the last good profiles stay and the trouble is told."""
        rig = started()
        rig.file_error = ProfileError("profiles-not-toml", path="p", what="line 3")

        with qtbot.waitSignal(rig.engine.problem_changed):
            rig.engine.reread_profiles()
        assert rig.engine.file_problem is rig.file_error
        assert rig.ask().token == "token-1"

        rig.file_error = None
        with qtbot.waitSignal(rig.engine.problem_changed):
            rig.engine.reread_profiles()
        assert rig.engine.file_problem is None

    def test_without_a_profile_a_missing_keyring_is_known(self, qtbot: QtBot) -> None:
        """A newcomer hears of it before the first import fails, and is told when it has come."""
        rig = Rig()
        rig.engine.start()
        with qtbot.waitSignal(rig.engine.store_changed):
            rig.fail(VaultUnavailable("vault-missing", what="no Secret Service"), op=Op.LOAD)
        assert rig.engine.store_error is not None

        rig.engine.reload_locked()
        with qtbot.waitSignal(rig.engine.store_changed):
            rig.take(Op.LOAD).done({})
        assert rig.engine.store_error is None

    def test_ids_are_made_where_a_person_wrote_none(self) -> None:
        """A profile without an id makes a worker write one, even if nothing is to be read."""
        rig = Rig()
        rig.profiles = replace(rig.profiles, without_id=("fresh",))

        rig.engine.start()

        assert rig.take(Op.LOAD).fields["profiles"] == []

    def test_what_another_process_wrote_is_read(self) -> None:
        """A generation that is newer than ours is loaded; ours and older ones are not."""
        rig = started()
        for generation in (1, 0):
            rig.engine.generation_seen("id-api", generation)
        assert not rig.pending(Op.LOAD)

        rig.engine.generation_seen("id-api", 2)
        rig.load(api=snapshot(generation=2))

        assert rig.ask().token == "token-2"

    def test_what_was_written_during_a_refresh_is_read_after_it(self) -> None:
        """Nobody's write is missed because a refresh of ours was on its way."""
        rig = started()
        rig.refresh(force=True)
        rig.engine.generation_seen("id-api", 3)
        rig.engine.generation_seen("id-api", 4)
        assert not rig.pending(Op.LOAD)

        rig.land(snapshot(generation=3))

        assert rig.pending(Op.LOAD)

    def test_our_own_writes_are_not_read_back(self) -> None:
        """Intent and answer raise the generation while our refresh is on its way: no reading."""
        rig = started()
        rig.refresh(force=True)
        rig.engine.generation_seen("id-api", 2)
        rig.engine.generation_seen("id-api", 3)

        rig.land(snapshot(generation=3))
        rig.engine.generation_seen("id-api", 3)

        assert not rig.pending(Op.LOAD)

    def test_an_older_reading_undoes_nothing(self) -> None:
        """Jobs run side by side: what was read before a token was stored may be told after it."""
        rig = Rig(profile())
        rig.engine.start()
        stored = Asker()
        rig.engine.store("id-api", {"access_token": "x"}, stored)
        rig.take(Op.STORE).done({"error": None, **told(snapshot(generation=2))})

        rig.load(api=None)

        assert stored.answers == [None]
        assert rig.ask().token == "token-2"
        rig.engine.reload()
        rig.load(api=snapshot(generation=3))
        assert rig.ask().token == "token-3"

    def test_one_broken_entry_spoils_no_other(self) -> None:
        """An entry that cannot be read is its own profile's trouble."""
        rig = Rig(profile("good"), profile("bad"))
        rig.engine.start()
        job = rig.take(Op.LOAD)
        broken = error_to_dict(VaultEntryBroken("vault-entry-broken", what="x"))
        job.on_part({"profile": "id-bad", "snapshot": None, "standing": None, "error": broken})
        rig.workers.jobs.append(job)
        rig.load(good=snapshot(), bad=None)

        assert rig.ask("good").token == "token-1"
        assert rig.engine.store_state == ("keyring", "ready")


class TestKeyring:
    """A keyring that is locked, missing or silent."""

    def locked(self, error: TokenTrayError | None = None) -> Rig:
        """Return an engine whose vault could not be read at the start."""
        rig = Rig(profile())
        rig.engine.start()
        rig.fail(error or VaultLocked("vault-locked"), op=Op.LOAD)
        return rig

    def test_locked_is_a_state(self) -> None:
        """Nothing in memory and a locked keyring: the profile is locked, programs get code 6."""
        rig = self.locked()
        asker = rig.ask()
        rig.fail(VaultLocked("vault-locked"), op=Op.LOAD)

        assert rig.view().state is State.LOCKED
        assert rig.engine.store_state == ("keyring", "locked")
        assert asker.code == "vault-locked"

    def test_missing_is_told_apart(self) -> None:
        """No keyring at all is another trouble than a locked one."""
        rig = self.locked(VaultUnavailable("vault-missing", what="no service"))

        assert rig.engine.store_state == ("keyring", "missing")

    def test_an_unlocked_keyring_is_read_at_once(self, qtbot: QtBot) -> None:
        """When the keyring says that it changed, what could not be read is read."""
        rig = self.locked()

        rig.engine.reload_locked()
        with qtbot.waitSignal(rig.engine.store_changed):
            rig.load(api=snapshot())

        assert rig.view().state is State.VALID
        assert rig.engine.store_error is None

    def test_what_is_in_memory_is_given(self) -> None:
        """A keyring that was locked meanwhile does not matter while the token lives."""
        rig = started()
        rig.engine.reload()
        rig.fail(VaultLocked("vault-locked"), op=Op.LOAD)

        assert rig.ask().token == "token-1"
        assert rig.view().state is State.VALID

    def test_nobody_asks_a_locked_keyring_again_and_again(self) -> None:
        """Without any sign of it, a locked keyring is looked at a few times an hour."""
        rig = self.locked()
        for _ in range(int(HOUR)):
            rig.advance(1)
            if rig.pending(Op.LOAD):
                rig.fail(VaultLocked("vault-locked"), op=Op.LOAD)

        assert 4 <= rig.count(Op.LOAD) <= 12

    def test_a_worker_that_died_at_the_start_is_tried_again(self) -> None:
        """A crash while reading the vault is not the end of the day."""
        rig = self.locked(TokenTrayError("worker-died"))
        rig.advance(30)

        rig.load(api=snapshot())

        assert rig.view().state is State.VALID

    def test_unlocking_reads_everything(self) -> None:
        """A person unlocks: the prompt runs alone, then all profiles are read."""
        rig = self.locked()
        done: list[TokenTrayError | None] = []
        rig.engine.unlock(done.append)
        job = rig.take(Op.UNLOCK)
        assert job.alone

        job.done({})
        rig.load(api=snapshot())

        assert done == [None]
        assert rig.view().state is State.VALID

    def test_another_process_at_work_is_no_keyring_trouble(self) -> None:
        """A lock that somebody else holds says nothing about the keyring."""
        rig = started()
        rig.refresh(force=True)

        rig.fail(VaultUnavailable("lock-busy", pid="7"))

        assert rig.engine.store_error is None


class TestSchedule:
    """When tokens are renewed by themselves."""

    def test_an_hours_token_is_renewed_five_minutes_before(self) -> None:
        """Not before its moment, and at it."""
        rig = started()
        rig.advance(HOUR - 301)
        assert not rig.pending(Op.REFRESH)

        rig.advance(1)

        assert rig.take(Op.REFRESH).fields == {"profile": "id-api"}

    def test_chance_comes_once_a_token(self) -> None:
        """The planned moment does not move while the token is the same."""
        rig = started(chance=0.5)
        planned = {rig.view().refresh_at}
        for _ in range(5):
            rig.advance(60)
            planned.add(rig.view().refresh_at)

        assert planned == {START + 3300 * 0.95}

    def test_a_renewed_token_is_planned_anew(self) -> None:
        """After a refresh the next one follows from the new token."""
        rig = started()
        rig.advance(3300)

        rig.land(snapshot(rig.clock(), generation=2))

        assert rig.view().refresh_at == START + 2 * 3300
        assert rig.ask().token == "token-2"

    @pytest.mark.parametrize("life", [1, 15, 60, 25 * DAY, 90 * DAY, 50 * 365 * DAY])
    def test_the_timer_takes_any_life(self, life: float) -> None:
        """Seconds or half a century: the timer is armed for a second to an hour."""
        rig = started(held=snapshot(life=life))

        (timer,) = [timer for timer in rig.engine.findChildren(QTimer) if timer.isActive()]

        assert 1000 <= timer.interval() <= 3_600_000

    def test_one_timer_runs_while_nothing_happens(self) -> None:
        """Idle, with a hundred profiles, the engine has one timer."""
        rig = started(*(profile(f"p{number}") for number in range(100)))

        assert len([one for one in rig.engine.findChildren(QTimer) if one.isActive()]) == 1

    @pytest.mark.parametrize(("life", "most"), [(1, 361), (15, 361), (60, 90)])
    def test_short_lives_cause_no_storm(self, life: float, most: int) -> None:
        """Tokens of seconds are renewed at most every ten seconds."""
        rig = started(held=snapshot(life=life))
        for _ in range(int(HOUR)):
            rig.advance(1)
            if rig.pending(Op.REFRESH):
                rig.land(snapshot(rig.clock(), life, generation=2))

        assert rig.count(Op.REFRESH) <= most

    def test_an_unknown_expiry_is_trusted_for_a_while(self) -> None:
        """Where nothing tells the end, the profile's fallback lifetime counts."""
        rig = started(profile(fallback_lifetime=600), held=snapshot(life=None))
        rig.advance(599)
        assert not rig.pending(Op.REFRESH)

        rig.advance(1)

        assert rig.pending(Op.REFRESH)

    def test_paused_means_by_itself(self) -> None:
        """Paused, nothing is renewed by itself, yet a request still is; resumed, it goes on."""
        rig = started()
        rig.engine.pause()
        rig.advance(2 * HOUR)
        assert not rig.pending(Op.REFRESH)
        assert rig.view().refresh_at is None

        asker = rig.ask()
        rig.land(snapshot(rig.clock(), generation=2))
        assert asker.token == "token-2"

        rig.advance(2 * HOUR)
        rig.engine.resume()
        assert rig.pending(Op.REFRESH)

    def test_on_demand_waits_for_a_demand(self) -> None:
        """A profile that is renewed on demand is left alone until somebody asks."""
        rig = started(profile(renew=Renew.ON_DEMAND))
        rig.advance(2 * HOUR)
        assert not rig.pending(Op.REFRESH)

        rig.ask()

        assert rig.pending(Op.REFRESH)

    def test_while_used_ends_after_eight_hours(self) -> None:
        """Each hand-out keeps a profile renewed for eight hours."""
        rig = started(profile(renew=Renew.WHILE_USED))
        rig.ask()
        for _ in range(12 * 60):
            rig.advance(60)
            if rig.pending(Op.REFRESH):
                rig.land(snapshot(rig.clock(), generation=2))

        assert rig.count(Op.REFRESH) == 8
        rig.engine.look_at("id-api")
        rig.advance(1)
        assert rig.pending(Op.REFRESH)

    def test_nothing_is_sent_for_a_grant_that_is_over(self) -> None:
        """After a certain end neither time nor a request sends anything."""
        rig = started(held=snapshot(ended="reason-invalid-grant"))
        for _ in range(100):
            rig.advance(HOUR)
            rig.ask()

        assert rig.count(Op.REFRESH) == 0
        assert rig.view().state is State.SIGN_IN_NEEDED

    def test_without_a_rule_nothing_is_tried(self) -> None:
        """A profile that cannot refresh counts down and is left alone."""
        rig = started(profile(refresh=False))
        rig.advance(2 * HOUR)

        assert rig.count(Op.REFRESH) == 0
        assert rig.view().state is State.EXPIRED

    def test_a_quick_refresh_is_not_shown(self, qtbot: QtBot) -> None:
        """The state says refreshing only after 300 ms, and tells when it does."""
        rig = started()
        rig.refresh(force=True)
        assert rig.view().state is State.VALID

        with qtbot.waitSignal(rig.engine.profile_changed):
            pass

        assert rig.view().state is State.REFRESHING


class TestTrouble:
    """Failures wait, and nothing is repeated in haste."""

    def test_a_failure_waits_as_long_as_it_says(self) -> None:
        """Back-off and Retry-After are kept to the second."""
        rig = started()
        rig.advance(3300)
        rig.land(snapshot(), error=OFFLINE, standing=failed(rig, 120))
        assert rig.view().state is State.OFFLINE
        rig.advance(119)
        assert not rig.pending(Op.REFRESH)

        rig.advance(1)

        assert rig.pending(Op.REFRESH)

    def test_a_suspicion_is_tried_hourly(self) -> None:
        """After three final-looking refusals the server is asked once an hour."""
        rig = started()
        uncertain = replace(failed(rig, 0, "server-refused", 3), final_looking=3)
        rig.advance(3300)
        refused = TransportError("server-refused", host="h", status=403)
        for _ in range(int(DAY / 60)):
            rig.advance(60)
            if rig.pending(Op.REFRESH):
                standing = replace(uncertain, retry_at=rig.clock() + HOUR)
                rig.land(snapshot(), error=refused, standing=standing)

        assert 23 <= rig.count(Op.REFRESH) <= 25
        assert rig.view().state is State.SIGN_IN_NEEDED
        assert not rig.view().certain

    @pytest.mark.parametrize(
        "error",
        [
            InputError("secret-missing", key="k", name="api"),
            SignInNeeded("no-refresh-token", name="api"),
        ],
    )
    def test_a_mistake_that_nobody_counts_waits_too(self, error: TokenTrayError) -> None:
        """An error that sets no time to wait is repeated ever more rarely."""
        rig = started()
        for _ in range(int(DAY / 10)):
            rig.advance(10)
            if rig.pending(Op.REFRESH):
                rig.land(snapshot(), error=error)

        assert 5 <= rig.count(Op.REFRESH) <= 110
        assert rig.view().standing.problem == error.code

    def test_a_dying_worker_waits_too(self) -> None:
        """A worker that always dies is started ever more rarely, and the tokens stay."""
        rig = started()
        for _ in range(int(DAY / 10)):
            rig.advance(10)
            if rig.pending(Op.REFRESH):
                rig.fail(TokenTrayError("worker-died"))

        assert 5 <= rig.count(Op.REFRESH) <= 110
        assert rig.view().snapshot is not None

    def test_a_worker_that_finds_nothing_to_do_is_not_asked_at_once(self) -> None:
        """Where the worker's clock disagrees with ours, it is asked once a minute at most."""
        rig = started()
        rig.advance(3300)
        for _ in range(280):
            rig.advance(1)
            if rig.pending(Op.REFRESH):
                rig.land(snapshot(), renewed=False)

        assert rig.count(Op.REFRESH) <= 6

    def test_a_retry_after_survives_a_restart(self) -> None:
        """What the history says about waiting holds from the start."""
        rig = Rig(profile())
        rig.engine.start()
        rig.load(failed(rig, 7200), api=snapshot(START - HOUR))

        rig.advance(7199)
        assert not rig.pending(Op.REFRESH)
        rig.advance(1)

        assert rig.pending(Op.REFRESH)

    def test_a_coming_network_ends_the_wait(self) -> None:
        """What failed for want of a network is tried, by insisting, when there is one again."""
        rig = started()
        rig.advance(3300)
        rig.land(snapshot(), error=OFFLINE, standing=failed(rig, 900))

        rig.engine.on_network_came()
        assert not rig.pending(Op.REFRESH)
        rig.advance(3.1)

        assert rig.take(Op.REFRESH).fields["force"] is True

    def test_a_coming_network_ends_no_other_wait(self) -> None:
        """A server that asked for patience gets it, network or not."""
        rig = started()
        rig.advance(3300)
        busy = TransportError("server-status", host="h", status=429)
        rig.land(snapshot(), error=busy, standing=failed(rig, 900, "server-status"))

        rig.engine.on_network_came()
        rig.advance(600)

        assert not rig.pending(Op.REFRESH)

    def test_a_fixed_keyring_ends_its_own_wait(self) -> None:
        """A refresh that failed for the keyring is tried when the keyring changes."""
        rig = started()
        rig.advance(3300)
        rig.fail(VaultLocked("vault-locked"))
        rig.advance(1)
        assert not rig.pending(Op.REFRESH)

        rig.engine.reload_locked()

        assert rig.pending(Op.REFRESH)

    def test_what_cannot_be_saved_is_told(self, qtbot: QtBot) -> None:
        """While the keyring refuses an answer its profile is named, and no longer."""
        rig = started()
        rig.refresh(force=True)
        (job,) = rig.pending(Op.REFRESH)

        with qtbot.waitSignal(rig.engine.problem_changed):
            job.on_phase(Phase.UNSAVED)
        assert list(rig.engine.unsaved) == ["api"]
        with qtbot.waitSignal(rig.engine.problem_changed):
            job.on_phase(Phase.SAVED)
        assert not rig.engine.unsaved

    def test_a_removed_profile_does_not_come_back(self) -> None:
        """The answer of a refresh that was on its way when its profile was removed is dropped."""
        rig = started()
        asker = rig.refresh(force=True)
        rig.edit()

        rig.land(snapshot(generation=9))

        assert rig.engine.views() == ()
        assert len(asker.answers) == 1


class TestSleepAndClocks:
    """Nights, and clocks that are set."""

    def test_after_a_sleep_the_network_is_waited_for(self) -> None:
        """Nothing is sent in the first second after a sleep, and all is sent soon after."""
        rig = started()
        rig.clock.at += 8 * HOUR
        rig.engine.on_woke(8 * HOUR)
        rig.advance(0.9)
        assert not rig.pending(Op.REFRESH)

        rig.advance(2.2)

        assert rig.pending(Op.REFRESH)

    def test_a_network_that_is_said_to_be_down_is_waited_for_longer(self) -> None:
        """Where the system says that there is no network, its coming is waited for."""
        rig = started()
        rig.online = False
        rig.clock.at += 8 * HOUR
        rig.engine.on_woke(8 * HOUR)
        rig.advance(20)
        assert not rig.pending(Op.REFRESH)

        rig.engine.on_network_came()
        rig.advance(3.1)

        assert rig.pending(Op.REFRESH)

    def test_a_wrong_word_about_the_network_does_not_count_for_ever(self) -> None:
        """After half a minute it is tried, whatever the system says."""
        rig = started()
        rig.online = False
        rig.clock.at += 8 * HOUR
        rig.engine.on_woke(8 * HOUR)

        rig.advance(31)

        assert rig.pending(Op.REFRESH)

    def test_nothing_is_begun_just_before_a_sleep(self) -> None:
        """An answer that comes while the computer falls asleep would be lost."""
        rig = started()
        rig.engine.on_sleep_coming()

        rig.advance(0)
        rig.clock.at = START + 3300
        rig.engine.on_sleep_coming()
        rig.engine.tick()

        assert not rig.pending(Op.REFRESH)

    def test_two_hundred_profiles_are_no_herd(self) -> None:
        """After a night few refreshes run at once, few begin in a second, all are done in time."""
        names = [f"p{number}" for number in range(200)]
        rig = started(*(profile(name) for name in names))
        rig.clock.at += 8 * HOUR
        rig.engine.on_woke(8 * HOUR)
        begins: list[float] = []
        for _ in range(900):
            rig.clock.at += 0.1
            rig.engine.tick()
            rig.engine.on_refresher_place_freed()
            begins += [rig.clock()] * (rig.count(Op.REFRESH) - len(begins))
            flying = rig.pending(Op.REFRESH)
            assert len(flying) <= BY_ITSELF_AT_ONCE
            for job in flying:
                name = job.fields["profile"].removeprefix("id-")
                rig.land(snapshot(rig.clock(), generation=2), name)

        assert len(begins) == 200
        assert begins[-1] - begins[0] < 60
        for first, fifth in zip(begins, begins[STARTS_PER_SECOND:], strict=False):
            assert fifth - first > 0.99

    def test_a_person_is_served_in_the_crowd(self) -> None:
        """While many profiles are renewed by themselves, who asks gets a place at once."""
        rig = started(*(profile(f"p{number}") for number in range(50)))
        rig.advance(3300)
        assert len(rig.pending(Op.REFRESH)) == BY_ITSELF_AT_ONCE

        rig.refresh("p49", force=True)

        assert rig.pending(Op.REFRESH)[-1].fields["profile"] == "id-p49"

    @pytest.mark.parametrize("by", [HOUR, -HOUR, 30 * DAY, -30 * DAY, -START])
    def test_the_state_follows_a_set_clock(self, by: float) -> None:
        """Whatever the clock is set to, the state is right at once."""
        rig = started(profile(refresh=False))

        rig.step(by)

        alive = rig.clock() < START + HOUR
        assert (rig.view().state is State.EXPIRED) is not alive

    def test_a_set_clock_voids_the_skew(self) -> None:
        """The server's time was compared with a clock that is no more, in memory or vault."""
        skewed = snapshot(START + 600, clock_skew=600)
        rig = started(held=skewed)
        assert rig.view().expires_at == START + HOUR

        rig.step(600)
        assert rig.view().expires_at == START + 600 + HOUR
        rig.engine.reload()
        rig.load(api=skewed)

        assert rig.view().expires_at == START + 600 + HOUR

    def test_the_next_refresh_brings_its_own_skew(self) -> None:
        """What a new answer says of the clock counts again."""
        rig = started(held=snapshot(START + 600, clock_skew=600))
        rig.step(600)
        rig.refresh(force=True)

        rig.land(snapshot(rig.clock() + 90, generation=2, clock_skew=90))

        assert rig.view().expires_at == rig.clock() + HOUR

    @pytest.mark.parametrize("by", [-30 * DAY, 30 * DAY])
    def test_a_wait_is_as_long_by_a_set_clock(self, by: float) -> None:
        """A back-off of two minutes ends after two minutes, wherever the clock was set to."""
        rig = started(held=snapshot(life=10))
        rig.advance(10)
        rig.land(snapshot(life=10), error=OFFLINE, standing=failed(rig, 120))
        rig.step(by)
        rig.advance(100)
        assert not rig.pending(Op.REFRESH)

        rig.advance(21)

        # Set back a month, the token seems to live: then nothing is due.
        assert bool(rig.pending(Op.REFRESH)) is (by > 0)
