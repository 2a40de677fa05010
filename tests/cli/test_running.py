"""One program: who is it, who starts it, who takes its place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from tests.cli.home import COMMAND, Home, in_shell, running, until
from tokentray.cli.running import check_display
from tokentray.core.errors import UsageError

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def offscreen(home: Home) -> Iterator[Home]:
    """A home with a screen that nobody sees; what is started there is ended."""
    home.environ |= OFFSCREEN
    yield home
    home.run("quit")


def pid_of(home: Home) -> int:
    """Return the pid of the running program."""
    return int(home.json("status", "--json")["pid"])


@pytest.mark.parametrize("words", [(), ("run",), ("run", "--store", "memory")])
def test_without_a_display_it_is_one_sentence_and_code_2(
    home: Home, words: tuple[str, ...]
) -> None:
    """It names the way out, instead of Qt's abort."""
    done = home.fails(*words)
    assert done.code == 2
    assert "tokentray run --headless" in done.line


def test_other_platforms_always_have_a_display() -> None:
    """Only X11 and Wayland say so in the environment."""
    check_display({}, platform="darwin")
    check_display({}, platform="win32")
    with pytest.raises(UsageError):
        check_display({"DISPLAY": ""}, platform="linux")


def test_a_second_start_says_who_runs(home: Home) -> None:
    """Code 0: what was wanted is so already."""
    with running(home, "--headless", "--store", "memory") as program:
        done = home.run("run", "--headless")
        assert (done.code, done.err) == (0, "")
        assert done.out == f"TokenTray runs already without a screen (pid {program.pid}).\n"


def test_a_start_in_memory_is_told_of_the_keyring(home: Home) -> None:
    """Whoever asks for memory would take "runs already" for a yes."""
    with running(home, "--headless"):
        done = home.run("run", "--headless", "--store", "memory")
        assert (done.code, done.err) == (0, "")
        said = done.out.splitlines()
        assert "runs already" in said[0]
        assert said[1].startswith("It keeps tokens in the keyring.")
        assert "tokentray quit" in said[1]


def test_of_many_starts_at_once_exactly_one_serves(home: Home) -> None:
    """The kernel's lock decides, and no newcomer takes the socket of the first."""
    words = [str(COMMAND), "run", "--headless", "--store", "memory"]
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        starts = [
            stack.enter_context(subprocess.Popen(words, env=home.environ, stdout=pipe, text=True))
            for _ in range(8)
        ]
        for start in starts:
            stack.callback(start.terminate)
        until(lambda: sum(start.poll() is None for start in starts) == 1)
        until(lambda: home.run("status").code == 0)
        (serving,) = (start for start in starts if start.poll() is None)
        assert pid_of(home) == serving.pid
        losers = [start for start in starts if start is not serving]
        assert {start.returncode for start in losers} == {0}
        assert all("runs already" in start.communicate()[0] for start in losers)


def test_after_a_kill_the_next_start_serves(home: Home) -> None:
    """What a dead program left lies in nobody's way."""
    with running(home, "--headless", "--store", "memory") as first:
        first.kill()
        first.wait()
    with running(home, "--headless", "--store", "memory") as second:
        assert pid_of(home) == second.pid


@pytest.mark.parametrize("signal_name", ["INT", "TERM", "HUP"])
def test_a_signal_ends_it_cleanly(home: Home, signal_name: str) -> None:
    """Code 0, and no socket answers any more."""
    import signal

    with running(home, "--headless", "--store", "memory") as program:
        program.send_signal(signal.Signals[f"SIG{signal_name}"])
        assert program.wait(20) == 0
    assert home.fails("status").code == 3


def test_alone_it_starts_apart_from_the_terminal(offscreen: Home) -> None:
    """The command returns, and the program lives on in a session of its own."""
    done = in_shell(offscreen, "tokentray && kill -HUP 0", timeout=30)
    assert done.err == ""
    pid = pid_of(offscreen)
    assert os.getsid(pid) == pid
    assert offscreen.json("status", "--json")["headless"] is False


def test_alone_it_raises_the_one_that_runs(offscreen: Home) -> None:
    """No second process, code 0 and not a word."""
    assert offscreen.run().code == 0
    pid = pid_of(offscreen)
    done = offscreen.run()
    assert (done.code, done.out, done.err) == (0, "", "")
    assert pid_of(offscreen) == pid


def test_a_program_with_a_screen_takes_over_from_a_headless_one(offscreen: Home) -> None:
    """The headless one ends by itself, with code 0."""
    with (
        running(offscreen, "--headless", "--store", "memory") as headless,
        running(offscreen, "--store", "memory") as program,
    ):
        assert headless.wait(20) == 0
        until(lambda: not _is_headless(offscreen))
        assert pid_of(offscreen) == program.pid


def _is_headless(home: Home) -> bool:
    done = home.run("status", "--json")
    return done.code != 0 or '"headless": true' in done.out


def test_a_second_start_with_a_screen_says_who_runs(offscreen: Home) -> None:
    """Nobody takes the place of a program that people see."""
    with running(offscreen, "--store", "memory") as program:
        done = offscreen.run("run")
        assert done.code == 0
        assert f"(pid {program.pid})" in done.out


def test_a_start_that_fails_is_told(offscreen: Home) -> None:
    """Where the log is, instead of silence."""
    state = offscreen.folder / "state"
    state.write_text("a file where a folder should be")
    done = offscreen.fails()
    assert done.code == 1
    assert "tokentray run" in done.line
    state.unlink()


def test_a_state_folder_that_cannot_be_is_named(home: Home) -> None:
    """Without it nobody could know that the program runs."""
    (home.folder / "state").write_text("a file where a folder should be")
    done = home.fails("run", "--headless")
    assert done.code == 1
    assert str(home.state) in done.line


def test_the_entry_without_a_console_starts_and_raises(offscreen: Home) -> None:
    """It is the program itself; a second one raises the first and ends."""
    words = [COMMAND.with_name("tokentray-gui")]
    with subprocess.Popen(words, env=offscreen.environ) as program:
        until(lambda: offscreen.run("status").code == 0)
        assert pid_of(offscreen) == program.pid
        assert subprocess.run(words, env=offscreen.environ, timeout=20).returncode == 0
        assert offscreen.run("quit").code == 0
        assert program.wait(20) == 0


@contextmanager
def _hostile_folder(home: Home) -> Iterator[str]:
    folder = home.folder / "hostile"
    folder.mkdir()
    (folder / "tokentray.py").write_text("raise SystemExit('imported from the current folder')")
    yield str(folder)


def test_the_current_folder_is_never_imported_from(offscreen: Home) -> None:
    """A download folder may hold a file with any name."""
    with _hostile_folder(offscreen) as folder:
        words = [sys.executable, "-P", "-m", "tokentray"]
        done = subprocess.run(words, env=offscreen.environ, cwd=folder, capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        assert pid_of(offscreen) > 0
