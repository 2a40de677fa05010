"""Which grant a sign-in uses, and why not the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import InputError
from tokentray.core.grants import PREFERENCE, Offer, choose_grant
from tokentray.core.profile import ClientAuth, Endpoints, Grant, Profile

ALL = Endpoints(
    token="https://id.example/token",
    authorization="https://id.example/authorize",
    device_authorization="https://id.example/device",
)
PROFILE = Profile(name="api", id="1", client_id="tokentray", endpoints=ALL)
DEVICE_TYPE = "urn:ietf:params:oauth:grant-type:device_code"


def reasons(profile: Profile, offer: Offer) -> dict[Grant, str]:
    """Return the code for each grant that is not used."""
    chosen = choose_grant(profile, offer)
    return {grant: code for grant, (code, _) in chosen.not_used.items()}


def test_a_person_in_a_browser_comes_first() -> None:
    """Where all is possible the browser is used, and each other grant says why it is not."""
    chosen = choose_grant(replace(PROFILE, client_auth=ClientAuth.CLIENT_SECRET_BASIC), Offer())
    assert chosen.grant is Grant.AUTHORIZATION_CODE
    assert chosen.not_used == {
        Grant.DEVICE_CODE: ("not-first", {"grant": "authorization code"}),
        Grant.CLIENT_CREDENTIALS: ("not-first", {"grant": "authorization code"}),
    }


@pytest.mark.parametrize(
    ("profile", "offer", "grant", "why"),
    [
        (PROFILE, Offer(grant_types=(DEVICE_TYPE,)), Grant.DEVICE_CODE, "not-offered"),
        (PROFILE, Offer(response_types=("id_token",)), Grant.DEVICE_CODE, "not-offered"),
        (PROFILE, Offer(challenge_methods=("plain",)), Grant.DEVICE_CODE, "no-s256"),
        (
            replace(PROFILE, endpoints=replace(ALL, authorization="")),
            Offer(),
            Grant.DEVICE_CODE,
            "no-endpoint",
        ),
        (
            replace(
                PROFILE,
                client_auth=ClientAuth.CLIENT_SECRET_POST,
                endpoints=Endpoints(token=ALL.token),
            ),
            Offer(),
            Grant.CLIENT_CREDENTIALS,
            "no-endpoint",
        ),
    ],
)
def test_the_next_one_is_used(profile: Profile, offer: Offer, grant: Grant, why: str) -> None:
    """What server or client rule out is passed over with the reason."""
    assert choose_grant(profile, offer).grant is grant
    assert reasons(profile, offer)[Grant.AUTHORIZATION_CODE] == why


def test_a_public_client_has_no_credentials() -> None:
    """Without a secret there is nothing that client credentials could be."""
    assert reasons(PROFILE, Offer())[Grant.CLIENT_CREDENTIALS] == "no-client-secret"


def test_what_is_asked_for_by_name_needs_its_endpoint_only() -> None:
    """A server may leave a grant out of its metadata and allow it all the same."""
    offer = Offer(grant_types=("authorization_code",))
    assert choose_grant(PROFILE, offer, Grant.DEVICE_CODE).grant is Grant.DEVICE_CODE
    bare = replace(PROFILE, endpoints=Endpoints(token=ALL.token))
    with pytest.raises(InputError) as caught:
        choose_grant(bare, Offer(), Grant.DEVICE_CODE)
    assert caught.value.title == (
        "api cannot sign in by device code: no device_authorization endpoint is known."
    )


def test_what_is_asked_for_outweighs_the_profile() -> None:
    """`--device` is the person's word, `grant` the profile's."""
    profile = replace(PROFILE, grant=Grant.AUTHORIZATION_CODE)
    assert choose_grant(profile, Offer()).grant is Grant.AUTHORIZATION_CODE
    assert choose_grant(profile, Offer(), Grant.DEVICE_CODE).grant is Grant.DEVICE_CODE


def test_an_imported_profile_has_nothing_to_sign_in_with() -> None:
    """It says so, and what to do."""
    with pytest.raises(InputError) as caught:
        choose_grant(replace(PROFILE, grant=Grant.IMPORT), Offer())
    assert caught.value.code == "grant-import"


def test_where_nothing_is_possible_all_reasons_are_said() -> None:
    """The sentence names each grant with what it lacks."""
    with pytest.raises(InputError) as caught:
        choose_grant(replace(PROFILE, client_id=""), Offer())
    assert caught.value.title.count("there is no client_id") == 3


@given(
    st.builds(
        Endpoints,
        token=st.sampled_from(["", ALL.token]),
        authorization=st.sampled_from(["", ALL.authorization]),
        device_authorization=st.sampled_from(["", ALL.device_authorization]),
    ),
    st.sampled_from(ClientAuth),
    st.builds(
        Offer,
        st.none() | st.lists(st.sampled_from(["authorization_code", DEVICE_TYPE, "x"])).map(tuple),
        st.none() | st.just(("code",)) | st.just(()),
        st.none() | st.just(("S256",)) | st.just(("plain",)),
    ),
)
def test_every_grant_is_used_or_has_its_reason(
    endpoints: Endpoints, auth: ClientAuth, offer: Offer
) -> None:
    """Whatever comes, one is chosen and the others are explained, or the profile is wrong."""
    profile = replace(PROFILE, endpoints=endpoints, client_auth=auth)
    try:
        chosen = choose_grant(profile, offer)
    except InputError:
        return
    assert {chosen.grant, *chosen.not_used} == set(PREFERENCE)
    assert chosen.grant not in chosen.not_used
    assert "{" not in chosen.sentence
