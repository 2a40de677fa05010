"""A Wayland session without a screen beside a desktop: sway, with the desktop's buses and panel."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from virtual_desktop import VirtualDesktop, until

_CONFIG = "output HEADLESS-1 resolution 1280x720\nxwayland disable\n"
_NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")


class Compositor:
    """One sway; what runs in `environment` has its windows and its clipboard there."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._desktop = desktop
        # It refuses to be root, and nobody else can enter the desktop's own folder.
        self._folder = Path(tempfile.mkdtemp(prefix="vw-", dir="/tmp"))
        is_root = os.geteuid() == 0
        (self._folder / "config").write_text(_CONFIG)
        if is_root:
            shutil.chown(self._folder, "nobody")
        variables = {
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(self._folder),
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
        }
        environ = desktop.environment | variables
        del environ["DISPLAY"]
        self._sway = desktop.popen(
            [*(_NOBODY if is_root else ()), "sway", "--config", self._folder / "config"],
            env=environ,
            stderr=subprocess.DEVNULL,
        )
        until(self._socket.exists, "the compositor")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._sway.terminate()
        self._sway.wait(5)
        shutil.rmtree(self._folder)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs that is to run there."""
        display = {"WAYLAND_DISPLAY": str(self._socket), "QT_QPA_PLATFORM": "wayland"}
        return display | {"XDG_SESSION_TYPE": "wayland"}

    def paste(self, kind: str = "text/plain") -> str | None:
        """Return what another program pastes, or None where nothing is there."""
        argv = ["wl-paste", "--no-newline", "--type", kind]
        return self._ask(argv)

    def kinds(self) -> list[str]:
        """Return the formats that are offered."""
        return (self._ask(["wl-paste", "--list-types"]) or "").split()

    def windows(self) -> str:
        """Return what the compositor knows of its windows, as JSON."""
        (control,) = self._folder.glob("sway-ipc*.sock")
        argv = ["swaymsg", "--socket", str(control), "--type", "get_tree", "--raw"]
        return self._ask(argv) or ""

    @property
    def _socket(self) -> Path:
        return self._folder / "wayland-1"

    def _ask(self, argv: list[str]) -> str | None:
        environ = self._desktop.environment | self.environment
        done = self._desktop.run(argv, env=environ, capture_output=True, timeout=10)
        return done.stdout if done.returncode == 0 else None
