"""The clipboard seen by the desktop's own small programs, where Qt cannot be the second client."""

from __future__ import annotations

import os
import select
import shutil
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Commands:
    """Programs that print the clipboard, that empty it, and that fill it from stdin."""

    paste: tuple[str, ...]
    clear: tuple[str, ...]
    copy: tuple[str, ...]
    copy_secret: tuple[str, ...]


WAYLAND = Commands(
    ("wl-paste", "--no-newline", "--type", "text/plain;charset=utf-8"),
    ("wl-copy", "--clear"),
    ("wl-copy", "--type", "text/plain;charset=utf-8"),
    ("wl-copy", "--sensitive", "--type", "text/plain;charset=utf-8"),
)
MACOS = Commands(
    ("/usr/bin/pbpaste",),
    ("/usr/bin/pbcopy",),
    ("/usr/bin/pbcopy",),
    ("/usr/bin/pbcopy",),
)


class CommandClipboard:
    """The clipboard through other programs.

    Raises:
        OSError: one of them is not installed.
    """

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        for command in (commands.paste, commands.copy):
            if shutil.which(command[0]) is None:
                raise FileNotFoundError(command[0])

    def read(self) -> bytes | None:
        """Return the text that a paste would give now, None where there is none."""
        return _print(self._commands.paste)

    def clear(self) -> None:
        """Empty the clipboard."""
        _give(self._commands.clear, b"")

    def overwrite(self, text: bytes, seconds: float) -> None:
        """Put `text` there; `seconds` is for window systems where the owner must stay."""
        del seconds
        _give(self._commands.copy, text)

    def place(self, text: bytes) -> None:
        """Put a secret there, marked where the program can (wl-clipboard 2.3 and later)."""
        if not _give(self._commands.copy_secret, text):
            _give(self._commands.copy, text)


def _print(command: tuple[str, ...]) -> bytes | None:
    """Return what a program prints, None if it fails or hangs."""
    answer, answered = os.pipe()
    child = _spawn(command, {1: answered})
    os.close(answered)
    printed = _read_until(answer, time.monotonic() + _SECONDS)
    os.close(answer)
    status = _wait(child)
    return printed if status == 0 else None


def _give(command: tuple[str, ...], text: bytes) -> bool:
    """Give `text` to a program on stdin and tell whether it took it.

    The program may leave a copy of itself that goes on serving.
    """
    given, give = os.pipe()
    child = _spawn(command, {0: given})
    os.close(given)
    with suppress(BrokenPipeError):
        os.write(give, text)
    os.close(give)
    return _wait(child) == 0


def _spawn(command: tuple[str, ...], ends: Mapping[int, int]) -> int:
    """Start a program with some of its standard streams tied, the others to nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, ends.get(stream, nothing), stream) for stream in range(3)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    os.close(nothing)
    return child


def _read_until(descriptor: int, end: float) -> bytes:
    printed = b""
    while (left := end - time.monotonic()) > 0:
        if not select.select([descriptor], [], [], left)[0]:
            break
        piece = os.read(descriptor, 65536)
        if not piece:
            break
        printed += piece
    return printed


def _wait(child: int) -> int:
    """Return the exit status; one that hangs is ended."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]
