"""One sign-in: choose the grant, let a person answer, take the tokens once, save, then say it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from tokentray.core.errors import (
    Denied,
    TokenTrayError,
    TransportError,
    VaultEntryBroken,
    VaultError,
)
from tokentray.core.expiry import Warned
from tokentray.core.grants import Choice, Offer, choose_grant
from tokentray.core.jobs import REFRESH_SECONDS, Phase
from tokentray.core.profile import Grant, Profile
from tokentray.core.report import sign_in_sentences
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.tokens import TokenResponse, TokenSet, VaultEntry
from tokentray.core.urls import host_of
from tokentray.oauth.authorization import (
    AuthorizationRequest,
    Expected,
    authorization_request,
    pasted_query,
    read_callback,
)
from tokentray.oauth.client_auth import Field, needed_by_client
from tokentray.oauth.device import (
    DeviceCode,
    Waiting,
    device_request,
    poll,
    poll_fields,
    poll_refusal,
    read_device_code,
)
from tokentray.oauth.dpop import Possession, new_key, wanted_nonce
from tokentray.oauth.grant_answer import DPOP, read_grant_answer
from tokentray.oauth.id_token import Asked, problem_of_id_token
from tokentray.oauth.loopback import Loopback
from tokentray.oauth.metadata import ServerMetadata
from tokentray.oauth.pages import Page
from tokentray.oauth.token_endpoint import (
    Material,
    client_credentials_request,
    is_granted,
    token_request,
)
from tokentray.oauth.transport import Answer, Request
from tokentray.service.discovery import Discovery, Resolved, does_without
from tokentray.service.effects import Effects, OnPhase
from tokentray.service.refresh import SAVE_AGAIN_IN, bound_secrets
from tokentray.service.snapshots import (
    Arrival,
    Understood,
    identity_claims,
    is_same_account,
    skew_of,
    snapshot_of,
    understand,
)
from tokentray.storage.history import EventKind
from tokentray.storage.stores.base import StoreState

logger = logging.getLogger(__name__)

PERSON_MINUTES = 5
"""How long a person may take in the browser."""

_LOOK_EVERY = 0.2
"""Seconds between two looks at what was pasted, and whether it was cancelled."""

_NAMES_OF_ACCOUNT = ("preferred_username", "email", "name", "sub")

BuildRequest = Callable[[Material], Request]


class Person(Protocol):
    """Who signs in; no call waits for them but `pause`."""

    def go(self, url: str, redirect_uri: str) -> None:
        """Send them to `url`, from which their browser comes back to `redirect_uri`."""
        ...

    def show_code(self, code: DeviceCode, expires_at: float) -> None:
        """Show what to type on another device until `expires_at` (POSIX seconds)."""
        ...

    def pasted(self) -> str:
        """Return a redirect address that they brought by hand since the last call, or nothing."""
        ...

    def refuse_pasted(self, redirect_uri: str) -> None:
        """Say that this was not the address."""
        ...

    def pause(self, seconds: float) -> bool:
        """Wait so long, at most until they cancel; tell whether to go on."""
        ...


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What was saved, in sentences for the person; `token_set` for a process that keeps it."""

    snapshot: Snapshot
    standing: Standing
    sentences: tuple[str, ...]
    token_set: TokenSet = field(repr=False)


@dataclass(slots=True)
class _Attempt:
    """One sign-in on its way; `profile` has its endpoints, `nonce` is the server's for proofs."""

    asked_profile: Profile
    profile: Profile
    expected: Expected
    choice: Choice
    person: Person
    on_phase: OnPhase
    secrets: Mapping[str, str] = field(repr=False)
    key: str = field(default="", repr=False)
    nonce: str = ""

    @property
    def host(self) -> str:
        """The token endpoint's, for messages."""
        return Request("POST", self.profile.endpoints.token).host


class SignIn:
    """Signs people and clients in; blocking, for as long as a person may take."""

    def __init__(
        self, effects: Effects, discovery: Discovery, say_moment: Callable[[float], str]
    ) -> None:
        self._effects = effects
        self._discovery = discovery
        self._say_moment = say_moment

    def run(self, profile: Profile, person: Person, asked: Grant, on_phase: OnPhase) -> SignedIn:
        """Sign in; `asked` outweighs the profile's grant.

        Raises:
            Denied: refused or cancelled. TransportError: the server, or nobody came back in time.
            InputError, ClientError: the profile cannot sign in. VaultError: nothing can be kept.
        """
        self._open_vault(profile)
        on_phase(Phase.DISCOVERING)
        resolved = self._resolved(profile)
        choice = choose_grant(resolved.profile, _offer(resolved.metadata), asked)
        attempt = _Attempt(
            asked_profile=profile,
            profile=resolved.profile,
            expected=_expected(profile, resolved.metadata),
            choice=choice,
            person=person,
            on_phase=on_phase,
            secrets=self._secrets(resolved.profile),
            key=new_key() if profile.dpop else "",
        )
        if not person.pause(0):
            raise Denied("sign-in-cancelled")
        match choice.grant:
            case Grant.AUTHORIZATION_CODE:
                return self._by_browser(attempt)
            case Grant.DEVICE_CODE:
                return self._by_device(attempt)
            case _:
                build = partial(client_credentials_request, attempt.profile)
                return self._take(attempt, build, "")

    def _resolved(self, profile: Profile) -> Resolved:
        """Find the endpoints; a profile that names its own needs no metadata."""
        try:
            return self._discovery.resolve(profile, self._seconds(REFRESH_SECONDS))
        except TransportError as error:
            if not does_without(profile.endpoints, profile.grant, error):
                raise
            return Resolved(profile)

    def _open_vault(self, profile: Profile) -> None:
        """See that something can be kept before a person does the work; a person is here."""
        vault = self._effects.vault
        if vault.state() is StoreState.LOCKED:
            vault.unlock()
        self._before(profile)

    def _before(self, profile: Profile) -> VaultEntry | None:
        """Return what is held; an entry that nobody can read is what a sign-in replaces."""
        try:
            return self._effects.vault.load(profile.id)
        except VaultEntryBroken:
            return None

    def _secrets(self, profile: Profile) -> Mapping[str, str]:
        needed = needed_by_client(profile.client_auth)
        if not needed:
            return {}
        with self._effects.lock(profile.id):
            return bound_secrets(self._effects.vault, profile, needed)

    # By browser (RFC 6749 section 4.1, RFC 8252)

    def _by_browser(self, attempt: _Attempt) -> SignedIn:
        with Loopback(attempt.profile.redirect_port) as loopback:
            request = authorization_request(
                attempt.profile, loopback.redirect_uri, attempt.expected, attempt.key
            )
            loopback.listen(request.is_answered_by)
            page = Page.FAILED
            try:
                attempt.person.go(request.url, request.redirect_uri)
                query = self._awaited(attempt.person, loopback, request)
                signed_in = self._exchange(attempt, request, query)
                page = Page.SIGNED_IN
            except Denied:
                page = Page.REFUSED
                raise
            finally:
                loopback.finish(page)
        return signed_in

    def _awaited(self, person: Person, loopback: Loopback, request: AuthorizationRequest) -> str:
        """Wait for the browser, or for the address that it would have come back to."""
        left = self._seconds(PERSON_MINUTES * 60)
        while left() > 0:
            query = loopback.wait(_LOOK_EVERY)
            if query is not None:
                return query
            pasted = person.pasted()
            if pasted:
                query = pasted_query(pasted)
                if request.is_answered_by(query):
                    return query
                person.refuse_pasted(request.redirect_uri)
            if not person.pause(0):
                raise Denied("sign-in-cancelled")
        raise TransportError("sign-in-timed-out", minutes=PERSON_MINUTES)

    def _exchange(self, attempt: _Attempt, request: AuthorizationRequest, query: str) -> SignedIn:
        """Judge what came back, and give the code to the server that it is from, once."""
        code = read_callback(request, query, host_of(attempt.profile.endpoints.authorization))
        fields = (
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", request.redirect_uri),
            ("code_verifier", request.verifier),
            *_resources(attempt.profile),
        )
        return self._take(attempt, partial(token_request, attempt.profile, fields), request.nonce)

    # On another device (RFC 8628)

    def _by_device(self, attempt: _Attempt) -> SignedIn:
        code = self._device_code(attempt)
        attempt.person.show_code(code, self._effects.now() + code.lifetime)
        fields = (*poll_fields(code), *_resources(attempt.profile))
        build = partial(token_request, attempt.profile, fields)
        outcome: list[SignedIn | TokenTrayError] = []

        def ask() -> Answer:
            # What comes is saved under the lock that it was asked under.
            with self._locked(attempt):
                answer = self._send(attempt, build)
                if is_granted(answer):
                    outcome.append(self._settled(attempt, answer))
                return answer

        waiting = Waiting(self._effects.monotonic, attempt.person.pause)
        answer = poll(code, ask, waiting, attempt.host)
        if not outcome:
            raise poll_refusal(attempt.profile, answer, attempt.host)
        if isinstance(outcome[0], TokenTrayError):
            raise outcome[0]
        return outcome[0]

    def _device_code(self, attempt: _Attempt) -> DeviceCode:
        request = device_request(attempt.profile, self._material(attempt))
        answer = self._effects.transport.send(request, REFRESH_SECONDS, on_sent=_unwatched)
        return read_device_code(attempt.profile, answer, request.host)

    def _settled(self, attempt: _Attempt, answer: Answer) -> SignedIn | TokenTrayError:
        """Keep what came; a failure of that is no failed poll, so it is handed on."""
        try:
            return self._keep(attempt, answer, "")
        except TokenTrayError as error:
            return error

    # The token endpoint

    def _take(self, attempt: _Attempt, build: BuildRequest, nonce: str) -> SignedIn:
        with self._locked(attempt):
            return self._keep(attempt, self._send(attempt, build), nonce)

    @contextmanager
    def _locked(self, attempt: _Attempt) -> Iterator[None]:
        """Hold the profile from before the request until its answer is saved."""
        attempt.on_phase(Phase.WAITING_FOR_LOCK)
        with self._effects.lock(attempt.profile.id):
            attempt.on_phase(Phase.LOCKED)
            yield

    def _send(self, attempt: _Attempt, build: BuildRequest) -> Answer:
        """Send; once more where the server first wants its nonce in the proof (RFC 9449, 8).

        Any other answer is final: a code is good for one request.
        """
        left = self._seconds(REFRESH_SECONDS)
        answer = self._sent(attempt, build, left())
        wanted = wanted_nonce(answer) if attempt.key else ""
        attempt.nonce = answer.headers.get("dpop-nonce", attempt.nonce)
        return self._sent(attempt, build, max(0.1, left())) if wanted else answer

    def _sent(self, attempt: _Attempt, build: BuildRequest, seconds: float) -> Answer:
        return self._effects.transport.send(
            build(self._material(attempt)),
            seconds,
            on_sent=lambda: attempt.on_phase(Phase.SENT),
        )

    def _material(self, attempt: _Attempt) -> Material:
        return Material(
            secrets=attempt.secrets,
            possession=Possession(attempt.key, attempt.nonce) if attempt.key else None,
            uuid=self._effects.uuid(),
            now=self._effects.now(),
        )

    def _keep(self, attempt: _Attempt, answer: Answer, nonce: str) -> SignedIn:
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
        before = self._before(profile)
        other = before is not None and not is_same_account(before.token_set, token_set)
        entry = self._save(attempt, token_set)
        attempt.on_phase(Phase.SAVED)
        self._remember(attempt, now, other=other)
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
                f"Signed in {attempt.choice.sentence}.",
            ),
            token_set,
        )

    def _check_id_token(
        self, attempt: _Attempt, response: TokenResponse, nonce: str, now: float
    ) -> None:
        if response.id_token is None:
            return
        asked = Asked(attempt.profile.client_id, attempt.expected.issuer, nonce)
        problem = problem_of_id_token(response.id_token, asked, now)
        if problem:
            raise TransportError("id-token", host=attempt.host, what=problem)

    def _save(self, attempt: _Attempt, token_set: TokenSet) -> VaultEntry:
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

    def _remember(self, attempt: _Attempt, now: float, *, other: bool) -> None:
        detail = {"grant": attempt.choice.grant.value}
        if other:
            detail["account"] = "other"
        self._effects.history.set_standing(attempt.profile.id, Standing())
        self._effects.history.record(attempt.profile.id, now, EventKind.SIGNED_IN, detail)

    def _seconds(self, seconds: float) -> Callable[[], float]:
        """Start a clock that tells how much is left."""
        deadline = self._effects.monotonic() + seconds
        return lambda: deadline - self._effects.monotonic()


def _offer(metadata: ServerMetadata | None) -> Offer:
    if metadata is None:
        return Offer()
    return Offer(metadata.grant_types, metadata.response_types, metadata.challenge_methods)


def _expected(profile: Profile, metadata: ServerMetadata | None) -> Expected:
    if metadata is None:
        return Expected(profile.issuer)
    return Expected(metadata.issuer, metadata.names_issuer)


def _resources(profile: Profile) -> Sequence[Field]:
    """Name the resources again (RFC 8707 section 2.2): some servers go by this request alone."""
    return tuple(("resource", resource) for resource in profile.resources)


def _completed(attempt: _Attempt, understood: Understood, response: TokenResponse) -> TokenSet:
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


def _unwatched() -> None:
    """Nothing is lost with a request for a code."""
