"""Sign in: see that tokens can be kept, choose the grant, and go its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from tokentray.core.errors import Denied, TransportError
from tokentray.core.grants import Offer, choose_grant
from tokentray.core.jobs import REFRESH_SECONDS, Phase
from tokentray.core.profile import Grant, Profile
from tokentray.oauth.authorization import Expected
from tokentray.oauth.client_auth import needed_by_client
from tokentray.oauth.dpop import new_key
from tokentray.oauth.metadata import ServerMetadata
from tokentray.oauth.token_endpoint import client_credentials_request
from tokentray.service.attempt import Attempt, Person, SignedIn
from tokentray.service.browser_way import BrowserWay
from tokentray.service.device_way import DeviceWay
from tokentray.service.discovery import Discovery, Resolved, does_without
from tokentray.service.effects import Effects, OnPhase, entry_to_replace
from tokentray.service.refresh import bound_secrets
from tokentray.service.taking import Taking
from tokentray.storage.stores.base import StoreState


class SignIn:
    """Signs people and clients in; blocking, for as long as a person may take."""

    def __init__(
        self, effects: Effects, discovery: Discovery, say_moment: Callable[[float], str]
    ) -> None:
        self._effects = effects
        self._discovery = discovery
        self._taking = Taking(effects, say_moment)
        self._browser = BrowserWay(effects, self._taking)
        self._device = DeviceWay(effects, self._taking)

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
        attempt = Attempt(
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
                return self._browser.sign_in(attempt)
            case Grant.DEVICE_CODE:
                return self._device.sign_in(attempt)
            case _:
                build = partial(client_credentials_request, attempt.profile)
                return self._taking.take(attempt, build, "")

    def _resolved(self, profile: Profile) -> Resolved:
        """Find the endpoints; a profile that names its own needs no metadata."""
        try:
            return self._discovery.resolve(profile, self._effects.countdown(REFRESH_SECONDS))
        except TransportError as error:
            if not does_without(profile.endpoints, profile.grant, error):
                raise
            return Resolved(profile)

    def _open_vault(self, profile: Profile) -> None:
        """See that something can be kept before a person does the work; a person is here."""
        vault = self._effects.vault
        if vault.state() is StoreState.LOCKED:
            vault.unlock()
        entry_to_replace(vault, profile.id)

    def _secrets(self, profile: Profile) -> Mapping[str, str]:
        needed = needed_by_client(profile.client_auth)
        if not needed:
            return {}
        with self._effects.lock(profile.id):
            return bound_secrets(self._effects.vault, profile, needed)


def _offer(metadata: ServerMetadata | None) -> Offer:
    if metadata is None:
        return Offer()
    return Offer(metadata.grant_types, metadata.response_types, metadata.challenge_methods)


def _expected(profile: Profile, metadata: ServerMetadata | None) -> Expected:
    if metadata is None:
        return Expected(profile.issuer)
    return Expected(metadata.issuer, metadata.names_issuer)
