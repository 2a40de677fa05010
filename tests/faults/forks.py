"""Warm processes that do one job each and may be killed at any moment.

A program that has imported everything forks a child for each job: so a thousand crashes of a real
service on a real keyring take minutes. `Forks` speaks to it; `main` is the program.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from tokentray.cli.agent_client import AgentClient
from tokentray.core.errors import AgentNotRunning, TokenTrayError
from tokentray.core.jobs import Phase
from tokentray.core.settings import Settings
from tokentray.service.facade import TokenService
from tokentray.service.opening import open_service
from tokentray.service.refresh import Refreshed, Wish
from tokentray.storage.folders import find_folders
from tokentray.storage.locks import profile_lock

_ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0


class Run:
    """One job in its child; what it says comes in order."""

    def __init__(self, said: queue.SimpleQueue[dict[str, Any]]) -> None:
        self._said = said
        self.pid = 0
        self.phases: dict[str, float] = {}

    def await_phase(self, phase: str) -> float:
        """Return when it said so (POSIX seconds)."""
        while phase not in self.phases:
            self._note(self._next())
        return self.phases[phase]

    def result(self, patience: float = _PATIENCE) -> dict[str, Any]:
        """Return how it ended; empty where it was killed."""
        while True:
            data = self._next(patience)
            if "done" in data:
                done: dict[str, Any] = data["done"]
                return done
            self._note(data)

    def _note(self, data: Mapping[str, Any]) -> None:
        """A child tells its pid first, unless it was killed before."""
        if "pid" in data:
            self.pid = data["pid"]
        else:
            self.phases[data["phase"]] = data["at"]

    def _next(self, patience: float = _PATIENCE) -> dict[str, Any]:
        return self._said.get(timeout=patience)


class Forks:
    """The forking program, for a user with this environment, while the block lasts."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._runs: list[queue.SimpleQueue[dict[str, Any]]] = []
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forks"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(environ),
            cwd=_ROOT,
            text=True,
            start_new_session=True,
        )
        self._reader = Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.close()
        if kind is not None:
            # What was begun is not waited for.
            os.killpg(self._program.pid, signal.SIGKILL)
        self._program.wait(_PATIENCE)
        self._reader.join(_PATIENCE)
        self._program.stdout.close()

    def start(self, op: str, *, kill_after: float | None = None, **fields: Any) -> Run:
        """Begin a job in a new child; one that is not done after `kill_after` s is killed."""
        assert self._program.stdin is not None
        number = len(self._runs)
        said: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._runs.append(said)
        job = {"run": number, "op": op, "kill_after": kill_after, **fields}
        self._program.stdin.write(json.dumps(job) + "\n")
        self._program.stdin.flush()
        return Run(said)

    def do(self, op: str, **fields: Any) -> dict[str, Any]:
        """Do a job to its end."""
        return self.start(op, **fields).result()

    def _read(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            data = json.loads(line)
            self._runs[data["run"]].put(data)


def main() -> None:
    """Fork a child for each line of stdin."""
    for line in sys.stdin:
        _reap(os.WNOHANG)
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _child(job)
        if job["kill_after"] is not None:
            _kill_after(pid, job)
    _reap(0)


def _reap(how: int) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, how)[0]:
            pass


def _kill_after(pid: int, job: Mapping[str, Any]) -> None:
    handle = os.pidfd_open(pid)
    ended, _, _ = select.select([handle], [], [], job["kill_after"])
    os.close(handle)
    if not ended:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    _say(job["run"], done={})


def _child(job: Mapping[str, Any]) -> None:
    try:
        _say(job["run"], pid=os.getpid())
        _say(job["run"], done=_JOBS[job["op"]](job))
    finally:
        os._exit(0)


def _say(run: int, **data: Any) -> None:
    """Write one line at once: a pipe takes it whole or not at all."""
    os.write(1, (json.dumps({"run": run, **data}) + "\n").encode())


def _phase(job: Mapping[str, Any], phase: str) -> None:
    _say(job["run"], phase=phase, at=time.time())


def _service() -> TokenService:
    return open_service(find_folders(os.environ), Settings(), os.environ)


def _told(done: Refreshed) -> dict[str, Any]:
    ended = None if done.snapshot is None else done.snapshot.ended
    error = None if done.error is None else done.error.code
    return {"renewed": done.renewed, "error": error, "ended": ended}


def _import(job: Mapping[str, Any]) -> dict[str, Any]:
    _service().import_tokens(job["name"], job["text"].encode())
    return {}


def _refresh(job: Mapping[str, Any]) -> dict[str, Any]:
    service = _service()
    profile = service.profile(job["name"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wish = Wish(min_valid=job.get("min_valid"), force="min_valid" not in job)
    done = service.refresh(profile, wish, lambda phase: _phase(job, phase.value))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {**_told(done), "grown": grown}


def _ask_often(job: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for the token as a script does, many times; tell of the longest wait."""
    service = _service()
    profile = service.profile(job["name"])
    failed, longest = 0, 0.0
    for _ in range(job["times"]):
        began = time.monotonic()
        try:
            service.hand_out(profile, min_valid=None)
        except TokenTrayError:
            failed += 1
        longest = max(longest, time.monotonic() - began)
    return {"failed": failed, "longest": longest}


def _ask_by_both(job: Mapping[str, Any]) -> dict[str, Any]:
    """Ask often: the running program where there is one, and every fourth time without it."""
    service, folders = _service(), find_folders(os.environ)
    profile = service.profile(job["name"])
    assert folders.socket is not None
    client = AgentClient(folders.socket)
    failed: list[str] = []
    by_program, longest = 0, 0.0
    for number in range(job["times"]):
        began = time.monotonic()
        try:
            if number % 4 and _is_told(client, job["name"]):
                by_program += 1
            else:
                service.hand_out(profile, min_valid=None)
        except TokenTrayError as error:
            failed.append(error.code if error.code != "agent-said" else error.title)
        longest = max(longest, time.monotonic() - began)
    return {"failed": failed, "by_program": by_program, "longest": longest}


def _is_told(client: AgentClient, name: str) -> bool:
    """Tell whether there is a program, which then gives a token that lives."""
    try:
        answer = client.ask("token", profile=name)
    except AgentNotRunning:
        return False
    assert answer["expires_at"] > time.time()
    return True


def _hold(job: Mapping[str, Any]) -> dict[str, Any]:
    """Hold the lock of a profile until killed."""
    with profile_lock(find_folders(os.environ), job["profile"], 10.0):
        _phase(job, Phase.LOCKED.value)
        signal.pause()
    return {}


def _wait_for_lock(job: Mapping[str, Any]) -> dict[str, Any]:
    _phase(job, Phase.WAITING_FOR_LOCK.value)
    with profile_lock(find_folders(os.environ), job["profile"], 10.0):
        return {"at": time.time()}


_JOBS = {
    "import": _import,
    "refresh": _refresh,
    "ask-often": _ask_often,
    "ask-by-both": _ask_by_both,
    "hold": _hold,
    "wait": _wait_for_lock,
}


if __name__ == "__main__":
    main()
