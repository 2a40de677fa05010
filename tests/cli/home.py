"""A person's private folders and the installed command in them."""

from __future__ import annotations

import base64
import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).with_name("tokentray")
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str = field(repr=True)
    err: str = ""

    @property
    def line(self) -> str:
        """The one line on stderr of a failure; a test fails where there is more or less."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("tokentray: ")
        return lines[0].removeprefix("tokentray: ")


class Home:
    """XDG folders below `folder`; `runtime` is short, since a socket's path must be."""

    def __init__(self, folder: Path, runtime: Path, others: Mapping[str, str]) -> None:
        self.folder = folder
        self.config = folder / "config" / "tokentray"
        self.state = folder / "state" / "tokentray"
        self.runtime = runtime
        self.environ = {
            **{name: value for name, value in others.items() if not name.startswith("XDG_")},
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_RUNTIME_DIR": str(runtime),
        }

    def run(self, *words: str, stdin: str | bytes = b"", **variables: str) -> Done:
        """Run the installed command to its end."""
        done = subprocess.run(
            [COMMAND, *words],
            env=self.environ | variables,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def fails(self, *words: str, stdin: str | bytes = b"", **variables: str) -> Done:
        """Run a command that must fail with nothing on stdout."""
        done = self.run(*words, stdin=stdin, **variables)
        assert done.code != 0
        assert done.out == ""
        return done

    def json(self, *words: str) -> Any:
        """Run a command and decode its answer."""
        done = self.run(*words)
        assert (done.code, done.err) == (0, "")
        return json.loads(done.out)

    def add(self, name: str, fragment: str) -> None:
        """Add a profile, whatever hosts it names."""
        done = self.run("add", name, "--from", "-", "--yes", stdin=fragment)
        assert done.code == 0, done.err

    def take(self, name: str, response: Mapping[str, Any] | str) -> str:
        """Import a response; return what was said."""
        text = response if isinstance(response, str) else json.dumps(response)
        done = self.run("import", name, "-", stdin=text)
        assert done.code == 0, done.err
        return done.out

    def settings(self, text: str) -> None:
        """Write settings.toml."""
        self.config.mkdir(parents=True, exist_ok=True)
        (self.config / "settings.toml").write_text(text)


@contextmanager
def running(home: Home, *words: str, umask: int = -1) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program until the block ends; it answers when the block begins."""
    argv: list[str | Path] = [COMMAND, "run", *words]
    program = subprocess.Popen(argv, env=home.environ, stdin=subprocess.DEVNULL, umask=umask)
    try:
        until(lambda: program.poll() is not None or home.run("status").code == 0)
        assert program.poll() is None
        yield program
    finally:
        if program.poll() is None:
            program.terminate()
        program.wait(PATIENCE)


def until(condition: Callable[[], bool], within: float = PATIENCE) -> None:
    """Wait for another process: poll `condition`, or fail."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def jwt(**claims: Any) -> str:
    """Return an unsigned JWT; `exp` is in an hour unless given, left out where None."""
    whole = {"sub": "user-1", "exp": int(time.time()) + 3600} | claims
    parts = ({"alg": "ES256"}, {key: value for key, value in whole.items() if value is not None})
    return ".".join((*(_encoded(part) for part in parts), "c2ln"))


def _encoded(part: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def fresh(lifetime: int = 3600, **fields: Any) -> dict[str, Any]:
    """Return a token response of `lifetime` seconds."""
    token = jwt(exp=int(time.time()) + lifetime)
    return {"access_token": token, "expires_in": lifetime} | fields


def in_shell(home: Home, script: str, *, stdin: bytes = b"", timeout: float = 60) -> Done:
    """Run a bash script in which `tokentray` is the installed command."""
    path = f"{COMMAND.parent}{os.pathsep}{home.environ.get('PATH', '')}"
    words: Sequence[str] = ["bash", "-o", "pipefail", "-c", script]
    done = subprocess.run(
        words,
        env=home.environ | {"PATH": path},
        input=stdin,
        capture_output=True,
        check=False,
        timeout=timeout,
        start_new_session=True,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def on_terminal(home: Home, words: tuple[str, ...], typed: str) -> Done:
    """Run a command whose terminal is a real one at which somebody types."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND, *words],
        env=home.environ,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_take_terminal,
    ) as process:
        os.close(theirs)
        assert process.stdout is not None
        shown = _converse(ours, process, typed)
        out = process.stdout.read().decode()
    os.close(ours)
    return Done(process.returncode, out, shown)


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _converse(terminal: int, process: subprocess.Popen[bytes], typed: str) -> str:
    """Type once something was asked, and return all that was shown."""
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other side was closed
            break
        shown += piece
        if typed and shown.rstrip().endswith((b":", b"[y/N]")):
            os.write(terminal, typed.encode())
            typed = ""
    until(lambda: process.poll() is not None)
    return shown.decode()
