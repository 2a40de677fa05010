"""A shell that somebody types into, one line after another, for one test."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.cli.home import COMMAND, PATIENCE, Done, Home

_PATIENCE = 60.0
_ASKING: Mapping[str, tuple[tuple[str, ...], str]] = {
    "bash": (("bash", "--norc"), "{{ {line}\n}} >{out} 2>{err}; echo $?\n"),
    "zsh": (("zsh", "-f"), "{{ {line}\n}} >{out} 2>{err}; echo $?\n"),
    "fish": (
        ("fish", "--no-config", "-c", "while read -l line; eval $line; end"),
        "begin; {line}; end >{out} 2>{err}; echo $status\n",
    ),
}
"""How each is started, and how it tells what a line wrote and its code; nothing is a subshell."""


class Shell:
    """One shell in a home, in which `tokentray` is the installed command.

    `within` is what starts it, if that is not we.
    """

    def __init__(
        self, kind: str, home: Home, folder: Path, within: Sequence[str] = (), **variables: str
    ) -> None:
        argv, self._line = _ASKING[kind]
        self._out, self._err = home.folder / "typed.out", home.folder / "typed.err"
        path = f"{COMMAND.parent}{os.pathsep}{home.environ.get('PATH', '')}"
        self._process = subprocess.Popen(
            [*within, *argv],
            env=home.environ | {"PATH": path, "LC_ALL": "C.UTF-8"} | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        if kind is not None:
            self._process.kill()
        self._process.wait(PATIENCE)
        self._process.stdout.close()

    def types(self, line: str) -> Done:
        """Run a line; what it leaves in the shell stays for the next."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(self._line.format(line=line, out=self._out, err=self._err))
        self._process.stdin.flush()
        assert select.select([self._process.stdout], [], [], _PATIENCE)[0], f"in vain: {line}"
        code = int(self._process.stdout.readline())
        return Done(code, self._out.read_text(), self._err.read_text())

    def goes_on_as(self, line: str) -> None:
        """Put another shell of the same kind into the place of this one."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"exec {line}\n")
        self._process.stdin.flush()

    def does(self, line: str) -> str:
        """Run a line that must succeed with nothing on stderr; return its stdout."""
        done = self.types(line)
        assert (done.code, done.err) == (0, ""), (line, done)
        return done.out

    def fails(self, line: str, code: int) -> str:
        """Run a line that must fail with nothing on stdout; return its one line on stderr."""
        done = self.types(line)
        assert (done.code, done.out) == (code, ""), (line, done)
        return done.line
