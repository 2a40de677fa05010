"""Find out whether a token is what it says: by the keys of its issuer, or by asking its server.

A token is told from the keys that are kept at once, without the network; `inspect` asks for
keys, and for the claims of an opaque token. Nothing of what a server told about one is stored.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tokentray.core.errors import TokenTrayError, TransportError
from tokentray.core.jobs import INSPECT_SECONDS, Phase
from tokentray.core.profile import Grant, Profile
from tokentray.core.said import say
from tokentray.core.signature import ClaimsFrom, Signature, SignatureState
from tokentray.core.snapshot import Snapshot
from tokentray.core.tokens import TokenSet
from tokentray.oauth.client_auth import needed_by_client
from tokentray.oauth.described import Described
from tokentray.oauth.dpop import Possession, wanted_nonce
from tokentray.oauth.introspection import introspection_request, read_introspection
from tokentray.oauth.json_answer import json_object
from tokentray.oauth.jwks import UNKNOWN_KEY, Expected, check, read_keys
from tokentray.oauth.jwt import decode
from tokentray.oauth.token_endpoint import Material
from tokentray.oauth.transport import Answer, Request
from tokentray.oauth.userinfo import read_userinfo, userinfo_request
from tokentray.service.discovery import Discovery
from tokentray.service.effects import Effects, OnPhase
from tokentray.service.refresh import bound_secrets
from tokentray.service.snapshots import binding_obstacle, snapshot_of
from tokentray.storage.documents import Document, DocumentKind

logger = logging.getLogger(__name__)

FRESH_FOR = 3600.0
"""Seconds for which keys are not asked again."""

UNKNOWN_KEY_AGAIN_IN = 300.0
"""A token may name any key: an issuer is asked once in so many seconds for the same one."""

UNKNOWN_KEYS = 8
"""And for no more than so many of them within that time."""

_JWKS = "application/jwk-set+json, application/json"
_OPENID = "openid"
_ASKED_FOR = "asked_for"


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known now; `error` where somebody could not be asked."""

    snapshot: Snapshot | None
    error: TokenTrayError | None = None


@dataclass(frozen=True, slots=True)
class _Subject:
    """What one inspection works on: the profile with all known endpoints, and its tokens."""

    profile: Profile
    snapshot: Snapshot
    held: TokenSet
    left: Callable[[], float]


class Inspector:
    """Checks tokens; blocking."""

    def __init__(self, effects: Effects, discovery: Discovery) -> None:
        self._effects = effects
        self._discovery = discovery

    def checked(self, profile: Profile, snapshot: Snapshot) -> Snapshot:
        """Return a snapshot with what the kept keys say of its signature; nobody is asked."""
        known = self._discovery.known(profile)
        return self._signed(known, snapshot, self._kept(known))

    def inspect(self, profile: Profile, on_phase: OnPhase) -> Inspected:
        """Ask whoever can tell more about the access token of a profile.

        Raises:
            VaultError: the tokens cannot be read.
        """
        left = self._effects.countdown(INSPECT_SECONDS)
        entry = self._effects.vault.load(profile.id)
        if entry is None:
            return Inspected(None)
        known = self._discovery.known(profile)
        snapshot = self.checked(known, snapshot_of(known, entry, self._effects.machine))
        on_phase(Phase.DISCOVERING)
        subject = _Subject(profile, snapshot, entry.token_set, left)
        try:
            return self._asked(subject)
        except TokenTrayError as error:
            logger.info("%s: the token is not inspected (%s)", profile.id, error.code)
            return Inspected(_in_vain(snapshot, error), error)

    def _asked(self, subject: _Subject) -> Inspected:
        if subject.snapshot.signature.wants_keys:
            return self._with_keys(subject)
        if subject.snapshot.opaque and self._may_be_sent(subject):
            return Inspected(self._described(subject))
        return Inspected(subject.snapshot)

    # By keys

    def _with_keys(self, subject: _Subject) -> Inspected:
        """Check by new keys; where they cannot be had, the kept ones serve, and it is said."""
        profile = subject.profile
        if not profile.endpoints.jwks:
            profile = self._discovery.resolve(profile, subject.left).profile
        if not profile.endpoints.jwks:
            return Inspected(replace(subject.snapshot, signature=_no_keys_named(profile)))
        kept = self._kept(profile)
        snapshot = self._signed(profile, subject.snapshot, kept)
        if not snapshot.signature.wants_keys:
            return Inspected(snapshot)
        try:
            kept = self._fetch(profile, self._asked_for(kept, snapshot), subject.left)
        except TransportError as error:
            return Inspected(_in_vain(snapshot, error), error)
        return Inspected(self._signed(profile, snapshot, kept))

    def _signed(self, profile: Profile, snapshot: Snapshot, kept: Document | None) -> Snapshot:
        return replace(snapshot, signature=self._judged(profile, snapshot, kept))

    def _kept(self, profile: Profile) -> Document | None:
        url = profile.endpoints.jwks
        return self._effects.documents.load(DocumentKind.KEYS, url) if url else None

    def _asked_for(self, kept: Document | None, snapshot: Snapshot) -> tuple[str, ...]:
        """Return the keys that the issuer was asked for lately, with the one that is next."""
        named = (_key_id(snapshot),)
        if kept is None or not self._is_recent(kept):
            return named
        return tuple(dict.fromkeys((*_asked_for(kept), *named)))

    def _is_recent(self, kept: Document) -> bool:
        return 0 <= self._effects.now() - kept.fetched_at < UNKNOWN_KEY_AGAIN_IN

    def _fetch(
        self, profile: Profile, asked_for: Sequence[str], left: Callable[[], float]
    ) -> Document:
        """Ask for the keys and keep them, with those for whose sake that was.

        Raises:
            TransportError: they cannot be had.
        """
        url = profile.endpoints.jwks
        request = Request("GET", url, {"Accept": _JWKS}, ca_file=profile.ca_file)
        answer = self._send(request, left)
        if 300 <= answer.status < 400:
            raise TransportError("redirect", host=request.host)
        if answer.status != 200:
            raise TransportError("server-status", host=request.host, status=answer.status)
        data = json_object(answer)
        if data is None:
            raise TransportError("not-json", host=request.host, status=answer.status)
        keys = read_keys(data)
        if keys is None:
            raise TransportError("bad-answer", host=request.host, what=say("it holds no keys"))
        document = Document(self._effects.now(), {"keys": list(keys), _ASKED_FOR: list(asked_for)})
        self._effects.documents.save(DocumentKind.KEYS, url, document)
        return document

    def _judged(self, profile: Profile, snapshot: Snapshot, kept: Document | None) -> Signature:
        """Check by these keys, and mind how old they are."""
        if snapshot.access_token is None:
            return Signature(reason="signature-no-token")
        keys = None if kept is None else read_keys(kept.data)
        expected = _expected(profile, self._effects.now() + snapshot.clock_skew)
        signature = check(snapshot.access_token, keys, expected)
        if keys is None or kept is None:
            can_ask = bool(profile.issuer or profile.endpoints.jwks)
            return signature if can_ask or not signature.wants_keys else _no_issuer()
        return self._aged(signature, kept, _key_id(snapshot))

    def _aged(self, signature: Signature, kept: Document, key_id: str) -> Signature:
        """Say since when the keys are kept where they are not fresh."""
        age = self._effects.now() - kept.fetched_at
        if not _speaks_of_keys(signature):
            return signature
        asked_for = _asked_for(kept)
        may_ask = key_id not in asked_for and len(asked_for) < UNKNOWN_KEYS
        if self._is_recent(kept) and not (signature.reason == UNKNOWN_KEY and may_ask):
            return signature
        if signature.reason == UNKNOWN_KEY:
            # It may be newer than what is kept: servers change their keys when they like.
            return replace(signature, state=SignatureState.NOT_VERIFIED, wants_keys=True)
        if 0 <= age < FRESH_FOR:
            return signature
        if signature.state is SignatureState.VERIFIED:
            arguments = {**signature.arguments, "at": _moment(kept.fetched_at)}
            return Signature(signature.state, "signature-verified-as-of", arguments, True)
        return replace(signature, wants_keys=True)

    # By asking about it

    def _may_be_sent(self, subject: _Subject) -> bool:
        """Tell whether there is a living token that may go to its own server."""
        snapshot = subject.snapshot
        if snapshot.access_token is None or snapshot.ended is not None:
            return False
        now = self._effects.now() + snapshot.clock_skew
        return snapshot.expires_at is None or now < snapshot.expires_at

    def _described(self, subject: _Subject) -> Snapshot:
        """Return the claims as the server tells them; RFC 7662 says more than OpenID's."""
        named = subject.profile
        profile = self._discovery.resolve(named, subject.left).profile
        if binding_obstacle(subject.held.binding, profile.binding) is not None:
            return subject.snapshot
        subject = replace(subject, profile=profile)
        told, told_by, trouble = None, ClaimsFrom.INTROSPECTION, None
        if profile.endpoints.introspection:
            try:
                told = self._introspected(subject)
            except TokenTrayError as error:
                trouble = error
        if told is None and _has_person(profile, named, subject.snapshot):
            told, told_by = self._userinfo(subject), ClaimsFrom.USERINFO
        if told is None and trouble is not None:
            raise trouble
        return _as_told(subject.snapshot, told, told_by)

    def _introspected(self, subject: _Subject) -> Described | None:
        request = introspection_request(subject.profile, self._material(subject))
        answer = self._send(request, subject.left)
        return read_introspection(answer, request.host, subject.held.access_token or "")

    def _userinfo(self, subject: _Subject, nonce: str = "") -> Described | None:
        """Ask; once more where the server first wants its nonce in the proof (RFC 9449, 9)."""
        request = userinfo_request(subject.profile, self._material(subject, nonce))
        answer = self._send(request, subject.left)
        wanted = wanted_nonce(answer) if subject.held.dpop_key and not nonce else ""
        if wanted:
            return self._userinfo(subject, wanted)
        told = decode(subject.held.id_token or "").claims or {}
        subject_word = told.get("sub")
        return read_userinfo(
            answer,
            request.host,
            subject.held.access_token or "",
            subject_word if isinstance(subject_word, str) else "",
        )

    def _material(self, subject: _Subject, nonce: str = "") -> Material:
        profile, key = subject.profile, subject.held.dpop_key
        needed = needed_by_client(profile.client_auth)
        # A refresh may hold the lock for long, and this must not wait for it.
        secrets = bound_secrets(self._effects.vault, profile, needed, binds=False)
        return Material(
            access_token=subject.held.access_token or "",
            secrets=secrets,
            possession=None if key is None else Possession(key, nonce),
            uuid=self._effects.uuid(),
            now=self._effects.now() + subject.held.clock_skew,
        )

    def _send(self, request: Request, left: Callable[[], float]) -> Answer:
        return self._effects.transport.send(request, max(0.1, left()), on_sent=_unwatched)


def _as_told(snapshot: Snapshot, told: Described | None, told_by: ClaimsFrom) -> Snapshot:
    """Return a snapshot with what the server told, if it told anything."""
    if told is None:
        return snapshot
    return replace(
        snapshot,
        claims=told.claims,
        claims_from=told_by if told.claims is not None else ClaimsFrom.TOKEN,
        warnings=(*snapshot.warnings, *told.warnings),
    )


def _expected(profile: Profile, now: float) -> Expected:
    """Return what a token of this profile should say, in the server's time."""
    asked = (profile.audience,) if profile.audience else profile.resources
    return Expected(
        issuer=profile.expect.issuer or profile.issuer,
        audiences=(profile.expect.audience,) if profile.expect.audience else asked,
        now=now,
        keys_of=profile.issuer or Request("GET", profile.endpoints.jwks).host,
    )


def _asked_for(kept: Document) -> tuple[str, ...]:
    """Return the keys for whose sake this document was fetched."""
    named = kept.data.get(_ASKED_FOR)
    return tuple(str(one) for one in named) if isinstance(named, list) else ()


def _key_id(snapshot: Snapshot) -> str:
    """Return the key that the token names (RFC 7515 section 4.1.4), empty for none."""
    named = (snapshot.header or {}).get("kid")
    return named if isinstance(named, str) else ""


def _speaks_of_keys(signature: Signature) -> bool:
    """Tell whether other keys could give another answer."""
    by_keys = ("signature-wrong", "signature-other-algorithm", UNKNOWN_KEY)
    return signature.state is SignatureState.VERIFIED or signature.reason in by_keys


def _in_vain(snapshot: Snapshot, error: TokenTrayError) -> Snapshot:
    """Say why there are no keys to check by; what the kept ones said stands."""
    if snapshot.signature.reason != "signature-no-keys":
        return snapshot
    arguments = {"what": error.title.rstrip(".")}
    signature = replace(snapshot.signature, reason="signature-keys-not-had", arguments=arguments)
    return replace(snapshot, signature=signature)


def _no_issuer() -> Signature:
    return Signature(reason="signature-no-issuer")


def _no_keys_named(profile: Profile) -> Signature:
    return Signature(reason="signature-no-jwks", arguments={"issuer": profile.issuer})


def _has_person(resolved: Profile, named: Profile, snapshot: Snapshot) -> bool:
    """Tell whether userinfo may know the token: it is OpenID's, or the profile names the place."""
    if not resolved.endpoints.userinfo or snapshot.source == Grant.CLIENT_CREDENTIALS:
        return False
    return bool(named.endpoints.userinfo) or _OPENID in (snapshot.scopes or named.scopes)


def _moment(at: float) -> str:
    """Word a moment for good: what is said now may be read tomorrow."""
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")


def _unwatched() -> None:
    """Nothing is lost with a request that only asks."""
