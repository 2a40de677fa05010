"""The vault in the hands of one thread, with a deadline for each answer.

A keyring's D-Bus connection must not be shared between threads, and a keyring that hangs
blocks its caller for ever: here the caller goes on after `VAULT_SECONDS`, the call does not.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from tokentray.core.errors import TokenTrayError, VaultError, VaultUnavailable
from tokentray.core.jobs import VAULT_SECONDS
from tokentray.core.tokens import Binding, Intent, TokenSet, VaultEntry
from tokentray.storage.stores.base import StoreState
from tokentray.storage.vault import Secret, Vault

_Result = TypeVar("_Result")
_PER_ENTRY = 0.01
"""Seconds added to the deadline for each entry of a batch."""


class OwnedVault:
    """A `TokenVault` that may be called from any thread.

    `open_vault` is run in the owner's thread at the first call, so that a connection is made
    and used in one thread only.
    """

    def __init__(self, open_vault: Callable[[], Vault]) -> None:
        self._open_vault = open_vault
        self._vault: Vault | None = None
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._starting = threading.Lock()
        self._owner: threading.Thread | None = None

    @property
    def kind(self) -> str:
        """See `Vault.kind`."""
        return self._call(lambda vault: vault.kind)

    def state(self) -> StoreState:
        """See `Vault.state`."""
        return self._call(lambda vault: vault.state())

    def unlock(self) -> None:
        """See `Vault.unlock`; a person is asked, so there is no deadline."""
        self._call(lambda vault: vault.unlock(), seconds=None)

    def load(self, profile_id: str) -> VaultEntry | None:
        """See `Vault.load`."""
        return self._call(lambda vault: vault.load(profile_id))

    def load_many(self, ids: Sequence[str]) -> Mapping[str, VaultEntry | VaultError | None]:
        """See `Vault.load_many`."""
        seconds = VAULT_SECONDS + _PER_ENTRY * len(ids)
        return self._call(lambda vault: vault.load_many(ids), seconds=seconds)

    def save(
        self,
        profile_id: str,
        token_set: TokenSet,
        intent: Intent | None = None,
        *,
        expected_generation: int | None = None,
    ) -> VaultEntry:
        """See `Vault.save`."""
        return self._call(
            lambda vault: vault.save(
                profile_id, token_set, intent, expected_generation=expected_generation
            )
        )

    def delete(self, profile_id: str) -> None:
        """See `Vault.delete`."""
        self._call(lambda vault: vault.delete(profile_id))

    def forget(self, profile_id: str) -> None:
        """See `Vault.forget`."""
        self._call(lambda vault: vault.forget(profile_id))

    def secrets(self, profile_id: str) -> Mapping[str, Secret]:
        """See `Vault.secrets`."""
        return self._call(lambda vault: vault.secrets(profile_id))

    def set_secret(self, profile_id: str, key: str, value: str, binding: Binding) -> None:
        """See `Vault.set_secret`."""
        self._call(lambda vault: vault.set_secret(profile_id, key, value, binding))

    def remove_secret(self, profile_id: str, key: str) -> bool:
        """See `Vault.remove_secret`."""
        return self._call(lambda vault: vault.remove_secret(profile_id, key))

    def _call(
        self, action: Callable[[Vault], _Result], seconds: float | None = VAULT_SECONDS
    ) -> _Result:
        """Run `action` in the owner's thread.

        Raises:
            VaultUnavailable: no answer within `seconds`; the call may still be carried out.
        """
        answers: queue.SimpleQueue[tuple[Any, TokenTrayError | None]] = queue.SimpleQueue()

        def run() -> None:
            try:
                answers.put((action(self._opened()), None))
            except TokenTrayError as error:
                answers.put((None, error))

        self._start()
        self._calls.put(run)
        try:
            result, error = answers.get(timeout=seconds)
        except queue.Empty:
            raise VaultUnavailable("vault-silent") from None
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]  # the queue carries any action's result

    def _opened(self) -> Vault:
        if self._vault is None:
            self._vault = self._open_vault()
        return self._vault

    def _start(self) -> None:
        with self._starting:
            if self._owner is None:
                self._owner = threading.Thread(target=self._own, name="vault", daemon=True)
                self._owner.start()

    def _own(self) -> None:
        while True:
            self._calls.get()()
