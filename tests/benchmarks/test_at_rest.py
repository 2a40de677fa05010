"""The program that does nothing: its memory against the smallest tray's, and how often it wakes."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, replace

from tests.benchmarks.figures import (
    QUICK,
    Effort,
    Figure,
    check,
    children,
    libraries,
    processor_seconds,
    ratio,
    resident_mib,
    voluntary_switches,
)
from tests.benchmarks.rig import (
    DAY,
    RUN,
    SMALLEST,
    Registrations,
    fill_keyring,
    names,
    user_of,
)
from tests.faults.endpoint import HostileEndpoint
from tests.session.story import User
from tokentray.demo.grants import GrantRules
from virtual_desktop import VirtualDesktop, end_child, until

_PROFILES = 5
_LOOKED_EVERY = 30.0
_CAN_WAIT = ("libQt6Network", "libQt6Svg", "libsqlite3", "libcrypto")
"""Each costs a megabyte or more, and who needs it can wait for it."""


@dataclass(frozen=True, slots=True)
class _Rest:
    """What happened in one process while nothing happened."""

    seconds: float
    switches: int
    processor: float


def measure(effort: Effort) -> list[Figure]:
    """Read and refresh five profiles, wait for the workers' end, and look."""
    with (
        VirtualDesktop() as desktop,
        # So long that no step of the ring falls into what is measured.
        HostileEndpoint(rules=GrantRules(lifetime=30 * DAY)) as endpoint,
        user_of(desktop, _PROFILES, endpoint) as user,
        closing(Registrations(desktop)) as icons,
    ):
        fill_keyring(desktop, _PROFILES, endpoint)
        program, _ = icons.await_icon(RUN, user.environ)
        user.program = program
        _refresh_all(user)
        until(lambda: children(program.pid) == (), "the end of the workers")
        smallest, _ = icons.await_icon(SMALLEST, desktop.environment)
        try:
            rest = _rest(program.pid, effort.idle_seconds)
            memory = resident_mib(program.pid), resident_mib(smallest.pid)
            loaded = [one for one in libraries(program.pid) if one.startswith(_CAN_WAIT)]
        finally:
            end_child(smallest)
    size = ratio("memory at rest, against the smallest tray", 1.3, [memory], "MiB")
    early = Figure("libraries that can wait", len(loaded), 0, "loaded", " ".join(loaded) or "none")
    # Memory is the same on a busy machine, so that the budget itself is the limit.
    return [replace(size, ceiling=size.budget), early, *_idle(rest)]


def test_at_rest_it_is_small_and_sleeps() -> None:
    """A program that runs all day costs nearly nothing while nobody needs it."""
    check(measure(QUICK))


def _refresh_all(user: User) -> None:
    for name in names(_PROFILES):
        user.does("refresh", name, "--force")


def _rest(pid: int, seconds: float) -> _Rest:
    switches, processor, began = voluntary_switches(pid), processor_seconds(pid), time.monotonic()
    # The one sleep of these tests: it is what is measured.
    time.sleep(seconds)
    took = time.monotonic() - began
    woken = (voluntary_switches(pid) - switches).total()
    return _Rest(took, woken, processor_seconds(pid) - processor)


def _idle(rest: _Rest) -> list[Figure]:
    # What happens every half minute may fall into a shorter time, and counts once.
    rate = rest.switches * 60 / max(rest.seconds, _LOOKED_EVERY)
    seen = f"{rest.switches} in {rest.seconds:.0f} s"
    used = f"{rest.processor * 1000:.0f} ms in {rest.seconds:.0f} s"
    return [
        Figure("wake-ups at rest", rate, 4, "a minute", seen),
        Figure("processor at rest", 100 * rest.processor / rest.seconds, 0.05, "%", used),
    ]
