"""What a person or a pipe reads: text that never fails on an encoding, errors in one line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from tokentray.core.errors import Denied, InputError, TokenTrayError, UsageError

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""

READER_GONE = 141
"""128 + SIGPIPE: `| head` read enough; nothing is said."""

_STYLES: Mapping[str, str] = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
}


class Terminal:
    """The three standard streams; each may be a pipe, a file, a terminal or closed (None)."""

    def __init__(
        self,
        stdin: TextIO | None,
        stdout: TextIO | None,
        stderr: TextIO | None,
        environ: Mapping[str, str],
    ) -> None:
        self._stdin = stdin
        self._stdout = stdout
        self._stderr = stderr
        self._plain = bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
        for stream in (stdout, stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="backslashreplace")

    # Out

    def say(self, text: str) -> None:
        """Write lines to stdout; they are held back until the command has succeeded."""
        self._out().write(text + "\n")

    def say_bytes(self, data: bytes) -> None:
        """Write one line to stdout as it is."""
        out = self._out()
        out.flush()
        out.buffer.write(data + b"\n")

    def note(self, text: str) -> None:
        """Write a line to stderr that is no failure."""
        if self._stderr is not None:
            self._stderr.write(f"tokentray: {text}\n")
            self._stderr.flush()

    def show(self, text: str) -> None:
        """Write lines to stderr for a person who has to act now."""
        if self._stderr is not None:
            self._stderr.write(text + "\n")
            self._stderr.flush()

    def fail(self, error: TokenTrayError) -> int:
        """Say in one line what is wrong and what to do; return the exit code."""
        self.note(f"{error.title} {error.hint}".rstrip())
        return error.exit_code

    @contextmanager
    def keeping_stdout(self) -> Iterator[None]:
        """Let programs that are started meanwhile write to stderr: stdout is for our words."""
        if self._stdout is None or self._stderr is None:
            yield
            return
        self._stdout.flush()
        stdout = self._stdout.fileno()
        kept = os.dup(stdout)
        try:
            os.dup2(self._stderr.fileno(), stdout)
            yield
        finally:
            os.dup2(kept, stdout)
            os.close(kept)

    def flush(self) -> None:
        """Let the reader have what was said; a reader that is gone raises BrokenPipeError."""
        if self._stdout is not None:
            self._stdout.flush()

    @property
    def output(self) -> int:
        """The descriptor of stdout; a closed one raises BrokenPipeError."""
        return self._out().fileno()

    def leave(self, code: int) -> None:
        """Prepare for the end: after a failure nothing half-written may still come out."""
        if code in (0, INTERRUPTED) or self._stdout is None:
            return
        # The interpreter flushes stdout once more at its end, and would complain of it.
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
            os.dup2(nowhere.fileno(), self._stdout.fileno())

    def paint(self, text: str, style: str) -> str:
        """Colour or weigh text where stdout is a terminal that wants it."""
        if not self.is_colourful or style not in _STYLES:
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"

    @property
    def is_colourful(self) -> bool:
        """Whether stdout is a terminal and nobody asked for plain text (no-color.org)."""
        return not self._plain and self._stdout is not None and self._stdout.isatty()

    @property
    def can_draw(self) -> bool:
        """Whether stderr is a terminal that shows block characters and colours."""
        stream = self._stderr
        if self._plain or stream is None or not stream.isatty():
            return False
        return (stream.encoding or "").lower().replace("-", "") == "utf8"

    # In

    @property
    def is_interactive(self) -> bool:
        """Whether a person can answer."""
        return self._stdin is not None and self._stdin.isatty()

    def ask(self, question: str, *, yes: bool) -> None:
        """Go on only where a person says yes, or said so before.

        Raises:
            UsageError: nobody can be asked. Denied: the answer is not yes.
        """
        if yes:
            return
        if not self.is_interactive or self._stdin is None:
            raise UsageError("needs-yes")
        if self._stderr is not None:
            self._stderr.write(f"{question} [y/N] ")
            self._stderr.flush()
        if self._stdin.readline().strip().lower() not in ("y", "yes"):
            raise Denied("declined")

    def ask_for(self, prompt: str) -> str:
        """Return the line that a person types, stripped; empty where there is nobody."""
        if not self.is_interactive or self._stdin is None:
            return ""
        if self._stderr is not None:
            self._stderr.write(prompt)
            self._stderr.flush()
        return self._stdin.readline().strip()

    def read_bytes(self, limit: int) -> bytes:
        """Read stdin to its end, at most one byte more than `limit`."""
        if self._stdin is None:
            return b""
        return self._stdin.buffer.read(limit + 1)

    def lines(self) -> Iterator[str]:
        """Read stdin line by line for as long as there is something.

        It is read below Python's own buffer: a thread may wait here when the process ends.
        """
        rest = b""
        try:
            while self._stdin is not None and (data := os.read(self._stdin.fileno(), 64 * 1024)):
                *whole, rest = (rest + data).split(b"\n")
                yield from (line.decode("utf-8", "replace") for line in whole)
        except (OSError, ValueError):
            return
        if rest:
            yield rest.decode("utf-8", "replace")

    def read_secret(self, prompt: str) -> str:
        """Ask without echo, or read stdin where it is no terminal, one line end dropped.

        Raises:
            InputError: it is too long to be kept whole, or no text.
        """
        if self.is_interactive:
            from getpass import getpass

            return getpass(prompt)
        data = self.read_bytes(_LONGEST_SECRET)
        if len(data) > _LONGEST_SECRET:
            raise InputError("secret-too-long", limit=_LONGEST_SECRET)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise InputError("secret-not-utf8") from None
        return text.removesuffix("\n").removesuffix("\r")

    def _out(self) -> TextIO:
        if self._stdout is None:
            raise BrokenPipeError
        return self._stdout


_LONGEST_SECRET = 64 * 1024
