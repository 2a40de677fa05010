"""Who gets the access token: the contract's table, row by row."""

from __future__ import annotations

import itertools
import json
import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import SignInNeeded, TransportError, VaultLocked
from tokentray.core.handout import Decision, Format, Step, Want, decide, format_token
from tokentray.core.snapshot import Snapshot, Standing, facts_of
from tokentray.core.state import State, state_of

NOW = 1_758_729_000.0
FAILING = Standing(failures=1, problem="offline", problem_arguments={"host": "id.example"})


def token(left: float | None, *, lifetime: int = 3600, refreshable: bool = True) -> Snapshot:
    """Return a held token with so many seconds left."""
    expires_at = None if left is None else int(NOW + left)
    obtained = int(NOW) if left is None else int(NOW + left - lifetime)
    return Snapshot(
        1,
        "tok",
        expires_at=expires_at,
        obtained_at=obtained,
        has_refresh_token=refreshable,
    )


def ask(
    snapshot: Snapshot | None,
    standing: Standing | None = None,
    *,
    min_valid: float | None = None,
    refreshed: bool = False,
    failure: TransportError | None = None,
    locked: bool = False,
) -> Decision:
    """Decide for a profile that has a rule to refresh by."""
    standing = standing or Standing()
    facts = facts_of(snapshot, standing, has_refresh_rule=True, locked=locked)
    want = Want("api", min_valid, refreshed=refreshed, failure=failure)
    return decide(want, snapshot, standing, facts, NOW)


def ended(snapshot: Snapshot) -> Snapshot:
    """Return the same token of a grant that is certainly over."""
    return Snapshot(
        1,
        snapshot.access_token,
        expires_at=snapshot.expires_at,
        obtained_at=snapshot.obtained_at,
        has_refresh_token=True,
        ended="reason-invalid-grant",
    )


class TestTable:
    """State by state."""

    def test_empty_needs_a_sign_in(self) -> None:
        """Code 5, with and without the option."""
        for min_valid in (None, 60.0):
            decision = ask(None, min_valid=min_valid)
            assert isinstance(decision.error, SignInNeeded)

    def test_valid_is_given(self) -> None:
        """Without a word."""
        assert ask(token(600)) == Decision(Step.GIVE)
        assert ask(token(600), min_valid=600) == Decision(Step.GIVE)

    @pytest.mark.parametrize("min_valid", [None, 60.0, 900.0])
    def test_too_little_left_is_refreshed_first(self, min_valid: float | None) -> None:
        """A minute by itself, what was asked for otherwise."""
        assert ask(token(59), min_valid=min_valid).step is Step.REFRESH

    def test_the_usual_minute_is_never_over_a_third_of_the_life(self) -> None:
        """A token of 90 s is given while 30 are left."""
        assert ask(token(30, lifetime=90)).step is Step.GIVE
        assert ask(token(29, lifetime=90)).step is Step.REFRESH

    def test_what_cannot_be_refreshed_is_given_while_it_lives(self) -> None:
        """Best effort without the option, strict with it."""
        assert ask(token(20, refreshable=False)).step is Step.GIVE
        decision = ask(token(20, refreshable=False), min_valid=60)
        assert isinstance(decision.error, TransportError)
        assert decision.error.exit_code == 7

    def test_expired_without_a_way_to_refresh_needs_a_sign_in(self) -> None:
        """Code 5."""
        decision = ask(token(-1, refreshable=False))
        assert isinstance(decision.error, SignInNeeded)
        assert decision.error.code == "expired-for-good"

    def test_expired_is_refreshed(self) -> None:
        """Then printed, or the failure of the refresh is the answer."""
        assert ask(token(-1)).step is Step.REFRESH
        failure = TransportError("offline", host="id.example")
        assert ask(token(-1), refreshed=True, failure=failure).error is failure

    def test_offline_gives_what_lives_with_a_warning(self) -> None:
        """The warning names the trouble."""
        decision = ask(token(600), FAILING)
        assert decision.step is Step.GIVE
        assert "id.example" in decision.warning

    def test_a_failed_refresh_gives_what_lives_with_a_warning(self) -> None:
        """Under a minute left, and the network is gone."""
        failure = TransportError("offline", host="id.example")
        decision = ask(token(30), refreshed=True, failure=failure)
        assert decision.step is Step.GIVE
        assert decision.warning == failure.title

    def test_a_failed_refresh_is_the_answer_to_a_strict_request(self) -> None:
        """Code 7."""
        failure = TransportError("offline", host="id.example")
        assert ask(token(30), min_valid=60, refreshed=True, failure=failure).error is failure

    def test_an_ended_grant_gives_what_lives_with_a_warning(self) -> None:
        """And asks nobody for anything."""
        decision = ask(ended(token(600)))
        assert decision.step is Step.GIVE
        assert "sign-in" in decision.warning

    @pytest.mark.parametrize(("left", "min_valid"), [(-1, None), (3, None), (30, 60.0)])
    def test_an_ended_grant_needs_a_sign_in_for_more(
        self, left: float, min_valid: float | None
    ) -> None:
        """Code 5."""
        decision = ask(ended(token(left)), min_valid=min_valid)
        assert isinstance(decision.error, SignInNeeded)

    def test_a_suspicion_is_not_pressed_either(self) -> None:
        """Three final-looking answers: tokens are kept, and a request sends nothing."""
        standing = Standing(failures=3, final_looking=3)
        assert isinstance(ask(token(-1), standing).error, SignInNeeded)

    def test_locked_without_memory_is_code_6(self) -> None:
        """With memory the keyring does not matter."""
        decision = ask(None, locked=True)
        assert isinstance(decision.error, VaultLocked)
        assert decision.error.exit_code == 6
        assert ask(token(600), locked=True) == Decision(Step.GIVE)

    @pytest.mark.parametrize(
        ("age", "min_valid", "step"),
        [
            (299, None, Step.GIVE),
            (301, None, Step.REFRESH),
            (59, 60.0, Step.GIVE),
            (61, 60.0, Step.REFRESH),
        ],
    )
    def test_an_unknown_expiry_is_refreshed_by_age(
        self, age: int, min_valid: float | None, step: Step
    ) -> None:
        """Older than `fallback_lifetime`, or than a minute for a strict request."""
        snapshot = Snapshot(1, "tok", obtained_at=int(NOW) - age, has_refresh_token=True)
        assert ask(snapshot, min_valid=min_valid).step is step

    def test_a_server_of_short_tokens_is_named(self) -> None:
        """One refresh is the limit, and what came is the best there is."""
        decision = ask(token(300, lifetime=300), min_valid=600, refreshed=True)
        assert decision.error is not None
        assert decision.error.title == "The server gives tokens of 300 s, too short for 600 s."


@given(
    left=st.none() | st.floats(-1e4, 1e4),
    lifetime=st.integers(1, 10**5),
    min_valid=st.none() | st.floats(0, 1e5),
    refreshed=st.booleans(),
    refreshable=st.booleans(),
    failures=st.integers(0, 4),
    over=st.booleans(),
)
def test_an_expired_token_is_never_given(
    left: float | None,
    lifetime: int,
    min_valid: float | None,
    refreshed: bool,
    refreshable: bool,
    failures: int,
    over: bool,
) -> None:
    """Whatever holds; a strict request gets what it asked for; a second refresh never happens."""
    snapshot = token(left, lifetime=lifetime, refreshable=refreshable)
    snapshot = ended(snapshot) if over else snapshot
    standing = Standing(failures=failures, final_looking=failures)
    decision = ask(snapshot, standing, min_valid=min_valid, refreshed=refreshed)
    if decision.step is Step.GIVE and snapshot.expires_at is not None:
        assert snapshot.expires_at - NOW > 5
        assert min_valid is None or snapshot.expires_at - NOW >= min_valid
    if decision.step is Step.REFRESH:
        assert not refreshed
        facts = facts_of(snapshot, standing, has_refresh_rule=True)
        assert state_of(facts, NOW, 0) is not State.SIGN_IN_NEEDED
    assert (decision.error is not None) == (decision.step is Step.REFUSE)


class TestFormats:
    """How a token is written."""

    @pytest.mark.parametrize(
        ("form", "text"),
        [
            (Format.RAW, "tok"),
            (Format.BEARER, "Bearer tok"),
            (Format.HEADER, "Authorization: Bearer tok"),
            (Format.HEADERS_JSON, '{"Authorization": "Bearer tok"}'),
            (Format.CURL, 'header = "Authorization: Bearer tok"'),
            (Format.ENV, "export ACCESS_TOKEN='tok'"),
        ],
    )
    def test_each_form(self, form: Format, text: str) -> None:
        """As the contract writes them, without a line end."""
        assert format_token(token(600), form) == text

    def test_json(self) -> None:
        """With the absolute expiry."""
        assert json.loads(format_token(token(600), Format.JSON)) == {
            "version": 1,
            "access_token": "tok",
            "token_type": "Bearer",
            "expires_at": int(NOW) + 600,
        }

    @given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1))
    def test_a_shell_reads_back_what_was_written(self, access_token: str) -> None:
        """Quotes and backslashes survive `eval`."""
        text = format_token(Snapshot(1, access_token), Format.ENV)
        assert shlex.split(text) == ["export", f"ACCESS_TOKEN={access_token}"]

    def test_a_real_shell_agrees(self) -> None:
        """With every character that a token may hold."""
        access_token = "".join(map(chr, range(0x21, 0x7F)))
        script = format_token(Snapshot(1, access_token), Format.ENV) + '; printf %s "$ACCESS_TOKEN"'
        done = subprocess.run(["/bin/sh"], input=script, capture_output=True, text=True, check=True)
        assert done.stdout == access_token


def test_every_pair_of_facts_has_one_answer() -> None:
    """No combination falls through the table."""
    flags = itertools.product([False, True], repeat=4)
    lives = [None, -1.0, 3.0, 30.0, 600.0]
    for left, (refreshable, over, locked, refreshed) in itertools.product(lives, flags):
        snapshot = token(left, refreshable=refreshable)
        snapshot = ended(snapshot) if over else snapshot
        assert ask(snapshot, locked=locked, refreshed=refreshed).step in Step
