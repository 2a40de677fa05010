"""The same commands through the running program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.home import Home, fresh, jwt, running, until
from tests.cli.test_fast import answering
from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from tokentray import __version__

STANDARD = """\
client_id = "tokentray"
grant = "import"

[endpoints]
token = "{url}"
"""


def everything_in(folder: Path) -> bytes:
    """Return all bytes of all files below a folder."""
    return b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_memory_keeps_tokens_from_import_to_quit(memory_home: Home) -> None:
    """Nothing of them reaches a file, and with the program they are gone."""
    home, response = memory_home, fresh(refresh_token="refresh-me-please")
    assert home.take("api", response).startswith("api: expires ")
    token = str(response["access_token"])
    assert home.run("token", "api").out == token + "\n"
    stored = everything_in(home.folder)
    assert token.encode() not in stored
    assert b"refresh-me-please" not in stored
    assert home.run("quit").out == "TokenTray has ended.\n"
    assert home.fails("status").code == 3


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("raw", "{token}"),
        ("bearer", "Bearer {token}"),
        ("header", "Authorization: Bearer {token}"),
        ("headers-json", '{{"Authorization": "Bearer {token}"}}'),
        ("curl", 'header = "Authorization: Bearer {token}"'),
        ("env", "export ACCESS_TOKEN='{token}'"),
    ],
)
def test_every_format(memory_home: Home, form: str, text: str) -> None:
    """As without the program."""
    token = jwt()
    memory_home.take("api", token)
    done = memory_home.run("token", "api", "--format", form)
    assert (done.code, done.out, done.err) == (0, text.format(token=token) + "\n", "")


def test_its_answers_have_the_keys_of_the_contract(memory_home: Home) -> None:
    """`list`, `show`, `status` and the token as JSON."""
    memory_home.take("api", jwt())
    (row,) = memory_home.json("list", "--json")["profiles"]
    assert set(row) == {
        *("name", "state", "certain", "expires_at", "seconds_left", "refresh_at"),
        *("refresh_expires_at", "authorization_expires_at"),
        *("subject", "issuer", "scopes", "source"),
    }
    shown = memory_home.json("show", "api", "--json")
    assert set(shown) == {
        *("version", "name", "state", "opaque", "header", "claims", "times", "signature"),
        "warnings",
    }
    status = memory_home.json("status", "--json")
    assert set(status) == {
        *("version", "running", "pid", "started_at", "headless", "program_version"),
        *("protocol", "store", "tray", "paused", "locked", "profiles"),
    }
    assert (status["headless"], status["program_version"]) == (True, __version__)
    assert status["store"] == {"kind": "memory", "state": "ready"}
    assert status["profiles"] == {"valid": 1}
    given = memory_home.json("token", "api", "--format", "json")
    assert set(given) == {"version", "access_token", "token_type", "expires_at"}


def test_status_for_people(memory_home: Home) -> None:
    """Four lines, and a fifth while it is paused."""
    memory_home.take("api", jwt())
    lines = memory_home.run("status").out.splitlines()
    assert lines[0].startswith(f"TokenTray {__version__} runs since ")
    assert lines[1:] == [
        "Tokens:   memory only",
        "Profiles: 1 valid",
        "Tray:     none, headless",
    ]
    assert memory_home.run("pause").out == "Refreshing is paused.\n"
    assert "tokentray resume" in memory_home.run("status").out
    assert memory_home.run("resume").out == "Refreshing goes on.\n"
    assert len(memory_home.run("status").out.splitlines()) == 4


def test_codes_and_words_cross_the_socket(memory_home: Home) -> None:
    """One line each, as if the command had done it itself."""
    memory_home.add("none", 'grant = "import"')
    assert memory_home.fails("token", "nobody").code == 4
    empty = memory_home.fails("token", "none")
    assert (empty.code, "tokentray import none" in empty.line) == (5, True)
    memory_home.take("short", fresh(50))
    short = memory_home.fails("token", "short", "--min-valid", "900")
    assert (short.code, "900" in short.line) == (7, True)
    assert memory_home.fails("copy", "short").code == 3
    assert memory_home.fails("import", "short", "-", stdin="{").code == 9
    assert memory_home.fails("secret", "set", "short", "key", stdin="x").code == 6
    assert memory_home.fails("refresh", "short", "--dry-run").code == 6


def test_what_the_command_changes_the_program_sees_at_once(
    memory_home: Home, endpoint: HostileEndpoint
) -> None:
    """Added, imported, replaced and removed profiles are known before the command returns."""
    memory_home.add("api", STANDARD.format(url=endpoint.url))
    assert memory_home.json("status", "--json")["profiles"] == {"empty": 1}
    memory_home.take("api", endpoint.grant.response)
    assert memory_home.json("status", "--json")["profiles"] == {"valid": 1}
    assert memory_home.run("remove", "api", "--yes").code == 0
    assert memory_home.json("status", "--json")["profiles"] == {}


def test_it_refreshes_on_request(memory_home: Home, endpoint: HostileEndpoint) -> None:
    """With --force at once, once for each; trouble of the server is told."""
    memory_home.add("api", STANDARD.format(url=endpoint.url))
    memory_home.take("api", endpoint.grant.response)
    first = memory_home.run("token", "api").out
    assert memory_home.run("refresh", "api").out.startswith("api is fresh until ")
    assert not endpoint.requests
    assert memory_home.run("refresh", "api", "--force").code == 0
    assert memory_home.run("token", "api").out == endpoint.grant.current_access_token + "\n"
    assert memory_home.run("token", "api").out != first
    endpoint.otherwise(Answer.empty(500))
    # A person may insist once a second; the first refresh was one.
    until(lambda: memory_home.run("refresh", "api", "--force").code == 7)
    done = memory_home.fails("refresh", "api", "--force")
    assert (done.code, "127.0.0.1" in done.line) == (7, True)
    assert memory_home.run("token", "api").line


def test_a_keyring_is_shared_with_the_program(keyring_home: Home) -> None:
    """The command writes the keyring itself and tells the program."""
    with running(keyring_home, "--headless"):
        keyring_home.take("api", first := jwt())
        assert keyring_home.run("token", "api").out == first + "\n"
        keyring_home.take("api", second := jwt(jti="2"))
        assert keyring_home.run("token", "api").out == second + "\n"
        assert keyring_home.json("status", "--json")["store"]["kind"] == "keyring"
        assert keyring_home.run("secret", "set", "api", "key", stdin="hush-hush").code == 0
    assert keyring_home.run("token", "api").out == second + "\n"
    assert keyring_home.run("secret", "list", "api").out == "key\n"


def test_a_file_that_is_no_toml_leaves_the_last_good_state(memory_home: Home) -> None:
    """The program's answer, with a word about the file; nobody writes to it."""
    memory_home.take("api", fresh())
    file = memory_home.config / "profiles.toml"
    file.write_text("[[[nope")
    listed = memory_home.run("list", "--json")
    assert (listed.code, json.loads(listed.out)["profiles"][0]["state"]) == (0, "valid")
    assert "is not TOML" in listed.line
    assert memory_home.run("token", "api").code == 0
    assert file.read_text() == "[[[nope"


def test_a_program_of_another_version_is_named(home: Home) -> None:
    """Code 1, and how to restart it."""
    error = {"code": 1, "title": "The running program is older.", "hint": "tokentray quit"}
    line = json.dumps({"v": 2, "id": 1, "ok": False, "error": error}).encode() + b"\n"
    with answering(home.runtime, line):
        for words in (("token", "api"), ("list",), ("status",)):
            done = home.fails(*words)
            assert (done.code, done.line) == (1, "The running program is older. tokentray quit")


def test_what_is_done_is_done_although_the_program_cannot_be_told(home: Home) -> None:
    """The profile is written, code 0, and stderr says what is wrong with the program."""
    with answering(home.runtime, b"nonsense\n"):
        done = home.run("add", "api", "--from", "-", "--yes", stdin='grant = "import"')
    assert done.code == 0
    assert "does not answer" in done.line
    assert "[profiles.api]" in (home.config / "profiles.toml").read_text()
