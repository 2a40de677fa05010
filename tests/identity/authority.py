"""A private certificate authority, as a company has one; it also makes certificates to refuse."""

from __future__ import annotations

import datetime
import ipaddress
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate and its private key, as PEM; `subject` as RFC 4514 has it."""

    subject: str
    certificate: str
    key: str = field(repr=False)

    @property
    def both(self) -> str:
        """What a client keeps for `tls_client_auth`."""
        return self.certificate + self.key


class Authority:
    """Signs certificates for servers on 127.0.0.1 and for clients."""

    def __init__(self, name: str = "The tests' own authority") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        self._certificate = (
            _builder(self._name, self._name, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False
            )
            .sign(self._key, hashes.SHA256())
        )

    @property
    def certificate(self) -> str:
        """The authority's own certificate as PEM."""
        return self._certificate.public_bytes(serialization.Encoding.PEM).decode()

    def itself(self) -> Certified:
        """The authority's certificate as if a server had made it for its own use."""
        return Certified("", self.certificate, private_pem(self._key))

    def certify(
        self,
        name: str,
        *,
        address: str = "127.0.0.1",
        age: datetime.timedelta = _DAY,
        strange: bool = False,
    ) -> Certified:
        """Make a key and a certificate for `name`, good for `address` and for a client.

        It was good from `age` ago on, for two days. A `strange` one has a critical extension that
        nobody knows (RFC 5280 section 4.2).
        """
        key = ec.generate_private_key(ec.SECP256R1())
        alternative = x509.IPAddress(ipaddress.ip_address(address))
        own = self._key.public_key()
        unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\5\0")
        builder = _builder(_named(name), self._name, key.public_key(), age)
        if strange:
            builder = builder.add_extension(unknown, critical=True)
        certificate = (
            builder.add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
        return Certified(f"CN={name}", pem, private_pem(key))


def private_pem(key: ec.EllipticCurvePrivateKey) -> str:
    """Return a private key as PEM."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    age: datetime.timedelta = _DAY,
) -> x509.CertificateBuilder:
    begin = datetime.datetime.now(datetime.UTC) - age
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + 2 * _DAY)
    )
