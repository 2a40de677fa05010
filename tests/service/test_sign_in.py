"""Signing in: whole flows against a real server on the loopback address."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.faults.site import Page
from tests.service.bench import Bench, BrokenVault
from tests.signing.browser import Shown, open_page, request
from tests.signing.issuer import DEVICE, METADATA, TOKEN, Issuer, jwt
from tests.signing.person import ScriptedPerson
from tokentray.core.errors import (
    ClientError,
    Denied,
    InputError,
    OAuthError,
    TokenTrayError,
    TransportError,
    VaultLocked,
    VaultUnavailable,
)
from tokentray.core.jobs import Phase
from tokentray.core.last_page import Spoken
from tokentray.core.profile import Grant, Profile
from tokentray.core.snapshot import Standing
from tokentray.core.tokens import Binding
from tokentray.service.attempt import SignedIn
from tokentray.service.facade import TokenService

CODES = {
    "device_code": "d",
    "user_code": "WDJB-MJHT",
    "verification_uri": "https://id.example/device",
}
NewPerson = Callable[..., ScriptedPerson]


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """An honest server, until a test says otherwise."""
    with Issuer() as issuer:
        yield issuer


@pytest.fixture
def new_person() -> Iterator[NewPerson]:
    """Make a person whose threads end with the test."""
    people: list[ScriptedPerson] = []

    def make(*arguments: Any) -> ScriptedPerson:
        people.append(ScriptedPerson(*arguments))
        return people[-1]

    yield make
    for person in people:
        person.leave()


@pytest.fixture
def person(new_person: NewPerson) -> ScriptedPerson:
    """A person who agrees at once."""
    return new_person(open_page)


def add(bench: Bench, issuer: Issuer, **table: Any) -> Profile:
    """Write a profile that leaves all to the issuer's metadata."""
    whole = {
        "issuer": issuer.origin,
        "client_id": "tokentray",
        "scopes": ["openid", "read"],
        **table,
    }
    bench.profiles.add("api", whole)
    return bench.service.profile("api")


def sign_in(
    bench: Bench, profile: Profile, person: ScriptedPerson, asked: Grant = Grant.AUTO
) -> SignedIn:
    """Sign in and note the phases."""
    return bench.service.sign_in(profile, person, asked, bench.phases.append)


def refused(
    bench: Bench, profile: Profile, person: ScriptedPerson, kind: type[TokenTrayError]
) -> TokenTrayError:
    """Return how a sign-in failed; nothing may be held after it."""
    with pytest.raises(kind) as caught:
        sign_in(bench, profile, person)
    assert bench.vault.load(profile.id) is None
    return caught.value


# In the browser


def test_a_sign_in_is_saved_before_it_is_said(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """The tokens are in the vault, bound to where they came from, and the page says so."""
    profile = add(bench, issuer)
    bench.history.set_standing(profile.id, Standing(failures=3, problem="offline"))
    done = sign_in(bench, profile, person)
    held = bench.held(profile)
    assert held == done.token_set
    assert (held.refresh_token, held.subject, held.source) == (
        "refresh-1",
        "user-1",
        "authorization-code",
    )
    assert held.binding == Binding(issuer.origin, issuer.origin)
    assert held.scopes == ("openid", "read")
    assert done.sentences[0].startswith('signed in as "user-1", expires ')
    assert "It is renewed by itself." in done.sentences
    assert "not by client credentials: the client has nothing to show" in done.sentences[-1]
    assert "You are signed in" in person.seen.text
    assert bench.history.standing(profile.id) == Standing()
    event = bench.history.events(profile.id)[0]
    assert (event.kind.value, event.detail["grant"]) == ("signed-in", "authorization-code")
    assert event.detail["expires_at"] == str(held.expires_at)


def test_the_last_page_speaks_as_the_person_does(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """In their words, which are text and never markup; what has no words in them is English."""
    person.spoken = Spoken("de", {"You are signed in": "Du bist <b>angemeldet</b>"})
    sign_in(bench, add(bench, issuer), person)
    assert '<html lang="de">' in person.seen.text
    assert "<h1>Du bist &lt;b&gt;angemeldet&lt;/b&gt;</h1>" in person.seen.text
    assert "TokenTray has the tokens." in person.seen.text


def test_the_phases_come_in_order(bench: Bench, issuer: Issuer, person: ScriptedPerson) -> None:
    """A worker that holds an answer is known to hold it until that is saved."""
    sign_in(bench, add(bench, issuer), person)
    assert bench.phases == [
        Phase.DISCOVERING,
        Phase.WAITING_FOR_LOCK,
        Phase.LOCKED,
        Phase.SENT,
        Phase.RECEIVED,
        Phase.SAVED,
    ]


def test_what_is_refreshed_after_it(bench: Bench, issuer: Issuer, person: ScriptedPerson) -> None:
    """The refresh token that came is the one that is used next."""
    profile = add(bench, issuer)
    sign_in(bench, profile, person)
    bench.clock.offset = 2
    assert bench.refresh(profile).error is None
    assert issuer.token_requests[-1]["refresh_token"] == "refresh-1"


def test_the_code_is_exchanged_once(bench: Bench, issuer: Issuer, new_person: NewPerson) -> None:
    """A lost answer is not asked for again: the code is spent, and the page says it failed."""
    issuer.put(TOKEN, None)
    person = new_person(open_page)
    error = refused(bench, add(bench, issuer), person, TransportError)
    assert error.code == "reply-lost"
    assert len(issuer.token_requests) == 1
    assert "The sign-in did not work" in person.seen.text


def test_who_comes_with_another_code(bench: Bench, issuer: Issuer, new_person: NewPerson) -> None:
    """41, 42: forged answers before the real one, with and without an error, change nothing."""

    def attacked(url: str) -> Shown:
        redirect_uri = parse_qs(urlsplit(url).query)["redirect_uri"][0]
        for query in ("error=access_denied", "code=evil", "code=evil&state=x", "error=x&state="):
            assert request(f"{redirect_uri}?{query}", Origin="https://evil.example").status == 400
        return open_page(url)

    person = new_person(attacked)
    sign_in(bench, add(bench, issuer), person)
    assert [one["code"] for one in issuer.token_requests] == ["code-1"]
    assert person.seen.status == 200


def test_pkce_and_redirect_go_along(bench: Bench, issuer: Issuer, person: ScriptedPerson) -> None:
    """41, 44: the server that was told the challenge is shown the verifier, and where it went."""
    sign_in(bench, add(bench, issuer, resources=["https://api.example"]), person)
    (sent,), (asked,) = issuer.token_requests, issuer.authorized
    assert asked["code_challenge_method"] == "S256"
    assert sent["redirect_uri"] == asked["redirect_uri"] == person.redirect_uri
    assert sent["resource"] == asked["resource"] == "https://api.example"
    assert sent["client_id"] == "tokentray"
    assert 43 <= len(sent["code_verifier"]) <= 128


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"iss": "https://evil.example"}, "sign-in-issuer"),
        ({"iss": None}, "sign-in-answer"),
        ({"code": None}, "sign-in-answer"),
    ],
)
def test_a_mix_up_sends_no_code(
    bench: Bench,
    issuer: Issuer,
    person: ScriptedPerson,
    change: dict[str, str | None],
    code: str,
) -> None:
    """46: an answer that is not this server's costs the sign-in, and no code leaves."""
    issuer.rules.callback = lambda fields: [
        (name, value) for name, value in (fields | change).items() if value is not None
    ]
    assert refused(bench, add(bench, issuer), person, TransportError).code == code
    assert issuer.token_requests == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [("access_denied", Denied), ("invalid_scope", ClientError), ("server_error", OAuthError)],
)
def test_the_server_says_no(
    bench: Bench,
    issuer: Issuer,
    person: ScriptedPerson,
    error: str,
    kind: type[TokenTrayError],
) -> None:
    """A refusal, a wrong profile and trouble are told apart, and the page knows as well."""
    issuer.rules.callback = lambda fields: [
        ("error", error),
        ("state", fields["state"]),
        ("iss", fields["iss"]),
    ]
    refused(bench, add(bench, issuer), person, kind)
    assert person.seen.text.count("signed in") == 0
    assert ("refused" in person.seen.text) == (kind is Denied)


@pytest.mark.parametrize(
    "claims",
    [{"nonce": "other"}, {"aud": "other"}, {"iss": "https://evil.example"}, {"exp": 1}],
)
def test_an_id_token_of_another_sign_in(
    bench: Bench, issuer: Issuer, person: ScriptedPerson, claims: dict[str, Any]
) -> None:
    """An ID token that is not for us, or not of now, costs all that came with it."""
    issuer.rules.claims = lambda honest: honest | claims
    assert refused(bench, add(bench, issuer), person, TransportError).code == "id-token"


@pytest.mark.parametrize(
    "change",
    [
        {"access_token": None},
        {"token_type": "mac"},
        {"token_type": "DPoP"},
        {"access_token": "a b"},
    ],
)
def test_tokens_that_cannot_be_used(
    bench: Bench, issuer: Issuer, person: ScriptedPerson, change: dict[str, Any]
) -> None:
    """RFC 6749 section 7.1: a type that is not known is not used, whatever else came."""
    issuer.rules.tokens = lambda tokens: tokens | change
    assert refused(bench, add(bench, issuer), person, TransportError).code == "bad-answer"


@pytest.mark.parametrize(
    ("reply", "kind", "code"),
    [
        (Page.json({"error": "invalid_grant"}, 400), OAuthError, "sign-in-code"),
        (Page.json({"error": "invalid_client"}, 401), ClientError, "invalid-client"),
        (Page.json({"error": "invalid_request"}, 400), OAuthError, "sign-in-error"),
        (Page.json({"error": "incorrect_client_credentials"}), OAuthError, "oauth-error"),
        (Page.json({"error": "invalid_grant"}), OAuthError, "sign-in-code"),
        (Page(403), TransportError, "sign-in-server"),
        (Page(503), TransportError, "server-status"),
        (Page(307), TransportError, "redirect"),
    ],
)
def test_the_code_is_not_taken(
    bench: Bench,
    issuer: Issuer,
    person: ScriptedPerson,
    reply: Page,
    kind: type[TokenTrayError],
    code: str,
) -> None:
    """What the token endpoint says is named, and no second request is made."""
    issuer.put(TOKEN, reply)
    assert refused(bench, add(bench, issuer), person, kind).code == code
    assert len(issuer.token_requests) == 1


def test_another_account_is_accepted_and_said(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """Who signs in may be somebody else now: it is said, and the history marks it."""
    profile = add(bench, issuer)
    sign_in(bench, profile, person)
    issuer.rules.claims = lambda claims: claims | {"sub": "user-2"}
    done = sign_in(bench, profile, person)
    assert "This is another account than before." in done.sentences
    assert bench.held(profile).subject == "user-2"
    assert bench.history.events(profile.id)[0].detail["account"] == "other"


def test_a_sign_in_brings_an_ended_grant_back(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """Neither a dead grant nor another endpoint's tokens are in the way of new ones."""
    profile = add(bench, issuer)
    sign_in(bench, profile, person)
    dead = replace(
        bench.held(profile), ended="reason-invalid-grant", binding=Binding("https://old.example")
    )
    bench.vault.save(profile.id, dead)
    assert bench.load(profile).snapshot is not None
    assert sign_in(bench, profile, person).snapshot.ended is None
    assert bench.held(profile).binding.issuer == issuer.origin


def test_what_the_server_did_not_grant(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """Fewer scopes, and a token that may be good elsewhere, are told."""
    issuer.rules.tokens = lambda tokens: (
        tokens | {"scope": "openid", "access_token": jwt({"aud": ["https://other.example"]})}
    )
    done = sign_in(bench, add(bench, issuer, resources=["https://api.example"]), person)
    assert "The server did not grant read." in done.sentences
    assert any("does not name https://api.example" in one for one in done.sentences)
    assert bench.held(bench.service.profile("api")).scopes == ("openid",)


def test_a_token_for_the_resource_is_no_worry(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """`aud` names it, with or without the last slash."""
    token = jwt({"aud": "https://api.example/"})
    issuer.rules.tokens = lambda tokens: tokens | {"access_token": token}
    done = sign_in(bench, add(bench, issuer, resources=["https://api.example"]), person)
    assert not any("does not name" in one for one in done.sentences)


def test_nothing_to_renew_with_is_said(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """A server that gives no refresh token."""
    issuer.rules.tokens = lambda tokens: tokens | {"refresh_token": None}
    done = sign_in(bench, add(bench, issuer), person)
    assert "There is no refresh token: this token cannot be renewed." in done.sentences


# The person


def test_a_pasted_address_counts(bench: Bench, issuer: Issuer, new_person: NewPerson) -> None:
    """The redirect that a browser elsewhere could not follow, after a wrong one."""

    def elsewhere(url: str) -> None:
        someone.to_paste.put("https://id.example/?code=x&state=wrong")
        someone.to_paste.put(request(url).text)

    someone = new_person(elsewhere)
    sign_in(bench, add(bench, issuer), someone)
    assert someone.refused_pastes == 1


def test_a_cancel_is_the_end(bench: Bench, issuer: Issuer, new_person: NewPerson) -> None:
    """It comes at any time before the answer; the listener is gone, and a new try works."""
    someone: ScriptedPerson = new_person(lambda url: someone.cancelled.set())
    profile = add(bench, issuer)
    assert refused(bench, profile, someone, Denied).code == "sign-in-cancelled"
    with pytest.raises(ConnectionRefusedError):
        request(someone.redirect_uri)
    sign_in(bench, profile, new_person(open_page))


def test_who_has_cancelled_already_sees_no_browser(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """A cancel that comes while the metadata is asked for."""
    person.cancelled.set()
    refused(bench, add(bench, issuer), person, Denied)
    assert person.url == ""


def test_nobody_comes_back(bench: Bench, issuer: Issuer, new_person: NewPerson) -> None:
    """A refused consent that never comes back to us ends after five minutes."""
    hours = iter(range(0, 100_000, 100))
    service = TokenService(bench.effects(monotonic=lambda: float(next(hours))), str)
    with pytest.raises(TransportError) as caught:
        service.sign_in(add(bench, issuer), new_person())
    assert (caught.value.code, caught.value.exit_code) == ("sign-in-timed-out", 7)
    assert "within 5 minutes" in caught.value.title


# The vault


def test_trouble_with_the_keyring_is_known_before_the_browser_opens(
    bench: Bench, issuer: Issuer, person: ScriptedPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody signs in for tokens that cannot be kept."""

    def fail(profile_id: str) -> None:
        raise VaultUnavailable("vault-silent")

    profile = add(bench, issuer)
    monkeypatch.setattr(bench.vault, "load", fail)
    with pytest.raises(VaultUnavailable):
        sign_in(bench, profile, person)
    assert person.url == ""


def test_an_answer_is_saved_again_and_again(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """A keyring that locks in that moment is waited for; only then it is said."""
    broken = BrokenVault(
        bench.vault, lambda count: VaultLocked("vault-locked") if count < 3 else None
    )
    service = TokenService(bench.effects(vault=broken), str)
    profile = add(bench, issuer)
    service.sign_in(profile, person, on_phase=bench.phases.append)
    assert bench.phases[-3:] == [Phase.UNSAVED, Phase.UNSAVED, Phase.SAVED]
    assert bench.held(profile).refresh_token == "refresh-1"


def test_what_cannot_be_saved_is_a_failure(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """Neither the page nor the answer says that somebody is signed in."""
    broken = BrokenVault(bench.vault, lambda count: VaultLocked("vault-locked"))
    service = TokenService(bench.effects(vault=broken), str)
    with pytest.raises(VaultLocked):
        service.sign_in(add(bench, issuer), person)
    assert "The sign-in did not work" in person.seen.text


# Clients with a secret or a key


def test_a_secret_is_asked_for_before_the_browser_opens(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """48: it comes from the person by the keyring; where it is missing, that is said first."""
    profile = add(bench, issuer, client_auth="client_secret_basic")
    assert refused(bench, profile, person, InputError).code == "secret-missing"
    assert person.url == ""
    bench.service.set_secret(profile, "client_secret", "s %+/:&")
    sign_in(bench, profile, person)
    headers = [one.headers for one in issuer.posts()]
    assert headers[-1]["authorization"].startswith("Basic ")


def test_client_credentials_need_nobody(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """RFC 6749 section 4.4: no browser, and it is renewed by asking again."""
    profile = add(bench, issuer, grant="client-credentials", client_auth="client_secret_post")
    bench.service.set_secret(profile, "client_secret", "s")
    issuer.rules.tokens = lambda tokens: tokens | {"refresh_token": None, "id_token": None}
    done = sign_in(bench, profile, person)
    assert person.url == ""
    assert done.sentences[0].startswith("signed in, expires")
    assert any("asking again" in one for one in done.sentences)
    assert done.snapshot.is_renewable


def test_a_key_is_proven_with_the_servers_nonce(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """RFC 9449 section 8: the code is shown once more where the server first wants its nonce."""
    nonce = ("DPoP-Nonce", "n1")
    issuer.put(TOKEN, Page.json({"error": "use_dpop_nonce"}, 400, [nonce]), issuer.token)
    issuer.rules.tokens = lambda tokens: tokens | {"token_type": "DPoP"}
    profile = add(bench, issuer, dpop=True)
    done = sign_in(bench, profile, person)
    proofs = [one.headers["dpop"] for one in issuer.posts()]
    assert len(proofs) == 2
    assert bench.held(profile).dpop_key is not None
    assert done.snapshot.is_bound_to_key
    assert "dpop_jkt" in issuer.authorized[0]
    assert "PRIVATE KEY" not in repr(done)


def test_a_plain_token_where_a_bound_one_was_asked_for(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """It is kept, and said."""
    done = sign_in(bench, add(bench, issuer, dpop=True), person)
    assert any("plain bearer token" in one for one in done.sentences)


# On another device


def test_a_device_waits_for_its_person(bench: Bench, issuer: Issuer, new_person: NewPerson) -> None:
    """49: pending, slower, then tokens: the pauses are the server's, and all is saved."""
    issuer.put(DEVICE, Page.json(CODES | {"interval": 2}))
    later = [Page.json({"error": error}, 400) for error in ("authorization_pending", "slow_down")]
    issuer.put(TOKEN, *later, issuer.token)
    shown = Event()
    person = new_person(lambda url: None, lambda code: shown.set())
    profile = add(bench, issuer)
    done = sign_in(bench, profile, person, Grant.DEVICE_CODE)
    assert shown.is_set()
    assert person.pauses == [2, 2, 7]
    assert bench.held(profile).source == "device-code"
    assert bench.phases[-1] is Phase.SAVED
    assert "Signed in by device code" in done.sentences[-1]


def test_a_device_that_is_refused(bench: Bench, issuer: Issuer, new_person: NewPerson) -> None:
    """The person says no on the other device."""
    issuer.put(DEVICE, Page.json(CODES))
    issuer.put(TOKEN, Page.json({"error": "access_denied"}, 400))
    with pytest.raises(Denied):
        sign_in(bench, add(bench, issuer), new_person(), Grant.DEVICE_CODE)
    assert len(issuer.token_requests) == 1


def test_a_device_whose_tokens_are_not_for_us(
    bench: Bench, issuer: Issuer, new_person: NewPerson
) -> None:
    """Tokens that came and cannot be used end it; the spent code is not polled again."""
    issuer.put(DEVICE, Page.json(CODES))
    issuer.rules.claims = lambda claims: claims | {"aud": "other"}
    with pytest.raises(TransportError) as caught:
        sign_in(bench, add(bench, issuer), new_person(), Grant.DEVICE_CODE)
    assert caught.value.code == "id-token"
    assert len(issuer.token_requests) == 1


def test_a_device_can_be_cancelled(bench: Bench, issuer: Issuer, new_person: NewPerson) -> None:
    """Between two polls."""
    issuer.put(DEVICE, Page.json(CODES))
    someone: ScriptedPerson = new_person(lambda url: None, lambda code: someone.cancelled.set())
    with pytest.raises(Denied):
        sign_in(bench, add(bench, issuer), someone, Grant.DEVICE_CODE)
    assert issuer.token_requests == []


# The server


def test_a_server_without_what_is_needed(
    bench: Bench, issuer: Issuer, person: ScriptedPerson
) -> None:
    """No grant is possible: each is named with its reason, and no browser opens."""
    issuer.rules.metadata = lambda data: (
        data
        | {
            "grant_types_supported": ["authorization_code"],
            "code_challenge_methods_supported": ["plain"],
        }
    )
    error = refused(bench, add(bench, issuer), person, InputError)
    assert "PKCE with S256" in error.title
    assert person.url == ""


def test_a_server_without_metadata(bench: Bench, issuer: Issuer, person: ScriptedPerson) -> None:
    """Endpoints that no document names are named in the profile, and that is enough."""
    endpoints = {"token": f"{issuer.origin}/token", "authorization": f"{issuer.origin}/authorize"}
    profile = add(bench, issuer, endpoints=endpoints)
    issuer.put(METADATA, Page(404))
    sign_in(bench, profile, person)
    assert bench.held(profile).issuer == issuer.origin


def test_metadata_of_another_issuer(bench: Bench, issuer: Issuer, person: ScriptedPerson) -> None:
    """46: RFC 8414 section 3.3, to the letter."""
    issuer.rules.metadata = lambda data: data | {"issuer": "https://evil.example"}
    assert refused(bench, add(bench, issuer), person, TransportError).code == "issuer-mismatch"
    assert person.url == ""


def test_nothing_secret_is_left_behind(
    bench: Bench, issuer: Issuer, person: ScriptedPerson, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither history nor log nor repr holds a token, a code or a verifier."""
    profile = add(bench, issuer)
    done = sign_in(bench, profile, person)
    (sent,) = issuer.token_requests
    words = [sent["code"], sent["code_verifier"], "refresh-1", "opaque-1"]
    events = json.dumps([dict(event.detail) for event in bench.history.events(profile.id)])
    told = events + caplog.text + repr(done) + " ".join(done.sentences)
    assert not any(word in told for word in words)
