"""Where everything lies: the XDG folders on Linux, the platform's own elsewhere."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_NAME = "tokentray"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one user; `runtime` is None where there is no private one.

    On Windows `pipe` takes the place of a socket in it.
    """

    config: Path
    state: Path
    cache: Path
    runtime: Path | None
    pipe: Path | None = None

    @property
    def profiles_file(self) -> Path:
        """Written by people and by us."""
        return self.config / "profiles.toml"

    @property
    def settings_file(self) -> Path:
        """Written by people and by us."""
        return self.config / "settings.toml"

    @property
    def history_file(self) -> Path:
        """What happened; no token."""
        return self.state / "history.sqlite3"

    @property
    def log_file(self) -> Path:
        """Rotated and redacted."""
        return self.state / "tokentray.log"

    @property
    def locks(self) -> Path:
        """Kernel locks, where every process of the user meets them."""
        return self.state / "locks"

    @property
    def generations(self) -> Path:
        """One number a profile, raised by each write of the vault."""
        return self.state / "generation"

    @property
    def lock_flag(self) -> Path:
        """There while TokenTray is locked."""
        return self.state / "locked"

    @property
    def agreements_file(self) -> Path:
        """Which programs a person lets have a token."""
        return self.state / "agreements.json"

    @property
    def instance_lock(self) -> Path:
        """Held by the running program."""
        return self.state / "locks" / "instance"

    @property
    def socket(self) -> Path | None:
        """Where the agent listens."""
        if self.pipe is not None:
            return self.pipe
        # Imported here: it brings json, and the icon does not wait for that.
        from tokentray.core.wire import SOCKET_NAME

        return None if self.runtime is None else self.runtime / SOCKET_NAME


def find_folders(environ: Mapping[str, str], platform: str = sys.platform) -> Folders:
    """Tell where the folders are; nothing is created."""
    if platform in ("win32", "darwin"):
        return _platform_folders(environ, platform)
    home = Path(environ.get("HOME") or Path.home())
    runtime = runtime_folder(environ, os.getuid())
    return Folders(
        config=_xdg(environ, "XDG_CONFIG_HOME", home / ".config" / _NAME),
        state=_xdg(environ, "XDG_STATE_HOME", home / ".local" / "state" / _NAME),
        cache=_xdg(environ, "XDG_CACHE_HOME", home / ".cache" / _NAME),
        runtime=None if runtime is None else Path(runtime),
    )


def runtime_folder(environ: Mapping[str, str], uid: int) -> str | None:
    """Return the folder of the socket, None where there is no private place for one.

    Never a folder in /tmp: anybody could have made it first. The command's fast path has the
    same lines (`cli/fast.py`), and a test holds both to the same answers.
    """
    base = environ.get("XDG_RUNTIME_DIR", "")
    if base.startswith("/"):
        return f"{base}/{_NAME}"
    base = f"/run/user/{uid}"
    try:
        found = os.lstat(base)
    except OSError:
        return None
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    return f"{base}/{_NAME}" if private and found.st_uid == uid else None


def make_private(folder: Path) -> Path:
    """Make a folder that only its owner may enter, and return it.

    So is each one on the way that is missing: the XDG specification wants that too.
    """
    if not folder.parent.exists():
        make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _xdg(environ: Mapping[str, str], name: str, fallback: Path) -> Path:
    """Return one XDG base folder of ours; a relative value is ignored, as the spec asks."""
    value = Path(environ.get(name, ""))
    return value / _NAME if value.is_absolute() else fallback


def _platform_folders(environ: Mapping[str, str], platform: str) -> Folders:
    """Return the platform's own folders; the variables go before them, for demo and tests."""
    # Imported here: on Linux these folders are a few lines, and the import costs 4 ms.
    from platformdirs import PlatformDirs

    found = PlatformDirs("TokenTray", appauthor=False)
    return Folders(
        config=_xdg(environ, "XDG_CONFIG_HOME", found.user_config_path),
        state=_xdg(environ, "XDG_STATE_HOME", found.user_state_path),
        cache=_xdg(environ, "XDG_CACHE_HOME", found.user_cache_path),
        runtime=_xdg(environ, "XDG_RUNTIME_DIR", found.user_runtime_path),
        pipe=_own_pipe(environ) if platform == "win32" else None,
    )


def _own_pipe(environ: Mapping[str, str]) -> Path:
    from tokentray.storage.windows import own_pipe

    return Path(own_pipe(environ.get("XDG_RUNTIME_DIR", "")))
