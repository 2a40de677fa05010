"""Whether a panel really shows the icon, asked from outside: StatusNotifierItem, then XEmbed."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusServiceWatcher,
    QDBusVariant,
)
from PySide6.QtWidgets import QSystemTrayIcon

WATCHER = "org.kde.StatusNotifierWatcher"
_PATH = "/StatusNotifierWatcher"
_ANSWER_MS = 3000
_SETTLE_MS = 400
"""Qt offers an icon again by itself when a panel returns; it gets this long."""

_FIRST_RETRY_MS = 700
_LAST_RETRY_MS = 60_000
_POLL_MS = 5000
"""How often a screen without any tray is looked at: only XEmbed does not announce itself."""


class TrayWatch(QObject):
    """Looks until a panel shows our icon, then sleeps until the panel goes.

    Signals:
        recreate_wanted(): there is a panel, and it does not know our icon.
        presence_changed(bool): a panel shows icons, or none does; first told after `start`.
        export_changed(bool): the panel draws the menu itself, or leaves it to us.
    """

    recreate_wanted = Signal()
    presence_changed = Signal(bool)
    export_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._present: bool | None = None
        self._misses = 0
        self._round = 0
        self._bus = QDBusConnection.sessionBus()
        self._services: QDBusServiceWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)

    def start(self) -> None:
        """Begin to watch, and look for the first time."""
        if self._bus.isConnected():
            self._services = QDBusServiceWatcher(
                WATCHER,
                self._bus,
                QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange,
                self,
            )
            self._services.serviceRegistered.connect(self.on_watcher_registered)
            self._services.serviceUnregistered.connect(self.on_watcher_unregistered)
        self._timer.start(_SETTLE_MS)

    def is_present(self) -> bool:
        """Tell whether some panel shows icons now, by the shortest way."""
        return self._present is not False and QSystemTrayIcon.isSystemTrayAvailable()

    @Slot()
    def on_watcher_registered(self) -> None:
        self._misses = 0
        self.check()

    @Slot()
    def on_watcher_unregistered(self) -> None:
        self._timer.start(_FIRST_RETRY_MS)

    @Slot()
    def check(self) -> None:
        """Ask the panel for the icons it knows; the answer comes later."""
        self._round += 1
        if not self._bus.isConnected():
            self._look_for_xembed()
            return
        this = self._round
        self._ask_watcher("IsStatusNotifierHostRegistered", this, self._on_host)

    def _on_host(self, this: int, registered: object) -> None:
        if registered is True:
            self._ask_watcher("RegisteredStatusNotifierItems", this, self._on_items)
        else:
            self._look_for_xembed()

    def _on_items(self, this: int, items: object) -> None:
        owners = [str(item).partition("/")[0] for item in _as_list(items)]
        self._ask_whose(this, [owner for owner in owners if owner])

    def _ask_whose(self, this: int, owners: list[str]) -> None:
        """Ask the bus for the process behind each icon until one is ours."""
        if not owners:
            self._on_missing()
            return

        def on_process(reply: QDBusPendingCallWatcher) -> None:
            if this != self._round:
                return
            values = [] if reply.isError() else reply.reply().arguments()
            if values == [os.getpid()]:
                self._on_found()
            else:
                self._ask_whose(this, owners[1:])

        bus = "org.freedesktop.DBus"
        message = QDBusMessage.createMethodCall(
            bus, "/org/freedesktop/DBus", bus, "GetConnectionUnixProcessID"
        )
        message.setArguments([owners[0]])
        self._call(message, on_process)

    def _on_found(self) -> None:
        self._misses = 0
        self._timer.stop()
        self.export_changed.emit(True)
        self._set_present(True)

    def _on_missing(self) -> None:
        self._set_present(True)
        self._misses += 1
        if self._misses == 1:
            self._timer.start(_SETTLE_MS)
            return
        self.recreate_wanted.emit()
        wait = _FIRST_RETRY_MS * 2 ** min(self._misses - 2, 10)
        self._timer.start(min(wait, _LAST_RETRY_MS))

    def _look_for_xembed(self) -> None:
        available = QSystemTrayIcon.isSystemTrayAvailable()
        if not available:
            self._set_present(False)
            self._timer.start(_POLL_MS)
            return
        if self._present is False:
            self.recreate_wanted.emit()
        self._timer.stop()
        self.export_changed.emit(False)
        self._set_present(True)

    def _set_present(self, present: bool) -> None:
        if present == self._present:
            return
        self._present = present
        self.presence_changed.emit(present)

    def _ask_watcher(self, name: str, this: int, then: Callable[[int, object], None]) -> None:
        def on_reply(reply: QDBusPendingCallWatcher) -> None:
            if this == self._round:
                then(this, _value_of(reply))

        message = QDBusMessage.createMethodCall(
            WATCHER, _PATH, "org.freedesktop.DBus.Properties", "Get"
        )
        message.setAutoStartService(False)
        message.setArguments([WATCHER, name])
        self._call(message, on_reply)

    def _call(self, message: QDBusMessage, then: Callable[[QDBusPendingCallWatcher], None]) -> None:
        reply = QDBusPendingCallWatcher(self._bus.asyncCall(message, _ANSWER_MS), self)
        reply.finished.connect(then)
        reply.finished.connect(reply.deleteLater)


def _value_of(reply: QDBusPendingCallWatcher) -> object:
    """Unwrap the property of an answer, None for an error."""
    if reply.isError():
        return None
    values: list[Any] = reply.reply().arguments()
    value = values[0] if values else None
    return value.variant() if isinstance(value, QDBusVariant) else value


def _as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
