"""What a screen reader finds: a desktop's tree of accessible objects, over the real AT-SPI bus.

The words are those of the interfaces in at-spi2-core (org.a11y.atspi.*).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from virtual_desktop import VirtualDesktop, until

_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_EVENTS = "org.a11y.atspi.Event.Object"
_MOST_PARTS = 200
_STATES = {
    8: "enabled",
    11: "focusable",
    12: "focused",
    23: "selected",
    25: "showing",
    30: "visible",
}
"""Those numbers of AtspiStateType that the tests ask for."""


@dataclass(frozen=True, slots=True)
class Node:
    """One object as a screen reader has it; `parts` are the visible ones in it."""

    owner: str
    path: str
    name: str
    role: str
    description: str
    states: frozenset[str]
    value: float | None
    parts: tuple[Node, ...] = field(repr=False)

    def __iter__(self) -> Iterator[Node]:
        yield self
        for part in self.parts:
            yield from part

    def find(self, role: str, name: str = "") -> Node:
        """Return the only visible object of this role whose name begins so."""
        found = [one for one in self if one.role == role and one.name.startswith(name)]
        assert len(found) == 1, (role, name, found)
        return found[0]

    def has(self, role: str, name: str) -> bool:
        """Tell whether there is exactly one visible object of this role whose name begins so."""
        return len([one for one in self if one.role == role and one.name.startswith(name)]) == 1


class ScreenReader:
    """Reads and acts as an assistive technology of a desktop does."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        session = open_dbus_connection(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        with session:
            reply = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=10)
        self._bus: DBusConnection = open_dbus_connection(str(reply.body[0]))
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        self._call(new_method_call(registry, "RegisterEvent", "s", ("object:announcement",)))
        self._call(message_bus.AddMatch(_announcements()))
        # From now on: what is said before anybody waits for it is heard too.
        self._said = self._bus.filter(_announcements(), bufsize=50)

    def close(self) -> None:
        """Leave the bus."""
        self._said.close()
        self._bus.close()

    def program(self, name: str) -> Node:
        """Return the tree of a program, once it is there."""
        until(lambda: name in [node[1] for node in self._programs()], f"{name} on the bus", 10)
        owner = next(owner for owner, called in self._programs() if called == name)
        return self._node(owner, _ROOT)

    def press(self, node: Node) -> None:
        """Do the first thing that can be done with an object."""
        address = DBusAddress(node.path, node.owner, "org.a11y.atspi.Action")
        assert self._call(new_method_call(address, "DoAction", "i", (0,))) == (True,)

    def await_announcement(self, start: str) -> str:
        """Wait until something is said that begins so; return it whole."""
        while True:
            message = self._bus.recv_until_filtered(self._said.queue, timeout=10)
            text = str(message.body[3][1])
            if text.startswith(start):
                return text

    def _programs(self) -> list[tuple[str, str]]:
        found = self._call(self._on(_REGISTRY, _ROOT, "GetChildren"))[0]
        return [(owner, self._property(owner, path, "Name")) for owner, path in found]

    def _node(self, owner: str, path: str) -> Node:
        children = self._call(self._on(owner, path, "GetChildren"))[0]
        states = self._states(owner, path)
        interfaces = self._call(self._on(owner, path, "GetInterfaces"))[0]
        has_value = "org.a11y.atspi.Value" in interfaces
        return Node(
            owner,
            path,
            str(self._property(owner, path, "Name")),
            str(self._call(self._on(owner, path, "GetRoleName"))[0]),
            str(self._property(owner, path, "Description")),
            states,
            float(self._value(owner, path)) if has_value else None,
            tuple(self._parts(children)),
        )

    def _parts(self, children: list[tuple[str, str]]) -> Iterator[Node]:
        for child in children[:_MOST_PARTS]:
            # What is being read may close meanwhile.
            with suppress(LookupError):
                part = self._node(*child)
                if _is_seen(part):
                    yield part

    def _states(self, owner: str, path: str) -> frozenset[str]:
        low, high = self._call(self._on(owner, path, "GetState"))[0]
        bits = low | high << 32
        return frozenset(name for bit, name in _STATES.items() if bits >> bit & 1)

    def _value(self, owner: str, path: str) -> Any:
        address = DBusAddress(path, owner, "org.a11y.atspi.Value")
        return self._call(Properties(address).get("CurrentValue"))[0][1]

    def _property(self, owner: str, path: str, name: str) -> Any:
        address = DBusAddress(path, owner, _ACCESSIBLE)
        return self._call(Properties(address).get(name))[0][1]

    def _on(self, owner: str, path: str, method: str) -> Message:
        return new_method_call(DBusAddress(path, owner, _ACCESSIBLE), method)

    def _call(self, message: Message) -> Any:
        answer = self._bus.send_and_get_reply(message, timeout=10)
        if answer.header.message_type == MessageType.error:
            raise LookupError(str(answer.body))
        return answer.body


def _announcements() -> MatchRule:
    return MatchRule(type="signal", interface=_EVENTS, member="Announcement")


def _is_seen(node: Node) -> bool:
    """Tell whether an object is on the screen; rows that were scrolled away are not."""
    return "visible" in node.states or node.role == "application"
