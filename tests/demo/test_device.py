"""The demo's device codes (RFC 8628), over plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import jwt
import pytest

from tests.demo.client import Answer, get, post_form
from tests.demo.clock import MovableClock
from tests.demo.person import CONTINUE, REFUSE
from tokentray.demo.server import IdentityServer


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def server(clock: MovableClock) -> Iterator[IdentityServer]:
    with IdentityServer(clock=clock, device_interval=1) as running:
        yield running


def begin(server: IdentityServer, **fields: str) -> dict[str, Any]:
    form = {"client_id": "tokentray-demo", "scope": "openid offline_access", **fields}
    answer = post_form(server.base_url + "/device_authorization", form)
    assert answer.status == 200
    assert isinstance(answer.data, dict)
    return answer.data


def poll(server: IdentityServer, device_code: str, **fields: str) -> Answer:
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "client_id": "tokentray-demo",
        "device_code": device_code,
    }
    return post_form(server.base_url + "/token", {**form, **fields})


def decide(server: IdentityServer, user_code: str, choice: str) -> Answer:
    return post_form(server.base_url + "/device", {"user_code": user_code, "choice": choice})


def test_a_code_is_typed_and_brings_tokens(server: IdentityServer) -> None:
    """Small letters and blanks are as good as the code itself; the tokens come once."""
    begun = begin(server)
    assert poll(server, begun["device_code"]).data["error"] == "authorization_pending"
    typed = begun["user_code"].lower().replace("-", " ")
    shown = decide(server, typed, CONTINUE)
    assert (shown.status, "Signed in" in shown.data) == (200, True)


def test_tokens_come_once(server: IdentityServer, clock: MovableClock) -> None:
    """An approved code gives an ID token and a refresh token, and is spent then."""
    begun = begin(server)
    server.approve_device(begun["user_code"])
    answer = poll(server, begun["device_code"])
    assert {"access_token", "refresh_token", "id_token"} <= set(answer.data)
    identity = jwt.decode(answer.data["id_token"], options={"verify_signature": False})
    assert (identity["aud"], "nonce" in identity) == ("tokentray-demo", False)
    clock.ahead = 1
    assert poll(server, begun["device_code"]).data["error"] == "invalid_grant"


def test_the_complete_address_fills_the_code_in(server: IdentityServer) -> None:
    """A person who scanned it still has to press a button."""
    begun = begin(server)
    assert begun["verification_uri"] == server.base_url + "/device"
    shown = get(begun["verification_uri_complete"])
    assert f'value="{begun["user_code"]}"' in shown.data
    assert server.user_codes == (begun["user_code"],)


def test_a_refusal_reaches_the_device(server: IdentityServer) -> None:
    """It hears access_denied."""
    begun = begin(server)
    assert "Refused" in decide(server, begun["user_code"], REFUSE).data
    assert poll(server, begun["device_code"]).data["error"] == "access_denied"
    assert server.user_codes == ()


def test_polling_too_quickly_is_slowed_down(server: IdentityServer, clock: MovableClock) -> None:
    """The interval grows by five seconds each time (section 3.5)."""
    code = begin(server)["device_code"]
    errors = []
    for later in (0, 0.5, 3, 7.5):
        clock.ahead += later
        errors.append(poll(server, code).data["error"])
    assert errors == ["authorization_pending", "slow_down", "slow_down", "slow_down"]
    clock.ahead += 16
    assert poll(server, code).data["error"] == "authorization_pending"


def test_a_code_is_over_after_its_time(server: IdentityServer, clock: MovableClock) -> None:
    """Neither the device nor the page takes it any more."""
    begun = begin(server)
    clock.ahead = begun["expires_in"]
    assert poll(server, begun["device_code"]).data["error"] == "expired_token"
    assert decide(server, begun["user_code"], CONTINUE).status == 400
    with pytest.raises(KeyError):
        server.approve_device(begun["user_code"])


@pytest.mark.parametrize(("code", "choice"), [("WRNG-CODE", CONTINUE), ("", REFUSE), ("X", "")])
def test_a_wrong_code_is_asked_for_again(server: IdentityServer, code: str, choice: str) -> None:
    """The page says so and keeps what was typed, as text."""
    begin(server)
    shown = decide(server, code, choice)
    assert shown.status == 400
    assert 'role="alert"' in shown.data
    assert len(server.user_codes) == 1


def test_foreign_text_stays_text(server: IdentityServer) -> None:
    """A code in the address is never markup of the page."""
    shown = get(f"{server.base_url}/device?user_code={quote(chr(34) + '><b>')}")
    assert "&quot;&gt;&lt;b&gt;" in shown.data


def test_a_device_code_belongs_to_its_client() -> None:
    """Another client can't take the tokens; an unknown one gets no code."""
    with IdentityServer(clients={"tokentray-demo": None, "other": None}) as server:
        begun = begin(server)
        server.approve_device(begun["user_code"])
        assert (
            poll(server, begun["device_code"], client_id="other").data["error"] == "invalid_grant"
        )
        form = {"client_id": "nobody"}
        answer = post_form(server.base_url + "/device_authorization", form)
        assert (answer.status, answer.data["error"]) == (401, "invalid_client")
        assert poll(server, begun["device_code"]).status == 200


def test_refusing_by_the_test_is_as_good(server: IdentityServer) -> None:
    """`refuse_device` does what the button does."""
    begun = begin(server)
    server.refuse_device(begun["user_code"])
    assert poll(server, begun["device_code"]).data["error"] == "access_denied"
