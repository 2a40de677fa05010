"""Notifications: sent to the desktop's own service, its answer checked, never in the way."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from tokentray.desktop.bubbles import Action, Bubble

_log = logging.getLogger(__name__)


class Channel(Protocol):
    """A way to show bubbles.

    Signals:
        delivered(Bubble): the service took it.
        failed(Bubble, str): it did not, or does not answer; why, for the log.
        activated(Bubble, Action): a person clicked.
        dismissed(Bubble): a person closed it.
    """

    @property
    def delivered(self) -> SignalInstance: ...

    @property
    def failed(self) -> SignalInstance: ...

    @property
    def activated(self) -> SignalInstance: ...

    @property
    def dismissed(self) -> SignalInstance: ...

    def show(self, bubble: Bubble) -> None: ...

    def withdraw(self, slot: str) -> None: ...

    def close(self) -> None: ...


class Notifier(QObject):
    """Shows bubbles through a channel that is made when the first one comes.

    A notification is not critical: whatever goes wrong with it is told by `undelivered`,
    so that the menu says it instead, and by one line in the log.

    Signals:
        undelivered(Bubble): nobody saw it as a notification.
        activated(Bubble, Action): a person clicked on it or on one of its buttons.
        dismissed(Bubble): a person closed it, and so has seen it.
    """

    undelivered = Signal(object)
    activated = Signal(object, object)
    dismissed = Signal(object)

    def __init__(self, new_channel: Callable[[], Channel], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._new_channel = new_channel
        self._channel: Channel | None = None

    def show(self, bubble: Bubble) -> None:
        """Show a bubble; it replaces the one before with the same slot."""
        try:
            if self._channel is None:
                self._channel = self._connected(self._new_channel())
            self._channel.show(bubble)
        except OSError as error:
            # A new try with the next bubble: the service may come later.
            self._channel = None
            self.on_channel_failed(bubble, str(error))

    def withdraw(self, slot: str) -> None:
        """Take back what is shown in a slot: nobody needs it any more."""
        if self._channel is not None:
            self._channel.withdraw(slot)

    def close(self) -> None:
        """Let the channel go."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def _connected(self, channel: Channel) -> Channel:
        channel.failed.connect(self.on_channel_failed)
        channel.activated.connect(self.activated)
        channel.dismissed.connect(self.dismissed)
        return channel

    @Slot(object, str)
    def on_channel_failed(self, bubble: Bubble, reason: str) -> None:
        _log.warning("a notification was not shown: %s", reason)
        self.undelivered.emit(bubble)


class TrayChannel(QObject):
    """The tray's own messages, for systems without a notification service to talk to.

    Signals:
        delivered(Bubble), failed(Bubble, str), activated(Bubble, Action), dismissed(Bubble): see
            `Channel`; whether somebody saw it is not told there, so that only a click is.
    """

    delivered = Signal(object)
    failed = Signal(object, str)
    activated = Signal(object, object)
    dismissed = Signal(object)

    def __init__(
        self, show_message: Callable[[str, str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._show_message = show_message
        self._last: Bubble | None = None

    def show(self, bubble: Bubble) -> None:
        """Show summary and body; the message knows no buttons."""
        self._last = bubble
        self._show_message(bubble.summary, bubble.body)

    @Slot()
    def on_message_clicked(self) -> None:
        if self._last is not None:
            self.activated.emit(self._last, Action.OPEN)

    def withdraw(self, _slot: str) -> None:
        """Do nothing: a message of the tray goes by itself."""

    def close(self) -> None:
        """Do nothing: there is no connection."""
