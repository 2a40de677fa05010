"""Brings the past of profiles to the view that shows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from tokentray.agent.chronicle import Recalled
from tokentray.core.errors import TokenTrayError
from tokentray.core.view import ProfileView
from tokentray.desktop.history_layout import Track
from tokentray.desktop.history_view import HistoryView, Past, Wish

MOST_LANES = 24
"""More profiles than this are counted; nobody reads so many lanes."""


class Chronicle(Protocol):
    """What is needed of the agent's memory."""

    def recall(
        self, profile_ids: tuple[str, ...], since: float, done: Callable[[Recalled | None], None]
    ) -> None: ...
    def save(self, path: Path, content: bytes) -> TokenTrayError | None: ...


class HistoryFeed(QObject):
    """Asks the chronicle for what the view wants; `views` are all profiles in their order."""

    def __init__(
        self,
        chronicle: Chronicle,
        views: Callable[[], tuple[ProfileView, ...]],
        view: HistoryView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chronicle = chronicle
        self._views = views
        self._view = view
        self._shown = ""
        view.wanted.connect(self.on_view_wanted)
        view.save_with(chronicle.save)

    def show_profile(self, profile: ProfileView, now: float) -> None:
        """This profile is looked at."""
        self._shown = profile.id
        self._view.show_profile(profile.id, profile.name, now, profile.lifetime)

    @Slot(object)
    def on_view_wanted(self, wish: Wish) -> None:
        views = self._views()
        chosen = [view for view in views if wish.is_all or view.id == self._shown]
        shown = tuple(chosen[:MOST_LANES])
        done = partial(self._on_recalled, shown, len(chosen) - len(shown))
        self._chronicle.recall(tuple(view.id for view in shown), wish.since, done)

    def _on_recalled(
        self, shown: tuple[ProfileView, ...], others: int, recalled: Recalled | None
    ) -> None:
        if recalled is None:
            self._view.say_busy()
            return
        tracks = tuple(_track(view, recalled) for view in shown)
        self._view.show_past(Past(tracks, recalled.is_cut, others))


def _track(view: ProfileView, recalled: Recalled) -> Track:
    events = tuple(event for event in recalled.events if event.profile == view.id)
    return Track(view.id, view.name, events, _life(view))


def _life(view: ProfileView) -> tuple[float, float | None] | None:
    """Return when the present token came and ends, by our clock."""
    snapshot = view.snapshot
    if snapshot is None or snapshot.access_token is None:
        return None
    return snapshot.obtained_at - snapshot.clock_skew, view.expires_at
