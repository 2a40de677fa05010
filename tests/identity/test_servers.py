"""The servers and the scripted person themselves: what the flows build on."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.identity.person import Does, Person
from tests.identity.running import DjangoSite, IdentityServer, Provider

CALLBACK = "http://127.0.0.1:9/callback"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def authorization_url(server: IdentityServer) -> str:
    """Return what a native client would open."""
    metadata = server.get(f"{server.issuer}/.well-known/openid-configuration")
    asked = {
        "client_id": "native",
        "response_type": "code",
        "redirect_uri": CALLBACK,
        "scope": "openid read",
        "state": "the-state",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return f"{metadata['authorization_endpoint']}?{urlencode(asked)}"


@pytest.mark.parametrize("kind", ["provider", "tenant", "django_site"])
@pytest.mark.parametrize(("does", "answer"), [(Does.ACCEPTS, "code"), (Does.REFUSES, "error")])
def test_a_person_gets_through(
    kind: str, does: Does, answer: str, request: pytest.FixtureRequest
) -> None:
    """To the redirect with a code, or with the refusal."""
    server: IdentityServer = request.getfixturevalue(kind)
    end = Person(does).walk(authorization_url(server), stop_at=CALLBACK)
    given = parse_qs(urlsplit(end).query)
    assert answer in given, end
    assert given["state"] == ["the-state"]


def test_one_who_leaves_never_comes_back(provider: Provider) -> None:
    """The walk ends at the server's own page."""
    end = Person(Does.LEAVES).walk(authorization_url(provider), stop_at=CALLBACK)
    assert end.startswith(provider.issuer)


def test_keys_are_rotated(provider: Provider) -> None:
    """All are new afterwards."""
    jwks = provider.get(f"{provider.issuer}/.well-known/openid-configuration")["jwks_uri"]
    before = {key["kid"] for key in provider.get(jwks)["keys"]}
    provider.rotate_keys()
    assert not before & {key["kid"] for key in provider.get(jwks)["keys"]}


def test_each_issuer_tells_of_itself(
    provider: Provider, tenant: Provider, secure_provider: Provider, django_site: DjangoSite
) -> None:
    """Exactly as it is called."""
    for server in (provider, tenant, secure_provider, django_site):
        metadata = server.get(f"{server.issuer}/.well-known/openid-configuration")
        assert metadata["issuer"] == server.issuer
