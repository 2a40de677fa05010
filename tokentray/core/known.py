"""What is known of an opaque token: nothing from inside, all that came with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tokentray.core.claims import Claim, ClaimGroup, Group, Kind
from tokentray.core.plain import plain
from tokentray.core.snapshot import Snapshot

_MEANINGS: Mapping[str, tuple[Group, str]] = {
    "sub": (Group.IDENTITY, "Who the token is about"),
    "scope": (Group.PERMISSIONS, "Scopes that were granted"),
    "obtained": (Group.TIMES, "When it came"),
    "expires": (Group.TIMES, "Expires"),
    "refresh_expires": (Group.TIMES, "Until when it can be renewed"),
    "authorization_expires": (Group.TIMES, "Until when the sign-in lasts"),
    "issuer": (Group.TECHNICAL, "Who issued it"),
    "token_type": (Group.TECHNICAL, "How it is sent"),
    "grant": (Group.TECHNICAL, "How it was obtained"),
    "length": (Group.TECHNICAL, "Characters of the token"),
}
"""In the order in which they are shown; names of RFC 6749 section 5.1 where it has any."""


def known_groups(snapshot: Snapshot) -> tuple[ClaimGroup, ...]:
    """Return what the token response and the profile tell, in the groups of claims."""
    found: dict[Group, list[Claim]] = {}
    for claim in _known(snapshot):
        found.setdefault(_MEANINGS[claim.name][0], []).append(claim)
    return tuple(ClaimGroup(group, tuple(claims)) for group, claims in found.items())


def _known(snapshot: Snapshot) -> Iterator[Claim]:
    if snapshot.subject:
        yield _word("sub", snapshot.subject)
    if snapshot.scopes:
        yield _scope(snapshot.scopes)
    moments = {
        "obtained": snapshot.obtained_at or None,
        "expires": snapshot.expires_at,
        "refresh_expires": snapshot.refresh_expires_at,
        "authorization_expires": snapshot.authorization_expires_at,
    }
    for name, at in moments.items():
        if at is not None:
            yield Claim(name, str(at), Kind.TIME, _MEANINGS[name][1], at, value=at)
    if snapshot.issuer:
        yield _word("issuer", snapshot.issuer)
    yield _word("token_type", snapshot.token_type)
    yield _word("grant", snapshot.source)
    if snapshot.access_token is not None:
        yield _word("length", str(len(snapshot.access_token)))


def _word(name: str, value: str) -> Claim:
    return Claim(name, plain(value, 400), Kind.TEXT, _MEANINGS[name][1], value=value)


def _scope(scopes: tuple[str, ...]) -> Claim:
    whole = " ".join(scopes)
    numbered = enumerate(scopes, start=1) if len(scopes) > 1 else ()
    parts = tuple(Claim(str(number), plain(one, 400), value=one) for number, one in numbered)
    meaning = _MEANINGS["scope"][1]
    return Claim("scope", plain(whole, 400), Kind.LIST, meaning, None, parts, whole)
