"""Decoded claims for people: grouped, named, explained and compared; nothing is lost.

Names of RFC 7519 section 4.1, OpenID Connect Core section 5.1, RFC 9068 and of the source
document (permissions, roles, subscription plans, location), in the spellings servers use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tokentray.core.expiry import LAST_MOMENT
from tokentray.core.plain import plain

VALUE_LIMIT = 400
_LISTED = 200
"""Items of one list that get a row of their own."""

_DEPTH = 12


class Group(StrEnum):
    """The groups, in the order in which they are shown."""

    IDENTITY = "identity"
    PERMISSIONS = "permissions"
    ROLES = "roles"
    PLANS = "plans"
    LOCATION = "location"
    TIMES = "times"
    TECHNICAL = "technical"


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"
    TIME = "time"
    LIST = "list"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, or one part of one: `text` is plain and short, `moment` in POSIX seconds."""

    name: str
    text: str
    kind: Kind = Kind.TEXT
    meaning: str = ""
    moment: int | None = None
    children: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims that belong together, in the order of the token."""

    group: Group
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What one claim lost and won; `values` only where people look for them."""

    name: str
    group: Group
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


_MEANINGS: Mapping[str, tuple[Group, str]] = {
    "sub": (Group.IDENTITY, "Who the token is about"),
    "name": (Group.IDENTITY, "Full name"),
    "givenname": (Group.IDENTITY, "Given name"),
    "familyname": (Group.IDENTITY, "Family name"),
    "middlename": (Group.IDENTITY, "Middle name"),
    "nickname": (Group.IDENTITY, "Nickname"),
    "preferredusername": (Group.IDENTITY, "User name"),
    "username": (Group.IDENTITY, "User name"),
    "uid": (Group.IDENTITY, "User id"),
    "userid": (Group.IDENTITY, "User id"),
    "email": (Group.IDENTITY, "E-mail address"),
    "emailverified": (Group.IDENTITY, "E-mail address checked"),
    "phonenumber": (Group.IDENTITY, "Phone number"),
    "phonenumberverified": (Group.IDENTITY, "Phone number checked"),
    "profile": (Group.IDENTITY, "Profile page"),
    "picture": (Group.IDENTITY, "Picture"),
    "website": (Group.IDENTITY, "Website"),
    "gender": (Group.IDENTITY, "Gender"),
    "birthdate": (Group.IDENTITY, "Date of birth"),
    "organization": (Group.IDENTITY, "Organization"),
    "org": (Group.IDENTITY, "Organization"),
    "orgid": (Group.IDENTITY, "Organization id"),
    "tenant": (Group.IDENTITY, "Tenant"),
    "tid": (Group.IDENTITY, "Tenant id"),
    "permissions": (Group.PERMISSIONS, "What the token allows"),
    "perms": (Group.PERMISSIONS, "What the token allows"),
    "permission": (Group.PERMISSIONS, "What the token allows"),
    "scope": (Group.PERMISSIONS, "Scopes that were granted"),
    "scopes": (Group.PERMISSIONS, "Scopes that were granted"),
    "scp": (Group.PERMISSIONS, "Scopes that were granted"),
    "entitlements": (Group.PERMISSIONS, "What the token allows"),
    "authorizationdetails": (Group.PERMISSIONS, "What was granted in detail"),
    "roles": (Group.ROLES, "Roles"),
    "role": (Group.ROLES, "Role"),
    "groups": (Group.ROLES, "Groups"),
    "realmaccess": (Group.ROLES, "Roles in the realm"),
    "resourceaccess": (Group.ROLES, "Roles by client"),
    "wids": (Group.ROLES, "Directory roles"),
    "plan": (Group.PLANS, "Subscription plan"),
    "plans": (Group.PLANS, "Subscription plans"),
    "subscription": (Group.PLANS, "Subscription"),
    "subscriptions": (Group.PLANS, "Subscriptions"),
    "subscriptionplan": (Group.PLANS, "Subscription plan"),
    "subscriptionplans": (Group.PLANS, "Subscription plans"),
    "tier": (Group.PLANS, "Tier"),
    "license": (Group.PLANS, "License"),
    "licenses": (Group.PLANS, "Licenses"),
    "location": (Group.LOCATION, "Location"),
    "geo": (Group.LOCATION, "Location"),
    "geolocation": (Group.LOCATION, "Location"),
    "country": (Group.LOCATION, "Country"),
    "countrycode": (Group.LOCATION, "Country"),
    "region": (Group.LOCATION, "Region"),
    "city": (Group.LOCATION, "City"),
    "address": (Group.LOCATION, "Address"),
    "zoneinfo": (Group.LOCATION, "Time zone"),
    "timezone": (Group.LOCATION, "Time zone"),
    "locale": (Group.LOCATION, "Language and region"),
    "latitude": (Group.LOCATION, "Latitude"),
    "longitude": (Group.LOCATION, "Longitude"),
    "iat": (Group.TIMES, "Issued"),
    "nbf": (Group.TIMES, "Not valid before"),
    "exp": (Group.TIMES, "Expires"),
    "authtime": (Group.TIMES, "Signed in"),
    "updatedat": (Group.TIMES, "Profile updated"),
    "iss": (Group.TECHNICAL, "Who issued it"),
    "aud": (Group.TECHNICAL, "Who it is meant for"),
    "azp": (Group.TECHNICAL, "Client it was issued to"),
    "clientid": (Group.TECHNICAL, "Client it was issued to"),
    "cid": (Group.TECHNICAL, "Client it was issued to"),
    "jti": (Group.TECHNICAL, "Id of this token"),
    "sid": (Group.TECHNICAL, "Session id"),
    "nonce": (Group.TECHNICAL, "Nonce of the sign-in"),
    "acr": (Group.TECHNICAL, "How sure the sign-in was"),
    "amr": (Group.TECHNICAL, "How the person signed in"),
    "cnf": (Group.TECHNICAL, "Key that the sender must hold"),
    "typ": (Group.TECHNICAL, "Type of the token"),
    "athash": (Group.TECHNICAL, "Hash of the access token"),
    "ver": (Group.TECHNICAL, "Version"),
}

_COMPARED = frozenset({Group.PERMISSIONS, Group.ROLES, Group.PLANS})
_SCOPE_NAMES = frozenset({"scope", "scopes", "scp"})


def group_claims(claims: Mapping[str, Any]) -> tuple[ClaimGroup, ...]:
    """Sort claims into groups; every claim stands in exactly one, whatever its value is."""
    found: dict[Group, list[Claim]] = {}
    for name, value in claims.items():
        group, meaning = _known(name)
        found.setdefault(group, []).append(_claim(name, value, meaning, group))
    return tuple(ClaimGroup(group, tuple(found[group])) for group in Group if group in found)


def compare_claims(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[ClaimChange, ...]:
    """Tell what changed from one token to the next, times and technical claims left out.

    For permissions, roles and plans the values that came and went are named, for the rest
    only that they changed.
    """
    changes = []
    for name in dict.fromkeys([*old, *new]):
        group, _ = _known(name)
        before, after = old.get(name), new.get(name)
        if before == after or group in (Group.TIMES, Group.TECHNICAL):
            continue
        if group not in _COMPARED:
            changes.append(ClaimChange(plain(name), group))
            continue
        was, is_now = _words(name, before), _words(name, after)
        gone = tuple(word for word in was if word not in is_now)
        come = tuple(word for word in is_now if word not in was)
        changes.append(ClaimChange(plain(name), group, gone, come))
    return tuple(changes)


def _known(name: str) -> tuple[Group, str]:
    """Look a name up without regard to case, namespace URL and word breaks."""
    last = re.split(r"[/#]", name.rstrip("/"))[-1].rsplit(":", 1)[-1]
    folded = re.sub(r"[^a-z0-9]", "", last.lower())
    return _MEANINGS.get(folded, (Group.TECHNICAL, ""))


def _claim(name: str, value: Any, meaning: str, group: Group, depth: int = 0) -> Claim:
    shown = plain(name, 80)
    moment = _moment(value) if group is Group.TIMES else None
    if moment is not None:
        return Claim(shown, str(value), Kind.TIME, meaning, moment)
    if isinstance(value, str) and name.lower() in _SCOPE_NAMES and " " in value:
        value = value.split()
    if isinstance(value, Mapping):
        children = _children(value.items(), group, depth)
        return Claim(shown, _summary(value), Kind.OBJECT, meaning, children=children)
    if isinstance(value, list):
        return _list_claim(shown, value, meaning, group, depth)
    return Claim(shown, _text(value), Kind.TEXT, meaning)


def _list_claim(shown: str, value: list[Any], meaning: str, group: Group, depth: int) -> Claim:
    """Short words stand in one line; objects, or many words, get a row each as well."""
    plain_items = all(not isinstance(item, Mapping | list) for item in value)
    text = ", ".join(_text(item) for item in value[:_LISTED]) if plain_items else _summary(value)
    children: tuple[Claim, ...] = ()
    if not plain_items or len(value) > 1:
        pairs = ((_label(index, item), item) for index, item in enumerate(value))
        children = _children(pairs, group, depth)
    return Claim(shown, plain(text, VALUE_LIMIT), Kind.LIST, meaning, children=children)


def _label(index: int, item: Any) -> str:
    """Name an item of a list: by its own name where it has one."""
    if isinstance(item, Mapping):
        for key in ("name", "id", "key", "code"):
            if isinstance(item.get(key), str):
                return str(item[key])
    return str(index + 1)


def _children(pairs: Iterable[tuple[str, Any]], group: Group, depth: int) -> tuple[Claim, ...]:
    if depth >= _DEPTH:
        return ()
    rows = []
    for count, (key, item) in enumerate(pairs):
        if count == _LISTED:
            rows.append(Claim("…", "and more"))
            break
        rows.append(_claim(str(key), item, "", _part_group(str(key), group), depth + 1))
    return tuple(rows)


def _part_group(name: str, group: Group) -> Group:
    """Times inside of objects are times too: "until", "expires_at"."""
    folded = re.sub(r"[^a-z]", "", name.lower())
    if folded.endswith(("at", "until", "since", "expires", "exp", "iat", "date")):
        return Group.TIMES
    return Group.TECHNICAL if group is Group.TIMES else group


def _summary(value: Mapping[str, Any] | list[Any]) -> str:
    """Say in one line what is inside."""
    if isinstance(value, Mapping):
        flat = [
            _text(item)
            for item in value.values()
            if isinstance(item, str | int | float) and not isinstance(item, bool)
        ]
        if flat and len(flat) == len(value):
            return plain(", ".join(flat), VALUE_LIMIT)
        return f"{len(value)} fields" if len(value) != 1 else "1 field"
    names = [_label(index, item) for index, item in enumerate(value)]
    if all(isinstance(item, Mapping) for item in value) and names != [
        str(index + 1) for index in range(len(value))
    ]:
        return plain(", ".join(names[:_LISTED]), VALUE_LIMIT)
    return f"{len(value)} items" if len(value) != 1 else "1 item"


def _text(value: Any) -> str:
    if isinstance(value, str):
        return plain(value, VALUE_LIMIT)
    try:
        return plain(json.dumps(value, ensure_ascii=False), VALUE_LIMIT)
    except (ValueError, TypeError, RecursionError):
        return "unreadable"


def _moment(value: Any) -> int | None:
    """Read a time claim as a moment; small numbers are no dates of ours."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if value != value or not 100_000_000 <= value <= LAST_MOMENT:
        return None
    return int(value)


def _words(name: str, value: Any) -> tuple[str, ...]:
    """Return the words of a permission-like claim, each plain."""
    if value is None:
        return ()
    if isinstance(value, str):
        words = value.split() if name.lower() in _SCOPE_NAMES else [value]
        return tuple(plain(word, 80) for word in words)
    if isinstance(value, list):
        return tuple(
            plain(_label(index, item), 80) if isinstance(item, Mapping) else _text(item)[:80]
            for index, item in enumerate(value[:_LISTED])
        )
    if isinstance(value, Mapping):
        return tuple(plain(f"{key}: {_text(item)}", 80) for key, item in list(value.items()))
    return (_text(value)[:80],)
