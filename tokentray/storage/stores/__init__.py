"""The keyrings that may hold secrets: an allow-list, chosen by platform, never by priority."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from tokentray.core.said import say
from tokentray.core.settings import Store
from tokentray.storage.stores.base import SecretStore


def open_store(
    store: Store, environ: Mapping[str, str], platform: str = sys.platform
) -> SecretStore:
    """Return the store of this desktop; a missing keyring is told by its calls.

    Each is imported only where it is used: every one brings packages of its own.
    """
    if store is Store.MEMORY:
        from tokentray.storage.stores.memory import MemoryStore

        return MemoryStore()
    if platform in ("win32", "darwin"):
        from tokentray.storage.stores.keyrings import macos_store, windows_store

        return windows_store() if platform == "win32" else macos_store()
    if _wants_kwallet(environ):
        from tokentray.storage.stores.keyrings import kwallet_store

        return kwallet_store()
    try:
        from tokentray.storage.stores.secret_service import SecretServiceStore
    except ImportError:
        from tokentray.storage.stores.absent import AbsentStore

        return AbsentStore(say("the SecretStorage package is not installed"))
    return SecretServiceStore()


def _wants_kwallet(environ: Mapping[str, str]) -> bool:
    """Tell whether KWallet is there and the Secret Service is not."""
    if "KDE" not in environ.get("XDG_CURRENT_DESKTOP", ""):
        return False
    from tokentray.storage.stores.probe import names_on_bus

    names = names_on_bus()
    kwallet = {"org.kde.kwalletd5", "org.kde.kwalletd6"} & names
    return bool(kwallet) and "org.freedesktop.secrets" not in names
