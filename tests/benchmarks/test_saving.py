"""From a server's answer to a token that is saved, read back and published."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.benchmarks.figures import QUICK, Effort, Figure, check, ratio, take_turns
from tests.benchmarks.rig import ROOT, fill_keyring, names, user_of
from tests.faults.endpoint import HostileEndpoint
from tests.session.story import User
from tokentray.core.jobs import Op, Phase
from virtual_desktop import VirtualDesktop, end_child

_SECRET = "x" * 1500
"""About as long as what is kept for a profile."""


def measure(effort: Effort) -> list[Figure]:
    """Refresh through a worker process, and use the bare keyring, in turns."""
    with (
        VirtualDesktop(tray="none", notifications="none", window_manager="none") as desktop,
        HostileEndpoint() as endpoint,
        user_of(desktop, effort.rounds + 1, endpoint) as user,
        _talking(user, "-m", "tokentray.worker", "--store", "keyring") as worker,
        _talking(user, "-m", "tests.benchmarks.bare_keyring") as bare,
    ):
        fill_keyring(desktop, effort.rounds + 1, endpoint)
        # Each profile once: a second refresh of one would have to wait a second.
        ids = iter([f"id-{name}" for name in names(effort.rounds + 1)])
        pairs = take_turns(
            effort.rounds,
            lambda: _milliseconds_from_received(worker, next(ids)),
            lambda: _bare_milliseconds(bare),
        )
    return [ratio("received to published, against a bare write and read", 1.1, pairs, "ms")]


def test_a_token_is_safe_about_as_soon_as_the_keyring_can() -> None:
    """One kept connection pays for the lock, the record of the refresh and the history."""
    check(measure(QUICK))


@contextmanager
def _talking(user: User, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=user.environ,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        end_child(process)


def _milliseconds_from_received(worker: subprocess.Popen[str], profile_id: str) -> float:
    """Refresh one profile; the worker's lines tell the two moments, as they tell the program."""
    _say(worker, json.dumps({"id": 1, "op": Op.REFRESH, "profile": profile_id, "force": True}))
    line: dict[str, Any] = {}
    received = 0.0
    while "ok" not in line:
        line = json.loads(_hear(worker))
        if line.get("phase") == Phase.RECEIVED:
            received = time.perf_counter()
    took = time.perf_counter() - received
    assert line["ok"], line
    assert line["result"]["renewed"], line
    return took * 1000


def _bare_milliseconds(bare: subprocess.Popen[str]) -> float:
    _say(bare, _SECRET)
    return float(_hear(bare))


def _say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()
