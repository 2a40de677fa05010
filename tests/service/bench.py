"""A service on real files, the memory store and a scripted endpoint, with a clock to turn."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.faults.endpoint import HostileEndpoint
from tokentray.core.errors import VaultError
from tokentray.core.jobs import Phase
from tokentray.core.profile import Profile
from tokentray.core.tokens import Binding, Intent, TokenSet, VaultEntry
from tokentray.oauth.transport import HttpTransport
from tokentray.service.effects import Effects
from tokentray.service.facade import Loaded, TokenService
from tokentray.service.refresh import Refreshed, Wish
from tokentray.storage.documents import Documents
from tokentray.storage.folders import Folders, find_folders
from tokentray.storage.history import History
from tokentray.storage.locks import profile_lock
from tokentray.storage.profiles_file import ProfilesFile
from tokentray.storage.stores.memory import MemoryStore
from tokentray.storage.vault import Vault

MACHINE = "this-machine"


@dataclass
class Clock:
    """A wall clock that a test turns; it begins at the real time, as the endpoint's does."""

    offset: float = 0.0
    base: Callable[[], float] = field(default=lambda: 0.0)

    def __call__(self) -> float:
        """Return POSIX seconds."""
        return self.base() + self.offset


def folders_in(path: Path) -> Folders:
    """Return the folders of a user whose home is `path`."""
    environ = {
        "HOME": str(path),
        "XDG_CONFIG_HOME": str(path / "config"),
        "XDG_STATE_HOME": str(path / "state"),
        "XDG_CACHE_HOME": str(path / "cache"),
    }
    return find_folders(environ)


class Bench:
    """One service and all that it stands on."""

    def __init__(self, path: Path, endpoint: HostileEndpoint, clock: Clock) -> None:
        self.endpoint = endpoint
        self.clock = clock
        self.folders = folders_in(path)
        self.store = MemoryStore()
        self.vault = Vault(self.store, self.folders.generations, MACHINE)
        self.profiles = ProfilesFile(self.folders.profiles_file, self.folders.locks)
        self.history = History(self.folders.history_file)
        self.phases: list[Phase] = []
        self.patience: list[float] = []
        self.service = TokenService(self.effects(), say_moment=lambda moment: f"<{moment:.0f}>")

    def effects(self, **changes: Any) -> Effects:
        """Return the real effects, with some replaced."""
        real = Effects(
            vault=self.vault,
            transport=HttpTransport(),
            history=self.history,
            documents=Documents(self.folders.cache),
            profiles=self.profiles,
            lock=lambda profile_id: profile_lock(self.folders, profile_id, 5.0),
            machine=MACHINE,
            now=self.clock,
            monotonic=self.clock.base,
            chance=lambda: 0.0,
            uuid=lambda: str(uuid.uuid4()),
            patience=self._wait,
        )
        return replace(real, **changes)

    def add(self, name: str = "api", **table: Any) -> Profile:
        """Write a profile of the RFC 6749 refresh against the endpoint."""
        whole = {
            "client_id": "tokentray-demo",
            "endpoints": {"token": self.endpoint.url},
            **table,
        }
        self.profiles.add(name, whole)
        return self.service.profile(name)

    def give(self, name: str = "api", response: Mapping[str, Any] | str | None = None) -> Profile:
        """Import a response, the endpoint's own by default."""
        given = self.endpoint.grant.response if response is None else response
        text = given if isinstance(given, str) else json.dumps(given)
        self.service.import_tokens(name, text.encode())
        return self.service.profile(name)

    def refresh(self, profile: Profile, *, force: bool = True) -> Refreshed:
        """Refresh, by default as a person who insists."""
        return self.service.refresh(profile, Wish(force=force), self.phases.append)

    def load(self, profile: Profile) -> Loaded:
        """Read what is held."""
        return self.service.load(profile)

    def held(self, profile: Profile) -> TokenSet:
        """Return the token set in the vault."""
        entry = self.vault.load(profile.id)
        assert entry is not None
        return entry.token_set

    def _wait(self, seconds: float) -> bool:
        self.patience.append(seconds)
        return len(self.patience) < 5


class BrokenVault:
    """The real vault that refuses to save when `refuses` says so (count of saves so far)."""

    def __init__(self, vault: Vault, refuses: Callable[[int], VaultError | None]) -> None:
        self._vault = vault
        self._refuses = refuses
        self.saves = 0

    def __getattr__(self, name: str) -> Any:
        """Everything else is the real one."""
        return getattr(self._vault, name)

    def save(
        self,
        profile_id: str,
        token_set: TokenSet,
        intent: Intent | None = None,
        *,
        expected_generation: int | None = None,
    ) -> VaultEntry:
        """Save, unless this one is refused."""
        self.saves += 1
        error = self._refuses(self.saves)
        if error is not None:
            raise error
        return self._vault.save(
            profile_id, token_set, intent, expected_generation=expected_generation
        )


UNBOUND = Binding()
