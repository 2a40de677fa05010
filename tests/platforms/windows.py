"""A recording of Windows' functions as documented, over this system's own sockets and events.

They are called through ctypes with the types that the code declares, so a handle that is cut
off, or an address of the wrong thing, shows here too. A handle of a pipe or an event is a
descriptor of this system: Qt can work with both.
"""

from __future__ import annotations

import ctypes
import os
import re
import select
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier

from tokentray.agent.processes.windows import FileTime, ProcessEntry, UnicodeString
from tokentray.agent.windows_pipe import SecurityAttributes
from tokentray.storage.windows import Overlapped

OWN_SID = "S-1-5-21-1004336348-1177238915-682003330-1001"
OTHER_SID = "S-1-5-21-1004336348-1177238915-682003330-1002"
OWN_PID = 5000
"""Of the program that runs the pipe's code, on both sides."""

FILE_NOT_FOUND, ACCESS_DENIED, INVALID_HANDLE, NO_MORE_FILES = 2, 5, 6, 18
BAD_LENGTH, INVALID_PARAMETER, BROKEN_PIPE, SEM_TIMEOUT = 24, 87, 109, 121
PIPE_BUSY, PIPE_CONNECTED, OPERATION_ABORTED = 231, 535, 995
IO_INCOMPLETE, IO_PENDING, NOT_FOUND, INVALID_ACL = 996, 997, 1168, 1336
_STATUS_PENDING, _STATUS_BROKEN, _STATUS_CANCELLED = 0x103, 0xC000014B, 0xC0000120
_CODES = {_STATUS_BROKEN: BROKEN_PIPE, _STATUS_CANCELLED: OPERATION_ABORTED}
_STATUS_ACCESS_DENIED, _STATUS_LENGTH_MISMATCH = 0xC0000022, 0xC0000004
_WAIT_TIMEOUT = 258
_CURRENT_PROCESS = (1 << 64) - 1
_FIRST_INSTANCE = 0x00080000


@dataclass
class Told:
    """A process; `line` None is a command line that is not told, `ended` an exit code."""

    sid: str = OWN_SID
    parent: int = 4
    created: int = 133_000_000_000_000_000
    image: str = r"C:\Windows\System32\cmd.exe"
    line: str | None = "cmd.exe"
    ended: int | None = None
    is_closed: bool = False
    """Whether it may not be opened."""


@dataclass(eq=False)
class Instance:
    """One instance of a pipe; `client` is the handle of whoever opened it, 0 where nobody has.

    The handle of the server's end is Qt's from the moment that somebody was let in.
    """

    name: str
    mode: int
    descriptor: str
    server: int
    peer: socket.socket
    server_pid: int
    waiting: int = 0
    """The address of the OVERLAPPED that waits for a client, 0 where none does."""

    client: int = 0
    client_pid: int = 0
    is_closed: bool = False
    """Whether the code itself closed the server's end."""


@dataclass(eq=False)
class _Transfer:
    """A read or a write that waits for the other side."""

    overlapped: int
    connection: socket.socket
    area: int
    size: int
    is_read: bool


@dataclass(eq=False)
class _Picture:
    """What a Toolhelp snapshot holds, and how far it was read."""

    pids: list[int] = field(default_factory=list)


class StandInWindows:
    """The functions, and what a test sets up and finds behind them."""

    def __init__(self) -> None:
        self.processes: dict[int, Told] = {
            OWN_PID: Told(parent=4000, image=r"C:\Python311\python.exe")
        }
        self.instances: list[Instance] = []
        self.client_pid = OWN_PID
        """Of the process that opens pipes as a client."""

        self.server_pid = OWN_PID
        self.failures: dict[str, int] = {}
        """Names of functions that fail, with the code."""

        self.opened: list[tuple[int, int]] = []
        """Access and flags of each CreateFileW."""

        self.early = 0
        """So many clients come between CreateNamedPipeW and ConnectNamedPipe."""

        self.others: dict[int, Any] = {}
        """Handles that are no descriptors: processes, tokens, pictures of all processes."""

        self.events: dict[int, bool] = {}
        self.allocated: dict[int, Any] = {}
        self.mistakes: list[str] = []
        self.calls: list[str] = []
        self._sids: dict[int, Any] = {}
        self._transfers: list[_Transfer] = []
        self._changed = threading.Condition(threading.RLock())
        self._error = threading.local()
        self._next_handle = 1_000_000
        self._kept: list[Any] = []

    # What `System` asks for

    def load(
        self, library: str, name: str, result: Any, arguments: tuple[Any, ...]
    ) -> Callable[..., Any]:
        """Return a function of C whose body is the method of that name."""
        body = getattr(self, name)

        def call(*given: Any) -> Any:
            with self._changed:
                self.calls.append(name)
                code = self.failures.get(name)
                if code is not None:
                    return self._fail(code)
            return body(*given)

        function = ctypes.CFUNCTYPE(result, *arguments)(call)
        self._kept.append(function)
        return function

    def last_error(self) -> int:
        """Return what the last call of this thread left."""
        return int(self._error.code)

    # What tests look at

    @property
    def leaked(self) -> dict[str, int]:
        """What is still open or allocated, connected pipes aside."""
        waiting = [one for one in self.instances if one.waiting and one.mode & 0x40000000]
        return {
            kind: len(held)
            for kind, held in (
                ("event", self.events),
                ("other", self.others),
                ("memory", self.allocated),
                ("pipe", waiting),
            )
            if held
        }

    def occupy(self, name: str, sid: str = OTHER_SID, pid: int = 6000) -> Instance:
        """Let somebody else have a pipe of that name, with a place for one client."""
        self.processes[pid] = Told(sid=sid)
        server, peer = socket.socketpair()
        overlapped = Overlapped(internal=_STATUS_PENDING)
        self._kept += [overlapped, server]
        waiting = ctypes.addressof(overlapped)
        instance = Instance(name, 3, "", server.fileno(), peer, pid, waiting)
        self.instances.append(instance)
        return instance

    def hang_up(self, instance: Instance) -> None:
        """Let the server's end of an occupied pipe be closed."""
        for one in self._kept:
            if isinstance(one, socket.socket) and one.fileno() == instance.server:
                one.close()
        instance.is_closed = True

    def close(self) -> None:
        """Give the descriptors back to this system."""
        for instance in self.instances:
            instance.peer.close()
        for one in self._kept:
            if isinstance(one, socket.socket):
                one.close()
        for event in list(self.events):
            self.CloseHandle(event)

    # Handles and memory

    def _fail(self, code: int) -> int:
        self._error.code = code
        return 0

    def _handle(self, what: Any) -> int:
        self._next_handle += 4
        self.others[self._next_handle] = what
        return self._next_handle

    def _allocate(self, what: Any) -> int:
        address = ctypes.addressof(what)
        self.allocated[address] = what
        return address

    def CloseHandle(self, handle: int) -> int:
        with self._changed:
            if handle in self.events:
                del self.events[handle]
                os.close(handle)
                return 1
            if self.others.pop(handle, None) is not None:
                return 1
            for one in self.instances:
                if handle == one.client:
                    one.client = 0
                    one.peer.close()
                    return 1
            for one in reversed(self.instances):
                if handle == one.server and not one.is_closed:
                    one.is_closed, one.waiting = True, 0
                    os.close(handle)
                    return 1
            self.mistakes.append(f"CloseHandle({handle})")
            return self._fail(INVALID_HANDLE)

    def LocalFree(self, address: int | None) -> None:
        if address and self.allocated.pop(address, None) is None:
            self.mistakes.append(f"LocalFree({address})")

    # Events

    def CreateEventW(self, _security: int, manual: int, initial: int, _name: str) -> int:
        if not manual or initial:
            self.mistakes.append("an event of overlapped I/O is reset by hand and begins unset")
        event = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self.events[event] = False
        return event

    def SetEvent(self, event: int) -> int:
        with self._changed:
            if not self.events[event]:
                self.events[event] = True
                os.eventfd_write(event, 1)
            self._changed.notify_all()
        return 1

    def _reset(self, event: int) -> None:
        if self.events[event]:
            self.events[event] = False
            os.eventfd_read(event)

    def WaitForSingleObject(self, handle: int, milliseconds: int) -> int:
        if isinstance(self.others.get(handle), Told):
            return 0 if self.others[handle].ended is not None else _WAIT_TIMEOUT
        for one in [one for one in self._transfers if _event_of(one.overlapped) == handle]:
            reading, writing = ([one.connection], []) if one.is_read else ([], [one.connection])
            select.select(reading, writing, [], milliseconds / 1000)
            self._go_on(one)
        return 0 if self.events[handle] else _WAIT_TIMEOUT

    # Pipes

    def _instance(self, handle: int) -> Instance:
        """Return the newest of that handle: Qt closes those it was given without a word."""
        found = [one for one in self.instances if one.server == handle]
        return found[-1]

    def _named(self, name: str) -> list[Instance]:
        """Return the instances that hold the name, as far as the code knows of them."""
        return [one for one in self.instances if one.name == name and not one.is_closed]

    def ConvertStringSecurityDescriptorToSecurityDescriptorW(
        self, text: str, revision: int, out: int, _size: int
    ) -> int:
        if revision != 1 or not re.fullmatch(r"(O:[S0-9-]+)?D:P?(\(A;;GA;;;[S0-9-]+\))*", text):
            return self._fail(INVALID_ACL)
        descriptor = ctypes.create_unicode_buffer(text)
        _store(ctypes.c_void_p, out, self._allocate(descriptor))
        return 1

    def CreateNamedPipeW(
        self,
        name: str,
        mode: int,
        _pipe_mode: int,
        _instances: int,
        _out: int,
        _in: int,
        _timeout: int,
        security: int,
    ) -> int:
        attributes = SecurityAttributes.from_address(security)
        if attributes.length != ctypes.sizeof(SecurityAttributes) or attributes.inherit:
            self.mistakes.append("SECURITY_ATTRIBUTES")
        with self._changed:
            others = self._named(name)
            is_foreign = any(self.processes[one.server_pid].sid != OWN_SID for one in others)
            if is_foreign or (others and mode & _FIRST_INSTANCE):
                return self._invalid(ACCESS_DENIED)
            server, peer = socket.socketpair()
            text = ctypes.wstring_at(attributes.descriptor)
            one = Instance(name, mode, text, server.detach(), peer, self.server_pid)
            self.instances.append(one)
            return one.server

    def _invalid(self, code: int) -> int:
        self._fail(code)
        return _CURRENT_PROCESS  # the same bits as INVALID_HANDLE_VALUE

    def ConnectNamedPipe(self, handle: int, overlapped: int) -> int:
        with self._changed:
            one = self._instance(handle)
            if self.early:
                self.early -= 1
                Overlapped.from_address(overlapped).internal = _STATUS_PENDING  # it is left so
                one.client_pid = self.client_pid
                one.client = one.peer.fileno()
                return self._fail(PIPE_CONNECTED)
            self._begin(overlapped)
            one.waiting = overlapped
            self._changed.notify_all()
        return self._fail(IO_PENDING)

    def _begin(self, overlapped: int) -> None:
        self._reset(_event_of(overlapped))
        Overlapped.from_address(overlapped).internal = _STATUS_PENDING

    def _end(self, overlapped: int, status: int = 0, count: int = 0) -> None:
        record = Overlapped.from_address(overlapped)
        record.internal, record.internal_high = status, count
        if record.event:
            self.SetEvent(record.event)

    def CreateFileW(
        self,
        name: str,
        access: int,
        share: int,
        _security: int,
        disposition: int,
        flags: int,
        _template: int,
    ) -> int:
        with self._changed:
            self.opened.append((access, flags))
            if share or disposition != 3:
                self.mistakes.append("a pipe is opened alone, and never made")
            found = self._named(name)
            if not found:
                return self._invalid(FILE_NOT_FOUND)
            one = next((one for one in found if one.waiting), None)
            if one is None:
                return self._invalid(PIPE_BUSY)
            one.client_pid = self.client_pid
            one.client = one.peer.fileno()
            waiting, one.waiting = one.waiting, 0
            self._end(waiting)
            return one.client

    def WaitNamedPipeW(self, name: str, milliseconds: int) -> int:
        with self._changed:
            if not self._named(name):
                return self._fail(FILE_NOT_FOUND)
            if not any(one.waiting for one in self._named(name)):
                self._changed.wait(milliseconds / 1000)
            if any(one.waiting for one in self._named(name)):
                return 1
        return self._fail(SEM_TIMEOUT)

    def GetNamedPipeClientProcessId(self, handle: int, out: int) -> int:
        _store(ctypes.c_uint32, out, self._instance(handle).client_pid)
        return 1

    def GetNamedPipeServerProcessId(self, handle: int, out: int) -> int:
        (one,) = (one for one in self.instances if one.client == handle)
        _store(ctypes.c_uint32, out, one.server_pid)
        return 1

    # Reading and writing

    def ReadFile(self, handle: int, area: int, size: int, count: int, overlapped: int) -> int:
        return self._transfer(handle, area, size, overlapped, is_read=True)

    def WriteFile(self, handle: int, area: int, size: int, count: int, overlapped: int) -> int:
        return self._transfer(handle, area, size, overlapped, is_read=False)

    def _transfer(
        self, handle: int, area: int, size: int, overlapped: int, *, is_read: bool
    ) -> int:
        (one,) = (one for one in self.instances if one.client == handle)
        self._begin(overlapped)
        transfer = _Transfer(overlapped, one.peer, area, size, is_read)
        self._transfers.append(transfer)
        self._go_on(transfer)
        if transfer in self._transfers:
            return self._fail(IO_PENDING)
        status = Overlapped.from_address(overlapped).internal
        return self._fail(_CODES[status]) if status else 1

    def _go_on(self, one: _Transfer) -> None:
        one.connection.setblocking(False)
        try:
            if one.is_read:
                data = one.connection.recv(one.size)
                ctypes.memmove(one.area, data, len(data))
                status, count = (0, len(data)) if data else (_STATUS_BROKEN, 0)
            else:
                status, count = 0, one.connection.send(ctypes.string_at(one.area, one.size))
        except BlockingIOError:
            return
        except OSError:
            status, count = _STATUS_BROKEN, 0
        self._transfers.remove(one)
        self._end(one.overlapped, status, count)

    def GetOverlappedResult(self, _handle: int, overlapped: int, count: int, wait: int) -> int:
        record = Overlapped.from_address(overlapped)
        if record.internal == _STATUS_PENDING:
            if wait:
                self.mistakes.append("a wait without an end")
            return self._fail(IO_INCOMPLETE)
        _store(ctypes.c_uint32, count, record.internal_high)
        return self._fail(_CODES[record.internal]) if record.internal else 1

    def CancelIoEx(self, _handle: int, overlapped: int) -> int:
        with self._changed:
            record = Overlapped.from_address(overlapped)
            if record.internal != _STATUS_PENDING:
                return self._fail(NOT_FOUND)
            self._transfers = [one for one in self._transfers if one.overlapped != overlapped]
            for one in self.instances:
                one.waiting = 0 if one.waiting == overlapped else one.waiting
            self._end(overlapped, _STATUS_CANCELLED)
        return 1

    # Processes and their users

    def GetCurrentProcess(self) -> int:
        return -1

    def _process(self, handle: int) -> Told:
        if handle == _CURRENT_PROCESS:
            return self.processes[OWN_PID]
        told: Told = self.others[handle]
        return told

    def OpenProcess(self, access: int, inherit: int, pid: int) -> int | None:
        told = self.processes.get(pid)
        if inherit or access not in (0x1000, 0x00100000):
            self.mistakes.append(f"OpenProcess({access:#x})")
        if told is None:
            self._fail(INVALID_PARAMETER)
            return None
        if told.is_closed:
            self._fail(ACCESS_DENIED)
            return None
        return self._handle(told)

    def OpenProcessToken(self, process: int, access: int, out: int) -> int:
        if access != 0x0008:
            self.mistakes.append(f"OpenProcessToken({access:#x})")
        _store(ctypes.c_void_p, out, self._handle(("token", self._process(process).sid)))
        return 1

    def GetTokenInformation(self, token: int, kind: int, area: int, size: int, needed: int) -> int:
        _store(ctypes.c_uint32, needed, 44)
        if kind != 1 or size < 44:
            return self._fail(122)
        sid = ctypes.create_string_buffer(self.others[token][1].encode())
        self._sids[ctypes.addressof(sid)] = sid
        _store(ctypes.c_void_p, area, ctypes.addressof(sid))
        _store(ctypes.c_uint32, area + 8, 0)
        return 1

    def ConvertSidToStringSidW(self, sid: int, out: int) -> int:
        text = ctypes.create_unicode_buffer(self._sids[sid].value.decode())
        _store(ctypes.c_void_p, out, self._allocate(text))
        return 1

    def GetExitCodeProcess(self, process: int, out: int) -> int:
        ended = self._process(process).ended
        _store(ctypes.c_uint32, out, 259 if ended is None else ended)
        return 1

    def GetProcessTimes(self, process: int, *out: int) -> int:
        for address in out:
            created = self._process(process).created if address == out[0] else 0
            time = FileTime.from_address(address)
            time.low, time.high = created & 0xFFFFFFFF, created >> 32
        return 1

    def QueryFullProcessImageNameW(self, process: int, flags: int, area: int, size: int) -> int:
        text = self._process(process).image
        raw = text.encode("utf-16-le") + b"\0\0"
        if flags or ctypes.c_uint32.from_address(size).value * 2 < len(raw):
            return self._fail(122)
        ctypes.memmove(area, raw, len(raw))
        _store(ctypes.c_uint32, size, len(raw) // 2 - 1)
        return 1

    def CreateToolhelp32Snapshot(self, flags: int, pid: int) -> int:
        if (flags, pid) != (2, 0):
            self.mistakes.append("CreateToolhelp32Snapshot")
        return self._handle(_Picture(sorted(self.processes)))

    def Process32FirstW(self, snapshot: int, out: int) -> int:
        return self._next(snapshot, out)

    def Process32NextW(self, snapshot: int, out: int) -> int:
        return self._next(snapshot, out)

    def _next(self, snapshot: int, out: int) -> int:
        entry = ProcessEntry.from_address(out)
        if entry.size != ctypes.sizeof(ProcessEntry):
            return self._fail(BAD_LENGTH)
        pids = self.others[snapshot].pids
        if not pids:
            return self._fail(NO_MORE_FILES)
        pid = pids.pop(0)
        told = self.processes[pid]
        entry.pid, entry.parent = pid, told.parent
        raw = told.image.rpartition("\\")[2].encode("utf-16-le") + b"\0\0"
        ctypes.memmove(ctypes.addressof(entry) + ProcessEntry.exe_file.offset, raw, len(raw))
        return 1

    def NtQueryInformationProcess(
        self, process: int, kind: int, area: int, size: int, needed: int
    ) -> int:
        line = self._process(process).line
        if kind != 60 or line is None:
            return _STATUS_ACCESS_DENIED
        raw = line.encode("utf-16-le")
        head = ctypes.sizeof(UnicodeString)
        _store(ctypes.c_uint32, needed, head + len(raw))
        if size < head + len(raw):
            return _STATUS_LENGTH_MISMATCH
        text = UnicodeString.from_address(area)
        text.length, text.maximum_length, text.buffer = len(raw), len(raw), area + head
        ctypes.memmove(area + head, raw, len(raw))
        return 0

    def CommandLineToArgvW(self, line: int, count: int) -> int:
        found = re.findall(r'"([^"]*)"|(\S+)', ctypes.wstring_at(line))
        words = [quoted or bare for quoted, bare in found]
        _store(ctypes.c_int32, count, len(words))
        return self._allocate((ctypes.c_wchar_p * len(words))(*words))


def _store(kind: Any, address: int, value: int) -> None:
    kind.from_address(address).value = value


def _event_of(overlapped: int) -> int:
    return int(Overlapped.from_address(overlapped).event or 0)


def event_notifier(event: int, parent: QObject, on_set: Callable[[], None]) -> QSocketNotifier:
    """Do for an event of the stand-in what a QWinEventNotifier does."""
    notifier = QSocketNotifier(event, QSocketNotifier.Type.Read, parent)
    notifier.activated.connect(on_set)
    return notifier


def stand_in() -> Iterator[StandInWindows]:
    """Yield one; afterwards nothing was used against the documentation, and nothing is left."""
    windows = StandInWindows()
    yield windows
    mistakes, leaked = windows.mistakes, windows.leaked
    windows.close()
    assert (mistakes, leaked) == ([], {})
