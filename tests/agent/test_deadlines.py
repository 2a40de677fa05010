"""Deadlines: how long a job may be silent in each phase."""

from __future__ import annotations

import pytest

from tokentray.agent.deadlines import GRACE_SECONDS, PERSON_SECONDS, seconds_allowed
from tokentray.core.jobs import CONNECT_SECONDS, LOCK_SECONDS, VAULT_SECONDS, Op, Phase


@pytest.mark.parametrize("phase", [Phase.RECEIVED, Phase.UNSAVED])
def test_an_answer_in_hand_has_no_deadline(phase: Phase) -> None:
    """Whatever holds the only copy of a rotated token may take for ever."""
    assert seconds_allowed(Op.REFRESH, phase) is None


@pytest.mark.parametrize("phase", [None, *Phase])
def test_a_person_is_given_all_time(phase: Phase | None) -> None:
    """Unlocking waits for somebody to type a password."""
    assert seconds_allowed(Op.UNLOCK, phase) is None


@pytest.mark.parametrize("phase", [one for one in Phase if one not in ("received", "unsaved")])
def test_every_other_phase_ends(phase: Phase) -> None:
    """A job that does not hold an answer can hang only for a known time."""
    allowed = seconds_allowed(Op.REFRESH, phase)

    assert allowed is not None
    assert VAULT_SECONDS <= allowed <= 32


def test_the_keyring_gets_little_time() -> None:
    """A keyring that does not answer is given up a moment after the worker gave it up."""
    for phase in (None, Phase.LOCKED):
        assert seconds_allowed(Op.REFRESH, phase) == VAULT_SECONDS + GRACE_SECONDS


def test_another_process_may_hold_the_lock() -> None:
    """Waiting for another process takes as long as that is allowed to work."""
    assert seconds_allowed(Op.REFRESH, Phase.WAITING_FOR_LOCK) == LOCK_SECONDS + GRACE_SECONDS
    assert (seconds_allowed(Op.FORGET, None) or 0) > LOCK_SECONDS
    assert (seconds_allowed(Op.EDIT, None) or 0) > LOCK_SECONDS


def test_a_slow_connection_is_no_hang() -> None:
    """Between the intent and the sent request lie name look-up, connection and TLS."""
    assert (seconds_allowed(Op.REFRESH, Phase.INTENT_WRITTEN) or 0) > 2 * CONNECT_SECONDS


def test_a_fresh_process_and_a_full_vault_get_more() -> None:
    """A cold disk and a thousand entries are no hang either."""
    warm = seconds_allowed(Op.LOAD, None) or 0

    assert (seconds_allowed(Op.LOAD, None, has_spoken=False) or 0) > warm + 5
    assert seconds_allowed(Op.LOAD, None, entries=1000) == warm + 10


def test_an_import_may_ask_for_a_password() -> None:
    """Before its first word an import may wait for the keyring's prompt."""
    assert seconds_allowed(Op.IMPORT, None) == PERSON_SECONDS
