"""The listener of Windows: instances of a named pipe that only its owner may open.

Written from Microsoft's documentation of CreateNamedPipeW and ConnectNamedPipe.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QLocalSocket
from shiboken6 import Shiboken

from tokentray.agent.listener import Listener
from tokentray.agent.stream import READ_AHEAD, Stream
from tokentray.core.errors import AgentError
from tokentray.storage.windows import (
    ACCESS_DENIED,
    ACCOUNT_FUNCTIONS,
    ADDRESS,
    BOOL,
    DWORD,
    HANDLE,
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

logger = logging.getLogger(__name__)

_WAITING = 4
"""Instances that nobody is connected to: so many clients may come at the same moment."""

_PIPE_ACCESS_DUPLEX = 0x00000003
_FILE_FLAG_FIRST_PIPE_INSTANCE = 0x00080000
_FILE_FLAG_OVERLAPPED = 0x40000000
_PIPE_REJECT_REMOTE_CLIENTS = 0x00000008
"""Beside PIPE_TYPE_BYTE, PIPE_READMODE_BYTE and PIPE_WAIT, which are 0."""

_PIPE_UNLIMITED_INSTANCES = 255
_SDDL_REVISION_1 = 1
_PIPE_CONNECTED = 535
_NO_DATA = 232
_IO_INCOMPLETE = 996
_NOT_FOUND = 1168

_FUNCTIONS: Mapping[str, Declared] = {
    **ACCOUNT_FUNCTIONS,
    "CancelIoEx": ("kernel32", BOOL, (HANDLE, ADDRESS)),
    "ConnectNamedPipe": ("kernel32", BOOL, (HANDLE, ADDRESS)),
    "ConvertStringSecurityDescriptorToSecurityDescriptorW": (
        *("advapi32", BOOL),
        (TEXT, DWORD, ADDRESS, ADDRESS),
    ),
    "CreateEventW": ("kernel32", HANDLE, (ADDRESS, BOOL, BOOL, TEXT)),
    "CreateNamedPipeW": (
        *("kernel32", HANDLE),
        (TEXT, DWORD, DWORD, DWORD, DWORD, DWORD, DWORD, ADDRESS),
    ),
    "GetNamedPipeClientProcessId": ("kernel32", BOOL, (HANDLE, ADDRESS)),
    "GetOverlappedResult": ("kernel32", BOOL, (HANDLE, ADDRESS, ADDRESS, BOOL)),
    "SetEvent": ("kernel32", BOOL, (HANDLE,)),
}
"""namedpipeapi.h, winbase.h, ioapiset.h, synchapi.h, sddl.h."""


class SecurityAttributes(ctypes.Structure):
    """SECURITY_ATTRIBUTES (minwinbase.h)."""

    _fields_ = (("length", DWORD), ("descriptor", ADDRESS), ("inherit", BOOL))


class Notifier(Protocol):
    """What tells Qt's loop that an event of Windows is set, as a QWinEventNotifier does."""

    def setEnabled(self, enable: bool, /) -> None: ...
    def deleteLater(self) -> None: ...


NewNotifier = Callable[[int, QObject, Callable[[], None]], Notifier]


def new_notifier(event: int, parent: QObject, on_set: Callable[[], None]) -> Notifier:
    """Call `on_set` from Qt's loop whenever the event is set.

    It is a slot without arguments: PySide6 cannot convert the one of the signal.
    """
    # By name: PySide6 has the class on Windows alone. It refuses a number, and takes the address
    # of a `c_void_p` for the handle.
    notifier = import_module("PySide6.QtCore").QWinEventNotifier(Shiboken.VoidPtr(event), parent)
    notifier.activated.connect(on_set)
    return notifier  # type: ignore[no-any-return]  # see above


class PipeListener(Listener):
    """Keeps a few instances of the pipe waiting; the first one shows that the name was free."""

    def __init__(
        self,
        parent: QObject | None = None,
        system: System | None = None,
        new_notifier: NewNotifier = new_notifier,
    ) -> None:
        super().__init__(parent)
        self._windows = Windows(_FUNCTIONS, system or OwnSystem())
        self._new_notifier = new_notifier
        self._name = ""
        self._sid = ""
        self._security = SecurityAttributes(ctypes.sizeof(SecurityAttributes), None, False)
        self._waiting: list[_Instance] = []

    def listen(self, path: Path) -> None:
        self._name = str(path)
        try:
            self._sid = own_sid(self._windows)
            self._security.descriptor = _owner_only(self._windows, self._sid)
            self._wait_for_one(_FILE_FLAG_FIRST_PIPE_INSTANCE)
            self._fill_up()
        except CallFailed as error:
            self.close()
            if error.code == ACCESS_DENIED:
                raise AgentError("pipe-taken", path=self._name) from error
            raise AgentError("unexpected", what=str(error)) from error

    def close(self) -> None:
        for instance in self._waiting:
            instance.close()
        self._waiting.clear()
        self._windows.LocalFree(self._security.descriptor)
        self._security.descriptor = None

    @Slot()
    def on_notifier_activated(self) -> None:
        """Let in whoever has connected, and wait with new instances in their place."""
        came = [one for one in self._waiting if one.is_settled()]
        self._waiting = [one for one in self._waiting if one not in came]
        try:
            self._fill_up()
        except CallFailed as error:
            # The next one that comes is a new try.
            logger.error("%d places wait for programs (%s)", len(self._waiting), error)
        for instance in came:
            self._let_in(instance.release())

    def _fill_up(self) -> None:
        while len(self._waiting) < _WAITING:
            self._wait_for_one()

    def _wait_for_one(self, first: int = 0) -> None:
        handle = self._windows.CreateNamedPipeW(
            self._name,
            _PIPE_ACCESS_DUPLEX | _FILE_FLAG_OVERLAPPED | first,
            _PIPE_REJECT_REMOTE_CLIENTS,
            _PIPE_UNLIMITED_INSTANCES,
            # A write ends when it was read: the end of a connection drops what lies in a buffer.
            0,
            0,
            0,
            ctypes.byref(self._security),
        )
        try:
            instance = _Instance(self._windows, handle)
        except CallFailed:
            self._windows.CloseHandle(handle)
            raise
        self._waiting.append(instance)
        instance.watch(self._new_notifier(instance.event, self, self.on_notifier_activated))
        instance.connect()

    def _let_in(self, handle: int) -> None:
        if not self._is_ours(handle):
            self._windows.CloseHandle(handle)
            return
        self.arrived.emit(PipeStream(handle, self))

    def _is_ours(self, handle: int) -> bool:
        """Tell whether the peer is a process of this user."""
        try:
            sid = user_sid(self._windows, _client_pid(self._windows, handle))
        except CallFailed as error:
            logger.warning("a process that cannot be looked at was turned away (%s)", error)
            return False
        if sid == self._sid:
            return True
        logger.warning("somebody else (%s) was turned away", sid)
        return False


class PipeStream(Stream):
    """One connected instance of the pipe; Qt does the overlapped reading and writing."""

    def __init__(self, handle: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._socket = QLocalSocket(self)
        self._socket.setReadBufferSize(READ_AHEAD)
        self._socket.readyRead.connect(self.readable)
        self._socket.bytesWritten.connect(self.on_socket_bytes_written)
        self._socket.disconnected.connect(self.ended)
        self._socket.setSocketDescriptor(handle)

    @property
    def descriptor(self) -> int:
        return int(self._socket.socketDescriptor())

    @property
    def unread(self) -> int:
        return self._socket.bytesAvailable()

    @property
    def unsent(self) -> int:
        return self._socket.bytesToWrite()

    def read(self) -> bytes:
        return bytes(self._socket.readAll().data())

    def write(self, data: bytes) -> None:
        self._socket.write(data)
        self._socket.flush()

    def finish(self) -> None:
        self._socket.disconnectFromServer()

    def drop(self) -> None:
        self._socket.abort()

    @Slot()
    def on_socket_bytes_written(self) -> None:
        if not self.unsent:
            self.written.emit()


class _Instance:
    """One instance of the pipe that waits for a client."""

    def __init__(self, windows: Windows, handle: int) -> None:
        self._windows = windows
        self._handle = handle
        self.event: int = windows.CreateEventW(None, True, False, None)
        self._overlapped = Overlapped(event=self.event)
        self._has_come = False
        self._notifier: Notifier | None = None

    def watch(self, notifier: Notifier) -> None:
        """Be told by it, until the end, that somebody is there."""
        self._notifier = notifier

    def connect(self) -> None:
        """Begin to wait."""
        try:
            self._windows.ConnectNamedPipe(self._handle, ctypes.byref(self._overlapped))
        except CallFailed as error:
            if error.code in (_PIPE_CONNECTED, _NO_DATA):
                # Somebody came, and may have gone, between the creation and this call.
                self._has_come = True
                self._windows.SetEvent(self.event)
            elif error.code != IO_PENDING:
                raise

    def is_settled(self) -> bool:
        """Tell whether somebody has come, or nobody can any more."""
        if self._has_come:
            return True
        try:
            self._result(wait=False)
        except CallFailed as error:
            return error.code != _IO_INCOMPLETE
        return True

    def release(self) -> int:
        """Return the pipe itself, which others close from now on."""
        self._end_watch()
        return self._handle

    def close(self) -> None:
        """Wait no longer."""
        try:
            self._windows.CancelIoEx(self._handle, ctypes.byref(self._overlapped))
            # Until then the system may write into what is ours.
            self._result(wait=True)
        except CallFailed as error:
            logger.debug("the pipe waits no longer (%s)", error)
        self._end_watch()
        self._windows.CloseHandle(self._handle)

    def _result(self, *, wait: bool) -> None:
        count = DWORD()
        self._windows.GetOverlappedResult(
            self._handle, ctypes.byref(self._overlapped), ctypes.byref(count), wait
        )

    def _end_watch(self) -> None:
        if self._notifier is not None:
            # First: a handle must not be closed while the loop waits for it.
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        self._windows.CloseHandle(self.event)


def client_pid(handle: int, system: System | None = None) -> int | None:
    """Return the process that opened the other end of a pipe, None where that is not known."""
    try:
        return _client_pid(Windows(_FUNCTIONS, system or OwnSystem()), handle)
    except CallFailed:
        return None  # it is gone already


def _client_pid(windows: Windows, handle: int) -> int:
    pid = DWORD()
    windows.GetNamedPipeClientProcessId(handle, ctypes.byref(pid))
    return pid.value


def _owner_only(windows: Windows, sid: str) -> int | None:
    """Return a security descriptor: the user owns it, may do everything, and is alone in it."""
    descriptor = ctypes.c_void_p()
    windows.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        f"O:{sid}D:P(A;;GA;;;{sid})", _SDDL_REVISION_1, ctypes.byref(descriptor), None
    )
    return descriptor.value
