"""Two sets of decoded claims side by side: what only one has, what differs, what is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tokentray.core.claims import Claim, Group, claims_by_name, compare_claims


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
    ours, theirs = claims_by_name(left), claims_by_name(right)
    verdicts = {name: _verdict(name, left, right) for name in (*left, *right)}
    differing = [name for name, verdict in verdicts.items() if verdict is Verdict.DIFFERS]
    changes = compare_claims(
        {name: left[name] for name in differing}, {name: right[name] for name in differing}
    )
    members = {one.name: one for one in changes}
    found = []
    for name, verdict in verdicts.items():
        group, known = ours.get(name) or theirs[name]
        change = members.get(known.name) if verdict is Verdict.DIFFERS else None
        pair = Pair(
            known.name,
            verdict,
            left=ours[name][1] if name in ours else None,
            right=theirs[name][1] if name in theirs else None,
            gone=() if change is None else change.gone,
            come=() if change is None else change.come,
        )
        found.append((group, pair))
    order, groups = list(Verdict), list(Group)
    found.sort(key=lambda pair: (order.index(pair[1].verdict), groups.index(pair[0])))
    return tuple(pair for _, pair in found)


def _verdict(name: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> Verdict:
    if name not in right:
        return Verdict.ONLY_LEFT
    if name not in left:
        return Verdict.ONLY_RIGHT
    return Verdict.SAME if left[name] == right[name] else Verdict.DIFFERS
