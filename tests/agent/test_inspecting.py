"""Asking about tokens: once, when nobody is kept waiting, and never against what is newer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.agent.rig import HOUR, Rig, profile, snapshot, told
from tokentray.core.errors import (
    TokenTrayError,
    TransportError,
    VaultConflict,
    error_to_dict,
)
from tokentray.core.jobs import Op
from tokentray.core.profile import Profile
from tokentray.core.signature import ClaimsFrom, Signature, SignatureState
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.state import State

WANTS = Signature(wants_keys=True)
GOOD = Signature(SignatureState.VERIFIED, "signature-verified", {"algorithm": "ES256"})


def issuer_profile(name: str = "api") -> Profile:
    """Return a profile that names an issuer."""
    return profile(name, issuer="https://id.example")


def jwt_of(generation: int = 1, signature: Signature = WANTS, **fields: Any) -> Snapshot:
    """Return a token with claims, whose keys nobody asked yet."""
    whole: dict[str, Any] = {
        "header": {"alg": "ES256"},
        "claims": {"sub": "x"},
        "signature": signature,
    }
    return snapshot(generation=generation, **(whole | fields))


def asked(rig: Rig, qtbot: QtBot, count: int = 1) -> None:
    """Wait until so many inspections were begun."""
    qtbot.waitUntil(lambda: rig.count(Op.INSPECT) == count)


def settle(qtbot: QtBot) -> None:
    """Let everything happen that is due now."""
    turns: list[int] = []
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: turns.append(1)))
    qtbot.waitUntil(lambda: bool(turns))


def answer(rig: Rig, held: Snapshot | None, error: TokenTrayError | None = None) -> None:
    """Answer the inspection on its way."""
    given = None if error is None else error_to_dict(error)
    # A worker's standing may be older than the engine's own.
    rig.take(Op.INSPECT).done({**told(held, Standing(failures=9)), "error": given})


def test_a_loaded_token_is_asked_about_once(qtbot: QtBot) -> None:
    """What comes is shown, and told to whoever watches; the standing stays the engine's own."""
    rig = Rig(issuer_profile())
    rig.start(api=jwt_of())
    asked(rig, qtbot)
    rig.changed.clear()
    answer(rig, jwt_of(signature=GOOD))
    assert rig.view().signature == GOOD
    assert rig.view().standing == Standing()
    assert rig.changed == ["id-api"]
    rig.advance(1)
    settle(qtbot)
    assert rig.count(Op.INSPECT) == 1


@pytest.mark.parametrize(
    ("held", "one"),
    [
        (jwt_of(signature=GOOD), issuer_profile()),
        (jwt_of(signature=Signature(reason="signature-shared-secret")), issuer_profile()),
        (jwt_of(ended="reason-invalid-grant"), issuer_profile()),
        (jwt_of(access_token=None), issuer_profile()),
        (snapshot(), profile()),
        (None, issuer_profile()),
    ],
    ids=["checked", "secret", "ended", "no token", "opaque without a server", "nothing"],
)
def test_where_asking_tells_nothing_nobody_is_asked(
    qtbot: QtBot, held: Snapshot | None, one: Profile
) -> None:
    """Neither the network nor a worker is troubled."""
    rig = Rig(one)
    rig.start(api=held)
    settle(qtbot)
    assert rig.count(Op.INSPECT) == 0


def test_an_opaque_token_is_asked_about_where_its_server_may_tell(qtbot: QtBot) -> None:
    """What was told stays when the vault, which does not hold it, is read again."""
    rig = Rig(issuer_profile())
    rig.start(api=snapshot())
    asked(rig, qtbot)
    described = snapshot(claims={"sub": "x"}, claims_from=ClaimsFrom.INTROSPECTION)
    answer(rig, described)
    rig.engine.reload()
    rig.load(api=snapshot(generation=2, access_token="token-1"))
    found = rig.view().snapshot
    assert found is not None
    assert (found.claims, found.claims_from) == ({"sub": "x"}, ClaimsFrom.INTROSPECTION)
    rig.engine.reload()
    rig.load(api=snapshot(generation=3))
    found = rig.view().snapshot
    assert found is not None
    assert found.claims is None


def test_that_a_token_is_not_active_stays_told(qtbot: QtBot) -> None:
    """The warning stands in no vault either."""
    rig = Rig(issuer_profile())
    rig.start(api=snapshot())
    asked(rig, qtbot)
    answer(rig, snapshot(warnings=(("warn-inactive", {}),)))
    for generation in (2, 3):
        rig.engine.reload()
        rig.load(api=snapshot(generation=generation, access_token="token-1"))
        found = rig.view().snapshot
        assert found is not None
        assert found.warnings == (("warn-inactive", {}),)


def test_a_renewed_token_is_published_first(qtbot: QtBot) -> None:
    """Who waits for it has it before anybody is asked about it."""
    rig = Rig(issuer_profile())
    rig.start(api=jwt_of(signature=GOOD))
    asker = rig.refresh(force=True)
    rig.land(jwt_of(2))
    assert asker.answers == [None]
    assert rig.count(Op.INSPECT) == 0
    asked(rig, qtbot)
    answer(rig, jwt_of(2, GOOD))
    assert rig.view().signature == GOOD


def test_what_is_about_older_tokens_is_dropped(qtbot: QtBot) -> None:
    """The token was renewed while somebody was asked about the last one."""
    rig = Rig(issuer_profile())
    rig.start(api=jwt_of())
    asked(rig, qtbot)
    rig.refresh(force=True)
    rig.land(jwt_of(2))
    answer(rig, jwt_of(1, GOOD))
    found = rig.view().snapshot
    assert found is not None
    assert (found.generation, found.signature) == (2, WANTS)
    asked(rig, qtbot, 2)


def test_a_refresh_in_flight_wins(qtbot: QtBot) -> None:
    """What comes meanwhile is dropped: the refresh will bring the newest."""
    rig = Rig(issuer_profile())
    rig.start(api=jwt_of())
    asked(rig, qtbot)
    rig.refresh(force=True)
    answer(rig, jwt_of(1, GOOD))
    assert rig.view().signature == WANTS


def test_the_same_token_is_asked_about_again_after_five_minutes_only(qtbot: QtBot) -> None:
    """However often the vault is read; and only if there is still something to find out."""
    rig = Rig(issuer_profile())
    rig.start(api=jwt_of())
    asked(rig, qtbot)
    answer(rig, jwt_of())
    for _ in range(3):
        rig.engine.reload()
        rig.load(api=jwt_of())
        settle(qtbot)
    assert rig.count(Op.INSPECT) == 1
    rig.advance(301)
    rig.engine.reload()
    rig.load(api=jwt_of())
    asked(rig, qtbot, 2)


def test_one_at_a_time(qtbot: QtBot) -> None:
    """Many profiles are loaded at once; the workers stay free for refreshes."""
    names = ["a", "b", "c"]
    rig = Rig(*(issuer_profile(name) for name in names))
    rig.start(**{name: jwt_of() for name in names})
    for count in (1, 2, 3):
        asked(rig, qtbot, count)
        assert len(rig.pending(Op.INSPECT)) == 1
        answer(rig, jwt_of(signature=GOOD))


def test_while_it_is_quiet_nobody_is_asked(qtbot: QtBot) -> None:
    """After a sleep the network may not be there; it is done when the quiet ends."""
    rig = Rig(issuer_profile())
    rig.engine.start()
    rig.engine.on_sleep_coming()
    rig.load(api=jwt_of())
    settle(qtbot)
    assert rig.count(Op.INSPECT) == 0
    rig.advance(31)
    asked(rig, qtbot)


def test_while_it_is_paused_nobody_is_asked(qtbot: QtBot) -> None:
    """Nothing goes out by itself; it is done when refreshing goes on."""
    rig = Rig(issuer_profile())
    rig.engine.pause()
    rig.start(api=jwt_of())
    settle(qtbot)
    assert rig.count(Op.INSPECT) == 0
    rig.engine.resume()
    asked(rig, qtbot)


def test_offline_it_waits_for_the_network(qtbot: QtBot) -> None:
    """After the first trouble nobody is asked before the network is there again."""
    rig = Rig(issuer_profile("a"), issuer_profile("b"))
    rig.start(a=jwt_of(), b=jwt_of())
    asked(rig, qtbot)
    rig.online = False
    answer(rig, jwt_of(), TransportError("offline", host="id.example"))
    rig.advance(HOUR / 4)
    settle(qtbot)
    assert rig.count(Op.INSPECT) == 1
    rig.online = True
    rig.engine.on_network_came()
    rig.advance(5)
    asked(rig, qtbot, 2)
    answer(rig, jwt_of(signature=GOOD))
    asked(rig, qtbot, 3)


def test_a_worker_that_dies_over_it_is_no_trouble(qtbot: QtBot) -> None:
    """What was known stays."""
    rig = Rig(issuer_profile())
    rig.start(api=jwt_of())
    asked(rig, qtbot)
    rig.fail(TokenTrayError("worker-died"), op=Op.INSPECT)
    assert rig.view().signature == WANTS
    assert rig.view().standing == Standing()


def test_who_asks_waits_for_it(qtbot: QtBot) -> None:
    """`show` joins what is on its way; where there is nothing to find out it waits for nobody."""
    rig = Rig(issuer_profile(), profile("other"))
    rig.start(api=jwt_of(), other=snapshot())
    heard: list[str] = []
    rig.engine.inspect("id-other", lambda: heard.append("other"))
    rig.engine.inspect("id-nobody", lambda: heard.append("nobody"))
    rig.engine.inspect("id-api", lambda: heard.append("api"))
    assert heard == ["other", "nobody"]
    asked(rig, qtbot)
    rig.engine.inspect("id-api", lambda: heard.append("joined"))
    answer(rig, jwt_of(signature=GOOD))
    assert heard == ["other", "nobody", "api", "joined"]
    rig.engine.inspect("id-api", lambda: heard.append("at once"))
    assert heard[-1] == "at once"
    assert rig.count(Op.INSPECT) == 1


def test_what_was_verified_is_not_for_ever(qtbot: QtBot) -> None:
    """A minute after its end a token is no good one any more, whoever checked it before."""
    rig = Rig(issuer_profile())
    rig.start(api=replace(jwt_of(signature=GOOD), claims={"exp": int(rig.clock()) + 100}))
    rig.step(159)
    assert rig.view().signature.state is SignatureState.VERIFIED
    rig.step(2)
    assert rig.view().signature.reason == "signature-expired"


def test_a_refresh_that_a_sign_out_overtook(qtbot: QtBot) -> None:
    """Its answer was not saved, and what is held goes with the vault's entry."""
    rig = Rig(issuer_profile())
    rig.start(api=jwt_of(signature=GOOD))
    rig.refresh(force=True)
    rig.engine.generation_seen("id-api", 2)
    assert not rig.pending(Op.LOAD)
    rig.fail(VaultConflict("vault-conflict"))
    rig.load(api=None)
    assert rig.view().state is State.EMPTY
    assert rig.view().snapshot is None
    settle(qtbot)
    assert rig.count(Op.INSPECT) == 0
