"""The user unit under the user's own systemd: start, serve, come back after a crash, save, stop."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.home import COMMAND, Home, until
from tests.cli.shell import Shell
from tests.cli.test_server import UNIT
from tests.cli.user_manager import managed, obstacle
from tests.faults.answers import Answer, Gate
from tests.faults.endpoint import HostileEndpoint

PROFILE = 'client_id = "tokentray-demo"\n[endpoints]\ntoken = "{url}"\n'


@pytest.fixture
def home(keyring_home: Home) -> Home:
    """The home of a user who installed as the unit has it, with a real keyring."""
    if why := obstacle():
        pytest.skip(f"no user manager can be run here: {why}")
    home = keyring_home
    units, programs = home.config.parent / "systemd" / "user", home.folder / ".local" / "bin"
    for folder in (units, programs):
        folder.mkdir(parents=True)
    shutil.copy(UNIT, units)
    (programs / "tokentray").symlink_to(COMMAND)
    quickly = units / f"{UNIT.name}.d"
    quickly.mkdir()
    (quickly / "quickly.conf").write_text("[Service]\nRestartSec=100ms\n")
    return home


@pytest.fixture
def shell(home: Home) -> Iterator[Shell]:
    """A shell of that user beside the manager."""
    with managed(home) as shell:
        yield shell


def about(shell: Shell, key: str) -> str:
    """Return what the manager says of the unit."""
    return shell.does(f"systemctl --user show --value -p {key} tokentray").strip()


def test_the_unit_serves_comes_back_and_saves(
    shell: Shell, home: Home, endpoint: HostileEndpoint
) -> None:
    """With all that keeps it in: Python, Qt, sqlite, the keyring's worker and the network work."""
    shell.does("systemctl --user start tokentray")
    until(lambda: shell.types("tokentray status").code == 0)
    assert about(shell, "ActiveState") == "active"
    home.add("api", PROFILE.format(url=endpoint.url))
    home.take("api", endpoint.grant.response)
    assert shell.does("tokentray token api") == f"{endpoint.grant.current_access_token}\n"
    shell.does("tokentray refresh api --force")
    renewed = time.monotonic()
    assert shell.does("tokentray token api") == f"{endpoint.grant.current_access_token}\n"
    assert "refreshed" in shell.does("tokentray history api")

    pid = about(shell, "MainPID")
    limits = shell.does(f"cat /proc/{pid}/status")
    assert "\nNoNewPrivs:\t1\n" in limits
    assert "\nSeccomp:\t2\n" in limits
    shell.does(f"kill -KILL {pid}")
    until(lambda: about(shell, "MainPID") not in (pid, "0"))
    until(lambda: shell.types("tokentray status").code == 0)
    assert about(shell, "NRestarts") == "1"
    assert shell.does("tokentray token api") == f"{endpoint.grant.current_access_token}\n"

    until(lambda: time.monotonic() > renewed + 1)  # who insists causes one refresh a second
    gate = Gate()
    endpoint.script(Answer.rotate().hold(gate))
    shell.does("tokentray refresh api --force >refresh.out 2>&1 & refresh=$!")
    gate.wait_until_reached()
    shell.does("systemctl --user stop --no-block tokentray")
    gate.open()
    until(lambda: about(shell, "ActiveState") == "inactive")
    assert about(shell, "Result") == "success"
    assert endpoint.grants.refreshes == 2
    # Without the program: what the server gave last is in the keyring.
    assert shell.does("tokentray token api") == f"{endpoint.grant.current_access_token}\n"


def test_a_mistake_is_not_tried_again(shell: Shell, home: Home) -> None:
    """Another start does not mend it."""
    file = Path(home.folder / ".local" / "bin" / "tokentray")
    file.unlink()
    file.write_text(f"#!/bin/sh\nexec {COMMAND} run --nonsense\n")
    file.chmod(0o755)
    shell.types("systemctl --user start tokentray")
    until(lambda: about(shell, "ActiveState") == "failed")
    assert (about(shell, "ExecMainStatus"), about(shell, "NRestarts")) == ("2", "0")
