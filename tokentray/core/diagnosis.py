"""Why 401? Compare a token with the clocks, and with what its profile expects.

Times are the server's, as everywhere in a snapshot; what is said of them is in the clock of
this computer, by which people live.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tokentray.core.check import Check, fine, problem, warning
from tokentray.core.check_sentences import CHECK_SENTENCES
from tokentray.core.errors import InputError, SignInNeeded, TransportError, VaultError
from tokentray.core.expiry import read_times
from tokentray.core.messages import english
from tokentray.core.profile import Profile
from tokentray.core.schedule import LIVES_FOR
from tokentray.core.signature import LEEWAY, SignatureState
from tokentray.core.snapshot import Snapshot
from tokentray.core.state import State, Verdict
from tokentray.core.tokens import is_sendable
from tokentray.core.view import ProfileView

_SIGN_IN = SignInNeeded.exit_code
_VAULT = VaultError.exit_code
_SERVER = TransportError.exit_code
_INPUT = InputError.exit_code

LONG_TOKEN = 8000
"""nginx and Apache take 8 kB for a header line, Tomcat for all of them together."""

_FOR_THE_CLIENT = frozenset({"openid", "offline_access", "profile", "email", "address", "phone"})
"""Scopes that say what the client gets, not what the API allows: often left out of a token."""

ABOUT_CLAIMS = (
    *("signature-issuer", "signature-audience"),
    *("signature-no-time", "signature-expired", "signature-not-yet"),
)
"""Claims have lines of their own, and are looked at after the key: that was right."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A token and its profile at `now` (our clock).

    `ahead` is by how many seconds a server's clock is ahead of ours, None where none was asked:
    then what was known when the token came counts. `has_text` tells whether the token itself is
    in `view`, or only what is in it.
    """

    view: ProfileView
    now: float
    say_moment: Callable[[float], str]
    ahead: float | None = None
    has_text: bool = True

    @property
    def profile(self) -> Profile:
        """What the token should be."""
        return self.view.profile

    @property
    def server_now(self) -> float:
        """The server's clock."""
        known = 0 if self.view.snapshot is None else self.view.snapshot.clock_skew
        return self.now + (known if self.ahead is None else self.ahead)

    def moment(self, at: float) -> str:
        """Word a moment of the server's clock by ours."""
        return self.say_moment(at - (self.server_now - self.now))

    @property
    def how(self) -> str:
        """How the next token is got."""
        name = self.view.name
        is_over = self.view.facts.verdict is Verdict.CERTAIN
        if self.view.facts.can_refresh and not is_over:
            return _said("how-refresh", name=name)
        return _said("how-sign-in" if self.profile.can_sign_in else "how-import", name=name)

    @property
    def how_code(self) -> int:
        """The exit code that goes with `how`."""
        is_over = self.view.facts.verdict is Verdict.CERTAIN
        return _SERVER if self.view.facts.can_refresh and not is_over else _SIGN_IN


def diagnose(evidence: Evidence) -> tuple[Check, ...]:
    """Say of each thing that makes a server answer 401 whether it is right."""
    snapshot = evidence.view.snapshot
    grant = _grant(evidence)
    if snapshot is None or snapshot.access_token is None:
        return (grant,)
    return (
        grant,
        *_times(evidence, snapshot),
        *_issuer(evidence, snapshot),
        *_audience(evidence, snapshot),
        _scopes(evidence, snapshot),
        _signature(evidence),
        _kind(evidence, snapshot),
        *(_form(evidence, snapshot.access_token) if evidence.has_text else ()),
    )


def _grant(evidence: Evidence) -> Check:
    view, facts = evidence.view, evidence.view.facts
    if view.state is State.LOCKED:
        return problem("grant", _VAULT, "grant-locked")
    if facts.verdict is Verdict.CERTAIN and view.snapshot is not None:
        said = english(view.snapshot.ended or "", view.snapshot.ended_arguments)
        reason = said.title.rstrip(".")
        return problem("grant", _SIGN_IN, "grant-ended", reason=reason, how=evidence.how)
    if not facts.has_token and not facts.can_refresh:
        return problem("grant", _SIGN_IN, "grant-empty", how=evidence.how)
    if facts.verdict is Verdict.UNCERTAIN:
        return warning("grant", "grant-uncertain", name=view.name)
    if not facts.can_refresh:
        return _no_renewal(evidence)
    if facts.failing:
        told = english(view.standing.problem or "unexpected", view.standing.problem_arguments)
        count = view.standing.failures
        return warning("grant", "grant-offline", count=count, what=told.title, hint=told.hint)
    return fine("grant", "grant-good")


def _no_renewal(evidence: Evidence) -> Check:
    snapshot = evidence.view.snapshot
    has_material = snapshot is not None and snapshot.is_renewable
    reason = _said("why-no-rule" if has_material else "why-no-refresh-token")
    return warning("grant", "grant-none", reason=reason, how=evidence.how)


# Times


def _times(evidence: Evidence, snapshot: Snapshot) -> Iterator[Check]:
    yield _expiry(evidence, snapshot)
    later = snapshot.not_before
    if later is not None:
        yield _not_before(evidence, later)
    if snapshot.issued_at is not None:
        moment = evidence.moment(snapshot.issued_at)
        is_later = snapshot.issued_at > evidence.server_now + LEEWAY
        make, code = (warning, "issued-later") if is_later else (fine, "issued-good")
        yield make("issued", code, moment=moment)


def _expiry(evidence: Evidence, snapshot: Snapshot) -> Check:
    claims, how = snapshot.claims or {}, evidence.how
    if claims.get("exp") is not None and read_times(claims).expires_at is None:
        return problem("expiry", _INPUT, "expiry-unreadable")
    at = snapshot.expires_at
    if at is None:
        return warning("expiry", "expiry-unknown", how=how)
    here, there = at - evidence.now, at - evidence.server_now
    if there <= 0:
        if here > 0:
            return problem("expiry", evidence.how_code, "expiry-over-there", how=how)
        moment = evidence.moment(at)
        return problem("expiry", evidence.how_code, "expiry-over", moment=moment, how=how)
    if here <= 0:
        return warning("expiry", "expiry-lives-there", moment=evidence.say_moment(at))
    if there <= LIVES_FOR:
        return warning("expiry", "expiry-soon", how=how)
    code = "expiry-good-here" if evidence.ahead is None else "expiry-good"
    return fine("expiry", code, moment=evidence.moment(at))


def _not_before(evidence: Evidence, at: int) -> Check:
    moment, early = evidence.moment(at), at - evidence.server_now
    if early > LEEWAY:
        return problem("not-before", _SERVER, "not-before-later", moment=moment)
    if early > 0:
        return warning("not-before", "not-before-close", moment=moment)
    return fine("not-before", "not-before-good", moment=moment)


# Who, and what for


def _issuer(evidence: Evidence, snapshot: Snapshot) -> Iterator[Check]:
    """Compare `iss` (RFC 7519 section 4.1.1); an opaque token has none of its own."""
    if snapshot.claims is None:
        return
    expected = evidence.profile.expect.issuer or evidence.profile.issuer
    found = snapshot.claims.get("iss")
    if not isinstance(found, str):
        if expected:
            yield warning("issuer", "issuer-absent", expected=expected)
    elif not expected:
        yield fine("issuer", "issuer-unasked", found=found)
    elif found == expected:
        yield fine("issuer", "issuer-good", found=found)
    else:
        is_near = found.rstrip("/").lower() == expected.rstrip("/").lower()
        code = "issuer-near" if is_near else "issuer-wrong"
        yield problem("issuer", _INPUT, code, found=found, expected=expected)


def _audience(evidence: Evidence, snapshot: Snapshot) -> Iterator[Check]:
    """Compare `aud` (RFC 7519 section 4.1.3): one of what is expected is enough."""
    if snapshot.claims is None:
        return
    profile = evidence.profile
    asked = (profile.audience,) if profile.audience else profile.resources
    expected = (profile.expect.audience,) if profile.expect.audience else asked
    found = _words(snapshot.claims.get("aud"))
    told, wanted = ", ".join(found), ", ".join(expected)
    if not found:
        if expected:
            yield problem("audience", _INPUT, "audience-absent", expected=wanted)
    elif not expected:
        yield fine("audience", "audience-unasked", found=told)
    elif set(found) & set(expected):
        yield fine("audience", "audience-good", found=told)
    else:
        yield problem("audience", _INPUT, "audience-wrong", found=told, expected=wanted)


def _scopes(evidence: Evidence, snapshot: Snapshot) -> Check:
    """Compare what was granted with `expect.scopes`, else with what was asked for."""
    expected = evidence.profile.expect.scopes
    asked = tuple(one for one in evidence.profile.scopes if one not in _FOR_THE_CLIENT)
    found = _scopes_of(snapshot)
    wanted = expected or asked
    if not wanted:
        return fine("scopes", "scopes-unasked")
    if not found:
        if not set(expected) - set(evidence.profile.scopes):
            # RFC 6749 section 5.1: left out where it is what was asked for.
            return fine("scopes", "scopes-as-asked")
        return warning("scopes", "scopes-untold", missing=" ".join(expected))
    missing = " ".join(one for one in wanted if not _is_granted(one, found))
    if not missing:
        return fine("scopes", "scopes-good", scopes=" ".join(wanted))
    if expected:
        told = " ".join(found)
        return problem("scopes", _INPUT, "scopes-missing", missing=missing, found=told)
    return warning("scopes", "scopes-fewer", missing=missing)


def _scopes_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what the API sees in the token (RFC 8693 section 4.2), else what was granted."""
    claims = snapshot.claims or {}
    for name in ("scope", "scp"):
        value = claims.get(name)
        words = tuple(value.split()) if isinstance(value, str) else _words(value)
        if words:
            return words
    return snapshot.scopes


def _is_granted(scope: str, found: tuple[str, ...]) -> bool:
    """Tell whether a scope is there; some servers write it without the API's own address."""
    return scope in found or ("://" in scope and scope.rpartition("/")[2] in found)


# What it is


def _signature(evidence: Evidence) -> Check:
    signature = evidence.view.signature
    reason = english(signature.reason, signature.arguments).title
    if signature.state is SignatureState.VERIFIED:
        return fine("signature", "signature-good", reason=reason)
    if signature.reason in ABOUT_CLAIMS:
        return fine("signature", "signature-good", reason=_said("signature-by-issuer"))
    if signature.state is SignatureState.FAILED:
        return problem("signature", _INPUT, "signature-bad", reason=reason)
    if signature.wants_keys:
        how = _said("how-show", name=evidence.view.name)
        return warning("signature", "signature-untold", reason=reason, how=how)
    return fine("signature", "signature-others", reason=reason)


def _kind(evidence: Evidence, snapshot: Snapshot) -> Check:
    broken = dict(snapshot.warnings).get("warn-jwt-broken")
    if broken is not None:
        return problem("kind", _INPUT, "kind-broken", **broken)
    if "warn-inactive" in dict(snapshot.warnings):
        return problem("kind", evidence.how_code, "kind-inactive", how=evidence.how)
    if str((snapshot.header or {}).get("alg", "")).lower() == "none":
        return problem("kind", _INPUT, "kind-unsigned")
    return _purpose(snapshot) or _binding(snapshot)


def _purpose(snapshot: Snapshot) -> Check | None:
    """Find a token that was made for somebody else than an API."""
    claims = snapshot.claims or {}
    kind = str(claims.get("typ", "")).lower()
    if kind in ("refresh", "offline"):
        return problem("kind", _INPUT, "kind-refresh-token")
    # OIDC Core section 3.1.3.6: only ID tokens carry hashes of what came along.
    if kind == "id" or "at_hash" in claims or "c_hash" in claims:
        return warning("kind", "kind-id-token")
    return None


def _binding(snapshot: Snapshot) -> Check:
    if snapshot.is_bound_to_key:
        return problem("kind", _INPUT, "kind-bound")
    confirmation = (snapshot.claims or {}).get("cnf")
    if isinstance(confirmation, dict) and "x5t#S256" in confirmation:
        return warning("kind", "kind-bound-certificate")
    if snapshot.token_type.lower() != "bearer":
        return warning("kind", "kind-other", found=snapshot.token_type)
    return fine("kind", "kind-bearer")


def _form(evidence: Evidence, token: str) -> tuple[Check, ...]:
    """Look at the token as a header carries it."""
    name, length = evidence.view.name, len(token)
    if is_sendable(token):
        characters = fine("characters", "characters-good")
    else:
        characters = problem("characters", _INPUT, "bad-token-characters", name=name)
    if length > LONG_TOKEN:
        return (characters, warning("size", "size-large", length=length))
    return (characters, fine("size", "size-good", length=length))


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return ()


def _said(code: str, **arguments: str) -> str:
    return english(code, arguments, CHECK_SENTENCES).title
