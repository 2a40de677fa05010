"""The ring's coarse clock: which face a profile has, and when it next looks different."""

from __future__ import annotations

from tokentray.core.state import State
from tokentray.core.view import ProfileView
from tokentray.desktop.ring import STEPS, RingFace, ring_step

_DRAWS_LIFE = frozenset({State.VALID, State.EXPIRING, State.OFFLINE})
_SHORTEST_STEP = 1.0


def face_of(view: ProfileView, now: float) -> RingFace:
    """Choose the ring of one profile; states that draw no life have one face each."""
    if view.state not in _DRAWS_LIFE:
        return RingFace(view.state)
    is_paused = view.state is State.VALID and view.paused
    return RingFace(view.state, ring_step(view.seconds_left(now), view.lifetime), is_paused)


def next_step_at(view: ProfileView, now: float) -> float | None:
    """Tell when (our clock) the ring of a profile next loses a step, None for never."""
    step, ends, lifetime = face_of(view, now).step, view.expires_at, view.lifetime
    if not step or ends is None or not lifetime:
        return None
    return max(ends - lifetime * (step - 1) / STEPS, now + _SHORTEST_STEP)
