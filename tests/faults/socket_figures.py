"""The figures of the socket: a crowd around it, strangers before it, guests that abuse it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tests.cli.home import COMMAND, Home, fresh, running
from tests.faults.endpoint import HostileEndpoint
from tests.faults.figures import Crowd, Effort, Figure, faults_of_crowd, percentile
from tests.faults.forks import Forks
from tests.faults.guests import exchange, guest
from tests.service.bench import Clock
from tokentray.cli.agent_client import AgentClient
from tokentray.core import wire
from tokentray.core.errors import AgentNotRunning
from tokentray.demo.grants import GrantRules
from tokentray.storage.folders import find_folders
from virtual_desktop import VirtualDesktop, until

_NAME = "api"
_HEADLESS = ("--headless", "--store", "memory")
_FOREIGN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")
_BATCH = 500

_LATE = 0.2
_LATE_AMONG_OTHERS = 5.0
"""Seconds of the honest client's slowest hundredth: alone, and where other tests run too."""

_GROWTH = 24 * 1024
"""KiB: 256 places with a full buffer each are 16 MiB of them."""


@contextmanager
def _home() -> Iterator[Home]:
    """A user without desktop and keyring, whose runtime folder lies where all may pass."""
    environ = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere"
    with tempfile.TemporaryDirectory(prefix="tt-") as folder:
        Path(folder).chmod(0o755)
        runtime = Path(folder) / "run"
        runtime.mkdir(mode=0o755)
        yield Home(Path(folder) / "home", runtime, environ)


def _socket(home: Home) -> Path:
    return home.runtime / "tokentray" / wire.SOCKET_NAME


def measure_crowd_around_program(effort: Effort) -> Figure:
    """Figure 5: all ask for one expired token, while the tray starts, by it and without it."""
    clock = Clock(base=time.time)
    rules = GrantRules(lifetime=20, grace=0)
    plain = VirtualDesktop(notifications="none", window_manager="none")
    with (
        HostileEndpoint(rules=rules, clock=clock) as endpoint,
        plain as desktop,
        Forks(desktop.environment) as forks,
    ):
        crowd = Crowd(desktop, endpoint, forks)
        clock.offset = -86_400
        (name,) = crowd.fill(1)
        clock.offset = 0
        runs = [
            forks.start("ask-by-both", name=name, times=effort.requests)
            for _ in range(effort.processes)
        ]
        desktop.popen([COMMAND, "run"])
        with _commands(desktop, name) as commands:
            done = [run.result(effort.patience) for run in runs]
            until(lambda: _has_tray(desktop), "the tray")
        faults = faults_of_crowd(endpoint)
        losses, replays = endpoint.grants.lost, endpoint.grants.replays
        refreshes = len(endpoint.requests)
    waits = [one["longest"] for one in done]
    faults += [f"an error: {code}" for one in done for code in one["failed"]]
    faults += [f"the command failed: {one}" for one in commands if one]
    if effort.requests >= 100 and not all(one["by_program"] for one in done):
        faults.append("somebody never met the program")
    if effort.times and max(waits) > 5:
        faults.append("somebody waited over 5 s")
    asked = effort.processes * effort.requests + len(commands)
    title = f"{effort.processes} processes, a tray, {refreshes} refreshes (longest)"
    return Figure(title, asked, losses, replays, waits, (*faults,))


@contextmanager
def _commands(desktop: VirtualDesktop, name: str) -> Iterator[list[str]]:
    """Run the command again and again, of a user who sees no program; list what went wrong."""
    said: list[str] = []
    enough = Event()
    elsewhere = desktop.environment | {"XDG_RUNTIME_DIR": str(desktop.folder / "elsewhere")}

    def run() -> None:
        while not said or not enough.is_set():
            words: list[str | Path] = [COMMAND, "token", name]
            done = desktop.run(words, env=elsewhere, capture_output=True)
            said.append("" if done.returncode == 0 else done.stderr or "no word")

    thread = Thread(target=run)
    thread.start()
    try:
        yield said
    finally:
        enough.set()
        thread.join()


def _has_tray(desktop: VirtualDesktop) -> bool:
    path = find_folders(desktop.environment).socket
    assert path is not None
    try:
        return bool(AgentClient(path).ask("status")["tray"])
    except AgentNotRunning:
        return False


def measure_strangers(effort: Effort) -> Figure:
    """Figure 12: somebody else tries to get in while the program starts and its folder is made."""
    asked = served = 0
    if os.geteuid() != 0:
        return Figure("another uid at the socket", 0, faults=("only root can be somebody else",))
    with _home() as home:
        path = _socket(home)
        with guest("stranger", path, effort.attempts) as stranger:
            stranger.await_begun()
            for _ in range(effort.starts):
                shutil.rmtree(path.parent, ignore_errors=True)
                with running(home, *_HEADLESS, umask=0):
                    for _ in range(20):
                        asked += 1
                        served += exchange(str(path), wire.write_request("status", {}))["ok"]
            told = stranger.result(effort.patience)
    faults = [f"{count} times: {way}" for way, count in told["successes"].items()]
    if told["tries"] < effort.attempts:
        faults.append("the stranger gave up")
    if served != asked:
        faults.append("the user was not served")
    got_in = sum(told["successes"].values())
    name = f"another uid at the socket, {effort.starts} starts"
    return Figure(name, told["tries"], got_in, 0, (), (*faults,))


def measure_guests(effort: Effort) -> Figure:
    """Figure 21: an honest client among 1,000 idle ones, a line without end, and a drip."""
    with _home() as home, running(home, *_HEADLESS) as program, ExitStack() as guests:
        home.take(_NAME, fresh())
        path = _socket(home)
        _forget_peak(program.pid)
        before = _memory(program.pid, "VmRSS")
        others = [guests.enter_context(guest(kind, path)) for kind in ("idle", "drip")]
        flood = guests.enter_context(guest("flood", path, effort.flood))
        for one in (*others, flood):
            one.await_begun()
        batches = [_batch(path)]
        while flood.is_running:
            batches.append(_batch(path))
        sent = flood.result()["sent"]
        dropped = [one.result() for one in others][1]["dropped"]
        grown = _memory(program.pid, "VmHWM") - before
        left = len(home.json("list", "--json")["profiles"])
    times = [one for batch in batches for one in batch["times"]]
    faults = ["an honest client was refused"] if any(one["refused"] for one in batches) else []
    if percentile(times, 0.99) > (_LATE if effort.times else _LATE_AMONG_OTHERS):
        faults.append(f"an honest client waited {percentile(times, 0.99):.3f} s")
    if grown > _GROWTH:
        faults.append(f"it took {grown} KiB")
    if sent < effort.flood or not dropped or left != 1:
        faults.append("the guests did not do their work")
    name = f"honest among idle, {sent >> 20} MiB line, drip (+{grown} KiB)"
    return Figure(name, len(times), 0, 0, times, (*faults,))


def _batch(path: Path) -> dict[str, Any]:
    with guest("honest", path, _NAME, _BATCH) as honest:
        return honest.result(120)


def measure_latency(effort: Effort, kind: str) -> Figure:
    """Figure 22: what a warm `token` takes, over an end of the token; each lives for a minute.

    `kind`: "one-line" is the server and the way there, "honest" a client that connects each
    time, "command" the whole process of `tokentray token`.
    """
    clock = Clock(base=time.time)
    rules = GrantRules(lifetime=180, grace=0)
    with (
        HostileEndpoint(rules=rules, clock=clock) as endpoint,
        _home() as home,
        running(home, *_HEADLESS),
    ):
        home.add(_NAME, f'client_id = "tokentray-demo"\n[endpoints]\ntoken = "{endpoint.url}"\n')
        clock.offset = 2 - 120
        home.take(_NAME, endpoint.grants.open(_NAME).response)
        clock.offset = 0
        with guest(kind, _socket(home), _NAME, effort.calls, environ=home.environ) as client:
            told = client.result(effort.patience)
        refreshes = len(endpoint.requests)
    times, bare = told["times"], told["bare"]
    faults = ["a call failed"] if told["refused"] else []
    faults += ["a token of under a minute"] if told["short"] else []
    # Where others use the processors too, what Python itself takes is the measure.
    latest = max(0.020, 1.3 * percentile(bare, 0.99))
    if effort.times and percentile(times, 0.99) > latest:
        faults.append(f"over {latest * 1000:.0f} ms (p99)")
    if effort.times and kind == "one-line" and percentile(times, 0.5) > 0.005:
        faults.append("over 5 ms (p50)")
    name = f"token, warm, {_KINDS[kind]}, {refreshes} refreshes"
    if bare:
        name += f" ({percentile(bare, 0.5) * 1000:.0f}, {percentile(bare, 0.99) * 1000:.0f} bare)"
    return Figure(name, len(times), 0, 0, times, (*faults,))


_KINDS: Mapping[str, str] = {
    "one-line": "one connection",
    "honest": "a connection each",
    "command": "the command",
}


def _memory(pid: int, key: str) -> int:
    """Return one figure of a process, in KiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{key}:"))


def _forget_peak(pid: int) -> None:
    """Have the kernel count the most memory anew."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")
