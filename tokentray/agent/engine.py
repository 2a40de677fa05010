"""The heart of the running program: holds access tokens, renews them in time, hands them out.

Keyring and network are a worker process's business; here are the clock, the decisions of the
core, and the memory.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from tokentray.agent.held import Flight, Held, Landed
from tokentray.agent.notices import Due, due_notice, together
from tokentray.agent.workers import JobRequest, Workers
from tokentray.core.errors import (
    NoSuchProfile,
    ProfileError,
    TokenTrayError,
    TransportError,
    VaultError,
    VaultLocked,
    error_from_dict,
)
from tokentray.core.expiry import Reading
from tokentray.core.handout import Decision, Format, Step, Want, decide, format_token
from tokentray.core.jobs import Op, Phase
from tokentray.core.schedule import minimum_valid
from tokentray.core.settings import Settings
from tokentray.core.snapshot import (
    Snapshot,
    Standing,
    facts_of,
    snapshot_from_dict,
    standing_from_dict,
)
from tokentray.core.tokens import is_sendable
from tokentray.core.view import ProfileView, in_order
from tokentray.storage.profiles import Profiles

logger = logging.getLogger(__name__)

STARTS_PER_SECOND = 4
"""After a night's sleep many profiles are due at once; servers do not like that."""

FLIGHTS_AT_ONCE = 4
POLL_MS = 30_000
"""The wall clock is looked at this often: timers stop while the computer sleeps."""

_LONGEST_MS = 3_600_000
_SHORTEST_MS = 50
_NETWORK_TROUBLE = frozenset({"offline", "dns", "timed-out", "reply-lost", "proxy", "tls"})


@dataclass(frozen=True, slots=True)
class HandOut:
    """A token on its way to one caller; `lives_for` in seconds, None where unknown."""

    text: str = field(repr=False)
    token_type: str
    expires_at: int | None
    lives_for: float | None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import stored, in sentences for the person."""

    profile_id: str
    created: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EngineParts:
    """What the engine works with.

    `read_profiles` may raise a ProfileError; `has_told` and `note_told` remember across
    restarts which notices were given, by profile id and key.
    """

    now: Callable[[], float]
    chance: Callable[[], float]
    read_profiles: Callable[[], Profiles]
    workers: Workers
    settings: Settings
    has_told: Callable[[str, str], bool]
    note_told: Callable[[str, str], None]


HandOutDone = Callable[[HandOut | TokenTrayError], None]
ImportDone = Callable[[Imported | TokenTrayError], None]


class Engine(QObject):
    """Owns every profile's state.

    Signals:
        profile_changed(str): the id of a profile whose state or tokens changed.
        profiles_changed(): the set of profiles, their names or their order changed.
        store_changed(): the keyring was locked, unlocked, lost or found.
        problem_changed(): what is wrong with profiles.toml, or with saving, changed.
        notice_raised(Notice): something to tell people unasked.
    """

    profile_changed = Signal(str)
    profiles_changed = Signal()
    store_changed = Signal()
    problem_changed = Signal()
    notice_raised = Signal(object)

    def __init__(self, parts: EngineParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._held: dict[str, Held] = {}
        self._problems: Mapping[str, ProfileError] = {}
        self._file_problem: ProfileError | None = None
        self._store_error: VaultError | None = None
        self._unsaved: set[str] = set()
        self._paused = False
        self._closing = False
        self._is_loading = False
        self._starts: deque[float] = deque(maxlen=STARTS_PER_SECOND)
        self._told: set[tuple[str, str]] = set()
        self._due_timer = QTimer(self)
        self._due_timer.setSingleShot(True)
        self._due_timer.timeout.connect(self.tick)
        self._poll = QTimer(self)
        self._poll.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.tick)

    # What is known

    @property
    def settings(self) -> Settings:
        """The settings that the program was started with."""
        return self._parts.settings

    @property
    def paused(self) -> bool:
        """Whether refreshing by itself is stopped."""
        return self._paused

    @property
    def store_error(self) -> VaultError | None:
        """Why the keyring cannot be used, None while it can."""
        return self._store_error

    @property
    def file_problem(self) -> ProfileError | None:
        """Why profiles.toml as a whole cannot be read, None while it can."""
        return self._file_problem

    @property
    def is_loading(self) -> bool:
        """Whether the vault is being read for the first time."""
        return self._is_loading

    @property
    def unsaved(self) -> tuple[str, ...]:
        """Names of the profiles whose new tokens the keyring did not take yet."""
        return tuple(self._held[one].profile.name for one in self._unsaved if one in self._held)

    def now(self) -> float:
        """POSIX seconds by this computer's clock."""
        return self._parts.now()

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
        self._poll.start()
        self.reread_profiles()

    def close(self, done: Callable[[], None]) -> None:
        """Stop; `done` is called when no answer of a server can be lost by it."""
        self._closing = True
        self._due_timer.stop()
        self._poll.stop()
        self._parts.workers.close(done)

    @Slot()
    def reread_profiles(self) -> None:
        """Read profiles.toml again; a broken file leaves everything as it is."""
        try:
            profiles = self._parts.read_profiles()
        except ProfileError as error:
            self._set_file_problem(error)
            return
        self._set_file_problem(None)
        if dict(profiles.problems).keys() != self._problems.keys() or any(
            profiles.problems[name].arguments != self._problems[name].arguments
            for name in profiles.problems
        ):
            self._problems = profiles.problems
            self.problem_changed.emit()
        self._adopt(profiles)

    def reload(self, profile_ids: Iterable[str] | None = None) -> None:
        """Have the tokens of some profiles (all by default) read from the vault."""
        ids = [one for one in profile_ids or self._held if one in self._held]
        if ids and not self._closing:
            self._load(ids, done=_ignore)

    @Slot()
    def reload_locked(self) -> None:
        """Try again what could not be read: the keyring was unlocked or has come."""
        self.reload([one for one, held in self._held.items() if not held.is_loaded])

    def generation_seen(self, profile_id: str, generation: int) -> None:
        """Another process may have written the vault: read what is newer than what we hold."""
        held = self._held.get(profile_id)
        if held is None or held.flight is not None or not held.is_loaded:
            return
        known = 0 if held.snapshot is None else held.snapshot.generation
        if generation > known:
            self.reload([profile_id])

    @Slot(float)
    def on_clock_stepped(self, _seconds: float) -> None:
        """The wall clock was set: everything is computed anew from absolute moments."""
        for held in self._held.values():
            held.forget_skew()
        self._starts.clear()
        self.tick()

    @Slot()
    def on_network_came(self) -> None:
        """The network is there again: what failed for want of it is tried at once."""
        for held in self._held.values():
            if held.standing.problem in _NETWORK_TROUBLE:
                held.standing = replace(held.standing, retry_at=0.0)
        self.tick()

    # What people and programs ask for

    def pause(self) -> None:
        """Stop refreshing by itself; a hand-out may still refresh."""
        self._set_paused(True)

    def resume(self) -> None:
        """Go on refreshing."""
        self._set_paused(False)

    def look_at(self, profile_id: str) -> None:
        """Somebody looks at a profile: that counts as use."""
        held = self._held.get(profile_id)
        if held is not None:
            held.used_at = self.now()

    def hand_out(
        self, profile_id: str, *, min_valid: float | None, form: Format, done: HandOutDone
    ) -> None:
        """Give the access token by the contract's table, after at most one refresh."""
        held = self._held.get(profile_id)
        if held is None:
            done(NoSuchProfile("no-such-profile", name=profile_id))
            return
        held.used_at = self.now()
        want = Want(held.profile.name, min_valid, float(held.profile.fallback_lifetime))
        if (held.snapshot is None and held.error is not None) or not held.is_loaded:
            # The keyring may have come since; this reads, and never prompts.
            again = partial(self._hand_out_loaded, profile_id, want, form, done)
            self._load([profile_id], done=again)
            return
        self._hand_out(held, want, form, done)

    def refresh(self, profile_id: str, *, force: bool, done: Landed) -> None:
        """Renew a profile; a refresh on its way is joined."""
        held = self._held.get(profile_id)
        if held is None:
            done(NoSuchProfile("no-such-profile", name=profile_id))
            return
        self._refresh(held, {"force": force}, done)

    def import_text(self, name: str, text: str, reading: Reading | None, done: ImportDone) -> None:
        """Store a token response that a person gave."""
        stated = None if reading is None else reading.value
        self._parts.workers.run(
            JobRequest(
                Op.IMPORT,
                {"name": name, "text": text, "expires_in": stated},
                partial(self._on_imported, done),
            )
        )

    def store(self, profile_id: str, token_set: Mapping[str, Any], done: Landed) -> None:
        """Keep a token set that another process understood (memory store only)."""
        fields = {"profile": profile_id, "token_set": dict(token_set)}
        self._parts.workers.run(
            JobRequest(Op.STORE, fields, partial(self._on_stored, profile_id, done))
        )

    def remove(self, profile_id: str, done: Landed) -> None:
        """Remove a profile and all that is held for it."""
        self._parts.workers.run(
            JobRequest(Op.FORGET, {"profile": profile_id}, partial(self._on_removed, done))
        )

    def unlock(self, done: Landed) -> None:
        """Let the keyring ask for its password: a person wants it."""
        self._parts.workers.run(JobRequest(Op.UNLOCK, {}, partial(self._on_unlocked, done)))

    # Time

    @Slot()
    def tick(self) -> None:
        """Do what is due at this moment, and plan the next."""
        if self._closing:
            return
        now = self.now()
        for held in list(self._held.values()):
            if held.is_due(now, paused=self._paused) and self._may_start(now):
                self._starts.append(now)
                self._refresh(held, {}, _ignore)
        for held in list(self._held.values()):
            self._tell_if_changed(held, now)
        self._raise_notices(now)
        self._plan(now)

    def _plan(self, now: float) -> None:
        moments = [held.next_moment(now, paused=self._paused) for held in self._held.values()]
        coming = [moment for moment in moments if moment is not None]
        if any(held.is_due(now, paused=self._paused) for held in self._held.values()):
            coming.append(now + 1.0 / STARTS_PER_SECOND)
        if not coming or self._closing:
            self._due_timer.stop()
            return
        delay = round((min(coming) - now) * 1000) + 5
        delay = max(_SHORTEST_MS, min(delay, _LONGEST_MS))
        exact = delay < 60_000
        self._due_timer.setTimerType(
            Qt.TimerType.PreciseTimer if exact else Qt.TimerType.CoarseTimer
        )
        self._due_timer.start(delay)

    def _may_start(self, now: float) -> bool:
        flying = sum(held.flight is not None for held in self._held.values())
        if flying >= FLIGHTS_AT_ONCE:
            return False
        return len(self._starts) < STARTS_PER_SECOND or now - self._starts[0] >= 1.0

    # Profiles

    def _adopt(self, profiles: Profiles) -> None:
        before = {one: held.profile for one, held in self._held.items()}
        found = {profile.id: profile for profile in profiles.profiles if profile.id}
        for gone in before.keys() - found.keys():
            del self._held[gone]
        fresh = [one for one in found if one not in self._held]
        changed = [one for one, old in before.items() if one in found and found[one] != old]
        for one, profile in found.items():
            if one in self._held:
                self._held[one].profile = profile
            else:
                self._held[one] = Held(profile)
        if fresh or changed or profiles.without_id:
            self._is_loading = not before and bool(found)
            self._load([*fresh, *changed], done=_ignore)
        if before != found:
            self.profiles_changed.emit()
        self.tick()

    def _set_file_problem(self, error: ProfileError | None) -> None:
        if error is not self._file_problem:
            self._file_problem = error
            self.problem_changed.emit()

    def _set_paused(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self.profiles_changed.emit()
            self.tick()

    # Loading

    def _load(self, profile_ids: list[str], done: Landed) -> None:
        self._parts.workers.run(
            JobRequest(
                Op.LOAD,
                {"profiles": profile_ids},
                partial(self._on_loaded, profile_ids, done),
                on_part=self._on_load_part,
            )
        )

    def _on_load_part(self, part: Mapping[str, Any]) -> None:
        held = self._held.get(part["profile"])
        if held is None:
            return
        error = part["error"]
        if error is not None:
            held.error, held.is_loaded = error_from_dict(error), True
            logger.warning("%s: %s", held.profile.id, held.error.code)
            return
        self._take(held, part)

    def _on_loaded(
        self, profile_ids: list[str], done: Landed, answer: Mapping[str, Any] | TokenTrayError
    ) -> None:
        self._is_loading = False
        error = answer if isinstance(answer, TokenTrayError) else None
        if isinstance(error, VaultError):
            for one in profile_ids:
                if one in self._held:
                    self._held[one].error, self._held[one].locked = error, True
                    self._held[one].is_loaded = False
        self._set_store_error(error if isinstance(error, VaultError) else None)
        self.tick()
        done(error)

    def _set_store_error(self, error: VaultError | None) -> None:
        before = None if self._store_error is None else self._store_error.code
        self._store_error = error
        if before != (None if error is None else error.code):
            self.store_changed.emit()

    def _take(self, held: Held, data: Mapping[str, Any]) -> None:
        """Hold what a worker told of a profile."""
        raw = data["snapshot"]
        snapshot = None if raw is None else snapshot_from_dict(raw)
        is_new = held.take(snapshot, standing_from_dict(data["standing"]), self._parts.chance())
        if is_new:
            held.told = None

    # Refreshing

    def _refresh(self, held: Held, wish: Mapping[str, Any], landed: Landed) -> None:
        if held.flight is not None:
            held.flight.waiting.append(landed)
            return
        held.flight = Flight(self.now(), [landed])
        profile_id = held.profile.id
        self._parts.workers.run(
            JobRequest(
                Op.REFRESH,
                {"profile": profile_id, **wish},
                partial(self._on_refreshed, profile_id),
                on_phase=partial(self._on_phase, profile_id),
            )
        )
        self._plan(self.now())

    def _on_phase(self, profile_id: str, phase: Phase) -> None:
        if phase is Phase.UNSAVED and profile_id not in self._unsaved:
            self._unsaved.add(profile_id)
            self.problem_changed.emit()
        if phase is Phase.SAVED and profile_id in self._unsaved:
            self._unsaved.discard(profile_id)
            self.problem_changed.emit()

    def _on_refreshed(self, profile_id: str, answer: Mapping[str, Any] | TokenTrayError) -> None:
        held = self._held.get(profile_id)
        error = self._landing(held, answer)
        flight = None if held is None else held.flight
        if held is not None:
            held.flight = None
        self.tick()
        for landed in [] if flight is None else flight.waiting:
            landed(error)

    def _landing(
        self, held: Held | None, answer: Mapping[str, Any] | TokenTrayError
    ) -> TokenTrayError | None:
        """Take over what a refresh brought; return what it ended with."""
        if held is None:
            return None
        if isinstance(answer, TokenTrayError):
            self._note_crash(held, answer)
            return answer
        self._take(held, answer)
        self._set_store_error(None)
        return None if answer["error"] is None else error_from_dict(answer["error"])

    def _note_crash(self, held: Held, error: TokenTrayError) -> None:
        """A keyring that fails, or a worker that died: wait a little, keep everything."""
        now = self.now()
        held.standing = Standing(
            failures=held.standing.failures + 1,
            final_looking=held.standing.final_looking,
            retry_at=now + POLL_MS / 1000,
            last_try_at=now,
            problem=error.code,
            problem_arguments=dict(error.arguments),
        )
        if isinstance(error, VaultError):
            self._set_store_error(error)

    # Handing out

    def _hand_out_loaded(
        self,
        profile_id: str,
        want: Want,
        form: Format,
        done: HandOutDone,
        error: TokenTrayError | None,
    ) -> None:
        held = self._held.get(profile_id)
        if held is None:
            done(NoSuchProfile("no-such-profile", name=want.name))
        elif error is not None:
            done(error)
        elif held.error is not None:
            done(held.error)
        else:
            self._hand_out(held, want, form, done)

    def _hand_out(self, held: Held, want: Want, form: Format, done: HandOutDone) -> None:
        decision = self._decide(held, want)
        if decision.step is not Step.REFRESH:
            done(self._give(held, form, decision))
            return
        held_back = held.standing.retry_at - self.now()
        if held.flight is None and held_back > 0 and held.standing.problem is not None:
            failure = problem_of(held.standing)
            want = replace(want, refreshed=True, failure=failure)
            done(self._give(held, form, self._decide(held, want)))
            return
        lifetime = None if held.snapshot is None else held.snapshot.lifetime
        asked = want.min_valid if want.min_valid is not None else minimum_valid(lifetime)
        landed = partial(self._hand_out_refreshed, held.profile.id, want, form, done)
        self._refresh(held, {"min_valid": asked}, landed)

    def _hand_out_refreshed(
        self,
        profile_id: str,
        want: Want,
        form: Format,
        done: HandOutDone,
        failure: TokenTrayError | None,
    ) -> None:
        held = self._held.get(profile_id)
        if held is None:
            done(NoSuchProfile("no-such-profile", name=want.name))
            return
        want = replace(want, refreshed=True, failure=failure)
        done(self._give(held, form, self._decide(held, want)))

    def _decide(self, held: Held, want: Want) -> Decision:
        snapshot = held.snapshot
        facts = facts_of(
            snapshot,
            held.standing,
            has_refresh_rule=bool(held.profile.refresh_url),
            locked=held.locked,
        )
        return decide(want, snapshot, held.standing, facts, self._corrected_now(snapshot))

    def _give(self, held: Held, form: Format, decision: Decision) -> HandOut | TokenTrayError:
        snapshot = held.snapshot
        if decision.error is not None:
            return decision.error
        if snapshot is None or snapshot.access_token is None:
            return VaultLocked("vault-locked")
        if not is_sendable(snapshot.access_token):
            return ProfileError("bad-token-characters", name=held.profile.name)
        left = None
        if snapshot.expires_at is not None:
            left = snapshot.expires_at - self._corrected_now(snapshot)
        text = format_token(snapshot, form)
        return HandOut(text, snapshot.token_type, snapshot.expires_at, left, decision.warning)

    def _corrected_now(self, snapshot: Snapshot | None) -> float:
        return self.now() + (0 if snapshot is None else snapshot.clock_skew)

    # Answers of other jobs

    def _on_imported(self, done: ImportDone, answer: Mapping[str, Any] | TokenTrayError) -> None:
        if isinstance(answer, TokenTrayError):
            done(answer)
            return
        self.reread_profiles()
        held = self._held.get(answer["profile"])
        if held is not None:
            self._take(held, answer)
        self._set_store_error(None)
        self.tick()
        done(Imported(answer["profile"], answer["created"], tuple(answer["report"])))

    def _on_stored(
        self, profile_id: str, done: Landed, answer: Mapping[str, Any] | TokenTrayError
    ) -> None:
        if isinstance(answer, TokenTrayError):
            done(answer)
            return
        self.reread_profiles()
        held = self._held.get(profile_id)
        if held is not None:
            self._take(held, answer)
        self.tick()
        done(None)

    def _on_removed(self, done: Landed, answer: Mapping[str, Any] | TokenTrayError) -> None:
        self.reread_profiles()
        done(answer if isinstance(answer, TokenTrayError) else None)

    def _on_unlocked(self, done: Landed, answer: Mapping[str, Any] | TokenTrayError) -> None:
        if isinstance(answer, TokenTrayError):
            done(answer)
            return
        self._load(list(self._held), done=done)

    # Telling

    def _tell_if_changed(self, held: Held, now: float) -> None:
        state = held.view(now, paused=self._paused).state
        if state is not held.told:
            held.told = state
            self.profile_changed.emit(held.profile.id)

    def _raise_notices(self, now: float) -> None:
        due = [
            one
            for held in self._held.values()
            if (one := due_notice(held.view(now, paused=self._paused), now)) is not None
            and self._is_news(one)
        ]
        for notice in together(due):
            self.notice_raised.emit(notice)

    def _is_news(self, due: Due) -> bool:
        key = f"{due.kind.value}:{due.key}"
        if (due.view.id, key) in self._told:
            return False
        self._told.add((due.view.id, key))
        if self._parts.has_told(due.view.id, key):
            return False
        self._parts.note_told(due.view.id, key)
        return True


def problem_of(standing: Standing) -> TokenTrayError:
    """Return the last failure as an error again."""
    error = TransportError(standing.problem or "unexpected")
    error.arguments = standing.problem_arguments
    return error


def _ignore(_error: TokenTrayError | None) -> None:
    """Nobody waits for this; what came of it stands in the profile's state."""
