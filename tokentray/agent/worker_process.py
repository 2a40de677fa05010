"""One worker process and the jobs in it: JSON lines in, phases and answers out, killed by rule.

A worker that has not sent its request may be killed at its deadline; one that has received an
answer never is: it holds the only copy of a rotated token until that is saved.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import (
    QElapsedTimer,
    QObject,
    QProcess,
    QProcessEnvironment,
    QTimer,
    Signal,
    Slot,
)

from tokentray.agent.deadlines import HAS_SENT, seconds_allowed
from tokentray.core.errors import TokenTrayError, VaultUnavailable, error_from_dict
from tokentray.core.jobs import Op, Phase

logger = logging.getLogger(__name__)

AT_ONCE = 4
"""Jobs that one worker runs side by side."""

IDLE_MS = 5_000
_CHECK_MS = 250
_END_MS = 3_000
"""A worker without a job that was told to end gets this long."""

_LINE_LIMIT = 4 * 1024 * 1024
_LOG_LIMIT = 500

Answer = Mapping[str, Any] | TokenTrayError


def _ignore(_value: Any) -> None:
    """For callers that do not listen."""


@dataclass(frozen=True, slots=True)
class JobRequest:
    """One job for a worker; `fields` may hold secrets, `done` is called exactly once.

    `alone`: in a process of its own, since it may wait for a person. `is_retry`: it was begun
    once already, and its process ended under it.
    """

    op: Op
    fields: Mapping[str, Any] = field(repr=False)
    done: Callable[[Answer], None]
    on_phase: Callable[[Phase], None] = _ignore
    on_part: Callable[[Mapping[str, Any]], None] = _ignore
    alone: bool = False
    is_retry: bool = False


class Fate(Enum):
    """What happened to a job whose process ended before it was answered."""

    HUNG = auto()
    KILLED_WITH_ANOTHER = auto()
    CRASHED = auto()
    NOT_STARTED = auto()


@dataclass(frozen=True, slots=True)
class Lost:
    """A job without an answer, and how far it had come."""

    request: JobRequest
    phase: Phase | None
    fate: Fate


@dataclass(slots=True)
class _Running:
    """A job on its way; `since` (ms) is when it last showed a sign of life."""

    request: JobRequest
    since: int
    phase: Phase | None = None
    given_up: bool = False
    """Its caller was answered already: it hangs, and its process must not be killed."""


@dataclass(frozen=True, slots=True)
class Command:
    """How a worker process is started."""

    program: str
    arguments: Sequence[str]
    environ: Mapping[str, str] = field(repr=False)


class WorkerProcess(QObject):
    """Runs jobs in one process.

    Signals:
        place_freed(): a job ended, another may be given.
        ended(object): the process is gone; a tuple of `Lost` with what it left undone.
    """

    place_freed = Signal()
    ended = Signal(object)

    def __init__(
        self, command: Command, *, keeps_alive: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keeps_alive = keeps_alive
        self._jobs: dict[int, _Running] = {}
        self._last_id = 0
        self._buffer = bytearray()
        self._has_spoken = False
        self._is_ending = False
        self._has_ended = False
        self._hung: list[_Running] = []
        self._clock = QElapsedTimer()
        self._clock.start()
        self._check = QTimer(self)
        self._check.setInterval(_CHECK_MS)
        self._check.timeout.connect(self.on_check_timeout)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.on_idle_timeout)
        self._process = _process(command, self)
        self._process.readyReadStandardOutput.connect(self.on_process_output)
        self._process.readyReadStandardError.connect(self.on_process_words)
        self._process.finished.connect(self.on_process_finished)
        self._process.errorOccurred.connect(self.on_process_error)
        self._process.start()

    @property
    def is_idle(self) -> bool:
        """Whether it has no job."""
        return not self._jobs

    @property
    def has_place(self) -> bool:
        """Whether it takes another job."""
        hangs = any(job.given_up for job in self._jobs.values())
        ends = self._is_ending or self._has_ended
        return not ends and not hangs and len(self._jobs) < AT_ONCE

    @property
    def may_lose(self) -> bool:
        """Whether an answer of a server could be lost by killing it."""
        return any(job.phase in HAS_SENT for job in self._jobs.values())

    def start_job(self, request: JobRequest) -> None:
        """Hand a job over."""
        self._idle.stop()
        self._last_id += 1
        self._jobs[self._last_id] = _Running(request, self._clock.elapsed())
        line = json.dumps({"id": self._last_id, "op": request.op.value, **request.fields})
        self._process.write(line.encode("ascii") + b"\n")
        self._check.start()

    def cancel(self, request: JobRequest) -> None:
        """Ask a job to stop where it waits for a person; nothing happens if it is not here."""
        for job_id, job in self._jobs.items():
            if job.request is request and not self._is_ending:
                self._process.write(json.dumps({"cancel": job_id}).encode("ascii") + b"\n")

    def end(self) -> None:
        """Let the process end when its jobs are done."""
        if not self._is_ending:
            self._is_ending = True
            self._process.closeWriteChannel()
        if self.is_idle:
            self._idle.start(_END_MS)

    def close(self) -> None:
        """End as soon as nothing can be lost: at once where no request has left."""
        self.end()
        if not self.may_lose:
            self._process.kill()

    @Slot()
    def on_idle_timeout(self) -> None:
        if self._is_ending:
            logger.warning("a worker without a job does not end and is killed")
            self._process.kill()
        else:
            self.end()

    @Slot()
    def on_process_output(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            self._hear(bytes(line))
        if len(rest) > _LINE_LIMIT:
            logger.error("a worker's line is too long")
            self._buffer.clear()
            self._process.kill()

    @Slot()
    def on_process_words(self) -> None:
        """Pass a worker's log on; it is redacted there already."""
        for line in bytes(self._process.readAllStandardError().data()).splitlines():
            logger.info("worker: %s", line.decode("utf-8", "replace")[:_LOG_LIMIT])

    @Slot()
    def on_check_timeout(self) -> None:
        """Look for jobs whose phase lasts too long."""
        late = [job for job in self._jobs.values() if not job.given_up and self._is_late(job)]
        if not late:
            return
        others = [job for job in self._jobs.values() if job not in late]
        if self._keeps_alive or any(job.phase in HAS_SENT for job in others):
            # Another job in it holds an answer, or its memory is the store: the process stays.
            for job in late:
                self._give_up(job)
            return
        logger.warning("a worker hangs (%s) and is killed", ", ".join(_where(job) for job in late))
        self._hung = late
        self._process.kill()

    @Slot()
    def on_process_finished(self) -> None:
        self.on_process_output()
        self.on_process_words()
        self._finish(Fate.CRASHED)

    @Slot(QProcess.ProcessError)
    def on_process_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            logger.error("a worker cannot be started: %s", self._process.errorString())
            self._finish(Fate.NOT_STARTED)

    def _is_late(self, job: _Running) -> bool:
        entries = job.request.fields.get("profiles", ())
        allowed = seconds_allowed(
            job.request.op, job.phase, has_spoken=self._has_spoken, entries=len(entries)
        )
        return allowed is not None and self._clock.elapsed() - job.since > allowed * 1000

    def _give_up(self, job: _Running) -> None:
        logger.warning("a worker hangs (%s); another job in it must not be ended", _where(job))
        job.given_up = True
        job.request.done(hang_error(job.phase))

    def _hear(self, line: bytes) -> None:
        self._has_spoken = True
        try:
            data = json.loads(line)
            job = self._jobs.get(data["id"])
            phase = Phase(data["phase"]) if "phase" in data else None
        except (ValueError, KeyError, TypeError):
            logger.error("a worker said something that is no message")
            return
        if job is None:
            return
        job.since = self._clock.elapsed()
        if phase is not None:
            job.phase = phase
            if not job.given_up:
                job.request.on_phase(phase)
        elif "part" in data:
            job.request.on_part(data["part"])
        else:
            self._complete(data["id"], job, data)

    def _complete(self, job_id: int, job: _Running, data: Mapping[str, Any]) -> None:
        del self._jobs[job_id]
        if self.is_idle:
            self._check.stop()
            if self._is_ending:
                self._idle.start(_END_MS)
            elif not self._keeps_alive:
                self._idle.start(IDLE_MS)
        if not job.given_up:
            job.request.done(data["result"] if data["ok"] else error_from_dict(data["error"]))
        self.place_freed.emit()

    def _finish(self, fate: Fate) -> None:
        """Say once what is left."""
        if self._has_ended:
            return
        self._has_ended = True
        self._check.stop()
        self._idle.stop()
        left, self._jobs = list(self._jobs.values()), {}
        self.ended.emit(tuple(self._lost(job, fate) for job in left if not job.given_up))

    def _lost(self, job: _Running, fate: Fate) -> Lost:
        if self._hung:
            fate = Fate.HUNG if job in self._hung else Fate.KILLED_WITH_ANOTHER
        return Lost(job.request, job.phase, fate)


def hang_error(phase: Phase | None) -> TokenTrayError:
    """Name what a job was waiting for when its time was over."""
    if phase is Phase.WAITING_FOR_LOCK:
        return VaultUnavailable("lock-busy", pid="?")
    if phase is None or phase is Phase.LOCKED:
        return VaultUnavailable("vault-silent")
    return TokenTrayError("worker-died")


def _process(command: Command, parent: QObject) -> QProcess:
    process = QProcess(parent)
    process.setProgram(command.program)
    process.setArguments(list(command.arguments))
    environment = QProcessEnvironment()
    for name, value in command.environ.items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    return process


def _where(job: _Running) -> str:
    return f"{job.request.op.value}, {'silent' if job.phase is None else job.phase.value}"
