"""Find the endpoints of a profile: what it names itself, else what its issuer says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tokentray.core.errors import InputError, TransportError
from tokentray.core.profile import ClientAuth, Profile
from tokentray.oauth.json_answer import json_object
from tokentray.oauth.metadata import ServerMetadata, fill, merged, metadata_urls, read_metadata
from tokentray.oauth.transport import Request, Transport
from tokentray.storage.documents import Document, DocumentKind, Documents

logger = logging.getLogger(__name__)

FRESH_FOR = 24 * 3600.0
"""Seconds for which metadata is not asked again."""

SecondsLeft = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A profile whose endpoints are filled in; `metadata` None where it names no issuer."""

    profile: Profile
    metadata: ServerMetadata | None = None


class Discovery:
    """Asks servers for their metadata, and keeps the answers in the cache folder."""

    def __init__(
        self, transport: Transport, documents: Documents, now: Callable[[], float]
    ) -> None:
        self._transport = transport
        self._documents = documents
        self._now = now

    @staticmethod
    def is_needed(profile: Profile) -> bool:
        """Tell whether the token endpoint of a profile has to be found out."""
        if profile.refresh is not None:
            return False
        by_certificate = profile.client_auth is ClientAuth.TLS_CLIENT_AUTH and profile.issuer
        return bool(by_certificate) or not profile.endpoints.token

    def for_tokens(self, profile: Profile, left: SecondsLeft) -> Profile:
        """Return the profile with the token endpoint to use; nothing is asked where it names it.

        Raises:
            TransportError: the metadata cannot be had, or is not this issuer's.
            InputError: there is no token endpoint.
        """
        if not self.is_needed(profile):
            return profile
        found = self.resolve(profile, left).profile
        if not found.endpoints.token:
            raise InputError("no-token-endpoint", name=profile.name)
        return found

    def resolve(self, profile: Profile, left: SecondsLeft) -> Resolved:
        """Return the profile with all endpoints that are known.

        Raises:
            TransportError: the metadata cannot be had, or is not this issuer's.
        """
        if not profile.issuer:
            return Resolved(profile)
        metadata = self.metadata(profile.issuer, profile.ca_file, left)
        found = metadata.endpoints
        if profile.client_auth is ClientAuth.TLS_CLIENT_AUTH:
            found = fill(metadata.mtls, found)
        endpoints = fill(profile.endpoints, found)
        return Resolved(replace(profile, endpoints=endpoints), metadata)

    def known(self, profile: Profile) -> Profile:
        """Return the profile with the endpoints that are known without asking anybody."""
        kept = self._documents.load(DocumentKind.METADATA, profile.issuer)
        if not profile.issuer or kept is None:
            return profile
        try:
            found = read_metadata(kept.data, profile.issuer).endpoints
        except TransportError:
            return profile
        return replace(profile, endpoints=fill(profile.endpoints, found))

    def metadata(
        self, issuer: str, ca_file: str, left: SecondsLeft, *, anew: bool = False
    ) -> ServerMetadata:
        """Return the metadata of an issuer; an old answer serves where no new one can be had.

        Raises:
            TransportError: there is none, or it is another issuer's.
        """
        kept = self._documents.load(DocumentKind.METADATA, issuer)
        is_fresh = kept is not None and 0 <= self._now() - kept.fetched_at < FRESH_FOR
        if kept is not None and is_fresh and not anew:
            return read_metadata(kept.data, issuer)
        try:
            data = self._fetch(issuer, ca_file, left)
            metadata = read_metadata(data, issuer)
        except TransportError as error:
            if kept is None or anew:
                raise
            logger.info("the metadata is not renewed (%s)", error.code)
            return read_metadata(kept.data, issuer)
        self._documents.save(DocumentKind.METADATA, issuer, Document(self._now(), data))
        return metadata

    def _fetch(self, issuer: str, ca_file: str, left: SecondsLeft) -> Mapping[str, Any]:
        """Ask at each place; OpenID's document is completed by that of RFC 8414."""
        found: Mapping[str, Any] | None = None
        for url in metadata_urls(issuer):
            if found is not None and not _is_thin(found):
                break
            document = self._ask(url, ca_file, left, lenient=found is not None)
            if document is not None:
                found = document if found is None else merged(found, document)
        if found is None:
            raise TransportError("no-metadata", issuer=issuer)
        return found

    def _ask(
        self, url: str, ca_file: str, left: SecondsLeft, *, lenient: bool
    ) -> Mapping[str, Any] | None:
        """Return a document, None where there is none at this place."""
        request = Request("GET", url, ca_file=ca_file)
        try:
            answer = self._transport.send(request, max(0.1, left()), on_sent=_unwatched)
        except TransportError:
            if lenient:
                return None
            raise
        if answer.status >= 500 and not lenient:
            raise TransportError("server-status", host=request.host, status=answer.status)
        return json_object(answer) if answer.status == 200 else None


def _is_thin(data: Mapping[str, Any]) -> bool:
    """Tell whether a document leaves out what the other place may name."""
    wanted = ("revocation_endpoint", "introspection_endpoint", "device_authorization_endpoint")
    return any(name not in data for name in wanted)


def _unwatched() -> None:
    """Nothing is lost with a request for a public document."""
