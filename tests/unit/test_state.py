"""The states and what leads to each of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from tokentray.core.state import Facts, State, Verdict, lives, state_of

NOW = 1_758_729_000.0
LIVE = NOW + 3600


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (Facts(), State.EMPTY),
        (Facts(locked=True), State.LOCKED),
        (Facts(locked=True, refreshing=True), State.LOCKED),
        (Facts(has_token=True, expires_at=LIVE, locked=True), State.VALID),
        (Facts(has_token=True, expires_at=LIVE), State.VALID),
        (Facts(has_token=True), State.VALID),
        (Facts(has_token=True, expires_at=NOW), State.EXPIRED),
        (Facts(has_token=True, expires_at=LIVE, refreshing=True), State.REFRESHING),
        (
            Facts(has_token=True, expires_at=LIVE, verdict=Verdict.CERTAIN),
            State.SIGN_IN_NEEDED,
        ),
        (
            Facts(has_token=True, expires_at=NOW - 1, verdict=Verdict.UNCERTAIN),
            State.SIGN_IN_NEEDED,
        ),
        (
            Facts(has_token=True, expires_at=LIVE, failing=True, can_refresh=True),
            State.OFFLINE,
        ),
        (
            Facts(has_token=True, expires_at=NOW, failing=True, can_refresh=True),
            State.EXPIRED,
        ),
        (Facts(has_token=True, expires_at=NOW + 300, lifetime=3600), State.EXPIRING),
        (Facts(has_token=True, expires_at=NOW + 301, lifetime=3600), State.VALID),
        (
            Facts(has_token=True, expires_at=NOW + 200, lifetime=3600, can_refresh=True),
            State.VALID,
        ),
    ],
)
def test_each_state(facts: Facts, state: State) -> None:
    """A token that will be renewed stays valid; a held token beats a locked keyring."""
    assert state_of(facts, NOW, warn_before=300) is state


def test_where_several_hold_the_order_of_the_contract_decides() -> None:
    """For every combination of facts the state is the first of the list that holds."""
    order: list[tuple[State, Callable[[Facts], bool]]] = [
        (State.LOCKED, lambda f: f.locked and not f.has_token),
        (State.REFRESHING, lambda f: f.refreshing),
        (State.SIGN_IN_NEEDED, lambda f: f.verdict is not Verdict.GOOD),
        (State.EXPIRED, lambda f: f.has_token and f.expires_at == NOW),
        (State.OFFLINE, lambda f: f.failing and f.can_refresh),
        (State.VALID, lambda f: f.has_token),
        (State.EMPTY, lambda f: True),
    ]
    flags = itertools.product([False, True], repeat=5)
    for (
        has_token,
        locked,
        refreshing,
        failing,
        can_refresh,
    ), verdict, expires_at in itertools.product(flags, Verdict, [NOW, LIVE]):
        facts = Facts(
            has_token=has_token,
            expires_at=expires_at,
            can_refresh=can_refresh,
            verdict=verdict,
            failing=failing,
            refreshing=refreshing,
            locked=locked,
        )
        expected = next(state for state, holds in order if holds(facts))
        assert state_of(facts, NOW, warn_before=0) is expected, facts


@pytest.mark.parametrize(
    ("left", "alive"), [(5.1, True), (5.0, False), (0.0, False), (-1.0, False)]
)
def test_a_token_lives_while_more_than_five_seconds_are_left(left: float, alive: bool) -> None:
    """Else it would die on its way."""
    assert lives(NOW + left, NOW) is alive


def test_a_token_of_unknown_expiry_lives() -> None:
    """Nothing says otherwise."""
    assert lives(None, NOW)
