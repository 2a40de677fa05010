"""Ways out through a proxy, and networks that answer in the server's place (catalogue 23, 32)."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from tests.oauth.test_transport import Sent, failure
from tokentray.core.errors import TransportError
from tokentray.oauth.transport import HttpTransport, Request

SECRET = b"refresh_token=a-refresh-token"
NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def _no_proxy_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test names."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def post(url: str, sent: Sent | None = None) -> TransportError | None:
    """Send a secret; return the trouble."""
    request = Request("POST", url, {}, SECRET)
    try:
        HttpTransport().send(request, 5.0, sent or Sent())
    except TransportError as error:
        return error
    return None


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_a_secure_request_goes_through_a_tunnel(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The proxy learns host and port, and nothing else."""
    with HostileEndpoint() as proxy:
        proxy.otherwise(Answer.empty(403))
        monkeypatch.setenv(name, proxy.origin)
        post("https://id.example/token")
        (asked,) = proxy.requests
        assert (asked.method, asked.path) == ("CONNECT", "id.example:443")
        assert SECRET not in asked.body


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_refuses_is_named_as_one(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    """Nothing was sent, and the status tells why: 407 wants a password."""
    with HostileEndpoint() as proxy:
        proxy.otherwise(Answer.html(status))
        monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
        sent = Sent()
        error = post("https://id.example/token", sent)
        assert error is not None
        assert (error.code, error.exit_code, error.sent, sent.count) == ("proxy", 7, False, 0)
        assert str(status) in error.title
        assert "id.example" in error.title


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_away_is_not_said_to_be_the_server(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    """By its address, without the name and password that may stand before it."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv(f"{scheme.upper()}_PROXY", f"http://eve:pass-word@127.0.0.1:{port}")
    error = post(f"{scheme}://id.example/token")
    assert error is not None
    assert (error.code, error.exit_code, error.sent) == ("proxy-unreachable", 7, False)
    assert f"127.0.0.1:{port}" in error.title
    assert "pass-word" not in repr(error)


def test_the_name_of_a_proxy_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the proxy's name that cannot be found, not the server's."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
    error = post("https://id.example/token")
    assert error is not None
    assert error.code == "proxy-unreachable"
    assert "proxy.invalid:3128" in error.title


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_what_needs_no_proxy_goes_directly(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As curl has it."""
    with HostileEndpoint() as proxy, HostileEndpoint() as endpoint:
        monkeypatch.setenv("HTTP_PROXY", proxy.origin)
        monkeypatch.setenv(name, "127.0.0.1")
        post(endpoint.url)
        assert len(endpoint.requests) == 1
        assert proxy.requests == ()


def test_netrc_is_for_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for the server nor for the proxy, wherever the file is said to be."""
    file = tmp_path / "netrc"
    file.write_text("default login eve password pass-word\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    with HostileEndpoint() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.origin)
        post("http://id.example/token")
        headers = proxy.requests[0].headers
        assert not {"authorization", "proxy-authorization"} & set(headers)


def test_a_cut_tunnel_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy hangs up: nothing was sent to the server."""
    with HostileEndpoint() as proxy:
        proxy.otherwise(Answer.drop())
        monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
        error = failure_of("https://id.example/token")
        assert not error.sent


def failure_of(url: str) -> TransportError:
    """Return the trouble of a request that fails."""
    return failure(lambda: HttpTransport().send(Request("POST", url, {}, SECRET), 5.0, Sent()))
