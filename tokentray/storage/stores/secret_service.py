"""The Secret Service of the freedesktop desktops (gnome-keyring, KeePassXC, ksecretd).

python-keyring's own backend unlocks, and so prompts, on every read and write, creates a
collection where there is none, and opens a connection each time. This one asks for the lock
state first, never creates a collection, and keeps one connection, opened again once when the
daemon was restarted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import secretstorage
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from jeepney import DBusAddress, HeaderFields, MessageType, Properties
from jeepney.io.blocking import DBusConnection
from jeepney.wrappers import DBusErrorResponse
from secretstorage import exceptions as refusals
from secretstorage.defines import SS_PATH, SS_PREFIX
from secretstorage.dhcrypto import Session
from secretstorage.util import BUS_NAME, DBusAddressWrapper, open_session

from tokentray.core.errors import VaultLocked, VaultUnavailable
from tokentray.core.said import say
from tokentray.storage.stores.base import SERVICE, StoreState

_Result = TypeVar("_Result")
_BROKEN = (DBusErrorResponse, EOFError, OSError, refusals.SecretServiceNotAvailableException)

_AT_ONCE = 50
"""Items in one question: while a daemon answers it, it answers nobody else."""


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
    address = DBusAddressWrapper(
        collection.collection_path, SS_PREFIX + "Collection", collection.connection
    )
    # The library's own search asks every item for its label besides.
    (paths,) = address.call("SearchItems", "a{ss}", {"service": SERVICE})
    found: dict[str, str] = {}
    for start in range(0, len(paths), _AT_ONCE):
        found |= read_some(collection, paths[start : start + _AT_ONCE])
    return found


def read_some(collection: secretstorage.Collection, paths: Sequence[str]) -> dict[str, str]:
    """Read a few items at once.

    A daemon leaves out an item that is locked or gone, or refuses all of them because of it:
    what is missing is asked for by itself, and so tells which it is.
    """
    users, texts = _users(collection.connection, paths), _texts(collection, paths)
    found = {}
    for path in paths:
        if path in users and path in texts:
            found[users[path]] = texts[path]
        else:
            found |= _read_alone(collection, path)
    return found


def _read_alone(collection: secretstorage.Collection, path: str) -> dict[str, str]:
    try:
        item = secretstorage.Item(collection.connection, path, collection.session)
        text = item.get_secret().decode("ascii", "replace")
        return {item.get_attributes().get("username", ""): text}
    except refusals.ItemNotFoundException:
        return {}  # removed since the search


def _users(connection: DBusConnection, paths: Sequence[str]) -> dict[str, str]:
    """Ask items for whose they are: all questions are sent before the first answer is awaited."""
    serials = {next(connection.outgoing_serial): path for path in paths}
    for serial, path in serials.items():
        address = DBusAddress(path, BUS_NAME, SS_PREFIX + "Item")
        connection.send(Properties(address).get("Attributes"), serial=serial)
    found = {}
    while serials:
        message = connection.receive()
        asked = serials.pop(message.header.fields.get(HeaderFields.reply_serial, 0), None)
        if asked is not None and message.header.message_type is MessageType.method_return:
            _, attributes = message.body[0]
            found[asked] = attributes.get("username", "")
    return found


def _texts(collection: secretstorage.Collection, paths: Sequence[str]) -> dict[str, str]:
    """Ask for many secrets in one go; the library has no call for it."""
    service = DBusAddressWrapper(SS_PATH, SS_PREFIX + "Service", collection.connection)
    session = collection.session
    if session is None:
        return {}
    try:
        (answer,) = service.call("GetSecrets", "aoo", list(paths), session.object_path)
    except (DBusErrorResponse, refusals.ItemNotFoundException):
        return {}
    return {
        path: _decrypted(session, parameters, value).decode("ascii", "replace")
        for path, (_, parameters, value, _) in answer.items()
    }


def _decrypted(session: Session, parameters: bytes, value: bytes) -> bytes:
    """Undo what the session does to secrets on the bus (dh-ietf1024-sha256-aes128-cbc-pkcs7)."""
    if not session.encrypted or session.aes_key is None:
        return value
    decryptor = Cipher(AES(session.aes_key), CBC(parameters)).decryptor()
    padded = decryptor.update(value) + decryptor.finalize()
    return padded[: -padded[-1]]


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
