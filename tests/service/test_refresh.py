"""One refresh: what is kept, what is sent, what is remembered."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.answers import Answer, Literal
from tests.faults.endpoint import HostileEndpoint
from tests.service.bench import Bench, BrokenVault, Clock
from tokentray.core.errors import (
    ClientError,
    Denied,
    InputError,
    SignInNeeded,
    TransportError,
    VaultLocked,
)
from tokentray.core.handout import Format
from tokentray.core.jobs import Phase
from tokentray.core.tokens import Binding
from tokentray.service.facade import TokenService
from tokentray.service.refresh import Wish


class TestSuccess:
    """The server answers well."""

    def test_the_new_tokens_are_saved_before_they_are_told(self, bench: Bench) -> None:
        """Every phase in order, and the vault holds what the server gave last."""
        bench.add()
        profile = bench.give()
        done = bench.refresh(profile)
        assert (done.error, done.renewed) == (None, True)
        assert bench.phases == [
            Phase.WAITING_FOR_LOCK,
            Phase.LOCKED,
            Phase.INTENT_WRITTEN,
            Phase.SENT,
            Phase.RECEIVED,
            Phase.SAVED,
        ]
        assert bench.held(profile).refresh_token == bench.endpoint.grant.current_refresh_token
        assert done.snapshot is not None
        assert done.snapshot.access_token == bench.endpoint.grant.current_access_token
        entry = bench.vault.load(profile.id)
        assert entry is not None
        assert entry.intent is None

    def test_without_a_new_refresh_token_the_old_one_is_kept(self, bench: Bench) -> None:
        """RFC 6749 section 6: that is no sign-out."""
        bench.add()
        profile = bench.give()
        before = bench.held(profile).refresh_token
        bench.endpoint.script(Answer.rotate(without=["refresh_token"]))
        assert bench.refresh(profile).error is None
        assert bench.held(profile).refresh_token == before

    def test_the_same_tokens_again_are_accepted(self, bench: Bench) -> None:
        """A server may cache its answer."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(Answer.same_again())
        assert bench.refresh(profile).error is None

    @pytest.mark.parametrize(
        "value", [Literal("1e400"), Literal("NaN"), -1, "soon", [], Literal("1" * 4000)]
    )
    def test_a_bad_expires_in_never_costs_the_grant(self, bench: Bench, value: object) -> None:
        """The tokens are kept, the expiry is the JWT's, and the user is told."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(Answer.rotate(expires_in=value))
        done = bench.refresh(profile)
        assert done.error is None
        assert done.snapshot is not None
        assert done.snapshot.expires_at is not None
        assert "warn-expires-in-unusable" in [code for code, _ in done.snapshot.warnings]
        assert bench.held(profile).refresh_token == bench.endpoint.grant.current_refresh_token

    def test_the_clock_of_the_server_is_heard(self, bench: Bench, clock: Clock) -> None:
        """Ours is an hour behind: the expiry is the server's, the difference is said."""
        bench.add()
        profile = bench.give()
        slow = replace(bench.effects(), now=lambda: clock() - 3600)
        done = TokenService(slow, say_moment=str).refresh(profile, Wish(force=True))
        assert done.snapshot is not None
        assert abs(done.snapshot.clock_skew - 3600) <= 2
        assert done.snapshot.expires_at is not None
        assert abs(done.snapshot.expires_at - (clock() + 3600)) <= 5
        assert "warn-clock" in [code for code, _ in done.snapshot.warnings]

    def test_a_refresh_that_is_not_due_sends_nothing(self, bench: Bench) -> None:
        """By the schedule, or because somebody else won."""
        bench.add()
        profile = bench.give()
        done = bench.service.refresh(profile)
        assert (done.error, done.renewed, bench.endpoint.requests) == (None, False, ())

    def test_insisting_twice_in_a_second_sends_once(self, bench: Bench) -> None:
        """Single use of the refresh token survives an impatient finger."""
        bench.add()
        profile = bench.give()
        assert bench.refresh(profile).renewed
        assert not bench.refresh(profile).renewed
        assert len(bench.endpoint.requests) == 1


class TestLostAnswers:
    """The answer did not come through."""

    def test_a_lost_answer_is_asked_for_again_at_once(self, tmp_path: Path, clock: Clock) -> None:
        """With the same token: a server with a grace period gives the pair again."""
        with HostileEndpoint(grace=60, clock=clock) as endpoint:
            bench = Bench(tmp_path, endpoint, clock)
            bench.add()
            profile = bench.give()
            endpoint.script(Answer.reset_after(20))
            assert bench.refresh(profile).error is None
            assert endpoint.grants.replays == 0
            assert endpoint.grants.lost == 0
            assert bench.held(profile).refresh_token == endpoint.grant.current_refresh_token

    def test_a_request_that_was_never_read_is_sent_again(self, bench: Bench) -> None:
        """A server that never committed answers the second."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(Answer.drop())
        assert bench.refresh(profile).error is None

    def test_a_strict_server_costs_one_clear_notice(self, bench: Bench) -> None:
        """The grant was lost with the answer: it is said so, and nothing is sent any more."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(Answer.reset_after(20))
        done = bench.refresh(profile)
        assert isinstance(done.error, SignInNeeded)
        assert done.snapshot is not None
        assert done.snapshot.ended == "reason-lost"
        assert len(bench.endpoint.requests) == 2
        again = bench.refresh(profile)
        assert isinstance(again.error, SignInNeeded)
        assert len(bench.endpoint.requests) == 2

    def test_the_access_token_outlives_the_grant(self, bench: Bench) -> None:
        """It is handed out while it lives, with a warning."""
        bench.add()
        profile = bench.give()
        bench.endpoint.grant.end()
        bench.refresh(profile)
        given = bench.service.hand_out(profile, min_valid=None)
        assert given.text == bench.held(profile).access_token
        assert "sign-in" in given.warning

    def test_a_refresh_token_without_an_access_token_is_kept(self, bench: Bench) -> None:
        """And used for the one retry: else the rotated grant would be lost."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(Answer.rotate(without=["access_token"]))
        assert bench.refresh(profile).error is None
        sent = [request.refresh_token for request in bench.endpoint.requests]
        assert len(set(sent)) == 2
        assert bench.held(profile).refresh_token == bench.endpoint.grant.current_refresh_token

    def test_never_an_access_token_is_the_servers_failure(self, bench: Bench) -> None:
        """Code 7; the newest refresh token is saved, the old access token stays."""
        bench.add()
        profile = bench.give()
        before = bench.held(profile).access_token
        bench.endpoint.otherwise(Answer.rotate(without=["access_token"]))
        done = bench.refresh(profile)
        assert isinstance(done.error, TransportError)
        assert len(bench.endpoint.requests) == 2
        assert bench.held(profile).access_token == before
        assert bench.held(profile).refresh_token == bench.endpoint.grant.current_refresh_token


class TestFailures:
    """Transient or for good."""

    @pytest.mark.parametrize(
        "answer",
        [
            Answer.html(200),
            Answer.html(403),
            Answer.html(511),
            Answer.error("temporarily_unavailable", 503),
            Answer.empty(500),
            Answer.nested(),
            Answer.text("{", 200),
            Answer.redirect(307, "http://127.0.0.1:1/"),
        ],
    )
    def test_a_transient_failure_signs_nobody_out(self, bench: Bench, answer: Answer) -> None:
        """Tokens stay, the next try waits, a hand-out still gives what lives."""
        bench.add()
        profile = bench.give()
        before = bench.held(profile)
        bench.endpoint.otherwise(answer)
        done = bench.refresh(profile)
        assert isinstance(done.error, TransportError)
        assert (done.standing.failures, done.standing.final_looking) == (1, 0)
        assert done.standing.retry_at > bench.clock()
        assert bench.held(profile) == before
        assert bench.service.hand_out(profile, min_valid=None).text == before.access_token

    def test_the_back_off_is_kept_by_the_next_process(self, bench: Bench) -> None:
        """It lies in the history; a person who insists does not wait."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(Answer.empty(503))
        bench.refresh(profile)
        waiting = bench.service.refresh(profile, Wish(min_valid=7000))
        assert waiting.error is not None
        assert waiting.error.code == "waits"
        assert len(bench.endpoint.requests) == 1
        assert bench.refresh(profile).error is None

    def test_retry_after_is_honoured(self, bench: Bench) -> None:
        """In seconds; longer than our own back-off."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(Answer.retry_after(429, 600))
        done = bench.refresh(profile)
        assert 590 < done.standing.retry_at - bench.clock() <= 600

    def test_three_final_looking_answers_are_a_suspicion(self, bench: Bench, clock: Clock) -> None:
        """Tried once an hour; tokens kept; one success clears it."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(*[Answer.empty(400)] * 3)
        for _ in range(3):
            done = bench.refresh(profile)
        assert done.standing.uncertain
        assert 3500 < done.standing.retry_at - clock() <= 3600
        good = bench.refresh(profile)
        assert good.error is None
        assert not good.standing.uncertain

    def test_invalid_grant_ends_it(self, bench: Bench) -> None:
        """One request, one verdict, and it is remembered."""
        bench.add()
        profile = bench.give()
        bench.endpoint.grant.end()
        done = bench.refresh(profile)
        assert isinstance(done.error, SignInNeeded)
        assert done.snapshot is not None
        assert done.snapshot.ended == "reason-invalid-grant"
        assert len(bench.endpoint.requests) == 1
        again = bench.load(profile).snapshot
        assert again is not None
        assert again.ended == "reason-invalid-grant"

    def test_an_import_begins_anew(self, bench: Bench) -> None:
        """After the end of a grant."""
        bench.add()
        profile = bench.give()
        bench.endpoint.grant.end()
        bench.refresh(profile)
        fresh = bench.endpoint.grants.open("again")
        bench.give(response=fresh.response)
        assert bench.refresh(profile).error is None

    def test_a_profile_that_the_server_calls_wrong_keeps_its_tokens(self, bench: Bench) -> None:
        """Code 9, tried again in an hour."""
        bench.add()
        profile = bench.give()
        bench.endpoint.script(Answer.error("invalid_client", 401))
        done = bench.refresh(profile)
        assert isinstance(done.error, ClientError)
        assert bench.refresh(profile).error is None

    def test_another_account_is_neither_used_nor_shown(self, bench: Bench) -> None:
        """OIDC Core section 12.2: the profile needs a sign-in."""
        bench.add()
        profile = bench.give()
        before = bench.held(profile).access_token
        bench.endpoint.script(Answer.rotate(claims={"sub": "somebody-else"}))
        done = bench.refresh(profile)
        assert isinstance(done.error, SignInNeeded)
        assert done.snapshot is not None
        assert (done.snapshot.access_token, done.snapshot.ended) == (
            before,
            "reason-account-changed",
        )


class TestNothingIsSent:
    """What has to be right before a request."""

    def test_a_changed_endpoint_gets_nothing(self, bench: Bench) -> None:
        """The tokens are bound to where they came from; the old place works again."""
        bench.add()
        profile = bench.give()
        with HostileEndpoint() as elsewhere:
            bench.profiles.set("api", "endpoints", {"token": elsewhere.url})
            moved = bench.service.profile("api")
            done = bench.refresh(moved)
            assert isinstance(done.error, SignInNeeded)
            assert "changed from" in done.error.title
            assert elsewhere.requests == ()
        bench.profiles.set("api", "endpoints", {"token": bench.endpoint.url})
        assert bench.refresh(profile).error is None

    def test_tokens_of_another_computer_are_not_used(self, bench: Bench) -> None:
        """Two machines that rotate one grant end it for both."""
        bench.add()
        profile = bench.give()
        other = TokenService(bench.effects(machine="other"), say_moment=str)
        done = other.refresh(profile, Wish(force=True))
        assert isinstance(done.error, SignInNeeded)
        assert "another computer" in done.error.title
        assert bench.endpoint.requests == ()

    def test_without_a_rule_nothing_can_be_sent(self, bench: Bench) -> None:
        """A profile that an import made."""
        profile = bench.give("plain")
        done = bench.refresh(profile)
        assert isinstance(done.error, InputError)
        assert done.error.code == "no-refresh-rule"

    def test_a_missing_secret_is_named(self, bench: Bench) -> None:
        """Before the intent is written."""
        refresh = {
            "url": bench.endpoint.url,
            "fields": {
                "refresh_token": "{refresh_token}",
                "key": "{secret:client_key}",
            },
        }
        bench.add(refresh=refresh)
        profile = bench.give()
        done = bench.refresh(profile)
        assert done.error is not None
        assert done.error.code == "secret-missing"
        assert Phase.INTENT_WRITTEN not in bench.phases
        bench.service.set_secret(profile, "client_key", "k3y")
        bench.endpoint.script(Answer.rotate())
        assert bench.refresh(profile).error is None
        assert bench.endpoint.requests[-1].fields["key"] == "k3y"

    def test_a_secret_stays_with_its_endpoint(self, bench: Bench) -> None:
        """Another origin gets it only after it was set again."""
        bench.add(client_auth="client_secret_post")
        profile = bench.give()
        bench.vault.set_secret(
            profile.id, "client_secret", "s", Binding(origin="https://old.example:443")
        )
        done = bench.refresh(profile)
        assert done.error is not None
        assert done.error.code == "secret-other-endpoint"
        assert bench.endpoint.requests == ()

    def test_no_intent_no_request(self, bench: Bench) -> None:
        """A store that cannot be written could not keep the answer either."""
        bench.add()
        profile = bench.give()
        broken = BrokenVault(bench.vault, lambda _: VaultLocked("vault-locked"))
        service = TokenService(bench.effects(vault=broken), say_moment=str)
        with pytest.raises(VaultLocked):
            service.refresh(profile, Wish(force=True))
        assert bench.endpoint.requests == ()


class TestSaving:
    """The answer is here, the vault does not take it."""

    def test_it_is_tried_again_until_it_is_saved(self, bench: Bench) -> None:
        """Nothing is told before."""
        bench.add()
        profile = bench.give()
        broken = BrokenVault(
            bench.vault, lambda n: VaultLocked("vault-locked") if n in (2, 3) else None
        )
        service = TokenService(bench.effects(vault=broken), say_moment=str)
        done = service.refresh(profile, Wish(force=True), bench.phases.append)
        assert done.error is None
        assert bench.phases[-3:] == [Phase.UNSAVED, Phase.UNSAVED, Phase.SAVED]
        assert len(bench.patience) == 2
        assert bench.held(profile).refresh_token == bench.endpoint.grant.current_refresh_token

    def test_the_end_of_patience_is_an_error(self, bench: Bench) -> None:
        """For a command; the running program's worker has no end of it."""
        bench.add()
        profile = bench.give()
        broken = BrokenVault(bench.vault, lambda n: VaultLocked("vault-locked") if n > 1 else None)
        service = TokenService(bench.effects(vault=broken), say_moment=str)
        with pytest.raises(VaultLocked):
            service.refresh(profile, Wish(force=True))

    def test_an_interrupted_refresh_is_told_apart(self, bench: Bench) -> None:
        """A crash after sending leaves the intent; a later end of the grant says why."""
        bench.add()
        profile = bench.give()
        broken = BrokenVault(bench.vault, lambda n: VaultLocked("vault-locked") if n > 1 else None)
        service = TokenService(bench.effects(vault=broken), say_moment=str)
        with pytest.raises(VaultLocked):
            service.refresh(profile, Wish(force=True))
        done = bench.refresh(profile)
        assert done.snapshot is not None
        assert done.snapshot.ended == "reason-lost"


def test_a_hand_out_refreshes_first(bench: Bench, clock: Clock) -> None:
    """Then gives what came, in the form that was asked for."""
    bench.add()
    profile = bench.give()
    clock.offset += 3580
    given = bench.service.hand_out(profile, min_valid=None, form=Format.HEADER)
    assert given.text == f"Authorization: Bearer {bench.endpoint.grant.current_access_token}"
    assert len(bench.endpoint.requests) == 1


def test_a_clock_that_was_set_back_does_not_stretch_a_wait(bench: Bench, clock: Clock) -> None:
    """A wait of more than a day is none of ours."""
    bench.add()
    profile = bench.give()
    bench.endpoint.script(Answer.retry_after(503, 60))
    bench.refresh(profile)
    clock.offset -= 30 * 86_400
    done = bench.service.refresh(profile, Wish(min_valid=40 * 86_400))
    assert done.error is None
    assert len(bench.endpoint.requests) == 2


def test_a_profile_that_asks_for_consent_is_served_by_the_program_alone(bench: Bench) -> None:
    """Code 8 without it: nobody is there to be asked."""
    bench.add(confirm="first")
    profile = bench.give()
    with pytest.raises(Denied) as caught:
        bench.service.hand_out(profile, min_valid=None)
    assert caught.value.exit_code == 8


@pytest.mark.parametrize("answers", [[True], [False, True]])
def test_nothing_is_handed_out_while_it_is_locked(bench: Bench, answers: list[bool]) -> None:
    """Code 8, also where it was locked while the refresh was on its way."""
    bench.add()
    profile = bench.give()
    service = TokenService(bench.effects(is_locked=lambda: answers.pop(0)), say_moment=str)
    with pytest.raises(Denied) as caught:
        service.hand_out(profile, min_valid=None)
    assert (caught.value.exit_code, answers) == (8, [])


def test_a_dry_run_shows_no_secret(bench: Bench) -> None:
    """Neither of the grant nor of the profile."""
    bench.add(client_auth="client_secret_basic")
    profile = bench.give()
    bench.service.set_secret(profile, "client_secret", "s3cret-value")
    shown = bench.service.dry_run(profile)
    text = repr(shown)
    assert shown.url == bench.endpoint.url
    assert "-hidden-" in text
    for secret in (bench.held(profile).refresh_token, bench.held(profile).access_token):
        assert secret is not None
        assert secret not in text
    assert "s3cret" not in text
    assert bench.endpoint.requests == ()


@pytest.mark.parametrize("size", range(0, 600, 23))
def test_a_cut_at_any_byte_loses_nothing_in_the_grace(
    tmp_path: Path, clock: Clock, size: int
) -> None:
    """Head and body alike; the number of requests stays two."""
    with HostileEndpoint(grace=60, clock=clock) as endpoint:
        bench = Bench(tmp_path, endpoint, clock)
        bench.add()
        profile = bench.give()
        endpoint.script(Answer.reset_after(size))
        assert bench.refresh(profile).error is None
        assert len(endpoint.requests) <= 2
        assert (endpoint.grants.lost, endpoint.grants.replays) == (0, 0)


def test_the_save_comes_quickly_after_the_answer(bench: Bench) -> None:
    """The window in which a strict server's token could be lost is short."""
    bench.add()
    profile = bench.give()
    moments: dict[Phase, float] = {}

    def note(phase: Phase) -> None:
        moments[phase] = time.monotonic()

    bench.service.refresh(profile, Wish(force=True), note)
    assert moments[Phase.SAVED] - moments[Phase.RECEIVED] < 0.25
