"""Two sets of decoded claims side by side: what only one has, what differs, what is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tokentray.core.claims import Claim, Group, compare_claims, group_claims
from tokentray.core.plain import plain


class Verdict(StrEnum):
    """How the two sides of a row stand, in the order in which people look."""

    DIFFERS = "differs"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim on both sides, None on the side that lacks it.

    `gone` are members that only the left has, `come` those that only the right has; both are
    named for permissions, roles, scopes and plans only.
    """

    name: str
    verdict: Verdict
    left: Claim | None
    right: Claim | None
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


def pairs_of(left: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[Pair, ...]:
    """Put two tokens side by side; every claim of either is in exactly one pair.

    They come in the order of the groups, those of one verdict together.
    """
    ours, theirs = _by_name(left), _by_name(right)
    members = {one.name: one for one in compare_claims(left, right)}
    found = []
    for name in _in_order(left, right):
        verdict = _verdict(name, left, right)
        change = members.get(plain(name, 80)) if verdict is Verdict.DIFFERS else None
        gone, come = ((), ()) if change is None else (change.gone, change.come)
        pair = Pair(plain(name, 80), verdict, ours.get(name), theirs.get(name), gone, come)
        found.append(pair)
    order = list(Verdict)
    return tuple(sorted(found, key=lambda pair: order.index(pair.verdict)))


def _by_name(claims: Mapping[str, Any]) -> dict[str, Claim]:
    return {name: group_claims({name: value})[0].claims[0] for name, value in claims.items()}


def _in_order(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[str]:
    """Sort the names by group, then as the tokens have them."""
    groups = list(Group)
    names = dict.fromkeys((*left, *right))
    return sorted(names, key=lambda name: groups.index(group_claims({name: None})[0].group))


def _verdict(name: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> Verdict:
    if name not in right:
        return Verdict.ONLY_LEFT
    if name not in left:
        return Verdict.ONLY_RIGHT
    return Verdict.SAME if left[name] == right[name] else Verdict.DIFFERS
