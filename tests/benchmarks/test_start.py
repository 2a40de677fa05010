"""Process start to the icon in the panel, against the smallest program that shows one."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from tests.benchmarks.figures import QUICK, Effort, Figure, check, ratio, take_turns
from tests.benchmarks.rig import RUN, SMALLEST, Registrations, fill_keyring, user_of
from tests.faults.endpoint import HostileEndpoint
from virtual_desktop import VirtualDesktop


def measure(effort: Effort) -> list[Figure]:
    """Start both in turns in a desktop with a panel and a keyring."""
    with (
        VirtualDesktop() as desktop,
        HostileEndpoint() as endpoint,
        user_of(desktop, 5, endpoint) as user,
        closing(Registrations(desktop)) as icons,
    ):
        fill_keyring(desktop, 5, endpoint)
        ours = partial(icons.milliseconds, RUN, user.environ)
        smallest = partial(icons.milliseconds, SMALLEST, desktop.environment)
        pairs = take_turns(2 * effort.rounds, ours, smallest)
    return [ratio("start to icon, against the smallest tray", 1.25, pairs, "ms")]


def test_the_icon_is_there_about_as_soon_as_any() -> None:
    """Nothing that can wait comes before the icon."""
    check(measure(QUICK))
