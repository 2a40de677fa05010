"""A measured figure beside its budget, and what /proc tells of a process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

SLACK = 1.35
"""On a busy machine a median is up to a third off; what is worse than that has a reason."""


SMALLEST_TAKES_MS = 85.0
"""Processor time of the smallest tray's start where the budgets in milliseconds were set."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure.

    `rounds` pairs of runs, `idle_seconds` of doing nothing, and so many of the thousand profiles
    hold tokens, which the keyring gives one by one.
    """

    rounds: int
    idle_seconds: float
    tokens: int


QUICK = Effort(rounds=5, idle_seconds=12, tokens=100)
FULL = Effort(rounds=25, idle_seconds=120, tokens=1000)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured against a budget in the same unit; `seen` says what it comes from.

    `ceiling` is what a test holds a figure to in the place of the budget with its slack: more
    where that is missed for a known reason, so that it gets no worse, or the budget itself where
    nothing is noisy. `slowness` is by what this machine takes longer now than the one for which a
    budget in milliseconds was set (`slowness_of`).
    """

    what: str
    value: float
    budget: float
    unit: str
    seen: str
    ceiling: float | None = None
    slowness: float = 1.0

    @property
    def is_bearable(self) -> bool:
        """Whether it is inside what a busy or slow machine may make of its budget."""
        most = self.budget * SLACK if self.ceiling is None else self.ceiling
        return self.value <= most * self.slowness

    @property
    def holds(self) -> bool:
        """Whether it is inside its budget."""
        return self.value <= self.budget

    def __str__(self) -> str:
        """One line of the table."""
        verdict = "ok" if self.holds else "MISSED"
        budget = f"{self.value:7.3f} of {self.budget:g} {self.unit}"
        slow = "" if self.slowness == 1 else f", on a machine {self.slowness:.1f} x slower"
        return f"{verdict:6} {budget:28} {self.what} ({self.seen}{slow})"


def check(figures: Sequence[Figure]) -> None:
    """Fail where a figure is beyond its budget by more than noise."""
    missed = [str(figure) for figure in figures if not figure.is_bearable]
    assert not missed, "\n".join(missed)


def take_turns(
    rounds: int, candidate: Callable[[], float], baseline: Callable[[], float]
) -> list[tuple[float, float]]:
    """Measure both in turns, after one unmeasured run of each that fills the caches."""
    candidate(), baseline()
    return [(candidate(), baseline()) for _ in range(rounds)]


def ratio(what: str, budget: float, pairs: Sequence[tuple[float, float]], unit: str) -> Figure:
    """Compare the medians of (candidate, baseline); `unit` is that of the pairs."""
    ours, theirs = median(a for a, _ in pairs), median(b for _, b in pairs)
    seen = f"{ours:.1f} against {theirs:.1f} {unit}"
    if len(pairs) > 1:
        low, _, high = quantiles([a / b for a, b in pairs], n=4)
        seen += f", middle half of pairs {low:.2f} to {high:.2f}"
    return Figure(what, ours / theirs, budget, "x", seen)


def slowness_of(starts: Sequence[float]) -> float:
    """Tell how slow the machine is now, 1 at least.

    `starts` are milliseconds of processor time of the smallest tray's starts: a busy machine
    takes more of it too, where cores share what they are made of.
    """
    return max(1.0, median(starts) / SMALLEST_TAKES_MS)


def resident_mib(pid: int) -> float:
    """Return the resident memory of a process: unlike a share of it, it depends on nobody else."""
    (line,) = (one for one in _lines(f"/proc/{pid}/smaps_rollup") if one.startswith("Rss:"))
    return int(line.split()[1]) / 1024


def libraries(pid: int) -> tuple[str, ...]:
    """Return the names of the shared libraries that a process has loaded."""
    paths = {line.partition("/")[2] for line in _lines(f"/proc/{pid}/maps")}
    return tuple(sorted(path.rpartition("/")[2] for path in paths if ".so" in path))


def voluntary_switches(pid: int) -> Counter[str]:
    """Return how often each thread of a process went to sleep: each time, something woke it.

    By thread, since one that ends takes its count away: the later ones minus the earlier ones are
    what happened in between.
    """
    return Counter(
        {
            task.name: int(line.split()[1])
            for task in Path(f"/proc/{pid}/task").iterdir()
            for line in _lines(f"{task}/status")
            if line.startswith("voluntary_ctxt")
        }
    )


def processor_seconds(pid: int) -> float:
    """Return the processor time of the threads of a process; `stat` counts in steps of 10 ms."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int(_lines(f"{task}/schedstat")[0].split()[0]) for task in tasks) / 1e9


def loop_seconds(pid: int) -> float:
    """Return the processor time of the first thread of a process: that of its loop."""
    return int(_lines(f"/proc/{pid}/schedstat")[0].split()[0]) / 1e9


def children(pid: int) -> tuple[int, ...]:
    """Return the pids of the children of a process."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return tuple(int(one) for one in text.split())


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()
