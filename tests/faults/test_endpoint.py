"""The hostile endpoint does what its script says; a fault that does not happen tests nothing."""

from __future__ import annotations

import gzip
import json
import re
import socket
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException
from threading import Semaphore
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import pytest

from tests.faults.answers import Answer, Gate, Literal
from tests.faults.endpoint import HostileEndpoint
from tokentray.demo.grants import GrantRules
from tokentray.demo.profiles import Form


@dataclass(frozen=True, slots=True)
class Received:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class Clock:
    now: float = 1_750_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def endpoint() -> Iterator[HostileEndpoint]:
    with HostileEndpoint() as running:
        yield running


def post(endpoint: HostileEndpoint, refresh_token: str | None = None) -> Received:
    """Refresh with the token, by default the one that is current."""
    token = refresh_token or endpoint.grant.current_refresh_token
    body = urlencode({"grant_type": "refresh_token", "refresh_token": token})
    parts = urlsplit(endpoint.url)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", parts.path, body, kind)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Received(response.status, headers, response.read())
    finally:
        connection.close()


def post_raw(endpoint: HostileEndpoint) -> bytes:
    """Refresh and return all bytes that arrive, up to an end or a reset."""
    body = f"refresh_token={endpoint.grant.current_refresh_token}".encode()
    head = f"POST /token HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    received = bytearray()
    address = urlsplit(endpoint.url)
    with socket.create_connection((str(address.hostname), address.port), timeout=10) as connection:
        connection.sendall(head + body)
        try:
            while part := connection.recv(65536):
                received += part
        except ConnectionResetError:
            received += b"<reset>"
    return bytes(received)


def test_without_a_script_it_is_honest(endpoint: HostileEndpoint) -> None:
    """An unscripted request rotates the grant and is answered as RFC 6749 says."""
    spent = endpoint.grant.current_refresh_token
    answer = post(endpoint)
    assert answer.status == 200
    assert answer.data["refresh_token"] == endpoint.grant.current_refresh_token != spent
    assert answer.data["access_token"] == endpoint.grant.current_access_token
    claims = jwt.decode(answer.data["access_token"], options={"verify_signature": False})
    assert claims["iss"] == endpoint.origin
    assert claims["exp"] - claims["iat"] == answer.data["expires_in"] == 3600


def test_a_strict_grant_is_lost_by_a_replay(endpoint: HostileEndpoint) -> None:
    """Without grace a spent token ends the family, and the endpoint counts it."""
    spent = endpoint.grant.current_refresh_token
    post(endpoint)
    assert post(endpoint, spent).data["error"] == "invalid_grant"
    assert not endpoint.grant.is_usable(endpoint.grant.current_refresh_token)
    assert (endpoint.grants.refreshes, endpoint.grants.replays, endpoint.grants.lost) == (1, 1, 1)


def test_a_grace_forgives_a_retry() -> None:
    """Inside the grace the same pair comes again; after it the retry is a replay."""
    clock = Clock()
    with HostileEndpoint(grace=60, clock=clock) as endpoint:
        spent = endpoint.grant.current_refresh_token
        answer = post(endpoint)
        clock.now += 59
        assert post(endpoint, spent).data == answer.data
        assert (endpoint.grants.retries, endpoint.grants.replays) == (1, 0)
        clock.now += 1
        assert post(endpoint, spent).data["error"] == "invalid_grant"
        assert endpoint.grants.lost == 1


def test_a_reset_comes_after_the_commit_and_the_bytes(endpoint: HostileEndpoint) -> None:
    """The connection is reset after exactly so many bytes, and the grant has moved on."""
    spent = endpoint.grant.current_refresh_token
    endpoint.script(Answer.reset_after(20))
    assert post_raw(endpoint) == b"HTTP/1.1 200 OK\r\nDat<reset>"
    assert endpoint.grant.current_refresh_token != spent
    assert endpoint.exchanges[0].sent == 20


@pytest.mark.parametrize("size", [0, 1, 300, -1])
def test_any_cut_is_seen_by_the_client(endpoint: HostileEndpoint, size: int) -> None:
    """Wherever a response is cut, an HTTP client gets an error and no answer."""
    endpoint.script(Answer.rotate().cut(size), Answer.rotate().cut(size, resets=False))
    for _ in range(2):
        with pytest.raises((ConnectionError, HTTPException)):
            post(endpoint)
    assert endpoint.grants.refreshes == 2


def test_a_drop_leaves_the_grant_as_it_was(endpoint: HostileEndpoint) -> None:
    """A request dropped before the commit may be sent again."""
    token = endpoint.grant.current_refresh_token
    endpoint.script(Answer.drop())
    with pytest.raises(ConnectionError):
        post(endpoint)
    assert endpoint.requests[0].refresh_token == token
    assert post(endpoint, token).status == 200
    assert endpoint.grants.replays == 0


def test_a_commit_may_hide_behind_any_answer(endpoint: HostileEndpoint) -> None:
    """A proxy's page can take the place of the answer that carried the new token."""
    spent = endpoint.grant.current_refresh_token
    endpoint.script(Answer.html(200).after_commit(), Answer.html(200))
    assert post(endpoint).body.startswith(b"<!doctype html>")
    rotated = endpoint.grant.current_refresh_token
    assert rotated != spent
    post(endpoint)
    assert endpoint.grant.current_refresh_token == rotated


def test_a_stepped_answer_arrives_byte_by_byte(endpoint: HostileEndpoint) -> None:
    """The client has as many bytes as the test let through."""
    steps = Semaphore(0)
    endpoint.script(Answer.rotate().cut(5, resets=False).step(steps))
    body = b"refresh_token=" + endpoint.grant.current_refresh_token.encode()
    address = urlsplit(endpoint.url)
    with socket.create_connection((str(address.hostname), address.port), timeout=10) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        received = []
        for _ in range(5):
            steps.release()
            received.append(connection.recv(100))
        assert received == [b"H", b"T", b"T", b"P", b"/"]
        assert connection.recv(100) == b""


def test_a_dripped_answer_is_whole_in_the_end(endpoint: HostileEndpoint) -> None:
    """Dripping changes the pace of an answer and not its bytes."""
    endpoint.script(Answer.json({"slow": True}).drip(0.0001))
    assert post(endpoint).data == {"slow": True}


def test_closing_ends_a_drip_and_opens_every_gate() -> None:
    """An endpoint that is closed leaves no thread behind, whatever its answers wait for."""
    with HostileEndpoint() as endpoint, ThreadPoolExecutor(2) as pool:
        gate = Gate()
        endpoint.script(Answer.rotate().drip(3600), Answer.rotate().hold(gate))
        calls = [pool.submit(post_raw, endpoint) for _ in range(2)]
        gate.wait_until_reached()
        endpoint.wait_for_requests(2)
        endpoint.__exit__(None, None, None)
        assert all(call.result(10) in (b"", b"<reset>") for call in calls)


def test_a_gate_before_the_commit_holds_the_grant(endpoint: HostileEndpoint) -> None:
    """While the answer stands at the first gate, nothing has been spent."""
    gate, token = Gate(), endpoint.grant.current_refresh_token
    endpoint.script(Answer.rotate().hold_before_commit(gate))
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(post, endpoint)
        gate.wait_until_reached()
        assert endpoint.grant.current_refresh_token == token
        assert endpoint.exchanges == ()
        gate.open()
        assert call.result(10).status == 200
    assert endpoint.grant.current_refresh_token != token


@pytest.mark.parametrize("after", [0, 30])
def test_a_gate_after_the_commit_holds_the_answer(endpoint: HostileEndpoint, after: int) -> None:
    """While the answer stands at the second gate, the token is spent and the client waits."""
    gate, token = Gate(), endpoint.grant.current_refresh_token
    endpoint.script(Answer.rotate().hold(gate, after=after))
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(post, endpoint)
        gate.wait_until_reached()
        assert endpoint.grant.current_refresh_token != token
        assert not call.done()
        gate.open()
        assert call.result(10).data["refresh_token"] == endpoint.grant.current_refresh_token


def test_no_answer_at_a_gate_is_a_time_out() -> None:
    """A test that waits for an answer that never comes fails by name."""
    with pytest.raises(TimeoutError):
        Gate().wait_until_reached(0.01)


def test_requests_in_parallel_are_counted(endpoint: HostileEndpoint) -> None:
    """Overlapping requests are seen, so that a test can say that there were none."""
    gates = [Gate(), Gate()]
    endpoint.script(*(Answer.json({}).hold(gate) for gate in gates))
    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(post, endpoint) for _ in gates]
        for gate in gates:
            gate.wait_until_reached()
        for gate in gates:
            gate.open()
        assert [call.result(10).status for call in calls] == [200, 200]
    assert endpoint.most_at_once == 2


def test_requests_one_after_another_do_not_overlap(endpoint: HostileEndpoint) -> None:
    """A client that waits for each answer is never counted as two at once."""
    for _ in range(200):
        post(endpoint)
    assert endpoint.most_at_once == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_points_to_the_recorder(endpoint: HostileEndpoint, status: int) -> None:
    """A client that followed would be found at the second endpoint."""
    with HostileEndpoint() as recorder:
        endpoint.script(Answer.redirect(status, recorder.url))
        answer = post(endpoint)
        assert (answer.status, answer.headers["location"]) == (status, recorder.url)
        assert recorder.requests == ()


@pytest.mark.parametrize("status", [200, 403, 407, 511])
def test_html_is_html_under_any_status(endpoint: HostileEndpoint, status: int) -> None:
    """A captive portal's page has its own type and says words of a token endpoint."""
    endpoint.script(Answer.html(status))
    answer = post(endpoint)
    assert answer.status == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert b"invalid_grant" in answer.body


@pytest.mark.parametrize("value", [7, -5, "Fri, 31 Dec 9999 23:59:59 GMT", "soon"])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_sent_as_given(
    endpoint: HostileEndpoint, status: int, value: int | str
) -> None:
    """Seconds, dates and nonsense reach the client unchanged."""
    endpoint.script(Answer.retry_after(status, value))
    answer = post(endpoint)
    assert (answer.status, answer.headers["retry-after"]) == (status, str(value))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 500])
def test_refusals_with_and_without_a_body(endpoint: HostileEndpoint, status: int) -> None:
    """The same status comes with a parsed error and with nothing."""
    endpoint.script(Answer.error("invalid_client", status, "no"), Answer.empty(status))
    first, second = post(endpoint), post(endpoint)
    assert first.data == {"error": "invalid_client", "error_description": "no"}
    assert (first.status, second.status, second.body) == (status, status, b"")
    assert "content-type" not in second.headers


def test_malformed_bodies_are_sent_as_they_are(endpoint: HostileEndpoint) -> None:
    """Broken, doubled, infinite and deep JSON arrive byte for byte."""
    endpoint.script(
        Answer.text('{"access_token":'),
        Answer.json([("access_token", "a"), ("access_token", "b")]),
        Answer.rotate(expires_in=Literal("1e400"), extra=Literal("NaN")),
        Answer.nested(1000),
        Answer.text(b"\xff\xfe", kind="text/plain"),
    )
    assert post(endpoint).body == b'{"access_token":'
    assert post(endpoint).body == b'{"access_token":"a","access_token":"b"}'
    assert re.search(rb'"expires_in":1e400,.*"extra":NaN}', post(endpoint).body)
    assert post(endpoint).body.count(b"[") == 1000
    assert post(endpoint).headers["content-type"] == "text/plain"


@pytest.mark.parametrize("value", [None, "3600", 3600.5, -1, 0, [], 10**50])
def test_expires_in_may_be_anything(endpoint: HostileEndpoint, value: object) -> None:
    """A committed answer carries any value in the field, and it can be left out."""
    endpoint.script(Answer.rotate(expires_in=value), Answer.rotate(without=["expires_in"]))
    answer = post(endpoint).data
    assert answer["expires_in"] == value
    assert answer["refresh_token"]
    assert "expires_in" not in post(endpoint).data


def test_fields_can_be_left_out_of_a_committed_answer(endpoint: HostileEndpoint) -> None:
    """An answer may lack the refresh token, or hold nothing but it."""
    endpoint.script(
        Answer.rotate(without=["refresh_token"]), Answer.rotate(without=["access_token"])
    )
    assert "refresh_token" not in post(endpoint).data
    answer = post(endpoint).data
    assert "access_token" not in answer
    assert answer["refresh_token"] == endpoint.grant.current_refresh_token


def test_the_same_pair_can_come_back(endpoint: HostileEndpoint) -> None:
    """A caching server answers with what the client has and spends nothing."""
    before = json.loads(endpoint.grant.response)
    endpoint.script(Answer.same_again())
    assert post(endpoint).data == before
    assert endpoint.grants.refreshes == 0
    endpoint.script(Answer.same_again())
    assert post(endpoint, "never-issued").data == {"error": "invalid_grant"}


def test_another_subject_can_come_back(endpoint: HostileEndpoint) -> None:
    """An answer may hold the token of somebody else."""
    endpoint.script(Answer.rotate(claims={"sub": "another"}))
    token = post(endpoint).data["access_token"]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["sub"], claims["iss"]) == ("another", endpoint.origin)


def test_a_gzip_bomb_is_small_on_the_wire(endpoint: HostileEndpoint) -> None:
    """A few kilobytes unpack to the size that was asked for."""
    endpoint.script(Answer.gzip_bomb(8 * 1024 * 1024))
    answer = post(endpoint)
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < 10_000
    assert len(gzip.decompress(answer.body)) > 8 * 1024 * 1024


def test_an_oversized_body_may_hide_its_length(endpoint: HostileEndpoint) -> None:
    """A large body comes with and without a Content-Length, and stops when the client goes."""
    endpoint.script(
        Answer.oversized(200_000).with_headers({"Content-Length": None}),
        Answer.oversized(64 * 1024 * 1024),
    )
    assert len(post(endpoint).body) > 200_000
    address = urlsplit(endpoint.url)
    with socket.create_connection((str(address.hostname), address.port), timeout=10) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
        connection.recv(10)
    endpoint.wait_for_exchanges(2)
    assert endpoint.exchanges[1].sent < endpoint.exchanges[1].length


def test_requests_are_recorded_in_both_forms(endpoint: HostileEndpoint) -> None:
    """Method, path, headers and fields are there for assertions, and no token in a repr."""
    token = endpoint.grant.current_refresh_token
    post(endpoint, token)
    parts = urlsplit(endpoint.url)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    body = json.dumps({"refreshToken": token, "deviceId": "d"})
    headers = {"Content-Type": "application/json", "X-Probe": "1"}
    connection.request("PUT", "/elsewhere?x=1", body, headers)
    connection.getresponse().read()
    connection.close()
    first, second = endpoint.requests
    assert (first.method, first.path, first.refresh_token) == ("POST", "/token", token)
    assert (second.method, second.path) == ("PUT", "/elsewhere?x=1")
    assert second.headers["x-probe"] == "1"
    assert second.fields == {"refreshToken": token, "deviceId": "d"}
    assert second.refresh_token == token
    assert token not in repr(endpoint.requests)


def test_honest_answers_can_take_the_source_form() -> None:
    """With the source form, answers are in camelCase with a timestamp, by the server's clock."""
    clock = Clock()
    rules = GrantRules(lifetime=60, grace=0)
    with HostileEndpoint(form=Form.SOURCE, rules=rules, clock=clock) as endpoint:
        answer = post(endpoint)
        assert answer.data["expiresIn"] == 1_750_000_060
        assert set(answer.data) == {"accessToken", "refreshToken", "expiresIn"}
        assert parsedate_to_datetime(answer.headers["date"]).timestamp() == clock.now


def test_many_grants_are_told_apart(endpoint: HostileEndpoint) -> None:
    """Each grant moves on by its own token, and one that was ended stays ended."""
    other = endpoint.grants.open("other")
    before = endpoint.grant.current_refresh_token
    post(endpoint, other.current_refresh_token)
    assert (other.report.refreshes, endpoint.grant.current_refresh_token) == (1, before)
    other.end()
    assert post(endpoint, other.current_refresh_token).data == {"error": "invalid_grant"}
    assert endpoint.grants.lost == 0


def test_what_is_said_after_the_script_can_be_set(endpoint: HostileEndpoint) -> None:
    """An endpoint can be down for good, after any script."""
    endpoint.otherwise(Answer.empty(503))
    endpoint.script(Answer.rotate())
    assert [post(endpoint).status for _ in range(3)] == [200, 503, 503]
