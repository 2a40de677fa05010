"""Decoded claims for people: grouped, named, explained and compared; nothing is lost.

Names of RFC 7519 section 4.1, OpenID Connect Core section 5.1, RFC 9068 and of the source
document (permissions, roles, subscription plans, location), in the spellings servers use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tokentray.core.expiry import LAST_MOMENT
from tokentray.core.plain import plain
from tokentray.core.said import say

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
    """One claim, or one part of one: `text` is plain and short, `moment` in POSIX seconds.

    `value` is what the token holds: whole, and foreign text, so for copying and not for showing.
    """

    name: str
    text: str
    kind: Kind = Kind.TEXT
    meaning: str = ""
    moment: int | None = None
    children: tuple[Claim, ...] = ()
    value: Any = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims that belong together, in the order of the token."""

    group: Group
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One claim that is another now; what it lost and won is named only where people look.

    `more` counts members that came or went beside those that are named.
    """

    name: str
    group: Group
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    more: int = 0


_MEANINGS: Mapping[str, tuple[Group, str]] = {
    "sub": (Group.IDENTITY, "Who the token is about"),
    "name": (Group.IDENTITY, "Full name"),
    "displayname": (Group.IDENTITY, "Name to show"),
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
    "act": (Group.IDENTITY, "Who acts for the subject"),
    "mayact": (Group.IDENTITY, "Who may act for the subject"),
    "permissions": (Group.PERMISSIONS, "What the token allows"),
    "perms": (Group.PERMISSIONS, "What the token allows"),
    "permission": (Group.PERMISSIONS, "What the token allows"),
    "scope": (Group.PERMISSIONS, "Scopes that were granted"),
    "scopes": (Group.PERMISSIONS, "Scopes that were granted"),
    "scp": (Group.PERMISSIONS, "Scopes that were granted"),
    "entitlements": (Group.PERMISSIONS, "What the token allows"),
    "authorities": (Group.PERMISSIONS, "What the token allows"),
    "privileges": (Group.PERMISSIONS, "What the token allows"),
    "authorizationdetails": (Group.PERMISSIONS, "What was granted in detail"),
    "roles": (Group.ROLES, "Roles of the account"),
    "role": (Group.ROLES, "Role of the account"),
    "groups": (Group.ROLES, "Groups of the account"),
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
    "location": (Group.LOCATION, "Location of the account"),
    "geo": (Group.LOCATION, "Location of the account"),
    "geoip": (Group.LOCATION, "Where the request came from"),
    "geolocation": (Group.LOCATION, "Location of the account"),
    "country": (Group.LOCATION, "Country"),
    "countrycode": (Group.LOCATION, "Country"),
    "region": (Group.LOCATION, "Region"),
    "city": (Group.LOCATION, "City"),
    "address": (Group.LOCATION, "Address"),
    "zoneinfo": (Group.LOCATION, "Time zone"),
    "timezone": (Group.LOCATION, "Time zone"),
    "locale": (Group.LOCATION, "Language and region"),
    "latitude": (Group.LOCATION, "Latitude"),
    "lat": (Group.LOCATION, "Latitude"),
    "longitude": (Group.LOCATION, "Longitude"),
    "lon": (Group.LOCATION, "Longitude"),
    "lng": (Group.LOCATION, "Longitude"),
    "postalcode": (Group.LOCATION, "Postal code"),
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
    "chash": (Group.TECHNICAL, "Hash of the code"),
    "ver": (Group.TECHNICAL, "Version"),
}

_COMPARED = frozenset({Group.PERMISSIONS, Group.ROLES, Group.PLANS})
SCOPE_NAMES = frozenset({"scope", "scopes", "scp"})
_NEW_EACH_TIME = frozenset({"jti", "uti", "nonce", "athash", "chash", "rh", "aio"})
"""Every token has its own: that they changed says nothing."""

_TELLING = frozenset(
    {
        *("permission", "permissions", "scope", "scopes", "role", "roles", "groups"),
        *("plan", "plans", "subscription", "subscriptions", "license", "tier"),
        *("location", "geo", "country", "region", "city", "address", "timezone"),
    }
)
"""A word of a longer name that tells its group: `user_roles`, `billingPlan`, `plan_id`."""

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_BREAK = re.compile(r"[^A-Za-z0-9]+")
_HUMP = re.compile(r"([a-z0-9])([A-Z])")
_TIME_WORDS = frozenset({"at", "until", "since", "expires", "expiry", "exp", "iat", "date"})


def group_claims(claims: Mapping[str, Any]) -> tuple[ClaimGroup, ...]:
    """Sort claims into groups; every claim stands in exactly one, whatever its value is."""
    found: dict[Group, list[Claim]] = {}
    for name, value in claims.items():
        group, meaning = _known(name)
        found.setdefault(group, []).append(_claim(name, value, meaning, group))
    return tuple(ClaimGroup(group, tuple(found[group])) for group in Group if group in found)


def claims_by_name(claims: Mapping[str, Any]) -> dict[str, tuple[Group, Claim]]:
    """Return the same by the names as the token spells them, each with its group."""
    found = {}
    for name, value in claims.items():
        group, meaning = _known(name)
        found[name] = group, _claim(name, value, meaning, group)
    return found


def compare_claims(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[ClaimChange, ...]:
    """Tell what changed from one token to the next; what every token has its own of is left out.

    For permissions, scopes, roles and plans the values that came and went are named, for the
    rest only that they changed.
    """
    changes = []
    for name in dict.fromkeys([*old, *new]):
        group, _ = _known(name)
        before, after = old.get(name), new.get(name)
        is_same = before == after or (before != before and after != after)  # no number is itself
        if is_same or group is Group.TIMES or _is_new_each_time(name, before, after):
            continue
        if group not in _COMPARED:
            changes.append(ClaimChange(plain(name, 80), group))
            continue
        was, is_now = dict.fromkeys(_words(name, before)), dict.fromkeys(_words(name, after))
        gone = tuple(word for word in was if word not in is_now)
        come = tuple(word for word in is_now if word not in was)
        changes.append(ClaimChange(plain(name, 80), group, gone, come))
    return tuple(changes)


def _is_new_each_time(name: str, before: Any, after: Any) -> bool:
    """Tell whether a claim is an id or a moment that every token has its own of."""
    if bare_name(name) in _NEW_EACH_TIME:
        return True
    given = [value for value in (before, after) if value is not None]
    return _is_time(name) and all(_moment(value) is not None for value in given)


def bare_name(name: str) -> str:
    """Return a claim's name without namespace, case and word breaks."""
    return _fold(_last(name))


def _known(name: str) -> tuple[Group, str]:
    """Look a name up without regard to case, namespace, path and word breaks."""
    last = _last(name)
    found = _MEANINGS.get(_fold(last))
    if found is None and "." in last:
        found = _MEANINGS.get(_fold(last.rsplit(".", 1)[-1]))
    if found is not None:
        return found
    words = _name_words(last)
    if words and words[-1] in _TELLING:
        return _MEANINGS[words[-1]]
    if words and words[0] in _TELLING:
        return _MEANINGS[words[0]][0], ""
    return Group.TECHNICAL, ""


def _last(name: str) -> str:
    """Return the name without its namespace: a URL, or words before colons."""
    return name.rstrip("/").replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _fold(name: str) -> str:
    return _NOT_WORD.sub("", name.lower())


def _name_words(name: str) -> list[str]:
    """Split `plan_id`, `plan-id`, `plan.id` and `planId`."""
    return _BREAK.sub(" ", _HUMP.sub(r"\1 \2", name)).lower().split()


def _claim(name: str, value: Any, meaning: str, group: Group, depth: int = 0) -> Claim:
    shown = plain(name, 80)
    moment = _moment(value)
    if moment is not None and (group is Group.TIMES or _is_time(name)):
        return Claim(shown, str(value), Kind.TIME, meaning, moment, value=value)
    parts = value
    if isinstance(value, str) and _is_scope(name) and " " in value:
        parts = value.split()
    if isinstance(parts, Mapping):
        children = _children(parts.items(), group, depth)
        return Claim(shown, _summary(parts), Kind.OBJECT, meaning, None, children, value)
    if isinstance(parts, list):
        text, children = _list_parts(parts, group, depth)
        return Claim(shown, text, Kind.LIST, meaning, None, children, value)
    return Claim(shown, _text(value), Kind.TEXT, meaning, value=value)


def _is_scope(name: str) -> bool:
    return bare_name(name) in SCOPE_NAMES


def _is_time(name: str) -> bool:
    """Times inside of objects are times too: "until", "expires_at", "expiresAt"."""
    words = _name_words(_last(name))
    return bool(words) and words[-1] in _TIME_WORDS


def _list_parts(items: list[Any], group: Group, depth: int) -> tuple[str, tuple[Claim, ...]]:
    """Return one line, and rows: short words stand in the line, objects or many words in both."""
    flat = all(not isinstance(item, Mapping | list) for item in items)
    text = plain(", ".join(_text(item) for item in items[:_LISTED]), VALUE_LIMIT) if flat else ""
    children: tuple[Claim, ...] = ()
    if not flat or len(items) > 1:
        pairs = ((_label(index, item), item) for index, item in enumerate(items))
        children = _children(pairs, group, depth)
    return text if flat else _summary(items), children


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
    pairs = tuple(pairs)
    part_group = Group.TECHNICAL if group is Group.TIMES else group
    rows = [_claim(str(key), item, "", part_group, depth + 1) for key, item in pairs[:_LISTED]]
    if len(pairs) > _LISTED:
        rows.append(Claim("…", say("{count} more", count=len(pairs) - _LISTED)))
    return tuple(rows)


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
        return say("{count} fields", count=len(value)) if len(value) != 1 else say("1 field")
    names = [_label(index, item) for index, item in enumerate(value)]
    if all(isinstance(item, Mapping) for item in value) and names != [
        str(index + 1) for index in range(len(value))
    ]:
        return plain(", ".join(names[:_LISTED]), VALUE_LIMIT)
    return say("{count} items", count=len(value)) if len(value) != 1 else say("1 item")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return plain(value, VALUE_LIMIT)
    try:
        if type(value) is int:
            return plain(str(value), VALUE_LIMIT)
        return plain(json.dumps(value, ensure_ascii=False), VALUE_LIMIT)
    except (ValueError, TypeError, RecursionError):
        return say("unreadable")


def _moment(value: Any) -> int | None:
    """Read a time claim as a moment; small numbers are no dates of ours."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if value != value or not 100_000_000 <= value <= LAST_MOMENT:
        return None
    return int(value)


def _words(name: str, value: Any) -> Iterator[str]:
    """Name each value inside of a permission-like claim, with the way to it where it is nested."""
    if isinstance(value, str) and _is_scope(name):
        value = value.split()
    if value is not None:
        yield from _leaves("", value, 0)


def _leaves(path: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and depth < _DEPTH:
        for key, item in value.items():
            yield from _leaves(f"{path}{plain(str(key), 40)}: ", item, depth + 1)
    elif isinstance(value, list) and depth < _DEPTH:
        for index, item in enumerate(value):
            if isinstance(item, Mapping):
                yield plain(path + _label(index, item), 80)
            else:
                yield from _leaves(path, item, depth + 1)
    else:
        yield plain(path + _text(value), 80)
