"""Our code where POSIX is not: nothing that only Linux has is used on the way of another system."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LINUX_ALONE = [
    "tokentray.desktop.platform.freedesktop: ModuleNotFoundError",
    "tokentray.storage.stores.probe: ModuleNotFoundError",
    "tokentray.storage.stores.secret_service: ModuleNotFoundError",
]
"""Each is imported by name on Linux only; what they need is installed there alone."""


def elsewhere(*words: str, folder: Path) -> Any:
    """Return what `tests.platforms.elsewhere` prints of itself, in folders of its own."""
    environ = {
        **os.environ,
        "HOME": str(folder),
        "LOCALAPPDATA": str(folder / "local"),
        "QT_QPA_PLATFORM": "offscreen",
        **{
            f"XDG_{name}": str(folder / name)
            for name in ("CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")
        },
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.platforms.elsewhere", *words],
        env=environ,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_every_module_can_be_imported(platform: str, tmp_path: Path) -> None:
    """Without fcntl, os.getuid, SIGHUP, AF_UNIX and all else that the other system lacks."""
    assert elsewhere(platform, "imports", folder=tmp_path) == LINUX_ALONE


@pytest.mark.parametrize("words", [("--headless",), ()])
def test_the_program_on_windows(words: tuple[str, ...], tmp_path: Path) -> None:
    """It starts, answers the command by both of its ways over the pipe, and ends."""
    told = elsewhere("win32", "run", "--store", "memory", *words, folder=tmp_path)

    assert told["code"] == 0
    assert told["pipe"].startswith("\\\\.\\pipe\\org.tokentray.TokenTray.S-1-5-21-")
    assert told["status"]["headless"] is bool(words)
    assert told["fast"]["error"]["code"] == 4


def test_both_sides_look_in_the_same_folder_on_macos(tmp_path: Path) -> None:
    """The fast path's own lines give what `storage.folders` gives."""
    fast, folders = elsewhere("darwin", "runtime", folder=tmp_path)

    assert fast == folders == f"{tmp_path}/Library/Caches/TemporaryItems/TokenTray"
