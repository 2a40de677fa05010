"""No keyring here: says so at every call, so that one that comes later is not missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from tokentray.core.errors import VaultUnavailable
from tokentray.storage.stores.base import StoreState


class AbsentStore:
    """A `SecretStore` that keeps nothing and never pretends to."""

    kind = "none"
    limit: int | None = None

    def __init__(self, what: str) -> None:
        self._what = what

    def read(self, user: str) -> str | None:
        """Refuse."""
        self._refuse()

    def read_all(self) -> Mapping[str, str] | None:
        """Refuse."""
        self._refuse()

    def write(self, user: str, text: str) -> None:
        """Refuse."""
        self._refuse()

    def delete(self, user: str) -> None:
        """Refuse."""
        self._refuse()

    def state(self) -> StoreState:
        """It is missing."""
        return StoreState.MISSING

    def unlock(self) -> None:
        """Refuse."""
        self._refuse()

    def close(self) -> None:
        """Nothing is open."""

    def _refuse(self) -> NoReturn:
        raise VaultUnavailable("vault-missing", what=self._what)
