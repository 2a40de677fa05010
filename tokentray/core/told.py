"""A profile's view from what the running program tells of it: everything but the token itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tokentray.core.diagnosis import ABOUT_CLAIMS
from tokentray.core.expiry import ExpiresFrom
from tokentray.core.messages import SENTENCES
from tokentray.core.profile import Profile
from tokentray.core.signature import Signature, SignatureState
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.state import Facts, State, Verdict
from tokentray.core.view import ProfileView

_TOLD = "agent-said"
_WANT_KEYS = ("signature-no-keys", "signature-keys-not-had", "signature-unknown-key")


def view_as_told(profile: Profile, shown: Mapping[str, Any], row: Mapping[str, Any]) -> ProfileView:
    """Return the view behind the answers of `show` and of `list` (its row).

    The access token is empty where there is one: it is in no such answer.
    """
    state, times = State(shown["state"]), shown["times"]
    has_token = shown["opaque"] or shown["header"] is not None
    facts = Facts(
        has_token=has_token,
        expires_at=times["expires_at"],
        can_refresh=row["refresh_at"] is not None or state in (State.OFFLINE, State.REFRESHING),
        verdict=_verdict(state, certain=row["certain"]),
        failing=state is State.OFFLINE,
        locked=state is State.LOCKED,
    )
    snapshot = Snapshot(
        generation=0,
        access_token="" if has_token else None,
        scopes=tuple(row["scopes"]),
        issued_at=times["issued_at"],
        not_before=times["not_before"],
        expires_at=times["expires_at"],
        expires_from=ExpiresFrom(times["expires_from"]),
        clock_skew=times["clock_skew"],
        has_refresh_token=facts.can_refresh,
        source=row["source"],
        header=shown["header"],
        claims=shown["claims"],
        warnings=tuple((one["code"], {"what": one["text"]}) for one in shown["warnings"]),
        ended=_TOLD if facts.verdict is Verdict.CERTAIN else None,
        ended_arguments=_said("the running program holds it for ended"),
    )
    problem = _said("the window of the running program says more.")
    standing = Standing(failures=1, problem=_TOLD, problem_arguments=problem)
    return ProfileView(
        profile,
        facts,
        state,
        snapshot,
        standing if facts.failing else Standing(),
        row["refresh_at"],
        _signature(shown["signature"]),
    )


def _verdict(state: State, *, certain: bool) -> Verdict:
    if state is not State.SIGN_IN_NEEDED:
        return Verdict.GOOD
    return Verdict.CERTAIN if certain else Verdict.UNCERTAIN


def _signature(shown: Mapping[str, str]) -> Signature:
    """Return the check as it was told; by its words it is known again what it is about."""
    state, reason = SignatureState(shown["state"]), shown["reason"]
    code = _code_of(reason)
    if state is SignatureState.FAILED and code in ABOUT_CLAIMS:
        return Signature(state, code)
    return Signature(state, _TOLD, _said(reason), code in _WANT_KEYS)


def _code_of(reason: str) -> str:
    """Return the code of a sentence by the words before its first argument, empty for none."""
    starts = {
        message.title.partition("{")[0]: code
        for code, message in SENTENCES.items()
        if code.startswith("signature-")
    }
    fitting = (start for start in starts if start and reason.startswith(start))
    return starts.get(max(fitting, key=len, default=""), "")


def _said(text: str) -> dict[str, str | int]:
    return {"title": text, "hint": ""}
