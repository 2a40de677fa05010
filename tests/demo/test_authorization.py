"""The demo's authorization endpoint and the codes that it gives, over plain HTTP."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
import pytest

from tests.demo.client import Answer, get, post_form
from tests.demo.clock import MovableClock
from tests.demo.person import CONTINUE, REFUSE, press
from tokentray.demo.server import IdentityServer

VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636"
REDIRECT = "http://127.0.0.1:49152/callback"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def server(clock: MovableClock) -> Iterator[IdentityServer]:
    with IdentityServer(clock=clock) as running:
        yield running


def challenge(verifier: str = VERIFIER) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def asking(server: IdentityServer, **change: str) -> str:
    fields = {
        "response_type": "code",
        "client_id": "tokentray-demo",
        "redirect_uri": REDIRECT,
        "scope": "openid profile offline_access",
        "state": "a state & more",
        "nonce": "a-nonce",
        "code_challenge": challenge(),
        "code_challenge_method": "S256",
    }
    wanted = {name: value for name, value in {**fields, **change}.items() if value}
    return f"{server.base_url}/authorize?{urlencode(wanted)}"


def sent(location: str) -> dict[str, str]:
    """Return the parameters of a redirect to the client."""
    assert location.startswith(f"{REDIRECT}?")
    return dict(parse_qsl(urlsplit(location).query, strict_parsing=True))


def redeem(server: IdentityServer, good_code: str, **change: str) -> Answer:
    form = {
        "grant_type": "authorization_code",
        "client_id": "tokentray-demo",
        "code": good_code,
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    }
    return post_form(server.base_url + "/token", {**form, **change})


def claims_of(server: IdentityServer, token: str, audience: str) -> dict[str, object]:
    keys = jwt.PyJWKSet.from_dict(get(server.base_url + "/jwks.json").data)
    key = keys[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key, algorithms=["ES256"], audience=audience, issuer=server.base_url)


def test_a_person_continues_and_the_code_brings_tokens(server: IdentityServer) -> None:
    """State and issuer come back with the code, the nonce in the ID token, the account in both."""
    words = sent(press(asking(server)))
    assert words["state"] == "a state & more"
    assert words["iss"] == server.base_url
    answer = redeem(server, words["code"])
    assert answer.status == 200
    assert answer.data["scope"] == "openid profile offline_access"
    assert answer.data["refresh_token"]
    identity = claims_of(server, answer.data["id_token"], "tokentray-demo")
    access = claims_of(server, answer.data["access_token"], "https://invoices.example")
    assert identity["nonce"] == "a-nonce"
    assert identity["sub"] == access["sub"] == "demo-billing-service"


def test_a_person_refuses(server: IdentityServer) -> None:
    """The client hears access_denied, with its state and the issuer, and gets no code."""
    words = sent(press(asking(server), REFUSE))
    assert words["error"] == "access_denied"
    assert (words["state"], words["iss"]) == ("a state & more", server.base_url)
    assert "code" not in words
    assert server.requests[-1].error == "access_denied"


class Page(HTMLParser):
    """Collects the tags of a page and whatever it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "action")]


@pytest.mark.parametrize("path", ["/authorize", "/device"])
def test_the_pages_load_nothing_and_run_no_script(server: IdentityServer, path: str) -> None:
    """One heading, two buttons, nothing from elsewhere, both colour schemes."""
    shown = get(asking(server) if path == "/authorize" else server.base_url + path)
    page = Page(shown.data)
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert (page.tags.count("h1"), page.tags.count("button")) == (1, 2)
    assert page.loads == ["data:,"]
    assert "script" not in page.tags
    assert "Sign in to the demo" in shown.data
    assert "prefers-color-scheme: dark" in shown.data
    assert "default-src 'none'" in shown.headers["content-security-policy"]


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "somebody-else"},
        {"client_id": ""},
        {"redirect_uri": ""},
        {"redirect_uri": "https://evil.example/callback"},
        {"redirect_uri": "http://127.0.0.1.evil.example/callback"},
        {"redirect_uri": "http://127.0.0.1@evil.example/callback"},
        {"redirect_uri": "http://localhost:1/callback"},
        {"redirect_uri": "http://127.0.0.1:1/elsewhere"},
        {"redirect_uri": "http://127.0.0.1:1/callback?a=b"},
        {"redirect_uri": "http://127.0.0.1:99999/callback"},
    ],
)
def test_a_stranger_is_sent_nowhere(server: IdentityServer, change: dict[str, str]) -> None:
    """An unknown client or another address gets a page, never a redirect."""
    for answer in (
        get(asking(server, **change)),
        post_form(asking(server, **change), {"choice": CONTINUE}),
    ):
        assert answer.status == 400
        assert "location" not in answer.headers
        assert "This sign-in stops here" in answer.data
        assert "evil" not in answer.data


@pytest.mark.parametrize(
    "redirect",
    ["http://127.0.0.1:1/callback", "http://127.0.0.1/callback", "http://[::1]:65535/callback"],
)
def test_any_port_of_the_loopback_address_will_do(server: IdentityServer, redirect: str) -> None:
    """The port is the client's own choice (RFC 8252 section 7.3)."""
    location = press(asking(server, redirect_uri=redirect))
    assert location.startswith(f"{redirect}?code=")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
        ({"scope": "openid everything"}, "invalid_scope"),
    ],
)
def test_a_wrong_request_is_answered_to_the_client(
    server: IdentityServer, change: dict[str, str], error: str
) -> None:
    """Without asking the person, with the state and the issuer."""
    answer = get(asking(server, **change))
    words = sent(answer.headers["location"])
    assert (answer.status, words["error"]) == (303, error)
    assert (words["state"], words["iss"]) == ("a state & more", server.base_url)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code": "never-given"}, "invalid_grant"),
        ({"code_verifier": VERIFIER + "x"}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_request"),
        ({"redirect_uri": "http://127.0.0.1:49153/callback"}, "invalid_grant"),
    ],
)
def test_a_code_is_redeemed_by_its_asker_only(
    server: IdentityServer, change: dict[str, str], error: str
) -> None:
    """Verifier and redirect address must be those of the request."""
    answer = redeem(server, sent(press(asking(server)))["code"], **change)
    assert (answer.status, answer.data["error"]) == (400, error)


def test_a_code_of_another_client_is_unknown() -> None:
    """A second client can't redeem what the first was sent."""
    with IdentityServer(clients={"tokentray-demo": None, "other": None}) as server:
        code = sent(press(asking(server)))["code"]
        assert redeem(server, code, client_id="other").data["error"] == "invalid_grant"
        assert redeem(server, code).status == 200


def test_a_code_used_twice_ends_what_it_opened(server: IdentityServer) -> None:
    """As RFC 6749 section 4.1.2 says: somebody else may have it."""
    code = sent(press(asking(server)))["code"]
    redeem(server, code)
    assert redeem(server, code).data["error"] == "invalid_grant"
    assert [(grant.name, grant.revoked) for grant in server.grants] == [("billing", True)]


def test_a_code_is_over_after_a_minute(server: IdentityServer, clock: MovableClock) -> None:
    """A code that lay about is refused."""
    code = sent(press(asking(server)))["code"]
    clock.ahead = 60
    assert redeem(server, code).data["error"] == "invalid_grant"


def test_without_offline_access_there_is_no_refresh_token(server: IdentityServer) -> None:
    """And without openid no ID token."""
    answer = redeem(server, sent(press(asking(server, scope="profile")))["code"])
    assert set(answer.data) == {"access_token", "token_type", "expires_in", "scope"}
    assert answer.data["scope"] == "profile"


@pytest.mark.parametrize(
    ("extra", "audience"),
    [
        ("&resource=https%3A%2F%2Fa.example", "https://a.example"),
        ("&audience=https%3A%2F%2Fb.example", "https://b.example"),
        ("&resource=urn%3Aa&resource=urn%3Ab", ["urn:a", "urn:b"]),
    ],
)
def test_the_audience_is_what_was_asked_for(
    server: IdentityServer, extra: str, audience: str | list[str]
) -> None:
    """By RFC 8707 or the older parameter, and a refresh keeps it."""
    answer = redeem(server, sent(press(asking(server) + extra))["code"])
    form = {"grant_type": "refresh_token", "client_id": "tokentray-demo"}
    refreshed = post_form(
        server.base_url + "/token", {**form, "refresh_token": answer.data["refresh_token"]}
    )
    for token in (answer.data["access_token"], refreshed.data["access_token"]):
        assert jwt.decode(token, options={"verify_signature": False})["aud"] == audience


def test_a_resource_with_a_fragment_is_no_target(server: IdentityServer) -> None:
    """RFC 8707 section 2; said on a page, since the request could not be read."""
    assert get(asking(server) + "&resource=https%3A%2F%2Fa.example%23b").status == 400


def test_what_was_asked_can_be_read_by_a_test(server: IdentityServer) -> None:
    """A request that is shown and then sent counts once; the log of requests holds no query."""
    press(asking(server))
    (asked,) = server.authorization_requests
    assert asked["code_challenge"] == challenge()
    assert asked["scope"] == "openid profile offline_access"
    assert {request.path for request in server.requests} == {"/authorize"}


def test_a_form_without_a_choice_decides_nothing(server: IdentityServer) -> None:
    """Only the two buttons count."""
    answer = post_form(asking(server), {"choice": "perhaps"})
    assert sent(answer.headers["location"])["error"] == "invalid_request"


def test_foreign_text_stays_text() -> None:
    """What the query says is never markup of the page."""
    client = "<b>client</b>"
    with IdentityServer(clients={client: None}) as server:
        shown = get(asking(server, client_id=client))
    assert "<b>" not in shown.data
    assert "&lt;b&gt;client" in shown.data
