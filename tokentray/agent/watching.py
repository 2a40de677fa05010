"""Who watches, and the lines that tell them what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot

from tokentray.agent.engine import Engine
from tokentray.core import wire
from tokentray.core.errors import AgentError
from tokentray.core.view import ProfileView

Write = Callable[[bytes], None]
"""Takes whole lines."""

_Event = tuple[str, bytes]
"""The profile's NAME in small letters, and the body of a line (`wire.body_of`)."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told: `head` begins each line (`wire.head_of`), an empty NAME means all profiles."""

    name: str
    head: bytes
    write: Write

    def lines(self, events: Sequence[_Event]) -> bytes:
        """Return the lines of what concerns this one."""
        wanted = self.name.lower()
        return b"".join(self.head + body for name, body in events if wanted in ("", name))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What watchers were told last of a profile."""

    name: str
    state: str
    expires_at: int | None


class Watching(QObject):
    """Compares the profiles with what was told last, when the engine says that one changed.

    Nothing is kept, computed or woken while nobody watches or nothing changes; what one turn of
    the loop brings is put together once and written to each watcher at once.
    """

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._told: dict[str, _Seen] = {}
        self._watchers: dict[int, Watcher] = {}
        self._events: list[_Event] = []
        self._last_number = 0
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self.on_settling_timeout)
        engine.profile_changed.connect(self.on_engine_profile_changed)
        engine.profiles_changed.connect(self.on_engine_profiles_changed)

    def watch(self, watcher: Watcher) -> int:
        """Tell the present state, then every change.

        Returns:
            The number by which `leave` ends it.

        Raises:
            AgentError: too many watch already.
        """
        if len(self._watchers) >= wire.MAX_WATCHERS:
            raise AgentError("too-many-watchers", count=wire.MAX_WATCHERS)
        if not self._watchers:
            self._told = {view.id: _seen(view) for view in self._engine.views()}
        # The present state holds already what others are still to be told.
        self.on_settling_timeout()
        self._last_number += 1
        number = self._last_number
        self._watchers[number] = watcher
        present = [self._event(seen.name, seen, None) for seen in self._told.values()]
        watcher.write(watcher.lines(present))
        return number

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
            self._events.append(self._event(before.name, None, before.state))
            before = None
        if now is not None:
            previous = None if before is None else before.state
            self._events.append(self._event(now.name, now, previous))
        if not self._settling.isActive():
            self._settling.start(0)

    @Slot()
    def on_settling_timeout(self) -> None:
        """Write what has gathered; most watchers are told the same bytes."""
        events, self._events = self._events, []
        made: dict[tuple[str, bytes], bytes] = {}
        for watcher in list(self._watchers.values()) if events else ():
            kind = watcher.name.lower(), watcher.head
            if kind not in made:
                made[kind] = watcher.lines(events)
            watcher.write(made[kind])

    def _event(self, name: str, seen: _Seen | None, previous: str | None) -> _Event:
        """Return the JSON of `watch`; a profile that is gone has no state."""
        body = wire.body_of(
            {
                "version": 1,
                "at": int(self._engine.now()),
                "profile": name,
                "state": None if seen is None else seen.state,
                "previous": previous,
                "expires_at": None if seen is None else seen.expires_at,
            }
        )
        return name.lower(), body


def _seen(view: ProfileView) -> _Seen:
    expires_at = None if view.snapshot is None else view.snapshot.expires_at
    return _Seen(view.name, view.state.value, expires_at)
