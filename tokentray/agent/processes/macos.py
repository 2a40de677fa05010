"""A process by libproc and sysctl(3), which has no documentation but its headers.

`proc_pidinfo` and `proc_pidpath` are in libproc.h, what they fill in in sys/proc_info.h,
KERN_PROCARGS2 in sys/sysctl.h.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Any

from tokentray.agent.processes.base import Process

_PROC_PIDTBSDINFO = 3
_PROC_PIDVNODEPATHINFO = 9
_MAXCOMLEN = 16
_MAXPATHLEN = 1024
_PROC_PIDPATHINFO_MAXSIZE = 4 * _MAXPATHLEN
_CTL_KERN = 1
_KERN_ARGMAX = 8
_KERN_PROCARGS2 = 49

Load = Callable[[str, Any, tuple[Any, ...]], Callable[..., int]]
"""Returns a function of the system by its name, result and arguments."""


class BsdInfo(ctypes.Structure):
    """`struct proc_bsdinfo` (sys/proc_info.h)."""

    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("status", ctypes.c_uint32),
        ("xstatus", ctypes.c_uint32),
        ("pid", ctypes.c_uint32),
        ("ppid", ctypes.c_uint32),
        ("ids", ctypes.c_uint32 * 6),
        ("reserved", ctypes.c_uint32),
        ("comm", ctypes.c_char * _MAXCOMLEN),
        ("name", ctypes.c_char * (2 * _MAXCOMLEN)),
        ("nfiles", ctypes.c_uint32),
        ("pgid", ctypes.c_uint32),
        ("pjobc", ctypes.c_uint32),
        ("tdev", ctypes.c_uint32),
        ("tpgid", ctypes.c_uint32),
        ("nice", ctypes.c_int32),
        ("start_tvsec", ctypes.c_uint64),
        ("start_tvusec", ctypes.c_uint64),
    )


class VnodeInfoPath(ctypes.Structure):
    """`struct vnode_info_path` (sys/proc_info.h): a file's status, of no use here, and its path."""

    _fields_ = (
        ("stat", ctypes.c_uint64 * 17),
        ("type", ctypes.c_int32),
        ("pad", ctypes.c_int32),
        ("fsid", ctypes.c_int32 * 2),
        ("path", ctypes.c_char * _MAXPATHLEN),
    )


class VnodePathInfo(ctypes.Structure):
    """`struct proc_vnodepathinfo` (sys/proc_info.h): the working folder and the root."""

    _fields_ = (("cdir", VnodeInfoPath), ("rdir", VnodeInfoPath))


def load_own(name: str, result: Any, arguments: tuple[Any, ...]) -> Callable[..., int]:
    """Return a function of libSystem, which holds libproc too."""
    function = ctypes.CDLL(None)[name]
    function.restype, function.argtypes = result, arguments
    return function


def read(pid: int, load: Load = load_own) -> Process | None:
    """Return a process, None where it is gone, or belongs to somebody else."""
    return _Reader(load).read(pid)


class _Reader:
    """The three calls, declared."""

    def __init__(self, load: Load) -> None:
        number, address = ctypes.c_int, ctypes.c_void_p
        self._pidinfo = load(
            "proc_pidinfo", number, (number, number, ctypes.c_uint64, address, number)
        )
        self._pidpath = load("proc_pidpath", number, (number, address, ctypes.c_uint32))
        self._sysctl = load(
            "sysctl", number, (address, ctypes.c_uint, address, address, address, ctypes.c_size_t)
        )

    def read(self, pid: int) -> Process | None:
        before = self._bsd_info(pid)
        executable = self._path(pid)
        words = self._words(pid)
        folder = self._folder(pid)
        after = self._bsd_info(pid)
        # What was read in between is about this process only if it is there still.
        if before is None or after is None or _born(before) != _born(after):
            return None
        return Process(
            pid=pid,
            parent=before.ppid,
            name=os.fsdecode(before.name or before.comm),
            executable=executable,
            words=words,
            folder=folder,
            born=_born(before),
            started_at=_born(before) / 1e6,
        )

    def _bsd_info(self, pid: int) -> BsdInfo | None:
        info = BsdInfo()
        size = ctypes.sizeof(info)
        filled = self._pidinfo(pid, _PROC_PIDTBSDINFO, 0, ctypes.byref(info), size)
        return info if filled == size else None

    def _path(self, pid: int) -> str:
        path = ctypes.create_string_buffer(_PROC_PIDPATHINFO_MAXSIZE)
        length = self._pidpath(pid, path, len(path))
        return os.fsdecode(path.raw[:length]) if length > 0 else ""

    def _folder(self, pid: int) -> str:
        info = VnodePathInfo()
        size = ctypes.sizeof(info)
        filled = self._pidinfo(pid, _PROC_PIDVNODEPATHINFO, 0, ctypes.byref(info), size)
        return os.fsdecode(info.cdir.path) if filled == size else ""

    def _words(self, pid: int) -> tuple[str, ...]:
        largest = ctypes.c_int()
        if not self._control((_CTL_KERN, _KERN_ARGMAX), largest, ctypes.sizeof(largest)):
            return ()
        area = ctypes.create_string_buffer(largest.value)
        size = self._control((_CTL_KERN, _KERN_PROCARGS2, pid), area, len(area))
        return words_of(area.raw[:size])

    def _control(self, names: tuple[int, ...], place: Any, size: int) -> int:
        """Ask sysctl(3); return how many bytes it filled in, 0 where it refused."""
        mib = (ctypes.c_int * len(names))(*names)
        length = ctypes.c_size_t(size)
        failed = self._sysctl(mib, len(names), ctypes.byref(place), ctypes.byref(length), None, 0)
        return 0 if failed else length.value


def words_of(area: bytes) -> tuple[str, ...]:
    """Return the words in what KERN_PROCARGS2 gives.

    These are: their number, the executable, zeros, the words, and the environment, which is
    no business of ours.
    """
    start = ctypes.sizeof(ctypes.c_int)
    if len(area) < start:
        return ()
    count = ctypes.c_int.from_buffer_copy(area).value
    _, _, rest = area[start:].partition(b"\0")
    words = rest.lstrip(b"\0").split(b"\0", max(count, 0))
    return tuple(map(os.fsdecode, words[: max(count, 0)]))


def _born(info: BsdInfo) -> int:
    return int(info.start_tvsec) * 1_000_000 + int(info.start_tvusec)
