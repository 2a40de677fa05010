"""What the shells themselves offer while a command is typed."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.home import COMMAND, Home, until
from tokentray.cli import table
from tokentray.cli.shapes import shapes

FORMATS = {"raw", "bearer", "header", "headers-json", "curl", "env", "json"}

Offered = Callable[[Home, str], set[str]]

_BASH = """
eval "$(tokentray completion bash)"
COMP_LINE=$1
# bash takes a line apart at these marks.
read -r -a COMP_WORDS <<< "${1//=/ = }"
[[ $1 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_tokentray
printf '%s\\n' "${COMPREPLY[@]}"
"""

_ZSH = """
autoload -U compinit
compinit -u -D
eval "$(tokentray completion zsh)"
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)* ]]; then
        builtin compadd "$@"
        return
    fi
    local -a hits
    builtin compadd -O hits "$@"
    print -rl -- $hits >> $OFFERED
    builtin compadd "$@"
}
whole() { zle complete-word; print -r -- "end" >> $OFFERED }
zle -C complete-word complete-word _main_complete
zle -N whole
bindkey '^T' whole
PS1=ready
"""


def _environ(home: Home) -> dict[str, str]:
    path = f"{COMMAND.parent}{os.pathsep}{home.environ.get('PATH', '')}"
    return home.environ | {"PATH": path, "HOME": str(home.folder), "TERM": "dumb"}


def _run(home: Home, *words: str) -> set[str]:
    done = subprocess.run(
        words,
        env=_environ(home),
        cwd=home.folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stderr == ""
    return {line.partition("\t")[0] for line in done.stdout.splitlines()} - {""}


def in_bash(home: Home, line: str) -> set[str]:
    """Return what the function that bash calls offers."""
    return _run(home, "bash", "--norc", "-c", _BASH, "bash", line)


def in_fish(home: Home, line: str) -> set[str]:
    """Return what fish itself offers."""
    return _run(
        home,
        *("fish", "--no-config", "-c"),
        f"tokentray completion fish | source; complete -C '{line}'",
    )


def in_zsh(home: Home, line: str) -> set[str]:
    """Return what zsh offers at a real terminal, where alone it completes."""
    start, offered = home.folder / ".zshrc", home.folder / "offered"
    start.write_text(_ZSH)
    offered.unlink(missing_ok=True)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["zsh", "-i"],
        env=_environ(home) | {"OFFERED": str(offered)},
        cwd=home.folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as shell:
        os.close(theirs)
        shown = b""
        while b"ready" not in shown:
            shown += os.read(ours, 4096)
        os.write(ours, line.encode() + b"\x14")
        until(lambda: offered.exists() and offered.read_text().endswith("end\n"))
        shell.kill()
    os.close(ours)
    return set(offered.read_text().splitlines()) - {"end", ""}


SHELLS = [
    pytest.param(in_bash, id="bash"),
    pytest.param(in_zsh, id="zsh"),
    pytest.param(in_fish, id="fish"),
]


@pytest.fixture
def two(home: Home) -> Home:
    """A home with two profiles and a file."""
    home.add("work", 'grant = "import"')
    home.add("wiki.v2", 'grant = "import"')
    (home.folder / "response.json").write_text("{}")
    return home


@pytest.mark.parametrize("offered", SHELLS)
def test_commands_options_values_profiles_and_files(two: Home, offered: Offered) -> None:
    """Each in its place, and only there."""
    assert set(table.MODULES) <= offered(two, "tokentray ")
    assert offered(two, "tokentray comp") == {"completion"}
    assert offered(two, "tokentray token w") == {"work", "wiki.v2"}
    assert offered(two, "tokentray token --format ") == FORMATS
    assert offered(two, "tokentray token --format raw wo") == {"work"}
    assert {"--min-valid", "--format"} <= offered(two, "tokentray token work --")
    assert offered(two, "tokentray secret ") == {"set", "list", "remove"}
    assert offered(two, "tokentray secret list ") == {"work", "wiki.v2"}
    assert "response.json" in offered(two, "tokentray import work res")
    assert offered(two, "tokentray rename work ") == set()
    assert offered(two, "tokentray add w") == set()


def test_bash_completes_behind_an_equals_sign(two: Home) -> None:
    """There bash has three words of one."""
    assert in_bash(two, "tokentray token --format=h") == {"header", "headers-json"}
    assert in_bash(two, "tokentray token --format=raw wo") == {"work"}


def test_every_command_has_a_shape() -> None:
    """None is forgotten, whatever class it is of."""
    assert [shape.name for shape in shapes()] == list(table.MODULES)


def test_names_come_quickly_and_without_a_word_of_trouble(two: Home) -> None:
    """Nothing heavy is imported while somebody types; a broken file offers nothing."""
    code = (
        "import sys; from tokentray.cli.main import main; main(['completion', '--profiles']);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, env=two.environ, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["work", "wiki.v2"]
    heavy = {"argparse", "tomlkit", "keyring", "sqlite3", "PySide6", "logging", "platformdirs"}
    assert not heavy & {name.partition(".")[0] for name in done.stderr.split()}
    (two.config / "profiles.toml").write_text("[profiles.work")
    assert two.run("completion", "--profiles").out == ""
    (two.config / "profiles.toml").write_text('[profiles."$(boom)"]\n[profiles.good]\n')
    assert two.run("completion", "--profiles").out == "good\n"


def test_a_shell_that_is_not_known_is_code_2(home: Home, tmp_path: Path) -> None:
    """As every other mistake is."""
    assert home.fails("completion", "tcsh").code == 2
