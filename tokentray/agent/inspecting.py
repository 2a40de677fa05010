"""Asking about tokens: once each, one at a time, when nobody is kept waiting by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from tokentray.agent.held import Held
from tokentray.agent.worker_process import Answer, JobRequest
from tokentray.agent.workers import Workers
from tokentray.core.errors import TokenTrayError
from tokentray.core.jobs import Op
from tokentray.core.profile import Profile
from tokentray.core.snapshot import Snapshot

AGAIN_IN = 300.0
"""Seconds in which the same token is not asked about again."""

Take = Callable[[Held, Mapping[str, Any]], None]
Done = Callable[[], None]


class Inspections(QObject):
    """Runs inspect jobs for what the engine holds; `take` holds what one brought.

    `may_ask` tells whether servers may be asked now.
    """

    def __init__(
        self,
        workers: Workers,
        now: Callable[[], float],
        take: Take,
        may_ask: Callable[[Held], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._may_ask = may_ask
        self._workers = workers
        self._now = now
        self._take = take
        self._turns: dict[str, Held] = {}
        self._asked: dict[str, tuple[str, float]] = {}
        self._waiting: dict[str, list[Done]] = {}
        self._flying: str | None = None
        self._is_stopped = False

    def offer(self, held: Held) -> None:
        """Ask about a token, as soon as nothing else is to be done, where that may tell more."""
        if self._is_wanted(held):
            self._turns[held.profile.id] = held
            # What is being answered now is answered first.
            QTimer.singleShot(0, self, self._begin)

    def ask(self, held: Held, done: Done) -> None:
        """Do so for somebody who waits; `done` is called at once where there is nothing to ask."""
        profile_id = held.profile.id
        self.offer(held)
        if profile_id in self._turns or profile_id == self._flying:
            self._waiting.setdefault(profile_id, []).append(done)
        else:
            done()

    def stop(self) -> None:
        """Begin nothing more."""
        self._is_stopped = True
        self._turns.clear()

    def _is_wanted(self, held: Held) -> bool:
        snapshot = held.snapshot
        if snapshot is None or self._is_stopped:
            return False
        if not may_tell_more(held.profile, snapshot):
            return False
        token, at = self._asked.get(held.profile.id, ("", 0.0))
        # A clock that was set back holds up nothing for longer than it should.
        return token != snapshot.access_token or not 0 <= self._now() - at < AGAIN_IN

    def _begin(self) -> None:
        while self._turns and self._flying is None and not self._is_stopped:
            profile_id = next(iter(self._turns))
            held = self._turns.pop(profile_id)
            if self._may_ask(held) and self._is_wanted(held):
                self._start(held)
            else:
                held.is_new = True
                self._tell(profile_id)

    def _start(self, held: Held) -> None:
        profile_id, snapshot = held.profile.id, held.snapshot
        if snapshot is None:
            return
        self._flying = profile_id
        self._asked[profile_id] = (snapshot.access_token or "", self._now())
        done = partial(self._on_inspected, held, snapshot.generation)
        self._workers.run(JobRequest(Op.INSPECT, {"profile": profile_id}, done))

    def _on_inspected(self, held: Held, generation: int, answer: Answer) -> None:
        self._flying = None
        if not isinstance(answer, TokenTrayError) and _is_about(held, generation, answer):
            self._take(held, answer)
        self._tell(held.profile.id)
        self._begin()

    def _tell(self, profile_id: str) -> None:
        for done in self._waiting.pop(profile_id, []):
            done()


def may_tell_more(profile: Profile, snapshot: Snapshot) -> bool:
    """Tell whether somebody may know more of a token than we do."""
    if snapshot.access_token is None or snapshot.ended is not None:
        return False
    if not snapshot.opaque or snapshot.claims is not None:
        return snapshot.signature.wants_keys
    named = profile.endpoints.introspection or profile.endpoints.userinfo
    return snapshot.signature.wants_keys or bool(named or profile.issuer)


def _is_about(held: Held, generation: int, answer: Mapping[str, Any]) -> bool:
    """Tell whether the answer is about the tokens that are held still."""
    snapshot, told = held.snapshot, answer["snapshot"]
    if snapshot is None or told is None or held.flight is not None:
        return False
    return bool(snapshot.generation == generation == told["generation"])
