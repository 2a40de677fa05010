"""What a URL may be that tokens, secrets or people are sent to."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from tokentray.core.said import say


class Reach(IntEnum):
    """From how far an address can be reached; a larger one is more public."""

    LOOPBACK = 0
    LINK_LOCAL = 1
    PRIVATE = 2
    PUBLIC = 3


def problem_of_url(text: str) -> str:
    """Say in words why `text` is no https URL (http on loopback addresses), empty where it is."""
    if not text.isascii() or not text.isprintable() or " " in text:
        return say("holds characters that a URL must not")
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it is the check
    except ValueError:
        return say("is not a URL")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return say("is not a URL that begins with https://")
    if parts.username is not None or parts.password is not None:
        return say("holds a user name, which a URL must not")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        return say("is http; only loopback addresses may be")
    return ""


def host_of(url: str) -> str:
    """Return the host of a URL without its port, empty where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Tell whether a host is this computer by its name or address alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL (RFC 6454), empty where it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if not parts.hostname:
        return ""
    port = port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port}"


def problem_of_named_url(url: str, namer: str, reaches: Iterable[Reach], least: Reach) -> str:
    """Say in words why the server at `namer` had no business to name `url`, empty where it had.

    `reaches` are those of the URL's addresses; each has to be as public as `least`, the namer's.
    """
    problem = problem_of_url(url)
    if problem:
        return problem
    if is_loopback(host_of(url)) and not is_loopback(host_of(namer)):
        return say("is on this computer, and the API is not")
    if any(reach < least for reach in reaches):
        return say("leads into a private network, and the API is not there")
    return ""


def reaches_of(addresses: Iterable[str]) -> tuple[Reach, ...]:
    """Return from how far each IP address can be reached; what is no address is left out."""
    found = (_reach_of(address) for address in addresses)
    return tuple(reach for reach in found if reach is not None)


def _reach_of(address: str) -> Reach | None:
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(ip, IPv6Address):
        # The same host as the IPv4 address that is written inside of it.
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    # Connecting to 0.0.0.0 or :: leads to this computer.
    if ip.is_loopback or ip.is_unspecified:
        return Reach.LOOPBACK
    if ip.is_link_local:
        return Reach.LINK_LOCAL
    return Reach.PUBLIC if ip.is_global and not ip.is_multicast else Reach.PRIVATE
