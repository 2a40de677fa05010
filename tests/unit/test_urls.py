"""What a URL may be, and from how far an address can be reached."""

from __future__ import annotations

import pytest

from tokentray.core.urls import (
    Reach,
    origin_of,
    problem_of_named_url,
    problem_of_url,
    reaches_of,
)


@pytest.mark.parametrize(
    "url",
    [
        "https://id.example",
        "https://id.example:8443/realms/a",
        "http://127.0.0.1:8080/token",
        "http://localhost/token",
        "http://[::1]:1/",
    ],
)
def test_https_anywhere_and_http_on_loopback(url: str) -> None:
    """The two that tokens may go to."""
    assert problem_of_url(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://id.example",
        "http://127.0.0.1.id.example",
        "http://localhost.id.example",
        "ftp://127.0.0.1/",
        "https://",
        "id.example",
        "https://a@id.example",
        "https://id.example:port",
        "https://id.example/\n",
        "https://id.example/a b",
        "https://idé.example",
        "https://[::1",
    ],
)
def test_nothing_else(url: str) -> None:
    """Whatever may lead elsewhere than it seems."""
    assert problem_of_url(url)


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("127.0.0.1", Reach.LOOPBACK),
        ("127.9.9.9", Reach.LOOPBACK),
        ("::1", Reach.LOOPBACK),
        ("0.0.0.0", Reach.LOOPBACK),  # noqa: S104 - an address to judge, none to listen on
        ("::", Reach.LOOPBACK),
        ("::ffff:127.0.0.1", Reach.LOOPBACK),
        ("169.254.169.254", Reach.LINK_LOCAL),
        ("fe80::1%eth0", Reach.LINK_LOCAL),
        ("10.0.0.1", Reach.PRIVATE),
        ("172.16.0.1", Reach.PRIVATE),
        ("192.168.1.1", Reach.PRIVATE),
        ("::ffff:10.0.0.1", Reach.PRIVATE),
        ("2002:0a00:0001::1", Reach.PRIVATE),
        ("100.64.0.1", Reach.PRIVATE),
        ("fd00::1", Reach.PRIVATE),
        ("224.0.0.1", Reach.PRIVATE),
        ("255.255.255.255", Reach.PRIVATE),
        ("93.184.216.34", Reach.PUBLIC),
        ("2606:2800:220:1:248:1893:25c8:1946", Reach.PUBLIC),
    ],
)
def test_the_reach_of_an_address(address: str, reach: Reach) -> None:
    """In either family, and hidden in an IPv6 address."""
    assert reaches_of([address]) == (reach,)


def test_what_is_no_address_has_no_reach() -> None:
    """It is left out."""
    assert reaches_of(["id.example", ""]) == ()


def test_an_origin_names_its_port() -> None:
    """The usual one too."""
    assert origin_of("https://id.example/a") == "https://id.example:443"
    assert origin_of("http://[::1]/a") == "http://[::1]:80"
    assert origin_of("nonsense") == ""


@pytest.mark.parametrize(
    ("namer", "least", "allowed"),
    [
        ("https://api.example", Reach.PUBLIC, {Reach.PUBLIC}),
        ("https://api.corp", Reach.PRIVATE, {Reach.PUBLIC, Reach.PRIVATE}),
        ("http://127.0.0.1", Reach.LOOPBACK, set(Reach)),
    ],
)
def test_a_server_names_only_what_is_as_public_as_itself(
    namer: str, least: Reach, allowed: set[Reach]
) -> None:
    """So nothing from outside leads inside; one bad address of several is enough."""
    url = "https://id.example"
    fine = {one for one in Reach if not problem_of_named_url(url, namer, [one], least)}
    assert fine == allowed
    both = [Reach.PUBLIC, Reach.LOOPBACK]
    assert bool(problem_of_named_url(url, namer, both, least)) == (least > Reach.LOOPBACK)
    assert not problem_of_named_url(url, namer, [], least)


def test_only_a_server_on_loopback_names_loopback() -> None:
    """By http even."""
    url = "http://localhost:8080"
    assert problem_of_named_url(url, "https://api.example", [], Reach.PUBLIC)
    assert not problem_of_named_url(url, "http://127.0.0.1", [Reach.LOOPBACK], Reach.LOOPBACK)
    assert problem_of_named_url("http://id.example", "http://127.0.0.1", [], Reach.LOOPBACK)
