"""`rename` and `history`, with and without the running program."""

from __future__ import annotations

import re

from tests.cli.home import Home, jwt, running
from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint

STANDARD = """\
# the one for work
client_id = "tokentray"
grant = "import"

[endpoints]
token = "{url}"
"""


def test_a_renamed_profile_keeps_all_that_is_held(keyring_home: Home) -> None:
    """Tokens, secrets and history go by its id; the default profile follows."""
    home = keyring_home
    home.settings('# mine\ndefault_profile = "api"\n')
    home.add("api", "# the one for work\n")
    home.take("api", token := jwt())
    assert home.run("secret", "set", "api", "key", stdin="hush-hush").code == 0
    done = home.run("rename", "API", "staging")
    assert (done.code, done.out, done.err) == (0, "api is staging now.\n", "")
    assert home.run("token", "staging").out == token + "\n"
    assert home.run("secret", "list", "staging").out == "key\n"
    assert "imported" in home.run("history", "staging").out
    assert home.fails("token", "api").code == 4
    assert "# the one for work" in (home.config / "profiles.toml").read_text()
    settings = (home.config / "settings.toml").read_text()
    assert settings.startswith('# mine\ndefault_profile = "staging"\n')


def test_the_running_program_follows_a_rename(memory_home: Home, endpoint: HostileEndpoint) -> None:
    """At once, with the tokens that it holds in memory, and refreshes by the new name."""
    memory_home.add("api", STANDARD.format(url=endpoint.url))
    memory_home.take("api", endpoint.grant.response)
    before = memory_home.run("token", "api").out
    assert memory_home.run("rename", "api", "work").code == 0
    assert memory_home.run("token", "work").out == before
    assert memory_home.fails("token", "api").code == 4
    assert [row["name"] for row in memory_home.json("list", "--json")["profiles"]] == ["work"]
    assert memory_home.run("refresh", "work", "--force").code == 0


def test_a_rename_that_cannot_be_is_code_2_or_4(memory_home: Home) -> None:
    """A taken name, a bad one, one that there is not; nothing is changed."""
    memory_home.add("api", 'grant = "import"')
    memory_home.add("other", 'grant = "import"')
    before = (memory_home.config / "profiles.toml").read_bytes()
    taken = memory_home.fails("rename", "api", "OTHER")
    assert (taken.code, taken.line) == (
        2,
        'A profile "OTHER" exists already. Choose another name.',
    )
    assert memory_home.fails("rename", "api", "a b").code == 2
    assert memory_home.fails("rename", "api").code == 2
    assert memory_home.fails("rename", "nobody", "new").code == 4
    assert (memory_home.config / "profiles.toml").read_bytes() == before


def test_history_tells_what_happened_newest_first(endpoint: HostileEndpoint, home: Home) -> None:
    """For people a line each, for programs JSON; no token is in either."""
    with running(home, "--headless", "--store", "memory"):
        home.add("api", STANDARD.format(url=endpoint.url))
        assert home.run("history", "api").out == "Nothing is remembered of api yet.\n"
        home.take("api", endpoint.grant.response)
        assert home.run("refresh", "api", "--force").code == 0
        token = home.run("token", "api").out.strip()
    # What the program remembers is there without it too.
    lines = home.run("history", "API").out.splitlines()
    assert re.fullmatch(r"\d\d:\d\d {13}refreshed", lines[0])
    assert re.fullmatch(r"\d\d:\d\d {13}imported", lines[-1])
    answer = home.json("history", "api", "--json")
    assert (answer["version"], answer["name"]) == (1, "api")
    assert [event["kind"] for event in answer["events"]] == ["refreshed", "imported"]
    assert all(set(event) == {"at", "kind", "detail"} for event in answer["events"])
    assert token not in home.run("history", "api", "--json").out


def test_history_names_an_end_by_its_reason(home: Home, endpoint: HostileEndpoint) -> None:
    """In the words that `list` and the errors use."""
    with running(home, "--headless", "--store", "memory"):
        home.add("api", STANDARD.format(url=endpoint.url))
        home.take("api", endpoint.grant.response)
        endpoint.script(Answer.error("invalid_grant"))
        assert home.run("refresh", "api", "--force").code == 5
        assert "grant ended     invalid-grant" in home.run("history", "api").out


def test_history_of_nobody_is_code_4(home: Home) -> None:
    """No keyring and no program are needed for it, and no file is made."""
    assert home.fails("history", "nobody").code == 4
    assert home.fails("history", "a b").code == 2
    home.add("api", 'grant = "import"')
    assert home.run("history", "api").code == 0
    assert not (home.state / "history.sqlite3").exists()


def test_history_tells_what_changed(home: Home) -> None:
    """What came and went, unless it is kept out, or hidden while TokenTray is locked."""
    home.add("api", 'grant = "import"')
    claims = {"sub": "me"}
    with running(home, "--headless", "--store", "memory"):
        home.take("api", jwt(**claims, roles=["admin", "viewer"], email="a@id.example"))
        home.take("api", jwt(**claims, roles=["viewer", "guest"], email="b@id.example"))
        line = home.run("history", "api").out.splitlines()[0]
        assert line.endswith("imported        roles: admin gone, guest new; email changed")
        (changes,) = [
            event["detail"]["changes"]
            for event in home.json("history", "api", "--json")["events"]
            if "changes" in event["detail"]
        ]
        assert changes == [
            {"claim": "roles", "group": "roles", "gone": ["admin"], "come": ["guest"]},
            {"claim": "email", "group": "identity"},
        ]
        assert home.run("lock").code == 0
        hidden = home.run("history", "api").out + home.run("history", "api", "--json").out
        assert "roles changed; email changed" in hidden
        assert "admin" not in hidden
        assert home.run("unlock").code == 0
    home.settings("history_values = false\n")
    with running(home, "--headless", "--store", "memory"):
        home.take("api", jwt(**claims, roles=["admin"]))
        home.take("api", jwt(**claims, roles=["owner"]))
    assert "roles changed" in home.run("history", "api").out.splitlines()[0]
    assert b"owner" not in (home.state / "history.sqlite3").read_bytes()
