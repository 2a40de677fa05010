"""The command line as a whole: finding commands, helping, failing in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.home import COMMAND, Home, in_shell
from tokentray import __version__
from tokentray.cli import table

HEAVY = ("PySide6", "keyring", "jwt", "cryptography", "httpx2", "secretstorage", "tomlkit")


@pytest.mark.parametrize("module", ["tokentray.cli", "tokentray.cli.main"])
def test_importing_it_brings_nothing_heavy(module: str) -> None:
    """Neither Qt nor keyring, JWT or HTTP, and no argument parser either."""
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {*HEAVY, "argparse"}


def test_the_whole_help_names_every_command(home: Home) -> None:
    """It has an example and fits a screen of 80 by 40."""
    done = home.run("--help")
    assert done.code == 0
    assert all(f"\n  {name}" in done.out for name in table.MODULES)
    assert "Example:" in done.out
    lines = done.out.splitlines()
    assert len(lines) <= 40
    assert max(len(line) for line in lines) <= 80


@pytest.mark.parametrize("name", sorted(table.MODULES))
def test_every_help_has_an_example_and_fits_a_screen(home: Home, name: str) -> None:
    """A person who forgot an option needs no second page."""
    done = home.run(name, "--help", COLUMNS="80")
    assert (done.code, done.err) == (0, "")
    assert "Example:\n  " in done.out
    assert f"tokentray {name}" in done.out.partition("Example:")[2]
    lines = done.out.splitlines()
    # A profile has more options than a small screen has lines.
    assert len(lines) <= (30 if name == "add" else 24)
    assert max(len(line) for line in lines) <= 80


def test_the_version_is_told(home: Home) -> None:
    """On stdout, with the program's name."""
    assert home.run("--version").out == f"tokentray {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lst",), "Did you mean `tokentray list`?"),
        (("tokn", "api"), "Did you mean `tokentray token`?"),
        (("frobnicate",), "`tokentray --help` shows what there is."),
        (("--frobnicate",), "There is no option --frobnicate."),
        (("token",), "The following arguments are required: NAME."),
        (("token", "api", "--frobnicate"), "Unrecognized arguments: --frobnicate."),
        (("token", "api", "--form", "raw"), "Unrecognized arguments: --form raw."),
        (("token", "api", "--format", "xml"), "Use raw, bearer, header"),
        (("token", "api", "--min-valid", "-5"), "Give a whole number"),
        (("token", "api", "--min-valid", "1.5"), "Give a whole number"),
        (("import", "api", "-", "--expires-in", "soon"), "Use lifetime, timestamp"),
        (("secret", "set", "api"), "secret set needs a KEY."),
        (("secret", "list", "api", "key"), "secret list takes no KEY."),
        (("secret", "show", "api", "key"), "Invalid choice"),
        (("remove",), "Give a NAME or --all."),
        (("remove", "api", "--all"), "Give a NAME or --all."),
        (("run", "--store", "paper"), "Invalid choice"),
        (("run", "--frobnicate"), "Unrecognized arguments"),
        (("demo", "--lifetime", "3"), "--lifetime is at least 15"),
    ],
)
def test_a_mistake_is_code_2_and_says_what_is_right(
    home: Home, words: tuple[str, ...], said: str
) -> None:
    """One line, nothing on stdout, no traceback."""
    done = home.fails(*words)
    assert done.code == 2
    assert said.lower() in done.line.lower()


@pytest.mark.parametrize(
    "name",
    ["", " ", "-api", "--api", ".api", "a b", "a/b", "../api", "ä", "a" * 65, "a\x1b[31m", "a\nb"],
)
def test_a_bad_name_is_code_2(home: Home, name: str) -> None:
    """What was typed is shown without its control characters."""
    done = home.fails("token", name)
    assert done.code == 2
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        *(("show", "a b"), ("import", "a b"), ("refresh", "a b"), ("copy", "a b")),
        *(("remove", "a b"), ("secret", "list", "a b"), ("add", "a b", "--from", "-")),
    ],
)
def test_a_bad_name_is_refused_before_anything_is_read(home: Home, words: tuple[str, ...]) -> None:
    """By every command, running program or not."""
    done = home.fails(*words)
    assert done.code == 2
    assert '"a b" cannot be used' in done.line


_AGENTS = ["copy", "status", "watch", "pause", "resume", "lock", "unlock", "quit"]


@pytest.mark.parametrize("command", _AGENTS)
def test_what_needs_the_running_program_is_code_3_without(home: Home, command: str) -> None:
    """And says how to start it."""
    done = home.fails(command, *(["api"] if command == "copy" else []))
    assert done.code == 3
    assert done.line == "TokenTray is not running. Start it with `tokentray`."


def test_status_for_programs_says_that_nothing_runs(home: Home) -> None:
    """Code 3, and JSON all the same."""
    done = home.run("status", "--json")
    assert done.code == 3
    assert done.out.split() == ["{", '"version":', "1,", '"running":', "false", "}"]


@pytest.mark.parametrize("words", [("token", "api"), ("show", "api"), ("refresh", "api")])
def test_an_unknown_profile_is_code_4(home: Home, words: tuple[str, ...]) -> None:
    """No keyring is needed to know that."""
    done = home.fails(*words)
    assert done.code == 4
    assert done.line.startswith('There is no profile "api".')


def test_a_reader_that_is_gone_is_no_error(home: Home) -> None:
    """`| head` ends quietly."""
    done = in_shell(home, "for i in 1 2 3; do tokentray --help; done | true; true")
    assert (done.code, done.err) == (0, "")


def test_no_encoding_can_break_the_output(home: Home) -> None:
    """A terminal of another time gets escapes, not a traceback."""
    done = home.fails("token", "ä", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.code == 2
    assert "\\xe4" in done.line


def test_a_runtime_path_that_is_too_long_is_said(home: Home) -> None:
    """Qt would only say that an unknown error happened."""
    done = home.fails("status", XDG_RUNTIME_DIR=str(home.runtime / ("x" * 100)))
    assert done.code == 3
    assert "longer than the system allows" in done.line


def test_as_a_module_it_is_the_same(home: Home) -> None:
    """`python -m tokentray` is for places where the script is not on the path."""
    words = [sys.executable, "-m", "tokentray", "--version"]
    done = subprocess.run(words, env=home.environ, capture_output=True, text=True, check=True)
    assert done.stdout == f"tokentray {__version__}\n"
    assert COMMAND.exists()


def test_trouble_with_a_file_names_it(home: Home) -> None:
    """Code 1, one line, and no talk of a log that could not be written either."""
    (home.folder / "state").write_text("a file where a folder should be")
    done = home.fails("add", "api", "--from", "-", "--yes", stdin='grant = "import"')
    assert done.code == 1
    assert f"{home.state}" in done.line
    assert "cannot be used" in done.line
