"""Dynamic client registration, RFC 7591."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tokentray.core.errors import ClientError, TransportError
from tokentray.core.profile import ClientAuth, Grant
from tokentray.oauth.registration import (
    read_registration,
    registration_request,
)
from tokentray.oauth.transport import Answer

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
CODE, DEVICE = Grant.AUTHORIZATION_CODE, Grant.DEVICE_CODE


def sent(*grants: Grant, scopes: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what a request says."""
    request = registration_request(
        "https://id.example/register", grants=frozenset(grants), port=20_001, scopes=scopes
    )
    assert request.method == "POST"
    assert request.headers["Content-Type"] == "application/json"
    data: dict[str, Any] = json.loads(request.body)
    return data


def answer(data: dict[str, Any] | None, status: int = 201) -> Answer:
    """Return an answer with a JSON body, or with an empty one."""
    return Answer(status, {}, b"" if data is None else json.dumps(data).encode())


def test_a_native_public_client_is_described() -> None:
    """With one redirect address to the letter, since many servers compare exactly."""
    assert sent(CODE, DEVICE, scopes=("a", "b")) == {
        "client_name": "TokenTray",
        "redirect_uris": ["http://127.0.0.1:20001/callback"],
        "grant_types": ["authorization_code", DEVICE_CODE, "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
        "application_type": "native",
        "scope": "a b",
    }


def test_a_device_has_no_redirect_address() -> None:
    """Nor an empty scope."""
    assert {"redirect_uris", "response_types", "scope"}.isdisjoint(sent(DEVICE))


@pytest.mark.parametrize("status", [200, 201])
def test_the_answer_of_a_public_client(status: int) -> None:
    """The client id is all that is needed."""
    registered = read_registration(answer({"client_id": "c"}, status), "id.example")
    assert (registered.client_id, registered.client_auth) == ("c", ClientAuth.NONE)


def test_the_server_decides_what_client_it_is() -> None:
    """A secret that was not asked for makes it a confidential one."""
    data = {
        "client_id": "c",
        "client_secret": "hush",
        "client_secret_expires_at": 1_900_000_000,
        "registration_access_token": "manage",
        "registration_client_uri": "https://id.example/register/c",
    }
    registered = read_registration(answer(data), "id.example")
    assert registered.client_auth is ClientAuth.CLIENT_SECRET_BASIC
    assert registered.expires_at == 1_900_000_000
    assert (registered.access_token, registered.management_url) == (
        "manage",
        "https://id.example/register/c",
    )
    assert "hush" not in repr(registered)
    assert "manage" not in repr(registered).replace("management", "")
    by_post = data | {"token_endpoint_auth_method": "client_secret_post"}
    assert read_registration(answer(by_post), "h").client_auth is ClientAuth.CLIENT_SECRET_POST


@pytest.mark.parametrize("method", ["private_key_jwt", "client_secret_jwt", "client_secret_basic"])
def test_a_client_that_we_cannot_be_is_refused(method: str) -> None:
    """A method of client authentication for which nothing was given."""
    data = {"client_id": "c", "token_endpoint_auth_method": method}
    with pytest.raises(ClientError, match=method):
        read_registration(answer(data), "id.example")


def test_an_unusable_management_address_is_dropped() -> None:
    """It may be anything."""
    data = {"client_id": "c", "registration_client_uri": "http://id.example/c"}
    assert read_registration(answer(data), "id.example").management_url == ""


def test_another_redirect_address_is_of_no_use() -> None:
    """Nobody would come back from the browser; a server that names none took ours."""
    ours = "http://127.0.0.1:20001/callback"
    for named in ({"redirect_uris": [ours, "x"]}, {}):
        assert read_registration(answer({"client_id": "c", **named}), "h", ours).client_id == "c"
    with pytest.raises(ClientError) as caught:
        read_registration(answer({"client_id": "c", "redirect_uris": ["x"]}), "h", ours)
    assert caught.value.code == "registration-redirect"


@pytest.mark.parametrize("moment", [0, -1, True, "soon", None, 1e30, 10**20])
def test_a_secret_without_a_readable_end_has_none(moment: object) -> None:
    """0 is for ever (RFC 7591 section 3.2.1)."""
    data = {"client_id": "c", "client_secret": "s", "client_secret_expires_at": moment}
    assert read_registration(answer(data), "id.example").expires_at == 0


@pytest.mark.parametrize(
    ("got", "kind", "code"),
    [
        (answer({"error": "invalid_redirect_uri"}, 400), ClientError, "registration-refused"),
        (
            answer({"error": "invalid_client_metadata", "error_description": "no"}, 400),
            ClientError,
            "registration-refused-why",
        ),
        (answer(None, 400), ClientError, "registration-refused"),
        (answer(None, 404), ClientError, "registration-refused"),
        (answer({"error": "invalid_token"}, 401), ClientError, "registration-closed"),
        (answer(None, 403), ClientError, "registration-closed"),
        (answer(None, 302), TransportError, "redirect"),
        (answer(None, 429), TransportError, "server-status"),
        (answer(None, 503), TransportError, "server-status"),
        (answer(None, 201), TransportError, "not-json"),
        (answer({}, 201), TransportError, "bad-answer"),
        (answer({"client_id": 7}, 201), TransportError, "bad-answer"),
        (answer({"client_id": "\ud800"}, 201), TransportError, "bad-answer"),
        (answer({"client_id": "a\nb"}, 201), TransportError, "bad-answer"),
        (answer({"client_id": "c", "client_secret": "é"}, 201), TransportError, "bad-answer"),
        (Answer(403, {"content-type": "text/html"}, b"<p>"), TransportError, "not-json"),
    ],
)
def test_every_refusal_has_its_name(got: Answer, kind: type[Exception], code: str) -> None:
    """The profile's fault, or a server to be asked again."""
    with pytest.raises(kind) as caught:
        read_registration(got, "id.example")
    assert getattr(caught.value, "code", "") == code
