"""What is known of an opaque token: nothing from inside, all that came with it."""

from __future__ import annotations

from collections.abc import Iterator

from tokentray.core.claims import Claim, ClaimGroup, Group, Kind
from tokentray.core.plain import plain
from tokentray.core.snapshot import Snapshot


def known_groups(snapshot: Snapshot) -> tuple[ClaimGroup, ...]:
    """Return what the token response and the profile tell, in the groups of claims.

    The names are those of RFC 6749 section 5.1 where it has any.
    """
    groups = (
        ClaimGroup(Group.IDENTITY, tuple(_identity(snapshot))),
        ClaimGroup(Group.PERMISSIONS, tuple(_permissions(snapshot))),
        ClaimGroup(Group.TIMES, tuple(_times(snapshot))),
        ClaimGroup(Group.TECHNICAL, tuple(_technical(snapshot))),
    )
    return tuple(group for group in groups if group.claims)


def _identity(snapshot: Snapshot) -> Iterator[Claim]:
    if snapshot.subject:
        yield _word("sub", snapshot.subject, "Who the token is about")


def _permissions(snapshot: Snapshot) -> Iterator[Claim]:
    scopes = snapshot.scopes
    if not scopes:
        return
    text = plain(" ".join(scopes), 400)
    parts = tuple(_word(str(number), one, "") for number, one in enumerate(scopes, start=1))
    children = parts if len(parts) > 1 else ()
    meaning = "Scopes that were granted"
    yield Claim("scope", text, Kind.LIST, meaning, None, children, " ".join(scopes))


def _times(snapshot: Snapshot) -> Iterator[Claim]:
    moments = (
        ("obtained", snapshot.obtained_at or None, "When it came"),
        ("expires", snapshot.expires_at, "Expires"),
        ("refresh_expires", snapshot.refresh_expires_at, "Until when it can be renewed"),
    )
    for name, at, meaning in moments:
        if at is not None:
            yield Claim(name, str(at), Kind.TIME, meaning, at, value=at)


def _technical(snapshot: Snapshot) -> Iterator[Claim]:
    if snapshot.issuer:
        yield _word("issuer", snapshot.issuer, "Who issued it")
    yield _word("token_type", snapshot.token_type, "How it is sent")
    yield _word("grant", snapshot.source, "How it was obtained")
    if snapshot.access_token is not None:
        yield _word("length", str(len(snapshot.access_token)), "Characters of the token")


def _word(name: str, value: str, meaning: str) -> Claim:
    return Claim(name, plain(value, 400), Kind.TEXT, meaning, value=value)
