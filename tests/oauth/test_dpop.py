"""Proofs of possession, as RFC 9449 describes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import jwt
import pytest
from jwt.algorithms import ECAlgorithm

from tokentray.oauth.dpop import (
    Possession,
    new_key,
    proof,
    public_jwk,
    thumbprint,
    wanted_nonce,
)
from tokentray.oauth.transport import Answer


def checked(text: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Check a proof as a server does, by the key that it carries; return header and claims."""
    header = jwt.get_unverified_header(text)
    key = ECAlgorithm.from_jwk(json.dumps(header["jwk"]))
    claims = jwt.decode(text, key, algorithms=["ES256"])  # type: ignore[arg-type]
    return header, claims


def test_a_proof_names_its_request() -> None:
    """Section 4.2: method, address without query and fragment, moment, a fresh id."""
    key = new_key()
    text = proof(Possession(key), "POST", "https://id.example/token?a=b#c", jti="id-1", now=17.9)
    header, claims = checked(text)
    assert header["typ"] == "dpop+jwt"
    assert header["jwk"] == public_jwk(key)
    assert "d" not in header["jwk"]
    assert claims == {"jti": "id-1", "htm": "POST", "htu": "https://id.example/token", "iat": 17}


def test_a_nonce_of_the_server_is_in_it() -> None:
    """Section 8."""
    text = proof(Possession(new_key(), "n-1"), "POST", "https://x/t", jti="i", now=1)
    assert checked(text)[1]["nonce"] == "n-1"


def test_a_thumbprint_is_that_of_the_rfc() -> None:
    """The example of RFC 9449, section 6.1."""
    jwk = {
        "kty": "EC",
        "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
        "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
        "crv": "P-256",
    }
    assert thumbprint(jwk) == "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"


def test_a_key_is_in_no_repr() -> None:
    """What a traceback might show."""
    key = new_key()
    assert "PRIVATE" not in repr(Possession(key, "n"))


@pytest.mark.parametrize(
    ("status", "body", "nonce"),
    [
        (400, b'{"error": "use_dpop_nonce"}', "n-2"),
        (401, b'{"error": "use_dpop_nonce"}', "n-2"),
        (400, b'{"error": "invalid_grant"}', ""),
        (200, b'{"error": "use_dpop_nonce"}', ""),
        (400, b'{"error_description": "use_dpop_nonce"}', ""),
    ],
)
def test_only_the_error_of_its_own_asks_for_a_nonce(status: int, body: bytes, nonce: str) -> None:
    """Section 8: `use_dpop_nonce` with the header."""
    assert wanted_nonce(Answer(status, {"dpop-nonce": "n-2"}, body)) == nonce
    assert wanted_nonce(Answer(status, {}, body)) == ""
