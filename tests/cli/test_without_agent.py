"""Every command in its own process, on a real keyring."""

from __future__ import annotations

import json
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.home import Home, fresh, in_shell, jwt, on_terminal, running
from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from virtual_desktop import VirtualDesktop

STANDARD = """\
# kept: comments are the person's
client_id = "tokentray"
grant = "import"

[endpoints]
token = "{url}"
"""
TEMPLATE = """\
grant = "import"

[refresh]
url = "{url}"
[refresh.fields]
refreshToken = "{{refresh_token}}"
clientKey = "{{secret:client_key}}"
"""


def on_disk(home: Home) -> bytes:
    """Return everything that lies in the home's files."""
    files = [path for path in home.folder.rglob("*") if path.is_file()]
    return b"\0".join(path.read_bytes() for path in files)


def test_import_token_list_show_and_remove(keyring_home: Home) -> None:
    """The way of a token through all commands, none of it on disk."""
    home, response = keyring_home, fresh(3600, refresh_token="refresh-me-please")
    said = home.take("api", response)
    assert said.startswith("api: expires ")
    assert "read as a lifetime in seconds, agrees with exp" in said
    assert home.run("token", "api").out == f"{response['access_token']}\n"
    (row,) = home.json("list", "--json")["profiles"]
    assert (row["name"], row["state"], row["source"]) == ("api", "valid", "import")
    assert 3500 < row["seconds_left"] <= 3600
    shown = home.json("show", "api", "--json")
    assert shown["claims"]["sub"] == "user-1"
    assert response["access_token"] not in json.dumps(shown)
    assert b"refresh-me-please" not in on_disk(home)
    assert response["access_token"].encode() not in on_disk(home)
    assert home.run("remove", "API", "--yes").out == "Removed api.\n"
    assert home.fails("token", "api").code == 4
    assert home.json("list", "--json")["profiles"] == []


def test_the_files_are_private(keyring_home: Home) -> None:
    """0600 and 0700, whatever the umask."""
    done = in_shell(keyring_home, "umask 0; tokentray import api -", stdin=jwt().encode())
    assert done.code == 0
    folders = [path for path in keyring_home.folder.rglob("*") if path.is_dir()]
    files = [path for path in keyring_home.config.rglob("*") if path.is_file()]
    assert folders
    assert files
    for path in (*folders, *files):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


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
def test_every_format(keyring_home: Home, form: str, text: str) -> None:
    """As the contract spells them."""
    token = jwt()
    keyring_home.take("api", token)
    done = keyring_home.run("token", "api", "--format", form)
    assert (done.code, done.out) == (0, text.format(token=token) + "\n")


def test_the_json_format(keyring_home: Home) -> None:
    """Version, token, type and expiry."""
    exp = int(time.time()) + 900
    keyring_home.take("api", token := jwt(exp=exp))
    expected = {"version": 1, "access_token": token, "token_type": "Bearer", "expires_at": exp}
    assert keyring_home.json("token", "api", "--format", "json") == expected


def test_lists_and_claims_for_people(keyring_home: Home) -> None:
    """An aligned table; grouped claims, foreign text quoted and harmless."""
    evil = "a\x1b[31m\u202eb\nc"
    keyring_home.take("api", jwt(sub=evil, roles=["admin", "viewer"], plan={"name": "pro"}))
    table = keyring_home.run("list")
    heading, row = table.out.splitlines()
    assert heading.split() == ["NAME", "STATE", "LEFT", "EXPIRES", "SUBJECT"]
    assert row.startswith("api   valid  ")
    shown = keyring_home.run("show", "api")
    assert '\nRoles\n  roles  "admin", "viewer"\n' in shown.out
    assert '\nPlans\n  plan\n    name  "pro"\n' in shown.out
    assert '"a\\x1b[31m\\u202eb\\x0ac"' in shown.out
    assert "Signature not verified" in shown.out
    assert "\x1b" not in table.out + shown.out
    assert "\u202e" not in table.out + shown.out


def test_a_profile_without_a_token_is_code_5(keyring_home: Home) -> None:
    """And says what to do; `show` and `list` know it too."""
    keyring_home.add("api", 'grant = "import"')
    done = keyring_home.fails("token", "api")
    assert done.code == 5
    assert "tokentray import api" in done.line
    assert keyring_home.json("show", "api", "--json")["state"] == "empty"
    assert "empty" in keyring_home.run("list").out


def test_a_profile_that_asks_first_gives_no_program_a_token(keyring_home: Home) -> None:
    """Code 8 with the program and without, as long as nobody can be asked."""
    keyring_home.add("api", 'confirm = "first"')
    keyring_home.take("api", jwt())
    assert keyring_home.fails("token", "api").code == 8
    with running(keyring_home, "--headless"):
        done = keyring_home.fails("token", "api")
    assert done.code == 8
    assert "before a person agreed" in done.line


def test_an_expired_token_is_stored_and_never_printed(keyring_home: Home) -> None:
    """Code 0 with a warning for the import, 5 for the token."""
    said = keyring_home.take("api", jwt(exp=int(time.time()) - 60))
    assert "expired" in said
    assert keyring_home.fails("token", "api").code == 5
    assert "expired" in keyring_home.run("list").out


def test_too_little_left_is_code_7_only_where_it_was_asked_for(keyring_home: Home) -> None:
    """Without the option what lives is printed."""
    keyring_home.take("api", jwt(exp=int(time.time()) + 40))
    assert keyring_home.run("token", "api").code == 0
    done = keyring_home.fails("token", "api", "--min-valid", "900")
    assert done.code == 7
    assert "900" in done.line


def test_what_is_refused_is_code_9_and_touches_nothing(keyring_home: Home) -> None:
    """The stored token stays, and no profile is made for a bad one."""
    keyring_home.take("api", token := jwt())
    for text in ("{", '{"access_token": null}', "not a token", '{"expires_in": NaN}'):
        assert keyring_home.fails("import", "api", "-", stdin=text).code == 9
        assert keyring_home.fails("import", "new", "-", stdin=text).code == 9
    assert keyring_home.run("token", "api").out == f"{token}\n"
    assert keyring_home.fails("token", "new").code == 4


def test_refresh_renews_where_it_is_due(keyring_home: Home, endpoint: HostileEndpoint) -> None:
    """Not while the token is fresh; at once with --force; and `token` by itself."""
    keyring_home.add("api", STANDARD.format(url=endpoint.url))
    keyring_home.take("api", endpoint.grant.response)
    first = keyring_home.run("token", "api").out
    assert keyring_home.run("refresh", "api").out.startswith("api is fresh until ")
    assert not endpoint.requests
    assert keyring_home.run("refresh", "api", "--force").code == 0
    assert len(endpoint.requests) == 1
    assert keyring_home.run("token", "api").out != first
    assert len(endpoint.requests) == 1


def test_the_request_can_be_looked_at_first(keyring_home: Home, endpoint: HostileEndpoint) -> None:
    """With every secret masked, and nothing sent."""
    keyring_home.add("api", TEMPLATE.format(url=endpoint.url))
    keyring_home.take("api", endpoint.grant.response)
    assert keyring_home.run("secret", "set", "api", "client_key", stdin="hush-hush\n").code == 0
    done = keyring_home.run("refresh", "api", "--dry-run")
    assert done.out.startswith(f"POST {endpoint.url}\n")
    assert "refreshToken" in done.out
    assert "hush-hush" not in done.out
    assert endpoint.grant.current_refresh_token not in done.out
    assert not endpoint.requests


def test_a_server_in_trouble_is_code_7(keyring_home: Home, endpoint: HostileEndpoint) -> None:
    """With a sentence that names it; the token that lives is still printed, with a warning."""
    keyring_home.add("api", STANDARD.format(url=endpoint.url))
    keyring_home.take("api", endpoint.grant.response)
    endpoint.otherwise(Answer.empty(500))
    done = keyring_home.fails("refresh", "api", "--force")
    assert done.code == 7
    assert "127.0.0.1" in done.line
    given = keyring_home.run("token", "api")
    assert given.code == 0
    assert given.line


def test_an_ended_grant_is_code_5(keyring_home: Home, endpoint: HostileEndpoint) -> None:
    """Once said by the server, nothing is sent again."""
    keyring_home.add("api", STANDARD.format(url=endpoint.url))
    keyring_home.take("api", endpoint.grant.response)
    endpoint.script(Answer.error("invalid_grant"))
    done = keyring_home.fails("refresh", "api", "--force")
    assert done.code == 5
    assert "ended the grant" in done.line
    assert keyring_home.fails("refresh", "api", "--force").code == 5
    assert len(endpoint.requests) == 1
    assert keyring_home.json("list", "--json")["profiles"][0]["state"] == "sign-in-needed"


def test_a_profile_that_the_server_calls_wrong_is_code_9(
    keyring_home: Home, endpoint: HostileEndpoint
) -> None:
    """Trying again would not help."""
    keyring_home.add("api", STANDARD.format(url=endpoint.url))
    keyring_home.take("api", endpoint.grant.response)
    endpoint.script(Answer.error("invalid_client"))
    assert keyring_home.fails("refresh", "api", "--force").code == 9


def test_secrets_are_set_listed_and_removed(keyring_home: Home) -> None:
    """Names are shown, values never."""
    home = keyring_home
    home.add("api", TEMPLATE.format(url="https://id.example/token"))
    done = home.run("secret", "set", "api", "client_key", stdin="hush-hush\n")
    assert (done.code, done.err) == (0, "")
    assert "https://id.example:443" in done.out
    assert "hush" not in done.out
    assert home.run("secret", "list", "api").out == "client_key\n"
    assert b"hush-hush" not in on_disk(home)
    assert home.run("secret", "remove", "api", "client_key").code == 0
    assert home.run("secret", "list", "api").out == ""
    assert home.fails("secret", "remove", "api", "client_key").code == 9
    assert home.fails("secret", "set", "api", "client_key", stdin="").code == 9
    assert home.fails("secret", "set", "api", "client_key", stdin=b"\xff\xfe").code == 9
    assert home.fails("secret", "set", "api", "client_key", stdin="x" * 65_537).code == 9
    assert home.fails("secret", "set", "api", "bad key", stdin="x").code == 2


def test_a_missing_secret_is_named_before_anything_is_sent(
    keyring_home: Home, endpoint: HostileEndpoint
) -> None:
    """Code 9 with the command that sets it."""
    keyring_home.add("api", TEMPLATE.format(url=endpoint.url))
    keyring_home.take("api", endpoint.grant.response)
    done = keyring_home.fails("refresh", "api", "--force")
    assert done.code == 9
    assert "tokentray secret set api client_key" in done.line
    assert not endpoint.requests


def test_adding_names_every_receiver_and_needs_a_yes(keyring_home: Home, tmp_path: Path) -> None:
    """Without a person to ask nothing is written."""
    fragment = tmp_path / "api.toml"
    fragment.write_text(
        TEMPLATE.format(url="https://refresh.example/r")
        + '[endpoints]\nrevocation = "https://revoke.example/r"\n'
    )
    assert keyring_home.fails("add", "api", "--from", str(fragment)).code == 2
    assert keyring_home.json("list", "--json")["profiles"] == []
    done = keyring_home.run("add", "api", "--from", str(fragment), "--yes")
    assert done.code == 0
    assert "https://refresh.example:443 (refresh)" in done.out
    assert "https://revoke.example:443 (revocation)" in done.out
    assert "tokentray secret set api client_key" in done.out


def test_a_person_is_asked_on_a_terminal(keyring_home: Home, tmp_path: Path) -> None:
    """A no is code 8 and changes nothing, a yes goes on."""
    fragment = tmp_path / "api.toml"
    fragment.write_text(STANDARD.format(url="https://id.example/token"))
    words = ("add", "api", "--from", str(fragment))
    no = on_terminal(keyring_home, words, "n\n")
    assert "https://id.example:443 (refresh)" in no.err
    assert (no.code, no.out) == (8, "")
    yes = on_terminal(keyring_home, words, "y\n")
    assert yes.code == 0
    assert yes.out.startswith("Added api.\n")


def test_a_secret_is_asked_without_echo(keyring_home: Home) -> None:
    """What is typed at a terminal does not appear on it."""
    keyring_home.add("api", 'grant = "import"')
    done = on_terminal(keyring_home, ("secret", "set", "api", "key"), "hush-hush\n")
    assert done.code == 0
    assert "hush" not in done.out + done.err
    assert keyring_home.run("secret", "list", "api").out == "key\n"


def test_import_without_a_file_on_a_terminal_says_how(keyring_home: Home) -> None:
    """It does not wait for somebody to type a token."""
    done = on_terminal(keyring_home, ("import", "api"), "")
    assert done.code == 2
    assert "There is nothing to read." in done.err


def test_replacing_keeps_id_and_tokens(keyring_home: Home, tmp_path: Path) -> None:
    """An existing name is code 2 without it."""
    keyring_home.take("api", token := jwt())
    words = ("add", "api", "--from", "-", "--yes")
    assert keyring_home.fails(*words, stdin='audience = "x"').code == 2
    assert keyring_home.run(*words, "--replace", stdin='audience = "x"').code == 0
    assert keyring_home.run("token", "api").out == f"{token}\n"
    assert 'audience = "x"' in (keyring_home.config / "profiles.toml").read_text()


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("grants = 1", "grants is not a key; did you mean grant?"),
        ("client_id = ", "is not TOML"),
        ('[endpoints]\ntoken = "ftp://x"', "line 2"),
        ('[endpoints]\ntoken = "http://id.example/t"', "only loopback"),
    ],
)
def test_a_bad_fragment_is_code_9_with_line_and_field(
    keyring_home: Home, fragment: str, said: str
) -> None:
    """Nothing is written."""
    done = keyring_home.fails("add", "api", "--from", "-", "--yes", stdin=fragment)
    assert done.code == 9
    assert said in done.line
    assert not (keyring_home.config / "profiles.toml").exists()


def test_a_profile_edited_into_nonsense_spoils_no_other(keyring_home: Home) -> None:
    """Line and field are named, the file is not overwritten, the others work."""
    keyring_home.take("api", token := jwt())
    path = keyring_home.config / "profiles.toml"
    text = path.read_text() + '\n[profiles.bad]\nid = "1"\ngrnt = "import"\n'
    path.write_text(text)
    assert keyring_home.run("token", "api").out == f"{token}\n"
    listed = keyring_home.run("list")
    assert listed.code == 0
    assert "grnt is not a key; did you mean grant?" in listed.line
    assert "api" in listed.out
    done = keyring_home.fails("token", "bad")
    assert done.code == 9
    assert "line" in done.line
    assert path.read_text() == text


def test_a_file_that_is_no_toml_is_code_9_and_left_alone(keyring_home: Home) -> None:
    """Whatever is asked."""
    keyring_home.take("api", jwt())
    path = keyring_home.config / "profiles.toml"
    path.write_text("[[[")
    for words in (("list",), ("token", "api"), ("import", "x", "-")):
        assert keyring_home.fails(*words, stdin=jwt()).code == 9
    assert path.read_text() == "[[["


def test_removing_asks_and_takes_all_only_where_it_is_meant(keyring_home: Home) -> None:
    """Without a terminal and without --yes it is code 2."""
    keyring_home.take("a", jwt())
    keyring_home.take("b", jwt())
    assert keyring_home.fails("remove", "a").code == 2
    assert keyring_home.fails("remove", "nobody", "--yes").code == 4
    assert keyring_home.run("remove", "--all", "--yes").out == "Removed a, b.\n"
    assert keyring_home.run("remove", "--all", "--yes").out == "There is no profile.\n"


def test_a_reading_can_be_stated(keyring_home: Home) -> None:
    """And it is written to the profile."""
    response = {"access_token": "opaque-token", "expires_in": 3600}
    said = keyring_home.run(
        "import", "api", "-", "--expires-in", "lifetime", stdin=json.dumps(response)
    ).out
    assert "read as a lifetime in seconds" in said
    assert 'expires_in = "lifetime"' in (keyring_home.config / "profiles.toml").read_text()


def test_files_are_read_by_path(keyring_home: Home, tmp_path: Path) -> None:
    """A missing one, a folder and a huge one are code 9."""
    good, huge = tmp_path / "response.json", tmp_path / "huge.json"
    good.write_text(json.dumps(fresh()))
    huge.write_bytes(b" " * (1024 * 1024 + 1))
    assert keyring_home.run("import", "api", str(good)).code == 0
    for path in (tmp_path / "missing", tmp_path, huge):
        assert keyring_home.fails("import", "api", str(path)).code == 9


def test_no_keyring_is_code_6_and_never_a_file(home: Home) -> None:
    """It says so and names the way out; nothing is stored in the clear."""
    done = home.fails("import", "api", "-", stdin=jwt())
    assert done.code == 6
    assert "--store memory" in done.line
    assert b"eyJ" not in on_disk(home)


def test_memory_only_without_the_program_is_code_6(home: Home) -> None:
    """The commands say who would hold the tokens."""
    home.settings('store = "memory"\n')
    home.add("api", 'grant = "import"')
    done = home.fails("token", "api")
    assert done.code == 6
    assert "tokentray run --store memory" in done.line


def test_a_locked_keyring_is_code_6_and_no_prompt(new_home: Any) -> None:
    """Reading commands do not ask for a password."""
    parts = {"tray": "none", "notifications": "none", "window_manager": "none"}
    with VirtualDesktop(**parts) as desktop:  # type: ignore[arg-type]  # literals in a dict
        home = new_home(desktop.environment)
        home.take("api", jwt())
        desktop.lock_keyring()
        for words in (("token", "api"), ("list",), ("show", "api"), ("refresh", "api")):
            done = home.fails(*words)
            assert done.code == 6
            assert "locked" in done.line
