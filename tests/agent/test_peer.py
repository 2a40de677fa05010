"""Who asks: the first ancestor that is not ours, told by the system."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tokentray.agent.peer import asking_program, is_alive
from tokentray.agent.processes import Process, read_process

SHELL = Process(2, 1, "bash", "/usr/bin/bash", ("bash", "-l"), "/home/me", 20, 1.8e9)
PYTHON = "/usr/bin/python3.11"
OURS = Process(3, 2, "tokentray", PYTHON, (PYTHON, "/x/tokentray", "token"), "/home/me", 30, 1.8e9)
INIT = Process(1, 0, "systemd", "", ("init",), "", 1, 1.8e9)


def named(*processes: Process, pid: int = 3) -> str:
    """Return the name of the program that asks, among these processes."""
    asker = asking_program(pid, {one.pid: one for one in processes}.get)
    return "" if asker is None else asker.name


@pytest.mark.parametrize(
    "ours",
    [
        OURS,
        replace(OURS, words=(PYTHON, "-m", "tokentray", "token")),
        replace(OURS, words=(PYTHON, "-I", "/x/tokentray", "token")),
        replace(OURS, executable="/opt/tokentray", words=("tokentray",)),
    ],
)
def test_our_own_command_is_not_the_one_that_asks(ours: Process) -> None:
    """However it was started, what started it is named."""
    assert named(SHELL, ours) == "bash"


@pytest.mark.parametrize(
    "words", [(PYTHON, "-c", "tokentray"), (PYTHON, "/x/other.py", "tokentray"), (PYTHON,)]
)
def test_another_program_is_named_itself(words: tuple[str, ...]) -> None:
    """A program that speaks over the socket by itself is the one that asks."""
    assert named(SHELL, replace(OURS, words=words)) == "python3.11"


def test_a_program_whose_files_the_system_hides() -> None:
    """There is a name still."""
    assert named(INIT, replace(OURS, parent=1)) == "systemd"


def test_nobody_is_there() -> None:
    """Gone, or a line of ancestors of ours only, or one without an end."""
    assert named() == ""
    assert named(replace(OURS, parent=0)) == ""
    assert named(replace(OURS, parent=3)) == ""


def test_a_script_tells_more_than_its_interpreter(tmp_path: Path) -> None:
    """A shell runs many scripts; a word that is no file is none of them."""
    script = tmp_path / "deploy.sh"
    script.touch()
    shell = replace(SHELL, words=("bash", "--norc", "deploy.sh"), folder=str(tmp_path))
    asker = asking_program(2, {2: shell}.get)

    assert asker is not None
    assert (asker.name, asker.script) == ("deploy.sh", str(script))
    assert named(replace(shell, words=("bash", "-c", "deploy.sh")), pid=2) == "bash"
    assert named(replace(shell, words=("bash", "else.sh")), pid=2) == "bash"
    assert named(replace(shell, executable="/usr/bin/vim.tiny"), pid=2) == "vim.tiny"


def test_a_real_process() -> None:
    """Executable, folder, parent and start are what the kernel says."""
    argv = [sys.executable, "-c", "input()", "a b"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, cwd="/") as process:
        found = read_process(process.pid, "linux")
        assert found is not None
        asker = asking_program(process.pid)
        assert asker is not None
        assert is_alive(asker)
        assert not is_alive(replace(asker, born=asker.born + 1))
        process.communicate(b"\n")

    assert found.parent == os.getpid()
    assert found.executable == str(Path(sys.executable).resolve())
    assert found.folder == "/"
    assert abs(found.started_at - time.time()) < 60
    assert not is_alive(asker)
    assert read_process(process.pid, "linux") is None


def test_a_system_that_was_not_learnt() -> None:
    """There nobody is named, so nothing is handed out by asking."""
    assert read_process(os.getpid(), "sunos5") is None
