"""The other keyrings, through python-keyring's classes, each built by us.

python-keyring's own choice can silently be a plaintext or a null backend, and its settings file
loads code from any folder: neither is asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordDeleteError

from tokentray.core.errors import VaultLocked, VaultUnavailable
from tokentray.core.said import say
from tokentray.storage.stores.base import SERVICE, StoreState

_Result = TypeVar("_Result")

WINDOWS_LIMIT = 1280
"""A credential's blob holds 2,560 bytes, and texts are kept as UTF-16."""


class KeyringStore:
    """A `SecretStore` over one backend of python-keyring.

    `service_of` names the service for a user: Windows has one slot for each service.
    """

    def __init__(
        self,
        backend: KeyringBackend,
        kind: str,
        *,
        limit: int | None = None,
        service_of: Callable[[str], str] = lambda _user: SERVICE,
    ) -> None:
        self._backend = backend
        self._service_of = service_of
        self.kind = kind
        self.limit = limit

    def read(self, user: str) -> str | None:
        """See `SecretStore.read`."""
        return self._do(lambda: self._backend.get_password(self._service_of(user), user))

    def read_all(self) -> Mapping[str, str] | None:
        """These keyrings cannot list."""
        return None

    def write(self, user: str, text: str) -> None:
        """See `SecretStore.write`."""
        self._do(lambda: self._backend.set_password(self._service_of(user), user, text))

    def delete(self, user: str) -> None:
        """See `SecretStore.delete`."""
        try:
            self._do(lambda: self._backend.delete_password(self._service_of(user), user))
        except _Absent:
            return

    def state(self) -> StoreState:
        """Their locks are the system's business: they are ready until a call says otherwise."""
        return StoreState.READY

    def unlock(self) -> None:
        """The system asks by itself, at the next call."""

    def close(self) -> None:
        """They keep nothing open."""

    def _do(self, action: Callable[[], _Result]) -> _Result:
        try:
            return action()
        except PasswordDeleteError as error:
            raise _Absent from error
        except KeyringLocked as error:
            raise VaultLocked("vault-locked") from error
        except (KeyringError, InitError, OSError, RuntimeError) as error:
            what = say("it failed with {error}", error=type(error).__name__)
            raise VaultUnavailable("vault-missing", what=what) from error


class _Absent(Exception):
    """There was nothing to delete."""


def windows_store() -> KeyringStore:
    """Return the Credential Manager, one service a user since it has one slot for each."""
    from keyring.backends.Windows import WinVaultKeyring

    return KeyringStore(
        WinVaultKeyring(),  # type: ignore[no-untyped-call]  # keyring types it not at all
        "windows",
        limit=WINDOWS_LIMIT,
        service_of=lambda user: f"{SERVICE}/{user}",
    )


def macos_store() -> KeyringStore:
    """Return the login keychain."""
    from keyring.backends.macOS import Keyring

    backend = Keyring()  # type: ignore[no-untyped-call]  # keyring types it not at all
    return KeyringStore(backend, "macos")


def kwallet_store() -> KeyringStore:
    """Return KWallet, for desktops where it does not serve the Secret Service."""
    from keyring.backends.kwallet import DBusKeyring

    backend = DBusKeyring()  # type: ignore[no-untyped-call]  # keyring types it not at all
    return KeyringStore(backend, "kwallet")
