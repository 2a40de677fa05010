"""Tokens that came from elsewhere are renewed at real servers, found by their issuer alone."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import replace

from tests.cli.home import Home, until
from tests.faults.site import Page, Site, Visit
from tests.identity.authority import Certified
from tests.identity.by_hand import Client, is_active, refresh, sign_in
from tests.identity.clients import AWKWARD_SECRET
from tests.identity.flows import add, renew, row, token
from tests.identity.running import DjangoSite, Provider

SCOPES = "openid offline_access read"
NATIVE = Client()


class TestMistakes:
    """Profiles that their server or its TLS does not accept."""

    def test_a_wrong_secret_is_the_profiles_fault(self, home: Home, provider: Provider) -> None:
        """The server's word is told, and the tokens stay."""
        right = Client("basic", "client_secret_basic")
        add(home, provider, replace(right, secret="wrong"))
        given = sign_in(provider, right, SCOPES)
        home.take("api", given)
        done = home.fails("refresh", "api", "--force")
        assert done.code == 9
        assert "invalid_client" in done.line
        assert token(home) == given["access_token"]

    def test_an_issuer_over_tls_needs_its_authority(
        self, home: Home, secure_provider: Provider, certified: Certified
    ) -> None:
        """Without the file nothing is sent, and TLS is named."""
        client = Client("certificate", "tls_client_auth", certified.both)
        given = sign_in(secure_provider, client, SCOPES)
        home.add("api", f'issuer = "{secure_provider.issuer}"\nclient_id = "certificate"')
        home.take("api", given)
        done = home.fails("refresh", "api", "--force")
        assert done.code == 7
        assert "certificate" in done.err

    def test_a_dry_run_masks_all(self, home: Home, provider: Provider) -> None:
        """The request is shown with its parts, without a secret."""
        client = Client("post", "client_secret_post")
        add(home, provider, client)
        given = sign_in(provider, client, SCOPES)
        home.take("api", given)
        done = home.run("refresh", "api", "--dry-run")
        assert done.code == 0, done.err
        assert "/token" in done.out
        assert given["refresh_token"] not in done.out
        assert AWKWARD_SECRET not in done.out


class TestRotation:
    """What becomes of a refresh token that is spent."""

    def test_a_chain_of_refreshes_holds(self, home: Home, provider: Provider) -> None:
        """Each uses the newest token: the server sees no reuse."""
        add(home, provider, NATIVE)
        home.take("api", sign_in(provider, NATIVE, SCOPES))
        seen: set[str] = set()

        def is_renewed() -> bool:
            # Two within a second are one by design.
            seen.add(renew(home))
            return len(seen) == 3

        until(is_renewed)

    def test_no_rotation_keeps_the_old_refresh_token(self, home: Home, provider: Provider) -> None:
        """As this server does for confidential clients; the next refresh uses it again."""
        client = Client("post", "client_secret_post")
        add(home, provider, client)
        given = sign_in(provider, client, SCOPES)
        home.take("api", given)
        renew(home)
        renew(home)
        assert is_active(provider, client, given["refresh_token"])

    def test_reuse_ends_the_grant_with_one_clear_sentence(
        self, home: Home, provider: Provider
    ) -> None:
        """Somebody else spent the token: `invalid_grant`, and nothing is asked again."""
        add(home, provider, NATIVE)
        given = sign_in(provider, NATIVE, SCOPES)
        home.take("api", given)
        assert refresh(provider, NATIVE, given["refresh_token"])[0] == 200
        done = home.fails("refresh", "api", "--force")
        assert done.code == 5
        before = len(provider.requests)
        assert home.fails("refresh", "api", "--force").code == 5
        assert len(provider.requests) == before
        assert row(home)["state"] == "sign-in-needed"

    def test_a_spent_token_is_answered_in_the_grace(
        self, home: Home, django_site: DjangoSite
    ) -> None:
        """An answer that was lost costs nothing there: the same token is good once more."""
        add(home, django_site, NATIVE)
        given = sign_in(django_site, NATIVE, "openid read")
        home.take("api", given)
        assert refresh(django_site, NATIVE, given["refresh_token"])[0] == 200
        assert renew(home) != given["access_token"]

    def test_a_lost_answer_is_asked_for_again_in_the_grace(
        self, home: Home, django_site: DjangoSite
    ) -> None:
        """The server has rotated, nobody heard it: the same token brings the next one."""
        with Site() as between:
            between.put("/token", _Losing(f"{django_site.issuer}/token/"))
            home.add("api", f'client_id = "native"\n[endpoints]\ntoken = "{between.origin}/token"')
            given = sign_in(django_site, NATIVE, "openid read")
            home.take("api", given)
            assert renew(home) != given["access_token"]
            sent = [visit.fields["refresh_token"] for visit in between.requests]
        assert sent == [given["refresh_token"]] * 2


class _Losing:
    """Hands requests on to a server, and loses its first answer."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._is_lost = False

    def __call__(self, visit: Visit) -> Page | None:
        request = urllib.request.Request(self._url, visit.body)  # noqa: S310  # our own server's
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=10) as answer:
            content = json.loads(answer.read())
        if not self._is_lost:
            self._is_lost = True
            return None
        return Page.json(content)
