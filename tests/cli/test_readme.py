"""The README's examples, run as they stand there."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.home import Home, in_shell, jwt
from tests.faults.site import Page, Site
from tokentray.cli import table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def api() -> Iterator[Site]:
    """The API of the example, on loopback."""
    with Site() as site:
        site.put("/v1/me", Page.json({}))
        yield site


def test_the_first_token_in_five_lines(keyring_home: Home, api: Site, tmp_path: Path) -> None:
    """In a real shell, with the API on loopback in the place of the example's."""
    (script,) = blocks("sh")
    assert len(script.splitlines()) == 5
    token = jwt()
    (tmp_path / "response.json").write_text(json.dumps({"access_token": token}))
    commands = script.replace("https://api.example", api.origin)
    done = in_shell(keyring_home, f"set -e; cd {tmp_path}\n{commands}")
    assert (done.code, done.out.count(token)) == (0, 1)
    (visit,) = api.requests
    assert visit.headers["authorization"] == f"Bearer {token}"


@pytest.mark.parametrize("fragment", blocks("toml"))
def test_every_profile_is_a_profile(keyring_home: Home, fragment: str) -> None:
    """As it stands there, with the comments."""
    keyring_home.take("api", jwt())
    words = ("add", "api", "--from", "-", "--replace", "--yes")
    done = keyring_home.run(*words, stdin=fragment)
    assert (done.code, done.err) == (0, "")
    assert keyring_home.run("token", "api").code == 0


def test_every_command_that_it_names_is_there() -> None:
    """And no command is left out of its table."""
    named = set(re.findall(r"`(?:tokentray )?([a-z-]+)[^`]*`", README))
    assert set(table.MODULES) - {"demo"} <= named
    spoken = {shlex.split(text)[1] for text in re.findall(r"`(tokentray [a-z][^`|]*)`", README)}
    assert spoken <= set(table.MODULES)


def test_every_file_that_it_names_is_there() -> None:
    """Pictures, scripts, licence."""
    for path in re.findall(r"\]\(([^):]+)\)|bash (\S+\.sh)|src=\"(\S+)\"", README):
        assert (ROOT / "".join(path)).is_file()


def test_it_is_short() -> None:
    """One hundred and fifty lines, and three pictures that load at once."""
    assert len(README.splitlines()) <= 150
    pictures = re.findall(r"resources/screenshots/\w+\.png", README)
    assert len(pictures) == 3
    assert sum((ROOT / picture).stat().st_size for picture in pictures) < 300_000
