"""The Desktop Notifications Specification over jeepney, within Qt's loop and without threads."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from tokentray.desktop.bubbles import Action, Bubble, label_of, markup_free

_log = logging.getLogger(__name__)

SERVICE = DBusAddress(
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
    "org.freedesktop.Notifications",
)
PROPERTIES = DBusAddress(SERVICE.object_path, SERVICE.bus_name, "org.freedesktop.DBus.Properties")
ANSWER_MS = 3000
_DESKTOP_ENTRY = "org.tokentray.TokenTray"
_DEFAULT = "default"
_BY_A_PERSON = 2
"""The reason of NotificationClosed that says so."""

ImageData = tuple[int, int, int, bool, int, int, bytes]
"""The specification's `image-data`: width, height, bytes a row, alpha, bits, channels, pixels."""

Picture = Callable[[Bubble], ImageData | None]
"""Draws what stands beside a bubble, None for nothing."""


class _About(Enum):
    """What is asked before the first bubble is shown."""

    CAPABILITIES = auto()
    INHIBITED = auto()


@dataclass(slots=True)
class _Question:
    """A call that waits for its answer: about one bubble, or about the service."""

    about: Bubble | _About
    timer: QTimer


class FreedesktopChannel(QObject):
    """One connection to the session bus; made when there is something to say.

    Asks first what the service can do: some show no buttons, and take offence at none. Where it
    says that the person wants not to be disturbed (`Inhibited`), what passes anyway is not sent,
    and the rest makes no sound: the service keeps it for later.

    Signals:
        delivered(Bubble), failed(Bubble, str), activated(Bubble, Action), dismissed(Bubble): see
            `Channel`.

    Raises:
        OSError: there is no session bus.
    """

    delivered = Signal(object)
    failed = Signal(object, str)
    activated = Signal(object, object)
    dismissed = Signal(object)

    def __init__(
        self,
        picture: Picture | None = None,
        parent: QObject | None = None,
        *,
        answer_ms: int = ANSWER_MS,
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._answer_ms = answer_ms
        self._connection = _open()
        self._questions: dict[int, _Question] = {}
        self._waiting: list[Bubble] = []
        self._capabilities: frozenset[str] | None = None
        self._found: frozenset[str] = frozenset()
        self._ids: dict[str, int] = {}
        self._shown: dict[int, Bubble] = {}
        self._later: dict[str, Bubble | None] = {}
        self._is_inhibited = False
        for address in (SERVICE, PROPERTIES):
            rule = MatchRule(type="signal", interface=address.interface, path=address.object_path)
            self._connection.send(message_bus.AddMatch(rule))
        self._notifier = QSocketNotifier(
            self._connection.sock.fileno(), QSocketNotifier.Type.Read, self
        )
        self._notifier.activated.connect(self.on_socket_activated)

    def show(self, bubble: Bubble) -> None:
        """Send a bubble, after asking for the capabilities where they are not known."""
        if self._capabilities is not None:
            self._notify(bubble)
            return
        self._waiting.append(bubble)
        if not any(isinstance(one.about, _About) for one in self._questions.values()):
            self._ask(new_method_call(SERVICE, "GetCapabilities"), _About.CAPABILITIES)

    def withdraw(self, slot: str) -> None:
        """Close what is shown in a slot, or will be."""
        self._waiting = [bubble for bubble in self._waiting if bubble.slot != slot]
        if self._is_asked(slot):
            self._later[slot] = None
            return
        number = self._ids.pop(slot, 0)
        if self._shown.pop(number, None) is not None:
            self._send(new_method_call(SERVICE, "CloseNotification", "u", (number,)))

    def close(self) -> None:
        """Leave the bus."""
        self._notifier.setEnabled(False)
        for question in self._questions.values():
            question.timer.stop()
        self._connection.close()

    @Slot()
    def on_socket_activated(self) -> None:
        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except OSError as error:
                self._lose_bus(str(error))
                return
            self._read(message)

    def _read(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type == MessageType.signal:
            self._on_signal(str(fields.get(HeaderFields.member)), message.body)
            return
        question = self._questions.pop(fields.get(HeaderFields.reply_serial, -1), None)
        if question is None:
            return
        question.timer.stop()
        question.timer.deleteLater()
        is_error = message.header.message_type == MessageType.error
        if question.about is _About.INHIBITED:
            # Few services have the property.
            self._on_inhibited(not is_error and bool(message.body and message.body[0][1]))
        elif is_error:
            self._fail(question, str(fields.get(HeaderFields.error_name)))
        elif question.about is _About.CAPABILITIES:
            self._on_capabilities(message.body)
        else:
            self._on_notified(question.about, message.body)

    def _on_capabilities(self, body: Sequence[Any]) -> None:
        self._found = frozenset(body[0] if body else ())
        arguments = (SERVICE.interface, "Inhibited")
        self._ask(new_method_call(PROPERTIES, "Get", "ss", arguments), _About.INHIBITED)

    def _on_inhibited(self, is_inhibited: bool) -> None:
        self._capabilities = self._found
        self._is_inhibited = is_inhibited
        waiting, self._waiting = self._waiting, []
        for bubble in waiting:
            self._notify(bubble)

    def _on_notified(self, bubble: Bubble, body: Sequence[Any]) -> None:
        number = int(body[0]) if body else 0
        self._shown.pop(self._ids.get(bubble.slot, 0), None)
        self._ids[bubble.slot] = number
        self._shown[number] = bubble
        self.delivered.emit(bubble)
        self._go_on(bubble.slot)

    def _go_on(self, slot: str) -> None:
        """Do what was asked for in a slot while it waited for an answer."""
        if slot not in self._later:
            return
        bubble = self._later.pop(slot)
        if bubble is None:
            self.withdraw(slot)
        else:
            self.show(bubble)

    def _on_signal(self, member: str, body: Sequence[Any]) -> None:
        if member == "PropertiesChanged":
            self._on_properties_changed(body)
            return
        bubble = self._shown.get(body[0]) if body else None
        if bubble is None:
            return
        if member == "ActionInvoked":
            word = Action.OPEN if body[1] == _DEFAULT else body[1]
            if word in (Action.OPEN, *bubble.actions):
                self.activated.emit(bubble, Action(word))
        elif member == "NotificationClosed":
            self._shown.pop(body[0], None)
            if self._ids.get(bubble.slot) == body[0]:
                del self._ids[bubble.slot]
            if tuple(body[1:2]) == (_BY_A_PERSON,):
                self.dismissed.emit(bubble)

    def _on_properties_changed(self, body: Sequence[Any]) -> None:
        if len(body) > 1 and body[0] == SERVICE.interface and "Inhibited" in body[1]:
            self._is_inhibited = bool(body[1]["Inhibited"][1])

    def _notify(self, bubble: Bubble) -> None:
        if self._is_inhibited and bubble.passing:
            return
        if self._is_asked(bubble.slot):
            # Before its number is known the new one would stand beside it.
            self._later[bubble.slot] = bubble
            return
        hints: dict[str, tuple[str, object]] = {
            "urgency": ("y", int(bubble.urgency)),
            "desktop-entry": ("s", _DESKTOP_ENTRY),
        }
        if bubble.passing:
            hints["transient"] = ("b", True)
        if self._is_inhibited:
            hints["suppress-sound"] = ("b", True)
        image = None if self._picture is None else self._picture(bubble)
        if image is not None:
            hints["image-data"] = ("(iiibiiay)", image)
        body = (
            "TokenTray",
            self._ids.get(bubble.slot, 0),
            _DESKTOP_ENTRY,
            bubble.summary,
            markup_free(bubble.body),
            self._actions(bubble),
            hints,
            -1 if bubble.seconds is None else round(bubble.seconds * 1000),
        )
        self._ask(new_method_call(SERVICE, "Notify", "susssasa{sv}i", body), bubble)

    def _actions(self, bubble: Bubble) -> list[str]:
        if "actions" not in (self._capabilities or ()):
            return []
        pairs = [_DEFAULT, label_of(Action.OPEN)]
        for action in bubble.actions:
            pairs += [action.value, label_of(action)]
        return pairs

    def _is_asked(self, slot: str) -> bool:
        asked = [one.about for one in self._questions.values()]
        return any(isinstance(one, Bubble) and one.slot == slot for one in asked)

    def _ask(self, message: Message, about: Bubble | _About) -> None:
        serial = next(self._connection.outgoing_serial)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._on_silence(serial))
        self._questions[serial] = _Question(about, timer)
        timer.start(self._answer_ms)
        self._send(message, serial)

    def _send(self, message: Message, serial: int | None = None) -> None:
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            self._lose_bus(str(error))

    def _on_silence(self, serial: int) -> None:
        question = self._questions.pop(serial, None)
        if question is None:
            return
        if question.about is _About.INHIBITED:
            self._on_inhibited(False)
        else:
            self._fail(question, "the service does not answer")

    def _fail(self, question: _Question, reason: str) -> None:
        # The next service may be another one, with other numbers and other abilities.
        self._capabilities = None
        self._ids.clear()
        if isinstance(question.about, Bubble):
            self.failed.emit(question.about, reason)
            self._go_on(question.about.slot)
            return
        lost, self._waiting = self._waiting, []
        for bubble in lost:
            self.failed.emit(bubble, reason)

    def _lose_bus(self, reason: str) -> None:
        self._notifier.setEnabled(False)
        questions, self._questions = list(self._questions.values()), {}
        for question in questions:
            question.timer.stop()
            self._fail(question, reason)


def _open() -> DBusConnection:
    try:
        return open_dbus_connection("SESSION")
    except (KeyError, ValueError, RuntimeError) as error:
        # What jeepney raises where no address of a bus is known, or none that it can use.
        raise OSError(f"no session bus ({type(error).__name__})") from error
