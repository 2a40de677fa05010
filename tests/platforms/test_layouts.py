"""Sizes and offsets of what other systems fill in, as their headers and documentation have them."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from tokentray.agent.processes.macos import BsdInfo, VnodeInfoPath, VnodePathInfo
from tokentray.agent.processes.windows import FileTime, ProcessEntry, UnicodeString
from tokentray.agent.windows_pipe import SecurityAttributes
from tokentray.storage.windows import BOOL, DWORD, HANDLE, Overlapped

LAYOUTS: list[tuple[Any, int, dict[str, int]]] = [
    # minwinbase.h
    (Overlapped, 32, {"internal": 0, "internal_high": 8, "offset": 16, "event": 24}),
    (SecurityAttributes, 24, {"length": 0, "descriptor": 8, "inherit": 16}),
    # tlhelp32.h
    (
        ProcessEntry,
        568,
        {"size": 0, "pid": 8, "default_heap": 16, "parent": 32, "priority": 36, "exe_file": 44},
    ),
    # minwindef.h, ntdef.h
    (FileTime, 8, {"low": 0, "high": 4}),
    (UnicodeString, 16, {"length": 0, "maximum_length": 2, "buffer": 8}),
    # sys/proc_info.h: PROC_PIDTBSDINFO_SIZE, PROC_PIDVNODEPATHINFO_SIZE
    (
        BsdInfo,
        136,
        {"pid": 12, "ppid": 16, "comm": 48, "name": 64, "start_tvsec": 120, "start_tvusec": 128},
    ),
    (VnodeInfoPath, 1176, {"stat": 0, "type": 136, "fsid": 144, "path": 152}),
    (VnodePathInfo, 2352, {"cdir": 0, "rdir": 1176}),
]


@pytest.mark.parametrize(("structure", "size", "offsets"), LAYOUTS)
def test_it_lies_as_the_header_has_it(structure: Any, size: int, offsets: dict[str, int]) -> None:
    """On a system of 64 bits, which the supported ones are."""
    found = {name: getattr(structure, name).offset for name in offsets}

    assert (ctypes.sizeof(structure), found) == (size, offsets)


def test_simple_types_have_windows_sizes() -> None:
    """Whatever system runs them."""
    assert [ctypes.sizeof(kind) for kind in (BOOL, DWORD, HANDLE)] == [4, 4, 8]
