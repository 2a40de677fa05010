"""Who watches, and the lines that tell them what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tokentray.agent.engine import Engine
from tokentray.core import wire
from tokentray.core.errors import AgentError
from tokentray.core.view import ProfileView

Tell = Callable[[bytes], None]
"""Takes the body of one line, see `wire.body_of`."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What watchers were told last of a profile."""

    name: str
    state: str
    expires_at: int | None


class Watching(QObject):
    """Compares the profiles with what was told last, when the engine says that one changed.

    Nothing is kept, computed or woken while nobody watches or nothing changes.

    Signals:
        settled(): all that this turn of the loop changed was told.
    """

    settled = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._told: dict[str, _Seen] = {}
        self._watchers: dict[int, tuple[str, Tell]] = {}
        self._last_number = 0
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self.settled)
        engine.profile_changed.connect(self.on_engine_profile_changed)
        engine.profiles_changed.connect(self.on_engine_profiles_changed)

    def watch(self, name: str, tell: Tell) -> int:
        """Tell the present state, of all profiles for an empty NAME, then every change.

        Returns:
            The number by which `leave` ends it.

        Raises:
            AgentError: too many watch already.
        """
        if len(self._watchers) >= wire.MAX_WATCHERS:
            raise AgentError("too-many-watchers", count=wire.MAX_WATCHERS)
        if not self._watchers:
            self._told = {view.id: _seen(view) for view in self._engine.views()}
        self._last_number += 1
        self._watchers[self._last_number] = name.lower(), tell
        for seen in self._told.values():
            if name.lower() in ("", seen.name.lower()):
                tell(self._event(seen.name, seen, None))
        return self._last_number

    def leave(self, number: int) -> None:
        """End a watch; once more does nothing."""
        self._watchers.pop(number, None)

    @property
    def count(self) -> int:
        """How many watch."""
        return len(self._watchers)

    @Slot(str)
    def on_engine_profile_changed(self, profile_id: str) -> None:
        if self._watchers:
            view = self._engine.view(profile_id)
            self._compare(profile_id, None if view is None else _seen(view))

    @Slot()
    def on_engine_profiles_changed(self) -> None:
        """Profiles may have come, gone, or got another NAME."""
        if not self._watchers:
            return
        found = {view.id: _seen(view) for view in self._engine.views()}
        for profile_id in [*(one for one in self._told if one not in found), *found]:
            self._compare(profile_id, found.get(profile_id))

    def _compare(self, profile_id: str, now: _Seen | None) -> None:
        before = self._told.get(profile_id)
        if now == before:
            return
        if now is None:
            del self._told[profile_id]
        else:
            self._told[profile_id] = now
        if before is not None and (now is None or now.name != before.name):
            self._tell_all(before.name, None, before.state)
            before = None
        if now is not None:
            self._tell_all(now.name, now, None if before is None else before.state)

    def _tell_all(self, name: str, seen: _Seen | None, previous: str | None) -> None:
        event = self._event(name, seen, previous)
        for wanted, tell in list(self._watchers.values()):
            if wanted in ("", name.lower()):
                tell(event)
        if not self._settling.isActive():
            self._settling.start(0)

    def _event(self, name: str, seen: _Seen | None, previous: str | None) -> bytes:
        """Return the JSON of `watch`; a profile that is gone has no state."""
        return wire.body_of(
            {
                "version": 1,
                "at": int(self._engine.now()),
                "profile": name,
                "state": None if seen is None else seen.state,
                "previous": previous,
                "expires_at": None if seen is None else seen.expires_at,
            }
        )


def _seen(view: ProfileView) -> _Seen:
    expires_at = None if view.snapshot is None else view.snapshot.expires_at
    return _Seen(view.name, view.state.value, expires_at)
