"""The lock before everything that hands out or shows what is in a token."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from tokentray.core.errors import Denied, TokenTrayError
from tokentray.storage.lock_flag import LockedBy, read_lock, write_lock

logger = logging.getLogger(__name__)


class Gate(QObject):
    """Open or locked; remembered at `path`, where the command line without us looks too.

    What a person locked only a person opens; what the screen's lock locked opens with it.

    Signals:
        changed(): it was locked, or opened.
    """

    changed = Signal()

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._by = None if path is None else read_lock(path)

    @property
    def is_locked(self) -> bool:
        """Whether nothing is handed out."""
        return self._by is not None

    @property
    def by(self) -> LockedBy | None:
        """Who locked, None while it is open."""
        return self._by

    def check(self) -> None:
        """Refuse while it is locked.

        Raises:
            Denied: it is locked.
        """
        if self.is_locked:
            raise Denied("locked")

    def lock(self, by: LockedBy = LockedBy.PERSON) -> None:
        """Hand nothing out from now on.

        Raises:
            TokenTrayError: it is locked, but a restart would not know it.
        """
        if self._by is None or by is LockedBy.PERSON:
            self._become(by)
            self._remember(by)

    def unlock(self) -> None:
        """Hand out again.

        Raises:
            TokenTrayError: the lock could not be taken away; it holds on.
        """
        if self._by is not None:
            self._remember(None)
            self._become(None)

    @Slot()
    def on_screen_locked(self) -> None:
        """The screen was locked, and the user wants to be locked with it."""
        self._try(LockedBy.SCREEN)

    @Slot()
    def on_screen_unlocked(self) -> None:
        """The screen was unlocked: what it locked opens."""
        if self._by is LockedBy.SCREEN:
            self._try(None)

    def _try(self, by: LockedBy | None) -> None:
        try:
            if by is None:
                self.unlock()
            else:
                self.lock(by)
        except TokenTrayError as error:
            # Nobody asked who could be told.
            logger.error("%s", error.title)

    def _become(self, by: LockedBy | None) -> None:
        was_locked, self._by = self.is_locked, by
        if was_locked != self.is_locked:
            self.changed.emit()

    def _remember(self, by: LockedBy | None) -> None:
        if self._path is None:
            return
        try:
            write_lock(self._path, by)
        except OSError as error:
            what = error.strerror or type(error).__name__
            code = "unlock-unwritable" if by is None else "lock-unwritable"
            raise TokenTrayError(code, path=str(self._path), what=what) from error
