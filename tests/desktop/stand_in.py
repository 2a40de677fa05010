"""A stand-in for the agent's engine at its one seam: what the desktop sees of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal

from tests.desktop.accounts import PlayedAccounts
from tests.desktop.played_preferences import PlayedPreferences
from tokentray.agent.chronicle import Chronicle
from tokentray.agent.confirming import Confirming, ConfirmingParts
from tokentray.agent.gate import Gate
from tokentray.agent.held import Previous
from tokentray.agent.notices import Notice, NoticeKind
from tokentray.core.errors import ProfileError, TokenTrayError
from tokentray.core.handout import Format, format_token
from tokentray.core.profile import Endpoints, Profile
from tokentray.core.settings import Settings
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.view import ProfileView, in_order, view_of
from tokentray.storage.agreements import AgreementsFile
from tokentray.storage.folders import find_folders

TOKEN = "eyJ-stand-in.token"


@dataclass(frozen=True, slots=True)
class HandOut:
    """What the engine hands out."""

    text: str = field(repr=False)
    token_type: str
    expires_at: int | None
    lives_for: float | None
    warning: str = ""


def make_view(
    name: str = "api",
    left: float | None = 840,
    *,
    lifetime: float = 3600,
    now: float | None = None,
    refresh: bool = True,
    pinned: bool = False,
    token: str | None = TOKEN,
    ended: str | None = None,
    failures: int = 0,
    refreshing: bool = False,
    locked: bool = False,
) -> ProfileView:
    """Make a profile that lives `left` more seconds; None for an unknown expiry."""
    at = time.time() if now is None else now
    url = "https://id.example/token" if refresh else ""
    profile = Profile(name, f"id-{name}", endpoints=Endpoints(token=url), pinned=pinned)
    snapshot = None
    if token is not None:
        snapshot = Snapshot(
            generation=1,
            access_token=token,
            obtained_at=int(at + (left or 0) - lifetime),
            expires_at=None if left is None else int(at + left),
            has_refresh_token=refresh,
            ended=ended,
        )
    return view_of(
        profile,
        snapshot,
        Standing(failures=failures),
        at,
        refreshing=refreshing,
        locked=locked,
    )


class StandInEngine(QObject):
    """Holds views, answers at once, and remembers what it was asked for.

    Signals:
        profile_changed(str), profiles_changed(), store_changed(), problem_changed(),
        settings_changed(object), notice_raised(object): as the real one.
    """

    profile_changed = Signal(str)
    profiles_changed = Signal()
    store_changed = Signal()
    problem_changed = Signal()
    settings_changed = Signal(object)
    notice_raised = Signal(object)

    def __init__(self, *views: ProfileView, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.now = clock
        self.gate = Gate(parent=self)
        self.paused = False
        self.asked: list[tuple[object, ...]] = []
        self.answer: TokenTrayError | None = None
        self.settings = Settings()
        self.due: dict[str, NoticeKind] = {}
        self._views = views

    def views(self) -> tuple[ProfileView, ...]:
        return in_order(self._views)

    def view(self, profile_id: str) -> ProfileView | None:
        return next((view for view in self._views if view.id == profile_id), None)

    def due_kind(self, profile_id: str) -> NoticeKind | None:
        return self.due.get(profile_id)

    def snooze(self, profile_ids: Iterable[str]) -> None:
        self.asked.append(("snooze", *profile_ids))

    def raise_notice(self, kind: NoticeKind, *names: str) -> None:
        """Tell something of profiles; it lasts until `due` says otherwise."""
        ids = tuple(f"id-{name}" for name in names)
        self.due.update(dict.fromkeys(ids, kind))
        view = self.view(ids[0])
        until = view.expires_at if len(ids) == 1 and view is not None else None
        self.notice_raised.emit(Notice(kind, ids, names, until))

    @property
    def has_nothing(self) -> bool:
        return not self._views

    def problems(self) -> Mapping[str, ProfileError]:
        return {}

    @property
    def store_error(self) -> None:
        return None

    @property
    def file_problem(self) -> None:
        return None

    @property
    def unsaved(self) -> tuple[str, ...]:
        return ()

    @property
    def is_loading(self) -> bool:
        return False

    def look_at(self, profile_id: str) -> None:
        self.asked.append(("look_at", profile_id))

    def see(self, profile_id: str) -> None:
        self.asked.append(("see", profile_id))

    def previous(self, _profile_id: str) -> Previous | None:
        return None

    def decode(self, text: str, done: Callable[[Mapping[str, Any] | TokenTrayError], None]) -> None:
        self.asked.append(("decode", text))
        done({})

    def reload_locked(self) -> None:
        self.asked.append(("reload_locked",))

    def set_views(self, *views: ProfileView) -> None:
        self._views = views
        self.profiles_changed.emit()

    def hand_out(
        self,
        profile_id: str,
        *,
        min_valid: float | None,
        form: Format,
        done: Callable[[HandOut | TokenTrayError], None],
    ) -> None:
        self.asked.append(("hand_out", profile_id, min_valid, form))
        view = self.view(profile_id)
        assert view is not None
        assert view.snapshot is not None
        if self.answer is not None:
            done(self.answer)
            return
        left = view.seconds_left(self.now())
        text = format_token(view.snapshot, form)
        done(HandOut(text, "Bearer", view.snapshot.expires_at, left))

    def refresh(
        self,
        profile_id: str,
        *,
        force: bool,
        done: Callable[[TokenTrayError | None], None],
    ) -> None:
        self.asked.append(("refresh", profile_id, force))
        done(self.answer)

    def pause(self, profile_id: str | None = None) -> None:
        self.asked.append(("pause", profile_id))
        self.paused = self.paused or profile_id is None

    def resume(self, profile_id: str | None = None) -> None:
        self.asked.append(("resume", profile_id))
        self.paused = self.paused and profile_id is not None

    def unlock(self, done: Callable[[TokenTrayError | None], None]) -> None:
        self.asked.append(("unlock",))
        done(self.answer)

    def close(self, done: Callable[[], None]) -> None:
        self.asked.append(("close",))
        done()


class StandInAgent(QObject):
    """The agent around a stand-in engine: no socket, no watches, folders of the environment."""

    left_alone = Signal()

    def __init__(self, engine: StandInEngine, environ: Mapping[str, str]) -> None:
        super().__init__()
        self.engine = engine
        self.signing = PlayedAccounts()
        self.preferences = PlayedPreferences()
        self.requests = SimpleNamespace()
        self.folders = find_folders(environ)
        keeper = AgreementsFile(self.folders.agreements_file)
        confirming = Confirming(ConfirmingParts(engine.now, keeper), self)
        self.parts = SimpleNamespace(confirming=confirming)
        self.chronicle = Chronicle(self.folders.history_file, self)

    def start(self) -> None:
        """Nothing has to begin."""

    def keep_log(self) -> None:
        """Nothing is logged."""

    def close(self, done: Callable[[], None]) -> None:
        """End at once."""
        self.engine.close(done)
