"""Client credentials, revocation, introspection and userinfo of the demo server."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jwt
import pytest

from tests.demo.client import Answer, get, post_form, request
from tokentray.demo.profiles import DemoProfile, demo_profiles
from tokentray.demo.server import IdentityServer

SECRET = "a secret"
BASIC = {"Authorization": "Basic " + base64.b64encode(b"tokentray-demo:a+secret").decode()}


def opaque() -> DemoProfile:
    """Return the standard profile with access tokens that tell nothing."""
    return replace(demo_profiles()[1], account=None)


@pytest.fixture
def server() -> Iterator[IdentityServer]:
    with IdentityServer(clients={"tokentray-demo": SECRET, "public": None}) as running:
        yield running


def first(server: IdentityServer) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(server.first_response("billing"))
    return data


def ask(server: IdentityServer, path: str, token: str) -> Answer:
    return post_form(server.base_url + path, {"token": token}, BASIC)


def userinfo(server: IdentityServer, token: str) -> Answer:
    headers = {"Authorization": f"Bearer {token}"}
    return request("GET", server.base_url + "/userinfo", None, headers)


def test_a_client_with_a_secret_acts_for_itself(server: IdentityServer) -> None:
    """No refresh token, no ID token, the client as the subject, the audience as asked for."""
    form = {"grant_type": "client_credentials", "resource": "https://a.example"}
    answer = post_form(server.base_url + "/token", form, BASIC)
    assert set(answer.data) == {"access_token", "token_type", "expires_in"}
    claims = jwt.decode(answer.data["access_token"], options={"verify_signature": False})
    assert (claims["sub"], claims["aud"]) == ("tokentray-demo", "https://a.example")
    assert "name" not in claims


def test_the_secret_may_stand_in_the_form(server: IdentityServer) -> None:
    """client_secret_post, with a scope that is the client's own."""
    form = {
        "grant_type": "client_credentials",
        "client_id": "tokentray-demo",
        "client_secret": SECRET,
        "scope": "reports:read openid",
    }
    assert post_form(server.base_url + "/token", form).data["scope"] == "reports:read"


def test_a_public_client_cannot_act_for_itself(server: IdentityServer) -> None:
    """It has nothing to prove itself with."""
    form = {"grant_type": "client_credentials", "client_id": "public"}
    answer = post_form(server.base_url + "/token", form)
    assert (answer.status, answer.data["error"]) == (400, "unauthorized_client")


def test_revoking_the_refresh_token_ends_all_of_it(server: IdentityServer) -> None:
    """Neither token is good any more, and the report says why."""
    tokens = first(server)
    assert ask(server, "/revoke", tokens["refresh_token"]).status == 200
    for name in ("access_token", "refresh_token"):
        assert ask(server, "/introspect", tokens[name]).data == {"active": False}
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    answer = post_form(server.base_url + "/token", form, BASIC)
    assert answer.data["error"] == "invalid_grant"
    assert [grant.revoked for grant in server.grants] == [True]


def test_revoking_the_access_token_leaves_the_grant(server: IdentityServer) -> None:
    """The refresh token goes on."""
    tokens = first(server)
    assert ask(server, "/revoke", tokens["access_token"]).status == 200
    assert userinfo(server, tokens["access_token"]).status == 401
    assert ask(server, "/introspect", tokens["refresh_token"]).data["active"] is True


def test_revoking_what_is_unknown_is_done_already(server: IdentityServer) -> None:
    """RFC 7009 section 2.2: 200; but a token and a client there must be."""
    assert ask(server, "/revoke", "never-given").status == 200
    assert ask(server, "/revoke", "").data["error"] == "invalid_request"
    stranger = post_form(server.base_url + "/revoke", {"token": "x", "client_id": "nobody"})
    assert (stranger.status, stranger.data["error"]) == (401, "invalid_client")


def test_a_token_of_another_client_is_not_touched(server: IdentityServer) -> None:
    """It is neither revoked nor told about."""
    tokens = first(server)
    form = {"token": tokens["refresh_token"], "client_id": "public"}
    assert post_form(server.base_url + "/revoke", form).status == 400
    assert [grant.ended for grant in server.grants] == [False]


def test_a_public_client_learns_nothing_by_introspection(server: IdentityServer) -> None:
    """RFC 7662 section 2.1: the asker must be authorized."""
    form = {"token": first(server)["access_token"], "client_id": "public"}
    answer = post_form(server.base_url + "/introspect", form)
    assert (answer.status, answer.data["error"]) == (401, "invalid_client")


def test_introspection_tells_what_an_opaque_token_is() -> None:
    """Subject, scopes and times of a token that says nothing itself."""
    with IdentityServer([opaque()], clients={"tokentray-demo": SECRET}) as server:
        tokens = first(server)
        answer = ask(server, "/introspect", tokens["access_token"])
        assert tokens["access_token"].count(".") == 0
        assert answer.data["active"] is True
        assert answer.data["sub"] == "demo-billing"
        assert answer.data["scope"] == tokens["scope"]
        assert answer.data["exp"] - answer.data["iat"] == tokens["expires_in"]
        assert userinfo(server, tokens["access_token"]).data == {"sub": "demo-billing"}


def test_userinfo_tells_what_the_scopes_open(server: IdentityServer) -> None:
    """`profile` opens the name; the e-mail address was not asked for."""
    answer = userinfo(server, first(server)["access_token"])
    assert answer.data == {"sub": "demo-billing-service", "name": "Demo Billing Service"}


def test_userinfo_challenges_who_has_no_token(server: IdentityServer) -> None:
    """As RFC 6750 section 3 says: no error word without a token, invalid_token with a bad one."""
    bare = get(server.base_url + "/userinfo")
    assert (bare.status, bare.headers["www-authenticate"]) == (401, 'Bearer realm="demo"')
    for token in ("never-given", first(server)["refresh_token"]):
        bad = userinfo(server, token)
        assert bad.status == 401
        assert 'error="invalid_token"' in bad.headers["www-authenticate"]


def test_userinfo_needs_openid(server: IdentityServer) -> None:
    """A token of another purpose is answered with 403."""
    form = {"grant_type": "client_credentials"}
    token = post_form(server.base_url + "/token", form, BASIC).data["access_token"]
    answer = userinfo(server, token)
    assert (answer.status, answer.data["error"]) == (403, "insufficient_scope")


def test_the_metadata_is_true(server: IdentityServer) -> None:
    """Every endpoint that it names answers, and every grant type is known there."""
    metadata = get(server.base_url + "/.well-known/openid-configuration").data
    for name, url in metadata.items():
        if name.endswith(("_endpoint", "_uri")):
            assert get(url).status != 404, name
    for grant_type in metadata["grant_types_supported"]:
        form = {"grant_type": grant_type, "client_id": "public"}
        answer = post_form(metadata["token_endpoint"], form)
        assert answer.data["error"] in ("invalid_request", "unauthorized_client"), grant_type
    assert metadata["code_challenge_methods_supported"] == ["S256"]
    assert metadata["authorization_response_iss_parameter_supported"] is True
