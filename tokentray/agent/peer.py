"""Who is at the other end of a local socket, by what the kernel says."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from tokentray.agent.processes import Process, read_process
from tokentray.agent.sockets import system
from tokentray.core.asking import Asker

_LOCAL_PEERCRED, _LOCAL_PEERPID = 1, 2
"""macOS (sys/un.h), at level 0 (SOL_LOCAL): `struct xucred`, and a number."""

_OWN_NAMES = frozenset({"tokentray", "tokentray-gui"})
_INTERPRETERS = frozenset(
    {
        *("sh", "ash", "bash", "busybox", "dash", "fish", "ksh", "mksh", "zsh", "pwsh"),
        *("python", "pypy", "perl", "ruby", "node", "nodejs", "bun", "php", "lua", "tclsh"),
        *("pythonw", "powershell"),
    }
)
"""Without their versions: what they were started with says more than they do."""

_GENERATIONS = 64
"""So many ancestors are looked at; nobody has more by honest means."""

ReadProcess = Callable[[int], Process | None]


class Caller:
    """One client of the socket; asked for its process only where that matters."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @property
    def pid(self) -> int | None:
        """The process that connected, None where the system does not say."""
        return peer_pid(self._descriptor)


def peer_uid(descriptor: int, platform: str = sys.platform) -> int:
    """Return the uid of the peer of a socket; Windows has none."""
    with closing(_socket_of(descriptor)) as connection:
        if platform == "linux":
            raw = connection.getsockopt(system.SOL_SOCKET, system.SO_PEERCRED, 12)
            return int(struct.unpack("3i", raw)[1])
        raw = connection.getsockopt(0, _LOCAL_PEERCRED, 76)
        return int(struct.unpack_from("2I", raw)[1])


def peer_pid(descriptor: int, platform: str = sys.platform) -> int | None:
    """Return the pid of the peer when it connected, None where the system does not say."""
    if platform == "win32":
        from tokentray.agent.windows_pipe import client_pid

        return client_pid(descriptor)
    if platform not in ("linux", "darwin"):
        return None
    try:
        with closing(_socket_of(descriptor)) as connection:
            if platform == "linux":
                raw = connection.getsockopt(system.SOL_SOCKET, system.SO_PEERCRED, 12)
            else:
                raw = connection.getsockopt(0, _LOCAL_PEERPID, 4)
    except OSError:
        return None  # it is gone already
    return int(struct.unpack_from("i", raw)[0]) or None


def _socket_of(descriptor: int) -> system.socket:
    return system.socket(fileno=os.dup(descriptor))


def asking_program(pid: int, read: ReadProcess = read_process) -> Asker | None:
    """Return the first of a process and its ancestors that is not a command of ours."""
    for _ in range(_GENERATIONS):
        process = read(pid) if pid > 0 else None
        if process is None:
            return None
        if not _is_own(process):
            return _asker(process)
        pid = process.parent
    return None


def is_alive(asker: Asker, read: ReadProcess = read_process) -> bool:
    """Tell whether this very process runs still, and is the program that it was."""
    process = read(asker.pid)
    return process is not None and _asker(process).is_same(asker)


def _asker(process: Process) -> Asker:
    script = _script(process)
    return Asker(
        name=_path(process, script or process.executable).name or process.name,
        executable=process.executable,
        script=script,
        pid=process.pid,
        born=process.born,
        started_at=process.started_at,
        folder=process.folder,
    )


def _path(process: Process, text: str) -> PurePath:
    """Return a path in the form of the process's system."""
    is_posix = process.executable.startswith("/") or not process.executable
    return PurePosixPath(text) if is_posix else PureWindowsPath(text)


def _program(process: Process, text: str) -> str:
    """Return what a file is called as a program: "python" for `Python` and `python.exe`."""
    path = _path(process, text)
    return path.name if isinstance(path, PurePosixPath) else path.name.lower().removesuffix(".exe")


def _is_own(process: Process) -> bool:
    """Tell whether it is the command that was asked to ask."""
    executable = _program(process, process.executable)
    if not executable.lower().startswith("python"):
        return executable in _OWN_NAMES
    by_module = process.words[1:3] == ("-m", "tokentray")
    return by_module or _program(process, _first(process)) in _OWN_NAMES


def _script(process: Process) -> str:
    """Return the file that the process was started with as its first word, if that is one.

    The words are the program's own: they tell scripts apart, and prove nothing.
    """
    first = _first(process)
    interpreter = _program(process, process.executable).lower().rstrip("0123456789.-")
    if interpreter not in _INTERPRETERS or not first:
        return ""
    path = Path(process.folder, first)
    try:
        return str(path.resolve()) if path.is_absolute() and path.is_file() else ""
    except (OSError, RuntimeError):
        return ""


def _first(process: Process) -> str:
    """Return the first word that is no option, empty where another comes before any file."""
    for word in process.words[1:]:
        if word in ("-c", "-m", "-"):
            break
        if not word.startswith("-"):
            return word
    return ""
