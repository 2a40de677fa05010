"""Hand a client certificate from the keyring to TLS (RFC 8705) without writing its key down."""

from __future__ import annotations

import re
import secrets
import ssl
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from tokentray.core.errors import InputError

_CERTIFICATE = re.compile(
    r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL | re.ASCII
)
_KEY = re.compile(r"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.+?-----END \1-----", re.DOTALL | re.ASCII)


def load_client_certificate(context: ssl.SSLContext, pem: str) -> None:
    """Give `context` the certificates and the private key of a PEM text.

    The ssl module reads files only: the one that it reads for a moment holds the key encrypted
    with a password that is never written anywhere.

    Raises:
        InputError: it does not hold a certificate and the key that belongs to it.
    """
    found = _KEY.search(pem)
    chain = "\n".join(_CERTIFICATE.findall(pem))
    if found is None or not chain:
        raise InputError("client-certificate-unusable")
    password = secrets.token_hex(32)
    try:
        key = load_pem_private_key(found.group(0).encode("ascii"), None)
        encrypted = key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode("ascii"))
        )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "client.pem"
            path.write_bytes(chain.encode("ascii") + b"\n" + encrypted)
            context.load_cert_chain(path, password=password)
    except (ValueError, TypeError, OSError) as error:
        raise InputError("client-certificate-unusable") from error
