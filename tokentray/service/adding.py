"""Add a profile that was found out: register where need be (RFC 7591), keep secrets, write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from tokentray.core.jobs import REFRESH_SECONDS, Phase
from tokentray.core.profile import ClientAuth, Grant, Profile
from tokentray.core.tokens import Binding
from tokentray.core.urls import origin_of
from tokentray.oauth.client_auth import CLIENT_SECRET
from tokentray.oauth.registration import (
    Registered,
    read_registration,
    redirect_uri,
    registration_request,
)
from tokentray.service.effects import Effects, OnPhase
from tokentray.service.plan import Missing, Plan, Sentences, report
from tokentray.storage.stores.base import StoreState
from tokentray.storage.vault import Secret

_FOR_PEOPLE = frozenset({Grant.AUTHORIZATION_CODE, Grant.DEVICE_CODE})

REGISTRATION_TOKEN = "registration_access_token"
REGISTRATION_URL = "registration_client_uri"


@dataclass(frozen=True, slots=True)
class Added:
    """A profile that is written now, and what was done for it, in sentences."""

    profile: Profile
    sentences: Sentences


class Adder:
    """Carries a plan out: nothing is kept or written before everything else has succeeded."""

    def __init__(self, effects: Effects) -> None:
        self._effects = effects

    def carry_out(self, plan: Plan, on_phase: OnPhase) -> Added:
        """Register the client where the plan says so, and write the profile.

        Raises:
            InputError: a client id is missing. ClientError: the server does not register it.
            VaultError: the vault does not take the secrets.
        """
        plan.check()
        if plan.wanted.client_secret or plan.missing is Missing.REGISTRATION:
            self._open_vault(plan.profile)
        if plan.missing is not Missing.REGISTRATION:
            secrets = {CLIENT_SECRET: plan.wanted.client_secret}
            return Added(self._write(plan.profile, _bound(plan, secrets), plan, on_phase), ())
        registered = self._register(plan, on_phase)
        profile = replace(
            plan.profile,
            client_id=registered.client_id,
            client_auth=registered.client_auth,
            scopes=_scopes(plan, registered),
        )
        written = self._write(profile, _registered_secrets(plan, registered), plan, on_phase)
        return Added(written, _about(plan, registered, self._effects.now()))

    def _open_vault(self, profile: Profile) -> None:
        """See that secrets can be kept, before anything is asked of a server."""
        vault = self._effects.vault
        if vault.state() is StoreState.LOCKED:
            vault.unlock()
        vault.secrets(profile.id)

    def _register(self, plan: Plan, on_phase: OnPhase) -> Registered:
        request = registration_request(
            plan.resolved.endpoints.registration,
            grants=_grants(plan),
            port=plan.profile.redirect_port,
            scopes=plan.profile.scopes,
            reach=plan.reach,
        )
        on_phase(Phase.DISCOVERING)
        answer = self._effects.transport.send(
            request, REFRESH_SECONDS, lambda: on_phase(Phase.SENT)
        )
        on_phase(Phase.RECEIVED)
        by_code = Grant.AUTHORIZATION_CODE in _grants(plan)
        uri = redirect_uri(plan.profile.redirect_port) if by_code else ""
        return read_registration(answer, request.host, uri)

    def _write(
        self, profile: Profile, secrets: Mapping[str, Secret], plan: Plan, on_phase: OnPhase
    ) -> Profile:
        """Keep the secrets, then write; where that fails they are as they were."""
        table = _table(profile)
        vault, replaces = self._effects.vault, plan.wanted.replace
        with self._effects.lock(profile.id):
            before = vault.secrets(profile.id) if secrets else {}
            try:
                for key, secret in secrets.items():
                    vault.set_secret(profile.id, key, secret.value, secret.binding)
                written = self._effects.profiles.add(profile.name, table, replace=replaces)
            except Exception:
                self._put_back(profile.id, secrets, before)
                raise
        if secrets:
            on_phase(Phase.SAVED)
        return written

    def _put_back(
        self, profile_id: str, secrets: Mapping[str, Secret], before: Mapping[str, Secret]
    ) -> None:
        vault = self._effects.vault
        for key in secrets:
            if key in before:
                vault.set_secret(profile_id, key, before[key].value, before[key].binding)
            else:
                vault.remove_secret(profile_id, key)


def _grants(plan: Plan) -> frozenset[Grant]:
    """Return the grants to register for: the chosen one, and those that it merely comes before.

    One that the server does not list is none of them: the whole client may be refused for it.
    """
    after = {grant for grant, (code, _) in plan.choice.not_used.items() if code == "not-first"}
    return frozenset({plan.choice.grant, *after} & _FOR_PEOPLE)


def _bound(plan: Plan, secrets: Mapping[str, str]) -> dict[str, Secret]:
    """Bind secrets to the issuer and the token endpoint that they are for."""
    return {key: Secret(value, plan.resolved.binding) for key, value in secrets.items() if value}


def _registered_secrets(plan: Plan, registered: Registered) -> dict[str, Secret]:
    """Return what the registration gave; its management is bound to its own place."""
    kept = _bound(plan, {CLIENT_SECRET: registered.client_secret})
    place = registered.management_url or plan.resolved.endpoints.registration
    binding = Binding(plan.profile.issuer, origin_of(place))
    for key, value in (
        (REGISTRATION_TOKEN, registered.access_token),
        (REGISTRATION_URL, registered.management_url if registered.access_token else ""),
    ):
        if value:
            kept[key] = Secret(value, binding)
    return kept


def _scopes(plan: Plan, registered: Registered) -> tuple[str, ...]:
    """Return the scopes to ask for: no more than the client may, where that leaves any."""
    allowed = registered.scopes or plan.profile.scopes
    return tuple(one for one in plan.profile.scopes if one in allowed) or plan.profile.scopes


def _about(plan: Plan, registered: Registered, now: float) -> Sentences:
    told = [report("did-register", client=registered.client_id)]
    scopes = _scopes(plan, registered)
    if scopes != plan.profile.scopes:
        told.append(report("did-register-scopes", scopes=" ".join(scopes)))
    if registered.client_auth is not ClientAuth.NONE:
        told.append(report("found-secret", method=registered.client_auth.value))
    if registered.expires_at:
        days = max(0, int((registered.expires_at - now) // 86_400))
        told.append(report("did-register-for", days=days))
    return tuple(told)


def _table(profile: Profile) -> dict[str, Any]:
    """Return what stands in the file: only what differs from what is assumed anyway."""
    usual = asdict(Profile(name=profile.name, id=profile.id))
    table: dict[str, Any] = {"id": profile.id}
    for key in _WRITTEN:
        value = getattr(profile, key)
        if value != usual[key]:
            table[key] = list(value) if isinstance(value, tuple) else value
    if profile.dpop:
        table["dpop"] = True
    named = {key: url for key, url in asdict(profile.endpoints).items() if url}
    if named:
        table["endpoints"] = named
    if profile.parameters:
        table["parameters"] = dict(profile.parameters)
    return {key: str(value) if isinstance(value, str) else value for key, value in table.items()}


_WRITTEN = (
    *("issuer", "api", "client_id", "client_auth", "grant", "scopes", "audience"),
    *("resources", "redirect_port"),
)
