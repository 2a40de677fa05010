"""The demo server as a process: one line, then service until it is told to stop."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.demo.client import get, post_form
from tokentray.demo.__main__ import main


@contextmanager
def demo_process(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    command = [sys.executable, "-m", "tokentray.demo", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def test_it_says_where_it_is_and_serves() -> None:
    """One JSON line names the address, the three profiles and tokens that can be refreshed."""
    with demo_process("--lifetime", "60") as (_, hello):
        assert [profile["name"] for profile in hello["profiles"]] == ["api", "billing", "report"]
        billing = json.loads(hello["profiles"][1]["response"])
        assert billing["expires_in"] == 45
        fields = {
            "grant_type": "refresh_token",
            "client_id": "tokentray-demo",
            "refresh_token": billing["refresh_token"],
        }
        assert post_form(hello["base_url"] + "/token", fields).status == 200


def test_it_ends_with_its_stdin() -> None:
    """A parent that is gone, however it went, takes the server with it."""
    with demo_process() as (process, hello):
        assert get(hello["base_url"] + "/jwks.json").status == 200
        assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_it_ends_at_sigterm() -> None:
    """SIGTERM ends it quietly, with code 0."""
    with demo_process() as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


@pytest.mark.parametrize("lifetime", ["14", "-40", "soon"])
def test_a_bad_lifetime_is_a_usage_error(lifetime: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A lifetime that the schedule cannot keep ends with code 2 and says what is possible."""
    with pytest.raises(SystemExit) as caught:
        main([f"--lifetime={lifetime}"])
    assert caught.value.code == 2
    assert "15 seconds or more" in capsys.readouterr().err


def test_no_qt_is_loaded() -> None:
    """The demo server imports no Qt."""
    code = "import sys, tokentray.demo.__main__; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
