"""`tokentray token`, the whole process, against Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial

from tests.benchmarks.figures import QUICK, Effort, Figure, check, ratio, take_turns
from tests.benchmarks.rig import fill_keyring, names, user_of
from tests.faults.endpoint import HostileEndpoint
from tests.session.story import COMMAND
from virtual_desktop import VirtualDesktop

_RUNS_A_ROUND = 20


def measure(effort: Effort) -> list[Figure]:
    """Run both in turns, with the program running beside them."""
    with (
        VirtualDesktop(tray="none", notifications="none", window_manager="none") as desktop,
        HostileEndpoint() as endpoint,
        user_of(desktop, 1, endpoint) as user,
    ):
        fill_keyring(desktop, 1, endpoint)
        user.start("--headless")
        (name,) = names(1)
        assert user.does("token", name)
        whole = partial(_milliseconds, [str(COMMAND), "token", name], user.environ)
        bare = partial(_milliseconds, [sys.executable, "-c", "pass"], user.environ)
        pairs = take_turns(effort.rounds * _RUNS_A_ROUND, whole, bare)
    return [ratio("tokentray token NAME, against python -c pass", 1.3, pairs, "ms")]


def test_the_command_takes_about_as_long_as_python_itself() -> None:
    """The program answers while Python would still be starting; nothing else may take time."""
    check(measure(QUICK))


def _milliseconds(argv: Sequence[str], environ: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(argv, env=environ, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1000
