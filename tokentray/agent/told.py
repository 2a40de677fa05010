"""Remember across restarts which notices were given: in the history, opened when one is due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_LOOKED_AT = 200
"""So many of a profile's latest events are searched for a notice."""


class Told:
    """Notices by profile id and key."""

    def __init__(self, history_file: Path, now: Callable[[], float]) -> None:
        self._history_file = history_file
        self._now = now

    def has_told(self, profile_id: str, key: str) -> bool:
        """Tell whether this notice was given before."""
        # Imported here: sqlite costs 2 ms and most sessions never raise a notice.
        from tokentray.storage.history import EventKind, History

        events = History(self._history_file).events(profile_id, limit=_LOOKED_AT)
        return any(
            event.kind is EventKind.NOTIFIED and event.detail.get("key") == key for event in events
        )

    def note_told(self, profile_id: str, key: str) -> None:
        """Remember that this notice was given."""
        from tokentray.storage.history import EventKind, History

        History(self._history_file).record(
            profile_id, self._now(), EventKind.NOTIFIED, {"key": key}
        )
