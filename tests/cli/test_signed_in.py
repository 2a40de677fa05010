"""`show` and `sign-out` against an issuer on loopback, without the running program and with it."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.cli.home import COMMAND, PATIENCE, Home, running, until
from tests.faults.site import Page, Visit
from tests.service.issuer import INTROSPECT, JWKS, REVOKE, Issuer

PROFILE = """\
issuer = "{issuer}"
client_id = "tokentray"
grant = "import"
"""


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """An issuer that names every endpoint."""
    with Issuer() as issuer:
        issuer.serve_metadata("revocation", "introspection", "userinfo")
        yield issuer


def give(home: Home, issuer: Issuer, token: str = "", **fields: object) -> None:
    """Have the profile `api` hold a token of the issuer."""
    home.add("api", PROFILE.format(issuer=issuer.origin))
    access_token = token or issuer.token()
    home.take("api", {"access_token": access_token, "expires_in": 3600, **fields})


def files(folder: Path) -> bytes:
    """Return all bytes of all files below a folder."""
    return b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


class TestWithout:
    """In the command's own process."""

    def test_show_checks_the_signature(self, keyring_home: Home, issuer: Issuer) -> None:
        """One line for people, the contract's object for programs; offline too, once asked."""
        give(keyring_home, issuer)
        verified = {"state": "verified", "reason": f"it was made with a key of {issuer.origin}"}
        assert keyring_home.json("show", "api", "--json")["signature"] == verified
        issuer.close()
        lines = keyring_home.run("show", "api").out.splitlines()
        assert f"Signature verified: it was made with a key of {issuer.origin}." in lines

    def test_show_without_the_issuer(self, keyring_home: Home, issuer: Issuer) -> None:
        """Not verified, why, and quickly; the claims are shown all the same."""
        give(keyring_home, issuer)
        issuer.close()
        began = time.monotonic()
        shown = keyring_home.json("show", "api", "--json")
        assert time.monotonic() - began < 10
        assert shown["signature"]["state"] == "not-verified"
        assert "cannot be reached" in shown["signature"]["reason"]
        assert shown["claims"]["sub"] == "user-1"

    def test_an_issuer_that_hangs_is_left_after_five_seconds(
        self, keyring_home: Home, issuer: Issuer
    ) -> None:
        """A person waits for the answer."""
        release = Event()

        def hang(_visit: Visit) -> Page:
            release.wait(30)
            return Page(500)

        give(keyring_home, issuer)
        issuer.put(JWKS, hang)
        began = time.monotonic()
        shown = keyring_home.json("show", "api", "--json")
        took = time.monotonic() - began
        release.set()
        assert 4 < took < 12
        assert "did not answer" in shown["signature"]["reason"]

    def test_show_tells_an_opaque_token(self, keyring_home: Home, issuer: Issuer) -> None:
        """As its server describes it; nothing of that is stored."""
        told = {"active": True, "sub": "described-user", "scope": "read"}
        issuer.put(INTROSPECT, Page.json(told))
        give(keyring_home, issuer, "opaque-token")
        shown = keyring_home.json("show", "api", "--json")
        assert (shown["opaque"], shown["claims"]["sub"]) == (True, "described-user")
        text = keyring_home.run("show", "api").out
        assert "The token is opaque; its server says of it:" in text
        assert "Signature not verified: an opaque token has none" in text
        assert b"described-user" not in files(keyring_home.folder)

    def test_show_tells_the_horizons_apart(self, keyring_home: Home, issuer: Issuer) -> None:
        """The end of the access token, of the refresh token and of what was allowed."""
        reach = 100_000
        horizons = {"refresh_expires_in": reach, "authorization_expires_in": 2 * reach}
        give(keyring_home, issuer, "", refresh_token="r", **horizons)
        lines = keyring_home.run("show", "api").out.splitlines()
        assert lines[1].endswith("(from expires_in, a lifetime)") or "left, until" in lines[1]
        assert lines[2].startswith("refresh token 1 d 3 h left, until ")
        assert lines[3].startswith("sign-in 2 d 7 h left, until ")
        (row,) = keyring_home.json("list", "--json")["profiles"]
        assert row["authorization_expires_at"] - row["refresh_expires_at"] == reach

    def test_sign_out(self, keyring_home: Home, issuer: Issuer) -> None:
        """Revoked there, forgotten here, the profile and its secrets kept."""
        issuer.put(REVOKE, Page())
        give(keyring_home, issuer, refresh_token="the-refresh")
        keyring_home.run("secret", "set", "api", "client_key", stdin="kept")
        done = keyring_home.run("sign-out", "api")
        assert (done.code, done.err) == (0, "")
        assert done.out == "api is signed out; the server revoked its tokens.\n"
        assert issuer.at(REVOKE)[0].fields["token"] == "the-refresh"
        (row,) = keyring_home.json("list", "--json")["profiles"]
        assert row["state"] == "empty"
        assert keyring_home.fails("token", "api").code == 5
        assert "client_key" in keyring_home.run("secret", "list", "api").out
        assert keyring_home.run("sign-out", "api").out == "api holds no tokens.\n"

    def test_sign_out_where_the_server_cannot_be_told(
        self, keyring_home: Home, issuer: Issuer
    ) -> None:
        """No endpoint: code 0 and the honest sentence."""
        issuer.serve_metadata()
        give(keyring_home, issuer)
        done = keyring_home.run("sign-out", "api")
        assert done.code == 0
        assert "the server can't be told; the access token lives until " in done.out

    def test_sign_out_in_trouble(self, keyring_home: Home, issuer: Issuer) -> None:
        """Two tries, code 7, the same sentence in one line on stderr; forgotten all the same."""
        issuer.put(REVOKE, Page(503))
        give(keyring_home, issuer)
        done = keyring_home.fails("sign-out", "api")
        assert done.code == 7
        assert "the server can't be told; the access token lives until " in done.line
        assert issuer.count(REVOKE) == 2
        assert keyring_home.json("show", "api", "--json")["state"] == "empty"

    def test_sign_out_of_nobody(self, keyring_home: Home) -> None:
        """There is no such profile."""
        assert keyring_home.fails("sign-out", "nobody").code == 4

    def test_sign_out_interrupted(self, keyring_home: Home, issuer: Issuer) -> None:
        """Ctrl-C while the server thinks: the tokens are gone."""
        arrived, release = Event(), Event()

        def hang(_visit: Visit) -> Page:
            arrived.set()
            release.wait(30)
            return Page(500)

        issuer.put(REVOKE, hang)
        give(keyring_home, issuer)
        process = subprocess.Popen(
            [COMMAND, "sign-out", "api"], env=keyring_home.environ, stderr=subprocess.PIPE
        )
        assert arrived.wait(PATIENCE)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        release.set()
        assert process.returncode == 130
        assert keyring_home.json("show", "api", "--json")["state"] == "empty"


class TestWith:
    """Through the running program."""

    def test_show_and_sign_out(self, memory_home: Home, issuer: Issuer) -> None:
        """The same answers, for tokens that are in its memory only."""
        issuer.put(REVOKE, Page())
        give(memory_home, issuer, refresh_token="the-refresh")
        shown = memory_home.json("show", "api", "--json")
        assert shown["signature"]["state"] == "verified"
        done = memory_home.run("sign-out", "api")
        assert (done.code, done.out) == (0, "api is signed out; the server revoked its tokens.\n")
        (row,) = memory_home.json("list", "--json")["profiles"]
        assert row["state"] == "empty"
        assert memory_home.json("show", "api", "--json")["signature"]["state"] == "not-verified"

    def test_sign_out_in_trouble(self, memory_home: Home, issuer: Issuer) -> None:
        """Its error is the command's."""
        issuer.put(REVOKE, Page(500))
        give(memory_home, issuer)
        done = memory_home.fails("sign-out", "api")
        assert done.code == 7
        assert "the server can't be told; the access token lives until " in done.line
        assert memory_home.json("list", "--json")["profiles"][0]["state"] == "empty"

    def test_the_program_asks_by_itself(self, keyring_home: Home, issuer: Issuer) -> None:
        """Once, after it has read the token; nobody has to look first."""
        give(keyring_home, issuer)
        with running(keyring_home, "--headless"):
            until(lambda: issuer.count(JWKS) == 1)
            shown = keyring_home.json("show", "api", "--json")
            assert shown["signature"]["state"] == "verified"
            assert issuer.count(JWKS) == 1

    def test_signed_out_elsewhere_it_holds_nothing(
        self, keyring_home: Home, issuer: Issuer
    ) -> None:
        """The raised generation tells it, whoever forgot the tokens."""
        give(keyring_home, issuer)
        with running(keyring_home, "--headless"):
            until(lambda: keyring_home.json("list", "--json")["profiles"][0]["state"] == "valid")
            # A runtime folder of its own: this one finds no program and does it itself.
            done = keyring_home.run("sign-out", "api", XDG_RUNTIME_DIR=str(keyring_home.folder))
            assert done.code == 0, done.err
            until(lambda: keyring_home.json("list", "--json")["profiles"][0]["state"] == "empty")


def test_the_help_has_an_example(home: Home) -> None:
    """Like every command's."""
    done = home.run("sign-out", "--help")
    assert done.code == 0
    assert "tokentray sign-out api" in done.out
    assert json.dumps("sign-out")[1:-1] in home.run("--help").out
