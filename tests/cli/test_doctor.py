"""`doctor` by the installed command: against servers on loopback, keyrings and the program."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.cli.home import Home, fresh, running
from tests.faults.site import Page
from tests.identity.authority import Authority, Certified
from tests.oauth.keys import key_of, signed
from tests.service.issuer import METADATA, Issuer
from virtual_desktop import VirtualDesktop

PROFILE = """\
issuer = "{issuer}"
client_id = "tokentray"
audience = "https://api.example"
scopes = ["openid", "read"]
{more}
"""


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """An issuer on loopback."""
    with Issuer() as issuer:
        yield issuer


def give(home: Home, issuer: Issuer, token: str = "", more: str = "", **fields: Any) -> None:
    """Keep a token of the issuer in a profile named api."""
    home.add("api", PROFILE.format(issuer=issuer.origin, more=more))
    whole = {"access_token": token or issuer.token(scope="read"), "refresh_token": "keep-me"}
    home.take("api", whole | fields)


def examined(home: Home, *words: str, code: int = 0) -> dict[str, Mapping[str, str]]:
    """Return what is not ok by id, after a run that ended with `code`; nothing goes to stderr."""
    done = home.run("doctor", *words, "--json")
    assert (done.code, done.err) == (code, ""), done.out
    answer = json.loads(done.out)
    assert (sorted(answer), answer["version"]) == (["checks", "version"], 1)
    for check in answer["checks"]:
        assert sorted(check) == ["id", "level", "next", "text"]
        assert bool(check["next"]) == (check["level"] != "ok"), check
    assert "keep-me" not in done.out
    return {one["id"]: one for one in answer["checks"] if one["level"] != "ok"}


def test_all_is_well(keyring_home: Home, issuer: Issuer) -> None:
    """A good token of a good server: nothing but the missing program and notices is minded."""
    give(keyring_home, issuer)
    done = keyring_home.run("doctor", "api")
    assert done.code == 0
    assert done.out.endswith("\nno problems, 2 warnings.\n")
    for line in (
        "Tokens are kept in the keyring (secret-service), which is unlocked.",
        f"{issuer.origin} answers, and its metadata names it to the letter.",
        "This computer's clock agrees with that of 127.0.0.1",
        f'It names "{issuer.origin}" as its issuer, as expected.',
        'It is for "https://api.example", as expected.',
        "It has the scopes that are expected: read.",
        "Its signature is right: it was made with a key of",
        "The token is renewed by itself.",
    ):
        assert f"  {line}" in done.out
    assert set(examined(keyring_home, "api")) == {"program", "notifications"}


def test_no_secret_is_printed(keyring_home: Home, issuer: Issuer) -> None:
    """Neither a token nor a client secret, nor the password of a proxy."""
    token = issuer.token()
    give(keyring_home, issuer, token, more='client_auth = "client_secret_post"')
    keyring_home.run("secret", "set", "api", "client_secret", stdin="hidden-secret")
    proxy = {"https_proxy": "http://me:hidden-too@127.0.0.1:1", "no_proxy": "127.0.0.1"}
    done = keyring_home.run("doctor", "api", **proxy)
    assert "The profile's own secrets are there: client_secret." in done.out
    assert "Requests go through the proxy http://127.0.0.1:1 (https)." in done.out
    assert not any(one in done.out for one in (token, "keep-me", "hidden-secret", "hidden-too"))


@pytest.mark.parametrize(("ahead", "way"), [(7200.0, "behind"), (-7200.0, "ahead of")])
def test_a_wrong_clock_is_measured_at_the_server(
    keyring_home: Home, issuer: Issuer, ahead: float, way: str
) -> None:
    """And the token is judged by the server's clock."""
    give(keyring_home, issuer)
    issuer.ahead = ahead
    found = examined(keyring_home, "api", code=7 if ahead > 0 else 0)
    assert f" s {way} that of 127.0.0.1" in found["clock"]["text"]
    assert "timedatectl set-ntp true" in found["clock"]["next"]
    if ahead > 0:
        assert found["expiry"]["text"].startswith("It has expired by the server's clock")
        assert found["expiry"]["next"] == "Renew it: `tokentray refresh api --force`."


def test_an_expired_token(keyring_home: Home, issuer: Issuer) -> None:
    """What cannot be renewed wants a person; the signature is right all the same."""
    token = issuer.token(exp=int(time.time()) - 600, scope="read")
    give(keyring_home, issuer, token, refresh_token=None)
    found = examined(keyring_home, "api", code=5)
    assert found["expiry"]["next"] == "Sign in: `tokentray sign-in api`."
    assert set(found) == {"program", "notifications", "grant", "expiry"}


@pytest.mark.parametrize(
    ("claims", "more", "id_", "said"),
    [
        ({"aud": "https://else.example"}, "", "audience", 'is for "https://else.example"; expect'),
        ({}, '[expect]\naudience = "x"', "audience", 'expected is "x"'),
        ({"iss": "https://other.example"}, "", "issuer", 'names "https://other.example" as its'),
        ({}, '[expect]\nscopes = ["admin"]', "scopes", "It lacks the scopes admin; it has read."),
    ],
)
def test_a_token_that_the_api_does_not_expect(
    keyring_home: Home, issuer: Issuer, claims: dict[str, Any], more: str, id_: str, said: str
) -> None:
    """By issuer, audience and scopes: code 9, and no other problem."""
    give(keyring_home, issuer, issuer.token(**{"scope": "read"} | claims), more)
    found = examined(keyring_home, "api", code=9)
    assert said in found[id_]["text"]
    assert {key for key, one in found.items() if one["level"] == "problem"} == {id_}


def test_a_token_of_another_key(keyring_home: Home, issuer: Issuer) -> None:
    """The keys of the issuer are asked, and did not make it."""
    token = signed(key_of("P-256", 1), "ES256", {"kid": "one"}, iss=issuer.origin, scope="read")
    give(keyring_home, issuer, token)
    found = examined(keyring_home, "api", code=9)
    assert found["signature"]["text"].startswith("Its signature is wrong: it was not made with")


def test_a_server_that_is_not_there(keyring_home: Home, issuer: Issuer) -> None:
    """Code 7 for the server; the token is judged by what is known."""
    give(keyring_home, issuer)
    issuer.close()
    found = examined(keyring_home, "api", code=7)
    assert found["server"]["text"].endswith("cannot be reached.")
    assert set(found) - {"program", "notifications"} == {"server", "signature"}


def test_a_server_that_is_another_issuer(keyring_home: Home, issuer: Issuer) -> None:
    """The metadata names somebody else."""
    give(keyring_home, issuer)
    issuer.put(METADATA, Page.json({"issuer": "https://other.example"}))
    found = examined(keyring_home, "api", code=7)
    assert "https://other.example" in found["server"]["text"]


def test_a_server_that_is_silent(keyring_home: Home, issuer: Issuer) -> None:
    """It costs some seconds and no more."""
    give(keyring_home, issuer)
    examination_ended = Event()

    def say_nothing(_asked: object) -> None:
        examination_ended.wait()

    issuer.put(METADATA, say_nothing)
    began = time.monotonic()
    try:
        found = examined(keyring_home, "api", code=7)
    finally:
        examination_ended.set()
    assert "did not answer within" in found["server"]["text"]
    assert time.monotonic() - began < 15


def test_a_server_without_metadata(keyring_home: Home, issuer: Issuer) -> None:
    """It is knocked at: certificate and clock are told even so."""
    keyring_home.add("api", f'grant = "import"\n[endpoints]\ntoken = "{issuer.origin}/token"')
    keyring_home.take("api", fresh(3600, refresh_token="keep-me"))
    issuer.ahead = -500.0
    assert "clock" in examined(keyring_home, "api")
    assert [(one.method, one.path) for one in issuer.requests] == [("HEAD", "/")]


def test_an_issuer_that_has_no_document(keyring_home: Home, issuer: Issuer) -> None:
    """Endpoints of the profile serve: nothing is minded, and the keys are asked."""
    issuer.put(METADATA, Page(404))
    ends = f'[endpoints]\ntoken = "{issuer.origin}/token"\njwks = "{issuer.origin}/jwks"'
    give(keyring_home, issuer, more=ends)
    out = keyring_home.run("doctor", "api").out
    assert f"  {issuer.origin.removeprefix('http://')} answers.\n" in out
    assert "each by https or on this computer: token, jwks." in out
    assert "Its signature is right" in out
    assert set(examined(keyring_home, "api")) == {"program", "notifications"}


def test_an_api_whose_issuer_is_not_known_yet(keyring_home: Home, issuer: Issuer) -> None:
    """It is found out at the first sign-in: only the sign-in is missing."""
    keyring_home.add("api", f'api = "{issuer.origin}/v1"\nclient_id = "x"')
    found = examined(keyring_home, "api", code=5)
    assert set(found) == {"program", "notifications", "grant"}
    assert found["grant"]["next"] == "Sign in: `tokentray sign-in api`."


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[tuple[Issuer, Authority]]:
    """An issuer whose certificate a private authority has made, and that authority."""
    authority = Authority()
    with Issuer(_context(authority.certify("server"), tmp_path)) as issuer:
        yield issuer, authority


def _context(certified: Certified, folder: Path) -> ssl.SSLContext:
    file = folder / "server.pem"
    file.write_text(certified.both)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_certificates(
    keyring_home: Home, certified: tuple[Issuer, Authority], tmp_path: Path
) -> None:
    """An unknown authority is a problem; named in the profile it is none."""
    issuer, authority = certified
    give(keyring_home, issuer)
    found = examined(keyring_home, "api", code=7)
    assert found["certificates"]["text"].startswith("The certificate of 127.0.0.1")
    ours = tmp_path / "authority.pem"
    ours.write_text(authority.certificate)
    file = keyring_home.config / "profiles.toml"
    file.write_text(file.read_text().replace("client_id", f'ca_file = "{ours}"\nclient_id'))
    done = keyring_home.run("doctor", "api")
    assert done.code == 0, done.out
    assert f"is trusted by {ours}." in done.out


def test_a_missing_secret(keyring_home: Home, issuer: Issuer) -> None:
    """By its name, with the command that sets it."""
    give(keyring_home, issuer, more='client_auth = "client_secret_basic"')
    found = examined(keyring_home, "api", code=9)
    assert found["secrets"]["next"] == "Set it with `tokentray secret set api client_secret`."


def test_without_a_keyring_and_without_dbus(home: Home, issuer: Issuer) -> None:
    """Everything else is looked at all the same: code 6."""
    home.add("api", PROFILE.format(issuer=issuer.origin, more=""))
    found = examined(home, "api", code=6)
    assert set(found) == {"program", "keyring", "notifications", "token"}
    assert len(issuer.at(METADATA)) == 1


NewHome = Callable[[dict[str, str]], Home]


@pytest.mark.parametrize("state", ["locked", "frozen", "none"])
def test_a_keyring_in_trouble(new_home: NewHome, issuer: Issuer, state: str) -> None:
    """Locked, silent or absent in a real session: code 6, no prompt, and some seconds at most."""
    keyring: Any = "locked" if state == "locked" else "none" if state == "none" else "unlocked"
    none: Any = "none"
    with VirtualDesktop(tray=none, keyring=keyring, window_manager=none) as desktop:
        home = new_home(desktop.environment)
        home.add("api", PROFILE.format(issuer=issuer.origin, more=""))
        if state == "frozen":
            desktop.freeze_keyring()
        began = time.monotonic()
        found = examined(home, "api", code=6)
        assert time.monotonic() - began < 15
        if state == "frozen":
            desktop.thaw_keyring()
        words = {"locked": "is locked", "frozen": "does not answer", "none": "no keyring"}
        assert words[state] in found["keyring"]["text"]
        assert found["token"]["level"] == "warning"
        assert "notifications" not in found
        assert "boolean false" in _prompter(desktop)


def _prompter(desktop: VirtualDesktop) -> str:
    """Ask the bus whether the program is there that asks for the password of a keyring."""
    asked = ("org.freedesktop.DBus.NameHasOwner", "string:org.gnome.keyring.SystemPrompter")
    argv = ["dbus-send", "--print-reply", "--dest=org.freedesktop.DBus", "/", *asked]
    return str(desktop.run(argv, capture_output=True, check=True).stdout)


def test_with_the_running_program_in_memory(memory_home: Home, issuer: Issuer) -> None:
    """The program tells what it holds, but for the token: the same lines come of it."""
    give(memory_home, issuer, issuer.token(scope="read", aud="https://else.example"))
    found = examined(memory_home, "api", code=9)
    assert set(found) == {"notifications", "audience"}
    out = memory_home.run("doctor", "api").out
    assert "Tokens are kept in the running program's memory, until it ends." in out
    assert "The running program has no screen, and so no tray icon." in out
    assert "Its signature is right" in out


def test_locked(keyring_home: Home, issuer: Issuer) -> None:
    """With the program and after it: how to open it, and nothing of what is in the token."""
    home = keyring_home
    token = issuer.token(scope="read", aud="https://else.example")
    give(home, issuer, token)
    with running(home, "--headless"):
        home.run("lock")
        found = examined(home, "api")
        assert set(found) == {"lock", "notifications", "token"}
        assert found["lock"]["next"] == "`tokentray unlock` opens it."
        assert "else.example" not in home.run("doctor", "api").out
    found = examined(home, "api")
    assert set(found) == {"program", "lock", "notifications", "token"}
    assert found["lock"]["text"].startswith("TokenTray is locked")
    assert found["lock"]["next"].endswith("then `tokentray unlock` opens it.")
    with running(home, "--headless"):
        assert home.run("unlock").code == 0
        assert "lock" not in examined(home, "api", code=9)
    assert "lock" not in examined(home, "api", code=9)


def test_a_program_that_does_not_answer(home: Home, issuer: Issuer) -> None:
    """It is a problem after three seconds, and everything else is told."""
    with running(home, "--headless", "--store", "memory") as program:
        os.kill(program.pid, 19)
        try:
            found = examined(home, code=1)
        finally:
            os.kill(program.pid, 18)
    assert found["program"]["text"] == "The running program does not answer."


def test_a_profile_that_is_not_there_or_out_of_use(home: Home) -> None:
    """Code 4 with nothing on stdout; a mistake in the file is a check with its line."""
    assert home.fails("doctor", "api").code == 4
    assert home.fails("doctor", "a b").code == 2
    home.settings("")
    (home.config / "profiles.toml").write_text('[profiles.api]\ncleint_id = "x"\n')
    found = examined(home, "api", code=9)
    assert "cleint_id is not a key; did you mean client_id?" in found["profiles"]["text"]
    (home.config / "profiles.toml").write_text("[")
    assert "is not TOML" in examined(home, "api", code=9)["profiles"]["text"]


def test_folders_that_others_can_read(home: Home) -> None:
    """Each with the command that mends it; an open runtime folder cuts off the program."""
    home.settings("[")
    home.config.chmod(0o755)
    (home.runtime / "tokentray").mkdir()
    (home.runtime / "tokentray").chmod(0o755)
    found = examined(home, code=6)
    assert found["folders"]["next"] == f"Run `chmod 600 {home.config}/settings.toml`."
    assert found["settings"]["text"].endswith("(TOMLDecodeError): the defaults hold.")
    assert found["socket"]["next"] == f"Run `chmod 700 {home.runtime}/tokentray`."


def test_a_disk_that_refuses(home: Home) -> None:
    """Said with the system's own words."""
    home.settings("")
    home.state.mkdir(parents=True)
    home.state.chmod(0o500)
    if os.access(home.state, os.W_OK):
        pytest.skip("root writes everywhere")
    found = examined(home, code=9)
    assert "Permission denied" in found["disk"]["text"]


@pytest.mark.parametrize(
    ("entry", "level"),
    [("Exec=/nowhere/tokentray run", "warning"), ("Exec=sh run", "ok"), ("Hidden=true", "ok")],
)
def test_the_autostart_entry_is_read(home: Home, entry: str, level: str) -> None:
    """One that starts nothing is a warning."""
    folder = home.config.parent / "autostart"
    folder.mkdir(parents=True)
    (folder / "org.tokentray.TokenTray.desktop").write_text(f"[Desktop Entry]\n{entry}\n")
    checks = json.loads(home.run("doctor", "--json").out)["checks"]
    (check,) = (one for one in checks if one["id"] == "autostart")
    assert check["level"] == level


def test_without_a_name_each_server_is_asked_once(home: Home, issuer: Issuer) -> None:
    """Two profiles of one server make one line; no token is looked at."""
    home.settings('store = "memory"')
    for name in ("api", "other"):
        home.add(name, PROFILE.format(issuer=issuer.origin, more=""))
    checks = json.loads(home.run("doctor", "--json").out)["checks"]
    assert [one["id"] for one in checks if one["id"] in ("server", "clock", "grant")] == [
        *("server", "clock"),
    ]
    assert len(issuer.at(METADATA)) == 1


def test_no_two_threads_import_the_same_library() -> None:
    """Python may take that for a deadlock: what speaks to the bus is there before they start."""
    code = """
import sys
from tokentray.service import side_by_side
def look(jobs):
    print("jeepney.io.blocking" in sys.modules, len(jobs) > 1)
    return ()
side_by_side.side_by_side = look
from tokentray.cli.main import main
main(["doctor"])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.stdout.startswith("True True"), done.stderr
