"""A thousand profiles: start, menu and window, and a loop that never stands still."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from statistics import median

from tests.benchmarks.figures import (
    QUICK,
    Effort,
    Figure,
    check,
    loop_seconds,
    processor_seconds,
    ratio,
    slowness_of,
    take_turns,
)
from tests.benchmarks.rig import (
    ROOT,
    RUN,
    SMALLEST,
    Registrations,
    fill_keyring,
    keep_in_memory,
    names,
    user_of,
)
from tests.faults.endpoint import HostileEndpoint
from tests.session.panel import Panel
from tests.session.story import COMMAND, User
from virtual_desktop import VirtualDesktop, end_child, until

_MANY = 1000
_PROBED = (sys.executable, "-m", "tests.benchmarks.probed_program")
_OPENINGS = 5
_FIRST_OPENING = 160.0
"""Milliseconds: 95 to 105 on a quiet machine, half of them PySide6's, which builds its classes.

No more of it is at once than the longest stall of a first opening, which is held to its budget.
"""
_DUE = 60
"""Seconds that the tokens live: all of them are due."""


@dataclass(frozen=True, slots=True)
class _Took:
    """Milliseconds: what the program's loop computed, and what passed with all others' part."""

    processor: float
    clock: float


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
        first = partial(_first_opening, desktop, user)
        pairs = [(first(), _smallest_start(desktop)) for _ in range(_OPENINGS)]
        slowness = slowness_of([smallest for _, smallest in pairs])
        stalls = [stall for (_, stall), _ in pairs]
        seen = f"{min(stalls):.0f} to {max(stalls):.0f} ms in {len(stalls)} openings"
        timed = [
            replace(
                _figure("open the window the first time", 80, [took for (took, _), _ in pairs]),
                ceiling=_FIRST_OPENING,
            ),
            Figure("longest stall of a first opening", median(stalls), 50, "ms", seen),
        ]
        timed += _inside(desktop, user, endpoint, effort)
    return [start, *(replace(figure, slowness=slowness) for figure in timed)]


def test_a_thousand_profiles_are_no_burden() -> None:
    """Nothing that grows with their number is done where a person waits."""
    check(measure(QUICK))


def _first_opening(desktop: VirtualDesktop, user: User) -> tuple[_Took, float]:
    """Start, and open the window once: all that it needs is still to be loaded.

    Returns what it took, and for how many milliseconds the loop stood still at most.
    """
    with _probed(desktop, user) as program, closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: user.run("status").returncode == 0, "the whole program")
        _asked(program, "stall")
        took = _took(program, lambda: _asked(program, "window"))
        return took, _asked(program, "stall")


def _smallest_start(desktop: VirtualDesktop) -> float:
    """Return the processor time of a start of the smallest tray."""
    with closing(Registrations(desktop)) as icons:
        program, _ = icons.await_icon(SMALLEST, desktop.environment)
    used = processor_seconds(program.pid)
    end_child(program)
    return used * 1000


def _took(program: subprocess.Popen[str], action: Callable[[], object]) -> _Took:
    used, began = loop_seconds(program.pid), time.perf_counter()
    action()
    clock = time.perf_counter() - began
    return _Took((loop_seconds(program.pid) - used) * 1000, clock * 1000)


def _figure(what: str, budget: float, took: Sequence[_Took]) -> Figure:
    clocks = [one.clock for one in took]
    seen = f"by the clock {median(clocks):.0f} ms, {min(clocks):.0f} to {max(clocks):.0f}"
    return Figure(what, median(one.processor for one in took), budget, "ms", seen)


@contextmanager
def _probed(desktop: VirtualDesktop, user: User) -> Iterator[subprocess.Popen[str]]:
    program = desktop.popen(
        _PROBED, env=user.environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield program
    finally:
        end_child(program)


def _inside(
    desktop: VirtualDesktop, user: User, endpoint: HostileEndpoint, effort: Effort
) -> list[Figure]:
    before = len(endpoint.requests)
    with _probed(desktop, user) as program, closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: user.run("status").returncode == 0, "the whole program")
        start = _asked(program, "stall")
        until(lambda: len(endpoint.requests) > before, "the first refresh", 60)
        load = _asked(program, "stall")
        _pass_refreshes(user)
        refresh = _asked(program, "stall")
        desktop.freeze_keyring()
        try:
            frozen = _stall_while_frozen(program, user)
        finally:
            desktop.thaw_keyring()
        # It has a queue of what was asked meanwhile, and is silent until that is done.
        until(lambda: _is_refreshed(user), "the keyring, thawed", 60)
        _pass_refreshes(user)
        thawed = _asked(program, "stall")
        _asked(program, "window")
        window, menu = partial(_asked, program, "window"), partial(_open_menu, panel)
        windows = [_took(program, window) for _ in range(effort.rounds)]
        menus = [_took(program, menu) for _ in range(effort.rounds)]
    refreshing = f"{refresh:.0f} ms refreshing, {frozen:.0f} frozen, {thawed:.0f} thawed"
    starting = f"{start:.0f} ms until it answers, {load:.0f} while tokens are read"
    return [
        _figure("open the menu", 20, menus),
        _figure("open the window", 80, windows),
        Figure(
            "longest stall while refreshing", max(refresh, frozen, thawed), 50, "ms", refreshing
        ),
        Figure("longest stall of a start", max(start, load), 50, "ms", starting),
    ]


def _pass_refreshes(user: User) -> None:
    for name in names(4):
        user.does("refresh", name, "--force")


def _is_refreshed(user: User) -> bool:
    return user.run("refresh", names(1)[0], "--force").returncode == 0


def _open_menu(panel: Panel) -> None:
    panel.open_menu()
    assert panel.entries()


def _stall_while_frozen(program: subprocess.Popen[str], user: User) -> float:
    """Look while a worker hangs in the keyring, until the program has given it up."""
    # Somebody has to ask: by now all may be as fresh as they can be.
    asking = user.desktop.popen([COMMAND, "refresh", names(1)[0], "--force"], env=user.environ)
    try:
        until(lambda: _store_state(user) != "ready", "a keyring that is taken for silent", 60)
    finally:
        asking.wait(60)
    return _asked(program, "stall")


def _store_state(user: User) -> str:
    return str(user.json("status", "--json")["store"]["state"])


def _asked(program: subprocess.Popen[str], order: str) -> float:
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(order + "\n")
    program.stdin.flush()
    return float(program.stdout.readline())
