"""Print every call of Notify that goes over the session bus, one JSON object a line."""

from __future__ import annotations

import json
import sys

from jeepney import DBusAddress, MatchRule, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

_MONITORING = DBusAddress(
    "/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring"
)


def main() -> None:
    """Watch until the bus goes or somebody ends us."""
    with open_dbus_connection("SESSION") as connection:
        rule = MatchRule(interface="org.freedesktop.Notifications", member="Notify")
        call = new_method_call(_MONITORING, "BecomeMonitor", "asu", ([rule.serialise()], 0))
        connection.send_and_get_reply(call)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            message = connection.receive()
            if message.header.message_type is not MessageType.method_call or len(message.body) < 8:
                continue
            _, _, _, summary, body, actions, hints, _ = message.body
            told = {"summary": summary, "body": body, "actions": actions, "hints": sorted(hints)}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
