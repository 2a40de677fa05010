"""Ask the session bus which services are there or can be started."""

from __future__ import annotations

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_SECONDS = 2.0


def names_on_bus() -> frozenset[str]:
    """Return the owned and the activatable names; empty without a bus."""
    try:
        with open_dbus_connection("SESSION") as connection:
            names: set[str] = set()
            for method in ("ListNames", "ListActivatableNames"):
                reply = connection.send_and_get_reply(
                    new_method_call(_BUS, method), timeout=_SECONDS
                )
                names.update(str(name) for name in reply.body[0])
            return frozenset(names)
    except (OSError, KeyError, TimeoutError, EOFError):
        return frozenset()
