"""Discovery against real loopback HTTP: what is asked, kept, believed and overruled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.faults.site import Page, Site
from tests.service.bench import Bench, Clock
from tokentray.core.errors import InputError, TransportError
from tokentray.core.profile import ClientAuth, Endpoints, Profile, RefreshRequest
from tokentray.core.urls import Reach
from tokentray.oauth.metadata import ServerMetadata
from tokentray.service.discovery import FRESH_FOR, Discovery
from tokentray.storage.documents import Document, DocumentKind

OPENID = "/.well-known/openid-configuration"
OAUTH = "/.well-known/oauth-authorization-server"


@pytest.fixture
def site() -> Iterator[Site]:
    """A server that has no page yet."""
    with Site() as site:
        yield site


@pytest.fixture
def discovery(bench: Bench) -> Discovery:
    """A discovery on the bench's cache, transport and clock."""
    effects = bench.effects()
    return Discovery(effects.transport, effects.documents, effects.now)


def ten_seconds() -> float:
    """What is left of a deadline."""
    return 10.0


def ask(discovery: Discovery, site: Site, **options: Any) -> ServerMetadata:
    """Return the metadata of the site."""
    return discovery.metadata(site.origin, "", ten_seconds, **options)


def document(site: Site, **changes: Any) -> Page:
    """Return a document of the site that leaves nothing out that we look for elsewhere."""
    whole = {
        "issuer": site.origin,
        "token_endpoint": f"{site.origin}/token",
        "revocation_endpoint": f"{site.origin}/revoke",
        "introspection_endpoint": f"{site.origin}/introspect",
        "device_authorization_endpoint": f"{site.origin}/device",
        **changes,
    }
    return Page.json({key: value for key, value in whole.items() if value is not None})


def paths(site: Site) -> list[str]:
    """Return what was asked for."""
    return [one.path for one in site.requests]


class TestPlaces:
    """Where the document may lie."""

    def test_a_whole_openid_document_is_enough(self, discovery: Discovery, site: Site) -> None:
        """No second request is made."""
        site.put(OPENID, document(site))
        assert ask(discovery, site).endpoints.token == f"{site.origin}/token"
        assert paths(site) == [OPENID]

    def test_a_thin_openid_document_is_completed(self, discovery: Discovery, site: Site) -> None:
        """By that of RFC 8414, which knows revocation; the first one has the word."""
        site.put(OPENID, document(site, revocation_endpoint=None))
        site.put(OAUTH, document(site, token_endpoint=f"{site.origin}/other"))
        found = ask(discovery, site).endpoints
        assert (found.token, found.revocation) == (
            f"{site.origin}/token",
            f"{site.origin}/revoke",
        )

    @pytest.mark.parametrize("other", [Page(404), Page.html(), Page(500), Page.json({}, 403)])
    def test_only_one_of_the_two(self, discovery: Discovery, site: Site, other: Page) -> None:
        """Whatever the other place says, a page for people and an error included."""
        site.put(OPENID, other)
        site.put(OAUTH, document(site))
        assert ask(discovery, site).endpoints.revocation == f"{site.origin}/revoke"
        site.put(OPENID, document(site, revocation_endpoint=None))
        site.put(OAUTH, other)
        assert ask(discovery, site, anew=True).endpoints.revocation == ""

    def test_a_stray_document_hides_no_other(self, discovery: Discovery, site: Site) -> None:
        """Of another issuer, at the first place."""
        site.put(OPENID, document(site, issuer="https://evil.example"))
        site.put(OAUTH, document(site))
        assert ask(discovery, site).issuer == site.origin

    @pytest.mark.parametrize(
        ("page", "code"),
        [
            (Page(404), "no-metadata"),
            (Page(302, b"", (("Location", "/elsewhere"),)), "no-metadata"),
            (Page(500), "server-status"),
            (Page(429), "server-status"),
            (Page.html(), "not-json"),
            (Page(200, b"[1]"), "not-json"),
            (Page(200, b'{"issuer":'), "not-json"),
            (Page(200, b" " * (256 * 1024 + 1)), "answer-too-long"),
            (Page.json({"issuer": "https://evil.example"}), "issuer-mismatch"),
        ],
    )
    def test_neither(self, discovery: Discovery, site: Site, page: Page, code: str) -> None:
        """The reason is told; a redirect is not followed."""
        site.put(OPENID, page)
        site.put(OAUTH, page)
        with pytest.raises(TransportError) as caught:
            ask(discovery, site)
        assert caught.value.code == code
        assert "/elsewhere" not in paths(site)

    def test_a_server_that_is_not_there_is_asked_once(
        self, discovery: Discovery, bench: Bench
    ) -> None:
        """Another place of it does not answer either."""
        with Site() as gone:
            pass
        with pytest.raises(TransportError) as caught:
            ask(discovery, gone)
        assert caught.value.code == "offline"

    def test_an_issuer_with_a_path(self, discovery: Discovery, site: Site) -> None:
        """RFC 8414 inserts it; a slash at its end is the issuer's own."""
        for issuer in (f"{site.origin}/realms/a", f"{site.origin}/realms/b/"):
            path = issuer.removeprefix(site.origin).rstrip("/")
            site.put(f"{OAUTH}{path}", document(site, issuer=issuer))
            assert discovery.metadata(issuer, "", ten_seconds).issuer == issuer

    def test_nothing_less_public_is_asked(self, discovery: Discovery, site: Site) -> None:
        """A name that leads to this computer after all is found out before anything is sent."""
        site.put(OPENID, document(site))
        with pytest.raises(TransportError) as caught:
            ask(discovery, site, reach=Reach.PUBLIC)
        assert caught.value.code == "address-not-public"
        assert not site.requests


class TestCache:
    """What is kept, and for how long."""

    def test_a_fresh_answer_is_not_asked_again(
        self, discovery: Discovery, site: Site, clock: Clock
    ) -> None:
        """For a day; `anew` asks in any case."""
        site.put(OPENID, document(site))
        ask(discovery, site)
        clock.offset += FRESH_FOR - 60
        ask(discovery, site)
        assert len(site.requests) == 1
        ask(discovery, site, anew=True)
        assert len(site.requests) == 2

    @pytest.mark.parametrize("hours", [25, -1])
    def test_an_old_answer_is_renewed(
        self, discovery: Discovery, site: Site, clock: Clock, hours: int
    ) -> None:
        """So is one from the future: the clock was set back."""
        site.put(OPENID, document(site))
        ask(discovery, site)
        clock.offset += hours * 3600
        site.put(OPENID, document(site, token_endpoint=f"{site.origin}/new"))
        assert ask(discovery, site).endpoints.token == f"{site.origin}/new"

    @pytest.mark.parametrize("page", [Page(503), Page.html(), Page(404)])
    def test_offline_an_old_answer_serves(
        self, discovery: Discovery, site: Site, clock: Clock, page: Page
    ) -> None:
        """But not where a person asks anew."""
        site.put(OPENID, document(site))
        ask(discovery, site)
        clock.offset += 30 * FRESH_FOR
        site.put(OPENID, page)
        assert ask(discovery, site).endpoints.token == f"{site.origin}/token"
        with pytest.raises(TransportError):
            ask(discovery, site, anew=True)

    def test_a_refused_answer_is_not_kept(self, discovery: Discovery, site: Site) -> None:
        """Nor does it take the place of a good one."""
        site.put(OPENID, document(site))
        ask(discovery, site)
        site.put(OPENID, document(site, token_endpoint="http://id.example/token"))
        with pytest.raises(TransportError):
            ask(discovery, site, anew=True)
        assert ask(discovery, site).endpoints.token == f"{site.origin}/token"

    def test_a_kept_document_of_another_issuer_was_never_there(
        self, bench: Bench, discovery: Discovery, site: Site
    ) -> None:
        """Somebody wrote into the cache folder."""
        foreign = Document(bench.clock(), {"issuer": "https://evil.example"})
        bench.effects().documents.save(DocumentKind.METADATA, site.origin, foreign)
        site.put(OPENID, document(site))
        assert ask(discovery, site).issuer == site.origin


class TestProfile:
    """Which endpoints a profile gets."""

    def test_what_it_names_itself_has_the_word(self, discovery: Discovery, site: Site) -> None:
        """The rest is found."""
        site.put(OPENID, document(site))
        given = Endpoints(token="https://mine.example/token")
        profile = Profile(name="api", id="1", issuer=site.origin, endpoints=given)
        resolved = discovery.resolve(profile, ten_seconds)
        assert resolved.profile.endpoints.token == "https://mine.example/token"
        assert resolved.profile.endpoints.revocation == f"{site.origin}/revoke"
        assert resolved.metadata is not None

    def test_a_client_with_a_certificate_uses_the_aliases(
        self, discovery: Discovery, site: Site
    ) -> None:
        """RFC 8705 section 5, each endpoint for itself."""
        aliases = {"token_endpoint": f"{site.origin}/mtls/token"}
        site.put(OPENID, document(site, mtls_endpoint_aliases=aliases))
        profile = Profile(name="api", id="1", issuer=site.origin)
        by_certificate = replace(profile, client_auth=ClientAuth.TLS_CLIENT_AUTH)
        found = discovery.resolve(by_certificate, ten_seconds).profile.endpoints
        assert found.token == f"{site.origin}/mtls/token"
        assert found.revocation == f"{site.origin}/revoke"
        assert discovery.for_tokens(profile, ten_seconds).endpoints.token == f"{site.origin}/token"

    def test_a_server_without_metadata_is_described_by_the_profile(
        self, discovery: Discovery, site: Site
    ) -> None:
        """Its endpoints are enough; without them the lack is named."""
        given = Endpoints(token=f"{site.origin}/token")
        profile = Profile(name="api", id="1", issuer=site.origin, endpoints=given)
        resolved = discovery.resolve(profile, ten_seconds)
        assert (resolved.profile, resolved.metadata) == (profile, None)
        with pytest.raises(TransportError) as caught:
            discovery.resolve(replace(profile, endpoints=Endpoints()), ten_seconds)
        assert caught.value.code == "no-metadata"

    def test_nothing_is_asked_where_nothing_is_missing(
        self, discovery: Discovery, site: Site
    ) -> None:
        """For tokens only the token endpoint counts; a described refresh needs none."""
        named = Profile(
            name="api", id="1", issuer=site.origin, endpoints=Endpoints(token="https://a.example")
        )
        described = Profile(
            name="api", id="1", issuer=site.origin, refresh=RefreshRequest("https://a.example")
        )
        for profile in (named, described):
            assert discovery.for_tokens(profile, ten_seconds) is profile
        assert discovery.resolve(Profile(name="api", id="1"), ten_seconds).metadata is None
        assert not site.requests

    def test_metadata_without_a_token_endpoint_is_of_no_use(
        self, discovery: Discovery, site: Site
    ) -> None:
        """The profile can name it."""
        site.put(OPENID, document(site, token_endpoint=None))
        with pytest.raises(InputError) as caught:
            discovery.for_tokens(Profile(name="api", id="1", issuer=site.origin), ten_seconds)
        assert caught.value.code == "no-token-endpoint"
