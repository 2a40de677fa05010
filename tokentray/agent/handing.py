"""Handing tokens out: the contract's table, after at most one refresh a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from tokentray.agent.held import Held, Landing
from tokentray.core.errors import (
    ClientError,
    InputError,
    TokenTrayError,
    TransportError,
    VaultLocked,
    error_from_dict,
)
from tokentray.core.handout import Decision, Format, Step, Want, decide, format_token
from tokentray.core.schedule import minimum_valid
from tokentray.core.snapshot import Snapshot, facts_of
from tokentray.core.tokens import is_sendable


@dataclass(frozen=True, slots=True)
class HandOut:
    """A token on its way to one caller; `lives_for` in seconds, None where unknown."""

    text: str = field(repr=False)
    token_type: str
    expires_at: int | None
    lives_for: float | None
    warning: str = ""


HandOutDone = Callable[[HandOut | TokenTrayError], None]
Refresh = Callable[[Held, dict[str, object], Callable[[Landing], None]], None]


@dataclass(frozen=True, slots=True)
class Request:
    """One call for a token."""

    want: Want
    form: Format
    done: HandOutDone


class HandOuts:
    """Decides by the core, and has a refresh made where the core asks for one."""

    def __init__(self, now: Callable[[], float], refresh: Refresh) -> None:
        self._now = now
        self._refresh = refresh

    def hand_out(self, held: Held, request: Request) -> None:
        """Answer a call for what `held` holds; it was loaded before."""
        decision = self._decide(held, request.want)
        if decision.step is not Step.REFRESH:
            self._answer(held, request, decision)
            return
        hindrance = self._hindrance(held)
        if hindrance is not None:
            self._answer_refreshed(held, request, hindrance)
            return
        joined = held.flight is not None
        landed = partial(self._on_landed, held, request, joined)
        self._refresh(held, {"min_valid": self._asked_life(held, request.want)}, landed)

    def refusal(self, held: Held, want: Want) -> TokenTrayError | None:
        """Return why `held` gives nothing, None where it gives or a refresh may bring it."""
        decision = self._decide(held, want)
        if decision.step is Step.REFRESH:
            hindrance = self._hindrance(held)
            if hindrance is None:
                return None
            decision = self._decide(held, replace(want, refreshed=True, failure=hindrance.error))
        given = self._given(held, Format.RAW, decision)
        return given if isinstance(given, TokenTrayError) else None

    def _hindrance(self, held: Held) -> Landing | None:
        """Return what stands for the refresh that must not be made now, None where it may."""
        now = self._now()
        if held.flight is not None:
            return None
        if held.has_just_landed(now):
            return held.landing
        if held.standing.retry_at > now and not held.is_impatient:
            return Landing(failure_of(held, now))
        return None

    def _on_landed(self, held: Held, request: Request, joined: bool, landing: Landing) -> None:
        nothing_done = landing.error is None and not landing.renewed
        if joined and nothing_done and self._decide(held, request.want).step is Step.REFRESH:
            # It was asked for less than this caller wants.
            landed = partial(self._on_landed, held, request, False)
            self._refresh(held, {"min_valid": self._asked_life(held, request.want)}, landed)
            return
        self._answer_refreshed(held, request, landing)

    def _answer_refreshed(self, held: Held, request: Request, landing: Landing) -> None:
        want = replace(request.want, refreshed=True, failure=landing.error)
        self._answer(held, request, self._decide(held, want))

    def _answer(self, held: Held, request: Request, decision: Decision) -> None:
        request.done(self._given(held, request.form, decision))

    def _decide(self, held: Held, want: Want) -> Decision:
        facts = facts_of(
            held.snapshot,
            held.standing,
            has_refresh_rule=held.profile.can_renew,
            locked=held.locked,
        )
        return decide(want, held.snapshot, held.standing, facts, self._server_now(held.snapshot))

    def _given(self, held: Held, form: Format, decision: Decision) -> HandOut | TokenTrayError:
        snapshot = held.snapshot
        if decision.error is not None:
            return decision.error
        if snapshot is None or snapshot.access_token is None:
            return VaultLocked("vault-locked")
        if not is_sendable(snapshot.access_token):
            return InputError("bad-token-characters", name=held.profile.name)
        left = None
        if snapshot.expires_at is not None:
            left = snapshot.expires_at - self._server_now(snapshot)
        text = format_token(snapshot, form)
        return HandOut(text, snapshot.token_type, snapshot.expires_at, left, decision.warning)

    def _server_now(self, snapshot: Snapshot | None) -> float:
        return self._now() + (0 if snapshot is None else snapshot.clock_skew)

    @staticmethod
    def _asked_life(held: Held, want: Want) -> float:
        if want.min_valid is not None:
            return want.min_valid
        return minimum_valid(None if held.snapshot is None else held.snapshot.lifetime)


def failure_of(held: Held, now: float) -> TokenTrayError:
    """Return the failure that is waited out, as the error it was."""
    standing, error = held.standing, held.landing.error
    if error is not None and error.code == standing.problem:
        return error
    if standing.problem is None:
        seconds = int(standing.retry_at - now) + 1
        return TransportError("waits", name=held.profile.name, seconds=seconds)
    kind = ClientError if standing.problem == "invalid-client" else TransportError
    return error_from_dict(
        {
            "kind": kind.__name__,
            "code": standing.problem,
            "arguments": standing.problem_arguments,
        }
    )
