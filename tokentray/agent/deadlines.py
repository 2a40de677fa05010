"""How long a worker may be silent, by what it is doing: before its request has left and after."""

from __future__ import annotations

from tokentray.core.jobs import LOCK_SECONDS, REFRESH_SECONDS, VAULT_SECONDS, Op, Phase

GRACE_SECONDS = 1.5
"""A worker's own deadlines come first; this much later it is taken for hanging."""

START_SECONDS = 10.0
"""A process that never said anything may still be read from a slow disk."""

PERSON_SECONDS = 300.0
"""An import may have to ask for the keyring's password."""

SENT_SECONDS = 30.0
SAVED_SECONDS = 10.0
_PER_ENTRY = 0.01

HOLDS_ANSWER = frozenset({Phase.RECEIVED, Phase.UNSAVED})
"""In these a worker holds the only copy of a rotated token: nobody ends it."""

HAS_SENT = HOLDS_ANSWER | {Phase.SENT, Phase.SAVED}


_WAIT_FOR_PERSON = frozenset({Op.UNLOCK, Op.SIGN_IN})


def seconds_allowed(
    op: Op, phase: Phase | None, *, has_spoken: bool = True, entries: int = 0
) -> float | None:
    """Tell how long a job may stay in `phase` (None: it said nothing yet), None for ever.

    `has_spoken` tells whether its process ever said anything, `entries` how many entries of
    the vault the job is about.
    """
    if op in _WAIT_FOR_PERSON or phase in HOLDS_ANSWER:
        return None
    if phase is None:
        return _before_first_word(op, entries) + (0.0 if has_spoken else START_SECONDS)
    return _BY_PHASE[phase] + GRACE_SECONDS


def _before_first_word(op: Op, entries: int) -> float:
    if op is Op.IMPORT:
        return PERSON_SECONDS
    if op in (Op.ADD, Op.SIGN_OUT, Op.INSPECT):
        return LOCK_SECONDS + 2 * REFRESH_SECONDS + GRACE_SECONDS
    waits = op in (Op.FORGET, Op.STORE, Op.SETTINGS, Op.EDIT, Op.PRUNE)
    waits_for_lock = LOCK_SECONDS if waits else 0.0
    return waits_for_lock + VAULT_SECONDS + GRACE_SECONDS + _PER_ENTRY * entries


_BY_PHASE = {
    Phase.WAITING_FOR_LOCK: LOCK_SECONDS,
    Phase.LOCKED: VAULT_SECONDS,
    Phase.DISCOVERING: REFRESH_SECONDS,
    # Name look-up, connection and TLS come now; the worker itself gives up before this.
    Phase.INTENT_WRITTEN: REFRESH_SECONDS,
    Phase.SENT: SENT_SECONDS,
    Phase.SAVED: SAVED_SECONDS,
}
