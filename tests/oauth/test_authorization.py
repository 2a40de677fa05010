"""The authorization request, and the judgement of what comes back."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import (
    ClientError,
    Denied,
    InputError,
    OAuthError,
    TokenTrayError,
    TransportError,
)
from tokentray.core.profile import Endpoints, Profile
from tokentray.oauth.authorization import (
    AuthorizationRequest,
    Expected,
    authorization_request,
    pasted_query,
    read_callback,
)
from tokentray.oauth.dpop import new_key, public_jwk, thumbprint

ISSUER = "https://id.example"
REDIRECT = "http://127.0.0.1:4711/callback"
PROFILE = Profile(
    name="api",
    id="1",
    client_id="tokentray",
    scopes=("openid", "read"),
    endpoints=Endpoints(authorization=f"{ISSUER}/authorize?tenant=a"),
)


def asked(profile: Profile = PROFILE, dpop_key: str = "") -> dict[str, list[str]]:
    """Return the parameters of a request."""
    request = authorization_request(profile, REDIRECT, Expected(ISSUER), dpop_key)
    return parse_qs(urlsplit(request.url).query, keep_blank_values=True)


def request_to(*, must_be_named: bool = False) -> AuthorizationRequest:
    """Return a request whose answer is judged."""
    return authorization_request(PROFILE, REDIRECT, Expected(ISSUER, must_be_named))


def judged(request: AuthorizationRequest, *pairs: tuple[str, str]) -> str:
    """Judge an answer with the right state."""
    query = urlencode([("state", request.state), *pairs])
    assert request.is_answered_by(query)
    return read_callback(request, query, "id.example")


def test_the_request_says_what_was_asked_for() -> None:
    """Code with S256, state and nonce, beside what the endpoint has in its own query."""
    request = authorization_request(PROFILE, REDIRECT, Expected(ISSUER))
    given_fields = dict(parse_qsl(urlsplit(request.url).query))
    digest = hashlib.sha256(request.verifier.encode()).digest()
    assert given_fields == {
        "tenant": "a",
        "response_type": "code",
        "client_id": "tokentray",
        "redirect_uri": REDIRECT,
        "scope": "openid read",
        "state": request.state,
        "nonce": request.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    assert min(map(len, (request.state, request.nonce, request.verifier))) == 43


def test_no_two_requests_share_a_secret() -> None:
    """State, nonce and verifier are new each time, and in no repr."""
    one, two = request_to(), request_to()
    secrets = {one.state, one.nonce, one.verifier, two.state, two.nonce, two.verifier}
    assert len(secrets) == 6
    assert not any(secret in repr(one) for secret in secrets)


def test_no_nonce_without_an_id_token() -> None:
    """Where `openid` is not asked for, nothing could carry it back."""
    assert "nonce" not in asked(replace(PROFILE, scopes=("read",)))


def test_targets_and_own_parameters_go_along() -> None:
    """Every resource (RFC 8707), the audience, and what the profile adds."""
    profile = replace(
        PROFILE,
        resources=("https://a.example", "https://b.example"),
        audience="aud",
        parameters={"login_hint": "me@example"},
    )
    fields = asked(profile)
    assert fields["resource"] == ["https://a.example", "https://b.example"]
    assert (fields["audience"], fields["login_hint"]) == (["aud"], ["me@example"])


@pytest.mark.parametrize(
    ("parameters", "prompt"),
    [({}, ["consent"]), ({"prompt": "login"}, ["login"]), ({"prompt": ""}, None)],
)
def test_offline_access_needs_consent(parameters: dict[str, str], prompt: list[str] | None) -> None:
    """It is asked for unless the profile says otherwise; an empty prompt is none."""
    profile = replace(PROFILE, scopes=("openid", "offline_access"), parameters=parameters)
    assert asked(profile).get("prompt") == prompt


@pytest.mark.parametrize("name", ["state", "code_challenge", "redirect_uri", "response_mode"])
def test_a_profile_may_not_speak_for_us(name: str) -> None:
    """A parameter that would weaken the request is named and refused."""
    with pytest.raises(InputError) as caught:
        asked(replace(PROFILE, parameters={name: "x"}))
    assert caught.value.code == "parameter-reserved"


def test_the_code_is_bound_to_the_key() -> None:
    """Where tokens are bound to a key, so is the code (RFC 9449 section 10)."""
    key = new_key()
    assert asked(PROFILE, key)["dpop_jkt"] == [thumbprint(public_jwk(key))]


def test_the_right_answer_gives_its_code() -> None:
    """State and issuer fit."""
    assert judged(request_to(must_be_named=True), ("code", "c1"), ("iss", ISSUER)) == "c1"


@given(st.text() | st.text(alphabet="=&%state0123456789abcdef"))
def test_nothing_else_is_an_answer(query: str) -> None:
    """41: whatever a stranger sends without the state is none, and never an exception."""
    assert not request_to().is_answered_by(query)


@given(st.text(min_size=1))
def test_a_doubled_state_is_none(other: str) -> None:
    """41: the right state beside another could be read either way, so it is not read."""
    request = request_to()
    for states in ((request.state, other), (other, request.state)):
        assert not request.is_answered_by(
            urlencode([("code", "c"), *(("state", s) for s in states)])
        )


@pytest.mark.parametrize("name", ["code", "iss", "error"])
def test_doubled_parameters_are_refused(name: str) -> None:
    """RFC 6749 section 3.1: no parameter may stand there twice."""
    values = {"code": "c", "iss": ISSUER, "error": "access_denied"}
    pairs = [("code", "c"), ("iss", ISSUER), (name, values[name])]
    with pytest.raises(TransportError) as caught:
        judged(request_to(), *pairs, (name, values[name]))
    assert (caught.value.code, caught.value.title.count(name)) == ("sign-in-answer", 1)


def test_the_answer_of_another_server_is_refused() -> None:
    """46: a code that is not from the server that was asked is sent nowhere."""
    with pytest.raises(TransportError) as caught:
        judged(request_to(), ("code", "c"), ("iss", "https://evil.example"))
    assert caught.value.code == "sign-in-issuer"


def test_a_server_that_promises_its_name_has_to_say_it() -> None:
    """46: RFC 9207 section 2.4, where the metadata says so; else it may be silent."""
    with pytest.raises(TransportError):
        judged(request_to(must_be_named=True), ("code", "c"))
    assert judged(request_to(), ("code", "c")) == "c"


def test_the_issuer_comes_before_the_error() -> None:
    """46: another server may not even say no."""
    with pytest.raises(TransportError) as caught:
        judged(request_to(), ("error", "access_denied"), ("iss", "https://evil.example"))
    assert caught.value.code == "sign-in-issuer"


@pytest.mark.parametrize(
    ("error", "kind", "exit_code"),
    [
        ("access_denied", Denied, 8),
        ("invalid_scope", ClientError, 9),
        ("unauthorized_client", ClientError, 9),
        ("login_required", OAuthError, 7),
        ("temporarily_unavailable", OAuthError, 7),
    ],
)
def test_errors_of_the_server(error: str, kind: type[TokenTrayError], exit_code: int) -> None:
    """RFC 6749 section 4.1.2.1: a refusal, a wrong profile, or trouble; foreign words are plain."""
    with pytest.raises(kind) as caught:
        judged(request_to(), ("error", error), ("error_description", "no\x1b[31m"))
    assert type(caught.value) is kind
    assert caught.value.exit_code == exit_code
    assert "\x1b" not in caught.value.title
    assert r"no\x1b[31m" in caught.value.title


def test_an_answer_without_a_code_is_none() -> None:
    """Neither code nor error: the server is at fault."""
    with pytest.raises(TransportError):
        judged(request_to())


@pytest.mark.parametrize(
    ("text", "query"),
    [
        (f"{REDIRECT}?code=c&state=s", "code=c&state=s"),
        (f'  "{REDIRECT}?code=c&state=s"\n', "code=c&state=s"),
        (f"<{REDIRECT}?code=c&state=s#f>", "code=c&state=s"),
        ("nonsense", ""),
        ("http://[", ""),
    ],
)
def test_a_pasted_address(text: str, query: str) -> None:
    """What people copy has quotes and line ends around it."""
    assert pasted_query(text) == query
