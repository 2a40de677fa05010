"""Worker processes: real ones, that play a script at each phase of a job."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.script import DIE, HANG, RECEIVED, SENT, Ear, Scene, Script, phases, result
from tokentray.agent import worker_process
from tokentray.agent.deadlines import seconds_allowed
from tokentray.agent.worker_process import AT_ONCE, Command, WorkerProcess
from tokentray.agent.workers import Workers, worker_command
from tokentray.core.errors import TransportError, error_to_dict
from tokentray.core.jobs import Op, Phase

HASTE = 20.0
"""Deadlines pass so much faster here."""


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> list[Phase | None]:
    """Let deadlines pass in fractions of a second, a process's start apart; tell each look."""
    looks: list[Phase | None] = []

    def allowed(op: Op, phase: Phase | None, *, has_spoken: bool, entries: int) -> float | None:
        looks.append(phase)
        real = seconds_allowed(op, phase, has_spoken=has_spoken, entries=entries)
        return real if real is None or not has_spoken else real / HASTE

    monkeypatch.setattr(worker_process, "seconds_allowed", allowed)
    return looks


@pytest.fixture
def new_workers(qtbot: QtBot, script: Script) -> Iterator[Callable[..., Workers]]:
    """Make worker pools that are closed again."""
    with ExitStack() as stack:

        def make(command: Command | None = None, **options: Any) -> Workers:
            workers = Workers(command or script.command, **options)
            stack.callback(close, qtbot, workers)
            return workers

        yield make


@pytest.fixture
def workers(new_workers: Callable[..., Workers]) -> Workers:
    """A pool of scripted workers."""
    return new_workers()


def close(qtbot: QtBot, workers: Workers) -> None:
    """Close a pool and wait for it; a job that holds an answer is let go on by its test."""
    closed: list[bool] = []
    workers.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended."""
    return not Path(f"/proc/{pid}").exists()


def new_idle_worker(qtbot: QtBot, workers: Workers) -> Callable[[], bool]:
    """Have a worker do one job; return what tells whether it has ended since."""
    ear = Ear()
    workers.run(ear.job())
    await_answer(qtbot, ear)
    return lambda: not workers.findChildren(WorkerProcess)


def await_answer(qtbot: QtBot, *ears: Ear) -> None:
    """Wait until all of them are answered."""
    qtbot.waitUntil(lambda: all(ear.is_answered for ear in ears), timeout=8000)


def test_a_job_is_answered_with_all_it_said(qtbot: QtBot, script: Script, workers: Workers) -> None:
    """Phases, parts and the result of a job reach its caller in order."""
    parts: Scene = [{"part": {"profile": "a"}}, {"part": {"profile": "b"}}]
    script.on(Op.LOAD, [*phases(Phase.LOCKED, Phase.SAVED), *parts, *result(x=1)])
    ear = Ear()

    workers.run(ear.job(Op.LOAD, profiles=["a", "b"]))
    assert not ear.is_answered
    await_answer(qtbot, ear)

    assert ear.phases == [Phase.LOCKED, Phase.SAVED]
    assert [part["profile"] for part in ear.parts] == ["a", "b"]
    assert ear.answers == [{"x": 1}]


def test_an_error_comes_back_as_itself(qtbot: QtBot, script: Script, workers: Workers) -> None:
    """An error that a worker raised is the same error on this side of the pipe."""
    told = error_to_dict(TransportError("waits", retry_after=7.0, name="a", seconds=7))
    script.on(Op.REFRESH, [{"error": told}])
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    (error,) = ear.answers
    assert isinstance(error, TransportError)
    assert (error.code, error.retry_after) == ("waits", 7.0)


def test_jobs_share_a_process(qtbot: QtBot, script: Script, workers: Workers) -> None:
    """Four jobs at once run in one process, which serves the next ones too."""
    script.on(Op.REFRESH, [{"await": "go"}, *result()])
    ears = [Ear() for _ in range(AT_ONCE)]
    for ear in ears:
        workers.run(ear.job())
    qtbot.waitUntil(lambda: len(script.asked) == AT_ONCE)
    script.open_gate("go")
    await_answer(qtbot, *ears)
    late = Ear()

    workers.run(late.job())
    await_answer(qtbot, late)

    assert len(script.pids) == 1


def test_no_flood_of_processes(qtbot: QtBot, script: Script, workers: Workers) -> None:
    """Twenty jobs at once are two processes at most, and every job is answered."""
    script.on(Op.REFRESH, [{"await": "go"}, *result()])
    ears = [Ear() for _ in range(20)]
    for ear in ears:
        workers.run(ear.job())
    qtbot.waitUntil(lambda: len(script.asked) == 2 * AT_ONCE)

    script.open_gate("go")
    await_answer(qtbot, *ears)

    assert len(script.pids) == 2


def test_who_waits_for_a_person_waits_alone(qtbot: QtBot, script: Script, workers: Workers) -> None:
    """A keyring's prompt holds up a process of its own and nobody else's job."""
    script.on(Op.UNLOCK, [{"await": "go"}, *result()])
    script.on(Op.REFRESH, result())
    prompt, other = Ear(), Ear()
    workers.run(prompt.job(Op.UNLOCK, alone=True, x=1))
    qtbot.waitUntil(lambda: len(script.asked) == 1)

    workers.run(other.job())
    await_answer(qtbot, other)
    script.open_gate("go")
    await_answer(qtbot, prompt)

    assert len(script.pids) == 2


def test_what_waits_for_a_place_can_be_cancelled(
    qtbot: QtBot, script: Script, new_workers: Callable[..., Workers]
) -> None:
    """A sign-in that no worker has begun is answered at once, and never begun."""
    script.on(Op.REFRESH, [{"await": "go"}, *result()])
    workers = new_workers(is_memory=True)
    ears = [Ear() for _ in range(AT_ONCE)]
    for ear in ears:
        workers.run(ear.job())
    late = Ear()

    workers.run(late.job(Op.SIGN_IN, alone=True))()

    assert late.code == "sign-in-cancelled"
    script.open_gate("go")
    await_answer(qtbot, *ears)
    assert {job["op"] for job in script.asked} == {"refresh"}


def test_an_idle_worker_ends(
    qtbot: QtBot, script: Script, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker without a job ends by itself, and the next job gets a new one."""
    monkeypatch.setattr(worker_process, "IDLE_MS", 20)
    script.on(Op.REFRESH, result())
    for turn in (1, 2):
        ear = Ear()
        workers.run(ear.job())
        await_answer(qtbot, ear)
        (pid,) = {job["pid"] for job in script.asked[turn - 1 :]}
        qtbot.waitUntil(partial(is_gone, pid))

    assert len(script.pids) == 2


def test_the_memory_worker_lives_on(
    qtbot: QtBot,
    script: Script,
    new_workers: Callable[..., Workers],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the worker's memory is the store, there is one process and it does not end."""
    monkeypatch.setattr(worker_process, "IDLE_MS", 20)
    script.on(Op.REFRESH, result())
    workers = new_workers(is_memory=True)
    ears = [Ear() for _ in range(3 * AT_ONCE)]
    for ear in ears:
        workers.run(ear.job(alone=True, profile="one"))
    await_answer(qtbot, *ears)
    # As long as any other worker needs to find that it has nothing to do.
    qtbot.waitUntil(new_idle_worker(qtbot, new_workers()))
    late = Ear()

    workers.run(late.job())
    await_answer(qtbot, late)

    assert len(script.pids) == 2


@pytest.mark.parametrize(
    "before", [[], phases(Phase.WAITING_FOR_LOCK), phases(Phase.LOCKED, Phase.INTENT_WRITTEN)]
)
def test_a_death_before_the_request_fails_the_job(
    qtbot: QtBot, script: Script, workers: Workers, before: Scene
) -> None:
    """A worker that dies with nothing sent is answered once; the caller may try again."""
    script.on(Op.REFRESH, [*before, *DIE])
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    assert ear.code == "worker-died"
    assert len(script.asked) == 1


@pytest.mark.parametrize("before", [SENT, RECEIVED, [*RECEIVED, *phases(Phase.UNSAVED)]])
def test_a_death_after_the_request_begins_the_refresh_again(
    qtbot: QtBot, script: Script, workers: Workers, before: Scene
) -> None:
    """The intent record tells a second worker what happened, so the refresh is not given up."""
    script.on(Op.REFRESH, [*before, *DIE], [*SENT, *result(renewed=True)])
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    assert ear.answers == [{"renewed": True}]
    assert len(script.pids) == 2


def test_a_second_death_is_the_last(qtbot: QtBot, script: Script, workers: Workers) -> None:
    """A refresh under which two processes died is not tried a third time."""
    script.on(Op.REFRESH, [*SENT, *DIE])
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    assert ear.code == "worker-died"
    assert len(script.asked) == 2


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("before", "code"),
    [
        (phases(Phase.WAITING_FOR_LOCK), "lock-busy"),
        (phases(Phase.WAITING_FOR_LOCK, Phase.LOCKED), "vault-silent"),
        (phases(Phase.LOCKED, Phase.INTENT_WRITTEN), "worker-died"),
    ],
)
def test_a_hanging_worker_is_killed(
    qtbot: QtBot, script: Script, workers: Workers, before: Scene, code: str
) -> None:
    """Before its request has left, a job that hangs is ended with its process."""
    script.on(Op.REFRESH, [*before, *HANG])
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    assert ear.code == code
    (pid,) = script.pids
    assert not Path(f"/proc/{pid}").exists()


@pytest.mark.usefixtures("hasty")
def test_a_lost_request_is_begun_again(qtbot: QtBot, script: Script, workers: Workers) -> None:
    """A request that was sent and never answered ends at its deadline and is made once more."""
    script.on(Op.REFRESH, [*SENT, *HANG], result(renewed=True))
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    assert ear.answers == [{"renewed": True}]


@pytest.mark.usefixtures("hasty")
def test_a_hang_does_not_end_a_neighbour_that_has_sent(
    qtbot: QtBot, script: Script, workers: Workers
) -> None:
    """The hanging job is answered, its process lives until the neighbour's answer is saved."""
    script.on(Op.REFRESH, [*RECEIVED, {"await": "go"}, *result(saved=True)], profile="neighbour")
    script.on(Op.REFRESH, [*phases(Phase.LOCKED), *HANG], result(), profile="hung")
    neighbour, hung, late = Ear(), Ear(), Ear()
    workers.run(neighbour.job(profile="neighbour"))
    qtbot.waitUntil(lambda: neighbour.phases[-1:] == [Phase.RECEIVED])
    workers.run(hung.job(profile="hung"))
    await_answer(qtbot, hung)

    workers.run(late.job(profile="hung"))
    await_answer(qtbot, late)
    script.open_gate("go")
    await_answer(qtbot, neighbour)

    assert hung.code == "vault-silent"
    assert neighbour.answers == [{"saved": True}]
    assert len(script.pids) == 2


@pytest.mark.usefixtures("hasty")
def test_who_was_killed_with_another_is_begun_again(
    qtbot: QtBot, script: Script, workers: Workers
) -> None:
    """A job that only shared the process of a hanging one does not suffer from it."""
    script.on(Op.REFRESH, [*phases(Phase.LOCKED), *HANG], profile="hung")
    waiting = [*phases(Phase.WAITING_FOR_LOCK), *HANG]
    script.on(Op.REFRESH, waiting, result(renewed=True), profile="innocent")
    hung, innocent = Ear(), Ear()
    workers.run(hung.job(profile="hung"))
    workers.run(innocent.job(profile="innocent"))

    await_answer(qtbot, hung, innocent)

    assert hung.code == "vault-silent"
    assert innocent.answers == [{"renewed": True}]


@pytest.mark.usefixtures("hasty")
def test_the_memory_worker_is_not_killed_for_a_hang(
    qtbot: QtBot, script: Script, new_workers: Callable[..., Workers]
) -> None:
    """Its memory is the store: the hanging job is answered, the process stays."""
    script.on(Op.REFRESH, [*phases(Phase.LOCKED), *HANG])
    workers = new_workers(is_memory=True)
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    (pid,) = script.pids
    assert ear.code == "vault-silent"
    assert Path(f"/proc/{pid}").exists()


def test_an_answer_in_hand_is_waited_for(
    qtbot: QtBot, script: Script, workers: Workers, hasty: list[Phase | None]
) -> None:
    """A worker that cannot save is neither killed nor left behind by quitting."""
    script.on(Op.REFRESH, [*RECEIVED, *phases(Phase.UNSAVED), {"await": "go"}, *result(saved=True)])
    ear, closed = Ear(), Ear()
    workers.run(ear.job())
    qtbot.waitUntil(lambda: ear.phases[-1:] == [Phase.UNSAVED])

    workers.close(lambda: closed.answers.append({}))
    qtbot.waitUntil(lambda: hasty.count(Phase.UNSAVED) > 5)
    assert not closed.is_answered
    assert workers.may_lose
    script.open_gate("go")
    await_answer(qtbot, ear, closed)

    assert ear.answers == [{"saved": True}]


def test_quitting_ends_what_has_sent_nothing(
    qtbot: QtBot, script: Script, workers: Workers
) -> None:
    """A worker that waits for a lock does not hold up the end of the program."""
    script.on(Op.REFRESH, [*phases(Phase.WAITING_FOR_LOCK), *HANG])
    ear = Ear()
    workers.run(ear.job())
    qtbot.waitUntil(lambda: bool(ear.phases))

    close(qtbot, workers)

    assert ear.code == "worker-died"
    late = Ear()
    workers.run(late.job())
    await_answer(qtbot, late)
    assert late.code == "worker-died"


def test_what_cannot_be_started_is_said(
    qtbot: QtBot, new_workers: Callable[..., Workers], tmp_path: Path
) -> None:
    """A missing program is an answer of its own, not a job that never ends."""
    workers = new_workers(Command(str(tmp_path / "absent"), (), {}))
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    assert ear.code == "worker-not-started"


def test_nonsense_is_not_an_answer(
    qtbot: QtBot, script: Script, workers: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    """Lines that are no messages, of nobody's job or of no known phase, are passed over."""
    nonsense = ["", "[]", "{", '{"id":1,"phase":"dancing"}', '{"id":99,"ok":true,"result":{}}']
    script.on(Op.REFRESH, [*({"raw": text} for text in nonsense), *result(x=1)])
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    assert ear.answers == [{"x": 1}]
    assert "no message" in caplog.text


def test_an_endless_line_ends_the_worker(
    qtbot: QtBot, new_workers: Callable[..., Workers], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Output without a line end fills no memory."""
    monkeypatch.setattr(worker_process, "_LINE_LIMIT", 1000)
    program = "import sys; sys.stdin.readline(); print('x' * 9000, flush=True, end='')\nwhile 1: 0"
    workers = new_workers(Command(sys.executable, ("-I", "-c", program), {}))
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)

    assert ear.code == "worker-died"


def test_a_workers_words_go_to_the_log(
    qtbot: QtBot, script: Script, workers: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    """What a worker writes on stderr stands in the program's log."""
    caplog.set_level(logging.INFO)
    script.on(Op.REFRESH, [{"stderr": "the keyring coughed"}, *result()])
    ear = Ear()

    workers.run(ear.job())
    await_answer(qtbot, ear)
    qtbot.waitUntil(lambda: "worker: the keyring coughed" in caplog.text)


def test_secrets_travel_by_the_pipe_only(
    qtbot: QtBot, script: Script, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No field of a job is in the worker's argv or environment, nor in the job's own words."""
    monkeypatch.setenv("ONLY_OURS", "1")
    script.on(Op.IMPORT, [{"await": "go"}, *result()])
    ear = Ear()
    job = ear.job(Op.IMPORT, name="api", text="marker-token")
    workers.run(job)
    qtbot.waitUntil(lambda: len(script.asked) == 1)
    (pid,) = script.pids

    environ = Path(f"/proc/{pid}/environ").read_text(encoding="utf-8")
    argv = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    script.open_gate("go")
    await_answer(qtbot, ear)

    assert "marker-token" not in environ + argv + repr(job)
    assert "MARK=from-the-test" in environ
    assert "ONLY_OURS" not in environ


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle has no interpreter: it is its own worker by a switch."""
    monkeypatch.setattr("sys.frozen", True, raising=False)

    command = worker_command("memory", {})

    assert list(command.arguments) == ["--worker", "--store", "memory"]
