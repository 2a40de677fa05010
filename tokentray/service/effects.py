"""What the service acts on: vault, network, files, clocks and chance, all handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from tokentray.core.errors import VaultEntryBroken, VaultError
from tokentray.core.jobs import Phase
from tokentray.core.tokens import Binding, Intent, TokenSet, VaultEntry
from tokentray.oauth.transport import Transport
from tokentray.storage.documents import Documents
from tokentray.storage.history import History
from tokentray.storage.profiles_file import ProfilesFile
from tokentray.storage.stores.base import StoreState
from tokentray.storage.vault import Secret

OnPhase = Callable[[Phase], None]


class TokenVault(Protocol):
    """What the service needs of a vault; every call may raise a `VaultError`."""

    @property
    def kind(self) -> str:
        """Which store keeps the secrets."""
        ...

    def state(self) -> StoreState:
        """Tell whether the store can be used now, without a prompt."""
        ...

    def unlock(self) -> None:
        """Ask the person to unlock the store."""
        ...

    def load(self, profile_id: str) -> VaultEntry | None:
        """Return what is held, None where nothing is."""
        ...

    def load_many(self, ids: Sequence[str]) -> Mapping[str, VaultEntry | VaultError | None]:
        """Return many entries in one go; what cannot be read is an error in its place."""
        ...

    def save(
        self,
        profile_id: str,
        token_set: TokenSet,
        intent: Intent | None = None,
        *,
        expected_generation: int | None = None,
    ) -> VaultEntry:
        """Write, read back and return the new entry."""
        ...

    def delete(self, profile_id: str) -> None:
        """Remove every entry of the profile, its secrets too."""
        ...

    def forget(self, profile_id: str) -> None:
        """Remove the token set alone, and raise the generation."""
        ...

    def secrets(self, profile_id: str) -> Mapping[str, Secret]:
        """Return the profile's own secrets by NAME."""
        ...

    def set_secret(self, profile_id: str, key: str, value: str, binding: Binding) -> None:
        """Keep one secret."""
        ...

    def remove_secret(self, profile_id: str, key: str) -> bool:
        """Remove one secret; tell whether it was there."""
        ...


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything outside of the pure core.

    `now` is POSIX seconds, `monotonic` seconds for deadlines, `chance` gives [0, 1), `lock`
    holds a profile against all processes of the user, and `patience` waits the given seconds
    and tells whether to go on trying to save an answer that the vault did not take. `is_locked`
    tells whether TokenTray is locked, so that nothing is handed out.
    """

    vault: TokenVault
    transport: Transport
    history: History
    documents: Documents
    profiles: ProfilesFile
    lock: Callable[[str], AbstractContextManager[None]]
    machine: str
    now: Callable[[], float]
    monotonic: Callable[[], float]
    chance: Callable[[], float]
    uuid: Callable[[], str]
    patience: Callable[[float], bool]
    is_locked: Callable[[], bool] = field(default=_never)

    def countdown(self, seconds: float) -> Callable[[], float]:
        """Start a clock that tells how much of these seconds is left."""
        deadline = self.monotonic() + seconds
        return lambda: deadline - self.monotonic()


def entry_to_replace(vault: TokenVault, profile_id: str) -> VaultEntry | None:
    """Return what is held before new tokens come; an entry that nobody can read gives way."""
    try:
        return vault.load(profile_id)
    except VaultEntryBroken:
        return None


def no_phase(_phase: Phase) -> None:
    """Ignore the phases: for callers that nobody watches."""
