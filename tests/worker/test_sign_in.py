"""The window's sign-in: a real worker process, the demo's identity server, a scripted browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.signing import browser
from tokentray.core.said import said_from_json
from tokentray.demo.server import IdentityServer
from tokentray.storage.folders import find_folders
from tokentray.storage.profiles_file import ProfilesFile

PATIENCE = 20.0


class Worker:
    """A worker that keeps tokens in its memory."""

    def __init__(self, environ: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tokentray.worker", "--store", "memory"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environ,
            text=True,
        )

    def write(self, *messages: dict[str, Any]) -> None:
        """Write messages in one piece, so that nothing comes between them."""
        assert self._process.stdin is not None
        self._process.stdin.write("".join(json.dumps(one) + "\n" for one in messages))
        self._process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """Return what it says next; a line that is no message fails."""
        assert self._process.stdout is not None
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said

    def part(self) -> dict[str, Any]:
        """Return the next part that it shows."""
        while "part" not in (said := self.read()):
            assert "ok" not in said, said
        part: dict[str, Any] = said["part"]
        return part

    def answer(self) -> dict[str, Any]:
        """Return the answer of the job."""
        while "ok" not in (said := self.read()):
            pass
        return said

    def end(self) -> tuple[int, str]:
        """End its stdin; return its code and what it logged."""
        assert self._process.stdin is not None
        if not self._process.stdin.closed:
            self._process.stdin.close()
            self._process.stdin = None
        _, log = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, log

    def is_over(self) -> bool:
        """Tell whether it has ended."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def server() -> Iterator[IdentityServer]:
    """The demo's identity server."""
    with IdentityServer(device_interval=1) as server:
        yield server


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A person's folders, and a browser with somebody in it."""
    return os.environ | {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "BROWSER": f"{sys.executable} {browser.__file__} %s",
        "SCRIPTED_PAGE": str(tmp_path / "page.html"),
    }


@pytest.fixture
def profile(environ: dict[str, str], server: IdentityServer) -> str:
    """The id of a profile that leaves all to the server's metadata."""
    folders = find_folders(environ)
    table = {
        "id": "one",
        "issuer": server.base_url,
        "client_id": "tokentray-demo",
        "scopes": ["openid", "offline_access"],
    }
    ProfilesFile(folders.profiles_file, folders.locks).add("api", table)
    return "one"


@pytest.fixture
def worker(environ: dict[str, str], profile: str) -> Iterator[Worker]:
    """A worker that ends with the test."""
    worker = Worker(environ)
    yield worker
    if not worker.is_over():
        worker.kill()


def sign_in(*, device: bool = False) -> dict[str, Any]:
    """Return the job."""
    spoken = {"language": "en", "texts": {}}
    return {"id": 7, "op": "sign-in", "profile": "one", "device": device, "spoken": spoken}


def test_a_sign_in_of_the_window(worker: Worker, server: IdentityServer) -> None:
    """The address is shown, the browser opened, and the answer holds all but the refresh token."""
    worker.write(sign_in())
    part = worker.part()
    assert (part["step"], part["opened"]) == ("browser", True)
    assert part["url"].startswith(f"{server.base_url}/authorize?")
    answer = worker.answer()
    assert answer["ok"], answer
    result = answer["result"]
    assert result["snapshot"]["source"] == "authorization-code"
    assert result["snapshot"]["has_refresh_token"]
    assert "refresh_token" not in result["snapshot"]
    assert said_from_json(result["report"][0]).startswith("signed in as ")
    assert result["standing"]["failures"] == 0
    worker.write({"id": 8, "op": "refresh", "profile": "one", "force": True})
    assert worker.answer()["ok"]


def test_what_a_browser_says_is_no_answer(worker: Worker) -> None:
    """The scripted browser writes a line that looks like an answer: it never reaches the pipe."""
    worker.write(sign_in() | {"id": 1})
    assert worker.answer()["result"] != {}


def test_a_cancel_on_the_next_line_is_heard(worker: Worker, server: IdentityServer) -> None:
    """It may come before the job has begun, and still no browser opens."""
    worker.write(sign_in(), {"cancel": 7})
    answer = worker.answer()
    assert answer["error"]["code"] == "sign-in-cancelled"
    assert server.authorization_requests == ()


def test_a_code_with_its_picture(worker: Worker, server: IdentityServer) -> None:
    """The other device's code is shown, drawn, and polled until somebody agrees."""
    worker.write(sign_in(device=True))
    part = worker.part()
    (code,) = server.user_codes
    assert (part["step"], part["user_code"]) == ("device", code)
    assert part["verification_uri_complete"].endswith(code)
    assert {len(row) for row in part["qr"]} == {len(part["qr"])}
    assert set("".join(part["qr"])) == {"0", "1"}
    server.approve_device(code)
    assert worker.answer()["result"]["snapshot"]["source"] == "device-code"


def test_a_cancel_ends_the_polling(worker: Worker) -> None:
    """The person closes the dialog."""
    worker.write(sign_in(device=True))
    assert worker.part()["step"] == "device"
    worker.write({"cancel": 7})
    assert worker.answer()["error"]["code"] == "sign-in-cancelled"


def test_a_program_that_ends_waits_for_nobody(worker: Worker) -> None:
    """With its stdin gone a worker that waits for a person stops and ends."""
    worker.write(sign_in(device=True))
    assert worker.part()["step"] == "device"
    code, log = worker.end()
    assert code == 0
    assert "Traceback" not in log


def test_a_browser_that_fails_is_said(
    environ: dict[str, str], profile: str, server: IdentityServer
) -> None:
    """The window shows the address to copy."""
    worker = Worker(environ | {"BROWSER": "false %s"})
    try:
        worker.write(sign_in())
        assert worker.part()["opened"] is True
        part = worker.part()
        assert part["opened"] is False
        browser.open_page(part["url"], "continue")
        assert worker.answer()["ok"]
    finally:
        worker.kill()
