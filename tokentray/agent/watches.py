"""What other processes and people change under us: profiles.toml, the vault, the keyring's lock."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import SLOT, QFileSystemWatcher, QObject, QTimer, Signal, Slot

from tokentray.storage.folders import Folders, make_private

_SETTLES_MS = 100
"""Editors write a file in several steps."""

_SECRETS = "org.freedesktop.secrets"


class FileWatch(QObject):
    """Watches the profiles file and the generation files, folders included.

    A file that is replaced is another file to the system, so its folder is watched too.

    Signals:
        profiles_edited(): profiles.toml may have changed.
        generation_seen(str, int): a vault entry was written, by us or by somebody else.
    """

    profiles_edited = Signal()
    generation_seen = Signal(str, int)

    def __init__(self, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profiles = folders.profiles_file
        self._generations = make_private(folders.generations)
        self._seen: dict[str, int] = {}
        self._stamp = _stamp(self._profiles)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.addPath(str(make_private(self._profiles.parent)))
        self._watcher.addPath(str(self._generations))
        self._watch_file()
        self._watcher.directoryChanged.connect(self.on_watcher_changed)
        self._watcher.fileChanged.connect(self.on_watcher_changed)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self.look)

    @Slot(str)
    def on_watcher_changed(self, _path: str) -> None:
        self._settling.start()

    @Slot()
    def look(self) -> None:
        """Tell what is new since the last look."""
        self._watch_file()
        stamp = _stamp(self._profiles)
        if stamp != self._stamp:
            self._stamp = stamp
            self.profiles_edited.emit()
        for path in self._generations.iterdir():
            generation = _number_in(path)
            if generation is not None and self._seen.get(path.name) != generation:
                self._seen[path.name] = generation
                self.generation_seen.emit(path.name, generation)

    def _watch_file(self) -> None:
        path = str(self._profiles)
        if self._profiles.exists() and path not in self._watcher.files():
            self._watcher.addPath(path)


class KeyringWatch(QObject):
    """Hears when the Secret Service comes, goes, is locked or unlocked; asks it nothing.

    Signals:
        keyring_changed(): it may be usable again, or no longer.
    """

    keyring_changed = Signal()

    def start(self) -> None:
        """Begin to listen; without a session bus nothing is heard."""
        if sys.platform != "linux":
            return
        # Imported here: it is not needed before the icon is shown.
        from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        watcher = QDBusServiceWatcher(
            _SECRETS, bus, QDBusServiceWatcher.WatchModeFlag.WatchForRegistration, self
        )
        watcher.serviceRegistered.connect(self.on_service_registered)
        bus.connect(  # type: ignore[call-overload]  # SLOT gives text, the stub asks for bytes
            _SECRETS,
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service",
            "CollectionChanged",
            self,
            SLOT("on_collection_changed()"),
        )
        bus.connect(  # type: ignore[call-overload]  # SLOT gives text, the stub asks for bytes
            _SECRETS,
            "",
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            self,
            SLOT("on_collection_changed()"),
        )

    @Slot(str)
    def on_service_registered(self, _name: str) -> None:
        self.keyring_changed.emit()

    @Slot()
    def on_collection_changed(self) -> None:
        self.keyring_changed.emit()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _number_in(path: Path) -> int | None:
    if path.name.startswith("."):
        return None
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
