"""Worker processes: started when there is a job, ended when there is none, killed by rule.

A worker that has not sent its request may be killed at its deadline; one that has received an
answer never is: it holds the only copy of a rotated token until that is saved.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer, Slot

from tokentray.core.errors import TokenTrayError, VaultUnavailable, error_from_dict
from tokentray.core.jobs import LOCK_SECONDS, REFRESH_SECONDS, VAULT_SECONDS, Op, Phase

logger = logging.getLogger(__name__)

AT_ONCE = 4
"""Jobs that one worker runs side by side."""

IDLE_MS = 5_000
_CHECK_MS = 250
_START_SECONDS = 10.0
_GRACE = 1.5
"""A worker's own deadlines come first; this much later it is taken for hanging."""

_LINE_LIMIT = 4 * 1024 * 1024

Done = Callable[[Mapping[str, Any] | TokenTrayError], None]


def _ignore(_value: Any) -> None:
    """For callers that do not listen."""


@dataclass(frozen=True, slots=True)
class JobRequest:
    """One job for a worker; `fields` may hold secrets, `done` is called exactly once."""

    op: Op
    fields: Mapping[str, Any] = field(repr=False)
    done: Done
    on_phase: Callable[[Phase], None] = _ignore
    on_part: Callable[[Mapping[str, Any]], None] = _ignore


@dataclass(slots=True)
class _Running:
    """A job on its way; `since` (ms) is when it last showed a sign of life."""

    request: JobRequest
    since: int
    phase: Phase | None = None
    answered: bool = False

    @property
    def may_be_killed(self) -> bool:
        """Nothing of a server's answer can be lost."""
        return self.phase not in (Phase.SENT, Phase.RECEIVED, Phase.UNSAVED, Phase.SAVED)

    @property
    def may_be_lost(self) -> bool:
        """The request has left: what became of it only the server knows."""
        return not self.may_be_killed

    def seconds_allowed(self) -> float | None:
        """Tell how long the present phase may last, None for ever."""
        if self.request.op is Op.UNLOCK or self.phase in (Phase.RECEIVED, Phase.UNSAVED):
            return None
        if self.phase is None:
            return _START_SECONDS
        if self.phase is Phase.WAITING_FOR_LOCK:
            return LOCK_SECONDS + _GRACE
        if self.phase is Phase.SENT:
            return 2 * REFRESH_SECONDS
        return VAULT_SECONDS + _GRACE


@dataclass(frozen=True, slots=True)
class WorkerCommand:
    """How a worker is started; its environment is this program's own."""

    program: str = sys.executable
    arguments: tuple[str, ...] = ("-P", "-m", "tokentray.worker")

    def with_store(self, store: str) -> tuple[str, list[str]]:
        """Return program and arguments for a store."""
        return self.program, [*self.arguments, "--store", store]


class Workers(QObject):
    """Runs jobs, each in the worker that has a place for it."""

    def __init__(
        self, store: str, command: WorkerCommand | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._command = command or WorkerCommand()
        self._workers: list[Worker] = []
        self._closing: Callable[[], None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether any job is on its way."""
        return any(worker.is_busy for worker in self._workers)

    @property
    def is_saving(self) -> bool:
        """Whether some worker holds an answer that is not saved."""
        return any(worker.is_saving for worker in self._workers)

    def run(self, request: JobRequest) -> None:
        """Start a job; `request.done` is called later, never from here."""
        self._worker_with_a_place().start_job(request)

    def close(self, done: Callable[[], None]) -> None:
        """End all workers; `done` is called when no answer of a server can be lost by it."""
        self._closing = done
        for worker in list(self._workers):
            worker.close()
        self._finish_closing()

    def _worker_with_a_place(self) -> Worker:
        for worker in self._workers:
            if worker.has_place:
                return worker
        # The memory store is one process: a second would know nothing of the first.
        if self._store == "memory" and self._workers:
            return self._workers[0]
        worker = Worker(self._command.with_store(self._store), self._store != "memory", self)
        worker.on_ended = partial(self._on_worker_ended, worker)
        self._workers.append(worker)
        return worker

    def _on_worker_ended(self, worker: Worker) -> None:
        if worker in self._workers:
            self._workers.remove(worker)
            worker.deleteLater()
        self._finish_closing()

    def _finish_closing(self) -> None:
        if self._closing is not None and not self._workers:
            done, self._closing = self._closing, None
            QTimer.singleShot(0, self, done)


class Worker(QObject):
    """One process and the jobs in it."""

    def __init__(
        self, command: tuple[str, list[str]], ends_idle: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.on_ended: Callable[[], None] = _nothing
        self._ends_idle = ends_idle
        self._jobs: dict[int, _Running] = {}
        self._last_id = 0
        self._buffer = bytearray()
        self._is_ending = False
        self._has_ended = False
        self._clock = QElapsedTimer()
        self._clock.start()
        self._check = QTimer(self)
        self._check.setInterval(_CHECK_MS)
        self._check.timeout.connect(self.on_check_timeout)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.end)
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self.on_process_output)
        self._process.readyReadStandardError.connect(self.on_process_words)
        self._process.finished.connect(self.on_process_finished)
        self._process.errorOccurred.connect(self.on_process_error)
        self._process.start(*command)

    @property
    def is_busy(self) -> bool:
        """Whether a job is on its way."""
        return bool(self._jobs)

    @property
    def is_saving(self) -> bool:
        """Whether a job holds an answer that is not saved."""
        return any(
            job.phase in (Phase.SENT, Phase.RECEIVED, Phase.UNSAVED) for job in self._jobs.values()
        )

    @property
    def has_place(self) -> bool:
        """Whether it takes another job."""
        hangs = any(job.answered for job in self._jobs.values())
        return not self._is_ending and not hangs and len(self._jobs) < AT_ONCE

    def start_job(self, request: JobRequest) -> None:
        """Hand a job over."""
        self._idle.stop()
        self._last_id += 1
        self._jobs[self._last_id] = _Running(request, self._clock.elapsed())
        line = json.dumps({"id": self._last_id, "op": request.op.value, **request.fields})
        self._process.write(line.encode("ascii") + b"\n")
        self._check.start()

    @Slot()
    def end(self) -> None:
        """Let the process end when its jobs are done."""
        self._is_ending = True
        self._process.closeWriteChannel()

    def close(self) -> None:
        """End as soon as nothing can be lost: at once where no request has left."""
        self.end()
        if not self.is_saving:
            self._process.kill()

    @Slot()
    def on_process_output(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        if len(rest) > _LINE_LIMIT:
            logger.error("a worker's line is too long")
            self._process.kill()
        for line in lines:
            self._hear(bytes(line))

    @Slot()
    def on_process_words(self) -> None:
        """Pass a worker's log on; it is redacted there already."""
        for line in bytes(self._process.readAllStandardError().data()).splitlines():
            logger.info("worker: %s", line.decode("utf-8", "replace")[:500])

    @Slot()
    def on_check_timeout(self) -> None:
        """Look for jobs whose phase lasts too long."""
        late = [job for job in self._jobs.values() if self._is_late(job)]
        if not late:
            return
        if all(job.may_be_killed or job in late for job in self._jobs.values()):
            logger.warning("a worker hangs and is killed")
            self._process.kill()
            return
        # Another job in it holds an answer: the hanging one is answered, the process stays.
        for job in late:
            if not job.answered:
                job.answered = True
                job.request.done(VaultUnavailable("vault-silent"))

    @Slot()
    def on_process_finished(self) -> None:
        self.on_process_output()
        self._finish("worker-died")

    @Slot(QProcess.ProcessError)
    def on_process_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            logger.error("a worker cannot be started")
            self._finish("worker-not-started")

    def _is_late(self, job: _Running) -> bool:
        allowed = job.seconds_allowed()
        return allowed is not None and self._clock.elapsed() - job.since > allowed * 1000

    def _hear(self, line: bytes) -> None:
        try:
            data = json.loads(line)
            job = self._jobs.get(data["id"])
        except (ValueError, KeyError, TypeError):
            logger.error("a worker said something that is no message")
            return
        if job is None:
            return
        job.since = self._clock.elapsed()
        if "phase" in data:
            job.phase = Phase(data["phase"])
            job.request.on_phase(job.phase)
        elif "part" in data:
            job.request.on_part(data["part"])
        else:
            self._complete(data["id"], job, data)

    def _complete(self, job_id: int, job: _Running, data: Mapping[str, Any]) -> None:
        del self._jobs[job_id]
        if not self._jobs:
            self._check.stop()
            if self._ends_idle:
                self._idle.start()
        if self._is_ending and not self.is_saving:
            self._process.closeWriteChannel()
        if not job.answered:
            job.request.done(data["result"] if data["ok"] else error_from_dict(data["error"]))

    def _finish(self, code: str) -> None:
        """Answer what is left, once."""
        if self._has_ended:
            return
        self._has_ended = True
        self._check.stop()
        self._idle.stop()
        left, self._jobs = list(self._jobs.values()), {}
        self.on_ended()
        for job in left:
            if job.answered:
                continue
            hung = job.phase in (Phase.LOCKED, Phase.INTENT_WRITTEN) and code == "worker-died"
            error = VaultUnavailable("vault-silent") if hung else TokenTrayError(code)
            job.request.done(error)


def _nothing() -> None:
    """For a worker that nobody owns yet."""
