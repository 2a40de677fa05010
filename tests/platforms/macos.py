"""A recording of libproc and sysctl(3) as their headers have them, called through ctypes."""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tokentray.agent.processes.macos import BsdInfo, VnodePathInfo

_ARGMAX = 4096


@dataclass
class Told:
    """A process; `executable`, `words` and `folder` are None where they are not told."""

    parent: int = 1
    name: bytes = b"zsh"
    executable: bytes | None = b"/bin/zsh"
    words: tuple[bytes, ...] | None = (b"-zsh",)
    folder: bytes | None = b"/Users/me"
    born: tuple[int, int] = (1_800_000_000, 250_000)


class StandInMacos:
    """The functions, over a table of processes; `reborn` gives a pid away after the first look."""

    def __init__(self) -> None:
        self.processes: dict[int, Told] = {}
        self.reborn: dict[int, Told] = {}
        self._kept: list[Any] = []

    def load(self, name: str, result: Any, arguments: tuple[Any, ...]) -> Callable[..., int]:
        """Return a function of C whose body is the method of that name."""
        function = ctypes.CFUNCTYPE(result, *arguments)(getattr(self, name))
        self._kept.append(function)
        return function

    def proc_pidinfo(self, pid: int, flavor: int, arg: int, area: int, size: int) -> int:
        told = self.processes.get(pid)
        if told is None or arg:
            return 0
        if flavor == 3 and size >= 136:
            info = BsdInfo.from_address(area)
            info.pid, info.ppid, info.name = pid, told.parent, told.name
            info.start_tvsec, info.start_tvusec = told.born
            if pid in self.reborn:
                self.processes[pid] = self.reborn.pop(pid)
            return 136
        if flavor == 9 and size >= 2352 and told.folder is not None:
            VnodePathInfo.from_address(area).cdir.path = told.folder
            return 2352
        return 0

    def proc_pidpath(self, pid: int, area: int, size: int) -> int:
        told = self.processes.get(pid)
        if told is None or told.executable is None or size < 4096:
            return 0
        ctypes.memmove(area, told.executable, len(told.executable))
        return len(told.executable)

    def sysctl(self, mib: int, count: int, old: int, length: int, new: int, size: int) -> int:
        names = tuple((ctypes.c_int * count).from_address(mib))
        room = ctypes.c_size_t.from_address(length)
        if names == (1, 8):
            ctypes.c_int.from_address(old).value = _ARGMAX
            room.value = 4
            return 0
        told = self.processes.get(names[2])
        if names[:2] != (1, 49) or new or size or told is None or told.words is None:
            ctypes.set_errno(errno.EINVAL)
            return -1
        area = process_area(told.executable or b"", told.words)
        if room.value < len(area):
            return -1
        ctypes.memmove(old, area, len(area))
        room.value = len(area)
        return 0


def process_area(executable: bytes, words: tuple[bytes, ...]) -> bytes:
    """Return what KERN_PROCARGS2 gives, with an environment behind."""
    padded = executable + b"\0" * (8 - len(executable) % 8)
    rest = b"".join(word + b"\0" for word in (*words, b"SECRET=not-for-us", b"HOME=/Users/me"))
    return struct.pack("i", len(words)) + padded + rest
