"""Windows' own functions, declared for ctypes: whose a process is, and where our pipe lies.

Written from Microsoft's documentation. `ctypes.wintypes` has other sizes on other systems; these
types have Windows' sizes everywhere, so that what stands on them can be tried without it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from typing import Any, Protocol

BOOL = ctypes.c_int32
DWORD = ctypes.c_uint32
HANDLE = ctypes.c_void_p
ADDRESS = ctypes.c_void_p
TEXT = ctypes.c_wchar_p
_PSEUDO_HANDLE = ctypes.c_ssize_t
"""GetCurrentProcess answers -1, which of other functions means failure."""

_INVALID_HANDLE = ctypes.c_void_p(-1).value

ACCESS_DENIED = 5
INVALID_PARAMETER = 87
IO_PENDING = 997
PROCESS_QUERY_LIMITED_INFORMATION = 0x1000
_TOKEN_QUERY = 0x0008
_TOKEN_USER = 1
_LARGEST_TOKEN_USER = 256
"""Bytes; a pointer and a number (16) and the longest SID (68) are fewer."""

Declared = tuple[str, Any, tuple[Any, ...]]
"""Library, result and arguments."""

ACCOUNT_FUNCTIONS: Mapping[str, Declared] = {
    "CloseHandle": ("kernel32", BOOL, (HANDLE,)),
    "ConvertSidToStringSidW": ("advapi32", BOOL, (ADDRESS, ADDRESS)),
    "GetCurrentProcess": ("kernel32", _PSEUDO_HANDLE, ()),
    "GetTokenInformation": ("advapi32", BOOL, (HANDLE, ctypes.c_int32, ADDRESS, DWORD, ADDRESS)),
    "LocalFree": ("kernel32", None, (ADDRESS,)),
    "OpenProcess": ("kernel32", HANDLE, (DWORD, BOOL, DWORD)),
    "OpenProcessToken": ("advapi32", BOOL, (HANDLE, DWORD, ADDRESS)),
}
"""What `user_sid` and `own_sid` call (processthreadsapi.h, securitybaseapi.h, sddl.h)."""


class Overlapped(ctypes.Structure):
    """OVERLAPPED (minwinbase.h): it must neither move nor end before the operation has."""

    _fields_ = (
        ("internal", ctypes.c_size_t),
        ("internal_high", ctypes.c_size_t),
        ("offset", DWORD),
        ("offset_high", DWORD),
        ("event", HANDLE),
    )


class CallFailed(OSError):
    """A function did not do it; `code` is what GetLastError said."""

    def __init__(self, name: str, code: int) -> None:
        super().__init__(f"{name}: error {code}")
        self.code = code


class System(Protocol):
    """Where the functions are from: Windows itself, or a recording of it in tests."""

    def load(
        self, library: str, name: str, result: Any, arguments: tuple[Any, ...]
    ) -> Callable[..., Any]:
        """Return a function that converts its arguments as declared."""
        ...

    def last_error(self) -> int:
        """Return what GetLastError said after the last call of this thread."""
        ...


if sys.platform == "win32":

    class OwnSystem:
        """The Windows that this process runs on."""

        def load(
            self, library: str, name: str, result: Any, arguments: tuple[Any, ...]
        ) -> Callable[..., Any]:
            """See `System.load`."""
            function: Any = ctypes.WinDLL(library, use_last_error=True)[name]
            function.restype, function.argtypes = result, arguments
            return function  # type: ignore[no-any-return]  # it is what ctypes makes

        def last_error(self) -> int:
            """See `System.last_error`."""
            return ctypes.get_last_error()

else:

    class OwnSystem:
        """There is none here."""

        def load(
            self, library: str, name: str, result: Any, arguments: tuple[Any, ...]
        ) -> Callable[..., Any]:
            """See `System.load`."""
            raise CallFailed(name, 0)

        def last_error(self) -> int:
            """See `System.last_error`."""
            return 0


class Windows:
    """Declared functions by their names; one whose result means failure raises `CallFailed`.

    A BOOL means failure where it is 0, a HANDLE where it is none; other results are given as
    they are.
    """

    def __init__(self, functions: Mapping[str, Declared], system: System) -> None:
        self._functions = {name: _load(system, name, *one) for name, one in functions.items()}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return self._functions[name]


def _load(
    system: System, name: str, library: str, result: Any, arguments: tuple[Any, ...]
) -> Callable[..., Any]:
    function: Any = system.load(library, name, result, arguments)
    failures = {BOOL: (0,), HANDLE: (None, _INVALID_HANDLE)}.get(result)
    if failures is None:
        return function  # type: ignore[no-any-return]  # ctypes makes it

    def check(answer: Any, _function: Any, _arguments: Any) -> Any:
        if answer in failures:
            raise CallFailed(name, system.last_error())
        return answer

    function.errcheck = check
    return function  # type: ignore[no-any-return]  # as above


def user_sid(windows: Windows, pid: int) -> str:
    """Return the SID of the user that a process belongs to.

    Raises:
        CallFailed: it is gone, or may not be looked at.
    """
    process = windows.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, False, pid)
    try:
        return _sid_of(windows, process)
    finally:
        windows.CloseHandle(process)


def own_sid(windows: Windows) -> str:
    """Return the SID of the user of this process."""
    return _sid_of(windows, windows.GetCurrentProcess())


def _sid_of(windows: Windows, process: int) -> str:
    token = HANDLE()
    windows.OpenProcessToken(process, _TOKEN_QUERY, ctypes.byref(token))
    try:
        # TOKEN_USER begins with the address of the SID, which lies in the same buffer.
        user = (ctypes.c_void_p * (_LARGEST_TOKEN_USER // ctypes.sizeof(ctypes.c_void_p)))()
        needed = DWORD()
        windows.GetTokenInformation(
            token, _TOKEN_USER, user, ctypes.sizeof(user), ctypes.byref(needed)
        )
        text = ctypes.c_void_p()
        windows.ConvertSidToStringSidW(user[0], ctypes.byref(text))
        try:
            return ctypes.wstring_at(text.value or 0)
        finally:
            windows.LocalFree(text)
    finally:
        windows.CloseHandle(token)


def pipe_name(sid: str, runtime: str) -> str:
    r"""Return the name of a user's pipe; `runtime`, where it is not empty, makes it another one.

    So a demo or a test that has private folders has a program of its own. The SID is in the
    name for order alone: the pipe's descriptor is what keeps others out.
    """
    mark = ""
    if runtime:
        # Imported here: hardly anybody sets the variable. (hashlib would load OpenSSL.)
        from zlib import crc32

        mark = f".{crc32(runtime.encode('utf-8', 'surrogatepass')):08x}"
    return rf"\\.\pipe\org.tokentray.TokenTray.{sid}{mark}"


def own_pipe(runtime: str, system: System | None = None) -> str:
    """Return the name of this user's pipe; `runtime` is what XDG_RUNTIME_DIR says, or empty."""
    windows = Windows(ACCOUNT_FUNCTIONS, system or OwnSystem())
    return pipe_name(own_sid(windows), runtime)
