"""One person with the real command: adds a profile, signs in, looks, signs out."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.cli.home import COMMAND, Done, Home
from tests.identity import person
from tests.identity.by_hand import Client
from tests.identity.person import Does
from tests.identity.running import IdentityServer

KEYS = {
    "client_secret_basic": "client_secret",
    "client_secret_post": "client_secret",
    "private_key_jwt": "private_key",
    "tls_client_auth": "private_key",
}
"""The secret of a profile that each method needs."""


def add(home: Home, server: IdentityServer, client: Client, *lines: str) -> None:
    """Add the profile `api` of a client, and keep its secret."""
    known = [f'issuer = "{server.issuer}"', f'client_id = "{client.client_id}"']
    known += [f'client_auth = "{client.method}"', f'ca_file = "{server.ca_file}"']
    home.add("api", "\n".join((*known, *lines)))
    if client.method in KEYS:
        done = home.run("secret", "set", "api", KEYS[client.method], stdin=client.secret)
        assert done.code == 0, done.err


def browser(does: Does = Does.ACCEPTS, *, name: str = person.NAME, ca_file: str = "") -> str:
    """Return a value of BROWSER behind which the scripted person sits."""
    words = [sys.executable, person.__file__, "--does", does, "--name", name]
    return shlex.join([*words, "--ca-file", ca_file] if ca_file else words) + " %s"


def sign_in(home: Home, *words: str, opener: str = "") -> Done:
    """Sign in to the profile `api`; the person agrees unless another one sits there."""
    return home.run("sign-in", "api", *words, BROWSER=opener or browser())


def signed_in(home: Home, server: IdentityServer, *words: str) -> str:
    """Sign in, which must succeed; return the access token."""
    done = sign_in(home, *words, opener=browser(ca_file=server.ca_file))
    assert done.code == 0, done.err
    return token(home)


def token(home: Home) -> str:
    """Return the access token of `api`."""
    done = home.run("token", "api")
    assert done.code == 0, done.err
    return done.out.strip()


def renew(home: Home) -> str:
    """Renew now; return the new access token."""
    done = home.run("refresh", "api", "--force")
    assert done.code == 0, done.err
    return token(home)


def row(home: Home) -> dict[str, Any]:
    """Return how `api` stands."""
    rows: list[dict[str, Any]] = home.json("list", "--json")["profiles"]
    return rows[0]


class Waiting:
    """A command that waits for a person; what it says can be read while it runs."""

    def __init__(self, home: Home, *words: str, **variables: str) -> None:
        self.process = subprocess.Popen(
            [COMMAND, *words],
            env=home.environ | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said: list[str] = []

    def hears(self, wanted: Callable[[str], bool]) -> str:
        """Read stderr up to a line that is wanted; return it."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line)
            if wanted(line):
                return line.strip()
        raise AssertionError(f"it never said that: {''.join(self.said)}")

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def end(self, stdin: str = "") -> Done:
        """Wait for its end."""
        out, err = self.process.communicate(stdin, timeout=60)
        return Done(self.process.returncode, out, "".join(self.said) + err)


@contextmanager
def waiting(home: Home, *words: str, **variables: str) -> Iterator[Waiting]:
    """Run a command that waits; it is over when the block ends."""
    command = Waiting(home, *words, **variables)
    try:
        yield command
    finally:
        if command.process.poll() is None:
            command.process.kill()
            command.process.communicate()
        for stream in (command.process.stdin, command.process.stdout, command.process.stderr):
            if stream is not None:
                stream.close()


def is_address(line: str) -> bool:
    """Tell whether a line is nothing but an address."""
    return line.startswith(("http://", "https://"))


def files_of(home: Home) -> Iterator[tuple[Path, bytes]]:
    """Yield every file in a home with its content."""
    for path in home.folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()
