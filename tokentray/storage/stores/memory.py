"""Secrets in this process's memory only: gone with it."""

from __future__ import annotations

from collections.abc import Mapping

from tokentray.storage.stores.base import StoreState


class MemoryStore:
    """A `SecretStore` that survives nothing."""

    kind = "memory"

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self._texts: dict[str, str] = {}

    def read(self, user: str) -> str | None:
        """See `SecretStore.read`."""
        return self._texts.get(user)

    def read_all(self) -> Mapping[str, str] | None:
        """See `SecretStore.read_all`."""
        return dict(self._texts)

    def write(self, user: str, text: str) -> None:
        """See `SecretStore.write`."""
        self._texts[user] = text

    def delete(self, user: str) -> None:
        """See `SecretStore.delete`."""
        self._texts.pop(user, None)

    def state(self) -> StoreState:
        """Memory is always there."""
        return StoreState.READY

    def unlock(self) -> None:
        """Nothing is locked."""

    def close(self) -> None:
        """Nothing is open."""
