"""`exec`: another program with the token in its environment, and nothing else changed."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.cli.home import COMMAND, Home, in_shell, jwt
from tests.cli.test_fast import answering, success

SHOW = ("sh", "-c", 'printf "%s|" "$ACCESS_TOKEN" "$OTHER" "$@"', "sh")


def test_the_program_finds_the_token_in_its_environment(memory_home: Home) -> None:
    """In the usual variable, whatever was in it before."""
    token = jwt()
    memory_home.take("api", token)
    done = memory_home.run("exec", "api", "--", *SHOW, ACCESS_TOKEN="old")
    assert (done.code, done.out, done.err) == (0, f"{token}||", "")


def test_the_variable_can_be_named(memory_home: Home) -> None:
    """The usual one is left alone then."""
    token = jwt()
    memory_home.take("api", token)
    done = memory_home.run("exec", "api", "--env", "OTHER", "--", *SHOW, ACCESS_TOKEN="mine")
    assert (done.code, done.out) == (0, f"mine|{token}|")


def test_without_the_running_program_it_is_the_same(keyring_home: Home) -> None:
    """From the keyring, by the command itself."""
    token = jwt()
    keyring_home.take("api", token)
    assert keyring_home.run("exec", "api", "--", *SHOW).out == f"{token}||"


def test_everything_behind_the_hyphens_is_the_programs(memory_home: Home) -> None:
    """Options, further hyphens and empty words too."""
    memory_home.take("api", jwt())
    words = ("--help", "--env", "x", "--", "", "a b")
    done = memory_home.run("exec", "api", "--", *SHOW, *words)
    assert done.out.partition("|")[2] == "|--help|--env|x|--||a b|"


def test_it_becomes_the_program(memory_home: Home) -> None:
    """The same process, the same streams, its exit code and its death by a signal."""
    memory_home.take("api", jwt())
    words = [str(COMMAND), "exec", "api", "--", "sh", "-c", "echo $$; cat; exit 7"]
    with subprocess.Popen(
        words, env=memory_home.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        out, _ = process.communicate(b"from stdin\n", timeout=30)
    assert out == f"{process.pid}\nfrom stdin\n".encode()
    assert process.returncode == 7
    done = memory_home.run("exec", "api", "--", "sh", "-c", "kill -TERM $$")
    assert done.code == -signal.SIGTERM


def test_a_reader_that_is_gone_ends_the_program_as_usual(memory_home: Home) -> None:
    """Python ignores SIGPIPE, which would be inherited."""
    memory_home.take("api", jwt())
    done = in_shell(memory_home, "tokentray exec api -- yes | head -n 1")
    assert (done.code, done.out, done.err) == (128 + signal.SIGPIPE, "y\n", "")


def test_what_is_not_found_is_127(memory_home: Home) -> None:
    """By name, by path, and by the first line of a script."""
    memory_home.take("api", jwt())
    script = memory_home.folder / "script"
    script.write_text("#!/nowhere/sh\n")
    script.chmod(0o755)
    for command in ("no-such-program", "/no/such/program", str(script)):
        done = memory_home.fails("exec", "api", "--", command)
        assert (done.code, f'"{command}" was not found.' in done.line) == (127, True)


def test_what_cannot_be_run_is_126(memory_home: Home) -> None:
    """A folder, a file without the permission, one that is no program."""
    memory_home.take("api", jwt())
    folder, plain, text = (memory_home.folder / name for name in ("folder", "plain", "text"))
    folder.mkdir()
    plain.write_text("#!/bin/sh\n")
    text.write_text("neither a script nor a binary\n")
    text.chmod(0o755)
    for path in (folder, plain, text):
        done = memory_home.fails("exec", "api", "--", str(path))
        assert (done.code, f'"{path}" cannot be run' in done.line) == (126, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("exec",), 122, "NAME"),
        (("exec", "api"), 122, "There is no command to run."),
        (("exec", "api", "--"), 122, "There is no command to run."),
        (("exec", "api", "true"), 122, "Unrecognized arguments: true."),
        (("exec", "api", "--env", "A-B", "--", "true"), 122, '"A-B" cannot be the name'),
        (("exec", "api", "--env", "", "--", "true"), 122, '"" cannot be the name'),
        (("exec", "b c", "--", "true"), 122, 'The name "b c"'),
        (("exec", "nobody", "--", "true"), 124, 'There is no profile "nobody".'),
        (("exec", "none", "--", "true"), 125, "tokentray import none"),
    ],
)
def test_its_own_failures_are_120_and_the_code(
    memory_home: Home, words: tuple[str, ...], code: int, said: str
) -> None:
    """So that they are told from the program's; nothing is started."""
    memory_home.add("none", 'grant = "import"')
    done = memory_home.fails(*words)
    assert (done.code, said in done.line) == (code, True)


def test_a_keyring_that_is_missing_is_126(home: Home) -> None:
    """120 + 6."""
    home.add("api", 'grant = "import"')
    assert home.fails("exec", "api", "--", "true").code == 126


def test_a_file_that_is_no_file_is_129(home: Home) -> None:
    """120 + 9: what is wrong is the user's."""
    (home.config / "profiles.toml").mkdir(parents=True)
    assert home.fails("exec", "api", "--", "true").code == 129


def test_what_nobody_foresaw_is_121(home: Home) -> None:
    """A running program that talks nonsense, for one."""
    with answering(home.runtime, b"nonsense\n"):
        assert home.fails("exec", "api", "--", "true").code == 121


def test_a_warning_goes_to_stderr(home: Home) -> None:
    """The program runs all the same."""
    with answering(home.runtime, success("opaque", "The server is away.")):
        done = home.run("exec", "api", "--", *SHOW)
    assert (done.code, done.out, done.line) == (0, "opaque||", "The server is away.")


def test_no_file_of_ours_stays_open_in_it(keyring_home: Home) -> None:
    """Neither socket nor keyring nor lock."""
    keyring_home.take("api", jwt())
    done = keyring_home.run("exec", "api", "--", "ls", "/proc/self/fd")
    assert set(done.out.split()) <= {"0", "1", "2", "3"}


def test_importing_it_brings_only_what_the_way_through_the_program_needs() -> None:
    """A script that starts with `exec` should not wait for what only the service uses."""
    code = "import sys, tokentray.cli.executing, tokentray.cli.credential; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"argparse", "tokentray.core.handout", "tokentray.core.profile", "tokentray.storage"}
    assert not heavy & set(done.stdout.split())
