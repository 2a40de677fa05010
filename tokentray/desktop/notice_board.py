"""Tells notices, and keeps each in mind until it is settled or somebody has seen to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from tokentray.agent.notices import Notice, NoticeKind
from tokentray.core.view import ProfileView
from tokentray.desktop.announcements import announce
from tokentray.desktop.bubbles import Bubble

_WORST_FIRST = (
    NoticeKind.FAILED,
    NoticeKind.EXPIRED,
    NoticeKind.CANNOT_REFRESH,
    NoticeKind.ENDS_SOON,
)
"""Of these a profile has one at a time; any other waits beside it while anything is due."""


class Source(Protocol):
    """What is needed of the engine."""

    notice_raised: SignalInstance
    profile_changed: SignalInstance
    profiles_changed: SignalInstance
    settings_changed: SignalInstance

    def now(self) -> float: ...
    def view(self, profile_id: str) -> ProfileView | None: ...
    def due_kind(self, profile_id: str) -> NoticeKind | None: ...
    def snooze(self, profile_ids: Iterable[str]) -> None: ...


class Tells(Protocol):
    """What is needed of the notifier."""

    def show(self, bubble: Bubble) -> None: ...
    def withdraw(self, slot: str) -> None: ...


class NoticeBoard(QObject):
    """One line for each kind of notice, however many profiles it is about.

    A notice names all profiles of its kind that wait, so that the later one takes the place of
    the earlier; one that is settled or seen is taken back from the list of the desktop.

    Signals:
        changed(): there are other lines.
    """

    changed = Signal()

    def __init__(self, source: Source, notifier: Tells, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._notifier = notifier
        self._waiting: dict[tuple[NoticeKind, str], Notice] = {}
        self._shown: set[str] = set()
        source.notice_raised.connect(self.on_source_notice_raised)
        source.profile_changed.connect(self.on_source_profile_changed)
        source.profiles_changed.connect(self.look)
        source.settings_changed.connect(self.look)

    @property
    def lines(self) -> tuple[Notice, ...]:
        """Return what waits for somebody, the worst first."""
        kinds = {kind for kind, _ in self._waiting}
        known = [kind for kind in _WORST_FIRST if kind in kinds]
        return tuple(self._whole(kind) for kind in [*known, *sorted(kinds.difference(known))])

    def bubble_of(self, notice: Notice) -> Bubble:
        """Word a notice."""
        one = len(notice.profile_ids) == 1
        view = self._source.view(notice.profile_ids[0]) if one else None
        return announce(notice, view, self._source.now())

    def says(self, bubble: Bubble) -> bool:
        """Tell whether a line says the same."""
        return bubble.slot in self._slots()

    def see(self, profile_ids: Iterable[str]) -> None:
        """Somebody saw to these profiles: nothing about them waits any more."""
        seen = set(profile_ids)
        gone = [known for known in self._waiting if known[1] in seen]
        for known in gone:
            del self._waiting[known]
        self._tell_change(bool(gone))

    def snooze(self, profile_ids: Iterable[str]) -> None:
        """Somebody wants to hear of it in an hour."""
        ids = tuple(profile_ids)
        self._source.snooze(ids)
        self.see(ids)

    @Slot(object)
    def on_source_notice_raised(self, notice: Notice) -> None:
        for number, one in enumerate(notice.profile_ids):
            for kind in _WORST_FIRST if notice.kind in _WORST_FIRST else ():
                self._waiting.pop((kind, one), None)
            name = notice.names[number]
            self._waiting[notice.kind, one] = Notice(notice.kind, (one,), (name,), notice.until)
        bubble = self.bubble_of(self._whole(notice.kind))
        self._shown.add(bubble.slot)
        self._notifier.show(bubble)
        self._tell_change(True)

    @Slot(str)
    def on_source_profile_changed(self, profile_id: str) -> None:
        if self._waiting:
            self._tell_change(self._look_at(profile_id))

    @Slot()
    def look(self) -> None:
        """Look at all of them again: profiles may be gone, kinds may be unwanted."""
        ids = {one for _, one in self._waiting}
        self._tell_change(any([self._look_at(one) for one in ids]))

    def _look_at(self, profile_id: str) -> bool:
        """Drop what is settled, and follow what has become something else; tell whether any did."""
        mine = [known for known in self._waiting if known[1] == profile_id]
        is_gone = self._source.view(profile_id) is None
        now = self._source.due_kind(profile_id)
        changed = False
        for known in mine:
            is_beside = known[0] not in _WORST_FIRST and now is not None
            if not is_gone and (known[0] == now or is_beside):
                continue
            before = self._waiting.pop(known)
            changed = True
            if now in _WORST_FIRST and not is_gone:
                self._waiting[now, profile_id] = Notice(now, (profile_id,), before.names)
        return changed

    def _whole(self, kind: NoticeKind) -> Notice:
        ones = [notice for known, notice in self._waiting.items() if known[0] == kind]
        ids = tuple(one.profile_ids[0] for one in ones)
        names = tuple(one.names[0] for one in ones)
        return Notice(kind, ids, names, ones[0].until if len(ones) == 1 else None)

    def _slots(self) -> set[str]:
        return {self.bubble_of(line).slot for line in self.lines}

    def _tell_change(self, changed: bool) -> None:
        if not changed:
            return
        over = self._shown - self._slots()
        self._shown -= over
        for slot in over:
            self._notifier.withdraw(slot)
        self.changed.emit()
