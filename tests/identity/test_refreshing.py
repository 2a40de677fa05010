"""Tokens that came from elsewhere are renewed at real servers, found by their issuer alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.cli.home import Home, until
from tests.identity.authority import Certified
from tests.identity.by_hand import Client, is_active, refresh, sign_in
from tests.identity.clients import AWKWARD_SECRET, ClientKey
from tests.identity.running import DjangoSite, IdentityServer, Provider

SCOPES = "openid offline_access read"
NATIVE = Client()


def add(home: Home, server: IdentityServer, client: Client, *lines: str) -> None:
    """Add the profile `api` of a client, and keep its secret."""
    known = (f'issuer = "{server.issuer}"', f'client_id = "{client.client_id}"')
    method = f'client_auth = "{client.method}"'
    authority = f'ca_file = "{server.ca_file}"'
    home.add("api", "\n".join((*known, method, authority, *lines)))
    key = {"private_key_jwt": "private_key", "tls_client_auth": "private_key"}
    if client.method != "none":
        name = key.get(client.method, "client_secret")
        done = home.run("secret", "set", "api", name, stdin=client.secret)
        assert done.code == 0, done.err


def token(home: Home) -> str:
    """Return the access token."""
    done = home.run("token", "api")
    assert done.code == 0, done.err
    return done.out.strip()


def renew(home: Home) -> str:
    """Renew now; return the new access token."""
    done = home.run("refresh", "api", "--force")
    assert (done.code, done.err) == (0, "")
    return token(home)


def renewed(home: Home, server: IdentityServer, client: Client) -> str:
    """Import what a sign-in gave, renew it, and return the new access token."""
    add(home, server, client)
    given = sign_in(server, client, SCOPES)
    home.take("api", given)
    assert token(home) == given["access_token"]
    new = renew(home)
    assert new != given["access_token"]
    assert is_active(server, client, new)
    return new


class TestClientAuthentication:
    """Each way to show who the client is, at a server that checks it."""

    def test_a_public_client(self, home: Home, provider: Provider) -> None:
        """It names itself; its refresh token is rotated."""
        renewed(home, provider, NATIVE)

    @pytest.mark.parametrize("how", ["basic", "post"])
    def test_a_secret_full_of_reserved_characters(
        self, home: Home, provider: Provider, how: str
    ) -> None:
        """Basic has both parts form-encoded first (RFC 6749 section 2.3.1)."""
        client = Client(how, f"client_secret_{how}", AWKWARD_SECRET)
        renewed(home, provider, client)

    def test_a_signed_assertion(
        self, home: Home, provider: Provider, client_key: ClientKey
    ) -> None:
        """By a key that only the client has (RFC 7523)."""
        renewed(home, provider, Client("key", "private_key_jwt", client_key.pem))

    def test_a_certificate(
        self, home: Home, secure_provider: Provider, certified: Certified
    ) -> None:
        """Over TLS of a private authority, at the endpoint for certificates (RFC 8705)."""
        renewed(home, secure_provider, Client("certificate", "tls_client_auth", certified.both))

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


class TestIssuers:
    """Where the metadata lies, and what it leaves out."""

    def test_an_issuer_with_a_path(self, home: Home, tenant: Provider) -> None:
        """Its metadata is found, and its token endpoint below the path is used."""
        renewed(home, tenant, NATIVE)

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

    def test_django_is_found_too(self, home: Home, django_site: DjangoSite) -> None:
        """Its token endpoint ends in a slash, its refresh tokens are rotated."""
        add(home, django_site, NATIVE)
        given = sign_in(django_site, NATIVE, "openid read")
        home.take("api", given)
        assert renew(home) != given["access_token"]


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
        assert home.json("list", "--json")["profiles"][0]["state"] == "sign-in-needed"

    def test_a_spent_token_is_answered_in_the_grace(
        self, home: Home, django_site: DjangoSite
    ) -> None:
        """An answer that was lost costs nothing there: the same token is good once more."""
        add(home, django_site, NATIVE)
        given = sign_in(django_site, NATIVE, "openid read")
        home.take("api", given)
        assert refresh(django_site, NATIVE, given["refresh_token"])[0] == 200
        assert renew(home) != given["access_token"]


class TestTargets:
    """Tokens for one API (RFC 8707), signed by each kind of key."""

    @pytest.mark.parametrize("algorithm", ["RS512", "EdDSA"])
    def test_the_resource_is_kept(self, home: Home, tenant: Provider, algorithm: str) -> None:
        """A refresh asks for it again; the claims are shown whatever signed them."""
        api = f"https://api.example/{algorithm}?life=600"
        add(home, tenant, NATIVE, f'resources = ["{api}"]')
        home.take("api", sign_in(tenant, NATIVE, SCOPES, [api]))
        renew(home)
        shown = home.json("show", "api", "--json")
        assert shown["header"]["alg"] == algorithm
        assert shown["claims"]["aud"] == api
        assert shown["claims"]["sub"] == "ada"

    def test_an_opaque_token_says_so(self, home: Home, provider: Provider) -> None:
        """There is nothing to decode, and everything else works."""
        add(home, provider, NATIVE)
        home.take("api", sign_in(provider, NATIVE, SCOPES))
        assert home.json("show", "api", "--json")["opaque"] is True


class TestSecrets:
    """What a real secret must never reach."""

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

    def test_files_hold_none(self, home: Home, provider: Provider) -> None:
        """Neither tokens nor the client's secret are in a file after a refresh."""
        client = Client("basic", "client_secret_basic")
        new = renewed(home, provider, client)
        for path in home.folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert new.encode() not in content, path
                assert AWKWARD_SECRET.encode() not in content, path
                assert json.dumps(AWKWARD_SECRET).encode() not in content, path
