"""Sign out: the server is told where it can be, the tokens are forgotten here in any case.

RFC 7009, the refresh token first: what it could still get is worth more than the access token.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TypeVar

from tokentray.core.errors import (
    ClientError,
    InputError,
    TokenTrayError,
    TransportError,
    VaultEntryBroken,
    VaultEntryNewer,
    VaultUnavailable,
)
from tokentray.core.jobs import REFRESH_SECONDS, Phase
from tokentray.core.messages import english
from tokentray.core.profile import ClientAuth, Profile
from tokentray.core.snapshot import Standing
from tokentray.core.tokens import TokenSet, VaultEntry
from tokentray.oauth.client_auth import needed_by_client
from tokentray.oauth.revocation import Revoked, read_revocation, revocation_request
from tokentray.oauth.token_endpoint import Material
from tokentray.service.discovery import Discovery
from tokentray.service.effects import Effects, OnPhase
from tokentray.service.refresh import bound_secrets
from tokentray.service.snapshots import binding_obstacle
from tokentray.storage.history import EventKind

logger = logging.getLogger(__name__)

_Result = TypeVar("_Result")

_GOES_ON = (None, Revoked.DONE, Revoked.UNSUPPORTED)
_TRIES = 2
_NOT_WORTH_A_TRY = 0.2


@dataclass(frozen=True, slots=True)
class SignedOut:
    """What was done, in sentences; `error` where the server could not be reached."""

    sentences: tuple[str, ...]
    error: TokenTrayError | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What the server did with each token; None where it was not asked."""

    refresh: Revoked | None = None
    access: Revoked | None = None
    trouble: TokenTrayError | None = None


@dataclass(frozen=True, slots=True)
class _Leaving:
    """What one sign-out works on."""

    profile: Profile
    tokens: TokenSet = field(repr=False)
    on_phase: OnPhase
    left: Callable[[], float]


class SignOut:
    """Ends grants; `say_moment` words a moment (POSIX seconds) for people."""

    def __init__(
        self, effects: Effects, discovery: Discovery, say_moment: Callable[[float], str]
    ) -> None:
        self._effects = effects
        self._discovery = discovery
        self._say_moment = say_moment

    def sign_out(self, profile: Profile, on_phase: OnPhase) -> SignedOut:
        """Tell the server, and forget the tokens whatever it says.

        Raises:
            VaultError: the tokens cannot be read or forgotten.
        """
        on_phase(Phase.WAITING_FOR_LOCK)
        forgets = True
        with ExitStack() as held:
            try:
                self._take_lock(held, profile)
                on_phase(Phase.LOCKED)
                entry = self._effects.vault.load(profile.id)
                told = _Told() if entry is None else self._tell(profile, entry, on_phase)
            except VaultEntryBroken:
                return SignedOut((english("sign-out-broken", {"name": profile.name}).title,))
            except VaultEntryNewer:
                # What a newer version wrote is not ours to touch.
                forgets = False
                raise
            finally:
                # Also where a person has enough of waiting.
                if forgets:
                    self._forget(profile, on_phase)
        if entry is None:
            return SignedOut((english("sign-out-empty", {"name": profile.name}).title,))
        return self._report(profile, entry.token_set, told)

    def _take_lock(self, held: ExitStack, profile: Profile) -> None:
        """Wait for a refresh that is on its way: its new tokens are the ones to revoke.

        One that never ends does not hold up a person who leaves: since the generation was
        raised meanwhile, what it brings is not saved.
        """
        try:
            held.enter_context(self._effects.lock(profile.id))
        except VaultUnavailable as error:
            if error.code != "lock-busy":
                raise
            logger.warning("%s: signed out while another process works on it", profile.id)

    def _tell(self, profile: Profile, entry: VaultEntry, on_phase: OnPhase) -> _Told:
        if entry.machine != self._effects.machine or _is_of_another(entry.token_set, profile):
            return _Told()
        on_phase(Phase.DISCOVERING)
        left = self._effects.countdown(REFRESH_SECONDS)
        leaving = _Leaving(profile, entry.token_set, on_phase, left)
        try:
            return self._revoke_both(self._with_endpoint(leaving))
        except TokenTrayError as error:
            return _Told() if error.code == "no-metadata" else _Told(trouble=error)

    def _with_endpoint(self, leaving: _Leaving) -> _Leaving:
        profile = leaving.profile
        if profile.endpoints.revocation:
            return leaving
        found = _twice(lambda: self._discovery.resolve(profile, leaving.left), leaving.left)
        return replace(leaving, profile=found.profile)

    def _revoke_both(self, leaving: _Leaving) -> _Told:
        profile, tokens, told = leaving.profile, leaving.tokens, _Told()
        if not profile.endpoints.revocation or _is_of_another(tokens, profile):
            return told
        try:
            if tokens.refresh_token is not None:
                refresh = self._revoke(leaving, tokens.refresh_token, "refresh_token")
                told = replace(told, refresh=refresh)
            if told.refresh in _GOES_ON and self._lives(tokens):
                access = self._revoke(leaving, tokens.access_token or "", "access_token")
                told = replace(told, access=access)
        except TokenTrayError as error:
            return replace(told, trouble=error)
        return told

    def _revoke(self, leaving: _Leaving, token: str, hint: str) -> Revoked:
        profile = leaving.profile
        needed = needed_by_client(profile.client_auth)
        secrets = bound_secrets(self._effects.vault, profile, needed)

        def send() -> Revoked:
            now = self._effects.now() + leaving.tokens.clock_skew
            material = Material(secrets=secrets, uuid=self._effects.uuid(), now=now)
            request = revocation_request(profile, token, hint, material)
            answer = self._effects.transport.send(
                request,
                max(0.1, leaving.left()),
                on_sent=lambda: leaving.on_phase(Phase.SENT),
            )
            return read_revocation(answer, request.host)

        revoked = _twice(send, leaving.left)
        if revoked is Revoked.CLIENT_REFUSED and profile.client_auth is not ClientAuth.NONE:
            raise ClientError("invalid-client", name=profile.name, error="invalid_client")
        return revoked

    def _lives(self, tokens: TokenSet) -> bool:
        now = self._effects.now() + tokens.clock_skew
        is_over = tokens.expires_at is not None and tokens.expires_at <= now
        return tokens.access_token is not None and not is_over

    def _forget(self, profile: Profile, on_phase: OnPhase) -> None:
        on_phase(Phase.LOCKED)
        self._effects.vault.forget(profile.id)
        now = self._effects.now()
        self._effects.history.set_standing(profile.id, Standing())
        self._effects.history.record(profile.id, now, EventKind.SIGNED_OUT, {})

    # In words

    def _report(self, profile: Profile, tokens: TokenSet, told: _Told) -> SignedOut:
        arguments = {"name": profile.name, "life": self._life(tokens)}
        if told.trouble is not None:
            return SignedOut((), _error(told.trouble, arguments))
        return SignedOut((english(self._code(tokens, told), arguments).title,))

    def _code(self, tokens: TokenSet, told: _Told) -> str:
        has_access = self._lives(tokens)
        refresh_done = tokens.refresh_token is None or told.refresh is Revoked.DONE
        access_done = not has_access or told.access is Revoked.DONE
        if Revoked.DONE not in (told.refresh, told.access):
            return "sign-out-untold"
        if refresh_done and access_done:
            return "sign-out-revoked"
        return "sign-out-half" if refresh_done else "sign-out-other-half"

    def _life(self, tokens: TokenSet) -> str:
        """Say how long what the server was not told of can still be used."""
        if tokens.access_token is None:
            return english("life-none", {}).title
        if not self._lives(tokens):
            return english("life-over", {}).title
        if tokens.expires_at is None:
            return english("life-unknown", {}).title
        moment = self._say_moment(tokens.expires_at - tokens.clock_skew)
        return english("life-until", {"moment": moment}).title


def _error(trouble: TokenTrayError, arguments: dict[str, str]) -> TokenTrayError:
    """Say the same sentence, and why; the exit code is the trouble's own."""
    kind = type(trouble) if isinstance(trouble, TransportError | InputError) else TransportError
    # What the trouble's own hint says, to try again, cannot be done any more.
    name, life = arguments["name"], arguments["life"]
    return kind("sign-out-failed", what=trouble.title, name=name, life=life)


def _is_of_another(tokens: TokenSet, profile: Profile) -> bool:
    """Tell whether the tokens came from another server than the profile, or its issuer, names."""
    return binding_obstacle(tokens.binding, profile.binding) is not None


def _twice(action: Callable[[], _Result], left: Callable[[], float]) -> _Result:
    for _ in range(_TRIES - 1):
        try:
            return action()
        except TransportError as error:
            if left() < _NOT_WORTH_A_TRY:
                raise
            logger.info("trying again (%s)", error.code)
    return action()
