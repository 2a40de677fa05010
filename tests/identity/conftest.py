"""Identity servers for the whole session, and a person with a keyring before them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.home import Home
from tests.identity.authority import Authority, Certified
from tests.identity.clients import (
    ClientKey,
    certificate_client,
    django_applications,
    new_client_key,
    provider_clients,
)
from tests.identity.running import DjangoSite, Provider
from virtual_desktop import VirtualDesktop


@pytest.fixture(scope="session")
def client_key() -> ClientKey:
    """The key of the client `key`."""
    return new_client_key()


@pytest.fixture(scope="session")
def provider(client_key: ClientKey) -> Iterator[Provider]:
    """oidc-provider."""
    with Provider(provider_clients(client_key)) as server:
        yield server


@pytest.fixture(scope="session")
def tenant(client_key: ClientKey) -> Iterator[Provider]:
    """oidc-provider under an issuer with a path; its DPoP proofs need a nonce."""
    with Provider(provider_clients(client_key), path="/tenant/one", nonces=True) as server:
        yield server


@pytest.fixture(scope="session")
def authority() -> Authority:
    """A private certificate authority."""
    return Authority()


@pytest.fixture(scope="session")
def certified(authority: Authority) -> Certified:
    """What the client `certificate` shows."""
    return authority.certify("tokentray")


@pytest.fixture(scope="session")
def secure_provider(
    authority: Authority, certified: Certified, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Provider]:
    """oidc-provider behind TLS of the private authority; it asks for client certificates."""
    clients = [certificate_client(certified)]
    folder = tmp_path_factory.mktemp("authority")
    with Provider(clients, authority=authority, folder=folder) as server:
        yield server


@pytest.fixture(scope="session")
def django_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DjangoSite]:
    """django-oauth-toolkit with a minute's grace for spent refresh tokens."""
    with DjangoSite(django_applications(), tmp_path_factory.mktemp("django")) as server:
        yield server


@pytest.fixture(scope="session")
def person_desktop() -> Iterator[VirtualDesktop]:
    """A screen and a real, unlocked keyring, shared by all homes."""
    parts = {"tray": "none", "notifications": "none", "window_manager": "none"}
    with VirtualDesktop(**parts) as desktop:  # type: ignore[arg-type]  # literals in a dict
        yield desktop


@pytest.fixture
def home(tmp_path: Path, person_desktop: VirtualDesktop) -> Iterator[Home]:
    """Private folders of one person; no program runs in them."""
    with TemporaryDirectory(prefix="tt-") as runtime:
        yield Home(tmp_path, Path(runtime), person_desktop.environment)
