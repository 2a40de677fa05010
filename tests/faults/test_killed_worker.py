"""kill -9 at every phase of a refresh, on a real keyring: the next process goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.answers import Answer, Gate
from tests.faults.endpoint import HostileEndpoint
from tokentray.core.jobs import Phase
from virtual_desktop import VirtualDesktop

PHASES = [phase for phase in Phase if phase not in (Phase.UNSAVED, Phase.DISCOVERING)]


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    """A session bus with an unlocked gnome-keyring."""
    with VirtualDesktop(tray="none", notifications="none", window_manager="none") as desktop:
        yield desktop


class Worker:
    """A real worker process, spoken to as the running program does."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tokentray.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=desktop.environment,
            text=True,
        )

    def job(self, **fields: Any) -> None:
        """Hand a job over."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": 1, **fields}) + "\n")
        self._process.stdin.flush()

    def said(self) -> Iterator[dict[str, Any]]:
        """Yield what the worker says until its answer."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            data = json.loads(line)
            yield data
            if "ok" in data:
                return

    def result(self, **fields: Any) -> dict[str, Any]:
        """Run a job to its end."""
        self.job(**fields)
        *_, answer = self.said()
        assert answer["ok"], answer
        result: dict[str, Any] = answer["result"]
        return result

    def await_phase(self, phase: Phase) -> None:
        """Read on until the job is in a phase."""
        assert phase.value in (data.get("phase") for data in self._until(phase))

    def _until(self, phase: Phase) -> Iterator[dict[str, Any]]:
        for data in self.said():
            yield data
            if data.get("phase") == phase.value:
                return

    def kill(self) -> None:
        """End it as a crash does."""
        self._process.kill()
        self.end()

    def end(self) -> None:
        """Let it end, and read its last words."""
        self._process.communicate(timeout=20)


def imported(desktop: VirtualDesktop, endpoint: HostileEndpoint, name: str) -> str:
    """Import the grant under a profile that refreshes at the endpoint; return its id."""
    worker = Worker(desktop)
    fields = {"name": name, "text": endpoint.grant.response, "expires_in": None, "write": True}
    result = worker.result(op="import", **fields)
    worker.end()
    path = Path(desktop.environment["XDG_CONFIG_HOME"]) / "tokentray" / "profiles.toml"
    with path.open("a") as file:
        file.write(f'\n[profiles.{name}.endpoints]\ntoken = "{endpoint.url}"\n')
    return str(result["profile"])


def killed_at(
    desktop: VirtualDesktop, endpoint: HostileEndpoint, profile: str, phase: Phase
) -> None:
    """Begin a refresh and kill its worker in a phase; a sent request is held by the server."""
    gate = Gate()
    if phase is Phase.SENT:
        endpoint.script(Answer.rotate().hold(gate))
    worker = Worker(desktop)
    worker.job(op="refresh", profile=profile, force=True)
    worker.await_phase(phase)
    if phase is Phase.SENT:
        gate.wait_until_reached()
    worker.kill()
    gate.open()


@pytest.mark.parametrize("phase", PHASES)
def test_with_a_grace_period_no_grant_is_lost(desktop: VirtualDesktop, phase: Phase) -> None:
    """The next worker finds the lock free, and asks again with the token that is in the vault."""
    with HostileEndpoint(grace=60) as endpoint:
        profile = imported(desktop, endpoint, f"grace-{phase.value}")
        killed_at(desktop, endpoint, profile, phase)
        worker = Worker(desktop)
        again = worker.result(op="refresh", profile=profile, force=True)
        worker.end()
        assert again["error"] is None
        assert (endpoint.grants.lost, endpoint.grants.replays) == (0, 0)
        assert again["snapshot"]["access_token"] == endpoint.grant.current_access_token


@pytest.mark.parametrize("phase", PHASES)
def test_a_strict_server_costs_one_clear_end_at_most(desktop: VirtualDesktop, phase: Phase) -> None:
    """Only where its commit was not saved; then it is said why, and nothing is sent any more."""
    with HostileEndpoint(grace=0) as endpoint:
        profile = imported(desktop, endpoint, f"strict-{phase.value}")
        killed_at(desktop, endpoint, profile, phase)
        worker = Worker(desktop)
        again = worker.result(op="refresh", profile=profile, force=True)
        sent = len(endpoint.requests)
        worker.result(op="refresh", profile=profile, force=True)
        worker.end()
        ended = again["snapshot"]["ended"]
        if phase in (Phase.WAITING_FOR_LOCK, Phase.LOCKED, Phase.SAVED):
            assert ended is None
        elif phase is Phase.SENT:
            assert ended == "reason-lost"
        else:
            assert ended in (None, "reason-lost")
        if ended is not None:
            assert len(endpoint.requests) == sent
