"""A desktop's settings as its portal tells them, played over D-Bus.

`python -m tests.session.portal CONTRAST`: serves org.freedesktop.appearance, whose `contrast` is
1 where the person wants it high; says "ready" once it can be asked.
"""

from __future__ import annotations

import sys
from typing import Any

from jeepney import HeaderFields, Message, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

_NAME = "org.freedesktop.portal.Desktop"
_APPEARANCE = "org.freedesktop.appearance"


def answer(message: Message, settings: dict[str, Any]) -> Message:
    """Answer one call as the interface org.freedesktop.portal.Settings describes it."""
    member = message.header.fields.get(HeaderFields.member)
    if member == "ReadAll":
        return new_method_return(message, "a{sa{sv}}", ({_APPEARANCE: settings},))
    if member in ("Read", "ReadOne") and message.body[1] in settings:
        value = settings[message.body[1]]
        return new_method_return(message, "v", (("v", value) if member == "Read" else value,))
    return new_error(message, "org.freedesktop.portal.Error.NotFound")


def main() -> int:
    """Serve until the bus goes."""
    settings = {"contrast": ("u", int(sys.argv[1])), "color-scheme": ("u", 1)}
    with open_dbus_connection() as bus:
        bus.send_and_get_reply(message_bus.RequestName(_NAME))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            try:
                message = bus.receive()
            except ConnectionResetError:
                return 0
            if message.header.message_type is MessageType.method_call:
                bus.send(answer(message, settings))


if __name__ == "__main__":
    raise SystemExit(main())
