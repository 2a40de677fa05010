"""Examine what a profile stands on: its server, the clock and certificate there, its secrets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tokentray.core import template
from tokentray.core.check import Check, fine, problem, problem_of, warning
from tokentray.core.errors import InputError, TokenTrayError, TransportError, VaultError
from tokentray.core.profile import Profile
from tokentray.core.said import say
from tokentray.core.urls import origin_of
from tokentray.oauth.client_auth import needed_by_client
from tokentray.oauth.transport import Answer, Request, Transport
from tokentray.service.discovery import Discovery, does_without, with_endpoints
from tokentray.service.effects import Effects
from tokentray.service.plan import named_endpoints
from tokentray.service.refresh import bound_secrets
from tokentray.storage.stores.base import StoreState

SERVER_SECONDS = 4.0
"""For all that is asked of one server."""

_TLS = ("tls", "tls-failed")
_CLOCKS_DIFFER_FROM = 60
"""Seconds; less is not told from the delay of an answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the server of a profile let see.

    `profile` has the endpoints that are known now; `ahead` is by how many seconds the server's
    clock is ahead of ours, None where it did not tell.
    """

    profile: Profile
    checks: tuple[Check, ...]
    ahead: float | None = None
    reached: bool = False


class Checkup:
    """Asks servers and the vault, and changes nothing but the cache of public documents."""

    def __init__(self, effects: Effects) -> None:
        self._effects = effects

    def server(self, profile: Profile) -> Asked:
        """Ask the issuer for its metadata, or knock at the token endpoint's door; no secret goes.

        Never raises a `TokenTrayError`: what went wrong is a check.
        """
        watched = _Watched(self._effects.transport, self._effects.now)
        deadline = self._effects.monotonic() + SERVER_SECONDS

        def left() -> float:
            return deadline - self._effects.monotonic()

        discovery = Discovery(watched, self._effects.documents, self._effects.now)
        known = discovery.known(profile)
        trouble: TokenTrayError | None = None
        try:
            if profile.issuer:
                metadata = discovery.metadata(profile.issuer, profile.ca_file, left, anew=True)
                known = with_endpoints(profile, metadata)
                watched.has_metadata = True
            elif _door(profile):
                request = Request("HEAD", _door(profile), ca_file=profile.ca_file)
                watched.send(request, max(0.1, left()), on_sent=_unwatched)
        except TokenTrayError as error:
            trouble = None if _is_described(profile, error) else error
        checks = list(_server(profile, watched, trouble))
        if trouble is None:
            checks += _endpoints(known)
        reached = watched.sight is not None and trouble is None
        ahead = None if watched.sight is None else watched.sight.ahead
        return Asked(known, tuple(checks), ahead, reached)

    def secrets(self, profile: Profile) -> Check:
        """Tell whether the secrets that this profile needs are kept, for the server it names."""
        needed = needed_by_client(profile.client_auth)
        if profile.refresh is not None:
            needed |= template.secret_names(profile.refresh.fields)
            needed |= template.secret_names(profile.refresh.headers)
        if not needed:
            return fine("secrets", "secrets-none")
        try:
            bound_secrets(self._effects.vault, profile, needed, binds=False)
        except VaultError as error:
            return warning("secrets", "not-looked-at", why=error.title)
        except InputError as error:
            return problem_of("secrets", error)
        return fine("secrets", "secrets-good", names=", ".join(sorted(needed)))

    def store(self) -> Check:
        """Tell which store keeps the tokens, and whether it can be used without a prompt."""
        vault = self._effects.vault
        state = vault.state()
        if state is StoreState.READY:
            return fine("keyring", "store-ready", kind=vault.kind)
        if state is StoreState.LOCKED:
            return problem("keyring", VaultError.exit_code, "vault-locked")
        # Only a call that needs it says why it is not there.
        vault.secrets("doctor")
        what = say("none answers")
        return problem("keyring", VaultError.exit_code, "vault-missing", what=what)


@dataclass(frozen=True, slots=True)
class _Sight:
    """Who answered, whether over TLS, and by how much its clock is ahead of ours."""

    host: str
    is_encrypted: bool
    ahead: float | None


class _Watched:
    """A transport that remembers who answered last, and the clock of whoever told it."""

    def __init__(self, transport: Transport, now: Callable[[], float]) -> None:
        self._transport = transport
        self._now = now
        self.sight: _Sight | None = None
        self.has_metadata = False

    def send(self, request: Request, seconds: float, on_sent: Callable[[], None]) -> Answer:
        """See `Transport.send`."""
        asked_at = self._now()
        answer = self._transport.send(request, seconds, on_sent)
        # A Date is cut to whole seconds, and was written somewhere in between.
        here = (asked_at + self._now()) / 2
        ahead = None if answer.date is None else answer.date + 0.5 - here
        is_encrypted = request.url.startswith("https:")
        if ahead is not None or self.sight is None:
            self.sight = _Sight(request.host, is_encrypted, ahead)
        return answer


def _server(profile: Profile, watched: _Watched, trouble: TokenTrayError | None) -> Iterator[Check]:
    sight = watched.sight
    if trouble is None and sight is None:
        yield warning("server", "server-none")
        return
    if trouble is not None:
        yield problem_of("certificates" if trouble.code in _TLS else "server", trouble)
    elif watched.has_metadata:
        yield fine("server", "server-metadata", issuer=profile.issuer)
    elif sight is not None:
        yield fine("server", "server-answers", host=sight.host)
    if sight is not None:
        yield _certificate(profile, sight)
        yield _clock(sight)


def _is_described(profile: Profile, trouble: TokenTrayError) -> bool:
    """Tell whether a server without metadata is described by the profile alone."""
    if trouble.code == "no-metadata" and profile.refresh_url:
        return True
    if not isinstance(trouble, TransportError):
        return False
    return does_without(profile.endpoints, profile.grant, trouble)


def _certificate(profile: Profile, sight: _Sight) -> Check:
    if not sight.is_encrypted:
        return fine("certificates", "certificate-plain", host=sight.host)
    store = profile.ca_file or say("the system's store")
    return fine("certificates", "certificate-good", host=sight.host, store=store)


def _clock(sight: _Sight) -> Check:
    if sight.ahead is None:
        return fine("clock", "clock-untold", host=sight.host)
    seconds = round(abs(sight.ahead))
    if seconds <= _CLOCKS_DIFFER_FROM:
        return fine("clock", "clock-right", host=sight.host)
    way = say("behind") if sight.ahead > 0 else say("ahead of")
    return warning("clock", "clock-off", seconds=seconds, way=way, host=sight.host)


def _endpoints(profile: Profile) -> Iterator[Check]:
    """Say what is known; a URL that is not https has been refused when it was read."""
    if not profile.can_renew and not profile.can_sign_in:
        return
    if profile.api and not profile.issuer and not profile.refresh_url:
        # Whom the API trusts is found out at the first sign-in.
        return
    if not profile.refresh_url:
        yield problem("endpoints", InputError.exit_code, "endpoints-none")
        return
    shown = profile
    if profile.refresh is not None:
        ends = replace(profile.endpoints, token=profile.refresh.url)
        shown = replace(profile, endpoints=ends)
    names = ", ".join(name for name, _ in named_endpoints(shown.endpoints))
    yield fine("endpoints", "endpoints-good", names=names)


def _door(profile: Profile) -> str:
    """Return where a server without an issuer is: nothing is sent to the endpoint itself."""
    ends = profile.endpoints
    url = profile.refresh_url or ends.authorization or ends.jwks or profile.api
    if not origin_of(url):
        return ""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _unwatched() -> None:
    """Nothing is lost with a request that only knocks."""
