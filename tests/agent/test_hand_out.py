"""Handing out and refreshing on request: joined, once a call, within the contract's table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agent.rig import HOUR, START, Asker, Rig, profile, snapshot
from tests.agent.test_engine import OFFLINE, failed, started
from tokentray.core.errors import (
    ClientError,
    InputError,
    SignInNeeded,
    TokenTrayError,
    TransportError,
    VaultLocked,
)
from tokentray.core.jobs import Op
from tokentray.core.snapshot import Snapshot

pytestmark = pytest.mark.usefixtures("qtbot")


def test_memory_answers_at_once() -> None:
    """A token that lives long enough is given without any worker."""
    rig = started()
    asker = rig.ask()

    assert asker.token == "token-1"
    assert rig.count(Op.REFRESH) == 0


def test_what_is_told_of_a_token() -> None:
    """The answer says the server's expiry and the seconds that are left by the corrected clock."""
    rig = started(held=snapshot(START + 600, clock_skew=600))
    rig.clock.at += 100
    (given_out,) = rig.ask().answers

    assert not isinstance(given_out, TokenTrayError)
    assert given_out is not None
    assert given_out.expires_at == START + 600 + HOUR
    assert given_out.lives_for == HOUR - 100
    assert "token-1" not in repr(given_out)


def test_nobody_of_this_id() -> None:
    """An unknown id is code 4, for a token and for a refresh."""
    rig = started()

    assert rig.ask("other").code == "no-such-profile"
    assert rig.refresh("other").code == "no-such-profile"


def test_an_empty_profile_says_so() -> None:
    """Without a token there is nothing to give."""
    rig = Rig(profile())
    rig.start(api=None)

    assert rig.ask().code == "empty"


def test_a_thousand_callers_are_one_refresh() -> None:
    """Everybody who asks while a refresh is on its way gets what it brings."""
    rig = started()
    rig.clock.at += HOUR - 30
    askers = [rig.ask() for _ in range(1000)]

    rig.land(snapshot(rig.clock(), generation=2))

    assert {asker.token for asker in askers} == {"token-2"}
    assert rig.count(Op.REFRESH) == 1


def test_the_asked_life_is_passed_on() -> None:
    """The worker refreshes only where less than the caller wants is left."""
    rig = started()
    rig.ask(min_valid=3601)

    assert rig.take(Op.REFRESH).fields["min_valid"] == 3601


def test_a_call_right_after_a_refresh_gets_its_token() -> None:
    """A token that was just obtained is the best there is: nobody asks the server again."""
    rig = started()
    first = rig.ask(min_valid=7200)
    rig.land(snapshot(rig.clock(), generation=2))
    assert first.code == "too-short"

    rig.clock.at += 0.5
    assert rig.ask(min_valid=7200).code == "too-short"
    assert rig.count(Op.REFRESH) == 1

    rig.clock.at += 0.6
    rig.ask(min_valid=7200)
    assert rig.count(Op.REFRESH) == 2


def test_joining_a_refresh_that_asked_for_less() -> None:
    """If what was joined found nothing to do, a caller who wants more gets its own refresh."""
    rig = started()
    rig.refresh()
    demanding = rig.ask(min_valid=3601)
    rig.land(snapshot(), renewed=False)
    assert not demanding.answers

    assert rig.take(Op.REFRESH).fields["min_valid"] == 3601


def test_a_failed_refresh_gives_what_lives_with_a_warning() -> None:
    """Offline with a living token: it is given, and the trouble is named."""
    rig = started()
    rig.clock.at += HOUR - 30
    asker = rig.ask()
    rig.land(snapshot(), error=OFFLINE, standing=failed(rig, 60))

    assert asker.token == "token-1"
    assert "id.example" in asker.warning


def test_a_back_off_is_not_cut_short_by_a_request() -> None:
    """While a failure is waited out a request gets that failure, not another try."""
    rig = started()
    rig.clock.at += HOUR + 10
    first = rig.ask()
    rig.land(snapshot(), error=OFFLINE, standing=failed(rig, 60))
    assert first.code == "offline"
    rig.clock.at += 30

    assert rig.ask().code == "offline"
    assert rig.count(Op.REFRESH) == 1

    rig.clock.at += 31
    rig.ask()
    assert rig.count(Op.REFRESH) == 2


def test_a_remembered_mistake_keeps_its_code() -> None:
    """A profile that the server calls wrong is code 9 while it is waited out, too."""
    rig = started()
    rig.clock.at += HOUR + 10
    rig.ask()
    wrong = ClientError("invalid-client", name="api", error="invalid_client")
    rig.land(snapshot(), error=wrong, standing=failed(rig, 3600, "invalid-client"))
    rig.clock.at += 30
    asker = rig.ask()

    assert asker.code == "invalid-client"
    assert isinstance(asker.answers[0], ClientError)


def test_a_person_who_insists_waits_for_nothing() -> None:
    """`force` passes over a back-off, and says so to the worker."""
    rig = started()
    rig.advance(3300)
    rig.land(snapshot(), error=OFFLINE, standing=failed(rig, 900))
    rig.clock.at += 2

    rig.refresh(force=True)

    assert rig.take(Op.REFRESH).fields["force"] is True


def test_insisting_is_once_a_second() -> None:
    """However often somebody clicks, the server hears of it once a second."""
    rig = started()
    askers = [rig.refresh(force=True) for _ in range(5)]
    rig.land(snapshot(rig.clock(), generation=2))
    askers += [rig.refresh(force=True) for _ in range(5)]

    assert rig.count(Op.REFRESH) == 1
    assert all(asker.answers == [None] for asker in askers)


def test_a_mended_profile_is_tried_at_once() -> None:
    """What was wrong a moment ago says nothing of the profile as it is now."""
    rig = started()
    rig.refresh(force=True)
    rig.land(snapshot(), error=InputError("no-refresh-rule", name="api"))
    rig.edit(profile(warn_before=10))
    rig.load(api=snapshot())
    asker = rig.refresh()
    rig.land(snapshot())

    assert asker.answers == [None]


def test_a_refresh_tells_how_it_ended() -> None:
    """Who asks for a refresh hears its error."""
    rig = started()
    asker = rig.refresh()
    over = SignInNeeded("sign-in-needed", name="api", reason="x")
    rig.land(snapshot(ended="reason-invalid-grant"), error=over)

    assert asker.code == "sign-in-needed"


def test_a_refresh_that_the_keyring_stopped() -> None:
    """A locked keyring is code 6 for a dead token, and a warning for a living one."""
    rig = started()
    rig.clock.at += HOUR - 30
    alive = rig.ask()
    rig.fail(VaultLocked("vault-locked"))
    rig.clock.at += 60
    dead = rig.ask()
    rig.fail(VaultLocked("vault-locked"))

    assert "locked" in alive.warning
    assert dead.code == "vault-locked"


def test_a_token_that_no_header_may_carry() -> None:
    """Line ends in an access token are refused wherever they come from."""
    rig = started(held=snapshot(access_token="a\r\nX-Evil: 1"))

    assert rig.ask().code == "bad-token-characters"


def test_a_worker_that_cannot_be_started_is_said() -> None:
    """An installation without its worker is an answer, not a silence."""
    rig = started()
    rig.clock.at += HOUR + 10
    asker = rig.ask()
    rig.fail(TokenTrayError("worker-not-started"))

    assert asker.code == "worker-not-started"


@given(
    calls=st.lists(st.sampled_from([None, 0.0, 30.0, 301.0, 7200.0]), min_size=1, max_size=8),
    age=st.floats(0, 7200),
    outcome=st.sampled_from(["renewed", "nothing", "offline", "died"]),
)
@settings(max_examples=60, deadline=None)
def test_every_call_is_answered_once(calls: list[float | None], age: float, outcome: str) -> None:
    """Whatever is asked and however it goes, each caller hears exactly once, by few refreshes."""
    rig = started()
    rig.clock.at += age
    askers: list[Asker] = [rig.ask(min_valid=wanted) for wanted in calls]
    for _ in range(20):
        if not rig.pending(Op.REFRESH):
            break
        _land(rig, outcome)

    assert all(len(asker.answers) == 1 for asker in askers)
    assert rig.count(Op.REFRESH) <= len(calls)
    for asker in askers:
        assert _is_alive(rig, asker)


def _land(rig: Rig, outcome: str) -> None:
    old: Snapshot = snapshot()
    if outcome == "renewed":
        rig.land(snapshot(rig.clock(), 300, generation=2))
    elif outcome == "nothing":
        rig.land(old, renewed=False)
    elif outcome == "offline":
        rig.land(old, error=TransportError("offline", host="h"), standing=failed(rig, 60))
    else:
        rig.fail(TokenTrayError("worker-died"))


def _is_alive(rig: Rig, asker: Asker) -> bool:
    (answer,) = asker.answers
    if answer is None or isinstance(answer, TokenTrayError):
        return True
    return answer.lives_for is not None and answer.lives_for > 5
