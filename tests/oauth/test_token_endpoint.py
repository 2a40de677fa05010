"""The refresh request and the judgement of its answer."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import (
    ClientError,
    InputError,
    OAuthError,
    TokenTrayError,
    TransportError,
)
from tokentray.core.profile import Body, ClientAuth, Endpoints, Profile, RefreshRequest
from tokentray.core.tokens import TokenResponse
from tokentray.oauth.token_endpoint import (
    Ended,
    Material,
    needed_secrets,
    read_refresh_answer,
    refresh_request,
    retry_after,
)
from tokentray.oauth.transport import Answer, Request

URL = "https://id.example/token"
MATERIAL = Material(
    "r%t",
    access_token="a",
    secrets={"client_secret": "s:+/%&", "key": "k"},
    uuid="u",
    now=17.5,
)


def standard(**changes: Any) -> Profile:
    """Return a profile of the RFC 6749 refresh."""
    return Profile("api", "1", client_id="me", endpoints=Endpoints(token=URL), **changes)


def described(**changes: Any) -> Profile:
    """Return a profile with its own refresh request."""
    return Profile("api", "1", client_id="me", refresh=RefreshRequest(url=URL, **changes))


def form(request: Request) -> dict[str, list[str]]:
    """Return the fields of a form body."""
    return parse_qs(request.body.decode(), keep_blank_values=True, strict_parsing=True)


class TestStandardRequest:
    """RFC 6749 section 6."""

    def test_a_public_client_names_itself(self) -> None:
        """In the body."""
        request = refresh_request(standard(), MATERIAL)
        assert (request.method, request.url) == ("POST", URL)
        assert form(request) == {
            "grant_type": ["refresh_token"],
            "refresh_token": ["r%t"],
            "client_id": ["me"],
        }

    def test_basic_credentials_are_form_encoded_first(self) -> None:
        """RFC 6749 section 2.3.1: a secret with reserved characters breaks without."""
        profile = standard(client_auth=ClientAuth.CLIENT_SECRET_BASIC)
        request = refresh_request(profile, MATERIAL)
        scheme, _, encoded = request.headers["Authorization"].partition(" ")
        assert scheme == "Basic"
        assert base64.b64decode(encoded) == b"me:s%3A%2B%2F%25%26"
        assert "client_id" not in form(request)

    def test_a_posted_secret(self) -> None:
        """In the body, once."""
        request = refresh_request(standard(client_auth=ClientAuth.CLIENT_SECRET_POST), MATERIAL)
        assert form(request)["client_secret"] == ["s:+/%&"]

    def test_audience_and_resources_are_kept(self) -> None:
        """RFC 8707 section 2.2."""
        profile = standard(audience="aud", resources=("https://a", "https://b"))
        fields = form(refresh_request(profile, MATERIAL))
        assert (fields["audience"], fields["resource"]) == (
            ["aud"],
            ["https://a", "https://b"],
        )

    def test_a_key_that_cannot_sign_is_said(self) -> None:
        """Before anything is sent, and without a word of the key."""
        material = replace(MATERIAL, secrets={"private_key": "canary-no-key"})
        with pytest.raises(InputError, match="private_key of api") as caught:
            refresh_request(standard(client_auth=ClientAuth.PRIVATE_KEY_JWT), material)
        assert "canary" not in f"{caught.value.title} {caught.value.hint}"


class TestDescribedRequest:
    """The profile's own form."""

    def test_json_keeps_the_types_of_toml(self) -> None:
        """`{now}` is text, `{now:int}` a number."""
        fields = {
            "t": "{refresh_token}",
            "n": "{now}",
            "i": "{now:int}",
            "deep": [1, {"k": True}],
        }
        request = refresh_request(described(fields=fields), MATERIAL)
        assert json.loads(request.body) == {
            "t": "r%t",
            "n": "17",
            "i": 17,
            "deep": [1, {"k": True}],
        }
        assert request.headers["Content-Type"] == "application/json"

    def test_a_form_takes_text_and_numbers(self) -> None:
        """And nothing of RFC 6749 is added."""
        fields = {"refreshToken": "{refresh_token}", "n": 5, "key": "{secret:key}"}
        request = refresh_request(described(body=Body.FORM, fields=fields), MATERIAL)
        assert form(request) == {"refreshToken": ["r%t"], "n": ["5"], "key": ["k"]}

    def test_headers_are_filled(self) -> None:
        """With text around a placeholder."""
        headers = {"Authorization": "Bearer {access_token}", "X-Key": "{secret:key}"}
        request = refresh_request(described(headers=headers), MATERIAL)
        assert request.headers["Authorization"] == "Bearer a"
        assert request.headers["X-Key"] == "k"

    def test_the_content_type_of_the_profile_is_the_only_one(self) -> None:
        """However its name is spelled (RFC 9110 section 5.1)."""
        headers = {"content-type": "application/vnd.api+json"}
        request = refresh_request(described(headers=headers), MATERIAL)
        assert request.headers == headers

    def test_a_secret_cannot_split_a_header(self) -> None:
        """A line end in it is refused, and the error does not show it."""
        material = Material("r", secrets={"key": "k\r\nX-Evil: 1"})
        with pytest.raises(InputError) as caught:
            refresh_request(described(headers={"X-Key": "{secret:key}"}), material)
        assert "Evil" not in str(caught.value)

    def test_its_secrets_are_known_before(self) -> None:
        """Of fields and headers; of a standard request by its client authentication."""
        profile = described(fields={"a": "{secret:x}"}, headers={"b": "{secret:y}"})
        assert needed_secrets(profile) == {"x", "y"}
        basic = standard(client_auth=ClientAuth.CLIENT_SECRET_BASIC)
        assert needed_secrets(basic) == {"client_secret"}
        assert needed_secrets(standard()) == frozenset()


def answer(status: int, body: object = b"", kind: str = "application/json") -> Answer:
    """Return an answer with this body, JSON where it is not bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, {"content-type": kind} if kind else {}, content)


def judge(profile: Profile, given_: Answer) -> TokenResponse | Ended:
    """Judge an answer of id.example."""
    return read_refresh_answer(profile, given_, "id.example")


class TestVerdicts:
    """What ends a grant, and what does not."""

    def test_a_token_response(self) -> None:
        """In either spelling, also as text/plain."""
        for kind in ("application/json", "text/plain", ""):
            verdict = judge(standard(), answer(200, {"accessToken": "a", "expiresIn": 5}, kind))
            assert isinstance(verdict, TokenResponse)
            assert (verdict.access_token, verdict.expires_in) == ("a", 5)

    def test_doubled_fields_do_not_cost_the_grant(self) -> None:
        """Refusing the answer would lose the rotated token."""
        body = b'{"access_token":"a","access_token":"b","refresh_token":"r"}'
        verdict = judge(standard(), answer(200, body))
        assert isinstance(verdict, TokenResponse)
        assert verdict.refresh_token == "r"

    @pytest.mark.parametrize(
        ("pointer", "body"),
        [
            ("/data/token", {"data": {"token": {"access_token": "a"}}}),
            ("/0", [{"access_token": "a"}]),
            ("/a~1b/c~0d", {"a/b": {"c~d": {"access_token": "a"}}}),
        ],
    )
    def test_the_response_may_lie_deeper(self, pointer: str, body: object) -> None:
        """RFC 6901."""
        verdict = judge(described(response=pointer), answer(200, body))
        assert isinstance(verdict, TokenResponse)
        assert verdict.access_token == "a"

    @pytest.mark.parametrize("status", [400, 401, 403])
    def test_a_parsed_invalid_grant_ends_the_grant(self, status: int) -> None:
        """RFC 6749 section 5.2."""
        assert judge(standard(), answer(status, {"error": "invalid_grant"})) == Ended(
            "reason-invalid-grant"
        )

    def test_an_error_may_come_with_200(self) -> None:
        """Some servers send them so; an API with a form of its own may mean something else."""
        assert judge(standard(), answer(200, {"error": "invalid_grant"})) == Ended(
            "reason-invalid-grant"
        )
        verdict = judge(described(), answer(200, {"error": "none", "access_token": "a"}))
        assert isinstance(verdict, TokenResponse)

    def test_a_status_that_the_profile_names_ends_the_grant(self) -> None:
        """Unless a page for people says it."""
        profile = described(dead_on=(401,))
        assert judge(profile, answer(401)) == Ended("reason-dead-on", {"status": 401})
        with pytest.raises(TransportError):
            judge(profile, answer(401, b"<html>", "text/html"))

    @pytest.mark.parametrize(
        ("given_", "kind", "code"),
        [
            (answer(200, b"<html>", "text/html"), TransportError, "not-json"),
            (answer(200, b"null"), TransportError, "not-json"),
            (answer(200, b'{"access_token":'), TransportError, "not-json"),
            (answer(200, b"[" * 100_000), TransportError, "not-json"),
            (answer(200, [1]), TransportError, "bad-answer"),
            (answer(302), TransportError, "redirect"),
            (answer(400), TransportError, "server-refused"),
            (
                answer(400, {"error": "invalid_request"}),
                TransportError,
                "server-refused",
            ),
            (answer(401, {"error": "whatever"}), TransportError, "server-refused"),
            (answer(403), TransportError, "server-refused"),
            (answer(404, {}), TransportError, "server-refused"),
            (answer(403, b"<html>", "text/html"), TransportError, "not-json"),
            (answer(407, b"<html>", "text/html"), TransportError, "not-json"),
            (answer(511, b"<html>", "text/html"), TransportError, "not-json"),
            (answer(400, {"error": "invalid_client"}), ClientError, "invalid-client"),
            (
                answer(401, {"error": "unauthorized_client"}),
                ClientError,
                "invalid-client",
            ),
            (answer(400, {"error": "invalid_scope"}), ClientError, "invalid-client"),
            (answer(400, {"error": "mfa_required"}), OAuthError, "oauth-error"),
            (
                answer(400, {"error": "temporarily_unavailable"}),
                TransportError,
                "server-status",
            ),
            (answer(408), TransportError, "server-status"),
            (answer(429, {"error": "slow_down"}), TransportError, "server-status"),
            (answer(500, {"error": "invalid_grant"}), TransportError, "server-status"),
            (answer(503), TransportError, "server-status"),
        ],
    )
    def test_everything_else_keeps_the_grant(
        self, given_: Answer, kind: type[TokenTrayError], code: str
    ) -> None:
        """A portal, a proxy, a busy server, a wrong profile: none of them signs anybody out."""
        with pytest.raises(kind) as caught:
            judge(standard(), given_)
        assert caught.value.code == code

    @given(
        status=st.integers(100, 599),
        body=st.binary(max_size=60) | st.just(b'{"error":"x"}'),
        kind=st.sampled_from(["application/json", "text/html", "", "x/y"]),
    )
    def test_nothing_but_a_parsed_word_ends_a_grant(
        self, status: int, body: bytes, kind: str
    ) -> None:
        """Whatever bytes come, the outcome is a response or an error of ours."""
        assert outcome(answer(status, body, kind)) in ("response", 7, 9)


def outcome(given_: Answer) -> object:
    """Return "response", "ended", or the exit code of the error."""
    try:
        verdict = judge(standard(), given_)
    except TokenTrayError as error:
        return error.exit_code
    return "ended" if isinstance(verdict, Ended) else "response"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("999999999999", 86_400.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("Sun, 06 Nov 1994 08:49:47 GMT", 10.0),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400.0),
    ],
)
def test_retry_after(text: str, seconds: float | None) -> None:
    """Seconds and dates, within sane bounds."""
    assert retry_after(Answer(503, {"retry-after": text}), 784111777.0) == seconds
