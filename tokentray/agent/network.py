"""Whether the system says that there is a network; asked from the first trouble on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

logger = logging.getLogger(__name__)


class NetworkWatch(QObject):
    """Listens to the system's network, once somebody has asked for it.

    The libraries behind it cost 8 MB and two threads, and most sessions never have trouble.

    Signals:
        network_came(): the network can be used again.
    """

    network_came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_asked = False
        self._is_online = True

    def is_online(self) -> bool:
        """Tell what the system says; True where it says nothing."""
        if not self._was_asked:
            self._was_asked = True
            self._listen()
        return self._is_online

    @Slot(object)
    def on_reachability_changed(self, reachability: QNetworkInformation.Reachability) -> None:
        was_online, self._is_online = self._is_online, _is_usable(reachability)
        if self._is_online and not was_online:
            logger.info("the network is there again")
            self.network_came.emit()

    def _listen(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        feature = QNetworkInformation.Feature.Reachability
        if not QNetworkInformation.loadBackendByFeatures(feature):
            return
        information = QNetworkInformation.instance()
        if information is not None:
            self._is_online = _is_usable(information.reachability())
            information.reachabilityChanged.connect(self.on_reachability_changed)


def _is_usable(reachability: QNetworkInformation.Reachability) -> bool:
    """A server may be in the local network: only a plain "no" counts."""
    from PySide6.QtNetwork import QNetworkInformation

    return reachability is not QNetworkInformation.Reachability.Disconnected
