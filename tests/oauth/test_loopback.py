"""The listener that the browser comes back to, spoken to by browsers, strangers and worse."""

from __future__ import annotations

import errno
import socket
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import pytest

from tests.signing.browser import Shown, request
from tokentray.core.errors import TransportError
from tokentray.core.last_page import Spoken
from tokentray.oauth import loopback as loopback_module
from tokentray.oauth.loopback import Loopback
from tokentray.oauth.pages import Page

STATE = "state=right"
PATIENCE = 20.0


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """A listener that waits for the right state."""
    with Loopback() as loopback:
        loopback.listen(lambda query: STATE in query.split("&"))
        yield loopback


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Browsers that wait for their page."""
    with ThreadPoolExecutor(8) as pool:
        yield pool


def callback(loopback: Loopback, query: str = f"code=c&{STATE}") -> str:
    """Return the address of an answer."""
    return f"{loopback.redirect_uri}?{query}"


def place(loopback: Loopback) -> tuple[str, int]:
    """Return host and port."""
    parts = urlsplit(loopback.redirect_uri)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port


def raw(loopback: Loopback, data: bytes) -> bytes:
    """Send bytes and read all that comes."""
    with socket.create_connection(place(loopback), timeout=PATIENCE) as connection:
        connection.sendall(data)
        pieces = bytearray()
        with suppress(ConnectionResetError):
            while piece := connection.recv(65536):
                pieces += piece
        return bytes(pieces)


def still_waits(loopback: Loopback, pool: ThreadPoolExecutor) -> None:
    """Fail unless the real answer is still taken, and shown its end."""
    assert loopback.wait(0) is None
    browser = pool.submit(request, callback(loopback))
    assert loopback.wait(PATIENCE) == f"code=c&{STATE}"
    loopback.finish(Page.SIGNED_IN)
    assert "You are signed in" in browser.result(PATIENCE).text


def test_the_page_tells_the_truth(loopback: Loopback, pool: ThreadPoolExecutor) -> None:
    """The browser is answered after the code was exchanged, by how that ended."""
    browser: Future[Shown] = pool.submit(request, callback(loopback))
    assert loopback.wait(PATIENCE) == f"code=c&{STATE}"
    assert not browser.done()
    loopback.finish(Page.FAILED)
    assert browser.result(PATIENCE).text == Page.FAILED.html(Spoken()).decode()


def test_a_reload_sees_the_same_end(loopback: Loopback, pool: ThreadPoolExecutor) -> None:
    """A second answer is not taken, waits with the first, and one that comes later reads it too."""
    first = pool.submit(request, callback(loopback))
    assert loopback.wait(PATIENCE) is not None
    second = pool.submit(request, callback(loopback))
    request(loopback.redirect_uri)  # the second is being served as well by now
    loopback.finish(Page.SIGNED_IN)
    assert first.result(PATIENCE) == second.result(PATIENCE)
    assert request(callback(loopback)).text == first.result().text
    assert loopback.wait(0) is None


def test_only_this_computer_is_listened_to(loopback: Loopback) -> None:
    """43, 45: the literal address 127.0.0.1; another of this computer's finds nobody."""
    host, port = place(loopback)
    assert host == "127.0.0.1"
    with socket.socket() as stranger:
        assert stranger.connect_ex(("127.0.0.2", port)) == errno.ECONNREFUSED


def test_the_port_is_ours_before_it_is_told() -> None:
    """44: whatever is taken, each listener has a port of its own that answers already."""
    with ExitStack() as stack:
        all_of_them = [stack.enter_context(Loopback()) for _ in range(50)]
        assert len({one.redirect_uri for one in all_of_them}) == 50
        for one in all_of_them:
            socket.create_connection(place(one), timeout=PATIENCE).close()


def test_the_other_family_is_the_last_resort(
    monkeypatch: pytest.MonkeyPatch, pool: ThreadPoolExecutor
) -> None:
    """45: where 127.0.0.1 is not to be had, [::1] is, by its literal address."""
    monkeypatch.setattr(loopback_module, "_HOSTS", ("192.0.2.1", "::1"))
    with Loopback() as loopback:
        loopback.listen(lambda query: query == "code=c&state=right")
        assert loopback.redirect_uri.startswith("http://[::1]:")
        browser = pool.submit(request, callback(loopback))
        assert loopback.wait(PATIENCE) is not None
        loopback.finish(Page.SIGNED_IN)
        assert browser.result(PATIENCE).status == 200


def test_a_taken_port_is_named(loopback: Loopback) -> None:
    """44: a fixed port that somebody has is code 7, and is not looked for elsewhere."""
    _, port = place(loopback)
    with pytest.raises(TransportError) as caught, Loopback(port):
        pass
    assert caught.value.exit_code == 7
    assert str(port) in caught.value.title


def test_a_fixed_port_can_be_used_again(pool: ThreadPoolExecutor) -> None:
    """The next sign-in need not wait for the last one's connections to be forgotten."""
    with Loopback() as first:
        first.listen(lambda query: True)
        _, port = place(first)
        browser = pool.submit(request, callback(first))
        assert first.wait(PATIENCE)
        first.finish(Page.SIGNED_IN)
        browser.result(PATIENCE)
    with Loopback(port) as second:
        assert place(second)[1] == port


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/favicon.ico", "GET", {}, 404),
        ("/", "GET", {}, 404),
        (f"/callback/?code=x&{STATE}", "GET", {}, 404),
        (f"/callback?code=x&{STATE}", "HEAD", {}, 405),
        (f"/callback?code=x&{STATE}", "POST", {}, 405),
        (f"/callback?code=x&{STATE}", "OPTIONS", {"Origin": "https://evil.example"}, 405),
        (f"/callback?code=x&{STATE}", "GET", {"Sec_Purpose": "prefetch;prerender"}, 503),
        (f"/callback?code=x&{STATE}", "GET", {"Purpose": "prefetch"}, 503),
        (f"/callback?code=x&{STATE}", "GET", {"Host": "rebound.example"}, 421),
        (f"/callback?code=x&{STATE}", "GET", {"Host": "localhost"}, 421),
        ("/callback?code=x&state=wrong", "GET", {}, 400),
        ("/callback?error=access_denied", "GET", {}, 400),
        ("/callback?code=x", "GET", {"Origin": "https://evil.example"}, 400),
        ("/callback", "GET", {}, 400),
    ],
)
def test_strays_take_nothing(
    loopback: Loopback,
    pool: ThreadPoolExecutor,
    path: str,
    method: str,
    headers: dict[str, str],
    status: int,
) -> None:
    """41, 42, 47: what is no answer is told so at once, and the real one is still taken."""
    host, port = place(loopback)
    assert request(f"http://{host}:{port}{path}", method, **headers).status == status
    still_waits(loopback, pool)


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /callback?state=right HTTP/2\r\nHost: x\r\n\r\n",
        b"GET http://127.0.0.1/callback?state=right HTTP/1.1\r\n\r\n",
        b"GET /callback?code=x&state=right HTTP/1.1\r\n\r\n",
        b"GET /callback?state=right HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /callback?state=right HTTP/1.1\r\nno header\r\n\r\n",
        b"GET /" + b"x" * 70_000,
        b"\xff" * 70_000,
    ],
)
def test_nonsense_takes_nothing(loopback: Loopback, pool: ThreadPoolExecutor, data: bytes) -> None:
    """47: no nonsense ends the listener."""
    status = raw(loopback, data).split(b" ")[1:2]
    assert status in ([b"400"], [b"421"], [])
    still_waits(loopback, pool)


def test_nothing_of_a_request_is_shown(loopback: Loopback, pool: ThreadPoolExecutor) -> None:
    """47: neither script nor words of a query reach a page, and a policy forbids scripts."""
    told = raw(
        loopback,
        b"GET /callback?error_description=%3Cscript%3Eboo()%3C/script%3E HTTP/1.1\r\n"
        b"Host: " + loopback.redirect_uri.split("/")[2].encode() + b"\r\n\r\n",
    )
    head, _, page = told.partition(b"\r\n\r\n")
    assert page == Page.NOT_EXPECTED.html(Spoken())
    assert b"script" not in page
    assert b"Content-Security-Policy: default-src 'none'" in head
    assert b"Connection: close" in head
    assert b"Cache-Control: no-store" in head
    assert b"Referrer-Policy: no-referrer" in head


def test_pages_follow_light_and_dark() -> None:
    """Every page is whole, speaks to screen readers and follows the system's colours."""
    for page in Page:
        text = page.html(Spoken()).decode()
        assert text.startswith("<!doctype html>")
        assert "prefers-color-scheme: dark" in text
        assert 'role="status"' in text


def test_a_slow_browser_is_understood(loopback: Loopback, pool: ThreadPoolExecutor) -> None:
    """A request that comes byte by byte is one all the same, and holds nobody up meanwhile."""
    host = loopback.redirect_uri.split("/")[2]
    whole = f"GET /callback?code=c&{STATE} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    with socket.create_connection(place(loopback), timeout=PATIENCE) as connection:
        for index, byte in enumerate(whole):
            connection.sendall(bytes([byte]))
            if index % 20 == 0:
                assert request(f"http://{host}/favicon.ico").status == 404
        assert loopback.wait(PATIENCE) == f"code=c&{STATE}"
        loopback.finish(Page.SIGNED_IN)
        assert connection.recv(15) == b"HTTP/1.1 200 OK"


def test_a_crowd_that_says_nothing_keeps_nobody_out(
    loopback: Loopback, pool: ThreadPoolExecutor
) -> None:
    """Two hundred idle connections, as a browser that connects ahead or a flood makes them."""
    with ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(socket.create_connection(place(loopback), timeout=PATIENCE))
        still_waits(loopback, pool)


def test_one_who_hangs_up_does_no_harm(loopback: Loopback, pool: ThreadPoolExecutor) -> None:
    """Connections that are closed or reset in the middle end only themselves."""
    for data in (b"", b"GET /callb"):
        for lingers in (True, False):
            connection = socket.create_connection(place(loopback), timeout=PATIENCE)
            connection.sendall(data)
            if not lingers:
                option = (1).to_bytes(4, "little") + bytes(4)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, option)
            connection.close()
    still_waits(loopback, pool)


def test_leaving_ends_all_of_it(pool: ThreadPoolExecutor) -> None:
    """The port is free, idle clients are let go, and nobody waits for one that keeps still."""
    with Loopback() as loopback:
        loopback.listen(lambda query: True)
        where = place(loopback)
        idle = socket.create_connection(where, timeout=PATIENCE)
        browser = pool.submit(request, callback(loopback))
        assert loopback.wait(PATIENCE)
        loopback.finish(Page.SIGNED_IN)
        began = time.monotonic()
    assert time.monotonic() - began < 5
    assert "You are signed in" in browser.result(PATIENCE).text
    assert idle.recv(1) == b""
    idle.close()
    with socket.socket() as late:
        assert late.connect_ex(where) == errno.ECONNREFUSED


def test_a_browser_that_does_not_read_is_not_waited_for_long() -> None:
    """Leaving takes seconds at most, whoever still holds a connection."""
    with ExitStack() as stack:
        with Loopback() as loopback:
            loopback.listen(lambda query: True)
            connection = socket.create_connection(place(loopback), timeout=PATIENCE)
            stack.enter_context(connection)
            host = loopback.redirect_uri.split("/")[2]
            connection.sendall(f"GET /callback?a HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            assert loopback.wait(PATIENCE) == "a"
            loopback.finish(Page.SIGNED_IN)
            began = time.monotonic()
        assert time.monotonic() - began < 5


def test_nobody_came() -> None:
    """A listener that was never asked anything ends at once, also when it never began to serve."""
    with Loopback() as loopback:
        assert loopback.wait(0.01) is None
    with Loopback() as loopback:
        loopback.listen(lambda query: True)
        assert loopback.wait(0.01) is None
