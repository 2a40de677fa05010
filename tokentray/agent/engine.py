"""The heart of the running program: holds access tokens, renews them in time, hands them out.

Keyring and network are a worker process's business; here are the clock, the decisions of the
core, and the memory.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tokentray.agent.announcing import Announcer, SortOut, Sources
from tokentray.agent.gate import Gate
from tokentray.agent.handing import HandOut, HandOutDone, HandOuts, Request
from tokentray.agent.held import Held, Landed, Landing, Previous
from tokentray.agent.inspecting import Inspections
from tokentray.agent.loading import Loader
from tokentray.agent.notices import Due, NoticeKind, changed_notice, due_notice, is_wanted
from tokentray.agent.refreshing import Refresher
from tokentray.agent.rereading import ReadInParts, Rereading
from tokentray.agent.worker_process import Answer, JobRequest
from tokentray.agent.workers import Workers
from tokentray.core.ending import ComingEnd
from tokentray.core.errors import (
    Denied,
    NoSuchProfile,
    ProfileError,
    TokenTrayError,
    VaultError,
    VaultLocked,
    error_from_dict,
)
from tokentray.core.handout import Format, Want
from tokentray.core.jobs import Op
from tokentray.core.profile import Renew
from tokentray.core.schedule import back_off
from tokentray.core.settings import Settings
from tokentray.core.snapshot import snapshot_from_dict, standing_from_dict
from tokentray.core.view import ProfileView, in_order
from tokentray.storage.profiles import Profiles

__all__ = ["Engine", "EngineParts", "HandOut"]

logger = logging.getLogger(__name__)

_LONGEST_WAIT = 3600.0
_SHORTEST_WAIT = 1.0
_LAST_STRETCH = 5.0

_SETTLES_IN = 1.0
_SETTLES_SPREAD = 2.0
_OFFLINE_PATIENCE = 30.0
"""After a sleep the network gets this long to come before refreshes are tried without it."""

_NETWORK_TROUBLE = frozenset(
    {
        "offline",
        "dns",
        "timed-out",
        "reply-lost",
        "proxy",
        "proxy-unreachable",
        "tls",
        "tls-failed",
    }
)
_VAULT_TROUBLE = frozenset({"vault-locked", "vault-missing", "vault-silent"})


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class EngineParts:
    """What the engine works with.

    `chance` gives [0, 1); `read_profiles` reads in parts; `sort_out` remembers across restarts
    which notices were given; `is_online` tells what the system says of the network, True where it
    says nothing. Through `gate` goes what is handed out.
    """

    now: Callable[[], float]
    chance: Callable[[], float]
    read_profiles: ReadInParts
    workers: Workers
    settings: Settings
    sort_out: SortOut
    is_online: Callable[[], bool] = field(default=_always)
    gate: Gate = field(default_factory=Gate)


Done = Callable[[TokenTrayError | None], None]


class Engine(QObject):
    """Owns every profile's state.

    Signals:
        profile_changed(str): the id of a profile whose state or tokens changed.
        profiles_changed(): the set of profiles, their names or order, or the pause changed.
        store_changed(): the keyring was locked, unlocked, lost or found.
        problem_changed(): what is wrong with profiles.toml, or with saving, changed.
        settings_changed(Settings): settings.toml was edited.
        notice_raised(Notice): something to tell people unasked.
    """

    profile_changed = Signal(str)
    profiles_changed = Signal()
    store_changed = Signal()
    problem_changed = Signal()
    settings_changed = Signal(object)
    notice_raised = Signal(object)

    def __init__(self, parts: EngineParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._settings = parts.settings
        self._held: dict[str, Held] = {}
        self._problems: Mapping[str, ProfileError] = {}
        self._file_problem: ProfileError | None = None
        self._last_good = ""
        self._store_error: VaultError | None = None
        self._paused = False
        self._closing = False
        self._was_loaded = False
        self._quiet_until = 0.0
        self._load_failures = 0
        self._had_trouble = False
        self._reload_at: float | None = None
        self._rereading = Rereading(
            parts.read_profiles, self._on_profiles_read, self._set_file_problem, self
        )
        self._due_timer = QTimer(self)
        self._due_timer.setSingleShot(True)
        self._due_timer.timeout.connect(self.tick)
        self._loader = Loader(
            parts.workers, self._last_good_file, self._on_load_part, self._on_batch_loaded
        )
        self._fresher: set[str] = set()  # what came while the vault was being read
        self._refresher = Refresher(
            parts.workers, parts.now, self._take, self._last_good_file, self
        )
        self._refresher.landed.connect(self.on_refresher_landed)
        self._refresher.shown.connect(self.on_refresher_shown)
        self._refresher.place_freed.connect(self.on_refresher_place_freed)
        self._refresher.unsaved_changed.connect(self.problem_changed)
        self._inspections = Inspections(
            parts.workers, parts.now, self._take_inspected, self._may_inspect, self
        )
        self._hand_outs = HandOuts(parts.now, self._refresher.ask)
        self._announcer = Announcer(self._sources(), self)
        self._announcer.notice_raised.connect(self.notice_raised)
        parts.gate.changed.connect(self.on_gate_changed)

    # What is known

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @property
    def gate(self) -> Gate:
        """What locks and opens, and tells whether it is locked."""
        return self._parts.gate

    @property
    def paused(self) -> bool:
        """Whether refreshing by itself is stopped."""
        return self._paused

    @property
    def store_error(self) -> VaultError | None:
        """Why the keyring cannot be used, None while it can."""
        return self._store_error

    @property
    def store_state(self) -> tuple[str, str]:
        """Return (kind, state): keyring or memory; ready, locked or missing."""
        kind = self._parts.settings.store.value
        if self._store_error is None:
            return kind, "ready"
        return kind, "locked" if isinstance(self._store_error, VaultLocked) else "missing"

    @property
    def file_problem(self) -> ProfileError | None:
        """Why profiles.toml as a whole cannot be read, None while it can."""
        return self._file_problem

    @property
    def has_nothing(self) -> bool:
        """Whether there is no profile, not even one that is out of use."""
        return not (self._held or self._problems or self._rereading.is_reading)

    @property
    def is_loading(self) -> bool:
        """Whether the vault is being read for the first time."""
        return self._loader.is_reading and not self._was_loaded

    @property
    def unsaved(self) -> tuple[str, ...]:
        """Names of the profiles whose new tokens the keyring did not take yet."""
        unsaved = self._refresher.unsaved
        return tuple(self._held[one].profile.name for one in unsaved if one in self._held)

    def now(self) -> float:
        """POSIX seconds by this computer's clock."""
        return self._parts.now()

    def ids(self) -> frozenset[str]:
        """Return the ids of all profiles."""
        return frozenset(self._held)

    def views(self) -> tuple[ProfileView, ...]:
        """Return all profiles, pinned first, then by name."""
        now = self.now()
        return in_order(held.view(now, paused=self._paused) for held in self._held.values())

    def view(self, profile_id: str) -> ProfileView | None:
        """Return one profile, None where there is none of this id."""
        held = self._held.get(profile_id)
        return None if held is None else held.view(self.now(), paused=self._paused)

    def view_by_name(self, name: str) -> ProfileView | None:
        """Return one profile by its NAME, without regard to case."""
        folded = name.lower()
        for held in self._held.values():
            if held.profile.name.lower() == folded:
                return held.view(self.now(), paused=self._paused)
        return None

    def problems(self) -> Mapping[str, ProfileError]:
        """Return the profiles that are out of use, by NAME."""
        return self._problems

    # Life

    def start(self) -> None:
        """Read the profiles and have their tokens loaded."""
        self.on_profiles_edited()

    def close(self, done: Callable[[], None]) -> None:
        """Stop; `done` is called when no answer of a server can be lost by it."""
        self._closing = True
        self._due_timer.stop()
        self._rereading.stop()
        self._announcer.stop()
        self._refresher.stop()
        self._inspections.stop()
        self._parts.workers.close(done)

    @Slot()
    def on_profiles_edited(self) -> None:
        """Read profiles.toml again, a large one in several turns of the loop."""
        self._rereading.begin()

    def reread_profiles(self) -> None:
        """Read profiles.toml again, now; a broken file leaves everything as it is."""
        self._rereading.finish()

    def _on_profiles_read(self, profiles: Profiles) -> None:
        self._set_file_problem(None)
        self._last_good = profiles.text
        if _signature(profiles.problems) != _signature(self._problems):
            self._problems = profiles.problems
            self.problem_changed.emit()
        self._adopt(profiles)

    @Slot(object)
    def apply_settings(self, settings: Settings) -> None:
        """Settings.toml was edited; which store is used is decided at the start only."""
        settings = replace(settings, store=self._settings.store)
        if settings != self._settings:
            self._settings = settings
            self._announcer.look_again()
            self._review_all()
            self.settings_changed.emit(settings)

    def reload(
        self, profile_ids: Iterable[str] | None = None, then: Callable[[], None] | None = None
    ) -> None:
        """Have the tokens of some profiles (all by default) read from the vault.

        `then` is called when they are read, or when that cannot be.
        """
        asked = self._held if profile_ids is None else profile_ids
        ids = [one for one in asked if one in self._held]
        if ids and not self._closing:
            self._load(ids, None if then is None else lambda _error: then())
        elif then is not None:
            then()

    @Slot()
    def reload_locked(self) -> None:
        """Try again what could not be read: the keyring was unlocked or has come."""
        for held in self._held.values():
            if held.standing.problem in _VAULT_TROUBLE:
                self._pass_over_back_off(held)
        waiting = [one for one, held in self._held.items() if not held.is_loaded]
        if waiting or not self._held:
            self._load(waiting)
        self.tick()

    @Slot(str, int)
    def generation_seen(self, profile_id: str, generation: int) -> None:
        """Another process may have written the vault: read what is newer than what we hold."""
        held = self._held.get(profile_id)
        if held is None:
            return
        held.seen = generation
        # What is on its way brings the newest itself.
        if held.is_outdated and held.is_loaded and held.flight is None:
            self._load([profile_id])

    @Slot(float)
    def on_clock_stepped(self, seconds: float) -> None:
        """The wall clock was set: everything is computed anew from absolute moments."""
        for held in self._held.values():
            held.shift_clock(seconds)
        self._quiet_until = 0.0
        self._review_all()

    @Slot()
    def on_sleep_coming(self) -> None:
        """The computer is about to sleep: an answer to what is sent now could be lost."""
        self._quiet_until = self.now() + _OFFLINE_PATIENCE

    @Slot(float)
    def on_woke(self, _seconds: float) -> None:
        """The computer slept: refreshes wait for the network, and not all for the same moment."""
        wait = _SETTLES_IN + _SETTLES_SPREAD * self._parts.chance()
        self._quiet_until = self.now() + (wait if self._parts.is_online() else _OFFLINE_PATIENCE)
        self._review_all()

    @Slot()
    def on_network_came(self) -> None:
        """The network is there again: what failed for want of it is tried at once."""
        for held in self._held.values():
            if held.standing.problem in _NETWORK_TROUBLE:
                self._pass_over_back_off(held)
        self._quiet_until = self.now() + _SETTLES_IN + _SETTLES_SPREAD * self._parts.chance()
        self._review_all()

    # What people and programs ask for

    def pause(self, profile_id: str | None = None) -> None:
        """Stop refreshing by itself, one profile or all; a hand-out may still refresh."""
        self._set_paused(True, profile_id)

    def resume(self, profile_id: str | None = None) -> None:
        """Go on refreshing; one that was paused by itself waits for its own resume."""
        self._set_paused(False, profile_id)

    def look_at(self, profile_id: str) -> None:
        """Somebody looks at a profile: that counts as use."""
        held = self._held.get(profile_id)
        if held is not None:
            self._note_use(held)

    def see(self, profile_id: str) -> None:
        """Somebody has seen what a refresh changed: it is no news any more."""
        held = self._held.get(profile_id)
        if held is not None and held.news is not None:
            held.news = None
            self._review(held)

    def previous(self, profile_id: str) -> Previous | None:
        """Return what the token before said, as long as this program runs; None where none did."""
        held = self._held.get(profile_id)
        return None if held is None or self.gate.is_locked else held.previous

    def decode(self, text: str, done: Callable[[Mapping[str, Any] | TokenTrayError], None]) -> None:
        """Have a worker decode a token that a person pasted; it is believed and kept by nobody."""
        self._run(Op.DECODE, {"text": text}, lambda answer: done(_claims_in(answer)))

    @Slot()
    def on_gate_changed(self) -> None:
        """Locked, nothing of former tokens is held."""
        if self.gate.is_locked:
            for held in self._held.values():
                held.previous = None

    def _note_use(self, held: Held) -> None:
        held.used_at = self.now()
        if held.profile.renew is Renew.WHILE_USED:
            self._review(held)
            self._plan(held.used_at)

    def hand_out(
        self, profile_id: str, *, min_valid: float | None, form: Format, done: HandOutDone
    ) -> None:
        """Give the access token by the contract's table, after at most one refresh."""
        held = self._held.get(profile_id)
        if held is None:
            done(NoSuchProfile("no-such-profile", name=profile_id))
            return
        if self.gate.is_locked:
            done(Denied("locked"))
            return
        self._note_use(held)
        request = Request(_want(held, min_valid), form, partial(self._on_handed_out, done))
        self._when_known(held, partial(self._hand_out_loaded, profile_id, request))

    def check_hand_out(self, profile_id: str, *, min_valid: float | None, done: Done) -> None:
        """Tell why `hand_out` would give nothing whatever happens, None where it may give."""
        held = self._held.get(profile_id)
        if held is None:
            done(NoSuchProfile("no-such-profile", name=profile_id))
        else:
            checked = partial(self._check_loaded, profile_id, _want(held, min_valid), done)
            self._when_known(held, checked)

    def _when_known(self, held: Held, then: Done) -> None:
        """Go on at once, or when the keyring was read; it may have come, and never prompts."""
        if held.snapshot is None and not (held.is_loaded and held.error is None):
            self._load([held.profile.id], then, join=True)
        else:
            then(None)

    def _on_handed_out(self, done: HandOutDone, given: HandOut | TokenTrayError) -> None:
        """It may have been locked while a refresh was on its way."""
        if self.gate.is_locked and isinstance(given, HandOut):
            given = Denied("locked")
        done(given)

    def refresh(self, profile_id: str, *, force: bool, done: Done) -> None:
        """Renew a profile where renewal is due, or now by `force`; one on its way is joined."""
        held, now = self._held.get(profile_id), self.now()
        if held is None:
            done(NoSuchProfile("no-such-profile", name=profile_id))
        elif held.flight is None and held.has_just_landed(now):
            done(held.landing.error)
        else:
            self._note_use(held)
            self._refresher.ask(held, {"force": force}, _telling(done))
            self._review(held)

    def inspect(self, profile_id: str, done: Callable[[], None]) -> None:
        """Ask whoever may know more of the token, then call `done`; at once where nobody does."""
        held = self._held.get(profile_id)
        if held is None or not self._may_inspect(held):
            done()
        else:
            self._inspections.ask(held, done)

    def store(self, profile_id: str, token_set: Mapping[str, Any], done: Done) -> None:
        """Keep a token set that another process understood (memory store only)."""
        fields = {"profile": profile_id, "token_set": dict(token_set)}
        self._run(Op.STORE, fields, partial(self._on_stored, profile_id, done))

    def remove(self, profile_id: str, done: Done) -> None:
        """Remove a profile and all that is held for it."""
        self._run(Op.FORGET, {"profile": profile_id}, partial(self._on_removed, done))

    def unlock(self, done: Done) -> None:
        """Let the keyring ask for its password: a person wants it."""
        self._run(Op.UNLOCK, {}, partial(self._on_unlocked, done), alone=True)

    def _run(
        self,
        op: Op,
        fields: Mapping[str, Any],
        done: Callable[[Answer], None],
        *,
        alone: bool = False,
    ) -> None:
        self._parts.workers.run(JobRequest(op, fields, done, alone=alone))

    def snooze(self, profile_ids: Iterable[str]) -> None:
        """Say what is to be said of these profiles again in an hour, and not before."""
        self._announcer.snooze(profile_ids)

    def due_kind(self, profile_id: str) -> NoticeKind | None:
        """Tell what there still is to say of a profile, whether it was said or not."""
        due = self._due_now(profile_id)
        wanted = due is not None and is_wanted(due.kind, self._settings.notify)
        return due.kind if due is not None and wanted else None

    # Time

    @Slot()
    def tick(self) -> None:
        """Do what is due at this moment, and plan the next."""
        if self._closing:
            return
        now = self.now()
        self._announcer.look()
        for held in list(self._held.values()):
            if held.next_at is not None and held.next_at <= now:
                self._review(held)
        if self._reload_at is not None and self._reload_at <= now:
            self._reload_at = None
            self._load([one for one, held in self._held.items() if not held.is_loaded])
        self._begin_due(now)
        self._offer_inspections()
        self._plan(now)

    @Slot()
    def on_refresher_place_freed(self) -> None:
        if not self._closing:
            self._begin_due(self.now())

    @Slot(str)
    def on_refresher_shown(self, profile_id: str) -> None:
        self._review_one(profile_id)

    @Slot(str)
    def on_refresher_landed(self, profile_id: str) -> None:
        held = self._held.get(profile_id)
        if held is not None:
            self._note_store(held.landing.error)
            if held.landing.renewed:
                self._note_fresher(profile_id)
            if held.standing.problem in _NETWORK_TROUBLE:
                self._parts.is_online()  # from now on its coming back is told
            self._review(held)
            self._plan(self.now())
            self._offer_inspection(held)
            if held.is_outdated:
                self._load([profile_id])

    def _begin_due(self, now: float) -> None:
        """Begin the refreshes that are due, the longest due first."""
        if now < self._quiet_until <= now + _OFFLINE_PATIENCE:
            return
        due = [
            (at, one)
            for one, held in self._held.items()
            if (at := held.due_at(now, paused=self._paused)) is not None
        ]
        for _, one in sorted(due):
            if not self._refresher.offer(self._held[one]):
                return
            self._review(self._held[one])

    def _offer_inspections(self) -> None:
        for held in self._held.values():
            self._offer_inspection(held)

    def _offer_inspection(self, held: Held) -> None:
        if held.is_new and not (self._paused or held.is_paused) and self._may_inspect(held):
            held.is_new = False
            self._inspections.offer(held)

    def _may_inspect(self, held: Held) -> bool:
        """Tell whether servers may be asked for more than tokens: the network is not in doubt."""
        now = self.now()
        is_quiet = now < self._quiet_until <= now + _OFFLINE_PATIENCE
        if self._closing or is_quiet or held.flight is not None:
            return False
        # Asking the system for the network costs much, so it is asked after trouble only.
        return not self._had_trouble or self._parts.is_online()

    def _plan(self, now: float) -> None:
        """Arm the one timer for the next moment at which something changes by itself."""
        coming = [held.next_at for held in self._held.values() if held.next_at is not None]
        coming += [at for at in (self._quiet_until, self._reload_at) if at is not None and at > now]
        if not coming or self._closing:
            self._due_timer.stop()
            return
        wait = max(_SHORTEST_WAIT, min(min(coming) - now, _LONGEST_WAIT))
        # Qt's timers are a twentieth early or late: a long way is gone in two or three stretches.
        stretch = wait if wait <= _LAST_STRETCH else wait * 0.9
        self._due_timer.start(int(stretch * 1000) + 1)

    def _review_all(self) -> None:
        for held in list(self._held.values()):
            self._review(held)
        self.tick()

    def _review_one(self, profile_id: str) -> None:
        held = self._held.get(profile_id)
        if held is not None:
            self._review(held)

    def _review(self, held: Held) -> None:
        """Look at a profile again: tell what changed, and when it will change by itself."""
        now = self.now()
        view = held.view(now, paused=self._paused)
        held.next_at = held.next_moment(view, now, self._coming_ends(held))
        due = self._due(held, view)
        if due is not None and not self._closing:
            self._announcer.consider(due)
        face = replace(held.face_of(view), due=None if due is None else due.kind.value)
        if face != held.face:
            held.face = face
            self.profile_changed.emit(held.profile.id)

    def _may_still_renew(self, held: Held) -> bool:
        due = held.due_at(self.now(), paused=self._paused) is not None
        return self._paused or held.is_paused or held.flight is not None or due

    def _coming_ends(self, held: Held) -> tuple[ComingEnd, ...]:
        return held.coming_ends(self._settings.quiet, _local_time)

    # Profiles

    def _adopt(self, profiles: Profiles) -> None:
        before = {one: held.profile for one, held in self._held.items()}
        found = {profile.id: profile for profile in profiles.profiles if profile.id}
        for gone in before.keys() - found.keys():
            del self._held[gone]
        for one, profile in found.items():
            if one in self._held:
                self._held[one].follow(profile)
            else:
                self._held[one] = Held(profile)
        # A changed profile is read again: its endpoint may no longer be the tokens' own.
        news = [one for one, profile in found.items() if before.get(one) != profile]
        if news or profiles.without_id or not found:
            # With none at all it still tells whether there is a keyring to put one into.
            self._load(news)
        if before != found:
            self.profiles_changed.emit()
        for one in news:
            self._review_one(one)
        self.tick()

    def _last_good_file(self) -> dict[str, str]:
        """While the file is broken, a worker goes on with what it said before."""
        return {} if self._file_problem is None else {"profiles_text": self._last_good}

    def _set_file_problem(self, error: ProfileError | None) -> None:
        if error is not self._file_problem:
            self._file_problem = error
            self.problem_changed.emit()

    def _set_paused(self, paused: bool, profile_id: str | None) -> None:
        if profile_id is not None:
            held = self._held.get(profile_id)
            if held is not None and paused != held.is_paused:
                held.is_paused = paused
                self._review_all()
        elif paused != self._paused:
            self._paused = paused
            self.profiles_changed.emit()
            self._review_all()

    def _pass_over_back_off(self, held: Held) -> None:
        """The reason of the last failure is gone: what it set as a time to wait is void."""
        held.is_impatient = held.standing.retry_at > 0
        held.standing = replace(held.standing, retry_at=0.0)

    # Loading

    def _load(self, ids: list[str], then: Done | None = None, *, join: bool = False) -> None:
        if not self._closing:
            self._loader.load(ids, then or _ignore, join=join)

    def _on_load_part(self, part: Mapping[str, Any]) -> None:
        held = self._held.get(part["profile"])
        if held is None or held.flight is not None or held.profile.id in self._fresher:
            return
        if part["error"] is None:
            self._take(held, part)
        else:
            held.error, held.is_loaded, held.locked = error_from_dict(part["error"]), True, False
            logger.warning("%s: %s", held.profile.id, held.error.code)
        self._review(held)

    def _on_batch_loaded(self, ids: frozenset[str], error: TokenTrayError | None) -> None:
        self._was_loaded = True
        self._fresher -= ids
        for one in ids & self._held.keys() if error is not None else ():
            held = self._held[one]
            held.error, held.is_loaded = error, False
            held.locked = isinstance(error, VaultError)
            self._review(held)
        self._load_failures = 0 if error is None else self._load_failures + 1
        wait = back_off(self._load_failures, self._parts.chance())
        self._reload_at = None if error is None else self.now() + wait
        self._note_store(error)
        self.tick()

    def _note_fresher(self, profile_id: str) -> None:
        """A reading that is on its way may have seen what was there before this."""
        if self._loader.is_reading:
            self._fresher.add(profile_id)

    def _note_store(self, error: TokenTrayError | None) -> None:
        """Remember whether the keyring can be used; other trouble says nothing about it."""
        trouble = error if isinstance(error, VaultError) and error.code in _VAULT_TROUBLE else None
        if error is not None and trouble is None:
            return
        before = None if self._store_error is None else self._store_error.code
        self._store_error = trouble
        if before != (None if trouble is None else trouble.code):
            self.store_changed.emit()

    def _take(self, held: Held, data: Mapping[str, Any]) -> None:
        """Hold what a worker told of a profile."""
        raw = data["snapshot"]
        snapshot = None if raw is None else snapshot_from_dict(raw)
        held.take(snapshot, standing_from_dict(data["standing"]), self._parts.chance())

    def _take_inspected(self, held: Held, data: Mapping[str, Any]) -> None:
        """Hold what a server told of a token; how refreshing stands is known better here."""
        error = None if data["error"] is None else error_from_dict(data["error"])
        self._had_trouble = error is not None and error.code in _NETWORK_TROUBLE
        held.take(snapshot_from_dict(data["snapshot"]), held.standing, held.draw)
        held.is_new = self._had_trouble
        self._review(held)

    def _hand_out_loaded(
        self, profile_id: str, request: Request, error: TokenTrayError | None
    ) -> None:
        held = self._held.get(profile_id)
        if held is None:
            request.done(NoSuchProfile("no-such-profile", name=request.want.name))
        elif held.snapshot is None and (error or held.error) is not None:
            request.done(error or held.error or VaultLocked("vault-locked"))
        else:
            self._hand_outs.hand_out(held, request)

    def _check_loaded(
        self, profile_id: str, want: Want, done: Done, error: TokenTrayError | None
    ) -> None:
        held = self._held.get(profile_id)
        if held is None:
            done(NoSuchProfile("no-such-profile", name=want.name))
        elif held.snapshot is None and (error or held.error) is not None:
            done(error or held.error)
        else:
            done(self._hand_outs.refusal(held, want))

    # Answers of other jobs

    def note_vault(self, error: TokenTrayError) -> None:
        """A job of somebody else's failed: what it met may hold for all."""
        if isinstance(error, VaultError):
            self._note_store(error)

    def _on_stored(self, profile_id: str, done: Done, answer: Answer) -> None:
        if isinstance(answer, TokenTrayError):
            done(answer)
            return
        self.take(profile_id, answer)
        done(None)

    def take(self, profile_id: str, answer: Mapping[str, Any]) -> None:
        """Hold what a worker's job brought for a profile: its tokens are new."""
        held = self._held.get(profile_id)
        self._note_store(None)
        if held is not None:
            self._take(held, answer)
            self._note_fresher(profile_id)
            held.landing, held.is_impatient = Landing(), False
            self._review(held)
        self.tick()

    def _on_removed(self, done: Done, answer: Answer) -> None:
        self.reread_profiles()
        done(answer if isinstance(answer, TokenTrayError) else None)

    def _on_unlocked(self, done: Done, answer: Answer) -> None:
        if isinstance(answer, TokenTrayError):
            done(answer)
            return
        for held in self._held.values():
            if held.standing.problem in _VAULT_TROUBLE:
                self._pass_over_back_off(held)
        self._load(list(self._held), done)

    # Notices

    def _sources(self) -> Sources:
        parts = self._parts
        return Sources(
            now=parts.now,
            settings=lambda: self._settings,
            due_now=self._due_now,
            is_round_going=self._is_round_going,
            sort_out=parts.sort_out,
        )

    def _due_now(self, profile_id: str) -> Due | None:
        held = self._held.get(profile_id)
        if held is None:
            return None
        return self._due(held, held.view(self.now(), paused=self._paused))

    def _due(self, held: Held, view: ProfileView) -> Due | None:
        may, ends = self._may_still_renew(held), self._coming_ends(held)
        due = due_notice(view, self.now(), may_still_renew=may, coming_ends=ends)
        return changed_notice(view) if due is None else due

    def _is_round_going(self) -> bool:
        if self._refresher.is_flying:
            return True
        now = self.now()
        return any(
            held.due_at(now, paused=self._paused) is not None for held in self._held.values()
        )


def _local_time(at: float) -> tuple[int, int]:
    """Return hour and minute; a moment that no calendar has is never quiet."""
    try:
        local = time.localtime(at)
    except (OverflowError, ValueError, OSError):
        return 12, 0
    return local.tm_hour, local.tm_min


def _signature(problems: Mapping[str, ProfileError]) -> list[tuple[str, str, str]]:
    return [(name, one.code, str(one.arguments)) for name, one in sorted(problems.items())]


def _want(held: Held, min_valid: float | None) -> Want:
    profile = held.profile
    patience = float(profile.fallback_lifetime)
    return Want(profile.name, min_valid, patience, can_sign_in=profile.can_sign_in)


def _telling(done: Done) -> Landed:
    return lambda landing: done(landing.error)


def _claims_in(answer: Answer) -> Mapping[str, Any] | TokenTrayError:
    return answer if isinstance(answer, TokenTrayError) else dict(answer["claims"])


def _ignore(_error: TokenTrayError | None) -> None:
    """Nobody waits for this; what came of it stands in the profile's state."""
