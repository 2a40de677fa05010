"""Store a token response that a person gives: understood first, then saved, then said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tokentray.core.errors import InputError, ProfileError
from tokentray.core.expiry import Reading, problem_of
from tokentray.core.jobs import Phase
from tokentray.core.profile import Grant, Profile, check_name
from tokentray.core.reading import Input, read_input
from tokentray.core.report import import_sentences
from tokentray.core.said import say
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.tokens import TokenSet, check_importable, read_token_response
from tokentray.oauth.jwt import decode
from tokentray.service.effects import Effects, OnPhase, entry_to_replace
from tokentray.service.snapshots import (
    Arrival,
    Understood,
    arrival_detail,
    changes_with,
    is_same_account,
    snapshot_of,
    understand,
)
from tokentray.storage.history import EventKind
from tokentray.storage.stores.base import StoreState


@dataclass(frozen=True, slots=True)
class Prepared:
    """An understood response, before anything is stored; `is_new` asks for a new profile."""

    profile: Profile
    is_new: bool
    understood: Understood = field(repr=False)
    settled: Reading | None = None

    @property
    def token_set(self) -> TokenSet:
        """What will be saved."""
        return self.understood.token_set


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was stored, in sentences for the person who gave it."""

    profile: Profile
    created: bool
    sentences: tuple[str, ...]
    snapshot: Snapshot
    standing: Standing = field(default_factory=Standing)


class Importer:
    """Takes token responses in; `say_moment` words a moment for people."""

    def __init__(self, effects: Effects, say_moment: Callable[[float], str]) -> None:
        self._effects = effects
        self._say_moment = say_moment

    def prepare(self, name: str, data: bytes, stated: Reading | None) -> Prepared:
        """Understand what was given; nothing is stored.

        Raises:
            UsageError: a bad NAME. InputError: nothing usable in it, or a profile out of use.
        """
        check_name(name)
        profile, is_new = self._profile(name)
        given = read_input(data)
        check_given(given)
        if stated is None and profile.expires_in_stated:
            stated = profile.expires_in
        response = read_token_response(given.response)
        arrival = Arrival(response, self._effects.now(), stated=stated)
        understood = understand(arrival, profile.binding, "import")
        settled = understood.expiry.reading
        if settled is None or (profile.expires_in_stated and settled is profile.expires_in):
            return Prepared(profile, is_new, understood)
        return Prepared(
            replace(profile, expires_in=settled, expires_in_stated=True),
            is_new,
            understood,
            settled,
        )

    def store(self, prepared: Prepared, on_phase: OnPhase) -> ImportReport:
        """Save what was prepared; on an existing profile the tokens are replaced.

        Raises:
            VaultError: the vault did not take it; what was there before is untouched.
        """
        vault, profile = self._effects.vault, prepared.profile
        if vault.state() is StoreState.LOCKED:
            vault.unlock()
        on_phase(Phase.WAITING_FOR_LOCK)
        with self._effects.lock(profile.id):
            on_phase(Phase.LOCKED)
            before = entry_to_replace(vault, profile.id)
            entry = vault.save(profile.id, prepared.token_set)
            on_phase(Phase.SAVED)
            self._describe(prepared)
        now = self._effects.now()
        other = before is not None and not is_same_account(before.token_set, prepared.token_set)
        old = None if before is None else before.token_set
        detail = arrival_detail(prepared.token_set) | ({"account": "other"} if other else {})
        changes = changes_with(old, prepared.token_set)
        self._effects.history.set_standing(profile.id, Standing())
        self._effects.history.record(profile.id, now, EventKind.IMPORTED, detail, changes)
        return ImportReport(
            profile,
            prepared.is_new,
            self.sentences(prepared, other_account=other),
            snapshot_of(profile, entry, self._effects.machine),
        )

    def sentences(self, prepared: Prepared, *, other_account: bool = False) -> tuple[str, ...]:
        """Say what was understood."""
        token_set = prepared.token_set
        if other_account:
            warnings = (*token_set.warnings, ("warn-other-account", {}))
            token_set = replace(token_set, warnings=warnings)
        return import_sentences(
            token_set,
            prepared.understood.expiry,
            say_moment=self._say_moment,
            can_refresh=prepared.profile.can_renew,
        )

    def describe(self, prepared: Prepared) -> None:
        """Write the profile alone: for tokens that another process keeps in memory."""
        self._describe(prepared)

    def _profile(self, name: str) -> tuple[Profile, bool]:
        """Return the profile of this NAME, or a new one that is not written yet."""
        profiles = self._effects.profiles.ensure_ids()
        problem = profiles.problem(name)
        if problem is not None:
            raise problem
        known = profiles.find(name)
        if known is not None:
            return known, False
        return Profile(name=name, id=self._effects.uuid(), grant=Grant.IMPORT), True

    def _describe(self, prepared: Prepared) -> None:
        """Bring the profile file up to date.

        A new profile is taken back out of the vault where its description cannot be written.
        """
        profile = prepared.profile
        if not prepared.is_new:
            if prepared.settled is not None:
                self._effects.profiles.set(profile.name, "expires_in", prepared.settled.value)
            return
        table = {"id": profile.id, "grant": profile.grant.value}
        if prepared.settled is not None:
            table["expires_in"] = prepared.settled.value
        try:
            self._effects.profiles.add(profile.name, table)
        except (ProfileError, InputError):
            self._effects.vault.delete(profile.id)
            raise


def check_given(given: Input) -> None:
    """Refuse what a person should correct before anything is stored.

    Raises:
        InputError: no usable access token, a broken bare JWT, an impossible `expires_in`.
    """
    check_importable(given.response)
    response = read_token_response(given.response)
    problem = problem_of(response.expires_in)
    if problem:
        raise InputError("expires-in-unusable", what=problem)
    if given.bare:
        decoded = decode(response.access_token or "")
        if decoded.claims is None:
            raise InputError("jwt-broken", what=decoded.problem or say("it cannot be decoded"))


def claims_given(data: bytes) -> Mapping[str, Any]:
    """Decode what a person gives only to look at it; nothing is checked and nothing stored.

    Raises:
        InputError: there is no token in it, or none that says anything.
    """
    token = read_token_response(read_input(data).response).access_token
    if not token:
        raise InputError("no-access-token")
    decoded = decode(token)
    if decoded.claims is None and decoded.problem:
        raise InputError("jwt-broken", what=decoded.problem)
    if decoded.claims is None:
        raise InputError("token-opaque")
    return decoded.claims
