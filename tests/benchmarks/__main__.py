"""Measure thoroughly and print the table: `python -m tests.benchmarks [GROUP]…`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))  # as pytest does

from tests.benchmarks import (
    test_at_rest,
    test_command,
    test_many_profiles,
    test_saving,
    test_start,
)
from tests.benchmarks.figures import FULL, Effort, Figure

_GROUPS: Mapping[str, Callable[[Effort], list[Figure]]] = {
    "command": test_command.measure,
    "start": test_start.measure,
    "rest": test_at_rest.measure,
    "saving": test_saving.measure,
    "many": test_many_profiles.measure,
}


def main(chosen: Sequence[str]) -> int:
    """Print a line a figure; 1 where a budget is missed."""
    missed = False
    for name, measure in _GROUPS.items():
        for figure in measure(FULL) if name in chosen or not chosen else ():
            missed = missed or not figure.holds
            sys.stdout.write(f"{figure}\n")
            sys.stdout.flush()
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
