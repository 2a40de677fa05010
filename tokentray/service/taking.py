"""Take what a sign-in brings: one request, check what came, save and read back, then say it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from tokentray.core.errors import TransportError, VaultError
from tokentray.core.expiry import Warned
from tokentray.core.jobs import REFRESH_SECONDS, Phase
from tokentray.core.profile import Profile
from tokentray.core.report import sign_in_sentences
from tokentray.core.snapshot import Standing
from tokentray.core.tokens import TokenResponse, TokenSet, VaultEntry
from tokentray.oauth.dpop import Possession, wanted_nonce
from tokentray.oauth.grant_answer import DPOP, read_grant_answer
from tokentray.oauth.id_token import Asked, problem_of_id_token
from tokentray.oauth.token_endpoint import Material
from tokentray.oauth.transport import Answer, Request
from tokentray.service.attempt import Attempt, SignedIn
from tokentray.service.effects import Effects, entry_to_replace
from tokentray.service.refresh import SAVE_AGAIN_IN
from tokentray.service.snapshots import (
    Arrival,
    Understood,
    arrival_detail,
    changes_with,
    identity_claims,
    is_same_account,
    skew_of,
    snapshot_of,
    understand,
)
from tokentray.storage.history import EventKind

logger = logging.getLogger(__name__)

_NAMES_OF_ACCOUNT = ("preferred_username", "email", "name", "sub")

BuildRequest = Callable[[Material], Request]


class Taking:
    """Asks the token endpoint once for a sign-in, and keeps its answer."""

    def __init__(self, effects: Effects, say_moment: Callable[[float], str]) -> None:
        self._effects = effects
        self._say_moment = say_moment

    def take(self, attempt: Attempt, build: BuildRequest, nonce: str) -> SignedIn:
        """Ask, and keep what comes; `nonce` is the one that an ID token has to name."""
        with self.locked(attempt):
            return self.keep(attempt, self.send(attempt, build), nonce)

    @contextmanager
    def locked(self, attempt: Attempt) -> Iterator[None]:
        """Hold the profile from before the request until its answer is saved."""
        attempt.on_phase(Phase.WAITING_FOR_LOCK)
        with self._effects.lock(attempt.profile.id):
            attempt.on_phase(Phase.LOCKED)
            yield

    def send(self, attempt: Attempt, build: BuildRequest) -> Answer:
        """Send; once more where the server first wants its nonce in the proof (RFC 9449, 8).

        Any other answer is final: a code is good for one request.
        """
        left = self._effects.countdown(REFRESH_SECONDS)
        answer = self._sent(attempt, build, left())
        wanted = wanted_nonce(answer) if attempt.key else ""
        attempt.nonce = answer.headers.get("dpop-nonce", attempt.nonce)
        return self._sent(attempt, build, max(0.1, left())) if wanted else answer

    def _sent(self, attempt: Attempt, build: BuildRequest, seconds: float) -> Answer:
        return self._effects.transport.send(
            build(self.material(attempt)),
            seconds,
            on_sent=lambda: attempt.on_phase(Phase.SENT),
        )

    def material(self, attempt: Attempt) -> Material:
        """Return what a request shows of the client."""
        return Material(
            secrets=attempt.secrets,
            possession=Possession(attempt.key, attempt.nonce) if attempt.key else None,
            uuid=self._effects.uuid(),
            now=self._effects.now(),
        )

    def keep(self, attempt: Attempt, answer: Answer, nonce: str) -> SignedIn:
        """Check, save and read back what came; only then it counts."""
        profile = attempt.profile
        response = read_grant_answer(profile, answer, attempt.host)
        attempt.on_phase(Phase.RECEIVED)
        now = self._effects.now()
        skew = skew_of(answer.date, now)
        self._check_id_token(attempt, response, nonce, now + skew)
        arrival = Arrival(response, now, skew, profile.expires_in)
        understood = understand(arrival, profile.binding, attempt.choice.grant.value)
        token_set = _completed(attempt, understood, response)
        before = entry_to_replace(self._effects.vault, profile.id)
        other = before is not None and not is_same_account(before.token_set, token_set)
        entry = self._save(attempt, token_set)
        attempt.on_phase(Phase.SAVED)
        self._remember(attempt, now, before, token_set)
        told = replace(token_set, warnings=(*token_set.warnings, *_other_account(other)))
        return SignedIn(
            snapshot_of(attempt.asked_profile, entry, self._effects.machine),
            Standing(),
            (
                *sign_in_sentences(
                    told,
                    understood.expiry,
                    account=_account(response, understood),
                    say_moment=self._say_moment,
                ),
                attempt.choice.sentence,
            ),
            token_set,
        )

    def _check_id_token(
        self, attempt: Attempt, response: TokenResponse, nonce: str, now: float
    ) -> None:
        if response.id_token is None:
            return
        asked = Asked(attempt.profile.client_id, attempt.expected.issuer, nonce)
        problem = problem_of_id_token(response.id_token, asked, now)
        if problem:
            raise TransportError("id-token", host=attempt.host, what=problem)

    def _save(self, attempt: Attempt, token_set: TokenSet) -> VaultEntry:
        """Save, again and again where the vault does not take it.

        Raises:
            VaultError: the vault did not take it and patience has ended.
        """
        profile_id = attempt.profile.id
        while True:
            try:
                return self._effects.vault.save(profile_id, token_set, None)
            except VaultError as error:
                logger.warning("%s: the sign-in is not saved yet (%s)", profile_id, error.code)
                attempt.on_phase(Phase.UNSAVED)
                if not self._effects.patience(SAVE_AGAIN_IN):
                    raise

    def _remember(
        self, attempt: Attempt, now: float, before: VaultEntry | None, new: TokenSet
    ) -> None:
        old = None if before is None else before.token_set
        detail = {"grant": attempt.choice.grant.value, **arrival_detail(new)}
        if old is not None and not is_same_account(old, new):
            detail["account"] = "other"
        history, profile_id = self._effects.history, attempt.profile.id
        history.set_standing(profile_id, Standing())
        history.record(profile_id, now, EventKind.SIGNED_IN, detail, changes_with(old, new))


def _completed(attempt: Attempt, understood: Understood, response: TokenResponse) -> TokenSet:
    """Add what only the one who asked knows: the key, the scopes left unsaid, what is amiss.

    A server that grants what was asked for need not repeat it (RFC 6749 section 5.1).
    """
    profile, token_set = attempt.profile, understood.token_set
    return replace(
        token_set,
        scopes=token_set.scopes or profile.scopes,
        dpop_key=attempt.key or None,
        warnings=(*token_set.warnings, *_amiss(profile, understood, response)),
    )


def _amiss(profile: Profile, understood: Understood, response: TokenResponse) -> Warned:
    warnings: list[tuple[str, Mapping[str, str | int]]] = []
    if profile.dpop and response.token_type.lower() != DPOP:
        warnings.append(("warn-not-bound", {}))
    if response.scopes is not None:
        missing = [scope for scope in profile.scopes if scope not in response.scopes]
        if missing:
            warnings.append(("warn-fewer-scopes", {"missing": ", ".join(missing)}))
    audiences = _audiences(understood)
    if audiences is not None:
        warnings += [
            ("warn-elsewhere", {"resource": resource})
            for resource in profile.resources
            if resource.rstrip("/") not in audiences
        ]
    return tuple(warnings)


def _audiences(understood: Understood) -> frozenset[str] | None:
    """Return what `aud` names, None for an opaque token."""
    claims = understood.decoded.claims
    if claims is None:
        return None
    given = claims.get("aud")
    named = given if isinstance(given, list) else [given]
    return frozenset(one.rstrip("/") for one in named if isinstance(one, str))


def _account(response: TokenResponse, understood: Understood) -> str:
    """Return what people call the account that the tokens are of, empty where they do not say."""
    claims = identity_claims(response, understood.decoded)
    names = (claims.get(name) for name in _NAMES_OF_ACCOUNT)
    return next((name for name in names if isinstance(name, str) and name), "")


def _other_account(other: bool) -> Warned:
    return (("warn-other-account", {}),) if other else ()
