"""The words and limits of the socket: one JSON object a line, UTF-8, for both sides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tokentray.core.errors import InputError, ProtocolError, TokenTrayError, UsageError
from tokentray.core.said import say

VERSION = 1
SOCKET_NAME = "agent.sock"
MAX_REQUEST = 64 * 1024
"""Bytes of one request line; a longer one is answered by code 9 and the connection closed."""

MAX_CONNECTIONS = 256
MAX_WATCHERS = 192
"""Watching connections are never closed for others, so some places are kept from them."""

MAX_BACKLOG = 256 * 1024
"""Bytes that a watcher may leave unread beside what the system holds; then it is dropped."""

LINE_SECONDS = 2.0
"""A line once begun must end within this."""

MAX_SOCKET_PATH = 104
"""`sun_path` holds 108 bytes on Linux, 104 on macOS, the final NUL included."""

FIELDS: Mapping[str, frozenset[str]] = {
    "token": frozenset({"profile", "min_valid", "format"}),
    "list": frozenset(),
    "show": frozenset({"profile"}),
    "status": frozenset(),
    "watch": frozenset({"profile"}),
    "refresh": frozenset({"profile", "force"}),
    "copy": frozenset({"profile", "format"}),
    "sign_out": frozenset({"profile"}),
    "lock": frozenset(),
    "unlock": frozenset(),
    "pause": frozenset({"profile"}),
    "resume": frozenset({"profile"}),
    "raise": frozenset(),
    "quit": frozenset(),
    "changed": frozenset({"profile"}),
    "store": frozenset({"profile", "token_set"}),
}
"""What each op may carry beside `v`, `id` and `op`."""


def read_request(line: bytes) -> tuple[object, str, dict[str, Any]]:
    """Read one request line into (id, op, fields).

    Raises:
        InputError: the line is no JSON object. ProtocolError: another version.
        UsageError: an unknown op or field.
    """
    try:
        data = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError("bad-request", what=say("it is not JSON")) from error
    if not isinstance(data, dict):
        raise InputError("bad-request", what=say("it is not an object"))
    version = data.pop("v", None)
    if version != VERSION:
        older = isinstance(version, int) and version > VERSION
        raise ProtocolError("agent-other-version", age=say("older") if older else say("newer"))
    request_id, op = data.pop("id", None), data.pop("op", None)
    if not isinstance(op, str) or op not in FIELDS:
        raise UsageError("unknown-op", op=str(op))
    for name in data:
        if name not in FIELDS[op]:
            raise UsageError("unknown-field", field=name, op=op)
    return request_id, op, data


def request_id_of(line: bytes) -> object:
    """Return the `id` of a request that may be unreadable otherwise, None without one."""
    try:
        data = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return data.get("id") if isinstance(data, dict) else None


def write_request(op: str, fields: Mapping[str, object], request_id: object = 1) -> bytes:
    """Return one request line."""
    return _line({"v": VERSION, "id": request_id, "op": op, **fields})


def write_answer(request_id: object, answer: Mapping[str, object]) -> bytes:
    """Return one line of success; `text` first, where the fast path looks for it."""
    return _line({"v": VERSION, "id": request_id, "ok": True, **answer})


def body_of(answer: Mapping[str, object]) -> bytes:
    """Return the part of a success line that is the same for all who are told it."""
    return _line(answer)[1:]


def head_of(request_id: object) -> bytes:
    """Return what comes before a body that is not empty: together they are a success line."""
    return _line({"v": VERSION, "id": request_id, "ok": True})[:-2] + b","


def write_error(request_id: object, error: TokenTrayError) -> bytes:
    """Return one line of failure: the exit code, the sentence, and what to do next."""
    told = {"code": error.exit_code, "title": error.title, "hint": error.hint}
    return _line({"v": VERSION, "id": request_id, "ok": False, "error": told})


def _line(data: Mapping[str, object]) -> bytes:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=True).encode("ascii") + b"\n"
