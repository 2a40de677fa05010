"""The program among real services: a keyring that locks and hangs, a system that sleeps."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.agent.program import Program, until
from virtual_desktop import VirtualDesktop

NewDesktop = Callable[..., VirtualDesktop]

_IMPORT = """
import os, sys
from tokentray.core.settings import Settings
from tokentray.service.opening import open_service
from tokentray.storage.folders import find_folders
service = open_service(find_folders(os.environ), Settings(), os.environ)
service.import_tokens("api", sys.stdin.buffer.read())
"""
_WATCH = """
from PySide6.QtCore import QCoreApplication
from tokentray.agent.clockwatch import ClockWatch
application = QCoreApplication([])
watch = ClockWatch()
watch.sleep_coming.connect(lambda: print("sleep coming", flush=True))
watch.looked.connect(lambda: print("looked", flush=True))
watch.start()
print("ready", flush=True)
application.exec()
"""


@pytest.fixture
def new_desktop() -> Iterator[NewDesktop]:
    """Make desktops of services only."""
    bare = {"tray": "none", "notifications": "none", "window_manager": "none"}
    with ExitStack() as stack:

        def make(**parts: Any) -> VirtualDesktop:
            return stack.enter_context(VirtualDesktop(**(bare | parts)))

        yield make


@pytest.fixture
def new_program() -> Iterator[Callable[[VirtualDesktop], Program]]:
    """Make programs that live in a desktop, on its keyring."""
    with ExitStack() as stack:

        def make(desktop: VirtualDesktop) -> Program:
            program = Program(desktop.folder, memory=False, **desktop.environment)
            stack.callback(program.end)
            return program

        yield make


def import_token(desktop: VirtualDesktop, token: str = "opaque-1") -> None:
    """Store a token as another process does: in the keyring, under the lock."""
    response = json.dumps({"access_token": token, "expires_in": 3600})
    desktop.run([sys.executable, "-c", _IMPORT], input=response, check=True)


def state(program: Program) -> str:
    """Return the state of the one profile, empty before it is known."""
    rows = program.ask("list")["profiles"]
    return str(rows[0]["state"]) if rows else ""


def test_another_process_imports(
    new_desktop: NewDesktop, new_program: Callable[[VirtualDesktop], Program]
) -> None:
    """What the command line stores is held by the running program a moment later."""
    desktop = new_desktop()
    program = new_program(desktop)
    program.start()
    assert program.ask("list")["profiles"] == []

    import_token(desktop)
    until(lambda: state(program) == "valid", "the first token")
    import_token(desktop, "opaque-2")

    until(lambda: program.ask("token", profile="api")["text"] == "opaque-2", "the second token")


def test_a_locked_keyring_is_told_and_its_unlocking_heard(
    new_desktop: NewDesktop, new_program: Callable[[VirtualDesktop], Program]
) -> None:
    """Locked is a state without a prompt; unlocked by its owner, the keyring is read at once."""
    desktop = new_desktop()
    import_token(desktop)
    desktop.lock_keyring()
    program = new_program(desktop)
    program.start()
    until(lambda: state(program) == "locked", "it is said to be locked")
    assert program.ask("token", profile="api")["error"]["code"] == 6
    assert program.ask("status")["store"] == {"kind": "keyring", "state": "locked"}

    desktop.unlock_keyring()
    began = time.monotonic()
    until(lambda: state(program) == "valid", "it is read")

    assert time.monotonic() - began < 3
    assert program.ask("token", profile="api")["text"] == "opaque-1"


def test_a_keyring_that_comes_late_is_heard(
    new_desktop: NewDesktop, new_program: Callable[[VirtualDesktop], Program]
) -> None:
    """A keyring service that starts after the program is used when it is there."""
    desktop = new_desktop()
    import_token(desktop)
    desktop.stop_keyring()
    program = new_program(desktop)
    program.start()
    until(lambda: program.ask("status")["store"]["state"] == "missing", "it is missed")

    desktop.start_keyring()

    until(lambda: state(program) == "valid", "it is read")


def test_a_token_in_memory_outlives_the_keyring(
    new_desktop: NewDesktop, new_program: Callable[[VirtualDesktop], Program]
) -> None:
    """A keyring that is locked meanwhile takes no living token away."""
    desktop = new_desktop()
    import_token(desktop)
    program = new_program(desktop)
    program.start()
    until(lambda: state(program) == "valid", "it is read")

    desktop.lock_keyring()

    assert program.ask("token", profile="api")["text"] == "opaque-1"
    assert state(program) == "valid"


def test_a_hanging_keyring_stops_nobody(
    new_desktop: NewDesktop, new_program: Callable[[VirtualDesktop], Program]
) -> None:
    """A keyring that does not answer is code 6 in seconds; other requests are served meanwhile."""
    desktop = new_desktop()
    import_token(desktop)
    desktop.freeze_keyring()
    program = new_program(desktop)
    program.start()
    began = time.monotonic()
    asking = subprocess.Popen(
        [sys.executable, "-c", _ASK, str(program.folders.socket)],
        stdout=subprocess.PIPE,
        text=True,
    )
    slowest = 0.0
    while asking.poll() is None:
        asked = time.monotonic()
        program.ask("status")
        slowest = max(slowest, time.monotonic() - asked)
    answer = json.loads(asking.communicate()[0])
    desktop.thaw_keyring()

    assert answer["error"]["code"] == 6
    assert time.monotonic() - began < 10
    assert slowest < 0.2
    until(lambda: program.ask("token", profile="api")["ok"], "it is read after all")


_ASK = """
import socket, sys
connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
connection.sendall(b'{"v":1,"id":1,"op":"token","profile":"api"}\\n')
print(connection.makefile().readline())
"""


def test_the_systems_word_about_sleep(new_desktop: NewDesktop, tmp_path: Path) -> None:
    """The login service says that the computer falls asleep, and that it is back."""
    desktop = new_desktop(keyring="none")
    heard = tmp_path / "heard"
    with heard.open("w", encoding="utf-8") as output:
        desktop.popen([sys.executable, "-c", _WATCH], stdout=output)
    until(lambda: "ready" in heard.read_text(encoding="utf-8"), "it watches")
    address = desktop.environment["DBUS_SYSTEM_BUS_ADDRESS"]
    manager = DBusAddress(
        "/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager"
    )

    with open_dbus_connection(address) as bus:
        bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
        bus.send(new_signal(manager, "PrepareForSleep", "b", (True,)))
        until(lambda: "sleep coming" in heard.read_text(encoding="utf-8"), "the sleep is heard")
        bus.send(new_signal(manager, "PrepareForSleep", "b", (False,)))
        until(lambda: "looked" in heard.read_text(encoding="utf-8"), "the wake is heard")
