"""The second client of a copy: a small process that reads the clipboard from outside.

It runs only while a copy is pending, and knows the text by a salted hash alone. It says
whether others see the copy, and clears it if the program that made it dies.

One line each over stdin: `copy SALT DIGEST DEADLINE KIND` first, then any of
`check` (what is there now?), `cleared` (the program cleared: is it still gone in a second?),
`leave` (the program goes: clear what is still ours) and `end`. Where a window system lets
only a focused window copy, `place HEX` copies from here and `clear` takes it back. One word
each over stdout: `ours`, `other`, `nothing`, `restored`, `gone`, `blind`.
"""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress
from typing import Protocol

try:
    # hashlib would load OpenSSL: 3 MB in a program that runs all day.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

from tokentray.desktop.platform.marks import PLACEHOLDER

RECHECK_SECONDS = 1.0
_FIRST_LOOK_SECONDS = 0.25
_HOLD_SECONDS = 2.0
_TICK_SECONDS = 1.0


class SeenClipboard(Protocol):
    """The clipboard as another client sees and changes it."""

    def read(self) -> bytes | None: ...

    def clear(self) -> None: ...

    def overwrite(self, text: bytes, seconds: float) -> None: ...

    def place(self, text: bytes) -> None: ...


def fingerprint(text: bytes, salt: bytes) -> bytes:
    """Return what tells a text from others without telling the text."""
    return blake2b(text, salt=salt, digest_size=16).digest()


class Guard:
    """One pending copy: its hash, its deadline (POSIX seconds) and the clipboard."""

    def __init__(
        self, clipboard: SeenClipboard, salt: bytes, digest: bytes, deadline: float
    ) -> None:
        self._clipboard = clipboard
        self._salt = salt
        self._digest = digest
        self._deadline = deadline

    def look(self) -> str:
        """Tell what a paste would give: `ours`, `other` or `nothing`."""
        text = self._clipboard.read()
        if text is None:
            return "nothing"
        return "ours" if fingerprint(text, self._salt) == self._digest else "other"

    def first_look(self) -> str:
        """Tell the same soon after the copy; a slow clipboard gets a quarter of a second."""
        end = time.monotonic() + _FIRST_LOOK_SECONDS
        while (seen := self.look()) != "ours" and time.monotonic() < end:
            time.sleep(0.02)
        return seen

    def place(self, text: bytes) -> str:
        """Copy from here, and tell what a paste would give then."""
        self._clipboard.place(text)
        return self.first_look()

    def is_restored(self) -> bool:
        """Wait a moment, then tell whether the copy is back."""
        time.sleep(RECHECK_SECONDS)
        return self.look() == "ours"

    def clear(self) -> None:
        """Clear the copy if it is still there, and once more if a manager puts it back."""
        if self.look() != "ours":
            return
        self._clipboard.clear()
        if self.is_restored():
            self.overwrite()

    def overwrite(self) -> None:
        """Put something harmless in the place of the copy."""
        self._clipboard.overwrite(PLACEHOLDER.encode(), _HOLD_SECONDS)

    def outlive(self) -> None:
        """The program died with the copy pending: clear it when its time comes."""
        while (left := self._deadline - time.time()) > 0:
            time.sleep(min(left, _TICK_SECONDS))
        self.clear()


def main() -> None:
    """Guard one copy over stdin and stdout until told to end."""
    lines = _Lines(0)
    order = lines.next().split()
    if len(order) != 5:
        return
    _, salt, digest, deadline, kind = order
    try:
        clipboard = open_clipboard(kind)
    except OSError:
        _say("blind")
        return
    guard = Guard(clipboard, bytes.fromhex(salt), bytes.fromhex(digest), float(deadline))
    _say(guard.first_look())
    _obey(guard, lines)


def _obey(guard: Guard, lines: _Lines) -> None:
    cleared = False
    while order := lines.next():
        if order == "check":
            _say(guard.look())
        elif order == "cleared":
            cleared = True
            _check_cleared(guard, lines)
        elif order.startswith("place "):
            _say(guard.place(bytes.fromhex(order.removeprefix("place "))))
        elif order == "clear":
            cleared = True
            guard.clear()
            _say("gone")
        elif order == "leave":
            guard.clear()
            return
        else:
            return
    if not cleared:
        guard.outlive()


def _check_cleared(guard: Guard, lines: _Lines) -> None:
    """Leave the answer to the program, and do it here where that has gone meanwhile."""
    restored = guard.is_restored()
    if restored and lines.has_ended():
        guard.overwrite()
    _say("restored" if restored else "gone")


def open_clipboard(kind: str) -> SeenClipboard:
    """Connect to the clipboard of `x11`, `wayland` or `macos`.

    Raises:
        OSError: it cannot be seen from here.
    """
    if kind == "x11":
        from tokentray.desktop.platform.x11 import X11Clipboard

        return X11Clipboard()
    from tokentray.desktop.platform.commands import MACOS, WAYLAND, CommandClipboard

    return CommandClipboard(MACOS if kind == "macos" else WAYLAND)


class _Lines:
    """The lines of a descriptor; an empty one is its end."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._buffer = b""

    def next(self) -> str:
        while b"\n" not in self._buffer:
            piece = os.read(self._descriptor, 4096)
            if not piece:
                return ""
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.decode("ascii")

    def has_ended(self) -> bool:
        """Tell whether the other side is gone, without waiting."""
        if not select.select([self._descriptor], [], [], 0)[0]:
            return False
        piece = os.read(self._descriptor, 4096)
        self._buffer += piece
        return not piece


def _say(word: str) -> None:
    # The program may have died meanwhile; what is left to do is done without it.
    with suppress(BrokenPipeError):
        os.write(1, word.encode("ascii") + b"\n")


if __name__ == "__main__":
    main()
