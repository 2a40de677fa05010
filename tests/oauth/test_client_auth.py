"""How the client shows who it is, by the method that the profile names."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from tokentray.core.errors import InputError
from tokentray.core.profile import ClientAuth, Endpoints, Profile
from tokentray.oauth.client_auth import (
    ClientProof,
    credentials,
    masked_credentials,
    needed_by_client,
)

NOW = 1_800_000_000.0
TOKEN = "https://id.example/token"
KEYS: dict[str, Callable[[], Any]] = {
    "RS256": lambda: rsa.generate_private_key(65537, 2048),
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ES384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "ES512": lambda: ec.generate_private_key(ec.SECP521R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate,
}


def profile(method: ClientAuth, client_id: str = "me") -> Profile:
    """Return a profile of this method."""
    ends = Endpoints(token=TOKEN)
    return Profile("api", "1", client_id=client_id, client_auth=method, endpoints=ends)


def pem(key: Any) -> str:
    """Return a key as people keep it."""
    form = PrivateFormat.PKCS8
    return str(key.private_bytes(Encoding.PEM, form, NoEncryption()).decode())


def public(key: Any) -> str:
    """Return its public half."""
    return str(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    )


def test_basic_is_form_encoded_first() -> None:
    """RFC 6749 section 2.3.1: a secret with % + / : & arrives as it is."""
    proof = ClientProof({"client_secret": "a%b+c/d:e&f g"})
    shown = credentials(profile(ClientAuth.CLIENT_SECRET_BASIC, "m:e"), proof)
    text = base64.b64decode(shown.headers["Authorization"].removeprefix("Basic ")).decode()
    assert text == "m%3Ae:a%25b%2Bc%2Fd%3Ae%26f+g"
    assert shown.fields == ()


def test_post_puts_both_into_the_form() -> None:
    """RFC 6749 section 2.3.1, the other way."""
    shown = credentials(profile(ClientAuth.CLIENT_SECRET_POST), ClientProof({"client_secret": "s"}))
    assert list(shown.fields) == [("client_id", "me"), ("client_secret", "s")]


def test_a_public_client_names_itself() -> None:
    """Where it has a name."""
    assert credentials(profile(ClientAuth.NONE), ClientProof()).fields == (("client_id", "me"),)
    assert credentials(profile(ClientAuth.NONE, ""), ClientProof()).fields == ()


@pytest.mark.parametrize("algorithm", KEYS)
def test_an_assertion_is_signed_by_the_key_as_the_key_wants(algorithm: str) -> None:
    """RFC 7523 section 3: issuer and subject are the client, the audience is the endpoint."""
    key = KEYS[algorithm]()
    proof = ClientProof({"private_key": pem(key)}, "id-1", NOW)
    fields = dict(credentials(profile(ClientAuth.PRIVATE_KEY_JWT), proof).fields)
    assert fields["client_assertion_type"].endswith(":client-assertion-type:jwt-bearer")
    claims = jwt.decode(
        fields["client_assertion"],
        public(key),
        algorithms=[algorithm],
        audience=TOKEN,
        options={"verify_exp": False, "verify_iat": False},
    )
    assert (claims["iss"], claims["sub"], claims["jti"]) == ("me", "me", "id-1")
    assert claims["exp"] - claims["iat"] == 60


@pytest.mark.parametrize(
    ("key", "to_jwk", "algorithm"),
    [
        (KEYS["RS256"], RSAAlgorithm.to_jwk, "RS256"),
        (KEYS["ES384"], ECAlgorithm.to_jwk, "ES384"),
        (KEYS["EdDSA"], OKPAlgorithm.to_jwk, "EdDSA"),
    ],
)
def test_a_jwk_brings_its_kid(
    key: Callable[[], Any], to_jwk: Callable[[Any], str], algorithm: str
) -> None:
    """RFC 7517: the server finds the key by it."""
    data = {**json.loads(to_jwk(key())), "kid": "key-7"}
    proof = ClientProof({"private_key": json.dumps(data)}, "i", NOW)
    fields = dict(credentials(profile(ClientAuth.PRIVATE_KEY_JWT), proof).fields)
    header = jwt.get_unverified_header(fields["client_assertion"])
    assert (header["kid"], header["alg"]) == ("key-7", algorithm)


def test_a_jwk_may_ask_for_pss() -> None:
    """Its own `alg` decides."""
    data = {**json.loads(RSAAlgorithm.to_jwk(KEYS["RS256"]())), "alg": "PS256"}
    proof = ClientProof({"private_key": json.dumps(data)}, "i", NOW)
    fields = dict(credentials(profile(ClientAuth.PRIVATE_KEY_JWT), proof).fields)
    assert jwt.get_unverified_header(fields["client_assertion"])["alg"] == "PS256"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "canary",
        "{",
        '{"kty": "RSA"}',
        '{"kty": "oct", "k": "c2VjcmV0"}',
        "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----",
        public(ec.generate_private_key(ec.SECP256R1())),
        json.dumps(ECAlgorithm.to_jwk(KEYS["ES256"]().public_key(), as_dict=True)),
    ],
)
def test_what_is_no_private_key_is_refused(text: str) -> None:
    """In one sentence, without a word of it."""
    proof = ClientProof({"private_key": text}, "i", NOW)
    with pytest.raises(InputError, match="private_key of api") as caught:
        credentials(profile(ClientAuth.PRIVATE_KEY_JWT), proof)
    assert "canary" not in f"{caught.value.title}{caught.value.hint}"


@pytest.mark.parametrize("method", ClientAuth)
def test_what_is_shown_without_secrets_has_the_same_shape(method: ClientAuth) -> None:
    """A dry run shows every field, and no secret."""
    secrets = {"client_secret": "canary", "private_key": pem(KEYS["ES256"]())}
    real = credentials(profile(method), ClientProof(secrets, "i", NOW))
    masked = masked_credentials(profile(method), "-hidden-")
    assert [name for name, _ in masked.fields] == [name for name, _ in real.fields]
    assert masked.headers.keys() == real.headers.keys()
    assert "canary" not in str(masked.fields) + str(masked.headers)
    assert masked.certificate == ""


@pytest.mark.parametrize("method", ClientAuth)
def test_each_method_names_its_secret(method: ClientAuth) -> None:
    """So that a missing one is told before anything is sent."""
    needed = needed_by_client(method)
    assert (
        needed
        == {
            ClientAuth.NONE: frozenset(),
            ClientAuth.CLIENT_SECRET_BASIC: {"client_secret"},
            ClientAuth.CLIENT_SECRET_POST: {"client_secret"},
            ClientAuth.PRIVATE_KEY_JWT: {"private_key"},
            ClientAuth.TLS_CLIENT_AUTH: {"private_key"},
        }[method]
    )
