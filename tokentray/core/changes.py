"""What changed from one token to the next: named as far as people care, never endless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tokentray.core.claims import SCOPE_NAMES, ClaimChange, Group, bare_name, compare_claims

MOST_CLAIMS = 16
MOST_MEMBERS = 48
"""So many claims, and members that came or went, are named; the rest is counted."""

_MEMBERSHIPS = (Group.PERMISSIONS, Group.ROLES, Group.PLANS)


@dataclass(frozen=True, slots=True)
class Content:
    """What a token says: its claims, None for an opaque one, and the scopes that came with it."""

    claims: Mapping[str, Any] | None = field(default=None, repr=False)
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Claims that are other now; `more` counts those that are not named."""

    claims: tuple[ClaimChange, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.claims)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups of which members came or went."""
        found = {one.group for one in self.claims if one.gone or one.come}
        return tuple(group for group in _MEMBERSHIPS if group in found)

    def without_members(self) -> Changes:
        """Return the names of the claims alone."""
        named = (replace(one, gone=(), come=(), more=0) for one in self.claims)
        return Changes(tuple(named), self.more)


def changes_between(old: Content, new: Content) -> Changes:
    """Compare two tokens; of an opaque one only the scopes are known.

    Permissions, scopes, roles and plans come first. A list in another order is the same.
    """
    found = [one for one in _compared(old, new) if not _is_order_alone(one, old, new)]
    found.sort(key=lambda one: one.group not in _MEMBERSHIPS)
    left, named = MOST_MEMBERS, []
    for one in found[:MOST_CLAIMS]:
        gone, come = one.gone[:left], one.come[: max(0, left - len(one.gone))]
        left -= len(gone) + len(come)
        more = len(one.gone) + len(one.come) - len(gone) - len(come)
        named.append(replace(one, gone=gone, come=come, more=more))
    return Changes(tuple(named), max(0, len(found) - MOST_CLAIMS))


def changes_to_list(changes: Changes) -> list[dict[str, Any]]:
    """Return the JSON form: an object a claim, and one without a name that counts the others."""
    rows = [_row(one) for one in changes.claims]
    return [*rows, {"more": changes.more}] if changes.more else rows


def changes_from_list(rows: list[dict[str, Any]]) -> Changes:
    """Rebuild changes; raises KeyError, TypeError or ValueError on anything else."""
    named, more = [], 0
    for row in rows:
        if "claim" not in row:
            more = int(row["more"])
            continue
        gone, come = tuple(map(str, row.get("gone", ()))), tuple(map(str, row.get("come", ())))
        group = Group(row["group"])
        named.append(ClaimChange(str(row["claim"]), group, gone, come, int(row.get("more", 0))))
    return Changes(tuple(named), more)


def _row(one: ClaimChange) -> dict[str, Any]:
    row: dict[str, Any] = {"claim": one.name, "group": one.group.value}
    if one.gone:
        row["gone"] = list(one.gone)
    if one.come:
        row["come"] = list(one.come)
    return {**row, "more": one.more} if one.more else row


def _compared(old: Content, new: Content) -> tuple[ClaimChange, ...]:
    before, after = old.claims, new.claims
    if before is None or after is None:
        before, after = {}, {}
    # An answer without scopes says nothing about them: they may well be the same (RFC 6749, 5.1).
    is_told = bool(old.scopes and new.scopes)
    if not is_told or _names_scopes(before) or _names_scopes(after):
        return compare_claims(before, after)
    return compare_claims(_with_scopes(before, old), _with_scopes(after, new))


def _names_scopes(claims: Mapping[str, Any]) -> bool:
    return any(bare_name(name) in SCOPE_NAMES for name in claims)


def _with_scopes(claims: Mapping[str, Any], content: Content) -> Mapping[str, Any]:
    """The answer that brought a token may name scopes that its claims do not."""
    return {**claims, "scope": list(content.scopes)}


def _is_order_alone(one: ClaimChange, old: Content, new: Content) -> bool:
    """Tell whether a flat list merely came in another order: some servers sort by chance."""
    if one.gone or one.come or one.group not in _MEMBERSHIPS:
        return False
    before, after = (old.claims or {}).get(one.name), (new.claims or {}).get(one.name)
    if not isinstance(before, list) or not isinstance(after, list):
        return False
    flat = all(isinstance(item, str) for item in (*before, *after))
    return flat and sorted(before) == sorted(after)
