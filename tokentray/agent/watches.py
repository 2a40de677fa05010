"""What other processes and people change under us: our files, and the keyring's lock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import SLOT, QFileSystemWatcher, QObject, QTimer, Signal, Slot

from tokentray.storage.folders import Folders, make_private

_SETTLES_MS = 100
"""Editors write a file in several steps."""

_SECRETS = "org.freedesktop.secrets"

Stamp = tuple[int, int, int]


class FileWatch(QObject):
    """Watches profiles, settings and generation files, folders included.

    A file that is replaced is another file to the system, so its folder is watched too; a
    system that has no watches left is asked again by `look_again`.

    Signals:
        profiles_edited(): profiles.toml may have changed.
        settings_edited(): settings.toml may have changed.
        generation_seen(str, int): a vault entry was written, by us or by somebody else.
    """

    profiles_edited = Signal()
    settings_edited = Signal()
    generation_seen = Signal(str, int)

    def __init__(self, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = (folders.profiles_file, folders.settings_file)
        self._generations = make_private(folders.generations)
        make_private(folders.config)
        self._stamps = {path: _stamp(path) for path in self._files}
        self._told: tuple[Callable[[], None], ...] = (
            self.profiles_edited.emit,
            self.settings_edited.emit,
        )
        self._seen: dict[str, Stamp] = {}
        self._folder_stamp: Stamp | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watch()
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
    def look_again(self) -> None:
        """Look without having been told."""
        self.look()

    @Slot()
    def look(self) -> None:
        """Tell what is new since the last look."""
        self._watch()
        for path, tell in zip(self._files, self._told, strict=True):
            stamp = _stamp(path)
            if stamp != self._stamps[path]:
                self._stamps[path] = stamp
                tell()
        stamp = _stamp(self._generations)
        if stamp is None or stamp != self._folder_stamp:
            self._folder_stamp = stamp
            self._look_at_generations()

    def _look_at_generations(self) -> None:
        for path in make_private(self._generations).iterdir():
            stamp = _stamp(path)
            if path.name.startswith(".") or stamp is None or self._seen.get(path.name) == stamp:
                continue
            generation = _number_in(path)
            if generation is not None:
                self._seen[path.name] = stamp
                self.generation_seen.emit(path.name, generation)

    def _watch(self) -> None:
        wanted = {str(path) for path in (*self._files, self._files[0].parent, self._generations)}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        missing = [path for path in wanted - watched if Path(path).exists()]
        if missing:
            self._watcher.addPaths(missing)


class KeyringWatch(QObject):
    """Hears when the Secret Service comes, goes, is locked or unlocked; asks it nothing.

    Signals:
        keyring_changed(): it may be usable again, or no longer.
    """

    keyring_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # An unlock is told for each item: one look afterwards is enough.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self.keyring_changed)

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
        for path, interface, signal in (
            ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "CollectionChanged"),
            ("", "org.freedesktop.DBus.Properties", "PropertiesChanged"),
        ):
            bus.connect(  # type: ignore[call-overload]  # SLOT gives text, the stub asks for bytes
                _SECRETS, path, interface, signal, self, SLOT("on_collection_changed()")
            )

    @Slot(str)
    def on_service_registered(self, _name: str) -> None:
        self._settling.start()

    @Slot()
    def on_collection_changed(self) -> None:
        self._settling.start()


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _number_in(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
