"""A person at a real browser without a screen: Chromium, driven over its debugging pipe.

    BROWSER="python …/chromium.py --tells FILE %s"

It fills in the pages as `tests.identity.person` does and writes what the last one says.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 40.0
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    "--remote-debugging-pipe",
)
# Fills in and sends the form of a page; tells the page's words where there is none.
ACT = """
(() => {
  const form = document.querySelector('form[method="post"]');
  if (document.readyState !== 'complete' || form?.dataset.sent) return null;
  if (!form) return [location.pathname, document.body?.innerText ?? ''];
  form.dataset.sent = 'yes';
  for (const [name, value] of [['login', 'ada'], ['username', 'ada'], ['password', 'password']]) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.querySelector('[name=allow], button[type=submit]').click();
  return null;
})()
"""


class Chromium:
    """One page of a browser with a folder of its own; it ends with the `with` block."""

    def __init__(self) -> None:
        self._last_id = 0
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        # Chromium reads its commands at 3 and writes what it has to say at 4.
        self._hears, self._commands = os.pipe()
        self._answers, self._says = os.pipe()
        self._buffer = b""

    def __enter__(self) -> Self:
        script = f'exec chromium {" ".join(SWITCHES)} --user-data-dir="$1" 3<&$2 4>&$3'
        words = ["bash", "-c", script, "chromium", self._folder.name]
        self._process = subprocess.Popen(
            [*words, str(self._hears), str(self._says)],
            pass_fds=(self._hears, self._says),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(self._hears)
        os.close(self._says)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._commands)
        os.close(self._answers)
        self._folder.cleanup()

    def open(self, url: str) -> str:
        """Open a page in a new tab; return the session to speak with it."""
        target = self._ask("Target.createTarget", {"url": url})["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        return str(attached["sessionId"])

    def evaluate(self, session: str, script: str) -> Any:
        """Run a script in the page; None where the page is on its way to another."""
        asked = {"expression": script, "returnByValue": True}
        return self._ask("Runtime.evaluate", asked, session).get("result", {}).get("value")

    def _ask(self, method: str, given: Mapping[str, Any], session: str = "") -> dict[str, Any]:
        self._last_id += 1
        command: dict[str, Any] = {"id": self._last_id, "method": method, "params": dict(given)}
        if session:
            command["sessionId"] = session
        os.write(self._commands, json.dumps(command).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self._last_id:
                result: dict[str, Any] = said.get("result", {})
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            more = os.read(self._answers, 65536)
            if not more:
                raise RuntimeError("the browser has ended")
            self._buffer += more
        first, _, self._buffer = self._buffer.partition(b"\0")
        said: dict[str, Any] = json.loads(first)
        return said


def walk(url: str, end: str = "/callback") -> str:
    """Go through the pages from `url` to the path `end`; return what that page says.

    Raises:
        TimeoutError: it is not reached.
    """
    deadline = time.monotonic() + PATIENCE
    with Chromium() as browser:
        session = browser.open(url)
        while time.monotonic() < deadline:
            seen = browser.evaluate(session, ACT)
            if seen is not None and seen[0] == end and seen[1]:
                return str(seen[1])
            time.sleep(0.1)
    raise TimeoutError("the browser did not come to the end")


def main(words: Sequence[str]) -> int:
    """Walk from one address and write what the last page says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tells", type=Path, required=True)
    parser.add_argument("url")
    options = parser.parse_args(words)
    options.tells.write_text(walk(options.url))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
