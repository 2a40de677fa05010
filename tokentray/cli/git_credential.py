"""What git says to a credential helper, and what it wants to hear (gitcredentials(7))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tokentray.core.urls import is_loopback

LONGEST_REQUEST = 256 * 1024
"""Bytes; git itself says a few hundred."""

_USERNAME = "oauth2"
"""For servers that look at the password alone, which is the token; one in the URL is kept."""

_PORTS: Mapping[str, str] = {"https": "443", "http": "80"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where git wants to go, and as whom; the password only where it tells that one was refused."""

    protocol: str
    host: str
    username: str = ""
    password: str = field(default="", repr=False)

    @property
    def port(self) -> str:
        """The host with its port, in lower case."""
        return _with_port(self.host, self.protocol)

    def is_among(self, hosts: Iterable[str]) -> bool:
        """Tell whether a token may go there: over https, or http on loopback."""
        if self.protocol not in _PORTS:
            return False
        name = self.port.rpartition(":")[0]
        if self.protocol == "http" and not is_loopback(name.strip("[]")):
            return False
        return self.port in {_with_port(host, self.protocol) for host in hosts}


def read_place(data: bytes) -> Place:
    """Read the attributes up to an empty line; unknown ones are skipped, missing ones empty."""
    attributes: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").split("\n"):
        if not line:
            break
        key, _, value = line.partition("=")
        attributes[key] = value
    known = ("protocol", "host", "username", "password")
    return Place(*(attributes.get(key, "") for key in known))


def credential(place: Place, token: str, ends_at: int | None) -> str:
    """Write the attributes that git is to use."""
    return "\n".join(_attributes(place, token, ends_at))


def _attributes(place: Place, token: str, ends_at: int | None) -> Iterator[str]:
    if not place.username:
        yield f"username={_USERNAME}"
    yield f"password={token}"
    if ends_at is not None:
        yield f"password_expiry_utc={ends_at}"


def _with_port(host: str, protocol: str) -> str:
    name, _, port = host.rpartition(":")
    if not name or not port.isdecimal() or not port.isascii():
        name, port = host, _PORTS[protocol]
    return f"{name.lower()}:{int(port)}"
