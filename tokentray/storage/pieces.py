"""Texts longer than a keyring's item: pieces under new names, then one manifest that swings.

A crash between any two calls leaves the old text or the new one, never a mixture: the pieces
of the new text are written and read back before the manifest names them, and the old ones are
removed after it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from tokentray.core.errors import VaultEntryBroken, VaultUnavailable
from tokentray.core.said import say
from tokentray.storage.stores.base import SecretStore

_MARK = '{"pieces":'


@dataclass(frozen=True, slots=True)
class _Manifest:
    """Names of the pieces and the SHA-256 of the whole."""

    users: tuple[str, ...]
    digest: str

    def to_text(self) -> str:
        """Return one line."""
        data = {"pieces": list(self.users), "sha256": self.digest}
        return json.dumps(data, separators=(",", ":"))


class Pieces:
    """Keeps one-line ASCII texts of any length in a store."""

    def __init__(self, store: SecretStore) -> None:
        self._store = store

    def read(self, user: str) -> str | None:
        """Return the whole text.

        Raises:
            VaultEntryBroken: a piece is missing or was changed.
        """
        text = self._store.read(user)
        return None if text is None else self._whole(text, None)

    def read_all(self) -> Mapping[str, str | VaultEntryBroken] | None:
        """Return every whole text by user, None where the store cannot list."""
        texts = self._store.read_all()
        if texts is None:
            return None
        found: dict[str, str | VaultEntryBroken] = {}
        for user, text in texts.items():
            try:
                found[user] = self._whole(text, texts)
            except VaultEntryBroken as error:
                found[user] = error
        return found

    def write(self, user: str, text: str) -> None:
        """Keep `text`, read back before the old one goes.

        Raises:
            VaultUnavailable: the store did not keep what it was given.
        """
        old = self._old_pieces(user)
        limit = self._store.limit
        if limit is None or len(text) <= limit:
            self._write_one(user, text)
        else:
            self._write_one(user, self._write_pieces(user, text, limit).to_text())
        for piece in old:
            self._store.delete(piece)

    def delete(self, user: str) -> None:
        """Remove the text and all its pieces."""
        old = self._old_pieces(user)
        self._store.delete(user)
        for piece in old:
            self._store.delete(piece)

    def _write_pieces(self, user: str, text: str, limit: int) -> _Manifest:
        tag = secrets.token_hex(4)
        parts = [text[start : start + limit] for start in range(0, len(text), limit)]
        users = tuple(f"{user}.{tag}.{number}" for number in range(len(parts)))
        manifest = _Manifest(users, _digest(text))
        if len(manifest.to_text()) > limit:
            raise VaultUnavailable(
                "vault-too-long", length=len(text), limit=limit * (limit // (len(users[0]) + 3))
            )
        for name, part in zip(users, parts, strict=True):
            self._write_one(name, part)
        return manifest

    def _write_one(self, user: str, text: str) -> None:
        self._store.write(user, text)
        if self._store.read(user) != text:
            raise VaultUnavailable("vault-write-lost")

    def _old_pieces(self, user: str) -> tuple[str, ...]:
        text = self._store.read(user)
        if text is None or not text.startswith(_MARK):
            return ()
        try:
            return _manifest(text).users
        except VaultEntryBroken:
            return ()

    def _whole(self, text: str, texts: Mapping[str, str] | None) -> str:
        if not text.startswith(_MARK):
            return text
        manifest = _manifest(text)
        parts = [self._store.read(u) if texts is None else texts.get(u) for u in manifest.users]
        whole = "".join(part for part in parts if part is not None)
        if None in parts or _digest(whole) != manifest.digest:
            raise VaultEntryBroken("vault-entry-broken", what=say("a piece of it is missing"))
        return whole


def _manifest(text: str) -> _Manifest:
    try:
        data = json.loads(text)
        return _Manifest(tuple(str(user) for user in data["pieces"]), str(data["sha256"]))
    except (ValueError, KeyError, TypeError) as error:
        raise VaultEntryBroken("vault-entry-broken", what=say("its manifest is damaged")) from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("ascii", "replace")).hexdigest()
