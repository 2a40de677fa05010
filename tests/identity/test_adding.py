"""A profile from an address alone, at servers that we did not write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.home import Home
from tests.identity.clients import AWKWARD_SECRET
from tests.identity.flows import browser, renew, row, sign_in, token
from tests.identity.protected_api import ProtectedApi
from tests.identity.running import DjangoSite, Provider


@pytest.fixture
def api(provider: Provider) -> Iterator[ProtectedApi]:
    """An API whose tokens come from oidc-provider."""
    with ProtectedApi(provider.issuer) as api:
        yield api


def test_an_issuer_and_a_client_id(home: Home, provider: Provider) -> None:
    """All else is discovered; the last line says how to go on, and so it goes."""
    done = home.run("add", "api", "--issuer", provider.issuer, "--client-id", "native")
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1].endswith("tokentray sign-in api")
    signed = sign_in(home)
    assert signed.code == 0, signed.err
    assert row(home)["scopes"]
    renew(home)


def test_a_clients_secret_from_a_pipe(home: Home, provider: Provider) -> None:
    """It goes to the keyring, and every refresh shows it."""
    words = ("--issuer", provider.issuer, "--client-id", "basic", "--client-secret-stdin")
    done = home.run("add", "api", *words, stdin=AWKWARD_SECRET)
    assert done.code == 0, done.err
    signed = sign_in(home)
    assert signed.code == 0, signed.err
    renew(home)


def test_django_and_its_two_documents(home: Home, django_site: DjangoSite) -> None:
    """What one leaves out the other names."""
    words = ("--issuer", django_site.issuer, "--client-id", "native", "--scope", "openid read")
    done = home.run("add", "api", *words)
    assert done.code == 0, done.err
    signed = sign_in(home)
    assert signed.code == 0, signed.err
    renew(home)


def test_another_issuer_than_the_metadata_says(home: Home, tenant: Provider) -> None:
    """Code 7, and nothing is written."""
    done = home.fails("add", "api", "--issuer", f"{tenant.issuer}/", "--client-id", "native")
    assert done.code == 7
    assert home.json("list", "--json")["profiles"] == []


def test_an_api_alone(home: Home, api: ProtectedApi, provider: Provider) -> None:
    """It names its server, a client is registered there, and the token is for this API."""
    done = home.run("add", "api", "--api", api.url, "--yes")
    assert done.code == 0, done.err
    assert provider.issuer in done.out
    assert api.url in done.out
    signed = sign_in(home, opener=browser())
    assert signed.code == 0, signed.err
    held = token(home)
    shown = home.json("show", "api", "--json")
    assert shown["claims"]["aud"] == api.url
    renew(home)
    assert held not in api.answered
    assert "POST /reg" in provider.requests


def test_registering_is_asked_for(home: Home, api: ProtectedApi, provider: Provider) -> None:
    """Without a terminal and without `--yes` nothing is registered."""
    before = provider.requests.count("POST /reg")
    done = home.run("add", "api", "--api", api.url)
    assert done.code != 0
    assert provider.requests.count("POST /reg") == before


def test_an_api_that_speaks_of_another_resource(home: Home, api: ProtectedApi) -> None:
    """RFC 9728 section 3.3: it is not believed."""
    api.describe(resource="https://elsewhere.example/mcp")
    done = home.fails("add", "api", "--api", api.url, "--yes")
    assert done.code == 7
