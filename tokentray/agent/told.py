"""Remember across restarts which notices were given: in the history, by a worker."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from tokentray.agent.announcing import Sorted
from tokentray.agent.notices import Due
from tokentray.agent.worker_process import Answer, JobRequest
from tokentray.core.errors import TokenTrayError
from tokentray.core.jobs import Op

logger = logging.getLogger(__name__)


class RunsJobs(Protocol):
    """What is needed of the workers."""

    def run(self, request: JobRequest) -> object: ...


class Told:
    """Sorts out what is news.

    Not in this process: the database would stay in its memory, and its loop would wait while two
    hundred notices of a night are written to a disk.
    """

    def __init__(self, workers: RunsJobs) -> None:
        self._workers = workers

    def sort_out(self, due: Sequence[Due], done: Sorted) -> None:
        """Call `done` with those that were never told of; from now on they are."""
        notices = [{"profile": one.view.id, "keys": [one.key, *one.also]} for one in due]
        then = partial(_on_sorted_out, due, done)
        self._workers.run(JobRequest(Op.TELL, {"notices": notices}, then))


def all_are_news(due: Sequence[Due], done: Sorted) -> None:
    """Remember nothing: nobody sees these notices."""
    done(due)


def _on_sorted_out(due: Sequence[Due], done: Sorted, answer: Answer) -> None:
    if isinstance(answer, TokenTrayError):
        logger.warning("what was told before is not known (%s)", answer.code)
        done(due)
    else:
        done([one for one, is_new in zip(due, answer["news"], strict=True) if is_new])
