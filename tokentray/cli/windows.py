"""The way to the running program on Windows: the pipe's client side, and the end of a process.

Written from Microsoft's documentation of CreateFileW, WaitNamedPipeW and overlapped I/O.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from tokentray.storage.windows import (
    ACCESS_DENIED,
    ACCOUNT_FUNCTIONS,
    ADDRESS,
    BOOL,
    DWORD,
    HANDLE,
    INVALID_PARAMETER,
    IO_PENDING,
    TEXT,
    CallFailed,
    Declared,
    Overlapped,
    OwnSystem,
    System,
    Windows,
    own_sid,
    user_sid,
)

_GENERIC_READ = 0x80000000
_GENERIC_WRITE = 0x40000000
_OPEN_EXISTING = 3
_FILE_FLAG_OVERLAPPED = 0x40000000
_SECURITY_SQOS_PRESENT = 0x00100000
_SECURITY_IDENTIFICATION = 0x00010000
"""Whoever listens may learn who we are, and not act in our name."""

_SYNCHRONIZE = 0x00100000
_PIPE_BUSY = 231
_SEM_TIMEOUT = 121
_NOT_FOUND = 1168
_ENDS = frozenset({109, 232, 233})
"""BROKEN_PIPE, NO_DATA, PIPE_NOT_CONNECTED: the other side has closed."""

_WAIT_OBJECT_0 = 0
_WAIT_TIMEOUT = 258
_SLICE = 0.25
"""Seconds: Ctrl-C is heard between two waits."""

_FUNCTIONS: Mapping[str, Declared] = {
    **ACCOUNT_FUNCTIONS,
    "CancelIoEx": ("kernel32", BOOL, (HANDLE, ADDRESS)),
    "CreateEventW": ("kernel32", HANDLE, (ADDRESS, BOOL, BOOL, TEXT)),
    "CreateFileW": ("kernel32", HANDLE, (TEXT, DWORD, DWORD, ADDRESS, DWORD, DWORD, HANDLE)),
    "GetNamedPipeServerProcessId": ("kernel32", BOOL, (HANDLE, ADDRESS)),
    "GetOverlappedResult": ("kernel32", BOOL, (HANDLE, ADDRESS, ADDRESS, BOOL)),
    "ReadFile": ("kernel32", BOOL, (HANDLE, ADDRESS, DWORD, ADDRESS, ADDRESS)),
    "WaitForSingleObject": ("kernel32", DWORD, (HANDLE, DWORD)),
    "WaitNamedPipeW": ("kernel32", BOOL, (TEXT, DWORD)),
    "WriteFile": ("kernel32", BOOL, (HANDLE, ADDRESS, DWORD, ADDRESS, ADDRESS)),
}
"""fileapi.h, namedpipeapi.h, winbase.h, ioapiset.h, synchapi.h."""


class Pipe:
    """The client's end of the pipe, with the few methods of a socket that are used here."""

    def __init__(self, windows: Windows, handle: int, seconds: float) -> None:
        self._windows = windows
        self._handle = handle
        self._seconds: float | None = seconds
        self._event: int = windows.CreateEventW(None, True, False, None)

    def settimeout(self, seconds: float | None) -> None:
        """Let each read and write last so long, without a limit by None."""
        self._seconds = seconds

    def sendall(self, data: bytes) -> None:
        """Write all of it.

        Raises:
            OSError: the other side has closed, or does not read.
        """
        sent = 0
        while sent < len(data):
            rest = data[sent:]
            sent += self._transfer(self._windows.WriteFile, rest, len(rest))

    send = sendall

    def recv(self, size: int) -> bytes:
        """Return what has come, empty at the end."""
        area = ctypes.create_string_buffer(size)
        try:
            count = self._transfer(self._windows.ReadFile, area, size)
        except CallFailed as error:
            if error.code in _ENDS:
                return b""
            raise
        return ctypes.string_at(area, count)

    def close(self) -> None:
        """Go."""
        self._windows.CloseHandle(self._handle)
        self._windows.CloseHandle(self._event)

    def __enter__(self) -> Pipe:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _transfer(
        self, function: Callable[..., int], area: bytes | ctypes.Array[ctypes.c_char], size: int
    ) -> int:
        """Read or write within the time; return how many bytes it were."""
        overlapped = Overlapped(event=self._event)
        try:
            function(self._handle, area, size, None, ctypes.byref(overlapped))
        except CallFailed as error:
            if error.code != IO_PENDING:
                raise
        try:
            if not _is_set(self._windows, self._event, self._seconds):
                raise TimeoutError
        except BaseException:
            self._cancel(overlapped)
            raise
        return self._result(overlapped, wait=False)

    def _cancel(self, overlapped: Overlapped) -> None:
        """Let go of memory that the system may write into only when it no longer does."""
        try:
            self._windows.CancelIoEx(self._handle, ctypes.byref(overlapped))
        except CallFailed as error:
            if error.code != _NOT_FOUND:
                raise
        try:
            self._result(overlapped, wait=True)
        except CallFailed:
            return  # it was cancelled, or ended in another way: it has ended

    def _result(self, overlapped: Overlapped, *, wait: bool) -> int:
        count = DWORD()
        self._windows.GetOverlappedResult(
            self._handle, ctypes.byref(overlapped), ctypes.byref(count), wait
        )
        return count.value


def connect(path: Path | str, seconds: float, system: System | None = None) -> Pipe:
    """Return a connection to a process of this user; nothing was said to it yet.

    Raises:
        PermissionError: whoever listens is somebody else. OSError: nobody is there, or all
        places were taken for `seconds`.
    """
    windows = Windows(_FUNCTIONS, system or OwnSystem())
    try:
        handle = _open(windows, str(path), time.monotonic() + seconds)
    except CallFailed as error:
        if error.code == ACCESS_DENIED:
            raise PermissionError("the pipe is somebody else's") from error
        raise
    try:
        _check_server(windows, handle)
        return Pipe(windows, handle, seconds)
    except OSError:
        windows.CloseHandle(handle)
        raise


def _open(windows: Windows, name: str, deadline: float) -> int:
    flags = _FILE_FLAG_OVERLAPPED | _SECURITY_SQOS_PRESENT | _SECURITY_IDENTIFICATION
    while True:
        try:
            handle: int = windows.CreateFileW(
                name, _GENERIC_READ | _GENERIC_WRITE, 0, None, _OPEN_EXISTING, flags, None
            )
        except CallFailed as error:
            if error.code != _PIPE_BUSY:
                raise
        else:
            return handle
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            windows.WaitNamedPipeW(name, _milliseconds(left))
        except CallFailed as error:
            if error.code != _SEM_TIMEOUT:
                raise


def _check_server(windows: Windows, handle: int) -> None:
    """Trust a process of this user only: anybody may have made a pipe of this name."""
    pid = DWORD()
    windows.GetNamedPipeServerProcessId(handle, ctypes.byref(pid))
    try:
        sid = user_sid(windows, pid.value)
    except CallFailed as error:
        raise PermissionError("a process that may not be looked at listens") from error
    if sid != own_sid(windows):
        raise PermissionError("a process of somebody else listens")


def wait_for_end(pid: int, seconds: float, system: System | None = None) -> bool:
    """Wait until a process has ended; tell whether it has."""
    windows = Windows(_FUNCTIONS, system or OwnSystem())
    try:
        process = windows.OpenProcess(_SYNCHRONIZE, False, pid)
    except CallFailed as error:
        if error.code == INVALID_PARAMETER:
            return True  # there is none of this number
        raise
    try:
        return _is_set(windows, process, seconds)
    finally:
        windows.CloseHandle(process)


def _is_set(windows: Windows, handle: int, seconds: float | None) -> bool:
    """Wait for an event, or the end of a process; tell whether it came in time."""
    deadline = None if seconds is None else time.monotonic() + seconds
    while True:
        left = _SLICE if deadline is None else max(0.0, deadline - time.monotonic())
        answer = windows.WaitForSingleObject(handle, _milliseconds(left))
        if answer == _WAIT_OBJECT_0:
            return True
        if answer != _WAIT_TIMEOUT:
            raise CallFailed("WaitForSingleObject", answer)
        if left == 0.0:
            return False


def _milliseconds(seconds: float) -> int:
    """Return a short time in milliseconds; 0 would mean another one to WaitNamedPipeW."""
    return max(1, int(min(seconds, _SLICE) * 1000))
