"""The vault: one entry a profile for its token set, one for its own secrets.

Every entry is one line of ASCII: a raw line end in a secret has made whole keyrings unreadable.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokentray.core.errors import (
    VaultConflict,
    VaultEntryBroken,
    VaultEntryNewer,
    VaultError,
    VaultUnavailable,
)
from tokentray.core.said import say
from tokentray.core.tokens import (
    Binding,
    Intent,
    TokenSet,
    VaultEntry,
    entry_from_dict,
    entry_to_dict,
)
from tokentray.storage.atomic import replace_file
from tokentray.storage.pieces import Pieces
from tokentray.storage.stores.base import SecretStore, StoreState

VERSION = 1
_SECRETS = ":secrets"


@dataclass(frozen=True, slots=True)
class Secret:
    """One of a profile's own secrets, and where it may be sent."""

    value: str = field(repr=False)
    binding: Binding = field(default_factory=Binding)


class Vault:
    """Token sets and secrets in a store; every call may raise a `VaultError`.

    `generations` is the folder whose files tell other processes that something was written.
    """

    def __init__(self, store: SecretStore, generations: Path, machine: str) -> None:
        self._store = store
        self._pieces = Pieces(store)
        self._generations = generations
        self._machine = machine

    @property
    def kind(self) -> str:
        """Which store it is."""
        return self._store.kind

    def state(self) -> StoreState:
        """Tell whether it can be used now, without a prompt."""
        return self._store.state()

    def unlock(self) -> None:
        """Have the person unlock it."""
        self._store.unlock()

    def close(self) -> None:
        """Let go of connections."""
        self._store.close()

    def load(self, profile_id: str) -> VaultEntry | None:
        """Return what is held for a profile, None where nothing is."""
        text = self._pieces.read(profile_id)
        return None if text is None else _parse(text)

    def load_many(self, ids: Sequence[str]) -> Mapping[str, VaultEntry | VaultError | None]:
        """Return many entries; what cannot be read is an error in its place."""
        # One by itself is found sooner than all that are kept beside it.
        texts = None if len(ids) == 1 else self._pieces.read_all()
        if texts is None:
            return {profile_id: self._load_or_error(profile_id) for profile_id in ids}
        return {profile_id: _parse_or_error(texts.get(profile_id)) for profile_id in ids}

    def save(
        self,
        profile_id: str,
        token_set: TokenSet,
        intent: Intent | None = None,
        *,
        expected_generation: int | None = None,
    ) -> VaultEntry:
        """Write, read back, tell the others, and return the new entry.

        Raises:
            VaultConflict: `expected_generation` is not what is held (0: nothing is held).
        """
        current = self._current_generation(profile_id)
        if expected_generation is not None and current not in (None, expected_generation):
            raise VaultConflict("vault-conflict")
        generation = max(current or 0, self._announced(profile_id)) + 1
        entry = VaultEntry(generation, self._machine, token_set, intent)
        self._pieces.write(profile_id, _line({"version": VERSION, **entry_to_dict(entry)}))
        self._announce(profile_id, generation)
        return entry

    def delete(self, profile_id: str) -> None:
        """Remove every entry of a profile."""
        self._pieces.delete(profile_id)
        self._pieces.delete(profile_id + _SECRETS)
        self._announce(profile_id, self._announced(profile_id) + 1)

    def forget(self, profile_id: str) -> None:
        """Remove the token set of a profile; its own secrets stay."""
        self._pieces.delete(profile_id)
        self._announce(profile_id, self._announced(profile_id) + 1)

    def secrets(self, profile_id: str) -> Mapping[str, Secret]:
        """Return a profile's own secrets by NAME."""
        text = self._pieces.read(profile_id + _SECRETS)
        if text is None:
            return {}
        data = _checked(text)
        try:
            return {
                str(key): Secret(str(value), Binding(str(issuer), str(origin)))
                for key, (value, issuer, origin) in data["secrets"].items()
            }
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise VaultEntryBroken(
                "vault-entry-broken", what=say("its fields are wrong")
            ) from error

    def set_secret(self, profile_id: str, key: str, value: str, binding: Binding) -> None:
        """Keep one secret; where the others cannot be read any more it is the only one."""
        try:
            kept = self.secrets(profile_id)
        except VaultEntryBroken:
            kept = {}
        self._write_secrets(profile_id, {**kept, key: Secret(value, binding)})

    def remove_secret(self, profile_id: str, key: str) -> bool:
        """Remove one secret; tell whether it was there."""
        kept = dict(self.secrets(profile_id))
        if kept.pop(key, None) is None:
            return False
        self._write_secrets(profile_id, kept)
        return True

    def _write_secrets(self, profile_id: str, kept: Mapping[str, Secret]) -> None:
        if not kept:
            self._pieces.delete(profile_id + _SECRETS)
            return
        data = {
            key: [secret.value, secret.binding.issuer, secret.binding.origin]
            for key, secret in kept.items()
        }
        self._pieces.write(profile_id + _SECRETS, _line({"version": VERSION, "secrets": data}))

    def _current_generation(self, profile_id: str) -> int | None:
        """Return what is held: 0 for nothing, None where it is broken and may be replaced."""
        try:
            entry = self.load(profile_id)
        except VaultEntryBroken:
            return None
        return 0 if entry is None else entry.generation

    def _load_or_error(self, profile_id: str) -> VaultEntry | VaultError | None:
        try:
            return self.load(profile_id)
        except (VaultEntryBroken, VaultEntryNewer) as error:
            return error

    def _announced(self, profile_id: str) -> int:
        try:
            return int((self._generations / profile_id).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return 0

    def _announce(self, profile_id: str, generation: int) -> None:
        """Raise the number that the running program watches."""
        try:
            replace_file(self._generations / profile_id, str(generation).encode("ascii"))
        except OSError as error:
            what = error.strerror or type(error).__name__
            raise VaultUnavailable(
                "state-unwritable", path=str(self._generations), what=what
            ) from error


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=True)


def _parse_or_error(text: str | VaultError | None) -> VaultEntry | VaultError | None:
    if text is None or isinstance(text, VaultError):
        return text
    try:
        return _parse(text)
    except (VaultEntryBroken, VaultEntryNewer) as error:
        return error


def _parse(text: str) -> VaultEntry:
    data = _checked(text)
    try:
        return entry_from_dict(data)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise VaultEntryBroken("vault-entry-broken", what=say("its fields are wrong")) from error


def _checked(text: str) -> dict[str, Any]:
    """Return the data of an entry of our format version."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise VaultEntryBroken("vault-entry-broken", what=say("it is not JSON")) from error
    if not isinstance(data, dict):
        raise VaultEntryBroken("vault-entry-broken", what=say("it is not an object"))
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise VaultEntryNewer("vault-entry-newer")
    return data
