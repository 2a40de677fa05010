"""The lock of the screen, by whichever of the desktop's services tells of it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

logger = logging.getLogger(__name__)

_LOGIN = "org.freedesktop.login1"
_SESSION = f"{_LOGIN}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_MANAGER = "/org/freedesktop/login1"
_PATIENCE_MS = 5_000
_SAVERS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
"""Each has its own name for the same `ActiveChanged`."""

_MARK = "LockedHint"
"""What a locker tells the login service of our session; some never do."""


_CHANGED = "on_session_changed(QString,QVariantMap,QStringList)"


class ScreenWatch(QObject):
    """Hears that the screen was locked or unlocked; after `start` it costs nothing until then.

    Signals:
        locked(), unlocked(): one lock may be told several times, by several services.
    """

    locked = Signal()
    unlocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: dict[str, bool | None] = {}
        self._is_asking = False

    def start(self) -> None:
        """Begin to listen; without a bus nothing is heard."""
        if sys.platform != "linux":
            return
        # Imported here: it is not needed before the icon is shown.
        from PySide6.QtDBus import QDBusConnection

        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        if session.isConnected():
            self._listen_to_savers(session)
        if system.isConnected():
            self._find_session(system)
        else:
            self._note(_MARK, None)

    @Slot(bool)
    def on_active_changed(self, active: bool) -> None:
        """A screen saver covers the screen, or no longer."""
        # What was asked for before is older than this.
        self._is_asking = False
        if active:
            self.locked.emit()
        else:
            self.unlocked.emit()

    @Slot()
    def on_session_lock(self) -> None:
        """The login service has our session locked."""
        self.on_active_changed(True)

    @Slot()
    def on_session_unlock(self) -> None:
        """The login service has our session unlocked."""
        self.on_active_changed(False)

    @Slot(str, "QVariantMap", "QStringList")
    def on_session_changed(self, _interface: str, values: dict[str, Any], _gone: list[str]) -> None:
        """A locker marks our session as locked, or no longer."""
        if isinstance(values.get(_MARK), bool):
            self._note(_MARK, values[_MARK] or None)
            self.on_active_changed(values[_MARK])

    def _listen_to_savers(self, bus: QDBusConnection) -> None:
        for name in _SAVERS:
            # No path: the specification has one, KDE another.
            bus.connect(  # type: ignore[call-overload]  # SLOT gives text, the stub asks for bytes
                "",
                "",
                f"org.{name}.ScreenSaver",
                "ActiveChanged",
                self,
                SLOT("on_active_changed(bool)"),
            )

    def ask(self) -> None:
        """Tell by a signal how the screen is now, where a service knows."""
        if sys.platform != "linux":
            return
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.sessionBus()
        self._is_asking = True
        for name in _SAVERS if bus.isConnected() else ():
            service = f"org.{name}.ScreenSaver"
            question = QDBusMessage.createMethodCall(
                service, f"/org/{name}/ScreenSaver", service, "GetActive"
            )
            self._told.pop(name, None)
            self._call(bus, question, partial(self._on_active_told, name))

    def _on_active_told(self, name: str, answer: QDBusMessage | None) -> None:
        self._note(name, None if answer is None else bool(answer.arguments()[0]))

    def _note(self, who: str, told: bool | None) -> None:
        """Remember what one says; when all have answered, tell what follows from it."""
        self._told[who] = told
        if self._is_asking and len(self._told) == len(_SAVERS) + 1:
            self._is_asking = False
            known = [one for one in self._told.values() if one is not None]
            if known:
                self.on_active_changed(any(known))

    def _find_session(self, bus: QDBusConnection) -> None:
        """Ask for our own session: the login service tells of all of them, and of all users'."""
        from PySide6.QtDBus import QDBusMessage

        session = os.environ.get("XDG_SESSION_ID", "")
        if session:
            self._ask_for_path(bus, session)
            return
        # GetSessionByPID wants an unsigned number, which PySide6 cannot send.
        question = QDBusMessage.createMethodCall(
            _LOGIN, f"{_MANAGER}/session/auto", _PROPERTIES, "Get"
        )
        question.setArguments([_SESSION, "Id"])
        self._call(bus, question, partial(self._on_id_told, bus))

    def _on_id_told(self, bus: QDBusConnection, answer: QDBusMessage | None) -> None:
        if answer is None:
            self._note(_MARK, None)
        else:
            self._ask_for_path(bus, str(answer.arguments()[0].variant()))

    def _ask_for_path(self, bus: QDBusConnection, session: str) -> None:
        from PySide6.QtDBus import QDBusMessage

        question = QDBusMessage.createMethodCall(
            _LOGIN, _MANAGER, f"{_LOGIN}.Manager", "GetSession"
        )
        question.setArguments([session])
        self._call(bus, question, partial(self._on_path_told, bus))

    def _on_path_told(self, bus: QDBusConnection, answer: QDBusMessage | None) -> None:
        if answer is None:
            self._note(_MARK, None)
            return
        path = answer.arguments()[0].path()
        for interface, signal, slot in (
            (_SESSION, "Lock", "on_session_lock()"),
            (_SESSION, "Unlock", "on_session_unlock()"),
            (_PROPERTIES, "PropertiesChanged", _CHANGED),
        ):
            bus.connect(  # type: ignore[call-overload]  # as above
                _LOGIN, path, interface, signal, self, SLOT(slot)
            )
        self._ask_for_mark(bus, path)

    def _ask_for_mark(self, bus: QDBusConnection, path: str) -> None:
        from PySide6.QtDBus import QDBusMessage

        question = QDBusMessage.createMethodCall(_LOGIN, path, _PROPERTIES, "Get")
        question.setArguments([_SESSION, _MARK])
        self._call(bus, question, self._on_mark_told)

    def _on_mark_told(self, answer: QDBusMessage | None) -> None:
        """Note a mark; none proves nothing, since not every locker sets it."""
        is_marked = answer is not None and answer.arguments()[0].variant() is True
        self._note(_MARK, is_marked or None)

    def _call(
        self,
        bus: QDBusConnection,
        question: QDBusMessage,
        then: Callable[[QDBusMessage | None], None],
    ) -> None:
        """Ask without waiting; `then` gets the answer, or None where nobody gives one."""
        from PySide6.QtDBus import QDBusPendingCallWatcher

        question.setAutoStartService(False)
        call = QDBusPendingCallWatcher(bus.asyncCall(question, _PATIENCE_MS), self)
        call.finished.connect(partial(self._on_finished, then, call))

    @staticmethod
    def _on_finished(
        then: Callable[[QDBusMessage | None], None], call: QDBusPendingCallWatcher
    ) -> None:
        if call.isError():
            logger.info("asking for the screen's lock: %s", call.error().name())
            then(None)
        else:
            then(call.reply())
        call.deleteLater()
