"""What an API says of itself: protected resource metadata, RFC 9728."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tokentray.core.errors import TransportError
from tokentray.core.urls import origin_of
from tokentray.oauth.challenge import Challenge

_WELL_KNOWN = "/.well-known/oauth-protected-resource"
_SENDS_TOKENS = ("bearer", "dpop")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResourceMetadata:
    """The parts that we act on; `scopes` None where it does not say.

    `resource` is what a token has to be asked for (RFC 8707), `needs_dpop` that it has to be
    bound to a key (RFC 9449).
    """

    resource: str
    servers: Words = ()
    scopes: Words | None = None
    name: str = ""
    needs_dpop: bool = False


def metadata_places(api: str) -> Words:
    """Return where the metadata of an API may lie: its own place, then that of its host.

    RFC 9728 section 3.1: the words are inserted between host and path, query included. The
    host's own document is about another resource where the API has a path; it tells which.
    """
    parts = urlsplit(api)
    origin = f"{parts.scheme}://{parts.netloc}"
    path = "" if parts.path == "/" else parts.path
    query = f"?{parts.query}" if parts.query else ""
    return tuple(dict.fromkeys((f"{origin}{_WELL_KNOWN}{path}{query}", f"{origin}{_WELL_KNOWN}")))


def asking(challenges: Sequence[Challenge]) -> Challenge:
    """Return the challenge that a token answers, an empty one where there is none.

    One that names its metadata is preferred (RFC 9728 section 5.1).
    """
    ours = [one for one in challenges if one.scheme in _SENDS_TOKENS]
    ours.sort(key=lambda one: "resource_metadata" not in one.parameters)
    return ours[0] if ours else Challenge("")


def read_resource_metadata(data: Mapping[str, Any], api: str) -> ResourceMetadata:
    """Read the metadata of the API that was asked at the URL `api`.

    Raises:
        TransportError: it is about another resource (RFC 9728 section 3.3).
    """
    named = data.get("resource")
    resource = named if isinstance(named, str) else ""
    if not is_same_resource(resource, api):
        found = resource or "nothing"
        if resource and origin_of(resource) == origin_of(api):
            raise TransportError("resource-elsewhere", api=api, found=found)
        raise TransportError("resource-mismatch", api=api, found=found)
    name = data.get("resource_name")
    return ResourceMetadata(
        resource=resource,
        servers=_words(data, "authorization_servers") or (),
        scopes=_words(data, "scopes_supported"),
        name=name if isinstance(name, str) else "",
        needs_dpop=data.get("dpop_bound_access_tokens_required") is True,
    )


def is_same_resource(first: str, second: str) -> bool:
    """Compare two URLs to the letter; an empty path is "/" (RFC 3986 section 6.2.3)."""
    return _with_path(first) == _with_path(second)


def _with_path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.path or not parts.netloc:
        return url
    return urlunsplit((parts.scheme, parts.netloc, "/", parts.query, parts.fragment))


def _words(data: Mapping[str, Any], key: str) -> Words | None:
    value = data.get(key)
    if not isinstance(value, list):
        return None
    return tuple(item for item in value if isinstance(item, str))
