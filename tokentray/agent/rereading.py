"""Reading profiles.toml without holding up the loop: a large file is read in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Slot

from tokentray.core.errors import ProfileError
from tokentray.storage.profiles import Profiles

ReadInParts = Callable[[], Iterator[Profiles | None]]
"""Gives None between parts, at last the profiles; may raise a ProfileError."""


class Rereading(QObject):
    """Tells what stands in the file, or what is wrong with it.

    A file of one part is told at once; of a larger one the first part is read now, each of the
    others in a turn of the loop of its own.
    """

    def __init__(
        self,
        read: ReadInParts,
        on_read: Callable[[Profiles], None],
        on_failed: Callable[[ProfileError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._on_read = on_read
        self._on_failed = on_failed
        self._parts: Iterator[Profiles | None] | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.go_on)

    @property
    def is_reading(self) -> bool:
        """Whether something is still to be told."""
        return self._parts is not None

    def begin(self) -> None:
        """Read; what was begun before is dropped, since the file may have changed."""
        self._parts = self._read()
        self.go_on()

    def finish(self) -> None:
        """Read the whole now: somebody waits for it."""
        self.begin()
        while self.is_reading:
            self.go_on()

    @Slot()
    def go_on(self) -> None:
        """Read the next part."""
        if self._parts is None:
            return
        try:
            found = next(self._parts)
        except ProfileError as error:
            self.stop()
            self._on_failed(error)
            return
        if found is None:
            self._next.start(0)
        else:
            self.stop()
            self._on_read(found)

    def stop(self) -> None:
        """Tell nothing more."""
        self._parts = None
        self._next.stop()
