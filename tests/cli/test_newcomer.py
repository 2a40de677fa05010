"""A newcomer's day: the README from top to bottom, in one shell, with the program running."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import NewHome
from tests.cli.home import Home, until
from tests.cli.protected import Protected, serving
from tests.cli.shell import Shell
from tests.cli.test_credential_git import run_git
from tests.cli.test_readme import blocks
from tests.faults.endpoint import HostileEndpoint
from virtual_desktop import VirtualDesktop

API = "https://api.example/v1/me"


@pytest.fixture
def desktop_home(new_home: NewHome) -> Iterator[Home]:
    """The home of somebody with a panel and an unlocked keyring."""
    with VirtualDesktop(notifications="none") as desktop:
        home = new_home(desktop.environment)
        home.folder.mkdir(exist_ok=True)
        yield home
        home.run("quit")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder that the person works in."""
    place = tmp_path / "work"
    place.mkdir()
    return place


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder that holds `it.git`, bare and ready for git's plain HTTP."""
    folder = tmp_path / "served"
    run_git(None, "init", "-q", str(tmp_path / "made"))
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    run_git(tmp_path / "made", *who, "commit", "-q", "--allow-empty", "-m", "first")
    run_git(None, "clone", "-q", "--bare", str(tmp_path / "made"), str(folder / "it.git"))
    run_git(folder / "it.git", "update-server-info")
    (folder / "me").write_text("it is you\n")
    return folder


class Day:
    """One person, one shell, one API that takes what the server gave last."""

    def __init__(self, shell: Shell, api: Protected, endpoint: HostileEndpoint) -> None:
        self.shell = shell
        self.api = api
        self._endpoint = endpoint

    @property
    def token(self) -> str:
        """What the server gave last; the API takes no other."""
        self.api.token = self._endpoint.grant.current_access_token
        return self.api.token

    def is_let_in(self, line: str) -> None:
        """Type a call of the API, which answers and has seen this one token."""
        token = self.token
        assert self.shell.does(line.replace(API, f"{self.api.url}/me")) == "it is you\n"
        assert self.api.seen[-1] == f"Bearer {token}"

    def states(self, name: str = "api") -> str:
        """Ask for the state of a profile, as a script does."""
        rows = json.loads(self.shell.does("tokentray list --json"))["profiles"]
        return next(str(row["state"]) for row in rows if row["name"] == name)


def test_the_readme_from_top_to_bottom(
    desktop_home: Home, place: Path, repository: Path, endpoint: HostileEndpoint
) -> None:
    """Each line works where it stands, with the code and the streams that the contract names."""
    (place / "response.json").write_text(endpoint.grant.response)
    git = {"GIT_CONFIG_GLOBAL": str(place / "gitconfig"), "GIT_TERMINAL_PROMPT": "0"}
    with (
        serving(Protected(folder=repository)) as api,
        Shell("bash", desktop_home, place, **git) as shell,
    ):
        day = Day(shell, api, endpoint)
        first_token(day)
        program_and_refresh(day, place, endpoint)
        hand_overs(day, place)
        watched(day, place)
        locked_and_paused(day)
        renamed_and_looked_at(day)
        the_end(day, place)


def first_token(day: Day) -> None:
    """The five lines of the README."""
    (script,) = blocks("sh")
    imports, lists, shows, prints, calls = script.splitlines()
    day.shell.fails("tokentray token api", 4)
    assert "api" in day.shell.does(f'curl() {{ command curl -sS "$@"; }}; {imports}')
    assert "valid" in day.shell.does(lists)
    assert 'sub  "default"' in day.shell.does(shows)
    assert day.shell.does(prints) == f"{day.token}\n"
    day.is_let_in(calls)


def program_and_refresh(day: Day, place: Path, endpoint: HostileEndpoint) -> None:
    """The program starts in the background; told how, it renews."""
    shell = day.shell
    assert "run" in shell.fails("tokentray status", 3)
    assert json.loads(shell.types("tokentray status --json").out) == {
        "version": 1,
        "running": False,
    }
    shell.does("tokentray")
    until(lambda: shell.types("tokentray status").code == 0)
    until(lambda: bool(json.loads(shell.does("tokentray status --json"))["tray"]))
    assert shell.does("tokentray token api") == f"{day.token}\n"
    assert "[refresh]" in shell.fails("tokentray refresh api --force", 9)
    profile = blocks("toml")[0].replace("https://id.example/token", endpoint.url)
    hosts = f'git_hosts = ["127.0.0.1:{day.api.port}"]\n'
    (place / "api.toml").write_text(hosts + profile)
    shell.does("tokentray add api --from api.toml --replace --yes")
    before = len(endpoint.requests)
    shell.does("tokentray refresh api")
    assert len(endpoint.requests) == before
    shell.does("tokentray refresh api --force")
    assert len(endpoint.requests) == before + 1
    assert shell.does("tokentray token api --min-valid 60") == f"{day.token}\n"
    assert "3600 s" in shell.fails("tokentray token api --min-valid 7200", 7)


def hand_overs(day: Day, place: Path) -> None:
    """To curl in three ways, to a program of one's own, to git."""
    day.is_let_in(f'curl -H @<(tokentray token api --format header) "{API}"')
    day.is_let_in(f"tokentray token api --format curl | curl -K - {API}")
    day.shell.does('eval "$(tokentray token api --format env)"')
    day.is_let_in(f'curl -H "Authorization: Bearer $ACCESS_TOKEN" {API}')
    day.shell.does("unset ACCESS_TOKEN")
    assert day.shell.does("tokentray exec api -- printenv ACCESS_TOKEN") == f"{day.token}\n"
    assert day.shell.does("tokentray exec api --env T -- sh -c 'echo $T'") == f"{day.token}\n"
    assert day.shell.types("tokentray exec api -- sh -c 'exit 9'").code == 9
    day.shell.fails("tokentray exec api -- /nowhere", 127)
    day.shell.fails("tokentray exec nobody -- true", 124)
    helper = f"git config --global credential.{day.api.url}.helper '!tokentray credential git api'"
    day.shell.does(helper)
    day.shell.does(f"git clone -q {day.api.url}/it.git clone")
    assert (place / "clone" / ".git").is_dir()


def watched(day: Day, place: Path) -> None:
    """A line for every change, at once; a refresh is one."""
    lines = place / "watched"
    day.shell.does("tokentray watch --json >watched 2>watched.err & watch=$!")
    until(lambda: lines.exists() and lines.read_text().count("\n") == 1)
    first = json.loads(lines.read_text())
    assert (first["profile"], first["state"], first["previous"]) == ("api", "valid", None)
    # The end of a token is told in whole seconds: it has to be another one.
    until(lambda: _changes(day, lines))


def _changes(day: Day, lines: Path) -> bool:
    day.shell.does("tokentray refresh api --force")
    return lines.read_text().count("\n") > 1


def locked_and_paused(day: Day) -> None:
    """Nothing is handed out while it is locked; refreshing by itself can wait."""
    shell = day.shell
    shell.does("tokentray lock")
    for line in ("token api", "show api", "token api --format json", "copy api"):
        assert "tokentray unlock" in shell.fails(f"tokentray {line}", 8)
    assert "locked" in shell.fails("tokentray exec api -- true", 128)
    assert day.states() == "valid"
    shell.does("tokentray unlock")
    assert shell.does("tokentray token api") == f"{day.token}\n"
    shell.does("tokentray pause")
    assert json.loads(shell.does("tokentray status --json"))["paused"] is True
    shell.does("tokentray resume")
    shell.does("tokentray pause api")
    assert "paused" in shell.does("tokentray list")
    shell.does("tokentray resume api")
    assert "paused" not in shell.does("tokentray list")


def renamed_and_looked_at(day: Day) -> None:
    """What happened, under which name, and whether all is well."""
    assert "refreshed" in day.shell.does("tokentray history api")
    day.shell.does("tokentray rename api work")
    assert day.shell.does("tokentray token work") == f"{day.token}\n"
    assert "no profile" in day.shell.fails("tokentray token api", 4)
    checked = day.shell.does("tokentray doctor")
    assert "no problems" in checked
    checks = json.loads(day.shell.does("tokentray doctor work --json"))["checks"]
    assert {one["level"] for one in checks} <= {"ok", "warning"}


def the_end(day: Day, place: Path) -> None:
    """Everything goes, step by step, and says so."""
    shell = day.shell
    assert "the server can't be told" in shell.does("tokentray sign-out work")
    assert day.states("work") == "empty"
    shell.fails("tokentray token work", 5)
    assert "--yes" in shell.fails("tokentray remove work", 2)
    shell.does("tokentray remove work --yes")
    assert json.loads(shell.does("tokentray list --json"))["profiles"] == []
    shell.does("tokentray quit")
    shell.fails("tokentray status", 3)
    shell.fails("tokentray copy work", 3)
    assert shell.types("wait $watch").code == 3
    *_, gone = map(json.loads, (place / "watched").read_text().splitlines())
    assert (gone["profile"], gone["state"], gone["previous"]) == ("work", None, "empty")
    assert len((place / "watched.err").read_text().splitlines()) == 1


_OTHERS = {
    "zsh": (
        "autoload -U compinit; compinit -u -D",
        'eval "$(tokentray completion zsh)"',
        "print -r -- ${_comps[tokentray]}",
    ),
    "fish": (
        "tokentray completion fish | source",
        "complete -C 'tokentray toke' | string replace -r '\\t.*' ''",
    ),
}


@pytest.mark.parametrize("kind", _OTHERS)
def test_in_another_shell(
    kind: str, memory_home: Home, place: Path, endpoint: HostileEndpoint, repository: Path
) -> None:
    """What it completes, and a token on its way to curl and into the environment."""
    if shutil.which(kind) is None:
        pytest.skip(f"there is no {kind} on this machine")
    (place / "response.json").write_text(endpoint.grant.response)
    with (
        serving(Protected(folder=repository)) as api,
        Shell(kind, memory_home, place) as shell,
    ):
        day = Day(shell, api, endpoint)
        *before, last = _OTHERS[kind]
        for line in before:
            shell.does(line)
        assert shell.does(last).strip() in ("_tokentray", "token")
        shell.does("tokentray import api response.json")
        assert shell.does("tokentray token api") == f"{day.token}\n"
        day.is_let_in(f"tokentray token api --format curl | curl -sS -K - {API}")
        if kind == "zsh":
            day.is_let_in(f'curl -sS -H @<(tokentray token api --format header) "{API}"')
            shell.does('eval "$(tokentray token api --format env)"')
        else:
            shell.does("set -x ACCESS_TOKEN (tokentray token api)")
        day.is_let_in(f'curl -sS -H "Authorization: Bearer $ACCESS_TOKEN" {API}')
        shell.fails("tokentray token nobody", 4)
