"""Authorization server metadata: RFC 8414 and OpenID Connect Discovery 1.0."""

from __future__ import annotations

from typing import Any

import pytest

from tokentray.core.errors import TransportError
from tokentray.core.profile import Endpoints
from tokentray.oauth.metadata import fill, merged, metadata_urls, read_metadata

ISSUER = "https://id.example"
OPENID = "/.well-known/openid-configuration"
OAUTH = "/.well-known/oauth-authorization-server"


def about(**changes: Any) -> dict[str, Any]:
    """Return a small document of the issuer."""
    return {"issuer": ISSUER, "token_endpoint": f"{ISSUER}/token", **changes}


@pytest.mark.parametrize(
    ("issuer", "places"),
    [
        ("https://id.example", [OPENID, OAUTH]),
        ("https://id.example/", [OPENID, OAUTH]),
        ("https://id.example:8443/a", [f":8443/a{OPENID}", f":8443{OAUTH}/a", f":8443{OPENID}/a"]),
        ("https://id.example/a/b/", [f"/a/b{OPENID}", f"{OAUTH}/a/b", f"{OPENID}/a/b"]),
    ],
)
def test_a_path_is_appended_by_openid_and_inserted_by_rfc_8414(
    issuer: str, places: list[str]
) -> None:
    """A slash at the end is taken off first by both (RFC 8414 section 3.1)."""
    assert metadata_urls(issuer) == tuple(f"https://id.example{place}" for place in places)


def test_what_is_read() -> None:
    """What the server does not say is None, which is not the same as nothing."""
    found = read_metadata(
        about(
            authorization_endpoint=f"{ISSUER}/authorize",
            jwks_uri=f"{ISSUER}/keys",
            scopes_supported=["openid", 7, "email"],
            grant_types_supported=[],
            authorization_response_iss_parameter_supported=True,
            mtls_endpoint_aliases={"token_endpoint": "https://mtls.id.example/token"},
        ),
        ISSUER,
    )
    assert found.endpoints == Endpoints(
        token=f"{ISSUER}/token", authorization=f"{ISSUER}/authorize", jwks=f"{ISSUER}/keys"
    )
    assert found.mtls == Endpoints(token="https://mtls.id.example/token")
    assert (found.scopes, found.grant_types) == (("openid", "email"), ())
    assert (found.response_types, found.auth_methods) == (None, None)
    assert found.names_issuer


@pytest.mark.parametrize("named", [None, 7, "", "https://evil.example", "http://id.example"])
def test_metadata_of_another_issuer_is_refused(named: object) -> None:
    """To the letter (RFC 8414 section 3.3)."""
    with pytest.raises(TransportError) as caught:
        read_metadata(about(issuer=named), ISSUER)
    assert (caught.value.code, caught.value.exit_code) == ("issuer-mismatch", 7)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("https://id.example", "https://id.example/"),
        ("https://id.example/", "https://id.example"),
        ("https://id.example/Realm", "https://id.example/realm/"),
    ],
)
def test_a_near_miss_is_told_how_it_is_spelled(asked: str, named: str) -> None:
    """The slash at the end is what people forget."""
    with pytest.raises(TransportError) as caught:
        read_metadata(about(issuer=named), asked)
    assert caught.value.hint == f"Give it exactly so: --issuer {named}"


@pytest.mark.parametrize(
    "url",
    [
        "http://id.example/token",
        "https://id.example/token\n",
        "https://user@id.example/token",
        "//id.example/token",
        "http://127.0.0.1/token",
        "https://localhost/token",
    ],
)
def test_an_endpoint_that_nothing_may_go_to_is_named(url: str) -> None:
    """Neither http nor, from elsewhere, this computer."""
    with pytest.raises(TransportError, match="revocation_endpoint"):
        read_metadata(about(revocation_endpoint=url), ISSUER)
    with pytest.raises(TransportError, match="token_endpoint"):
        read_metadata(about(mtls_endpoint_aliases={"token_endpoint": url}), ISSUER)


def test_an_issuer_on_loopback_may_name_loopback() -> None:
    """As a server that is being developed does."""
    issuer = "http://127.0.0.1:8080"
    found = read_metadata({"issuer": issuer, "token_endpoint": f"{issuer}/t"}, issuer)
    assert found.endpoints.token == f"{issuer}/t"


@pytest.mark.parametrize("value", [None, "", 7, ["https://id.example/x"], {}])
def test_an_endpoint_of_another_type_is_missing(value: object) -> None:
    """It is not guessed at."""
    assert read_metadata(about(token_endpoint=value), ISSUER).endpoints.token == ""


def test_documents_are_merged_only_of_one_issuer() -> None:
    """The first has the word, the second fills what it leaves out."""
    first, second = about(jwks_uri="a"), about(jwks_uri="b", revocation_endpoint="c")
    assert merged(first, second) == {**first, "revocation_endpoint": "c"}
    assert merged(first, {**second, "issuer": "https://evil.example"}) == first


def test_a_profile_has_the_word_over_what_was_found() -> None:
    """Only what it leaves open is filled."""
    given = Endpoints(token="https://mine.example/t")
    found = Endpoints(token="https://id.example/t", jwks="https://id.example/k")
    expected = Endpoints(token="https://mine.example/t", jwks="https://id.example/k")
    assert fill(given, found) == expected
