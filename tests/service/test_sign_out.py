"""Signing out: told where it can be, forgotten in any case, and nothing comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest

from tests.faults.answers import Answer, Gate
from tests.faults.site import Page, Visit
from tests.service.bench import Bench, Clock
from tests.service.issuer import METADATA, REVOKE, Issuer
from tokentray.core.errors import (
    ClientError,
    TransportError,
    VaultConflict,
    VaultEntryNewer,
    VaultLocked,
    VaultUnavailable,
)
from tokentray.core.jobs import Phase
from tokentray.core.profile import Profile
from tokentray.core.tokens import Binding
from tokentray.service.facade import TokenService
from tokentray.service.sign_out import SignedOut
from tokentray.storage.history import EventKind

GONE = Page()
CANNOT = "the server can't be told; the access token lives until <"


def held(bench: Bench, issuer: Issuer, *names: str, **table: Any) -> Profile:
    """Return a profile of the issuer that holds two tokens; `names` are its endpoints."""
    issuer.serve_metadata(*(names or ("revocation",)))
    bench.profiles.add("api", {"client_id": "tokentray", "issuer": issuer.origin, **table})
    response = {"access_token": "the-access", "refresh_token": "the-refresh", "expires_in": 3600}
    return bench.give(response=response)


def refuse(word: str, status: int = 400) -> Page:
    """Return an error answer (RFC 6749 section 5.2)."""
    return Page.json({"error": word}, status)


def by_hint(**replies: Page) -> Callable[[Visit], Page]:
    """Answer by the kind of token that is to be revoked."""
    return lambda visit: replies[visit.fields["token_type_hint"]]


def sign_out(bench: Bench, profile: Profile, **changes: Any) -> SignedOut:
    """Sign out, and check what must be so however it went."""
    service = TokenService(bench.effects(**changes), lambda moment: f"<{moment:.0f}>")
    before = (bench.folders.generations / profile.id).read_text()
    done = service.sign_out(profile, bench.phases.append)
    assert bench.vault.load(profile.id) is None
    assert int((bench.folders.generations / profile.id).read_text()) > int(before)
    assert bench.history.events(profile.id)[0].kind is EventKind.SIGNED_OUT
    assert bench.service.profile("api") == profile
    return done


class TestTelling:
    """What the server is told, and what it may answer."""

    def test_the_refresh_token_is_revoked_first(self, bench: Bench, issuer: Issuer) -> None:
        """Then the access token, each with its hint, to the endpoint that the metadata names."""
        profile = held(bench, issuer)
        issuer.put(REVOKE, GONE)
        done = sign_out(bench, profile)
        assert done == SignedOut(("api is signed out; the server revoked its tokens.",))
        assert [one.fields for one in issuer.at(REVOKE)] == [
            {"token": "the-refresh", "token_type_hint": "refresh_token", "client_id": "tokentray"},
            {"token": "the-access", "token_type_hint": "access_token", "client_id": "tokentray"},
        ]

    def test_the_client_shows_itself(self, bench: Bench, issuer: Issuer) -> None:
        """As at the token endpoint."""
        profile = held(bench, issuer, client_auth="client_secret_post")
        bench.service.set_secret(profile, "client_secret", "s3cret")
        issuer.put(REVOKE, GONE)
        assert sign_out(bench, profile).error is None
        assert issuer.at(REVOKE)[0].fields["client_secret"] == "s3cret"
        assert bench.service.secret_names(profile) == ("client_secret",)

    def test_no_endpoint(self, bench: Bench, issuer: Issuer) -> None:
        """Is no failure: nobody could do more."""
        done = sign_out(bench, held(bench, issuer, "userinfo"))
        assert done.error is None
        assert done.sentences[0].startswith(f"api is signed out here; {CANNOT}")

    def test_no_issuer_at_all(self, bench: Bench, issuer: Issuer) -> None:
        """An imported token of nobody in particular."""
        profile = bench.give(response={"access_token": "opaque", "expires_in": 60})
        done = sign_out(bench, profile)
        assert done.error is None
        assert CANNOT in done.sentences[0]

    @pytest.mark.parametrize(
        "answer",
        [
            refuse("invalid_client", 401),
            refuse("unauthorized_client"),
            Page(403),
            Page(404),
            Page(405),
        ],
    )
    def test_public_clients_refused(self, bench: Bench, issuer: Issuer, answer: Page) -> None:
        """The same sentence; and the access token is not sent in vain."""
        profile = held(bench, issuer)
        issuer.put(REVOKE, answer)
        done = sign_out(bench, profile)
        assert done.error is None
        assert CANNOT in done.sentences[0]
        assert issuer.count(REVOKE) == 1

    def test_a_client_that_shows_itself_wrongly(self, bench: Bench, issuer: Issuer) -> None:
        """Is the profile's mistake: code 9, and forgotten all the same."""
        profile = held(bench, issuer, client_auth="client_secret_basic")
        bench.service.set_secret(profile, "client_secret", "wrong")
        issuer.put(REVOKE, refuse("invalid_client", 401))
        done = sign_out(bench, profile)
        assert isinstance(done.error, ClientError)
        assert CANNOT in done.error.title

    def test_a_missing_secret(self, bench: Bench, issuer: Issuer) -> None:
        """Nothing is sent without it."""
        profile = held(bench, issuer, client_auth="client_secret_basic")
        done = sign_out(bench, profile)
        assert done.error is not None
        assert done.error.exit_code == 9
        assert "client_secret" in done.error.hint
        assert issuer.count(REVOKE) == 0

    def test_only_the_refresh_token_can_be_revoked(self, bench: Bench, issuer: Issuer) -> None:
        """`unsupported_token_type` for the access token: only half of it worked, and it says so."""
        profile = held(bench, issuer)
        issuer.put(
            REVOKE, by_hint(refresh_token=GONE, access_token=refuse("unsupported_token_type"))
        )
        done = sign_out(bench, profile)
        assert done.error is None
        assert "the server revoked the refresh token" in done.sentences[0]
        assert CANNOT in done.sentences[0]

    def test_only_the_access_token_can_be_revoked(self, bench: Bench, issuer: Issuer) -> None:
        """And the other way round."""
        profile = held(bench, issuer)
        issuer.put(
            REVOKE, by_hint(refresh_token=refuse("unsupported_token_type"), access_token=GONE)
        )
        done = sign_out(bench, profile)
        assert done.error is None
        assert "the server revoked the access token" in done.sentences[0]
        assert "the server can't be told" in done.sentences[0]

    def test_neither_can_be_revoked(self, bench: Bench, issuer: Issuer) -> None:
        """As without an endpoint."""
        profile = held(bench, issuer)
        issuer.put(REVOKE, refuse("unsupported_token_type"))
        done = sign_out(bench, profile)
        assert done.error is None
        assert CANNOT in done.sentences[0]

    def test_a_token_that_is_dead_already_counts_as_revoked(
        self, bench: Bench, issuer: Issuer
    ) -> None:
        """Some servers answer 400 where RFC 7009 has 200."""
        profile = held(bench, issuer)
        issuer.put(REVOKE, refuse("invalid_token"))
        assert sign_out(bench, profile).sentences[0].endswith("revoked its tokens.")

    def test_an_expired_access_token_is_not_sent(
        self, bench: Bench, issuer: Issuer, clock: Clock
    ) -> None:
        """There is nothing left to revoke of it."""
        profile = held(bench, issuer)
        clock.offset += 4000
        issuer.put(REVOKE, GONE)
        assert sign_out(bench, profile).sentences[0].endswith("revoked its tokens.")
        assert issuer.count(REVOKE) == 1

    @pytest.mark.parametrize(
        ("changes", "life"),
        [
            ({"expires_at": 1000}, "the access token has expired"),
            ({"expires_at": None}, "nothing tells how long the access token lives"),
            ({"access_token": None}, "there was no access token"),
        ],
    )
    def test_how_long_it_lives(
        self, bench: Bench, issuer: Issuer, changes: dict[str, Any], life: str
    ) -> None:
        """The sentence tells what is known."""
        profile = held(bench, issuer, "userinfo")
        bench.vault.save(profile.id, replace(bench.held(profile), **changes))
        assert sign_out(bench, profile).sentences[0].endswith(f"can't be told; {life}.")


class TestTrouble:
    """The server, or what lies between, is in the way."""

    @pytest.mark.parametrize(
        "answer",
        [
            Page(503),
            Page.json({"error": "server_error"}, 500),
            Page(429),
            Page.redirect("https://thief.example/"),
            Page.html(),
            Page.html(401),
            refuse("invalid_request"),
        ],
    )
    def test_two_tries(self, bench: Bench, issuer: Issuer, answer: Page) -> None:
        """Then code 7 and the same sentence: a page of a portal is no success either."""
        profile = held(bench, issuer)
        issuer.put(REVOKE, answer)
        done = sign_out(bench, profile)
        assert isinstance(done.error, TransportError)
        assert CANNOT in done.error.title
        assert done.sentences == ()
        assert [one.fields["token"] for one in issuer.at(REVOKE)] == ["the-refresh"] * 2

    def test_the_second_try_may_work(self, bench: Bench, issuer: Issuer) -> None:
        """RFC 7009 section 2.2.1: 503 asks to try again."""
        profile = held(bench, issuer)
        issuer.put(REVOKE, Page(503), GONE)
        assert sign_out(bench, profile).error is None
        assert issuer.count(REVOKE) == 3

    def test_offline(self, bench: Bench, issuer: Issuer) -> None:
        """Nobody is reached, not even for the metadata."""
        profile = held(bench, issuer)
        issuer.close()
        done = sign_out(bench, profile)
        assert done.error is not None
        assert (done.error.exit_code, done.error.code) == (7, "sign-out-failed")
        assert "cannot be reached" in done.error.hint

    def test_a_server_without_metadata(self, bench: Bench, issuer: Issuer) -> None:
        """Has no endpoint to tell."""
        profile = held(bench, issuer)
        issuer.put(METADATA, Page(404))
        assert sign_out(bench, profile).error is None

    def test_another_server_is_told_nothing(self, bench: Bench, issuer: Issuer) -> None:
        """The tokens belong to the issuer that they came from."""
        profile = held(bench, issuer)
        old = replace(bench.held(profile), binding=Binding("https://old.example", ""))
        bench.vault.save(profile.id, old)
        assert CANNOT in sign_out(bench, profile).sentences[0]
        assert issuer.requests == ()

    def test_a_server_that_moved_is_told_nothing(self, bench: Bench, issuer: Issuer) -> None:
        """Its metadata names another token endpoint than the one that the tokens are bound to."""
        profile = held(bench, issuer)
        old = replace(
            bench.held(profile), binding=Binding(issuer.origin, "https://old.example:443")
        )
        bench.vault.save(profile.id, old)
        assert CANNOT in sign_out(bench, profile).sentences[0]
        assert issuer.count(REVOKE) == 0

    def test_a_grant_that_the_server_ended_is_still_revoked(
        self, bench: Bench, issuer: Issuer
    ) -> None:
        """The access token may live on there."""
        profile = held(bench, issuer)
        ended = replace(bench.held(profile), ended="reason-invalid-grant")
        bench.vault.save(profile.id, ended)
        issuer.put(REVOKE, GONE)
        sign_out(bench, profile)
        assert issuer.count(REVOKE) == 2

    def test_enough_of_waiting(self, bench: Bench, issuer: Issuer) -> None:
        """Ctrl-C while the server is asked: the tokens are forgotten all the same."""
        profile = held(bench, issuer)

        class Impatient:
            def send(self, *_arguments: Any, **_more: Any) -> Any:
                raise KeyboardInterrupt

        service = TokenService(bench.effects(transport=Impatient()), str)
        with pytest.raises(KeyboardInterrupt):
            service.sign_out(profile)
        assert bench.vault.load(profile.id) is None

    def test_a_locked_keyring(self, bench: Bench, issuer: Issuer) -> None:
        """Nothing can be read or forgotten: that is said, and nothing is sent."""
        profile = held(bench, issuer)

        class Locked:
            def __getattr__(self, name: str) -> Any:
                raise VaultLocked("vault-locked")

        service = TokenService(bench.effects(vault=Locked()), str)
        with pytest.raises(VaultLocked):
            service.sign_out(profile)
        assert issuer.requests == ()
        assert bench.vault.load(profile.id) is not None

    def test_an_entry_that_nobody_can_read(self, bench: Bench, issuer: Issuer) -> None:
        """Is forgotten, and the server cannot be told."""
        profile = held(bench, issuer)
        bench.store.write(profile.id, '{"version":1,"broken":')
        assert "can't be told" in sign_out(bench, profile).sentences[0]

    def test_an_entry_of_a_newer_version(self, bench: Bench, issuer: Issuer) -> None:
        """Is not touched."""
        profile = held(bench, issuer)
        bench.store.write(profile.id, '{"version":99}')
        with pytest.raises(VaultEntryNewer):
            bench.service.sign_out(profile)
        assert bench.store.read(profile.id) == '{"version":99}'

    def test_nothing_held(self, bench: Bench, issuer: Issuer) -> None:
        """Signing out twice is no failure."""
        profile = held(bench, issuer)
        issuer.put(REVOKE, GONE)
        sign_out(bench, profile)
        assert sign_out(bench, profile).sentences == ("api holds no tokens.",)
        assert issuer.count(REVOKE) == 2


class TestRefreshInFlight:
    """A late answer can't bring a signed-out grant back."""

    def test_the_newest_tokens_are_revoked(self, bench: Bench, issuer: Issuer) -> None:
        """Signing out waits for the refresh of another process, and revokes what it brought."""
        bench.add(endpoints={"token": bench.endpoint.url, "revocation": issuer.origin + REVOKE})
        profile = bench.give()
        issuer.put(REVOKE, GONE)
        gate = Gate()
        bench.endpoint.script(Answer.rotate().hold(gate))
        refreshing = threading.Thread(target=bench.refresh, args=(profile,))
        refreshing.start()
        gate.wait_until_reached()
        waiting, result = threading.Event(), list[SignedOut]()

        def leave() -> None:
            def on_phase(_phase: Phase) -> None:
                waiting.set()

            result.append(bench.service.sign_out(profile, on_phase))

        leaving = threading.Thread(target=leave)
        leaving.start()
        assert waiting.wait(5)
        gate.open()
        refreshing.join()
        leaving.join()
        assert result[0].error is None
        newest = bench.endpoint.grant.current_refresh_token
        assert issuer.at(REVOKE)[0].fields["token"] == newest
        assert bench.vault.load(profile.id) is None

    def test_a_refresh_that_never_ends_brings_nothing_back(
        self, bench: Bench, issuer: Issuer
    ) -> None:
        """The lock cannot be had: the generation forbids the late answer to be saved."""
        bench.add(endpoints={"token": bench.endpoint.url, "revocation": issuer.origin + REVOKE})
        profile = bench.give()
        issuer.put(REVOKE, GONE)
        gate = Gate()
        bench.endpoint.script(Answer.rotate().hold(gate))
        conflicts = list[str]()

        def refresh() -> None:
            with pytest.raises(VaultConflict) as caught:
                bench.refresh(profile)
            conflicts.append(caught.value.code)

        refreshing = threading.Thread(target=refresh)
        refreshing.start()
        gate.wait_until_reached()
        sign_out(bench, profile, lock=_busy)
        gate.open()
        refreshing.join()
        assert conflicts == ["vault-conflict"]
        assert bench.vault.load(profile.id) is None

    def test_a_lock_that_is_broken_is_told(self, bench: Bench, issuer: Issuer) -> None:
        """Other trouble with the lock is no busy process; the tokens go all the same."""
        profile = held(bench, issuer)
        service = TokenService(bench.effects(lock=_broken), str)
        with pytest.raises(VaultUnavailable):
            service.sign_out(profile)
        assert bench.vault.load(profile.id) is None


def _busy(_profile_id: str) -> AbstractContextManager[None]:
    raise VaultUnavailable("lock-busy", pid="1")


def _broken(_profile_id: str) -> AbstractContextManager[None]:
    raise VaultUnavailable("state-unwritable", path="/nowhere", what="no")


def test_the_phases_keep_a_worker_alive(bench: Bench, issuer: Issuer) -> None:
    """Each step is told, so that the deadline of one is not that of all."""
    profile = held(bench, issuer)
    issuer.put(REVOKE, GONE)
    sign_out(bench, profile)
    assert bench.phases == [
        Phase.WAITING_FOR_LOCK,
        Phase.LOCKED,
        Phase.DISCOVERING,
        Phase.SENT,
        Phase.SENT,
        Phase.LOCKED,
    ]


def test_no_token_reaches_the_log(
    bench: Bench, issuer: Issuer, caplog: pytest.LogCaptureFixture
) -> None:
    """At any level, with any trouble."""
    caplog.set_level("DEBUG")
    profile = held(bench, issuer)
    issuer.put(REVOKE, Page.json({"error": "the-refresh"}, 500))
    done = sign_out(bench, profile)
    assert done.error is not None
    assert "the-refresh" not in caplog.text + done.error.title + done.error.hint
    assert "the-access" not in caplog.text
