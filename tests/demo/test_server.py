"""The demo server over real HTTP: tokens, refusals, rotation, claims that change."""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import uuid4

import jwt
import pytest

from tests.demo.client import Answer, get, post_form, post_json, request
from tests.demo.clock import MovableClock
from tokentray.demo.profiles import demo_profiles
from tokentray.demo.server import IdentityServer


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def server(clock: MovableClock) -> Iterator[IdentityServer]:
    with IdentityServer(clock=clock) as running:
        yield running


def first(server: IdentityServer, name: str) -> dict[str, Any]:
    data = json.loads(server.first_response(name))
    assert isinstance(data, dict)
    return data


def refresh(server: IdentityServer, refresh_token: str, **fields: str) -> Answer:
    form = {
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        "client_id": "tokentray-demo",
    }
    return post_form(server.base_url + "/token", {**form, **fields})


def source_fields(refresh_token: str, clock: MovableClock) -> dict[str, Any]:
    return {
        "refreshToken": refresh_token,
        "clientKey": "tokentray-demo",
        "deviceId": str(uuid4()),
        "networkType": "other",
        "signatureTimestamp": str(int(clock())),
    }


def verified(server: IdentityServer, token: str) -> dict[str, Any]:
    keys = jwt.PyJWKSet.from_dict(get(server.base_url + "/jwks.json").data)
    key = keys[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(
        token, key, algorithms=["ES256"], options={"verify_aud": False}, issuer=server.base_url
    )


def test_metadata_names_its_own_address(server: IdentityServer) -> None:
    """Both well-known documents name the issuer and endpoints that really answer."""
    documents = [
        get(f"{server.base_url}/.well-known/{name}")
        for name in ("openid-configuration", "oauth-authorization-server")
    ]
    assert documents[0].data == documents[1].data
    assert documents[0].data["issuer"] == server.base_url
    assert get(documents[0].data["jwks_uri"]).data["keys"][0]["kty"] == "EC"
    assert post_form(documents[0].data["token_endpoint"], {}).status == 401


def test_a_refresh_answers_as_rfc_6749_says(server: IdentityServer) -> None:
    """The answer has the standard fields, a lifetime, and is not to be stored."""
    answer = refresh(server, first(server, "billing")["refresh_token"])
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.data["token_type"] == "Bearer"
    assert answer.data["expires_in"] == 30
    assert answer.data["scope"] == "openid profile offline_access"
    claims = verified(server, answer.data["access_token"])
    assert claims["exp"] - claims["iat"] == 30


def test_the_source_form_answers_with_a_timestamp(
    server: IdentityServer, clock: MovableClock
) -> None:
    """The source API spells its fields in camelCase and `expiresIn` is the token's own `exp`."""
    url = server.base_url + "/identity/v3/token/refresh"
    fields = source_fields(first(server, "api")["refreshToken"], clock)
    answer = post_json(url, fields)
    assert answer.status == 200
    assert set(answer.data) == {"accessToken", "expiresIn", "refreshToken"}
    assert answer.data["expiresIn"] == verified(server, answer.data["accessToken"])["exp"]
    again = post_form(url, source_fields(answer.data["refreshToken"], clock))
    assert again.status == 200


def test_an_access_token_tells_what_people_look_for(server: IdentityServer) -> None:
    """Permissions, roles, plans and location are claims of a token whose signature verifies."""
    claims = verified(server, first(server, "api")["accessToken"])
    assert claims["roles"] == ["viewer", "editor"]
    assert "orders:write" in claims["permissions"]
    assert claims["plans"][0]["name"] == "trial"
    assert claims["location"]["timezone"] == "Europe/Berlin"
    assert set(claims) >= {"sub", "aud", "nbf", "jti", "name", "email"}


def test_a_role_and_a_plan_change_by_refreshing(
    server: IdentityServer, clock: MovableClock
) -> None:
    """The first refresh takes a role away, the second changes the plan, and then it stays."""
    url = server.base_url + "/identity/v3/token/refresh"
    data = first(server, "api")
    seen = []
    for _ in range(3):
        data = post_json(url, source_fields(data["refreshToken"], clock)).data
        claims = verified(server, data["accessToken"])
        seen.append((claims["roles"], claims["plans"][0]["name"]))
    assert seen == [(["viewer"], "trial"), (["viewer"], "team"), (["viewer"], "team")]


def test_a_lost_answer_is_given_again_in_the_grace(
    server: IdentityServer, clock: MovableClock
) -> None:
    """The same refresh token sent twice at once gives byte for byte the same pair."""
    spent = first(server, "billing")["refresh_token"]
    answer = refresh(server, spent)
    assert refresh(server, spent).data == answer.data
    clock.ahead += 10
    assert refresh(server, spent).data["error"] == "invalid_grant"
    assert refresh(server, answer.data["refresh_token"]).data["error"] == "invalid_grant"
    assert [grant.replays for grant in server.grants] == [1]


def test_billing_ends_after_two_refreshes(server: IdentityServer) -> None:
    """The demo's standard profile shows the end of a grant."""
    token = first(server, "billing")["refresh_token"]
    for _ in range(2):
        token = refresh(server, token).data["refresh_token"]
    ended = refresh(server, token)
    assert (ended.status, ended.data["error"]) == (400, "invalid_grant")


def test_end_grant_is_seen_by_both_forms(server: IdentityServer, clock: MovableClock) -> None:
    """A grant ended by the test answers invalid_grant with status 400 in either API."""
    standard, source = first(server, "billing"), first(server, "api")
    server.end_grant("billing")
    server.end_grant("api")
    url = server.base_url + "/identity/v3/token/refresh"
    answers = [
        refresh(server, standard["refresh_token"]),
        post_json(url, source_fields(source["refreshToken"], clock)),
    ]
    assert [(a.status, a.data["error"]) for a in answers] == [(400, "invalid_grant")] * 2


def test_report_cannot_be_refreshed(server: IdentityServer) -> None:
    """The import-only profile has an old token near its end, and no refresh token."""
    data = first(server, "report")
    assert set(data) == {"access_token", "token_type", "expires_in", "scope"}
    claims = jwt.decode(data["access_token"], options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == data["expires_in"] > 3600


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"refresh_token": ""}, 400, "invalid_request"),
        ({"refresh_token": "never-issued"}, 400, "invalid_grant"),
        ({"client_id": "somebody-else"}, 401, "invalid_client"),
        ({"client_secret": "guessed"}, 401, "invalid_client"),
    ],
)
def test_refusals_name_their_reason(
    server: IdentityServer, change: Mapping[str, str], status: int, error: str
) -> None:
    """Each mistake has the code of RFC 6749 section 5.2, and the grant survives it."""
    token = first(server, "billing")["refresh_token"]
    answer = refresh(server, **{"refresh_token": token, **change})
    assert (answer.status, answer.data["error"]) == (status, error)
    assert refresh(server, token).status == 200


@pytest.mark.parametrize(
    ("field", "value", "status", "error"),
    [
        ("refreshToken", 5, 400, "invalid_request"),
        ("clientKey", "another", 401, "invalid_client"),
        ("deviceId", "not-a-uuid", 400, "invalid_request"),
        ("networkType", "pigeon", 400, "invalid_request"),
        ("signatureTimestamp", "1000000000", 400, "invalid_request"),
        ("signatureTimestamp", None, 400, "invalid_request"),
    ],
)
def test_the_source_form_checks_its_fields(
    server: IdentityServer, clock: MovableClock, field: str, value: object, status: int, error: str
) -> None:
    """A wrong client field is refused before the grant is touched."""
    token = first(server, "api")["refreshToken"]
    url = server.base_url + "/identity/v3/token/refresh"
    answer = post_json(url, {**source_fields(token, clock), field: value})
    assert (answer.status, answer.data["error"]) == (status, error)
    assert post_json(url, source_fields(token, clock)).status == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"grant_type=refresh_token"),
        ("application/x-www-form-urlencoded", b"client_id=a&client_id=b"),
        ("application/x-www-form-urlencoded", b"\xff\xfe"),
        ("application/x-www-form-urlencoded", b"nothing"),
    ],
)
def test_a_body_that_is_no_form_is_refused(server: IdentityServer, kind: str, body: bytes) -> None:
    """The token endpoint reads a well-formed form with each parameter once, and nothing else."""
    answer = request("POST", server.base_url + "/token", body, {"Content-Type": kind})
    assert (answer.status, answer.data["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("body", [b"[]", b"{", b"[" * 50_000, b"\xff"])
def test_json_that_is_no_object_is_refused(server: IdentityServer, body: bytes) -> None:
    """The source API answers broken JSON with a refusal, not with silence."""
    url = server.base_url + "/identity/v3/token/refresh"
    answer = request("POST", url, body, {"Content-Type": "application/json"})
    assert (answer.status, answer.data["error"]) == (400, "invalid_request")


def test_a_body_without_end_is_not_read(server: IdentityServer) -> None:
    """A body larger than any token request is refused by its announced length."""
    headers = {"Content-Length": str(10**9)}
    assert request("POST", server.base_url + "/token", None, headers).status == 413


def test_a_confidential_client_shows_its_secret() -> None:
    """A client with a secret is let in by header or by form, and challenged by header."""
    with IdentityServer(clients={"tokentray-demo": "s3cret: &"}) as server:
        token = first(server, "billing")["refresh_token"]
        assert refresh(server, token).status == 401
        token = refresh(server, token, client_secret="s3cret: &").data["refresh_token"]
        form = {"grant_type": "refresh_token", "refresh_token": token}
        wrong = post_form(server.base_url + "/token", form, {"Authorization": "Basic !"})
        assert wrong.headers["www-authenticate"] == 'Basic realm="demo"'
        basic = base64.b64encode(b"tokentray-demo:s3cret%3A+%26").decode()
        headers = {"Authorization": f"Basic {basic}"}
        assert post_form(server.base_url + "/token", form, headers).status == 200


def test_a_grant_of_a_limited_time_says_so() -> None:
    """The end of its refresh token, anew each time, and its own, which comes nearer."""
    profile, clock = demo_profiles()[1], MovableClock()
    rules = replace(profile.rules, refresh_lifetime=600, authorization_lifetime=3600)
    with IdentityServer([replace(profile, rules=rules)], clock=clock) as server:
        answer = first(server, "billing")
        assert answer["refresh_expires_in"] == 600
        assert answer["authorization_expires_in"] == 3600
        clock.ahead = 500
        later = refresh(server, answer["refresh_token"]).data
        assert later["refresh_expires_in"] == 600
        assert 3000 < later["authorization_expires_in"] <= 3100


def test_the_demo_tells_how_long_a_sign_in_lasts(server: IdentityServer) -> None:
    """Longer than its tokens, so that all three horizons are seen."""
    answer = first(server, "billing")
    ends = [answer[f"{what}expires_in"] for what in ("", "refresh_", "authorization_")]
    assert ends == sorted(set(ends))


def test_the_date_is_the_servers_clock(server: IdentityServer, clock: MovableClock) -> None:
    """A server whose clock is an hour ahead says so in Date and stamps its tokens by it."""
    clock.ahead = 3600
    answer = refresh(server, first(server, "billing")["refresh_token"])
    date = parsedate_to_datetime(answer.headers["date"])
    assert abs(date.timestamp() - clock()) < 60
    claims = jwt.decode(answer.data["access_token"], options={"verify_signature": False})
    assert abs(claims["iat"] - clock()) < 60


def test_the_log_of_requests_holds_no_secret(server: IdentityServer) -> None:
    """What the server remembers of a request is where, when and how it ended."""
    token = first(server, "billing")["refresh_token"]
    refresh(server, token)
    get(f"{server.base_url}/token?refresh_token={token}")
    assert [(r.method, r.path, r.status, r.error) for r in server.requests] == [
        ("POST", "/token", 200, None),
        ("GET", "/token", 405, "invalid_request"),
    ]
    assert token not in repr(server.requests)


@pytest.mark.parametrize("name", ["api", "billing", "report"])
def test_fragments_are_toml_without_a_secret(server: IdentityServer, name: str) -> None:
    """Each profile body parses, points at this server, and needs no secret of the keyring."""
    text = server.fragment(name)
    data = tomllib.loads(text)
    assert "{secret:" not in text
    urls = [data.get("issuer"), data.get("refresh", {}).get("url")]
    assert all(url.startswith(server.base_url) for url in urls if url)


def test_a_lifetime_that_no_schedule_keeps_is_refused() -> None:
    """Lifetimes shorter than the schedule's floor are an error, not a storm of requests."""
    with pytest.raises(ValueError, match="at least 15"):
        demo_profiles(5)


def test_the_port_is_free_after_the_block() -> None:
    """A server that ended can be started again on the same port at once."""
    with IdentityServer() as server:
        port = int(server.base_url.rpartition(":")[2])
        get(server.base_url + "/jwks.json")
    with IdentityServer(port=port) as again:
        assert get(again.base_url + "/jwks.json").status == 200
