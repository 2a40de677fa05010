"""Which grant can be used, and why not the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from tokentray.core.grants import DEVICE_CODE, Choice, usable
from tokentray.core.messages import SENTENCES
from tokentray.core.profile import ClientAuth, Endpoints, Grant, Profile

ALL = Endpoints(
    token="https://id.example/t",
    authorization="https://id.example/a",
    device_authorization="https://id.example/d",
)
PROFILE = Profile(name="api", id="1", endpoints=ALL)


@dataclass(frozen=True)
class Server:
    """What a server says of itself."""

    grant_types: tuple[str, ...] | None = None
    response_types: tuple[str, ...] | None = None
    challenge_methods: tuple[str, ...] | None = None


def codes(choice: Choice) -> dict[str, str]:
    """Return the code of each reason."""
    assert all(code in SENTENCES for code, _ in choice.reasons.values())
    return {grant.value: code for grant, (code, _) in choice.reasons.items()}


def test_the_browser_comes_first() -> None:
    """Every grant has its word."""
    choice = usable(PROFILE, Server())
    assert choice.chosen is Grant.AUTHORIZATION_CODE
    assert codes(choice) == {
        "device-code": "grant-not-asked",
        "client-credentials": "grant-needs-secret",
    }


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        (Server(grant_types=("implicit", DEVICE_CODE)), "grant-not-offered"),
        (Server(response_types=("token",)), "grant-not-offered"),
        (Server(challenge_methods=("plain",)), "grant-no-s256"),
    ],
)
def test_a_code_needs_the_servers_word(server: Server, reason: str) -> None:
    """Else the device code is taken."""
    choice = usable(PROFILE, server)
    assert choice.chosen is Grant.DEVICE_CODE
    assert codes(choice)["authorization-code"] == reason


def test_a_device_endpoint_is_enough() -> None:
    """Many servers do not list the grant (RFC 8628 section 4)."""
    ends = replace(ALL, authorization="")
    choice = usable(replace(PROFILE, endpoints=ends), Server(grant_types=("refresh_token",)))
    assert choice.chosen is Grant.DEVICE_CODE
    assert codes(choice)["authorization-code"] == "grant-no-endpoint"


def test_a_secret_makes_client_credentials_possible() -> None:
    """Where the server does not say otherwise."""
    alone = Endpoints(token="https://id.example/t")
    profile = replace(PROFILE, endpoints=alone, client_auth=ClientAuth.CLIENT_SECRET_BASIC)
    assert usable(profile, None).chosen is Grant.CLIENT_CREDENTIALS
    listed = Server(grant_types=("authorization_code",))
    assert codes(usable(profile, listed))["client-credentials"] == "grant-not-offered"


def test_a_stated_grant_is_the_only_one() -> None:
    """What cannot be used is not replaced by another."""
    asked = replace(PROFILE, grant=Grant.DEVICE_CODE)
    choice = usable(asked, Server())
    assert choice.chosen is Grant.DEVICE_CODE
    assert codes(choice)["authorization-code"] == "grant-not-asked"
    none = usable(replace(asked, endpoints=replace(ALL, device_authorization="")), Server())
    assert none.chosen is None


def test_without_a_token_endpoint_there_is_none() -> None:
    """Each grant needs it."""
    choice = usable(replace(PROFILE, endpoints=Endpoints()), None)
    assert choice.chosen is None
    assert set(codes(choice).values()) == {"grant-no-endpoint"}


def test_an_import_is_no_sign_in() -> None:
    """A profile that only takes what is imported has no grant to sign in by."""
    assert usable(replace(PROFILE, grant=Grant.IMPORT), Server()).chosen is None
