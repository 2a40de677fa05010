"""The device grant (RFC 8628): what is asked, what is shown, and how often it is polled."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import ClientError, Denied, TokenTrayError, TransportError
from tokentray.core.profile import ClientAuth, Endpoints, Profile
from tokentray.oauth.device import (
    DeviceCode,
    Waiting,
    device_request,
    poll,
    poll_refusal,
    read_device_code,
)
from tokentray.oauth.token_endpoint import Material
from tokentray.oauth.transport import Answer

HOST = "id.example"
PROFILE = Profile(
    name="tv",
    id="1",
    client_id="tokentray",
    scopes=("openid", "read"),
    resources=("https://api.example",),
    endpoints=Endpoints(
        token="https://id.example/token", device_authorization="https://id.example/device"
    ),
)
CODE = DeviceCode("secret", "WDJB-MJHT", "https://id.example/device", lifetime=100.0)
GOOD = {
    "device_code": "secret",
    "user_code": "WDJB-MJHT",
    "verification_uri": "https://id.example/device",
}


def answer(status: int, **data: Any) -> Answer:
    """Return a JSON answer."""
    return Answer(status, {"content-type": "application/json"}, json.dumps(data).encode())


def error(word: str, status: int = 400) -> Answer:
    """Return an error answer."""
    return answer(status, error=word)


@dataclass
class Server:
    """Scripted answers on a clock that only waiting moves."""

    script: deque[Answer | TokenTrayError]
    now: float = 1000.0
    polls: list[float] = field(default_factory=list)
    patience: int = 10_000

    def ask(self) -> Answer:
        self.polls.append(self.now)
        reply = self.script.popleft() if self.script else error("authorization_pending")
        if isinstance(reply, TokenTrayError):
            raise reply
        return reply

    def wait(self, seconds: float) -> bool:
        self.now += seconds
        self.patience -= 1
        return self.patience > 0

    @property
    def waiting(self) -> Waiting:
        return Waiting(lambda: self.now, self.wait)

    @property
    def pauses(self) -> list[float]:
        """Seconds before each poll."""
        moments = [1000.0, *self.polls]
        return [after - before for before, after in pairwise(moments)]


def polled(*script: Answer | TokenTrayError, code: DeviceCode = CODE) -> tuple[Answer, Server]:
    """Poll a server to its end."""
    server = Server(deque(script))
    return poll(code, server.ask, server.waiting, HOST), server


PENDING = error("authorization_pending")
SLOW_DOWN = error("slow_down")
LOST = TransportError("timed-out", sent=True, host=HOST, seconds=15)


def test_what_is_asked() -> None:
    """Scope and resource, and who the client is (section 3.1), at the device endpoint."""
    request = device_request(PROFILE, Material())
    assert request.url == "https://id.example/device"
    assert parse_qs(request.body.decode()) == {
        "scope": ["openid read"],
        "resource": ["https://api.example"],
        "client_id": ["tokentray"],
    }


def test_a_confidential_client_shows_who_it_is() -> None:
    """Section 3.1: as at the token endpoint."""
    profile = replace(PROFILE, client_auth=ClientAuth.CLIENT_SECRET_BASIC)
    request = device_request(profile, Material(secrets={"client_secret": "s"}))
    assert request.headers["Authorization"].startswith("Basic ")


def test_what_a_server_leaves_out() -> None:
    """No `interval` is 5 seconds, no `expires_in` ten minutes (section 3.2)."""
    code = read_device_code(PROFILE, answer(200, **GOOD), HOST)
    assert (code.interval, code.lifetime, code.complete_uri) == (5.0, 600.0, "")
    assert "secret" not in repr(code)
    assert "WDJB" not in repr(code)


@pytest.mark.parametrize(
    ("given_value", "interval"),
    [(1, 1.0), (7.5, 7.5), ("8", 8.0), (0, 5.0), (-1, 5.0), (None, 5.0), ("x", 5.0), (True, 5.0)],
)
def test_readings_of_the_interval(given_value: object, interval: float) -> None:
    """What is no number of seconds counts as missing; nobody is polled without a pause."""
    code = read_device_code(PROFILE, answer(200, **GOOD, interval=given_value), HOST)
    assert code.interval == interval


@pytest.mark.parametrize(
    "change",
    [
        {"device_code": ""},
        {"device_code": 5},
        {"user_code": None},
        {"user_code": "\x1b[31mA"},
        {"user_code": "A" * 100},
        {"verification_uri": None},
        {"verification_uri": "http://id.example/device"},
        {"verification_uri": "javascript:alert(1)"},
        {"verification_uri": "https://a b"},
    ],
)
def test_where_nobody_should_go(change: dict[str, object]) -> None:
    """An answer that cannot be shown, or sends people to a bad place, is refused."""
    with pytest.raises(TransportError):
        read_device_code(PROFILE, answer(200, **(GOOD | change)), HOST)


def test_a_bad_complete_address_is_left_out() -> None:
    """The code can still be typed."""
    data = {**GOOD, "verification_uri_complete": "ftp://x"}
    assert read_device_code(PROFILE, answer(200, **data), HOST).complete_uri == ""


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (error("unauthorized_client"), ClientError),
        (error("invalid_scope"), ClientError),
        (error("access_denied"), Denied),
        (Answer(503), TransportError),
        (Answer(200, {}, b"<html>"), TransportError),
        (Answer(302, {"location": "https://x"}), TransportError),
    ],
)
def test_a_server_that_gives_no_code(reply: Answer, kind: type[TokenTrayError]) -> None:
    """It is said whose fault it is."""
    with pytest.raises(kind):
        read_device_code(PROFILE, reply, HOST)


def test_it_is_polled_as_the_server_wants() -> None:
    """49: the interval before the first poll too, and 5 s more for good after `slow_down`."""
    got, server = polled(PENDING, SLOW_DOWN, PENDING, SLOW_DOWN, answer(200))
    assert got.status == 200
    assert server.pauses == [5, 5, 10, 10, 15]


def test_errors_that_come_with_200() -> None:
    """Some servers send them so: they are not taken for tokens."""
    _, server = polled(error("authorization_pending", 200), error("slow_down", 200), answer(200))
    assert server.pauses == [5, 5, 10]
    with pytest.raises(Denied):
        read_device_code(PROFILE, error("access_denied", 200), HOST)


def test_lost_answers_make_it_wait_longer() -> None:
    """49: section 3.5 wants pauses that double where a connection times out."""
    _, server = polled(LOST, LOST, PENDING, answer(200))
    assert server.pauses == [5, 10, 20, 20]


@pytest.mark.parametrize("reply", [Answer(503), Answer(429), Answer(502, {}, b"<html>")])
def test_a_server_in_trouble_is_not_final(reply: Answer) -> None:
    """Neither an overload nor a proxy's page ends a sign-in."""
    got, server = polled(reply, answer(200))
    assert (got.status, server.pauses) == (200, [5, 10])


def test_it_stops_at_the_end_of_the_code() -> None:
    """49: not one poll comes after the code has expired."""
    server = Server(deque())
    with pytest.raises(TransportError) as caught:
        poll(CODE, server.ask, server.waiting, HOST)
    assert caught.value.code == "device-expired"
    assert max(server.polls) < 1000.0 + CODE.lifetime


def test_a_person_may_stop_it() -> None:
    """A cancel between two polls is the end, and nothing more is asked."""
    server = Server(deque(), patience=3)
    with pytest.raises(Denied):
        poll(CODE, server.ask, server.waiting, HOST)
    assert len(server.polls) == 2


@pytest.mark.parametrize(
    ("word", "code", "exit_code"),
    [
        ("access_denied", "sign-in-refused", 8),
        ("expired_token", "device-expired", 7),
        ("invalid_grant", "device-expired", 7),
        ("invalid_client", "invalid-client", 9),
        ("something_else", "oauth-error", 7),
    ],
)
def test_what_ends_it(word: str, code: str, exit_code: int) -> None:
    """Section 3.5: the end is named for what it is."""
    got, server = polled(PENDING, error(word))
    assert len(server.polls) == 2
    refused = poll_refusal(PROFILE, got, HOST)
    assert (refused.code, refused.exit_code) == (code, exit_code)


def _scripts() -> Iterator[Answer | TokenTrayError]:
    yield from (PENDING, SLOW_DOWN, LOST, Answer(500))


@given(st.lists(st.sampled_from(list(_scripts()))), st.floats(1, 60), st.floats(1, 1800))
def test_no_server_is_ever_hurried(
    script: list[Answer | TokenTrayError], interval: float, lifetime: float
) -> None:
    """49: pauses never get shorter, `slow_down` adds its 5 s, nothing comes after the end."""
    code = DeviceCode("c", "U", "https://id.example", lifetime=lifetime, interval=interval)
    server = Server(deque(script))
    with pytest.raises(TransportError):
        poll(code, server.ask, server.waiting, HOST)
    pauses = server.pauses
    assert all(pause >= interval - 1e-6 for pause in pauses)
    for index, (before, after) in enumerate(pairwise(pauses)):
        slower = 5 if index < len(script) and script[index] is SLOW_DOWN else 0
        assert after >= before + slower - 1e-6
    assert all(moment < 1000 + lifetime for moment in server.polls)
