"""One refresh: lock, read again, write the intent, one request, check, save, only then answer.

RFC 6749 section 6 and RFC 9700 section 4.14: a rotated refresh token exists in one place only
once its answer is saved, so nothing is published before the vault has given it back.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tokentray.core import schedule
from tokentray.core.changes import Changes
from tokentray.core.errors import (
    ClientError,
    InputError,
    OAuthError,
    SignInNeeded,
    TokenTrayError,
    TransportError,
    VaultConflict,
    VaultError,
    person_needed,
)
from tokentray.core.jobs import REFRESH_SECONDS, REPLAY_NEEDS, Phase
from tokentray.core.messages import english
from tokentray.core.profile import Grant, Profile
from tokentray.core.said import say
from tokentray.core.snapshot import FINAL_LOOKING_LIMIT, Snapshot, Standing, plan_of
from tokentray.core.tokens import Intent, TokenResponse, TokenSet, VaultEntry
from tokentray.oauth.client_auth import masked_credentials
from tokentray.oauth.dpop import Possession, wanted_nonce
from tokentray.oauth.token_endpoint import (
    Ended,
    Material,
    client_credentials_request,
    needed_secrets,
    read_refresh_answer,
    refresh_request,
    retry_after,
)
from tokentray.oauth.transport import Answer, Request
from tokentray.service.discovery import Discovery
from tokentray.service.effects import Effects, OnPhase, TokenVault
from tokentray.service.snapshots import (
    Arrival,
    arrival_detail,
    binding_obstacle,
    bound_to,
    changes_with,
    is_same_account,
    obstacle_of,
    skew_of,
    snapshot_of,
    succeed,
    understand,
)
from tokentray.storage.history import EventKind

logger = logging.getLogger(__name__)

MASK = "-hidden-"
"""Stands for a secret; made of characters that neither JSON nor a form has to escape."""

SAVE_AGAIN_IN = 2.0
"""Seconds between two tries to save an answer that the vault did not take."""

_ONCE_IN = 1.0
"""Even a person who insists causes one refresh a second at most."""

_CLOCK_STEPPED = 60.0
"""A last refresh further in the future than this says that the clock was set back."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller of a refresh wants.

    `force`: now, whatever is left. `min_valid`: only where less than that is left. Neither:
    only where the schedule says so.
    """

    force: bool = False
    min_valid: float | None = None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How it went; `snapshot` is what is held now, also after an error.

    `changes` is what the new token says otherwise than the one before.
    """

    snapshot: Snapshot | None
    standing: Standing
    renewed: bool = False
    error: TokenTrayError | None = None
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class _Held:
    """What one refresh works on, under the lock."""

    profile: Profile
    entry: VaultEntry
    standing: Standing
    on_phase: OnPhase
    left: Callable[[], float] = field(default=lambda: 0.0)


@dataclass(frozen=True, slots=True)
class _Received:
    """A usable verdict of the server with the answer that carried it."""

    verdict: TokenResponse | Ended
    answer: Answer
    held: _Held
    replayed: bool


class Refresher:
    """Renews token sets; blocking, one call at a time per profile."""

    def __init__(self, effects: Effects, discovery: Discovery) -> None:
        self._effects = effects
        self._discovery = discovery

    def refresh(self, profile: Profile, wish: Wish, on_phase: OnPhase) -> Refreshed:
        """Renew the tokens of a profile if `wish` and what is held ask for it.

        Raises:
            VaultError: nothing could be read, or an answer could not be saved.
        """
        started = self._effects.now()
        on_phase(Phase.WAITING_FOR_LOCK)
        with self._effects.lock(profile.id):
            on_phase(Phase.LOCKED)
            entry = self._effects.vault.load(profile.id)
            standing = self._effects.history.standing(profile.id)
            if entry is None:
                return Refreshed(None, standing, error=_person(profile, "empty"))
            held = _Held(profile, entry, standing, on_phase)
            if self._is_fresh(held, wish, started):
                return self._result(held)
            try:
                return self._renew(held, wish)
            except VaultError:
                raise
            except TokenTrayError as error:
                return replace(self._result(held), error=error)

    def masked_request(self, profile: Profile, entry: VaultEntry) -> Request:
        """Build the request that a refresh would send, a mask in the place of every secret.

        Raises:
            InputError: the profile asks for something that it does not have.
        """
        profile = self._discovery.for_tokens(profile, self._time_left())
        masked = replace(entry.token_set, refresh_token=MASK, access_token=MASK, dpop_key=None)
        material = replace(
            self._material(masked, dict.fromkeys(self._secrets(profile), MASK)),
            shown=masked_credentials(profile, MASK),
        )
        request = _request_of(profile, masked, material)
        if entry.token_set.dpop_key is not None and profile.refresh is None:
            return replace(request, headers={**request.headers, "DPoP": MASK})
        return request

    def _time_left(self) -> Callable[[], float]:
        """Start the clock of one refresh: discovery, request and replay share its seconds."""
        return self._effects.countdown(REFRESH_SECONDS)

    def _result(self, held: _Held) -> Refreshed:
        # What was found out of a server that moved is known now, and forbids to go on.
        known = self._discovery.known(held.profile)
        snapshot = snapshot_of(known, held.entry, self._effects.machine)
        return Refreshed(snapshot, held.standing)

    def _is_fresh(self, held: _Held, wish: Wish, started: float) -> bool:
        """Tell whether somebody else renewed meanwhile, or nothing has to be done."""
        snapshot = snapshot_of(held.profile, held.entry, self._effects.machine)
        now = self._effects.now() + snapshot.clock_skew
        if snapshot.access_token is None or snapshot.ended is not None:
            return False
        renewed_ago = started - held.entry.token_set.renewed_at
        if renewed_ago < _ONCE_IN and abs(renewed_ago) < _CLOCK_STEPPED:
            return True
        if wish.force:
            return False
        if wish.min_valid is not None:
            return _has_left(snapshot, now, wish.min_valid)
        profile = held.profile
        plan = plan_of(snapshot, profile.refresh_before, profile.fallback_lifetime)
        return now < schedule.refresh_at(plan, chance=1.0)

    def _renew(self, held: _Held, wish: Wish) -> Refreshed:
        self._check_may_send(held, wish)
        held = replace(held, left=self._time_left())
        try:
            held = self._discovered(held)
        except TransportError as error:
            return self._failed(held, error)
        self._check_obstacle(held)
        secrets = self._secrets(held.profile)
        self._request(held.profile, held.entry.token_set, secrets)  # its mistakes cost no write
        interrupted = self._was_interrupted(held.entry)
        held = replace(held, entry=self._write_intent(held))
        held.on_phase(Phase.INTENT_WRITTEN)
        try:
            received = self._exchange(held, secrets)
        except (TransportError, OAuthError, ClientError) as error:
            return self._failed(held, error)
        lost = interrupted or received.replayed
        if isinstance(received.verdict, Ended):
            return self._ended(received.held, received.verdict, lost=lost)
        return self._succeeded(received.held, received.verdict, received.answer)

    def _discovered(self, held: _Held) -> _Held:
        """Find the token endpoint where the profile leaves that to the issuer's metadata."""
        if not self._discovery.is_needed(held.profile):
            return held
        held.on_phase(Phase.DISCOVERING)
        return replace(held, profile=self._discovery.for_tokens(held.profile, held.left))

    def _check_may_send(self, held: _Held, wish: Wish) -> None:
        """Raise what forbids to send anything."""
        name, token_set = held.profile.name, held.entry.token_set
        if not held.profile.can_renew:
            raise InputError("no-refresh-rule", name=name)
        self._check_obstacle(held)
        if token_set.refresh_token is None and not _asks_again(token_set):
            raise _person(held.profile, "no-refresh-token")
        if held.profile.dpop and token_set.dpop_key is None and held.profile.refresh is None:
            raise SignInNeeded("no-dpop-key", name=name)
        wait = held.standing.retry_at - self._effects.now()
        # Nobody is asked to wait longer: the clock was set back since.
        if 0 < wait <= schedule.RETRY_AFTER_CAP and not wish.force:
            raise TransportError("waits", name=name, seconds=int(wait) + 1)

    def _check_obstacle(self, held: _Held) -> None:
        obstacle = obstacle_of(held.profile, held.entry, self._effects.machine)
        if obstacle is not None:
            reason = english(obstacle.reason, obstacle.arguments).title
            raise _person(held.profile, "sign-in-needed", reason=reason)

    def _secrets(self, profile: Profile) -> Mapping[str, str]:
        return bound_secrets(self._effects.vault, profile, needed_secrets(profile))

    def _request(
        self,
        profile: Profile,
        token_set: TokenSet,
        secrets: Mapping[str, str],
        nonce: str = "",
    ) -> Request:
        return _request_of(profile, token_set, self._material(token_set, secrets, nonce))

    def _material(
        self, token_set: TokenSet, secrets: Mapping[str, str], nonce: str = ""
    ) -> Material:
        key = token_set.dpop_key
        return Material(
            refresh_token=token_set.refresh_token or "",
            access_token=token_set.access_token or "",
            secrets=secrets,
            possession=None if key is None else Possession(key, nonce),
            uuid=self._effects.uuid(),
            now=self._effects.now() + token_set.clock_skew,
        )

    def _was_interrupted(self, entry: VaultEntry) -> bool:
        """Tell whether an earlier refresh with this very token never came to an end."""
        token = entry.token_set.refresh_token or ""
        return entry.intent is not None and entry.intent.token_hash == _hash(token)

    def _write_intent(self, held: _Held) -> VaultEntry:
        """Leave a trace before anything is sent; where this fails, nothing is sent."""
        token_set = held.entry.token_set
        bound = replace(token_set, binding=bound_to(token_set.binding, held.profile.binding))
        intent = Intent(_hash(token_set.refresh_token or ""), int(self._effects.now()))
        return self._effects.vault.save(
            held.profile.id, bound, intent, expected_generation=held.entry.generation
        )

    def _exchange(self, held: _Held, secrets: Mapping[str, str]) -> _Received:
        """Send; replay once where the answer was lost or held no access token.

        The replay uses the newest refresh token: a server with a grace period, or one that never
        committed, answers it, and for any other the grant was lost already.
        """
        replayed = False
        while True:
            try:
                answer = self._send(held, secrets)
            except TransportError as error:
                if replayed or not error.sent or held.left() < REPLAY_NEEDS:
                    raise
                logger.info("%s: the answer was lost, asking again", held.profile.id)
                replayed = True
                continue
            held.on_phase(Phase.RECEIVED)
            verdict = self._verdict(held.profile, answer)
            if isinstance(verdict, Ended) or verdict.access_token is not None:
                return _Received(verdict, answer, held, replayed)
            held = self._keep_rotated(held, verdict)
            if replayed or held.left() < REPLAY_NEEDS:
                what = say("it holds no access_token")
                raise TransportError("bad-answer", host=_host(held.profile), what=what)
            replayed = True

    def _send(self, held: _Held, secrets: Mapping[str, str], nonce: str = "") -> Answer:
        """Send; once more where the server first wants its nonce in the proof (RFC 9449, 8)."""
        token_set = held.entry.token_set
        request = self._request(held.profile, token_set, secrets, nonce)
        left = max(0.1, held.left())
        answer = self._effects.transport.send(
            request, left, on_sent=lambda: held.on_phase(Phase.SENT)
        )
        wanted = wanted_nonce(answer) if token_set.dpop_key is not None and not nonce else ""
        return self._send(held, secrets, wanted) if wanted else answer

    def _verdict(self, profile: Profile, answer: Answer) -> TokenResponse | Ended:
        try:
            return read_refresh_answer(profile, answer, _host(profile))
        except TransportError as error:
            error.retry_after = retry_after(answer, self._effects.now())
            raise

    def _keep_rotated(self, held: _Held, response: TokenResponse) -> _Held:
        """Save a new refresh token that came without an access token: else the grant is lost."""
        if response.refresh_token is None:
            return held
        token_set = replace(held.entry.token_set, refresh_token=response.refresh_token)
        return replace(held, entry=self._save(held, token_set))

    def _succeeded(self, held: _Held, response: TokenResponse, answer: Answer) -> Refreshed:
        old = held.entry.token_set
        now = self._effects.now()
        arrival = Arrival(response, now, skew_of(answer.date, now), held.profile.expires_in)
        new = understand(arrival, held.profile.binding, "refresh").token_set
        if not is_same_account(old, new):
            return self._ended(held, Ended("reason-account-changed"), lost=False)
        new = replace(succeed(old, new, held.profile.binding), renewed_at=now)
        entry = self._save(held, new)
        held.on_phase(Phase.SAVED)
        standing = Standing(last_try_at=now)
        self._effects.history.set_standing(held.profile.id, standing)
        detail, changes = arrival_detail(new), changes_with(old, new)
        self._effects.history.record(held.profile.id, now, EventKind.REFRESHED, detail, changes)
        return replace(
            self._result(replace(held, entry=entry, standing=standing)),
            renewed=True,
            changes=changes,
        )

    def _ended(self, held: _Held, ended: Ended, *, lost: bool) -> Refreshed:
        """Remember that the grant is certainly over; the access token may live on."""
        reason = ended.reason
        if lost and reason == "reason-invalid-grant":
            reason = "reason-lost"
        token_set = replace(
            held.entry.token_set, ended=reason, ended_arguments=dict(ended.arguments)
        )
        entry = self._save(held, token_set)
        held.on_phase(Phase.SAVED)
        now = self._effects.now()
        standing = Standing(last_try_at=now)
        self._effects.history.set_standing(held.profile.id, standing)
        self._effects.history.record(held.profile.id, now, EventKind.ENDED, {"reason": reason})
        told = english(reason, ended.arguments).title
        error = _person(held.profile, "sign-in-needed", reason=told)
        return replace(
            self._result(replace(held, entry=entry, standing=standing)),
            error=error,
        )

    def _failed(self, held: _Held, error: TokenTrayError) -> Refreshed:
        """Remember a failure that is no verdict; the intent stays only where it may matter."""
        now = self._effects.now()
        standing = after_failure(held.standing, error, now, self._effects.chance())
        self._effects.history.set_standing(held.profile.id, standing)
        self._effects.history.record(held.profile.id, now, EventKind.FAILED, {"code": error.code})
        may_be_lost = isinstance(error, TransportError) and error.sent
        entry = self._effects.vault.load(held.profile.id) or held.entry
        if not may_be_lost and entry.intent is not None:
            entry = self._drop_intent(held, entry)
        return replace(
            self._result(replace(held, entry=entry, standing=standing)),
            error=error,
        )

    def _drop_intent(self, held: _Held, entry: VaultEntry) -> VaultEntry:
        try:
            return self._effects.vault.save(
                held.profile.id,
                entry.token_set,
                None,
                expected_generation=entry.generation,
            )
        except VaultError as error:
            # A stale intent only words a later end of the grant differently.
            logger.warning("%s: the intent stays in the vault (%s)", held.profile.id, error.code)
            return entry

    def _save(self, held: _Held, token_set: TokenSet) -> VaultEntry:
        """Save an answer, again and again where the vault does not take it.

        Raises:
            VaultError: the vault did not take it and patience has ended.
        """
        while True:
            try:
                return self._effects.vault.save(
                    held.profile.id,
                    token_set,
                    None,
                    expected_generation=held.entry.generation,
                )
            except VaultConflict:
                raise
            except VaultError as error:
                logger.warning("%s: the answer is not saved yet (%s)", held.profile.id, error.code)
                held.on_phase(Phase.UNSAVED)
                if not self._effects.patience(SAVE_AGAIN_IN):
                    raise


def after_failure(standing: Standing, error: TokenTrayError, now: float, chance: float) -> Standing:
    """Count a failure and settle when to try again."""
    failures = standing.failures + 1
    final_looking = standing.final_looking + 1 if error.code == "server-refused" else 0
    named = error.retry_after if isinstance(error, TransportError) else None
    if final_looking >= FINAL_LOOKING_LIMIT or isinstance(error, ClientError):
        wait = schedule.UNCERTAIN_INTERVAL
    else:
        wait = schedule.back_off(failures, chance)
    return Standing(
        failures=failures,
        final_looking=final_looking,
        retry_at=now + max(wait, named or 0.0),
        last_try_at=now,
        problem=error.code,
        problem_arguments=dict(error.arguments),
    )


def bound_secrets(
    vault: TokenVault, profile: Profile, needed: frozenset[str], *, binds: bool = True
) -> dict[str, str]:
    """Return secrets of a profile; all are there, and go to no other place than before.

    One that was kept before its endpoint was known is bound to it now; with `binds` false
    nothing is written, for a caller that does not hold the profile's lock.

    Raises:
        InputError: one is missing, or belongs to another issuer or origin.
    """
    if not needed:
        return {}
    kept = vault.secrets(profile.id)
    for key in sorted(needed):
        if key not in kept:
            raise InputError("secret-missing", name=profile.name, key=key)
        binding = kept[key].binding
        obstacle = binding_obstacle(binding, profile.binding)
        if obstacle is not None:
            raise InputError(
                "secret-other-endpoint", name=profile.name, key=key, **obstacle.arguments
            )
        if binds and bound_to(binding, profile.binding) != binding:
            vault.set_secret(profile.id, key, kept[key].value, bound_to(binding, profile.binding))
    return {key: kept[key].value for key in needed}


def _person(profile: Profile, code: str, **arguments: str | int) -> SignInNeeded:
    can_sign_in = profile.can_sign_in
    return person_needed(code, can_sign_in=can_sign_in, name=profile.name, **arguments)


def _asks_again(token_set: TokenSet) -> bool:
    """Tell whether renewing means to ask by the client's own credentials (RFC 6749, 4.4)."""
    return token_set.source == Grant.CLIENT_CREDENTIALS


def _request_of(profile: Profile, token_set: TokenSet, material: Material) -> Request:
    if _asks_again(token_set) and profile.refresh is None:
        return client_credentials_request(profile, material)
    return refresh_request(profile, material)


def _has_left(snapshot: Snapshot, now: float, min_valid: float) -> bool:
    if snapshot.expires_at is None:
        return now - snapshot.obtained_at <= schedule.MIN_VALID
    return snapshot.expires_at - now >= max(min_valid, schedule.LIVES_FOR)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def _host(profile: Profile) -> str:
    return Request("POST", profile.refresh_url).host
