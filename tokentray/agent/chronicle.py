"""What happened to profiles, read for a window that must not wait for other processes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from tokentray.core.errors import InputError, TokenTrayError

if TYPE_CHECKING:
    from tokentray.core.events import Event

MOST_EVENTS = 1_000
"""So many are read at once, shared by the profiles: what a GUI thread does in some milliseconds."""

_FEWEST_OF_ONE = 60
_AGAIN_MS = 100
_TRIES = 50


@dataclass(frozen=True, slots=True)
class Recalled:
    """What happened, the oldest first; `is_cut` where older things of that time were left out."""

    events: tuple[Event, ...]
    is_cut: bool = False


Done = Callable[[Recalled | None], None]


@dataclass(slots=True)
class _Asked:
    """Somebody waits for what happened to these profiles since a moment."""

    profile_ids: tuple[str, ...]
    since: float
    done: Done
    tries: int = 0


class Chronicle(QObject):
    """Reads the history without waiting for other processes that write it.

    While one of them has the file, it is tried again by a timer; the loop goes on.
    """

    def __init__(self, history_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history_file = history_file
        self._asked: _Asked | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.on_again_timeout)

    def recall(self, profile_ids: tuple[str, ...], since: float, done: Done) -> None:
        """Call `done` with what happened since a moment, mostly at once; None: not to be had.

        Who asked before and waits still is not answered any more.
        """
        self._asked = _Asked(profile_ids, since, done)
        self._try()

    def save(self, path: Path, content: bytes) -> TokenTrayError | None:
        """Write a file that a person asked for, for their eyes only; tell why not, else None."""
        from tokentray.storage.atomic import replace_file

        try:
            replace_file(path, content)
        except OSError as error:
            what = error.strerror or type(error).__name__
            return InputError("file-unwritable", path=str(path), what=what)
        return None

    @Slot()
    def on_again_timeout(self) -> None:
        self._try()

    def _try(self) -> None:
        # Imported here: sqlite costs 2 ms, and most sessions never look.
        from tokentray.storage.history import History

        asked = self._asked
        if asked is None:
            return
        limit = max(_FEWEST_OF_ONE, MOST_EVENTS // max(1, len(asked.profile_ids)))
        found = History(self._history_file).peek(asked.profile_ids, asked.since, limit)
        asked.tries += 1
        if found is None and asked.tries < _TRIES:
            self._again.start()
            return
        self._asked = None
        asked.done(None if found is None else _recalled(found, asked, limit))


def _recalled(events: tuple[Event, ...], asked: _Asked, limit: int) -> Recalled:
    counts = dict.fromkeys(asked.profile_ids, 0)
    for event in events:
        counts[event.profile] += event.at >= asked.since
    is_cut = any(count >= limit for count in counts.values())
    return Recalled(tuple(sorted(events, key=lambda event: event.at)), is_cut)
