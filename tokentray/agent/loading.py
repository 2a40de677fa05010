"""Reading tokens from the vault: one batch at a time, whoever asks joins or waits for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tokentray.agent.worker_process import Answer, JobRequest
from tokentray.agent.workers import Workers
from tokentray.core.errors import TokenTrayError
from tokentray.core.jobs import Op

Loaded = Callable[[TokenTrayError | None], None]
OnPart = Callable[[Mapping[str, Any]], None]
More = Callable[[], Mapping[str, Any]]
OnBatch = Callable[[frozenset[str], TokenTrayError | None], None]


@dataclass(slots=True)
class _Batch:
    """Ids to read, and who waits for them."""

    ids: set[str] = field(default_factory=set)
    waiting: list[Loaded] = field(default_factory=list)


class Loader:
    """Asks a worker for tokens; `on_part` hears of each profile, `on_batch` how it ended.

    `more` is what a job carries beside its ids.
    """

    def __init__(self, workers: Workers, more: More, on_part: OnPart, on_batch: OnBatch) -> None:
        self._workers = workers
        self._more = more
        self._on_part = on_part
        self._on_batch = on_batch
        self._reading: _Batch | None = None
        self._next: _Batch | None = None

    @property
    def is_reading(self) -> bool:
        """Whether the vault is being read."""
        return self._reading is not None

    def load(self, ids: Iterable[str], done: Loaded, *, join: bool = False) -> None:
        """Read some profiles; none at all has missing ids made.

        `join`: what is being read already is good enough, since nobody wrote meanwhile.
        """
        wanted = set(ids)
        if join and self._reading is not None and wanted <= self._reading.ids:
            self._reading.waiting.append(done)
            return
        self._next = self._next or _Batch()
        self._next.ids |= wanted
        self._next.waiting.append(done)
        self._begin()

    def _begin(self) -> None:
        if self._reading is not None or self._next is None:
            return
        self._reading, self._next = self._next, None
        fields = {"profiles": sorted(self._reading.ids), **self._more()}
        self._workers.run(JobRequest(Op.LOAD, fields, self._on_loaded, on_part=self._on_part))

    def _on_loaded(self, answer: Answer) -> None:
        batch, self._reading = self._reading, None
        if batch is None:
            return
        error = answer if isinstance(answer, TokenTrayError) else None
        self._on_batch(frozenset(batch.ids), error)
        for done in batch.waiting:
            done(error)
        self._begin()
