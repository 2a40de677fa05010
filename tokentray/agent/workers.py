"""The worker processes as one: a job goes to one that has a place, and is begun again by rule."""

from __future__ import annotations

import logging
import os
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer

from tokentray.agent.deadlines import HAS_SENT
from tokentray.agent.worker_process import (
    Command,
    Fate,
    JobRequest,
    Lost,
    WorkerProcess,
    hang_error,
)
from tokentray.core.errors import Denied, TokenTrayError
from tokentray.core.jobs import Op

logger = logging.getLogger(__name__)

AT_ONCE = 2
"""Processes side by side, those apart that wait for a person."""


def worker_command(store: str, environ: Mapping[str, str] | None = None) -> Command:
    """Return how a worker is started: a frozen build starts itself."""
    environ = os.environ if environ is None else environ
    if getattr(sys, "frozen", False):
        return Command(sys.executable, ("--worker", "--store", store), environ)
    # -P: nothing in the folder that this program was started from is imported.
    arguments = ("-P", "-m", "tokentray.worker", "--store", store)
    return Command(sys.executable, arguments, environ)


class Workers(QObject):
    """Runs jobs, each in the worker that has a place for it.

    `is_memory`: the tokens live in the worker, so there is one, and it lives on.
    """

    def __init__(
        self, command: Command, *, is_memory: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._is_memory = is_memory
        self._workers: list[WorkerProcess] = []
        self._alone: list[WorkerProcess] = []
        self._waiting: deque[JobRequest] = deque()
        self._closing: Callable[[], None] | None = None
        self._is_closed = False

    @property
    def may_lose(self) -> bool:
        """Whether some worker may hold an answer of a server that is not saved."""
        return any(worker.may_lose for worker in self._all())

    def run(self, request: JobRequest) -> Callable[[], None]:
        """Start a job; `request.done` is called later, never from here.

        What is returned asks the job to stop where it waits for a person; it still answers.
        """
        if self._is_closed:
            QTimer.singleShot(0, self, partial(request.done, TokenTrayError("worker-died")))
        elif request.alone and not self._is_memory:
            self._start_worker(self._alone).start_job(request)
        else:
            self._waiting.append(request)
            self._hand_out_jobs()
        return partial(self._cancel, request)

    def close(self, done: Callable[[], None]) -> None:
        """End all workers; `done` is called when no answer of a server can be lost by it."""
        self._is_closed = True
        self._closing = done
        waiting, self._waiting = self._waiting, deque()
        for worker in self._all():
            worker.close()
        for request in waiting:
            request.done(TokenTrayError("worker-died"))
        self._finish_closing()

    def _cancel(self, request: JobRequest) -> None:
        if request in self._waiting:
            self._waiting.remove(request)
            request.done(Denied("sign-in-cancelled"))
            return
        for worker in self._all():
            worker.cancel(request)

    def _all(self) -> list[WorkerProcess]:
        return [*self._workers, *self._alone]

    def _hand_out_jobs(self) -> None:
        while self._waiting and (worker := self._worker_with_a_place()) is not None:
            worker.start_job(self._waiting.popleft())

    def _worker_with_a_place(self) -> WorkerProcess | None:
        for worker in self._workers:
            if worker.has_place:
                return worker
        if len(self._workers) < (1 if self._is_memory else AT_ONCE):
            return self._start_worker(self._workers)
        return None

    def _start_worker(self, place: list[WorkerProcess]) -> WorkerProcess:
        worker = WorkerProcess(self._command, keeps_alive=self._is_memory, parent=self)
        worker.ended.connect(partial(self._on_worker_ended, worker))
        worker.place_freed.connect(partial(self._on_place_freed, worker))
        place.append(worker)
        return worker

    def _on_place_freed(self, worker: WorkerProcess) -> None:
        if self._closing is not None and not worker.may_lose:
            worker.close()
        elif worker in self._alone:
            worker.end()
        self._hand_out_jobs()

    def _on_worker_ended(self, worker: WorkerProcess, lost: tuple[Lost, ...]) -> None:
        for place in (self._workers, self._alone):
            if worker in place:
                place.remove(worker)
        worker.deleteLater()
        for one in lost:
            self._settle(one)
        self._hand_out_jobs()
        self._finish_closing()

    def _settle(self, lost: Lost) -> None:
        """Begin a job again, once, where that can help; else answer for its process."""
        if may_begin_again(lost) and not self._is_closed:
            logger.info("%s is begun again after a worker ended", lost.request.op.value)
            self.run(replace(lost.request, is_retry=True))
        else:
            lost.request.done(loss_error(lost))

    def _finish_closing(self) -> None:
        if self._closing is not None and not self._all():
            done, self._closing = self._closing, None
            QTimer.singleShot(0, self, done)


def may_begin_again(lost: Lost) -> bool:
    """Tell whether a job is begun again after its process ended.

    That is a refresh whose request had left, since the intent record tells the next worker what
    may have happened; and any job that was killed only because it shared a process.
    """
    if lost.request.is_retry:
        return False
    if lost.fate is Fate.KILLED_WITH_ANOTHER:
        return True
    return lost.request.op is Op.REFRESH and lost.phase in HAS_SENT


def loss_error(lost: Lost) -> TokenTrayError:
    """Word the end of a job that nobody answered."""
    if lost.fate is Fate.NOT_STARTED:
        return TokenTrayError("worker-not-started")
    return hang_error(lost.phase) if lost.fate is Fate.HUNG else TokenTrayError("worker-died")
