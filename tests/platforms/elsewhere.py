"""Make this process look like one on Windows or macOS, as far as that is honest.

What the other system lacks is taken away after everything that is not ours was imported: the
libraries have their own code for it, which is not tried here.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from functools import partial
from threading import Thread
from types import ModuleType
from typing import Any

_LACKS: dict[str, dict[str, tuple[str, ...]]] = {
    "win32": {
        "modules": (
            *("fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty", "pty"),
            *("jeepney", "secretstorage"),
        ),
        "os": (
            *("O_CLOEXEC", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "POSIX_SPAWN_DUP2"),
            *("WNOHANG", "chown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getuid"),
            *("initgroups", "killpg", "lchown", "mkfifo", "nice", "openpty", "pidfd_open"),
            *("pipe2", "posix_spawn", "posix_spawnp", "setsid", "setuid", "sysconf", "uname"),
            *("getpgid", "getpgrp", "tcgetpgrp", "sched_yield", "wait3", "fchown"),
        ),
        "signal": (
            *("SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT"),
            *("SIGSTOP", "SIGTSTP", "SIGUSR1", "SIGWINCH", "pthread_sigmask", "setitimer"),
        ),
        "socket": ("AF_UNIX", "SO_PEERCRED", "AF_NETLINK", "CMSG_LEN"),
        "select": ("poll", "epoll"),
        "time": ("clock_gettime", "CLOCK_BOOTTIME", "CLOCK_MONOTONIC", "CLOCK_REALTIME"),
    },
    "darwin": {
        "modules": ("jeepney", "secretstorage"),
        "os": ("pidfd_open", "sched_getaffinity", "eventfd", "pipe2"),
        "signal": ("sigtimedwait", "sigwaitinfo"),
        "socket": ("SO_PEERCRED", "AF_NETLINK", "SO_PASSCRED"),
        "select": ("epoll",),
        "time": ("CLOCK_BOOTTIME",),
    },
}
_HOLDERS: dict[str, ModuleType] = {
    "os": os,
    "signal": signal,
    "socket": socket,
    "select": select,
    "time": time,
}


def own_modules() -> list[str]:
    """Return the names of all modules of the package."""
    import tokentray

    found = pkgutil.walk_packages(tokentray.__path__, "tokentray.")
    return [one.name for one in found if not one.name.endswith("__main__")]


def become(platform: str) -> None:
    """Take away what the other system lacks; of ours nothing is imported afterwards."""
    for name in own_modules():
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "tokentray"]:
        del sys.modules[name]
    lacks = _LACKS[platform]
    # Python makes a pair of sockets there in another way.
    _HOLDERS["socket"].__dict__["socketpair"] = partial(socket.socketpair, socket.AF_UNIX)
    for name in list(sys.modules):
        if name.partition(".")[0] in lacks["modules"]:
            sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails so
    for holder, module in _HOLDERS.items():
        for name in lacks[holder]:
            if hasattr(module, name):
                delattr(module, name)
    sys.platform = platform
    if platform == "win32":
        _add_what_windows_has()


def _add_what_windows_has() -> None:
    msvcrt: Any = ModuleType("msvcrt")
    msvcrt.LK_NBLCK = 2
    msvcrt.locking = lambda _descriptor, _mode, _count: None
    sys.modules["msvcrt"] = msvcrt
    holder: Any = signal
    holder.SIGBREAK = signal.SIGTTIN  # 21 on both
    own: Any = ctypes
    own.WinDLL = own.get_last_error = None
    folders: Any = importlib.import_module("platformdirs.windows")
    folders.get_win_folder = lambda _csidl: os.environ["LOCALAPPDATA"]


def import_all(platform: str) -> Iterator[str]:
    """Yield the modules that cannot be imported there, and why."""
    become(platform)
    for name in own_modules():
        try:
            importlib.import_module(name)
        except (ImportError, AttributeError) as error:
            yield f"{name}: {type(error).__name__}"


def start_on_windows(words: list[str]) -> dict[str, Any]:
    """Be the program as on Windows while a thread is the command; return what came of it."""
    from tests.platforms.windows import StandInWindows, event_notifier

    system = StandInWindows()
    become("win32")
    import PySide6.QtCore as core

    import tokentray.storage.windows as api

    library: Any = api
    library.OwnSystem = lambda: system
    holder: Any = core
    holder.QWinEventNotifier = lambda event, parent: _Notifier(int(event), parent, event_notifier)
    told: dict[str, Any] = {}
    thread = Thread(target=_ask, args=(told,))
    thread.start()
    from tokentray.cli.main import main

    told["code"] = main(words)
    thread.join()
    return told


def _ask(told: dict[str, Any]) -> None:
    """Wait for the program, ask it in both ways, and end it."""
    from tokentray.cli import fast
    from tokentray.cli.agent_client import AgentClient
    from tokentray.core.errors import AgentNotRunning
    from tokentray.storage.folders import find_folders

    path = find_folders(os.environ).socket
    assert path is not None
    client = AgentClient(path, 20.0)
    end = time.monotonic() + 20.0
    while "status" not in told and time.monotonic() < end:
        try:
            told["status"] = client.ask("status")
        except AgentNotRunning:
            time.sleep(0.02)
    told["pipe"] = str(path)
    told["fast"] = json.loads(fast.ask(["token", "api"]))
    client.ask("quit")


def runtime_folders(platform: str) -> tuple[str | None, str]:
    """Return the socket's folder there, as the fast path and as the rest of the code has it."""
    become(platform)
    from tokentray.cli import fast
    from tokentray.storage.folders import find_folders

    os.environ.pop("XDG_RUNTIME_DIR")
    return fast.runtime_folder(), str(find_folders(os.environ).runtime)


class _Notifier:
    """Has the signal of a QWinEventNotifier, over the stand-in's events."""

    def __init__(self, event: int, parent: Any, new: Any) -> None:
        self._event, self._parent, self._new = event, parent, new
        self.activated = self
        self._notifier: Any = None

    def connect(self, on_set: Any) -> None:
        self._notifier = self._new(self._event, self._parent, on_set)

    def setEnabled(self, enable: bool) -> None:
        self._notifier.setEnabled(enable)

    def deleteLater(self) -> None:
        self._notifier.deleteLater()


def main(platform: str, words: list[str]) -> object:
    """Do one of the above."""
    if words == ["imports"]:
        return sorted(import_all(platform))
    if words == ["runtime"]:
        return runtime_folders(platform)
    return start_on_windows(words)


if __name__ == "__main__":
    told = json.dumps(main(sys.argv[1], sys.argv[2:]))
    sys.stdout.write(told)
