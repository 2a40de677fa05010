"""What the token before said: held in memory for whoever compares, and let go in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pytestqt.qtbot import QtBot

from tests.agent.rig import Rig, profile, snapshot
from tokentray.agent.held import Previous
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.jobs import Op

CLAIMS = {"roles": ["admin"]}


def refreshed(rig: Rig, generation: int = 2, **claims: Any) -> None:
    """Have a refresh land that brought a token with these claims."""
    rig.clock.at += 2
    rig.refresh(force=True)
    rig.land(snapshot(rig.clock(), generation=generation, claims=claims or None))


def test_the_token_before_is_there_after_a_refresh(qtbot: QtBot) -> None:
    """Of the program's own time only, and one that says nothing takes no other's place."""
    rig = Rig(profile())
    first = snapshot(claims=CLAIMS)
    rig.start(api=first)
    assert rig.engine.previous("id-api") is None
    refreshed(rig, roles=["viewer"])
    assert rig.engine.previous("id-api") == Previous(CLAIMS, first.obtained_at)
    rig.engine.reload(["id-api"])
    rig.load(api=snapshot(rig.clock(), generation=2, claims={"roles": ["viewer"]}))
    assert rig.engine.previous("id-api") == Previous(CLAIMS, first.obtained_at)
    refreshed(rig, 3)
    refreshed(rig, 4)
    previous = rig.engine.previous("id-api")
    assert previous is not None
    assert previous.claims == {"roles": ["viewer"]}
    assert "viewer" not in repr(previous)
    assert rig.engine.previous("nobody") is None


def test_it_goes_with_the_tokens(qtbot: QtBot) -> None:
    """After a sign-out nothing is known of them."""
    rig = Rig(profile())
    rig.start(api=snapshot(claims=CLAIMS))
    refreshed(rig, roles=[])
    rig.engine.reload(["id-api"])
    rig.load(api=None)
    assert rig.engine.previous("id-api") is None


def test_it_goes_when_locked(qtbot: QtBot) -> None:
    """And does not come back."""
    rig = Rig(profile())
    rig.start(api=snapshot(claims=CLAIMS))
    refreshed(rig, roles=[])
    rig.engine.gate.lock()
    assert rig.engine.previous("id-api") is None
    rig.engine.gate.unlock()
    assert rig.engine.previous("id-api") is None


def test_a_pasted_token_is_a_workers_business(qtbot: QtBot) -> None:
    """The program itself decodes nothing."""
    rig = Rig(profile())
    heard: list[Mapping[str, Any] | TokenTrayError] = []
    rig.engine.decode("eyJ", heard.append)
    job = rig.take(Op.DECODE)
    assert job.fields == {"text": "eyJ"}
    job.done({"claims": CLAIMS})
    rig.engine.decode("x", heard.append)
    rig.fail(InputError("token-opaque"), op=Op.DECODE)
    assert heard[0] == CLAIMS
    assert isinstance(heard[1], InputError)
