"""Put a TokenService together from real parts: for the worker and the command line."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime

from tokentray.core.jobs import LOCK_SECONDS
from tokentray.core.settings import Settings
from tokentray.oauth.transport import HttpTransport
from tokentray.service.effects import Effects
from tokentray.service.facade import TokenService
from tokentray.service.owned_vault import OwnedVault
from tokentray.storage.documents import Documents
from tokentray.storage.folders import Folders
from tokentray.storage.history import History
from tokentray.storage.lock_flag import read_lock
from tokentray.storage.locks import profile_lock
from tokentray.storage.machine import machine_id
from tokentray.storage.profiles_file import ProfilesFile
from tokentray.storage.stores import open_store
from tokentray.storage.vault import Vault

_PATIENCE = 60.0
"""How long a command waits for the vault to take an answer; the worker waits for ever."""


def open_service(
    folders: Folders,
    settings: Settings,
    environ: Mapping[str, str],
    *,
    patience: Callable[[float], bool] | None = None,
) -> TokenService:
    """Return a service on the user's own folders, keyring and network."""
    machine = machine_id()
    kind = settings.store
    vault = OwnedVault(lambda: Vault(open_store(kind, environ), folders.generations, machine))
    effects = Effects(
        vault=vault,
        transport=HttpTransport(),
        history=History(folders.history_file, keeps_values=settings.history_values),
        documents=Documents(folders.cache),
        profiles=ProfilesFile(folders.profiles_file, folders.locks),
        lock=lambda profile_id: profile_lock(folders, profile_id, LOCK_SECONDS),
        machine=machine,
        now=time.time,
        monotonic=time.monotonic,
        chance=random.SystemRandom().random,
        uuid=lambda: str(uuid.uuid4()),
        patience=patience or _Patience(time.monotonic() + _PATIENCE),
        is_locked=lambda: read_lock(folders.lock_flag) is not None,
    )
    return TokenService(effects, say_moment)


def say_moment(moment: float) -> str:
    """Word a moment in the user's zone: "14:05" today, "2026-03-01 14:05" on other days."""
    local = datetime.fromtimestamp(moment).astimezone()
    same_day = local.date() == datetime.now().astimezone().date()
    return local.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")


class _Patience:
    """Wait between two tries until a moment of the monotonic clock has come."""

    def __init__(self, until: float) -> None:
        self._until = until

    def __call__(self, seconds: float) -> bool:
        time.sleep(seconds)
        return time.monotonic() < self._until
