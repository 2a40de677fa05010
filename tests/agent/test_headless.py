"""The whole program without a screen: real processes, real worker, real token endpoint."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.agent.program import Program, until
from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from tokentray.core.tokens import TokenSet, token_set_to_dict
from tokentray.storage.folders import find_folders
from tokentray.storage.instance import InstanceLock

HEAVY = (
    "keyring",
    "secretstorage",
    "jeepney",
    "cryptography",
    "jwt",
    "httpx2",
    "truststore",
    "filelock",
    "tomlkit",
    "sqlite3",
    "socket",
    "unicodedata",
    "logging.handlers",
    "asyncio",
    "ssl",
    "subprocess",
    "argparse",
    "platformdirs",
    "tokentray.service",
    "tokentray.worker",
    "tokentray.oauth",
    "tokentray.storage.vault",
    "PySide6.QtGui",
    "PySide6.QtDBus",
)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program of a user, not started; memory only."""
    program = Program(tmp_path)
    yield program
    program.end()


@pytest.fixture
def endpoint() -> Iterator[HostileEndpoint]:
    """A token endpoint of strict single use."""
    with HostileEndpoint() as endpoint:
        yield endpoint


def give(program: Program, endpoint: HostileEndpoint, **changes: Any) -> None:
    """Have the program hold the endpoint's first token set."""
    program.write_profiles(
        {
            "api": {
                "id": '"one"',
                "client_id": '"tokentray-demo"',
                "endpoints": f'{{token = "{endpoint.url}"}}',
            }
        }
    )
    now = int(time.time())
    held = TokenSet(
        access_token=endpoint.grant.current_access_token,
        refresh_token=endpoint.grant.current_refresh_token,
        obtained_at=now,
        expires_at=now + 3600,
    )
    data = {**token_set_to_dict(held), **changes}
    answer = program.ask("store", profile="api", token_set=data)
    assert answer["ok"], answer


def test_the_start_is_light() -> None:
    """Nothing heavy is imported before the tray is up."""
    looked = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, PySide6.QtNetwork; before = set(sys.modules); "
            "import tokentray.agent.assemble; print('\\n'.join(set(sys.modules) - before))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    found = set(looked.stdout.split())
    assert not found.intersection(HEAVY)


def test_a_token_is_stored_given_and_renewed(program: Program, endpoint: HostileEndpoint) -> None:
    """In memory mode a token set comes in by the socket, goes out, and is renewed by force."""
    program.start()
    give(program, endpoint)
    known, secret = endpoint.grant.current_access_token, endpoint.grant.current_refresh_token
    first = program.ask("token", profile="api")

    refreshed = program.ask("refresh", profile="api", force=True)
    second = program.ask("token", profile="api")

    assert first["text"] == known
    assert refreshed["ok"], refreshed
    assert second["text"] not in ("", first["text"])
    assert endpoint.grants.replays == 0
    assert secret not in json.dumps([first, refreshed, second])


def test_many_callers_are_one_refresh(program: Program, endpoint: HostileEndpoint) -> None:
    """Twenty processes that want a fresher token cause one request at the server."""
    program.start()
    now = int(time.time())
    give(program, endpoint, obtained_at=now - 3590, expires_at=now + 10)
    ask = "import sys; sys.path.insert(0, sys.argv[1]); "
    ask += "from tests.agent.program import Program; from pathlib import Path; "
    ask += "print(Program(Path(sys.argv[2])).ask('token', profile='api')['text'])"
    root = str(Path(__file__).parents[2])
    callers = [
        subprocess.Popen(
            [sys.executable, "-c", ask, root, program.environ["HOME"]], stdout=subprocess.PIPE
        )
        for _ in range(20)
    ]

    tokens = {caller.communicate(timeout=60)[0] for caller in callers}

    assert len(tokens) == 1
    assert len(endpoint.requests) == 1


def test_a_dead_grant_is_asked_about_once(program: Program, endpoint: HostileEndpoint) -> None:
    """After a parsed invalid_grant nothing more is sent, and the living token is still given."""
    program.start()
    give(program, endpoint)
    endpoint.script(Answer.error("invalid_grant"))
    refused = program.ask("refresh", profile="api", force=True)
    again = program.ask("refresh", profile="api", force=False)
    given = program.ask("token", profile="api")

    assert refused["error"]["code"] == 5
    assert not again["ok"]
    assert given["ok"]
    assert given["warning"]
    assert len(endpoint.requests) == 1


def test_an_edit_of_the_file_applies(program: Program, endpoint: HostileEndpoint) -> None:
    """A profile that a person writes into profiles.toml appears, without an id as well."""
    program.start()
    program.write_profiles({"first": {}, "second": {"id": '"two"'}})

    until(lambda: len(program.ask("list")["profiles"]) == 2, "both profiles are listed")

    assert 'id = "' in program.folders.profiles_file.read_text(encoding="utf-8")


def test_a_broken_file_keeps_the_last_good_state(
    program: Program, endpoint: HostileEndpoint
) -> None:
    """While profiles.toml is no TOML the tokens are still given, and renewed."""
    program.start()
    give(program, endpoint)
    program.folders.profiles_file.write_text("[profiles.api\n", encoding="utf-8")
    program.ask("changed", profile="api")

    assert program.ask("token", profile="api")["ok"]
    assert program.ask("refresh", profile="api", force=True)["ok"]
    assert endpoint.grants.refreshes == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_at_once(program: Program, number: signal.Signals) -> None:
    """The system's wish is heard by an idle loop: within a second all is over, with code 0."""
    program.start()

    seconds = program.signal(number)

    assert program.process.returncode == 0
    assert seconds < 1.0
    assert not os.path.lexists(program.folders.socket or "")


def test_it_ends_while_a_worker_works(program: Program, endpoint: HostileEndpoint) -> None:
    """A memory worker that is alive does not hold up the end, nor outlive it."""
    program.start()
    give(program, endpoint)
    (worker,) = program.workers()

    seconds = program.signal(signal.SIGTERM)

    assert program.process.returncode == 0
    assert seconds < 1.5
    until(lambda: not Path(f"/proc/{worker}").exists(), "the worker has ended")


def test_quit_is_an_op(program: Program) -> None:
    """A command ends the program, which says so before it goes."""
    program.start()

    assert program.ask("quit")["ok"]
    assert program.process.wait(5) == 0


def test_a_second_start_finds_the_first(program: Program, tmp_path: Path) -> None:
    """Only one process is the running program; the other says which one is."""
    program.start()
    second = Program(tmp_path)
    second.start(listens=False)
    _, errors = second.process.communicate(timeout=20)

    assert second.process.returncode != 0
    assert "runs already on headless" in errors
    assert str(program.process.pid) in errors
    assert program.answers()


def test_a_killed_program_is_succeeded(program: Program, tmp_path: Path) -> None:
    """After kill -9 the next start takes lock and socket over."""
    program.start()
    program.signal(signal.SIGKILL)
    program.process.communicate()

    program.start()

    assert program.answers()


def test_many_starts_at_once_are_one_program(tmp_path: Path) -> None:
    """However many are started together, exactly one is the running program, and it answers."""
    programs = [Program(tmp_path) for _ in range(8)]
    try:
        for one in programs:
            one.start(listens=False)
        until(lambda: sum(one.process.poll() is None for one in programs) == 1, "one is left")
        (left,) = [one for one in programs if one.process.poll() is None]
        until(left.answers, "it answers")
    finally:
        for one in programs:
            one.process.terminate()
            one.process.communicate(timeout=20)


def test_the_lock_is_held_while_it_runs(program: Program) -> None:
    """The kernel lock, not a file, says who the running program is."""
    program.start()
    lock = InstanceLock(find_folders(program.environ).instance_lock)
    assert not lock.acquire("somebody")
    assert lock.holder() == f"{program.process.pid} headless"

    program.signal(signal.SIGTERM)

    assert lock.acquire("somebody")
    lock.release()


def test_without_a_socket_it_runs_on(program: Program) -> None:
    """Where no socket can be made, the program says why in its log and lives without one."""
    program.environ["XDG_RUNTIME_DIR"] = "/" + "long" * 40
    program.start(listens=False)
    log = program.folders.log_file

    until(lambda: log.exists() and "longer than" in log.read_text(encoding="utf-8"), "it is said")

    assert program.process.poll() is None


def test_no_secret_is_in_the_log(program: Program, endpoint: HostileEndpoint) -> None:
    """Whatever happened, neither token of the set stands in the log."""
    program.start()
    give(program, endpoint)
    endpoint.script(Answer.error("invalid_grant"))
    program.ask("refresh", profile="api", force=True)
    program.signal(signal.SIGTERM)

    text = program.folders.log_file.read_text(encoding="utf-8")

    assert endpoint.grant.current_refresh_token not in text
    assert endpoint.grant.current_access_token not in text
