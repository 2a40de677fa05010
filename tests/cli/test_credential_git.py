"""`credential git`, asked by the real git for the password of a real server, and by hand."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.home import COMMAND, Done, Home, fresh, jwt, running
from tests.cli.processes import arguments
from tests.cli.protected import Protected, serving
from tests.cli.test_with_agent import everything_in
from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint

PROFILE = """\
client_id = "tokentray"
grant = "import"
git_hosts = [
    "git.example:443", "other.example", "127.0.0.1:{port}", "[::1]:8080", "tls.example:8443",
]

[endpoints]
token = "{url}"
"""


@pytest.fixture(params=["with the program", "without"])
def home(request: pytest.FixtureRequest, keyring_home: Home) -> Iterator[Home]:
    """A home with a real keyring; the answers are the same with and without the program."""
    if request.param == "without":
        yield keyring_home
        return
    with running(keyring_home, "--headless"):
        yield keyring_home


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder that holds `it.git`, bare and ready for git's plain HTTP."""
    folder, work = tmp_path / "served", tmp_path / "work"
    run_git(None, "init", "-q", str(work))
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    run_git(work, *who, "commit", "-q", "--allow-empty", "-m", "first")
    run_git(None, "clone", "-q", "--bare", str(work), str(folder / "it.git"))
    run_git(folder / "it.git", "update-server-info")
    return folder


def run_git(folder: Path | None, *words: str) -> None:
    """Let git do something that must succeed."""
    where = [] if folder is None else ["-C", str(folder)]
    subprocess.run(["git", *where, *words], check=True, capture_output=True)


def git(home: Home, *words: str) -> Done:
    """Run git as a user whose one credential helper is ours; it asks nobody else."""
    settings = {
        "GIT_CONFIG_GLOBAL": str(home.folder / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    helper = f"!'{COMMAND}' credential git api"
    (home.folder / "gitconfig").write_text(f'[credential]\n\thelper = "{helper}"\n')
    done = subprocess.run(
        ["git", *words],
        env=home.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        start_new_session=True,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def asked(home: Home, operation: str, text: str) -> str:
    """Ask as git does; return what it is told. Nothing is ever said on stderr."""
    done = home.run("credential", "git", "api", operation, stdin=text)
    assert (done.code, done.err) == (0, "")
    return done.out


def set_up(home: Home, endpoint: HostileEndpoint, port: int = 80) -> str:
    """Add and fill the profile `api`; return its token."""
    home.add("api", PROFILE.format(url=endpoint.url, port=port))
    home.take("api", endpoint.grant.response)
    return endpoint.grant.current_access_token


def test_git_lists_and_clones_with_the_token_as_password(
    home: Home, endpoint: HostileEndpoint, repository: Path, tmp_path: Path
) -> None:
    """It is asked for once it was refused without, and stands in nobody's arguments."""
    with serving(Protected(folder=repository)) as server:
        server.token = set_up(home, endpoint, server.port)
        shown: list[str] = []

        def look() -> None:
            shown.extend(who for who, text in arguments() if server.token.encode() in text)

        server.while_asking = look
        listed = git(home, "ls-remote", f"{server.url}/it.git")
        cloned = git(home, "clone", "-q", f"{server.url}/it.git", str(tmp_path / "clone"))
    assert (listed.code, "HEAD" in listed.out) == (0, True), listed.err
    assert cloned.code == 0, cloned.err
    assert (tmp_path / "clone" / ".git").is_dir()
    assert server.seen[0] == ""
    assert shown == []


def test_a_refused_token_is_renewed_for_the_next_git(
    home: Home, endpoint: HostileEndpoint, repository: Path
) -> None:
    """Git erases what the server refused; the next time it gets another, after one request."""
    with serving(Protected(folder=repository)) as server:
        old = server.revoked = set_up(home, endpoint, server.port)
        failed = git(home, "ls-remote", f"{server.url}/it.git")
        assert failed.code != 0
        assert not endpoint.requests
        assert old not in failed.err
        passed = git(home, "ls-remote", f"{server.url}/it.git")
    assert passed.code == 0, passed.err
    assert len(endpoint.requests) == 1
    assert endpoint.grant.current_access_token != old
    assert home.run("token", "api").out == f"{endpoint.grant.current_access_token}\n"


def test_a_username_in_the_address_is_kept(home: Home, endpoint: HostileEndpoint) -> None:
    """Else it is one that servers ignore; the expiry is told, for git's own caches."""
    token = set_up(home, endpoint)
    expires_at = home.json("list", "--json")["profiles"][0]["expires_at"]
    rest = f"password={token}\npassword_expiry_utc={expires_at}\n"
    place = "protocol=https\nhost=git.example\n"
    assert asked(home, "get", place) == f"username=oauth2\n{rest}"
    assert asked(home, "get", f"{place}username=me\npath=x.git\n\n") == rest


@pytest.mark.parametrize(
    ("protocol", "host"),
    [
        ("https", "git.example"),
        ("https", "GIT.example:443"),
        ("https", "other.example"),
        ("https", "tls.example:8443"),
        ("http", "127.0.0.1"),
        ("http", "127.0.0.1:80"),
        ("http", "[::1]:8080"),
    ],
)
def test_it_answers_for_the_hosts_of_the_profile(
    memory_home: Home, endpoint: HostileEndpoint, protocol: str, host: str
) -> None:
    """With the protocol's own port where none is named."""
    set_up(memory_home, endpoint)
    assert "password=" in asked(memory_home, "get", f"protocol={protocol}\nhost={host}\n")


@pytest.mark.parametrize(
    "text",
    [
        "protocol=https\nhost=git.example:8443\n",
        "protocol=https\nhost=git.example.evil.example\n",
        "protocol=https\nhost=evil.example\nusername=git.example\n",
        "protocol=https\nhost=git.example\r\n",
        "protocol=https\nhost=git.example\0\n",
        "protocol=https\nhost=evil.example:443git.example\n",
        "protocol=https\nhost=:443\n",
        "protocol=https\nhost=git.example:\n",
        "protocol=https\nhost=git.example:\N{SUPERSCRIPT TWO}\n",
        "protocol=http\nhost=git.example:443\n",
        "protocol=http\nhost=other.example\n",
        "protocol=ssh\nhost=git.example\n",
        "protocol=\nhost=git.example\n",
        "protocol=https\n\nhost=git.example\n",
        "host=git.example\n",
        "protocol=https\nhost=\n",
        "nonsense",
        "",
    ],
)
def test_it_is_silent_for_any_other(
    memory_home: Home, endpoint: HostileEndpoint, text: str
) -> None:
    """Code 0, and nothing: git goes on to its other helpers."""
    set_up(memory_home, endpoint)
    assert asked(memory_home, "get", text) == ""


def test_what_git_wants_to_be_ignored_is_ignored(home: Home, endpoint: HostileEndpoint) -> None:
    """`store`, and operations that git may invent; without reading what it says."""
    token = set_up(home, endpoint)
    place = f"protocol=https\nhost=git.example\nusername=oauth2\npassword={token}\n"
    for operation in ("store", "capability"):
        assert asked(home, operation, place) == ""
    asked(home, "get", place)
    assert not endpoint.requests


def test_erase_marks_this_token_only(home: Home, endpoint: HostileEndpoint) -> None:
    """Of another password, which a person may have typed, nothing is kept."""
    token = set_up(home, endpoint)
    place = "protocol=https\nhost=git.example\n"
    for password in ("typed-by-a-person", "", token[:-1]):
        assert asked(home, "erase", f"{place}password={password}\n") == ""
    assert asked(home, "erase", f"protocol=https\nhost=evil.example\npassword={token}\n") == ""
    assert f"password={token}\n" in asked(home, "get", place)
    assert not endpoint.requests
    before = everything_in(home.state)
    assert b"refused" not in before
    assert asked(home, "erase", f"{place}username=oauth2\npassword={token}\n") == ""
    assert not endpoint.requests
    assert token.encode() not in everything_in(home.state)
    for _ in range(2):
        said = asked(home, "get", place)
        assert f"password={endpoint.grant.current_access_token}\n" in said
    assert len(endpoint.requests) == 1
    assert endpoint.grant.current_access_token != token


def test_a_refused_token_is_not_given_again_by_a_server_in_trouble(
    home: Home, endpoint: HostileEndpoint
) -> None:
    """Code 7 and one line; once the server is back the next token comes."""
    token = set_up(home, endpoint)
    place = "protocol=https\nhost=git.example\n"
    asked(home, "erase", f"{place}password={token}\n")
    endpoint.script(Answer.empty(500))
    done = home.fails("credential", "git", "api", "get", stdin=place)
    assert (done.code, "127.0.0.1" in done.line) == (7, True)
    # At most one refresh a second is sent for a person, and so for git.
    for _ in range(100):
        done = home.run("credential", "git", "api", "get", stdin=place)
        if done.code == 0:
            break
    assert f"password={endpoint.grant.current_access_token}\n" in done.out
    assert endpoint.grant.current_access_token != token


def test_a_refused_token_that_cannot_be_renewed_is_not_given_again(keyring_home: Home) -> None:
    """It says how it can be."""
    keyring_home.add("api", 'grant = "import"\ngit_hosts = ["git.example"]')
    keyring_home.take("api", token := jwt())
    place = "protocol=https\nhost=git.example\n"
    asked(keyring_home, "erase", f"{place}password={token}\n")
    assert keyring_home.fails("credential", "git", "api", "get", stdin=place).line
    assert keyring_home.run("token", "api").out == f"{token}\n"


def test_failures_are_those_of_token(memory_home: Home) -> None:
    """Nothing on stdout, one line, the code; git goes on without."""
    place = "protocol=https\nhost=git.example\n"
    words = ("credential", "git", "api", "get")
    assert memory_home.fails(*words, stdin=place).code == 4
    memory_home.add("api", 'grant = "import"\ngit_hosts = ["git.example"]')
    assert memory_home.fails(*words, stdin=place).code == 5
    assert asked(memory_home, "get", "protocol=https\nhost=evil.example\n") == ""
    assert memory_home.fails("credential", "git", "api").code == 2
    assert memory_home.fails("credential", "git").code == 2
    assert memory_home.fails("credential", "svn", "api", "get").code == 2


def test_a_token_without_an_expiry_has_none_here(memory_home: Home) -> None:
    """Git keeps it until a server refuses it."""
    memory_home.add("api", 'grant = "import"\ngit_hosts = ["git.example"]')
    memory_home.take("api", {k: v for k, v in fresh().items() if k != "expires_in"})
    memory_home.take("api", jwt(exp=None))
    said = asked(memory_home, "get", "protocol=https\nhost=git.example\n")
    assert [line.partition("=")[0] for line in said.splitlines()] == ["username", "password"]
