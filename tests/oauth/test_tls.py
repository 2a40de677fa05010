"""TLS against a company's own authority: what is accepted, what is refused, and in what words.

Catalogue 33 and figure 23: each trouble has a sentence of its own, and no secret leaves before
the server has shown who it is.
"""

from __future__ import annotations

import datetime
import re
import socket
import ssl
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

import tokentray
from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from tests.identity.authority import Authority, Certified
from tests.oauth.test_transport import Sent, failure
from tokentray.core.errors import InputError
from tokentray.core.messages import english
from tokentray.oauth import client_certificate
from tokentray.oauth.transport import Answer as Received
from tokentray.oauth.transport import HttpTransport, Request

SECRET = "a-refresh-token"


@pytest.fixture(scope="module")
def authority() -> Authority:
    """The authority that the profile names."""
    return Authority()


@pytest.fixture
def ca_file(authority: Authority, tmp_path: Path) -> str:
    """The file that the profile names."""
    path = tmp_path / "company.pem"
    path.write_text(authority.certificate)
    return str(path)


@contextmanager
def server(
    tmp_path: Path,
    shown: Certified,
    clients_of: Authority | None = None,
    version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
) -> Iterator[HostileEndpoint]:
    """Serve HTTPS with a certificate; with `clients_of` only to clients of that authority."""
    path = tmp_path / "server.pem"
    path.write_text(shown.both)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    context.maximum_version = version
    if clients_of is not None:
        context.load_verify_locations(cadata=clients_of.certificate)
        context.verify_mode = ssl.CERT_REQUIRED
    with HostileEndpoint(tls=context) as endpoint:
        yield endpoint


def post(
    endpoint: HostileEndpoint, ca_file: str, certificate: str = "", sent: Sent | None = None
) -> Received:
    """Send a refresh token, if the server deserves it."""
    body = f"grant_type=refresh_token&refresh_token={SECRET}".encode()
    request = Request("POST", endpoint.url, {}, body, ca_file, certificate)
    return HttpTransport().send(request, 5.0, sent or Sent())


class TestServer:
    """Who the server is."""

    def test_an_authority_of_the_profile_is_trusted(
        self, authority: Authority, ca_file: str, tmp_path: Path
    ) -> None:
        """By its file alone, without a word to the system."""
        with server(tmp_path, authority.certify("id.example")) as endpoint:
            assert post(endpoint, ca_file).status == 400
            assert SECRET.encode() in endpoint.requests[0].body

    def test_an_unknown_authority_is_not(
        self, authority: Authority, ca_file: str, tmp_path: Path
    ) -> None:
        """Neither another than the file's, nor any that the system does not know."""
        with server(tmp_path, Authority("Somebody else").certify("id.example")) as endpoint:
            refused(endpoint, ca_file, "unable to get local issuer certificate")
        with server(tmp_path, authority.certify("id.example")) as endpoint:
            refused(endpoint, "", "certificate")

    @pytest.mark.parametrize(
        ("age", "words"), [(30, "has expired"), (-30, "is not yet valid")], ids=["old", "new"]
    )
    def test_a_certificate_has_its_time(
        self, authority: Authority, ca_file: str, tmp_path: Path, age: int, words: str
    ) -> None:
        """Over, or not begun: a wrong clock of ours looks the same, so the hint names it."""
        shown = authority.certify("id.example", age=datetime.timedelta(days=age))
        with server(tmp_path, shown) as endpoint:
            refused(endpoint, ca_file, words)

    def test_another_host_is_not_the_server(
        self, authority: Authority, ca_file: str, tmp_path: Path
    ) -> None:
        """A good certificate of the same authority for another address."""
        with server(tmp_path, authority.certify("id.example", address="127.0.0.2")) as endpoint:
            refused(endpoint, ca_file, "IP address mismatch")

    def test_nobody_vouches_for_himself(
        self, authority: Authority, ca_file: str, tmp_path: Path
    ) -> None:
        """A self-signed certificate, though it is not the file's own."""
        with server(tmp_path, Authority("Self").itself()) as endpoint:
            refused(endpoint, ca_file, "self-signed certificate")

    def test_what_is_critical_and_unknown_is_refused(
        self, authority: Authority, ca_file: str, tmp_path: Path
    ) -> None:
        """RFC 5280 section 4.2."""
        with server(tmp_path, authority.certify("id.example", strange=True)) as endpoint:
            refused(endpoint, ca_file, "unhandled critical extension")

    def test_plain_http_is_no_secure_connection(self, ca_file: str) -> None:
        """A portal or a wrong port: that is no matter of certificates."""
        with socket.create_server(("127.0.0.1", 0)) as portal, ThreadPoolExecutor(1) as pool:
            heard = pool.submit(speak_plainly, portal)
            url = f"https://127.0.0.1:{portal.getsockname()[1]}/token"
            request = Request("POST", url, {}, SECRET.encode(), ca_file)
            error = failure(lambda: HttpTransport().send(request, 5.0, Sent()))
            assert SECRET.encode() not in heard.result(10)
        assert (error.code, error.exit_code, error.sent) == ("tls-failed", 7, False)

    def test_a_file_that_is_none_is_the_profiles_mistake(self, tmp_path: Path) -> None:
        """Code 9, named by its path, and nothing is sent."""
        path = tmp_path / "nonsense.pem"
        path.write_text("nonsense")
        with HostileEndpoint() as endpoint:
            with pytest.raises(InputError, match=re.escape(str(path))):
                post(endpoint, str(path))
            assert endpoint.requests == ()

    def test_an_answer_that_ends_early_is_a_lost_one(
        self, authority: Authority, ca_file: str, tmp_path: Path
    ) -> None:
        """The server may have acted: nothing is wrong with its certificate."""
        with server(tmp_path, authority.certify("id.example")) as endpoint:
            endpoint.script(Answer.same_again().after_commit().cut(-5, resets=False))
            error = failure(lambda: post(endpoint, ca_file))
            assert (error.code, error.sent) == ("reply-lost", True)


def speak_plainly(portal: socket.socket) -> bytes:
    """Answer whatever comes first in HTTP without TLS, and hang up; return what came."""
    connection, _ = portal.accept()
    with connection:
        heard = connection.recv(65536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        return heard


def refused(endpoint: HostileEndpoint, ca_file: str, words: str) -> None:
    """Check that a server is refused in one clear sentence before anything is sent."""
    sent = Sent()
    error = failure(lambda: post(endpoint, ca_file, sent=sent))
    assert (error.code, error.exit_code, error.sent, sent.count) == ("tls", 7, False, 0)
    assert words in error.title
    assert error.title.count(". ") == 0
    assert "127.0.0.1" in error.title
    assert "clock" in error.hint
    assert SECRET not in repr(error)
    assert endpoint.requests == ()


VERSIONS = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]


class TestClient:
    """Who we are, where the server asks for a certificate (RFC 8705 section 2)."""

    @pytest.mark.parametrize("version", VERSIONS)
    def test_the_right_certificate_opens_the_door(
        self, authority: Authority, ca_file: str, tmp_path: Path, version: ssl.TLSVersion
    ) -> None:
        """Under either version of TLS."""
        own = authority.certify("client")
        with server(tmp_path, authority.certify("id.example"), authority, version) as endpoint:
            assert post(endpoint, ca_file, own.both).status == 400
            assert len(endpoint.requests) == 1

    @pytest.mark.parametrize("version", VERSIONS)
    @pytest.mark.parametrize("stranger", [False, True], ids=["missing", "wrong"])
    def test_without_it_the_server_ends_the_talk(
        self,
        authority: Authority,
        ca_file: str,
        tmp_path: Path,
        version: ssl.TLSVersion,
        stranger: bool,
    ) -> None:
        """It is not said to be the server's certificate, and no answer was lost."""
        own = Authority("Somebody else").certify("client").both if stranger else ""
        with server(tmp_path, authority.certify("id.example"), authority, version) as endpoint:
            error = failure(lambda: post(endpoint, ca_file, own))
            assert (error.code, error.exit_code, error.sent) == ("tls-failed", 7, False)
            assert "client certificate" in error.hint
            assert endpoint.requests == ()

    def test_the_key_lies_nowhere_in_the_clear(
        self, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The file that TLS reads for a moment is private, encrypted, and gone afterwards."""
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        context = Watched(ssl.PROTOCOL_TLS_CLIENT)
        own = authority.certify("client")
        client_certificate.load_client_certificate(context, own.both)
        assert context.folder_mode == 0o700
        assert "BEGIN PRIVATE KEY" not in context.text
        assert not any(line in context.text for line in own.key.splitlines()[1:-1])
        encrypted = context.text[context.text.index("-----BEGIN ENCRYPTED") :]
        with pytest.raises(TypeError, match="encrypted"):
            load_pem_private_key(encrypted.encode(), None)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("part", ["certificate", "key", "", "other"])
    def test_half_a_certificate_is_the_profiles_mistake(
        self, authority: Authority, part: str
    ) -> None:
        """Code 9, and no word of the key in it."""
        own, other = authority.certify("client"), authority.certify("other")
        both = own.certificate + other.key
        text = both if part == "other" else getattr(own, part, "nonsense")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        with pytest.raises(InputError) as caught:
            client_certificate.load_client_certificate(context, text)
        assert caught.value.code == "client-certificate-unusable"
        assert other.key.splitlines()[1] not in repr(caught.value)


class Watched(ssl.SSLContext):
    """A context that looks at the file which it is given to read."""

    folder_mode = 0
    text = ""

    def load_cert_chain(self, certfile: object, *arguments: object, **named: object) -> None:
        """Note what anybody could have read at this moment."""
        path = Path(str(certfile))
        self.folder_mode = path.parent.stat().st_mode & 0o777
        self.text = path.read_text()
        super().load_cert_chain(path, *arguments, **named)  # type: ignore[arg-type]


def test_no_switch_skips_the_check() -> None:
    """Over the whole source: whoever needs another authority names its file."""
    package = Path(tokentray.__file__).parent
    skips = re.compile(
        r"verify\s*=\s*False|CERT_(?:NONE|OPTIONAL)|check_hostname\s*=|_create_unverified"
        r"|verify_mode|--insecure|disable_warnings"
    )
    found = {
        f"{path.relative_to(package)}: {line.strip()}"
        for path in package.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if skips.search(line)
    }
    assert found == set()


def test_the_two_troubles_have_their_own_words() -> None:
    """A certificate of the server's, and everything else of TLS."""
    words = {"host": "id.example", "what": "why"}
    assert english("tls", words).title == "The certificate of id.example cannot be verified: why."
    assert english("tls-failed", words).title == "No secure connection to id.example: why."
