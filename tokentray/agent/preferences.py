"""What people change in the settings window: read from the files, written by the worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from tokentray.agent.worker_process import Answer, JobRequest
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.jobs import Op
from tokentray.core.settings import Settings
from tokentray.storage.settings import Examined

logger = logging.getLogger(__name__)

Value = str | int | bool

Done = Callable[[TokenTrayError | None], None]


class RunsJobs(Protocol):
    """What is needed of the workers."""

    def run(self, request: JobRequest) -> object: ...


@dataclass(frozen=True, slots=True)
class Autostart:
    """What starts with the session, as `storage.session_start.Entry`."""

    found: str
    place: str
    command: str = ""


@dataclass(slots=True)
class _Change:
    """A value to be written, and who waits for it; of two for one key the later one counts."""

    value: Value
    waiting: list[Done]


class Preferences(QObject):
    """settings.toml as the file says it, the few keys of profiles, and the start with the session.

    One job at a time, so that of two changes the later one is the last that is written.

    Signals:
        changed(): the file says something else, or cannot be read, or can be again.
    """

    changed = Signal()

    def __init__(
        self,
        workers: RunsJobs,
        examine: Callable[[], Examined],
        apply: Callable[[Settings], None],
        reread_profiles: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """`examine` reads the file, `apply` puts what it says into effect."""
        super().__init__(parent)
        self._workers = workers
        self._examine = examine
        self._apply = apply
        self._reread_profiles = reread_profiles
        self._found = Examined(Settings())
        self._pending: dict[tuple[str, str], _Change] = {}
        self._is_writing = False

    @property
    def settings(self) -> Settings:
        """What the file says; while it cannot be read, what it said before."""
        return self._found.settings

    @property
    def problem(self) -> InputError | None:
        """Why the file cannot be read, None while it can; nothing is written meanwhile."""
        return self._found.problem

    @property
    def wrong(self) -> Mapping[str, str]:
        """What is wrong with single values of the file, by key."""
        return self._found.wrong

    def read(self) -> None:
        """Read the file again; a broken one leaves everything as it is."""
        found = self._examine()
        if found.problem is not None:
            found = Examined(self._found.settings, found.problem)
        self._take(found)

    def adopt(self, found: Examined) -> None:
        """Begin with what was read at the start."""
        self._found = found
        _log(found)

    def set(self, key: str, value: Value, done: Done) -> None:
        """Write one key of settings.toml (`notify.expired` in its table)."""
        self._ask("", key, value, done)

    def set_profile(self, profile_id: str, key: str, value: Value, done: Done) -> None:
        """Write one key of a profile."""
        self._ask(profile_id, key, value, done)

    def autostart(
        self, enable: bool | None, done: Callable[[Autostart | TokenTrayError], None]
    ) -> None:
        """Start with the session, or no more; None only looks."""
        then = partial(_on_autostart, done)
        self._workers.run(JobRequest(Op.AUTOSTART, {"enable": enable}, then))

    def _ask(self, profile_id: str, key: str, value: Value, done: Done) -> None:
        change = self._pending.setdefault((profile_id, key), _Change(value, []))
        change.value = value
        change.waiting.append(done)
        self._write_next()

    def _write_next(self) -> None:
        if self._is_writing or not self._pending:
            return
        self._is_writing = True
        (profile_id, key), change = next(iter(self._pending.items()))
        del self._pending[profile_id, key]
        fields: dict[str, object] = {"changes": {key: change.value}}
        if profile_id:
            fields["profile"] = profile_id
        op = Op.EDIT if profile_id else Op.SETTINGS
        then = partial(self._on_written, op, change.waiting)
        self._workers.run(JobRequest(op, fields, then))

    def _on_written(self, op: Op, waiting: list[Done], answer: Answer) -> None:
        error = answer if isinstance(answer, TokenTrayError) else None
        self._is_writing = False
        if error is None:
            (self.read if op is Op.SETTINGS else self._reread_profiles)()
        for done in waiting:
            done(error)
        self._write_next()

    def _take(self, found: Examined) -> None:
        if found == self._found:
            return
        self._found = found
        _log(found)
        if found.problem is None:
            self._apply(found.settings)
        self.changed.emit()


def _log(found: Examined) -> None:
    if found.problem is not None:
        logger.warning("%s", found.problem.title)
    for key, what in found.wrong.items():
        logger.warning("settings: %s %s", key, what)


def _on_autostart(done: Callable[[Autostart | TokenTrayError], None], answer: Answer) -> None:
    if isinstance(answer, TokenTrayError):
        done(answer)
    else:
        done(Autostart(answer["found"], answer["place"], answer["command"]))
