"""Count losses by crash, cut, crowd, guest; print a table: `python -m tests.faults [--full]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))  # as pytest does

from tests.faults import figures, socket_figures
from tests.faults.figures import FULL, GRACE, QUICK, Effort, Figure

_GROUPS: Mapping[str, Callable[[Effort], Figure]] = {
    "kill-grace": partial(figures.measure_kills, grace=GRACE),
    "kill-strict": partial(figures.measure_kills, grace=0),
    "cut-grace": partial(figures.measure_cuts, grace=GRACE),
    "cut-strict": partial(figures.measure_cuts, grace=0),
    "crowd": figures.measure_crowd,
    "rush": figures.measure_rush,
    "locks": figures.measure_locks,
    "program": socket_figures.measure_crowd_around_program,
    "strangers": socket_figures.measure_strangers,
    "guests": socket_figures.measure_guests,
    "server": partial(socket_figures.measure_latency, kind="one-line"),
    "client": partial(socket_figures.measure_latency, kind="honest"),
    "command": partial(socket_figures.measure_latency, kind="command"),
}


def main(words: Sequence[str]) -> int:
    """Print a line a figure; 1 where one does not hold."""
    effort = FULL if "--full" in words else QUICK
    chosen = [word for word in words if word != "--full"]
    unknown = set(chosen) - set(_GROUPS)
    if unknown:
        sys.stderr.write(f"There are {', '.join(_GROUPS)}, and --full.\n")
        return 2
    sys.stdout.write(f"{figures.HEADING}\n")
    missed = False
    for name in chosen or _GROUPS:
        figure = _GROUPS[name](effort)
        missed = missed or bool(figure.faults)
        sys.stdout.write(f"{figure}\n")
        sys.stdout.flush()
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
