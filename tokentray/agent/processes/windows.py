"""A process by Windows' own functions, written from Microsoft's documentation.

No documented function tells another process's working folder; `folder` is empty.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping

from tokentray.agent.processes.base import Process
from tokentray.storage.windows import (
    ADDRESS,
    BOOL,
    DWORD,
    HANDLE,
    PROCESS_QUERY_LIMITED_INFORMATION,
    CallFailed,
    Declared,
    OwnSystem,
    System,
    Windows,
)

_TH32CS_SNAPPROCESS = 0x00000002
_MAX_PATH = 260
_STILL_ACTIVE = 259
_COMMAND_LINE_INFORMATION = 60
"""ProcessCommandLineInformation, since Windows 8.1 (winternl.h names only a few of its kind)."""

_LONGEST_TEXT = 65_536
"""Bytes: a path has 32,767 characters at most, as has a UNICODE_STRING."""

_EPOCH = 11_644_473_600
"""Seconds from 1601, where a FILETIME begins, to 1970."""

_FUNCTIONS: Mapping[str, Declared] = {
    "CloseHandle": ("kernel32", BOOL, (HANDLE,)),
    "CommandLineToArgvW": ("shell32", HANDLE, (ADDRESS, ADDRESS)),
    "CreateToolhelp32Snapshot": ("kernel32", HANDLE, (DWORD, DWORD)),
    "GetExitCodeProcess": ("kernel32", BOOL, (HANDLE, ADDRESS)),
    "GetProcessTimes": ("kernel32", BOOL, (HANDLE, ADDRESS, ADDRESS, ADDRESS, ADDRESS)),
    "LocalFree": ("kernel32", None, (ADDRESS,)),
    "NtQueryInformationProcess": (
        *("ntdll", DWORD),
        (HANDLE, ctypes.c_int32, ADDRESS, DWORD, ADDRESS),
    ),
    "OpenProcess": ("kernel32", HANDLE, (DWORD, BOOL, DWORD)),
    "Process32FirstW": ("kernel32", BOOL, (HANDLE, ADDRESS)),
    "Process32NextW": ("kernel32", BOOL, (HANDLE, ADDRESS)),
    "QueryFullProcessImageNameW": ("kernel32", BOOL, (HANDLE, DWORD, ADDRESS, ADDRESS)),
}
"""processthreadsapi.h, tlhelp32.h, winbase.h, winternl.h, shellapi.h."""


class ProcessEntry(ctypes.Structure):
    """PROCESSENTRY32W (tlhelp32.h)."""

    _fields_ = (
        ("size", DWORD),
        ("usage", DWORD),
        ("pid", DWORD),
        ("default_heap", ctypes.c_size_t),
        ("module", DWORD),
        ("threads", DWORD),
        ("parent", DWORD),
        ("priority", ctypes.c_int32),
        ("flags", DWORD),
        ("exe_file", ctypes.c_uint16 * _MAX_PATH),
    )


class FileTime(ctypes.Structure):
    """FILETIME (minwindef.h): steps of 100 ns since 1601."""

    _fields_ = (("low", DWORD), ("high", DWORD))


class UnicodeString(ctypes.Structure):
    """UNICODE_STRING (ntdef.h); the lengths are bytes."""

    _fields_ = (
        ("length", ctypes.c_uint16),
        ("maximum_length", ctypes.c_uint16),
        ("buffer", ctypes.c_void_p),
    )


def read(pid: int, system: System | None = None) -> Process | None:
    """Return a process, None where it is gone, or may not be looked at."""
    windows = Windows(_FUNCTIONS, system or OwnSystem())
    try:
        process = windows.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, False, pid)
    except CallFailed:
        return None
    try:
        # As long as it is open, nothing else gets its number.
        return _described(windows, process, pid)
    except CallFailed:
        return None
    finally:
        windows.CloseHandle(process)


def _described(windows: Windows, process: int, pid: int) -> Process | None:
    status = DWORD()
    windows.GetExitCodeProcess(process, ctypes.byref(status))
    entry = _entry(windows, pid)
    if status.value != _STILL_ACTIVE or entry is None:
        return None
    born = _born(windows, process)
    return Process(
        pid=pid,
        parent=_parent(windows, entry.parent, born),
        name=_text(bytes(entry.exe_file)).partition("\0")[0],
        executable=_executable(windows, process),
        words=_words(windows, process),
        folder="",
        born=born,
        started_at=born / 1e7 - _EPOCH,
    )


def _entry(windows: Windows, pid: int) -> ProcessEntry | None:
    """Return what a picture of all processes holds of one."""
    snapshot = windows.CreateToolhelp32Snapshot(_TH32CS_SNAPPROCESS, 0)
    try:
        entry = ProcessEntry(size=ctypes.sizeof(ProcessEntry))
        windows.Process32FirstW(snapshot, ctypes.byref(entry))
        while entry.pid != pid:
            windows.Process32NextW(snapshot, ctypes.byref(entry))
        return entry
    except CallFailed:
        return None  # there are no more
    finally:
        windows.CloseHandle(snapshot)


def _parent(windows: Windows, pid: int, born: int) -> int:
    """Return a parent's number, 0 where it has ended: a younger process may bear it by now."""
    try:
        parent = windows.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, False, pid)
    except CallFailed:
        return 0
    try:
        return pid if _born(windows, parent) <= born else 0
    except CallFailed:
        return 0
    finally:
        windows.CloseHandle(parent)


def _born(windows: Windows, process: int) -> int:
    created, other = FileTime(), FileTime()
    rest = (ctypes.byref(other),) * 3
    windows.GetProcessTimes(process, ctypes.byref(created), *rest)
    return int(created.high) << 32 | int(created.low)


def _executable(windows: Windows, process: int) -> str:
    path = ctypes.create_string_buffer(_LONGEST_TEXT)
    length = DWORD(_LONGEST_TEXT // 2)
    try:
        windows.QueryFullProcessImageNameW(process, 0, path, ctypes.byref(length))
    except CallFailed:
        return ""
    return _text(path.raw[: 2 * length.value])


def _words(windows: Windows, process: int) -> tuple[str, ...]:
    """Return the words of the command line, none where that is not told."""
    area = ctypes.create_string_buffer(ctypes.sizeof(UnicodeString) + _LONGEST_TEXT)
    needed = DWORD()
    status = windows.NtQueryInformationProcess(
        process, _COMMAND_LINE_INFORMATION, area, len(area), ctypes.byref(needed)
    )
    line = UnicodeString.from_buffer(area)
    if status != 0 or not line.length:
        return ()
    return _split(windows, _text(ctypes.string_at(line.buffer, line.length)))


def _split(windows: Windows, line: str) -> tuple[str, ...]:
    text = ctypes.create_unicode_buffer(line)
    count = ctypes.c_int32()
    found = windows.CommandLineToArgvW(text, ctypes.byref(count))
    try:
        words = ctypes.cast(found, ctypes.POINTER(ctypes.c_wchar_p))
        return tuple(words[number] or "" for number in range(count.value))
    finally:
        windows.LocalFree(found)


def _text(raw: bytes) -> str:
    return raw.decode("utf-16-le", "replace")
