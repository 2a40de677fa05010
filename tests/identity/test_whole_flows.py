"""From a new profile to its end, at servers that we did not write."""

from __future__ import annotations

import socket
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cli.home import Home, running
from tests.identity import by_hand
from tests.identity.authority import Certified
from tests.identity.by_hand import Client, is_active
from tests.identity.clients import AWKWARD_SECRET, FIXED_PORT, ClientKey
from tests.identity.flows import (
    add,
    browser,
    files_of,
    is_address,
    renew,
    row,
    sign_in,
    signed_in,
    token,
    waiting,
)
from tests.identity.person import Does, Person
from tests.identity.running import DjangoSite, Provider

NATIVE = Client()
SCOPES = 'scopes = ["openid", "offline_access", "read"]'
API = "https://api.example/ES256?life=900"


class TestAuthorizationCode:
    """In the browser, with PKCE and a loopback redirect."""

    def test_sign_in_look_renew_verify_sign_out(self, home: Home, provider: Provider) -> None:
        """A token's whole life, for one API."""
        add(home, provider, NATIVE, SCOPES, f'resources = ["{API}"]')
        done = sign_in(home)
        assert done.code == 0, done.err
        assert "ada" in done.out
        first = token(home)
        assert renew(home) != first
        shown = home.json("show", "api", "--json")
        assert shown["signature"]["state"] == "verified", shown["signature"]
        assert (shown["claims"]["aud"], shown["claims"]["sub"]) == (API, "ada")
        standing = row(home)
        assert (standing["source"], standing["state"]) == ("authorization-code", "valid")
        out = home.run("sign-out", "api")
        assert out.code == 0, out.err
        assert row(home)["state"] == "empty"
        assert home.fails("token", "api").code == 5
        assert "POST /token/revocation" in provider.requests

    def test_opaque_tokens_are_told_about(self, home: Home, provider: Provider) -> None:
        """The claims come from introspection or userinfo; signing out ends them at the server."""
        add(home, provider, NATIVE, SCOPES)
        held = signed_in(home, provider)
        shown = home.json("show", "api", "--json")
        assert shown["opaque"] is True
        assert shown["claims"]["sub"] == "ada"
        assert home.run("sign-out", "api").code == 0
        assert not is_active(provider, NATIVE, held)

    def test_under_an_issuer_with_a_path(self, home: Home, tenant: Provider) -> None:
        """Every endpoint is below it."""
        add(home, tenant, NATIVE, SCOPES, f'resources = ["{API}"]')
        signed_in(home, tenant)
        renew(home)
        assert home.json("show", "api", "--json")["signature"]["state"] == "verified"

    def test_at_django(self, home: Home, django_site: DjangoSite) -> None:
        """Its two documents complete each other: the revocation endpoint is in the second."""
        add(home, django_site, NATIVE, 'scopes = ["openid", "read"]')
        signed_in(home, django_site)
        renew(home)
        out = home.run("sign-out", "api")
        assert out.code == 0, out.err
        assert row(home)["state"] == "empty"

    def test_another_person_at_the_next_sign_in(self, home: Home, provider: Provider) -> None:
        """It is accepted, and said."""
        add(home, provider, NATIVE, SCOPES)
        signed_in(home, provider)
        done = sign_in(home, opener=browser(name="bob"))
        assert done.code == 0, done.err
        assert "bob" in done.out
        assert row(home)["subject"] == "bob"

    def test_every_endpoint_by_hand(self, home: Home, provider: Provider) -> None:
        """No document is asked where the profile names all that is needed."""
        known = by_hand.metadata(provider)
        names = ("token", "authorization", "revocation", "introspection", "userinfo")
        ends = "\n".join(f'{name} = "{known[f"{name}_endpoint"]}"' for name in names)
        home.add("api", f'client_id = "native"\nscopes = ["openid", "read"]\n[endpoints]\n{ends}')
        asked = sum("well-known" in request for request in provider.requests)
        held = signed_in(home, provider)
        assert home.json("show", "api", "--json")["claims"]["sub"] == "ada"
        assert home.run("sign-out", "api").code == 0
        assert sum("well-known" in request for request in provider.requests) == asked
        assert not is_active(provider, NATIVE, held)

    def test_for_the_running_program(self, home: Home, provider: Provider) -> None:
        """With tokens in memory only: it gets them, renews them and signs out."""
        with running(home, "--headless", "--store", "memory"):
            add(home, provider, NATIVE, SCOPES)
            held = signed_in(home, provider)
            assert renew(home) != held
            assert home.run("sign-out", "api").code == 0
            assert row(home)["state"] == "empty"
        assert not is_active(provider, NATIVE, held)

    def test_refused(self, home: Home, provider: Provider) -> None:
        """Code 8, and the profile is as before."""
        add(home, provider, NATIVE, SCOPES)
        done = sign_in(home, opener=browser(Does.REFUSES))
        assert done.code == 8, done.err
        assert row(home)["state"] == "empty"

    def test_a_person_who_never_comes_back(self, home: Home, provider: Provider) -> None:
        """Ctrl-C ends it at once, with code 8; nothing is left behind."""
        add(home, provider, NATIVE, SCOPES)
        with waiting(home, "sign-in", "api", BROWSER=browser(Does.LEAVES)) as command:
            command.hears(is_address)
            command.interrupt()
            done = command.end()
        assert done.code == 8, done.err
        assert row(home)["state"] == "empty"

    def test_a_pasted_address(self, home: Home, provider: Provider) -> None:
        """Where the browser is elsewhere: its last address is taken from stdin."""
        add(home, provider, NATIVE, SCOPES)
        with waiting(home, "sign-in", "api", "--no-browser") as command:
            address = command.hears(is_address)
            redirect = parse_qs(urlsplit(address).query)["redirect_uri"][0]
            end = Person().walk(address, stop_at=redirect)
            done = command.end(f"{end}\n")
        assert done.code == 0, done.err
        assert token(home)

    def test_a_fixed_port(self, home: Home, provider: Provider) -> None:
        """A server that compares the redirect exactly gets the one that it knows."""
        client = Client("fixed-port")
        add(home, provider, client, SCOPES, f"redirect_port = {FIXED_PORT}")
        signed_in(home, provider)

    def test_a_fixed_port_that_is_taken(self, home: Home, provider: Provider) -> None:
        """Code 7 names it, before a browser is opened."""
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            add(home, provider, NATIVE, SCOPES, f"redirect_port = {port}")
            done = sign_in(home)
        assert done.code == 7
        assert str(port) in done.line


class TestClientAuthentication:
    """Clients that show who they are, at every endpoint that asks."""

    @pytest.mark.parametrize("how", ["basic", "post"])
    def test_by_secret(self, home: Home, provider: Provider, how: str) -> None:
        """With every character that RFC 6749 section 2.3.1 wants encoded."""
        client = Client(how, f"client_secret_{how}", AWKWARD_SECRET)
        add(home, provider, client, SCOPES)
        held = signed_in(home, provider)
        assert is_active(provider, client, renew(home))
        assert home.run("sign-out", "api").code == 0
        assert not is_active(provider, client, held)
        for path, content in files_of(home):
            assert held.encode() not in content, path
            assert AWKWARD_SECRET.encode() not in content, path

    def test_by_signed_assertion(
        self, home: Home, provider: Provider, client_key: ClientKey
    ) -> None:
        """Of a key in the keyring (RFC 7523)."""
        client = Client("key", "private_key_jwt", client_key.pem)
        add(home, provider, client, SCOPES)
        held = signed_in(home, provider)
        renew(home)
        assert home.run("sign-out", "api").code == 0
        assert not is_active(provider, client, held)

    def test_by_certificate(
        self, home: Home, secure_provider: Provider, certified: Certified
    ) -> None:
        """Over TLS of a private authority (RFC 8705)."""
        client = Client("certificate", "tls_client_auth", certified.both)
        add(home, secure_provider, client, SCOPES)
        signed_in(home, secure_provider)
        assert is_active(secure_provider, client, renew(home))
        assert home.run("sign-out", "api").code == 0


class TestClientCredentials:
    """No person: the client signs in for itself."""

    def test_at_oidc_provider(self, home: Home, provider: Provider, client_key: ClientKey) -> None:
        """The token is renewed by asking again; there is no refresh token."""
        client = Client("key", "private_key_jwt", client_key.pem)
        lines = ('grant = "client-credentials"', 'scopes = ["read"]')
        add(home, provider, client, *lines, f'resources = ["{API}&sub=null&kid=none"]')
        first = signed_in(home, provider)
        assert renew(home) != first
        shown = home.json("show", "api", "--json")
        assert shown["claims"]["sub"] is None
        assert shown["signature"]["state"] == "verified", shown["signature"]
        assert row(home)["source"] == "client-credentials"

    def test_at_django(self, home: Home, django_site: DjangoSite) -> None:
        """An RS256 token whose subject is null."""
        client = Client("machine-jwt", "client_secret_basic", AWKWARD_SECRET)
        add(home, django_site, client, 'grant = "client-credentials"', 'scopes = ["read"]')
        first = signed_in(home, django_site)
        assert renew(home) != first
        assert home.json("show", "api", "--json")["claims"]["sub"] is None


class TestDeviceCode:
    """On another device (RFC 8628)."""

    def test_at_oidc_provider(self, home: Home, provider: Provider) -> None:
        """Its answer names no interval: five seconds are the rule."""
        add(home, provider, NATIVE, SCOPES, 'grant = "device-code"')
        with waiting(home, "sign-in", "api") as command:
            Person().walk(_complete_address(command.hears(_has_code)))
            done = command.end()
        assert done.code == 0, done.err
        assert row(home)["source"] == "device-code"
        renew(home)

    def test_at_django(self, home: Home, django_site: DjangoSite) -> None:
        """No document names its device endpoint: it is given by hand."""
        ends = f'[endpoints]\ndevice_authorization = "{django_site.issuer}/device-authorization/"'
        add(home, django_site, Client("device"), 'scopes = ["read"]', ends)
        with waiting(home, "sign-in", "api", "--device") as command:
            Person().walk(_complete_address(command.hears(_has_code)))
            done = command.end()
        assert done.code == 0, done.err
        assert token(home)

    def test_refused(self, home: Home, provider: Provider) -> None:
        """Code 8."""
        add(home, provider, NATIVE, SCOPES)
        with waiting(home, "sign-in", "api", "--device") as command:
            Person(Does.REFUSES).walk(_complete_address(command.hears(_has_code)))
            done = command.end()
        assert done.code == 8, done.err


class TestPossession:
    """Tokens that are good only with a key (RFC 9449)."""

    @pytest.fixture(params=["provider", "tenant"], ids=["without nonce", "with nonce"])
    def server(self, request: pytest.FixtureRequest) -> Provider:
        server: Provider = request.getfixturevalue(request.param)
        return server

    def test_a_key_is_made_and_kept(self, home: Home, server: Provider) -> None:
        """Sign-in and refresh prove it; as a plain bearer the token is not offered."""
        add(home, server, Client("dpop"), SCOPES, "dpop = true", f'resources = ["{API}"]')
        done = sign_in(home)
        assert done.code == 0, done.err
        shown = home.json("show", "api", "--json")
        bound_to = shown["claims"]["cnf"]["jkt"]
        refreshed = home.run("refresh", "api", "--force")
        assert refreshed.code == 0, refreshed.err
        assert home.json("show", "api", "--json")["claims"]["cnf"]["jkt"] == bound_to
        refused = home.fails("token", "api", "--format", "bearer")
        assert "DPoP" in refused.line


class TestKeys:
    """Signatures are checked against the issuer's keys."""

    @pytest.mark.parametrize("algorithm", ["RS256", "RS512", "PS256", "ES256", "ES384", "EdDSA"])
    def test_each_algorithm(self, home: Home, tenant: Provider, algorithm: str) -> None:
        """The key decides it."""
        api = f"https://api.example/{algorithm}?life=900"
        add(home, tenant, NATIVE, SCOPES, f'resources = ["{api}"]')
        home.take("api", by_hand.sign_in(tenant, NATIVE, "openid read", [api]))
        shown = home.json("show", "api", "--json")
        assert shown["header"]["alg"] == algorithm
        assert shown["signature"]["state"] == "verified", shown["signature"]

    def test_rotated_keys_are_fetched_once(self, home: Home, provider: Provider) -> None:
        """A token of new keys is verified after one more look at them."""
        add(home, provider, NATIVE, SCOPES, f'resources = ["{API}"]')
        signed_in(home, provider)
        assert home.json("show", "api", "--json")["signature"]["state"] == "verified"
        provider.rotate_keys()
        before = provider.requests.count("GET /jwks")
        renew(home)
        signature = home.json("show", "api", "--json")["signature"]
        assert signature["state"] == "verified", signature
        assert home.json("show", "api", "--json")["signature"]["state"] == "verified"
        assert provider.requests.count("GET /jwks") == before + 1


def _has_code(line: str) -> bool:
    return "user_code=" in line


def _complete_address(line: str) -> str:
    return next(word for word in line.split() if "user_code=" in word)
