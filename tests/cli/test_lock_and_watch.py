"""`lock`, `unlock`, `pause NAME` and `watch`, with the running program and after it."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.cli.home import COMMAND, PATIENCE, Home, fresh, in_shell, jwt, running, until

CLOSED = "TokenTray is locked: it hands nothing out. Open it with: tokentray unlock"


class TestLock:
    """Code 8 for whatever gives a token or shows what is in it."""

    def test_with_the_running_program(self, memory_home: Home) -> None:
        """Nothing is handed out in any form; the list, the status and a refusal say so."""
        home = memory_home
        home.take("api", jwt())
        assert home.run("lock").out == "Locked: nothing is handed out.\n"
        for command in (["token", "api"], ["token", "api", "--format", "json"], ["show", "api"]):
            done = home.fails(*command)
            assert (done.code, done.line) == (8, CLOSED)
        assert home.json("list", "--json")["profiles"][0]["state"] == "valid"
        assert home.json("status", "--json")["locked"] is True
        assert "tokentray unlock" in home.run("status").out

        assert home.run("unlock").out == "Unlocked.\n"
        assert home.run("token", "api").code == 0
        assert home.run("show", "api").code == 0
        assert home.json("status", "--json")["locked"] is False

    def test_it_holds_without_the_program_and_after_a_restart(self, keyring_home: Home) -> None:
        """The command that does the work itself refuses too; the next program is locked."""
        home = keyring_home
        token = jwt()
        home.take("api", token)
        with running(home, "--headless"):
            home.run("lock")
            home.run("quit")
        for words in (["token", "api"], ["token", "api", "--min-valid", "5"], ["show", "api"]):
            done = home.fails(*words)
            assert (done.code, done.line) == (8, CLOSED)
        assert home.json("list", "--json")["profiles"][0]["state"] == "valid"
        assert home.fails("unlock").code == 3

        with running(home, "--headless"):
            assert home.fails("token", "api").code == 8
            assert home.run("unlock").code == 0
            assert home.run("token", "api").out == token + "\n"
        assert home.run("token", "api").out == token + "\n"

    def test_twice_is_as_good_as_once(self, memory_home: Home) -> None:
        """In both directions."""
        for command in ("lock", "lock", "unlock", "unlock"):
            assert memory_home.run(command).code == 0


class TestPause:
    """One profile by its NAME."""

    def test_it_is_listed(self, memory_home: Home) -> None:
        """Beside the state, in the JSON and by `status`; others are not."""
        home = memory_home
        home.take("api", jwt())
        home.take("other", jwt())
        assert home.run("pause", "API").out == "Refreshing of API is paused.\n"
        listed = home.json("list", "--json")["profiles"]
        assert {row["name"]: row.get("paused", False) for row in listed} == {
            "api": True,
            "other": False,
        }
        assert "valid (paused)" in home.run("list").out
        assert "Paused:   api; `tokentray resume NAME` goes on." in home.run("status").out
        assert home.json("status", "--json")["paused"] is False

        assert home.run("resume", "api").out == "Refreshing of api goes on.\n"
        assert "paused" not in home.run("list").out

    @pytest.mark.parametrize("command", ["pause", "resume", "watch"])
    def test_an_unknown_one_is_code_4(self, memory_home: Home, command: str) -> None:
        """As everywhere."""
        assert memory_home.fails(command, "nobody").code == 4


@contextmanager
def watching(home: Home, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `watch` beside the test."""
    argv = [str(COMMAND), "watch", *words]
    process = subprocess.Popen(
        argv, env=home.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def next_line(process: subprocess.Popen[bytes]) -> bytes:
    """Return the next line as soon as it is written."""
    assert process.stdout is not None
    return process.stdout.readline()


class TestWatch:
    """One line for every change."""

    def test_the_present_state_and_what_comes(self, memory_home: Home) -> None:
        """In the shape of the contract, each line at once though stdout is a pipe."""
        home = memory_home
        home.take("api", fresh())
        with watching(home, "--json") as process:
            first = json.loads(next_line(process))
            assert set(first) == {*("version", "at", "profile", "state", "previous"), "expires_at"}
            assert (first["profile"], first["state"], first["previous"]) == ("api", "valid", None)
            home.take("api", fresh(7200))
            assert json.loads(next_line(process))["expires_at"] > first["expires_at"]
            home.run("remove", "api", "--yes")
            gone = json.loads(next_line(process))
            assert (gone["state"], gone["previous"]) == (None, "valid")

    def test_for_people(self, memory_home: Home) -> None:
        """The same in words."""
        memory_home.take("api", fresh())
        with watching(memory_home, "api") as process:
            assert b"  api  valid, expires " in next_line(process)

    def test_the_programs_end_is_code_3(self, memory_home: Home) -> None:
        """And one line on stderr."""
        memory_home.take("api", fresh())
        with watching(memory_home, "--json") as process:
            next_line(process)
            memory_home.run("quit")
            _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 3
        assert told.decode().splitlines() == [
            "tokentray: The running program has ended. Start it with: tokentray run"
        ]

    def test_ctrl_c_ends_it_quietly(self, memory_home: Home) -> None:
        """With the code that shells give it."""
        memory_home.take("api", fresh())
        with watching(memory_home, "--json") as process:
            next_line(process)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=PATIENCE)
        assert (process.returncode, told) == (130, b"")

    def test_it_ends_when_its_reader_does(self, memory_home: Home) -> None:
        """At once, not with the next change: `| head -n 1` is one line and the prompt again."""
        memory_home.take("api", fresh())
        done = in_shell(
            memory_home, "tokentray watch --json | head -n 1; echo ${PIPESTATUS[0]}", timeout=20
        )
        line, code = done.out.splitlines()
        assert json.loads(line)["state"] == "valid"
        assert (code, done.err) == ("141", "")


def test_status_waits_for_no_watcher(memory_home: Home) -> None:
    """A watcher that was stopped by its shell holds nobody up."""
    memory_home.take("api", fresh())
    with watching(memory_home, "--json") as process:
        next_line(process)
        process.send_signal(signal.SIGSTOP)
        until(lambda: memory_home.run("status").code == 0)
        process.send_signal(signal.SIGCONT)
