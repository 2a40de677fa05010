"""The figures of the fault suite: how often what is lost, by crash, cut and crowd."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.faults.answers import Answer, Gate
from tests.faults.endpoint import GrantView, HostileEndpoint
from tests.faults.forks import Forks
from tests.service.bench import Bench, Clock
from tokentray.core.jobs import Phase
from tokentray.demo.grants import GrantRules
from virtual_desktop import VirtualDesktop

GRACE = 60.0
_PROFILES = 24
"""In turns, so that none is renewed twice in the second in which that is one wish."""

_TRUE_WINDOW = (Phase.SENT.value, Phase.RECEIVED.value)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done: `offsets` is the step between cuts.

    Only who `times` judges how long it took: elsewhere other tests run on the same processors.
    """

    kills: int
    offsets: int
    processes: int
    requests: int
    locks: int
    attempts: int
    starts: int
    flood: int
    calls: int
    times: bool = False
    patience: float = 120.0


QUICK = Effort(
    kills=20,
    offsets=61,
    processes=32,
    requests=5,
    locks=4,
    attempts=5_000,
    starts=2,
    flood=32 * 1024**2,
    calls=300,
)
FULL = Effort(
    kills=1000,
    offsets=1,
    processes=32,
    requests=1000,
    locks=200,
    attempts=100_000,
    starts=50,
    flood=1024**3,
    calls=10_000,
    times=True,
    patience=3600.0,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `faults` says what was not as promised, empty where all was."""

    name: str
    runs: int
    losses: int = 0
    replays: int = 0
    times: Sequence[float] = ()
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As a row: name, runs, losses, replays, p50 and p99 in ms, verdict."""
        p50, p99 = (percentile(self.times, part) * 1000 for part in (0.5, 0.99))
        verdict = "holds" if not self.faults else "; ".join(sorted(set(self.faults)))
        return (
            f"{self.name:52} {self.runs:6} {self.losses:6} {self.replays:7}"
            f" {p50:7.1f} {p99:7.1f}  {verdict}"
        )


HEADING = f"{'figure':52} {'runs':>6} {'losses':>6} {'replays':>7} {'p50 ms':>7} {'p99 ms':>7}"


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which `part` of all lie, 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


class Crowd:
    """Profiles of one user in a real keyring, all at one endpoint, each with a grant."""

    def __init__(self, desktop: VirtualDesktop, endpoint: HostileEndpoint, forks: Forks) -> None:
        self.endpoint = endpoint
        self.forks = forks
        self._grants: dict[str, GrantView] = {}
        self._opened = 0
        self._file = Path(desktop.environment["XDG_CONFIG_HOME"]) / "tokentray" / "profiles.toml"

    def fill(self, count: int) -> list[str]:
        """Write so many profiles and give each its tokens; return their names."""
        names = [f"{id(self):x}-{number}" for number in range(count)]
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lines = ["version = 1"]
        for name in names:
            lines += [f"[profiles.{name}]", f'id = "id-{name}"', 'client_id = "tokentray-demo"']
            lines += [f'endpoints = {{token = "{self.endpoint.url}"}}']
        self._file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for name in names:
            self.give(name)
        return names

    def give(self, name: str) -> None:
        """Give a profile the tokens of a new grant."""
        self._opened += 1
        grant = self.endpoint.grants.open(f"{name}-{self._opened}")
        self._grants[name] = grant
        self.forks.do("import", name=name, text=grant.response)

    def grant(self, name: str) -> GrantView:
        """Return the grant of a profile, as the server sees it."""
        return self._grants[name]


@contextmanager
def crowd_at(endpoint: HostileEndpoint) -> Iterator[Crowd]:
    """A user with an unlocked keyring."""
    plain = VirtualDesktop(tray="none", notifications="none", window_manager="none")
    with plain as desktop, Forks(desktop.environment) as forks:
        yield Crowd(desktop, endpoint, forks)


def measure_kills(effort: Effort, grace: float) -> Figure:
    """Figures 1 and 2: kill -9 at a random moment of a refresh, then go on."""
    chance = random.Random(f"{effort.kills} {grace}")  # noqa: S311
    with HostileEndpoint(grace=grace) as endpoint, crowd_at(endpoint) as crowd:
        names = crowd.fill(_PROFILES)
        whole = max(_seconds_of_refresh(crowd, name) for name in names[:5])
        times: list[float] = []
        faults: list[str] = []
        for number in range(effort.kills):
            name = names[number % len(names)]
            moment = chance.uniform(0, whole)
            faults += _killed_once(crowd, name, moment, times, strict=not grace)
        losses, replays = endpoint.grants.lost, endpoint.grants.replays
    if grace and (losses or replays):
        faults.append("a grant was lost in the grace")
    if effort.times and (percentile(times, 0.5) > 0.05 or percentile(times, 0.99) > 0.25):
        faults.append("the window is longer than 50 ms (p50) or 250 ms (p99)")
    server = f"{grace:.0f} s of grace" if grace else "strict server"
    return Figure(
        f"kill -9 in a refresh, {server}", effort.kills, losses, replays, times, (*faults,)
    )


def _seconds_of_refresh(crowd: Crowd, name: str) -> float:
    began = time.monotonic()
    crowd.forks.do("refresh", name=name)
    return time.monotonic() - began


def _killed_once(
    crowd: Crowd, name: str, moment: float, times: list[float], *, strict: bool
) -> list[str]:
    """Kill one refresh and do the next; return what was not as promised."""
    killed = crowd.forks.start("refresh", name=name, kill_after=moment)
    killed.result()
    began, before = time.monotonic(), len(crowd.endpoint.requests)
    again = crowd.forks.start("refresh", name=name)
    done = again.result()
    faults = ["recovery took over 5 s"] if time.monotonic() - began > 5 else []
    if Phase.SAVED.value in again.phases and done["renewed"]:
        times.append(again.phases[Phase.SAVED.value] - crowd.endpoint.requests[-1].at)
    if done["error"] is None:
        held = crowd.grant(name).report
        return [*faults, *(["a grant ended unseen"] if held.ended else [])]
    if done["ended"] != "reason-lost":
        faults.append(f"an end is told as {done['ended'] or done['error']}")
    if not (strict and set(_TRUE_WINDOW) & set(killed.phases)):
        faults.append("a loss outside of the window")
    if Phase.SAVED.value in killed.phases:
        faults.append("a loss of what was saved")
    if len(crowd.endpoint.requests) - before > 2:
        faults.append("more than 2 requests after a loss")
    asked = len(crowd.endpoint.requests)
    crowd.forks.do("refresh", name=name)
    if len(crowd.endpoint.requests) != asked:
        faults.append("a loop after a loss")
    crowd.give(name)
    return faults


def measure_cuts(effort: Effort, grace: float) -> Figure:
    """Figure 3: the connection ends at every byte of the response."""
    faults: list[str] = []
    runs = losses = replays = 0
    size = _size_of_answer()
    for offset in range(0, size, effort.offsets):
        with HostileEndpoint(grace=grace) as endpoint, tempfile.TemporaryDirectory() as folder:
            runs += 1
            endpoint.script(Answer.reset_after(offset))
            faults += _cut_once(Bench(Path(folder), endpoint, Clock(base=time.time)))
            losses += endpoint.grants.lost
            replays += endpoint.grants.replays
    if grace and losses:
        faults.append("a grant was lost in the grace")
    server = f"{grace:.0f} s of grace" if grace else "strict server"
    name = f"cut at every {effort.offsets}. byte of {size}, {server}"
    return Figure(name, runs, losses, replays, (), (*faults,))


def _size_of_answer() -> int:
    with HostileEndpoint() as endpoint, tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), endpoint, Clock(base=time.time))
        bench.add()
        bench.refresh(bench.give())
        endpoint.wait_for_exchanges(1)
        return endpoint.exchanges[0].length


def _cut_once(bench: Bench) -> list[str]:
    bench.add()
    profile = bench.give()
    done = bench.refresh(profile)
    if len(bench.endpoint.requests) > 2:
        return ["more than 2 requests"]
    if done.error is None:
        is_held = bench.held(profile).refresh_token == bench.endpoint.grant.current_refresh_token
        return [] if is_held else ["another token than the server's is held"]
    ended = None if done.snapshot is None else done.snapshot.ended
    if ended != "reason-lost":
        return [f"an end is told as {ended or done.error.code}"]
    bench.refresh(profile)
    return [] if len(bench.endpoint.requests) == 2 else ["a loop after a loss"]


def measure_crowd(effort: Effort) -> Figure:
    """Figure 5: many processes that want one profile fresh, over several lives of its token."""
    rules = GrantRules(lifetime=20, grace=0)
    with HostileEndpoint(rules=rules) as endpoint, crowd_at(endpoint) as crowd:
        (name,) = crowd.fill(1)
        runs = [
            crowd.forks.start("ask-often", name=name, times=effort.requests)
            for _ in range(effort.processes)
        ]
        done = [run.result(effort.patience) for run in runs]
        faults = faults_of_crowd(endpoint)
        waits = [one["longest"] for one in done]
        if any(one["failed"] for one in done):
            faults.append("an error")
        losses, replays = endpoint.grants.lost, endpoint.grants.replays
        refreshes = len(endpoint.requests)
    if effort.times and max(waits) > 5:
        faults.append("somebody waited over 5 s")
    asked = effort.processes * effort.requests
    title = f"{effort.processes} processes, {refreshes} refreshes (longest wait)"
    return Figure(title, asked, losses, replays, waits, (*faults,))


def faults_of_crowd(endpoint: HostileEndpoint) -> list[str]:
    """Return what a server should not have seen that gives tokens of 20 s."""
    faults = []
    moments = [one.at for one in endpoint.requests]
    if endpoint.most_at_once > 1:
        faults.append("two requests at once")
    # Of a token of 20 s a third is left when it is renewed, within two seconds of rounding.
    if any(after - before < 11 for before, after in pairwise(moments)):
        faults.append("two requests for one end")
    if len(moments) != endpoint.grants.refreshes:
        faults.append("a request that was no refresh")
    return faults


def measure_rush(effort: Effort) -> Figure:
    """Figure 5 in one moment: all at once find the token expired, and one of them asks."""
    gate, clock = Gate(), Clock(base=time.time)
    with HostileEndpoint(clock=clock) as endpoint, crowd_at(endpoint) as crowd:
        clock.offset = -86_400
        (name,) = crowd.fill(1)
        clock.offset = 0
        endpoint.script(Answer.rotate().hold(gate))
        runs = [
            crowd.forks.start("refresh", name=name, min_valid=60) for _ in range(effort.processes)
        ]
        for run in runs:
            run.await_phase(Phase.WAITING_FOR_LOCK.value)
        gate.wait_until_reached()
        gate.open()
        done = [run.result() for run in runs]
        requests, replays = len(endpoint.requests), endpoint.grants.replays
    faults = [] if requests == 1 else [f"{requests} requests"]
    faults += [one["error"] for one in done if one["error"] is not None]
    if sum(one["renewed"] for one in done) != 1:
        faults.append("not one of them renewed it")
    name = f"{effort.processes} processes find one expired token"
    return Figure(name, effort.processes, 0, replays, (), (*faults,))


def measure_locks(effort: Effort) -> Figure:
    """Figure 6: the holder of a profile's lock is killed, and the next one has it."""
    times: list[float] = []
    with HostileEndpoint() as endpoint, crowd_at(endpoint) as crowd:
        for number in range(effort.locks):
            holder = crowd.forks.start("hold", profile=f"lock-{number % 3}")
            holder.await_phase(Phase.LOCKED.value)
            waiter = crowd.forks.start("wait", profile=f"lock-{number % 3}")
            waiter.await_phase(Phase.WAITING_FOR_LOCK.value)
            if number % 2:
                os.kill(holder.pid, signal.SIGSTOP)
            killed_at = time.time()
            os.kill(holder.pid, signal.SIGKILL)
            times.append(waiter.result()["at"] - killed_at)
    is_late = effort.times and percentile(times, 0.99) > 0.1
    faults = ("the next holder waited over 100 ms",) if is_late else ()
    name = "holder of a lock killed (wait of the next)"
    return Figure(name, effort.locks, times=times, faults=faults)
