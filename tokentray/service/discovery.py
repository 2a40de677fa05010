"""Find the endpoints of a profile: what it names itself, else what its issuer says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tokentray.core.errors import InputError, TransportError
from tokentray.core.profile import ClientAuth, Endpoints, Grant, Profile
from tokentray.core.urls import Reach, host_of
from tokentray.oauth.json_answer import json_object
from tokentray.oauth.metadata import ServerMetadata, fill, merged, metadata_urls, read_metadata
from tokentray.oauth.transport import Answer, Request, Transport
from tokentray.storage.documents import Document, DocumentKind, Documents

logger = logging.getLogger(__name__)

FRESH_FOR = 24 * 3600.0
"""Seconds for which metadata is not asked again."""

_NOT_THIS_PLACE = frozenset(
    {"server-status", "not-json", "bad-answer", "answer-too-long", "redirect"}
)
"""What one place may answer while another has the document."""

_NO_DOCUMENT = frozenset({"not-json", "answer-too-long"})
"""What a place answers where it has a page, and no document."""

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
        try:
            metadata = self.metadata(profile.issuer, profile.ca_file, left)
        except TransportError as error:
            # A server without metadata is described by the profile alone.
            if error.code != "no-metadata" or not profile.endpoints.token:
                raise
            return Resolved(profile)
        return Resolved(with_endpoints(profile, metadata), metadata)

    def known(self, profile: Profile) -> Profile:
        """Return the profile with the endpoints that are known without asking anybody."""
        kept = self._documents.load(DocumentKind.METADATA, profile.issuer)
        if not profile.issuer or kept is None:
            return profile
        try:
            return with_endpoints(profile, read_metadata(kept.data, profile.issuer))
        except TransportError:
            return profile

    def metadata(
        self,
        issuer: str,
        ca_file: str,
        left: SecondsLeft,
        *,
        anew: bool = False,
        reach: Reach = Reach.LOOPBACK,
    ) -> ServerMetadata:
        """Return the metadata of an issuer; an old answer serves where no new one can be had.

        `anew` asks in any case; nothing less public than `reach` is asked.

        Raises:
            TransportError: there is none, or it is another issuer's.
        """
        kept = self._kept(issuer)
        if kept is not None and kept.is_fresh and not anew:
            return kept.metadata
        try:
            data = self._fetch(_Question(issuer, ca_file, left, reach))
            metadata = read_metadata(data, issuer)
        except TransportError as error:
            if kept is None or anew:
                raise
            logger.info("the metadata is not renewed (%s)", error.code)
            return kept.metadata
        self._documents.save(DocumentKind.METADATA, issuer, Document(self._now(), data))
        return metadata

    def _kept(self, issuer: str) -> _Kept | None:
        """Return what the cache holds; what cannot be used was never there."""
        document = self._documents.load(DocumentKind.METADATA, issuer)
        if document is None:
            return None
        try:
            metadata = read_metadata(document.data, issuer)
        except TransportError:
            return None
        return _Kept(metadata, 0 <= self._now() - document.fetched_at < FRESH_FOR)

    def _fetch(self, question: _Question) -> Mapping[str, Any]:
        """Ask at each place; OpenID's document is completed by that of RFC 8414.

        A place that answers with nonsense, or with another issuer's document, is passed over
        as long as another one has the document.

        Raises:
            TransportError: no place has it; the first trouble says why.
        """
        found: Mapping[str, Any] | None = None
        strange: Mapping[str, Any] | None = None
        trouble: TransportError | None = None
        for url in metadata_urls(question.issuer):
            if found is not None and not _is_thin(found):
                break
            try:
                document = self._ask(url, question)
            except TransportError as error:
                if found is None and error.code not in _NOT_THIS_PLACE:
                    raise
                trouble = trouble or error
                continue
            if document is None:
                continue
            if document.get("issuer") == question.issuer:
                found = document if found is None else merged(found, document)
            else:
                strange = strange or document
        if found is None and strange is None:
            raise trouble or TransportError("no-metadata", issuer=question.issuer)
        return found or strange or {}

    def _ask(self, url: str, question: _Question) -> Mapping[str, Any] | None:
        """Return a document, None where there is none at this place."""
        request = Request("GET", url, ca_file=question.ca_file, reach=question.reach)
        answer = self._transport.send(request, max(0.1, question.left()), on_sent=_unwatched)
        if answer.status >= 500 or answer.status == 429:
            raise TransportError("server-status", host=request.host, status=answer.status)
        if _leads_away(answer, request):
            # A portal does that; the server itself may well have nothing at this place.
            raise TransportError("redirect", host=request.host)
        if answer.status != 200:
            return None
        document = json_object(answer)
        if document is None:
            raise TransportError("not-json", host=request.host, status=answer.status)
        return document


@dataclass(frozen=True, slots=True)
class _Question:
    """Whose metadata is asked for, and how."""

    issuer: str
    ca_file: str
    left: SecondsLeft
    reach: Reach


@dataclass(frozen=True, slots=True)
class _Kept:
    """Metadata of the cache; `is_fresh` where it need not be asked again yet."""

    metadata: ServerMetadata
    is_fresh: bool


def with_endpoints(profile: Profile, metadata: ServerMetadata) -> Profile:
    """Return the profile with the endpoints that it leaves open (RFC 8705 section 5)."""
    found = metadata.endpoints
    if profile.client_auth is ClientAuth.TLS_CLIENT_AUTH:
        found = fill(metadata.mtls, found)
    return replace(profile, endpoints=fill(profile.endpoints, found))


def _leads_away(answer: Answer, request: Request) -> bool:
    """Tell whether somebody sends us to another host."""
    host = host_of(answer.headers.get("location", ""))
    return 300 <= answer.status < 400 and bool(host) and host != host_of(request.url)


def does_without(endpoints: Endpoints, grant: Grant, error: TransportError) -> bool:
    """Tell whether a profile names what it needs, and its issuer has no document to add.

    Some servers answer any address with a page for people. A portal does that too, so that it
    counts only where nothing has to be found out.
    """
    if error.code == "no-metadata":
        return bool(endpoints.token)
    starts = endpoints.authorization or endpoints.device_authorization
    names_all = bool(starts) or grant is Grant.CLIENT_CREDENTIALS
    return error.code in _NO_DOCUMENT and bool(endpoints.token) and names_all


def _is_thin(data: Mapping[str, Any]) -> bool:
    """Tell whether a document leaves out what the other place may name."""
    wanted = ("revocation_endpoint", "introspection_endpoint", "device_authorization_endpoint")
    return any(name not in data for name in wanted)


def _unwatched() -> None:
    """Nothing is lost with a request for a public document."""
