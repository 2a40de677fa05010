"""TokenService: the one way to keyring and network, for the worker and for the command line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tokentray.core import template
from tokentray.core.errors import (
    Denied,
    InputError,
    TokenTrayError,
    UsageError,
    VaultError,
    person_needed,
)
from tokentray.core.expiry import Reading
from tokentray.core.handout import Decision, Format, Step, Want, decide, format_token
from tokentray.core.profile import Confirm, Grant, Profile
from tokentray.core.said import say
from tokentray.core.schedule import minimum_valid
from tokentray.core.snapshot import Snapshot, Standing, facts_of
from tokentray.core.tokens import TokenSet, VaultEntry, is_sendable
from tokentray.oauth.resolving import addresses_of
from tokentray.service.adding import Added, Adder
from tokentray.service.attempt import Person, SignedIn
from tokentray.service.checkup import Checkup
from tokentray.service.discovery import Discovery
from tokentray.service.effects import Effects, OnPhase, entry_to_replace, no_phase
from tokentray.service.finding import Finder
from tokentray.service.imports import Importer, ImportReport, Prepared
from tokentray.service.inspect import Inspector
from tokentray.service.plan import Missing, Plan, Wanted
from tokentray.service.refresh import Refreshed, Refresher, Wish
from tokentray.service.sign_in import SignIn
from tokentray.service.sign_out import SignedOut, SignOut
from tokentray.service.snapshots import arrival_detail, changes_with, snapshot_of
from tokentray.storage.history import EventKind
from tokentray.storage.profiles import Profiles, parse_fragment
from tokentray.storage.stores.base import StoreState

logger = logging.getLogger(__name__)

EDITABLE = frozenset({"pinned", "renew", "warn_before"})
"""What `edit` writes: nothing about addresses, clients and secrets."""

_GIVEN = Path("the description")
"""Stands for the file's name where a mistake is located: a person gave only its text."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is known of one profile; `error` where its entry could not be read."""

    profile: Profile
    snapshot: Snapshot | None
    standing: Standing
    error: TokenTrayError | None = None


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A token as it was asked for; `warning` is for stderr, empty where all is well."""

    text: str = field(repr=False)
    snapshot: Snapshot
    warning: str = ""


@dataclass(frozen=True, slots=True)
class DryRun:
    """A refresh request with every secret masked."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str


class TokenService:
    """Blocking and Qt-free; every error is a `TokenTrayError`.

    `checkup` examines what a profile stands on.
    """

    def __init__(self, effects: Effects, say_moment: Callable[[float], str]) -> None:
        self._effects = effects
        self._discovery = Discovery(effects.transport, effects.documents, effects.now)
        self._refresher = Refresher(effects, self._discovery)
        self._importer = Importer(effects, say_moment)
        self._finder = Finder(effects, self._discovery, addresses_of)
        self._adder = Adder(effects)
        self._sign_in = SignIn(effects, self._discovery, say_moment)
        self._inspector = Inspector(effects, self._discovery)
        self._sign_out = SignOut(effects, self._discovery, say_moment)
        self.checkup = Checkup(effects)

    @property
    def store_kind(self) -> str:
        """Where the secrets are kept."""
        return self._effects.vault.kind

    def store_state(self) -> StoreState:
        """Tell whether the store can be used now, without a prompt."""
        return self._effects.vault.state()

    def unlock(self) -> None:
        """Ask the person to unlock the store: only on a person's own act."""
        self._effects.vault.unlock()

    def profiles(self) -> Profiles:
        """Read the profiles; one that has no id yet gets it now."""
        return self._effects.profiles.ensure_ids()

    def profile(self, name: str) -> Profile:
        """Return the profile of this NAME.

        Raises:
            NoSuchProfile: there is none. ProfileError: it is out of use.
        """
        return self.profiles().named(name)

    def load(self, profile: Profile) -> Loaded:
        """Read one profile's tokens.

        Raises:
            VaultError: the vault cannot be read.
        """
        entry = self._effects.vault.load(profile.id)
        standing = self._effects.history.standing(profile.id)
        return Loaded(profile, None if entry is None else self._seen(profile, entry), standing)

    def load_many(self, profiles: Sequence[Profile]) -> Iterator[Loaded]:
        """Read many profiles in one go; an entry that cannot be read spoils no other.

        Raises:
            VaultError: the vault as a whole cannot be read.
        """
        entries = self._effects.vault.load_many([profile.id for profile in profiles])
        for profile in profiles:
            entry = entries.get(profile.id)
            standing = self._effects.history.standing(profile.id)
            if isinstance(entry, VaultError):
                yield Loaded(profile, None, standing, entry)
            elif entry is None:
                yield Loaded(profile, None, standing)
            else:
                yield Loaded(profile, self._seen(profile, entry), standing)

    def refresh(
        self, profile: Profile, wish: Wish | None = None, on_phase: OnPhase = no_phase
    ) -> Refreshed:
        """Renew where `wish` and what is held ask for it; see `Refresher.refresh`."""
        done = self._refresher.refresh(profile, wish or Wish(), on_phase)
        if done.snapshot is None:
            return done
        return replace(done, snapshot=self._inspector.checked(profile, done.snapshot))

    def inspect(self, profile: Profile, on_phase: OnPhase = no_phase) -> Loaded:
        """Ask for the issuer's keys and for what an opaque token says; see `Inspector.inspect`."""
        done = self._inspector.inspect(profile, on_phase)
        standing = self._effects.history.standing(profile.id)
        return Loaded(profile, done.snapshot, standing, done.error)

    def sign_out(self, profile: Profile, on_phase: OnPhase = no_phase) -> SignedOut:
        """Revoke at the server where it can be told, forget here; see `SignOut.sign_out`."""
        return self._sign_out.sign_out(profile, on_phase)

    def hand_out(
        self, profile: Profile, *, min_valid: float | None, form: Format = Format.RAW
    ) -> HandedOut:
        """Give the access token by the contract's table, after at most one refresh.

        Raises:
            SignInNeeded, TransportError, VaultError, …: nothing can be given.
            Denied: TokenTray is locked, or a person has to be asked first, and only the
            running program can.
        """
        self._check_unlocked()
        if profile.confirm is not Confirm.NEVER:
            raise Denied("confirm-needs-agent", name=profile.name)
        loaded = self.load(profile)
        patience = float(profile.fallback_lifetime)
        want = Want(profile.name, min_valid, patience, can_sign_in=profile.can_sign_in)
        decision = self._decide(want, profile, loaded.snapshot, loaded.standing)
        snapshot = loaded.snapshot
        if decision.step is Step.REFRESH:
            wish = Wish(min_valid=_asked_life(want, snapshot))
            refreshed = self.refresh(profile, wish)
            want = replace(want, refreshed=True, failure=refreshed.error)
            snapshot = refreshed.snapshot
            decision = self._decide(want, profile, snapshot, refreshed.standing)
        if decision.error is not None:
            raise decision.error
        if snapshot is None or not is_sendable(snapshot.access_token or ""):
            raise InputError("bad-token-characters", name=profile.name)
        self._check_unlocked()  # a refresh takes its time
        return HandedOut(format_token(snapshot, form), snapshot, decision.warning)

    def import_tokens(
        self,
        name: str,
        data: bytes,
        stated: Reading | None = None,
        on_phase: OnPhase = no_phase,
    ) -> ImportReport:
        """Store a token response or a bare JWT; see `Importer`."""
        report = self._importer.store(self._importer.prepare(name, data, stated), on_phase)
        snapshot = self._inspector.checked(report.profile, report.snapshot)
        return replace(report, snapshot=snapshot)

    def understand(self, name: str, data: bytes, stated: Reading | None = None) -> tuple[str, ...]:
        """Say what an import would understand; nothing is stored."""
        return self._importer.sentences(self._importer.prepare(name, data, stated))

    def prepare_import(self, name: str, data: bytes, stated: Reading | None = None) -> Prepared:
        """Understand a token response for another process that keeps it in memory."""
        return self._importer.prepare(name, data, stated)

    def describe_import(self, prepared: Prepared) -> tuple[str, ...]:
        """Write the profile of a prepared import and say what was understood."""
        self._importer.describe(prepared)
        return self._importer.sentences(prepared)

    def find_out(self, wanted: Wanted, on_phase: OnPhase = no_phase) -> Plan:
        """Ask the servers what a new profile would be; nothing is written."""
        return self._finder.find_out(wanted, on_phase)

    def add(self, plan: Plan, on_phase: OnPhase = no_phase) -> Added:
        """Write a profile that was found out; see `Adder`."""
        return self._adder.carry_out(plan, on_phase)

    def describe(self, name: str, text: str, *, write: bool) -> Profile:
        """Read a profile from the body of its table in TOML, and write it where that is wanted.

        Raises:
            UsageError: a bad NAME, or one that is taken. ProfileError: a mistake in `text`.
        """
        if write:
            return self._effects.profiles.add_fragment(name, text, _GIVEN)
        profile, _ = parse_fragment(text, name, _GIVEN)
        self._effects.profiles.check_free(name)
        return profile

    def sign_in(
        self,
        profile: Profile,
        person: Person,
        asked: Grant = Grant.AUTO,
        on_phase: OnPhase = no_phase,
    ) -> SignedIn:
        """Get the first tokens with the help of a person; see `SignIn.run`.

        A profile that names its API only learns its issuer and its resource now, and keeps them.
        """
        if profile.api and not profile.issuer and not profile.endpoints.token:
            profile = self._with_issuer(profile, on_phase)
        done = self._sign_in.run(profile, person, asked, on_phase)
        return replace(done, snapshot=self._inspector.checked(profile, done.snapshot))

    def _with_issuer(self, profile: Profile, on_phase: OnPhase) -> Profile:
        """Find out whom an API trusts (RFC 9728), and write it into the profile.

        Raises:
            InputError: there is no client id, and registering one is the business of `add`.
        """
        wanted = Wanted(
            name=profile.name,
            api=profile.api,
            client_id=profile.client_id,
            scopes=profile.scopes or None,
            resources=profile.resources,
            replace=True,
        )
        plan = self._finder.find_out(wanted, on_phase)
        if plan.missing is not Missing.NOTHING:
            raise InputError("api-needs-client", name=profile.name, api=profile.api)
        found, profiles = plan.profile, self._effects.profiles
        if found.resources and not profile.resources:
            profiles.set(profile.name, "resources", list(found.resources))
        return profiles.set(profile.name, "issuer", found.issuer)

    def store(self, profile: Profile, token_set: TokenSet) -> Loaded:
        """Keep a token set that another process understood (memory store only).

        Raises:
            UsageError: this store is not the memory of the running program.
        """
        if self._effects.vault.kind != "memory":
            raise UsageError("bad-usage", what=say("this program keeps tokens in the keyring"))
        with self._effects.lock(profile.id):
            before = entry_to_replace(self._effects.vault, profile.id)
            self._effects.vault.save(profile.id, token_set, None)
        changes = changes_with(None if before is None else before.token_set, token_set)
        detail, history = arrival_detail(token_set), self._effects.history
        history.set_standing(profile.id, Standing())
        history.record(profile.id, self._effects.now(), EventKind.IMPORTED, detail, changes)
        return self.load(profile)

    def forget(self, profile_id: str) -> None:
        """Remove all that is held under an id: tokens, secrets, history."""
        with self._effects.lock(profile_id):
            self._effects.vault.delete(profile_id)
        self._effects.history.forget(profile_id)

    def remove(self, profile: Profile) -> None:
        """Remove a profile and all that is held for it; what it holds goes first."""
        self.forget(profile.id)
        self._effects.profiles.remove(profile.name)

    def edit(self, profile: Profile, changes: Mapping[str, Any]) -> None:
        """Write keys of a profile that decide nothing about where a secret goes.

        Raises:
            ValueError: a key that is not one of `EDITABLE`. ProfileError: a value that cannot be.
        """
        if not changes.keys() <= EDITABLE:
            raise ValueError(", ".join(sorted(changes.keys() - EDITABLE)))
        for key, value in changes.items():
            self._effects.profiles.set(profile.name, key, value)

    def secret_names(self, profile: Profile) -> tuple[str, ...]:
        """Return the NAMEs of the profile's own secrets, sorted."""
        return tuple(sorted(self._effects.vault.secrets(profile.id)))

    def set_secret(self, profile: Profile, key: str, value: str) -> None:
        """Keep a secret, bound to the profile's endpoint as it is now.

        Raises:
            UsageError: a bad KEY. InputError: an empty value.
        """
        if template.SECRET_NAME.fullmatch(key) is None:
            raise UsageError("bad-secret-name", key=key)
        if not value:
            raise InputError("secret-empty")
        if self._effects.vault.state() is StoreState.LOCKED:
            self._effects.vault.unlock()
        with self._effects.lock(profile.id):
            self._effects.vault.set_secret(profile.id, key, value, profile.binding)

    def remove_secret(self, profile: Profile, key: str) -> None:
        """Remove a secret.

        Raises:
            InputError: there is none of this KEY.
        """
        with self._effects.lock(profile.id):
            if not self._effects.vault.remove_secret(profile.id, key):
                raise InputError("secret-missing", name=profile.name, key=key)

    def dry_run(self, profile: Profile) -> DryRun:
        """Return the request that a refresh would send, its secrets masked.

        Raises:
            InputError: the profile has no rule, or a mistake in it.
        """
        if not profile.can_renew:
            raise InputError("no-refresh-rule", name=profile.name)
        entry = self._effects.vault.load(profile.id)
        if entry is None:
            raise person_needed("empty", can_sign_in=profile.can_sign_in, name=profile.name)
        request = self._refresher.masked_request(profile, entry)
        return DryRun(
            request.method,
            request.url,
            dict(request.headers),
            request.body.decode("ascii"),
        )

    def _check_unlocked(self) -> None:
        if self._effects.is_locked():
            raise Denied("locked")

    def _seen(self, profile: Profile, entry: VaultEntry) -> Snapshot:
        known = self._discovery.known(profile)
        snapshot = snapshot_of(known, entry, self._effects.machine)
        return self._inspector.checked(known, snapshot)

    def _decide(
        self,
        want: Want,
        profile: Profile,
        snapshot: Snapshot | None,
        standing: Standing,
    ) -> Decision:
        facts = facts_of(snapshot, standing, has_refresh_rule=profile.can_renew)
        skew = 0 if snapshot is None else snapshot.clock_skew
        return decide(want, snapshot, standing, facts, self._effects.now() + skew)


def _asked_life(want: Want, snapshot: Snapshot | None) -> float:
    if want.min_valid is not None:
        return want.min_valid
    return minimum_valid(None if snapshot is None else snapshot.lifetime)
