"""Run checks at the same time, each with an end: one that hangs holds up no other."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tokentray.core.check import Check, problem, problem_of
from tokentray.core.errors import TokenTrayError, TransportError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Some checks under one id, and how many seconds they may take."""

    id: str
    look: Callable[[], Iterable[Check]]
    seconds: float = 5.0


def side_by_side(jobs: Sequence[Job]) -> tuple[Check, ...]:
    """Return the checks of all jobs in the jobs' order; never raises.

    A job that does not end is left behind in its thread, and said to be silent.
    """
    began = time.monotonic()
    started = [(job, _started(job)) for job in jobs]
    checks: list[Check] = []
    for job, outcome in started:
        left = began + job.seconds - time.monotonic()
        try:
            checks += outcome.get(timeout=max(0.0, left))
        except queue.Empty:
            code, seconds = TransportError.exit_code, round(job.seconds)
            checks.append(problem(job.id, code, "check-silent", seconds=seconds))
    return tuple(checks)


def _started(job: Job) -> queue.SimpleQueue[tuple[Check, ...]]:
    outcome: queue.SimpleQueue[tuple[Check, ...]] = queue.SimpleQueue()
    name = f"check {job.id}"
    threading.Thread(target=lambda: outcome.put(_done(job)), name=name, daemon=True).start()
    return outcome


def _done(job: Job) -> tuple[Check, ...]:
    try:
        return tuple(job.look())
    except TokenTrayError as error:
        return (problem_of(job.id, error),)
    except Exception as error:
        # One check's trouble must not cost the others; the type says no secret.
        logger.warning("the check %s failed (%s)", job.id, type(error).__name__)
        return (problem(job.id, 1, "check-failed", what=type(error).__name__),)
