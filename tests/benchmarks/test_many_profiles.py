"""A thousand profiles: start, menu and window, and a loop that never stands still."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from statistics import median

from tests.benchmarks.figures import QUICK, Effort, Figure, check, ratio, take_turns
from tests.benchmarks.rig import (
    ROOT,
    RUN,
    Registrations,
    fill_keyring,
    keep_in_memory,
    user_of,
)
from tests.faults.endpoint import HostileEndpoint
from tests.session.panel import Panel
from tests.session.story import User
from virtual_desktop import VirtualDesktop, until

_MANY = 1000
_PROBED = (sys.executable, "-m", "tests.benchmarks.probed_program")
_DUE = 60
"""Seconds that the tokens live: all of them are due."""


def measure(effort: Effort) -> list[Figure]:
    """Start with many and with one in turns; then look at the one with many from inside."""
    with (
        VirtualDesktop() as desktop,
        HostileEndpoint() as endpoint,
        user_of(desktop, _MANY, endpoint) as user,
        user_of(desktop, 1, endpoint) as other,
        closing(Registrations(desktop)) as icons,
    ):
        keep_in_memory(desktop)
        fill_keyring(desktop, effort.tokens, endpoint, _DUE)
        many = partial(icons.milliseconds, RUN, user.environ)
        one = partial(icons.milliseconds, RUN, other.environ)
        start = ratio("start with 1,000", 1.4, take_turns(effort.rounds, many, one), "ms")
        return [start, *_inside(desktop, user, endpoint, effort)]


def test_a_thousand_profiles_are_no_burden() -> None:
    """Nothing that grows with their number is done where a person waits."""
    check(measure(QUICK))


def _inside(
    desktop: VirtualDesktop, user: User, endpoint: HostileEndpoint, effort: Effort
) -> list[Figure]:
    user.program = program = desktop.popen(
        _PROBED, env=user.environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: user.run("status").returncode == 0, "the whole program")
        start = _asked(program, "stall")
        until(lambda: len(endpoint.requests) > 0, "the first refresh", 60)
        load = _asked(program, "stall")
        _pass_refreshes(endpoint)
        refresh = _asked(program, "stall")
        desktop.freeze_keyring()
        try:
            frozen = _stall_while_frozen(program, effort)
        finally:
            desktop.thaw_keyring()
        _pass_refreshes(endpoint)
        thawed = _asked(program, "stall")
        first = _asked(program, "window")
        windows = [_asked(program, "window") for _ in range(effort.rounds)]
        menus = [_milliseconds(lambda: _open_menu(panel)) for _ in range(effort.rounds)]
    refreshing = f"{refresh:.0f} ms refreshing, {frozen:.0f} frozen, {thawed:.0f} thawed"
    starting = f"{start:.0f} ms until it answers, {load:.0f} while tokens are read"
    return [
        Figure("open the menu", median(menus), 20, "ms", f"at most {max(menus):.1f} ms"),
        Figure("open the window", median(windows), 80, "ms", f"at most {max(windows):.0f} ms"),
        Figure("open the window the first time", first, 80, "ms", "once", ceiling=600),
        Figure(
            "longest stall while refreshing", max(refresh, frozen, thawed), 50, "ms", refreshing
        ),
        Figure("longest stall of a start", max(start, load), 50, "ms", starting, ceiling=200),
    ]


def _pass_refreshes(endpoint: HostileEndpoint) -> None:
    endpoint.wait_for_requests(len(endpoint.requests) + 4, timeout=60)


def _open_menu(panel: Panel) -> None:
    panel.open_menu()
    assert panel.entries()


def _stall_while_frozen(program: subprocess.Popen[str], effort: Effort) -> float:
    # Longer than what a keyring gets for an answer, so that workers are given up and killed.
    time.sleep(max(4.0, effort.idle_seconds / 6))
    return _asked(program, "stall")


def _asked(program: subprocess.Popen[str], order: str) -> float:
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(order + "\n")
    program.stdin.flush()
    return float(program.stdout.readline())


def _milliseconds(action: Callable[[], None]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000
