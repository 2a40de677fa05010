"""The Secret Service of the freedesktop desktops (gnome-keyring, KeePassXC, ksecretd).

python-keyring's own backend unlocks, and so prompts, on every read and write, creates a
collection where there is none, and opens a connection each time. This one asks for the lock
state first, never creates a collection, and keeps one connection, opened again once when the
daemon was restarted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import secretstorage
from jeepney.wrappers import DBusErrorResponse
from secretstorage import exceptions as refusals
from secretstorage.util import open_session

from tokentray.core.errors import VaultLocked, VaultUnavailable
from tokentray.core.said import say
from tokentray.storage.stores.base import SERVICE, StoreState

_Result = TypeVar("_Result")
_BROKEN = (DBusErrorResponse, EOFError, OSError, refusals.SecretServiceNotAvailableException)


class SecretServiceStore:
    """A `SecretStore` on the default collection; used from one thread."""

    kind = "secret-service"
    limit: int | None = None

    def __init__(self) -> None:
        self._collection: secretstorage.Collection | None = None

    def read(self, user: str) -> str | None:
        """See `SecretStore.read`."""
        return self._do(lambda collection: _read(collection, user))

    def read_all(self) -> Mapping[str, str] | None:
        """See `SecretStore.read_all`."""
        return self._do(_read_all)

    def write(self, user: str, text: str) -> None:
        """See `SecretStore.write`."""
        self._do(lambda collection: _write(collection, user, text))

    def delete(self, user: str) -> None:
        """See `SecretStore.delete`."""
        self._do(lambda collection: _delete(collection, user))

    def state(self) -> StoreState:
        """See `SecretStore.state`."""
        try:
            locked = self._with_connection(lambda collection: collection.is_locked())
        except VaultUnavailable:
            return StoreState.MISSING
        return StoreState.LOCKED if locked else StoreState.READY

    def unlock(self) -> None:
        """See `SecretStore.unlock`.

        Raises:
            VaultLocked: the person dismissed the prompt, or nothing could show it.
        """
        dismissed = self._with_connection(lambda collection: collection.unlock())
        if dismissed or self.state() is not StoreState.READY:
            raise VaultLocked("vault-locked")

    def close(self) -> None:
        """See `SecretStore.close`."""
        if self._collection is not None:
            self._collection.connection.close()
            self._collection = None

    def _do(self, action: Callable[[secretstorage.Collection], _Result]) -> _Result:
        """Act on an unlocked collection; a locked one is an error, never a prompt."""

        def guarded(collection: secretstorage.Collection) -> _Result:
            if collection.is_locked():
                raise VaultLocked("vault-locked")
            return action(collection)

        return self._with_connection(guarded)

    def _with_connection(self, action: Callable[[secretstorage.Collection], _Result]) -> _Result:
        kept = self._collection is not None
        try:
            return self._once(action)
        except VaultUnavailable:
            # A connection that was open before may belong to a daemon that is gone.
            if not kept:
                raise
            return self._once(action)

    def _once(self, action: Callable[[secretstorage.Collection], _Result]) -> _Result:
        try:
            return action(self._open())
        except refusals.LockedException as error:
            raise VaultLocked("vault-locked") from error
        except refusals.PromptDismissedException as error:
            raise VaultLocked("vault-locked") from error
        except refusals.ItemNotFoundException as error:
            self.close()
            what = say("the Secret Service has no default collection")
            raise VaultUnavailable("vault-missing", what=what) from error
        except _BROKEN as error:
            self.close()
            what = say("no Secret Service on the session bus")
            raise VaultUnavailable("vault-missing", what=what) from error

    def _open(self) -> secretstorage.Collection:
        if self._collection is None:
            connection = secretstorage.dbus_init()
            try:
                collection = secretstorage.Collection(connection)
                collection.session = open_session(connection)
            except BaseException:
                connection.close()
                raise
            self._collection = collection
        return self._collection


def _query(user: str) -> dict[str, str]:
    """Return the attributes by which python-keyring finds the item too."""
    return {"service": SERVICE, "username": user}


def _read(collection: secretstorage.Collection, user: str) -> str | None:
    for item in collection.search_items(_query(user)):
        return _text(item)
    return None


def _read_all(collection: secretstorage.Collection) -> dict[str, str]:
    found = {}
    for item in collection.search_items({"service": SERVICE}):
        text = _text(item)
        if text is not None:
            found[item.get_attributes().get("username", "")] = text
    return found


def _text(item: secretstorage.Item) -> str | None:
    try:
        return item.get_secret().decode("ascii", "replace")
    except refusals.ItemNotFoundException:
        return None  # removed between the search and the read


def _write(collection: secretstorage.Collection, user: str, text: str) -> None:
    attributes = {**_query(user), "application": SERVICE}
    collection.create_item(f"TokenTray {user}", attributes, text.encode("ascii"), replace=True)


def _delete(collection: secretstorage.Collection, user: str) -> None:
    for item in list(collection.search_items(_query(user))):
        item.delete()
