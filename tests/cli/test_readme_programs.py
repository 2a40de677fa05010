"""The README's examples for other programs, run as they stand there, with the API on loopback."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.home import Home, in_shell, jwt
from tests.cli.protected import Protected, serving
from tests.cli.test_readme import README, blocks
from tests.identity.running import INSTALLED


@pytest.fixture
def api(memory_home: Home) -> Iterator[Protected]:
    """An API that takes the token of the profile `api`."""
    token = jwt(jti=uuid4().hex)
    memory_home.take("api", token)
    with serving(Protected(token)) as protected:
        yield protected


@pytest.mark.parametrize("library", ["httpx2", "requests"])
def test_a_python_client_asks_for_each_request(
    memory_home: Home, api: Protected, tmp_path: Path, library: str
) -> None:
    """By the same function for both libraries; a renewed token is used without a restart."""
    (function,) = blocks("python")
    call = f'print({library}.get("{api.url}/v1/me", auth=bearer).text, end="")\n'
    script = tmp_path / "client.py"
    script.write_text(f"import subprocess\nimport {library}\n{function}{call}")
    done = in_shell(memory_home, f"{shlex.quote(sys.executable)} {script}")
    assert (done.code, done.out, done.err) == (0, '{"kind":"Answer"}\n', "")
    assert api.seen == [f"Bearer {api.token}"]


def test_an_http_file_takes_it_from_the_environment(
    memory_home: Home, api: Protected, tmp_path: Path
) -> None:
    """Run by httpYac, started by `exec`."""
    client = INSTALLED / "npm/node_modules/.bin/httpyac"
    if not client.exists():
        pytest.skip("httpyac is missing: run `bash packaging/test.sh` once")
    header = README.partition("An `.http` file says `")[2].partition("`")[0]
    file = tmp_path / "me.http"
    file.write_text(f"GET {api.url}/v1/me\n{header}\n")
    path = f"{INSTALLED}/node/bin{os.pathsep}$PATH"
    command = f"tokentray exec api -- {client} send {file} --all --output body"
    done = in_shell(memory_home, f'export PATH="{path}"; cd {tmp_path}; {command}')
    assert done.code == 0, done.err
    assert '"kind"' in done.out
    assert api.seen == [f"Bearer {api.token}"]


def test_its_git_and_kubectl_settings_are_those_of_the_help(memory_home: Home) -> None:
    """Run by the real git: the helper that the help names is the one that answers."""
    shown = memory_home.run("credential", "--help").out.partition("Example:\n")[2]
    setting = shown.partition("  kubectl")[0]
    memory_home.add("api", 'grant = "import"\ngit_hosts = ["git.example"]')
    memory_home.take("api", token := jwt())
    asking = "printf 'protocol=https\\nhost=git.example\\n\\n' | git credential fill"
    script = f"export GIT_CONFIG_GLOBAL={memory_home.folder}/gitconfig\n{setting}\n{asking}"
    done = in_shell(memory_home, script)
    assert f"\npassword={token}\n" in done.out
