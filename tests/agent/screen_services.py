"""What locks a screen, as services on real buses: a login service and a screen saver.

`python -m tests.agent.screen_services BUS_ADDRESS INTERFACE` serves until its stdin ends; each
line on it is a signal to send: `Lock`, `Unlock`, `other-Lock`, `other-Unlock`, or `true`, `false`:
of a login service that is the mark of a session (`other-true`: of another one).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

LOGIN = "org.freedesktop.login1"
OURS = "/org/freedesktop/login1/session/_31"
OTHERS = "/org/freedesktop/login1/session/_32"
ROOT = Path(__file__).parents[2]


class Service:
    """One service; `active` is what a screen saver says of itself, or a login service of ours."""

    def __init__(self, bus: DBusConnection, interface: str) -> None:
        self._bus = bus
        self._interface = interface
        self.active = False

    def serve(self) -> None:
        """Answer calls until the process ends."""
        while True:
            message = self._bus.receive()
            if message.header.message_type is MessageType.method_call:
                self._bus.send(self._answer(message))

    def tell(self, word: str) -> None:
        """Send one signal."""
        if self._interface == LOGIN:
            path = OTHERS if word.startswith("other-") else OURS
            member = word.removeprefix("other-")
            if member in ("true", "false"):
                self._mark(path, locked=member == "true")
            else:
                self._bus.send(new_signal(_session(path), member))
            return
        self.active = word == "true"
        name = self._interface.split(".")[1]
        address = DBusAddress(f"/org/{name}/ScreenSaver", interface=self._interface)
        self._bus.send(new_signal(address, "ActiveChanged", "b", (self.active,)))

    def _mark(self, path: str, *, locked: bool) -> None:
        if path == OURS:
            self.active = locked
        address = DBusAddress(path, interface="org.freedesktop.DBus.Properties")
        gone: list[str] = []
        changed = (f"{LOGIN}.Session", {"LockedHint": ("b", locked)}, gone)
        self._bus.send(new_signal(address, "PropertiesChanged", "sa{sv}as", changed))

    def _answer(self, message: Message) -> Message:
        is_mark = message.body[-1:] == ("LockedHint",)
        answers: dict[str, tuple[str, tuple[Any, ...]]] = {
            "Get": ("v", (("b", self.active) if is_mark else ("s", "1"),)),
            "GetSession": ("o", (OURS,)),
            "GetActive": ("b", (self.active,)),
        }
        found = answers.get(str(_member(message)))
        if found is None:
            return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        return new_method_return(message, *found)


def _member(message: Message) -> object:
    return message.header.fields.get(HeaderFields.member)


def _session(path: str) -> DBusAddress:
    return DBusAddress(path, interface=f"{LOGIN}.Session")


class Told:
    """A service in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def tell(self, word: str) -> None:
        """Have it send one signal."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()


@contextmanager
def service(address: str, interface: str) -> Iterator[Told]:
    """Run a service of this interface on a bus."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.agent.screen_services", address, interface],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        yield Told(process)
    finally:
        process.communicate(timeout=10)


def main(address: str, interface: str) -> None:
    """Serve until stdin ends."""
    with open_dbus_connection(address) as bus:
        bus.send_and_get_reply(message_bus.RequestName(interface))
        served = Service(bus, interface)
        Thread(target=served.serve, daemon=True).start()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for line in sys.stdin:
            served.tell(line.strip())


if __name__ == "__main__":
    main(*sys.argv[1:])
