"""The only HTTP of the program, against an endpoint that misbehaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from tokentray.core.errors import TransportError
from tokentray.oauth.transport import HttpTransport, Request, parse_http_date


class Sent:
    """Counts how often a request was about to leave."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        """Count one."""
        self.count += 1


def post(endpoint: HostileEndpoint, seconds: float = 5.0, sent: Sent | None = None) -> object:
    """Refresh with the grant's current token."""
    body = f"grant_type=refresh_token&refresh_token={endpoint.grant.current_refresh_token}"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    request = Request("POST", endpoint.url, headers, body.encode())
    return HttpTransport().send(request, seconds, sent or Sent())


def failure(call: Callable[[], object]) -> TransportError:
    """Return the error that `call` ends with."""
    with pytest.raises(TransportError) as caught:
        call()
    return caught.value


def test_an_answer_is_returned_whole() -> None:
    """Status, headers, body and the server's clock; told once that it is about to be sent."""
    with HostileEndpoint() as endpoint:
        sent = Sent()
        answer = HttpTransport().send(Request("GET", endpoint.url), 5.0, sent)
        endpoint.wait_for_exchanges(1)
    assert answer.date is not None
    assert abs(answer.date - time.time()) < 5
    assert sent.count == 1


def test_no_compression_is_asked_for() -> None:
    """A small answer must not unpack into a big one."""
    with HostileEndpoint() as endpoint:
        post(endpoint)
        assert endpoint.requests[0].headers["accept-encoding"] == "identity"


def test_a_compressed_answer_is_refused_unread() -> None:
    """What was not asked for may be a bomb."""
    with HostileEndpoint() as endpoint:
        endpoint.script(Answer.gzip_bomb(4 * 1024 * 1024))
        assert failure(lambda: post(endpoint)).code == "bad-answer"


def test_an_oversized_answer_is_cut_off() -> None:
    """At 256 kB, whatever its length says."""
    with HostileEndpoint() as endpoint:
        endpoint.script(Answer.oversized())
        assert failure(lambda: post(endpoint)).code == "answer-too-long"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_an_answer_and_is_not_followed(status: int) -> None:
    """The refresh token reaches no second host."""
    with HostileEndpoint() as elsewhere, HostileEndpoint() as endpoint:
        endpoint.script(Answer.redirect(status, elsewhere.url))
        answer = post(endpoint)
        assert getattr(answer, "status", None) == status
        assert elsewhere.requests == ()


def test_a_drip_ends_at_the_total_deadline() -> None:
    """The library's own time-out is per read and would never end it."""
    with HostileEndpoint() as endpoint:
        endpoint.script(Answer.rotate().drip(0.05))
        started = time.monotonic()
        error = failure(lambda: post(endpoint, seconds=0.6))
        assert 0.5 < time.monotonic() - started < 2.0
        assert (error.code, error.sent) == ("timed-out", True)


@pytest.mark.parametrize("size", [0, 1, 20, 200, -1])
def test_a_cut_answer_may_have_been_acted_on(size: int) -> None:
    """Wherever it is cut, the error says that the request had left."""
    with HostileEndpoint() as endpoint:
        endpoint.script(Answer.reset_after(size))
        error = failure(lambda: post(endpoint))
        assert error.sent
        assert error.code == "reply-lost"


def test_a_short_body_is_not_taken_for_a_whole_one() -> None:
    """An ordinary close before the announced length is a lost answer."""
    with HostileEndpoint() as endpoint:
        endpoint.script(Answer.rotate().cut(-5, resets=False))
        assert failure(lambda: post(endpoint)).code == "reply-lost"


def test_nobody_there_means_nothing_was_sent() -> None:
    """A refused connection, named by its host."""
    with HostileEndpoint() as endpoint:
        url = endpoint.url
    sent = Sent()
    error = failure(lambda: HttpTransport().send(Request("POST", url), 5.0, sent))
    assert (error.code, error.sent, sent.count) == ("offline", False, 0)
    assert "127.0.0.1" in error.title


def test_an_unknown_name_is_said_to_be_one() -> None:
    """RFC 6761 keeps `.invalid` unknown for ever."""
    request = Request("POST", "https://id.invalid/token")
    error = failure(lambda: HttpTransport().send(request, 5.0, Sent()))
    assert error.code in ("dns", "offline")
    assert not error.sent


def test_a_netrc_file_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a bearer or a client secret could be replaced by a password of somebody's file."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login eve password pw\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    with HostileEndpoint() as endpoint:
        post(endpoint)
        assert "authorization" not in endpoint.requests[0].headers


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Corporate networks have no other way out."""
    with HostileEndpoint() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.origin)
        HttpTransport().send(Request("POST", "http://id.example/token"), 5.0, Sent())
        assert proxy.requests[0].path == "http://id.example/token"


def test_what_goes_to_this_computer_passes_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not encrypted, and a proxy on another computer would read the tokens."""
    with HostileEndpoint() as proxy, HostileEndpoint() as endpoint:
        monkeypatch.setenv("HTTP_PROXY", proxy.origin)
        post(endpoint)
        assert len(endpoint.requests) == 1
        assert proxy.requests == ()


@pytest.mark.parametrize(
    ("proxy", "code"),
    [
        ("http://127.0.0.1:9", "proxy-unreachable"),
        ("http://proxy.invalid:9", "proxy-unreachable"),
        ("socks5://127.0.0.1:9", "proxy"),
        ("what://127.0.0.1:9", "proxy"),
    ],
)
def test_trouble_with_a_proxy_is_named_so(
    proxy: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not as trouble of the server behind it; nothing has left."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    request = Request("POST", "https://id.example/token")
    error = failure(lambda: HttpTransport().send(request, 5.0, Sent()))
    assert (error.code, error.sent) == (code, False)


def test_a_way_that_a_proxy_refuses_was_not_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking it for the way sends nothing of the request, so there is nothing to ask again."""
    with HostileEndpoint() as proxy:
        proxy.otherwise(Answer.html(407))
        monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
        sent = Sent()
        request = Request("POST", "https://id.example/token")
        error = failure(lambda: HttpTransport().send(request, 5.0, sent))
    assert (error.code, error.sent, sent.count) == ("proxy", False, 0)


def test_a_name_that_is_no_url_is_an_error_of_ours() -> None:
    """Nothing of the library comes through."""
    error = failure(lambda: HttpTransport().send(Request("POST", "https://"), 5.0, Sent()))
    assert not error.sent


def test_the_thread_ends_with_its_request() -> None:
    """Nothing is left behind by a normal exchange."""
    with HostileEndpoint() as endpoint:
        post(endpoint)
        deadline = time.monotonic() + 5
        while any(thread.name == "http" for thread in threading.enumerate()):
            assert time.monotonic() < deadline


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784111777.0),
        ("", None),
        ("soon", None),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
    ],
)
def test_http_dates(text: str, moment: float | None) -> None:
    """RFC 9110's preferred form, and nonsense."""
    assert parse_http_date(text) == moment
