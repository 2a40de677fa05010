"""Asking a person before a token is handed out: clocks to turn, and a system that tells a tale."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.rig import Clock
from tokentray.agent.confirming import PATIENCE, Confirming, ConfirmingParts, Question, Wish
from tokentray.agent.peer import Caller
from tokentray.core.asking import HOUR, Asker, Verdict
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.profile import Confirm
from tokentray.storage.agreements import AgreementsFile

SCRIPT = Asker("deploy.sh", "/usr/bin/bash", "/home/me/deploy.sh", 10, 1000, 1.8e9, "/home/me")
OTHER = Asker("kubectl", "/usr/bin/kubectl", "", 20, 2000, 1.8e9, "/home/me")
ORDERS = Wish("id-orders", "orders", Confirm.FIRST, "raw")
STRICT = replace(ORDERS, confirm=Confirm.ALWAYS)


@dataclass(eq=False)
class Peer:
    """A client of the socket, by the process that it is."""

    pid: int | None
    heard: list[str] = field(default_factory=list)

    def decided(self, error: TokenTrayError | None) -> None:
        """Take the decision."""
        self.heard.append("allowed" if error is None else error.code)


class Desk:
    """A person at a screen, over questions whose world is in the test's hands."""

    def __init__(self, path: Path, *, screen: bool = True) -> None:
        self.clock, self.elapsed = Clock(), Clock(0.0)
        self.path = path
        self.processes: dict[int, Asker] = {SCRIPT.pid: SCRIPT, OTHER.pid: OTHER}
        self.shown: list[Question] = []
        self.confirming = Confirming(
            ConfirmingParts(
                now=self.clock,
                keeper=AgreementsFile(path),
                elapsed=self.elapsed,
                asking_program=lambda pid: self.processes.get(pid),
                is_alive=lambda asker: self.processes.get(asker.pid) == asker,
            )
        )
        self.confirming.has_screen = screen
        self.confirming.asked.connect(self.shown.append)
        self.confirming.ended.connect(self.shown.remove)

    def ask(self, asker: Asker | None = SCRIPT, wish: Wish = ORDERS) -> Peer:
        """Let a program ask."""
        peer = Peer(None if asker is None else asker.pid)
        self.confirming.ask(wish, cast("Caller", peer), peer.decided)
        return peer

    def leave(self, peer: Peer) -> None:
        """Let a program go away."""
        self.confirming.leave(cast("Caller", peer))

    @property
    def question(self) -> Question:
        """The one question on the screen."""
        (question,) = self.shown
        return question

    def say(self, verdict: Verdict) -> None:
        """Answer the question on the screen."""
        self.confirming.answer(self.question, verdict)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    """A person at a screen who agreed to nothing yet."""
    return Desk(tmp_path / "agreements.json")


def test_once_is_once(desk: Desk) -> None:
    """The program waits, is allowed, and is asked about again the next time."""
    first = desk.ask()
    assert not first.heard
    desk.say(Verdict.ONCE)
    second = desk.ask()

    assert (first.heard, second.heard) == (["allowed"], [])
    assert desk.question.asker == SCRIPT


def test_no_is_no(desk: Desk) -> None:
    """Denied, and not remembered: the next call asks again."""
    peer = desk.ask()
    desk.say(Verdict.DENY)
    desk.ask()

    assert peer.heard == ["confirm-denied"]
    assert len(desk.shown) == 1


def test_an_hour_is_one_process_for_an_hour(desk: Desk) -> None:
    """The same process asks no more for an hour; another one of the program does."""
    desk.ask()
    desk.say(Verdict.HOUR)
    again = replace(SCRIPT, pid=11, born=1100)
    desk.processes[11] = again

    assert desk.ask().heard == ["allowed"]
    assert desk.ask(again).heard == []
    desk.say(Verdict.DENY)
    desk.clock.at += HOUR
    assert desk.ask().heard == []


def test_an_hour_ends_with_a_clock_that_was_set_back(desk: Desk) -> None:
    """Nobody gets a longer hour by another date."""
    desk.ask()
    desk.say(Verdict.HOUR)
    desk.clock.at -= 10

    assert desk.ask().heard == []


def test_always_is_the_program_for_good(desk: Desk, qtbot: QtBot) -> None:
    """Another process, after a restart: allowed. Another script of the same shell is not."""
    desk.ask()
    desk.say(Verdict.ALWAYS)
    later = Desk(desk.path)
    later.processes = {
        11: replace(SCRIPT, pid=11, born=1100),
        12: replace(SCRIPT, pid=12, script="/home/me/else.sh"),
    }

    assert later.ask(later.processes[11]).heard == ["allowed"]
    assert later.ask(later.processes[12]).heard == []


def test_always_is_about_one_profile(desk: Desk) -> None:
    """Agreeing to one profile says nothing of another."""
    desk.ask()
    desk.say(Verdict.ALWAYS)

    assert desk.ask(wish=replace(ORDERS, profile_id="id-mail", name="mail")).heard == []


def test_a_strict_profile_remembers_nothing(desk: Desk) -> None:
    """`confirm = "always"` offers once or not at all, and old agreements do not count."""
    desk.ask()
    desk.say(Verdict.ALWAYS)
    peer = desk.ask(wish=STRICT)

    assert peer.heard == []
    assert desk.question.verdicts == (Verdict.DENY, Verdict.ONCE)
    desk.say(Verdict.HOUR)
    assert peer.heard == ["confirm-denied"]


def test_what_the_system_hides_is_not_remembered_for_good(desk: Desk) -> None:
    """Without an executable nothing would tell it from any other."""
    hidden = replace(SCRIPT, executable="", script="")
    desk.processes[SCRIPT.pid] = hidden
    desk.ask(hidden)

    assert Verdict.ALWAYS not in desk.question.verdicts


def test_nobody_answers(desk: Desk) -> None:
    """After 30 s it counts as a no."""
    peer = desk.ask()
    desk.elapsed.at = PATIENCE - 0.1
    desk.confirming.tick()
    assert not peer.heard
    desk.elapsed.at = PATIENCE
    desk.confirming.tick()

    assert peer.heard == ["confirm-timed-out"]
    assert desk.shown == []


def test_the_time_runs_by_itself(desk: Desk, qtbot: QtBot) -> None:
    """Nobody has to look at the clock for it."""
    peer = desk.ask()
    desk.elapsed.at = PATIENCE - 0.05
    desk.ask(OTHER)  # the timer is planned anew with every question
    desk.elapsed.at = PATIENCE

    qtbot.waitUntil(lambda: peer.heard == ["confirm-timed-out"])


def test_many_requests_of_one_program_are_one_question(desk: Desk) -> None:
    """However often it asks meanwhile, a person is asked once."""
    peers = [desk.ask(wish=replace(ORDERS, what=what)) for what in ("raw", "header", "clipboard")]
    desk.say(Verdict.ONCE)

    assert [peer.heard for peer in peers] == [["allowed"]] * 3
    assert desk.shown == []


def test_one_question_at_a_time(desk: Desk) -> None:
    """The next comes when the first is answered."""
    first, second = desk.ask(), desk.ask(OTHER)
    assert desk.question.asker == SCRIPT
    desk.say(Verdict.ONCE)
    assert (first.heard, second.heard) == (["allowed"], [])
    assert desk.question.asker == OTHER
    desk.say(Verdict.DENY)

    assert second.heard == ["confirm-denied"]


def test_an_answer_may_settle_the_next_question(desk: Desk) -> None:
    """Two runs of one script, allowed for good: the second is not asked about."""
    again = replace(SCRIPT, pid=11, born=1100)
    desk.processes[11] = again
    first, second = desk.ask(), desk.ask(again)
    desk.say(Verdict.ALWAYS)

    assert (first.heard, second.heard) == (["allowed"], ["allowed"])
    assert desk.shown == []


def test_who_goes_away_takes_the_question_along(desk: Desk) -> None:
    """Nothing is asked for a program that waits no more; the next one's turn comes."""
    first, also_first, second = desk.ask(), desk.ask(), desk.ask(OTHER)
    desk.leave(first)
    assert desk.question.asker == SCRIPT
    desk.leave(also_first)
    assert desk.question.asker == OTHER
    desk.leave(second)

    assert desk.shown == []
    assert not first.heard + also_first.heard + second.heard


def test_an_answer_that_comes_too_late(desk: Desk) -> None:
    """The question has ended: the answer allows nothing, now or later."""
    peer = desk.ask()
    question = desk.question
    desk.leave(peer)
    desk.confirming.answer(question, Verdict.ALWAYS)

    assert not peer.heard
    assert desk.confirming.agreements("id-orders") == ()


def test_a_number_that_another_process_has_now(desk: Desk) -> None:
    """What the person saw is not what would get it: denied, and nothing is remembered."""
    peer = desk.ask()
    desk.processes[SCRIPT.pid] = replace(OTHER, pid=SCRIPT.pid)
    desk.say(Verdict.ALWAYS)

    assert peer.heard == ["confirm-denied"]
    assert desk.confirming.agreements("id-orders") == ()


def test_a_program_without_a_name(desk: Desk) -> None:
    """Nothing is asked about somebody whom the system does not name."""
    assert desk.ask(None).heard == ["confirm-nameless"]
    assert desk.ask(replace(SCRIPT, pid=99)).heard == ["confirm-nameless"]


def test_without_a_screen_only_what_was_agreed(desk: Desk) -> None:
    """Nobody can be asked: what a person agreed to for good holds, all else is denied."""
    desk.ask()
    desk.say(Verdict.ALWAYS)
    headless = Desk(desk.path, screen=False)

    assert headless.ask().heard == ["allowed"]
    assert headless.ask(OTHER).heard == ["confirm-needs-screen"]
    assert headless.ask(wish=STRICT).heard == ["confirm-needs-screen"]


def test_what_was_agreed_can_be_seen_and_taken_back(desk: Desk) -> None:
    """Both kinds; the next call asks again."""
    desk.ask()
    desk.say(Verdict.ALWAYS)
    desk.ask(OTHER)
    desk.say(Verdict.HOUR)
    changes: list[bool] = []
    desk.confirming.agreements_changed.connect(lambda: changes.append(True))
    found = desk.confirming.agreements("id-orders")
    assert {one.executable for one in found} == {SCRIPT.executable, OTHER.executable}
    for one in found:
        desk.confirming.take_back(one)

    assert desk.confirming.agreements("id-orders") == ()
    assert AgreementsFile(desk.path).load() == ()
    assert desk.ask().heard == desk.ask(OTHER).heard == []
    assert len(changes) == 2


def test_it_goes_with_its_profile(desk: Desk) -> None:
    """What was agreed for a profile that is no more is forgotten."""
    mail = replace(ORDERS, profile_id="id-mail", name="mail")
    for wish in (ORDERS, mail):
        desk.ask(wish=wish)
        desk.say(Verdict.ALWAYS)
    desk.confirming.forget_others(frozenset({"id-mail"}))

    assert [one.profile_id for one in AgreementsFile(desk.path).load()] == ["id-mail"]
    assert desk.ask().heard == []


class TestFile:
    """What lies in the state folder."""

    def test_it_is_private_and_says_its_version(self, desk: Desk) -> None:
        """Mode 0600, and no more in it than who may have what."""
        desk.ask()
        desk.say(Verdict.ALWAYS)
        whole = json.loads(desk.path.read_text())

        assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600
        assert whole == {
            "version": 1,
            "agreements": [
                {
                    "profile_id": "id-orders",
                    "executable": "/usr/bin/bash",
                    "script": "/home/me/deploy.sh",
                    "made_at": desk.clock(),
                }
            ],
        }

    @pytest.mark.parametrize(
        "whole",
        [
            "",
            "[]",
            '{"version": 1}',
            '{"version": 1, "agreements": [7, {"profile_id": "id-orders"}]}',
            '{"version": 1, "agreements": [{"profile_id": "id-orders", "executable": "",'
            ' "script": "", "made_at": 1}]}',
        ],
    )
    def test_a_broken_file_allows_nothing(self, tmp_path: Path, whole: str) -> None:
        """What cannot be read was not agreed."""
        path = tmp_path / "agreements.json"
        path.write_text(whole)

        assert AgreementsFile(path).load() == ()

    def test_a_newer_file_is_left_as_it_is(self, desk: Desk) -> None:
        """It allows nothing here, and an agreement holds until the program ends."""
        newer: Mapping[str, object] = {"version": 2, "agreements": []}
        desk.path.write_text(json.dumps(newer))
        desk.ask()
        desk.say(Verdict.ALWAYS)

        assert desk.ask().heard == ["allowed"]
        assert json.loads(desk.path.read_text()) == newer
        with pytest.raises(InputError) as error:
            desk.confirming.take_back(desk.confirming.agreements("id-orders")[0])
        assert error.value.exit_code == 9
