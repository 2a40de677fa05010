"""A tray item as a panel sees it, over D-Bus: its properties, its menu and clicks on both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, Message, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from virtual_desktop import VirtualDesktop, until

_WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu; its submenu's entries follow it in the list."""

    number: int
    label: str
    letter: str
    enabled: bool
    visible: bool
    has_icon: bool


class Panel:
    """The session bus of a desktop, asked as a panel asks it."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._bus: DBusConnection = open_dbus_connection(
            desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
        )

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def items(self) -> list[str]:
        """Return the registered items, an empty list where no panel is."""
        try:
            return list(self._property(_WATCHER, "RegisteredStatusNotifierItems"))
        except LookupError:
            return []

    def await_item(self) -> None:
        """Wait until exactly one item is registered."""
        until(lambda: len(self.items()) == 1, "one registered tray item", 5)

    def tooltip(self) -> str:
        """Return the item's tooltip."""
        return str(self._property(self._item, "ToolTip")[2])

    def icon_sizes(self) -> set[int]:
        """Return the sides of the pictures that the item offers."""
        return {width for width, _, _ in self._property(self._item, "IconPixmap")}

    def icon(self) -> bytes:
        """Return the smallest picture's pixels."""
        return bytes(self._property(self._item, "IconPixmap")[0][2])

    def activate(self) -> None:
        """Click left."""
        self._call(new_method_call(self._item, "Activate", "ii", (0, 0)))

    def activate_secondary(self) -> None:
        """Click with the middle button."""
        self._call(new_method_call(self._item, "SecondaryActivate", "ii", (0, 0)))

    def ask_for_menu(self) -> None:
        """Click right, as a panel does that draws no menus itself."""
        self._call(new_method_call(self._item, "ContextMenu", "ii", (0, 0)))

    def entries(self, depth: int = -1) -> list[Entry]:
        """Return the visible entries of the menu without opening it; all submenus' by -1."""
        layout = self._call(new_method_call(self._menu, "GetLayout", "iias", (0, depth, [])))[1]
        return [entry for entry in _flat(layout) if entry.visible]

    def labels(self) -> list[str]:
        """Return what the visible entries say."""
        return [entry.label for entry in self.entries() if entry.label]

    def open_menu(self) -> None:
        """Tell the item that its menu is about to be shown."""
        self._call(new_method_call(self._menu, "AboutToShow", "i", (0,)))

    def close_menu(self) -> None:
        """Tell the item that its menu was closed."""
        event = (0, "closed", ("s", ""), 0)
        self._call(new_method_call(self._menu, "Event", "isvu", event))

    def click(self, start: str) -> None:
        """Click the first entry whose label begins with `start`, as a panel does."""
        self.open_menu()
        found = (entry.number for entry in self.entries() if entry.label.startswith(start))
        event = (next(found), "clicked", ("s", ""), 0)
        self._call(new_method_call(self._menu, "Event", "isvu", event))

    @property
    def _item(self) -> DBusAddress:
        owner, _, path = self.items()[-1].partition("/")
        return DBusAddress(f"/{path or 'StatusNotifierItem'}", owner, "org.kde.StatusNotifierItem")

    @property
    def _menu(self) -> DBusAddress:
        item = self._item
        path = self._property(item, "Menu")
        return DBusAddress(path, item.bus_name, "com.canonical.dbusmenu")

    def _property(self, address: DBusAddress, name: str) -> Any:
        return self._call(Properties(address).get(name))[0][1]

    def _call(self, message: Message) -> Any:
        answer = self._bus.send_and_get_reply(message, timeout=5)
        if answer.header.message_type == MessageType.error:
            raise LookupError(str(answer.body))
        return answer.body


def _flat(node: Any) -> Iterator[Entry]:
    for _, (number, properties, children) in node[2]:
        values: Mapping[str, Any] = {name: value for name, (_, value) in properties.items()}
        yield Entry(
            number,
            *_read_label(values.get("label", "")),
            values.get("enabled", True),
            values.get("visible", True),
            "icon-data" in values,
        )
        yield from _flat((number, properties, children))


def _read_label(text: str) -> tuple[str, str]:
    """Return the words of a label and the letter that is marked, as the menu protocol has them."""
    words, letter, marks = "", "", iter(text)
    for one in marks:
        follows = next(marks, "") if one == "_" else ""
        letter = letter or follows.strip("_")
        words += follows or one
    return words, letter.casefold()
