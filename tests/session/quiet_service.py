"""A notification service that knows "do not disturb": prints what it is sent, a line each.

`python -m tests.session.quiet_service true|false`; a line on stdin says whether it is on from now.
"""

from __future__ import annotations

import json
import sys
from threading import Thread
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME = "org.freedesktop.Notifications"
PROPERTIES = DBusAddress(
    "/org/freedesktop/Notifications", interface="org.freedesktop.DBus.Properties"
)


class Service:
    """One service on the session bus."""

    def __init__(self, bus: DBusConnection, is_quiet: bool) -> None:
        self._bus = bus
        self._is_quiet = is_quiet
        self._last = 0

    def serve(self) -> None:
        """Answer until the process ends."""
        while True:
            message = self._bus.receive()
            if message.header.message_type is MessageType.method_call:
                self._bus.send(self._answer(message))

    def turn(self, is_quiet: bool) -> None:
        """Turn it on or off, and tell."""
        self._is_quiet = is_quiet
        changed = {"Inhibited": ("b", is_quiet)}
        body: tuple[Any, ...] = (NAME, changed, [])
        self._bus.send(new_signal(PROPERTIES, "PropertiesChanged", "sa{sv}as", body))

    def _answer(self, message: Message) -> Message:
        member = message.header.fields.get(HeaderFields.member)
        body: tuple[Any, ...] = message.body
        if member == "GetCapabilities":
            return new_method_return(message, "as", (["actions", "body"],))
        if member == "Get":
            return new_method_return(message, "v", (("b", self._is_quiet),))
        if member == "Notify":
            self._last = body[1] or self._last + 1
            hints = {name: value for name, (_, value) in body[6].items() if name != "image-data"}
            _say({"summary": body[3], "replaces": body[1], "hints": hints, "actions": body[5]})
            return new_method_return(message, "u", (self._last,))
        if member == "CloseNotification":
            _say({"closed": body[0]})
            return new_method_return(message)
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until stdin ends."""
    with open_dbus_connection("SESSION") as bus:
        bus.send_and_get_reply(message_bus.RequestName(NAME))
        service = Service(bus, sys.argv[1] == "true")
        _say({"ready": True})
        Thread(target=service.serve, daemon=True).start()
        for line in sys.stdin:
            service.turn(line.strip() == "true")


if __name__ == "__main__":
    main()
