"""What the vault needs of a keyring: short texts by user name, and its lock state."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

SERVICE = "org.tokentray.TokenTray"


class StoreState(StrEnum):
    """Whether a store can be used now, without asking anybody."""

    READY = "ready"
    LOCKED = "locked"
    MISSING = "missing"


class SecretStore(Protocol):
    """A keyring; every call raises `VaultLocked` or `VaultUnavailable` and nothing else.

    Reading and writing never make it ask the person; `unlock` may.
    """

    @property
    def kind(self) -> str:
        """Its name in `status`: secret-service, kwallet, windows, macos or memory."""
        ...

    @property
    def limit(self) -> int | None:
        """The longest text of one item in UTF-16 units, None where there is no limit."""
        ...

    def read(self, user: str) -> str | None:
        """Return the text kept for `user`, None where there is none."""
        ...

    def read_all(self) -> Mapping[str, str] | None:
        """Return every text of ours by user, None where the store cannot list them."""
        ...

    def write(self, user: str, text: str) -> None:
        """Keep one line of ASCII for `user`."""
        ...

    def delete(self, user: str) -> None:
        """Remove what is kept for `user`; absent is fine."""
        ...

    def state(self) -> StoreState:
        """Tell whether it can be used now."""
        ...

    def unlock(self) -> None:
        """Have the person unlock it; only on a person's own act."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...
