"""A browser of a few lines for the demo's pages: opens, decides, follows redirects.

Run as a program (`BROWSER="python browser.py %s"`) it does what SCRIPTED_CHOICE says, writes the
page that it ends at to the file SCRIPTED_PAGE, and prints words that nobody may take for an answer.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

_MOST_STEPS = 5


@dataclass(frozen=True)
class Shown:
    """The page that it ended at."""

    status: int
    text: str
    url: str


def open_page(url: str, choice: str = "") -> Shown:
    """Open a page, decide where `choice` says how, and follow every redirect."""
    shown = _follow("GET", url)
    return _follow("POST", shown.url, urlencode({"choice": choice})) if choice else shown


def request(url: str, method: str = "GET", **headers: str) -> Shown:
    """Send one request and follow nothing; `_` in a header's name stands for `-`."""
    return _send(method, url, None, {name.replace("_", "-"): it for name, it in headers.items()})


def _follow(method: str, url: str, body: str | None = None) -> Shown:
    kind = {} if body is None else {"Content-Type": "application/x-www-form-urlencoded"}
    shown = _send(method, url, body, kind)
    for _ in range(_MOST_STEPS):
        if not 300 <= shown.status < 400:
            break
        shown = _send("GET", shown.text, None, {})
    return shown


def _send(method: str, url: str, body: str | None, headers: dict[str, str]) -> Shown:
    """Return an answer; that of a redirect holds its address instead of a page."""
    parts = urlsplit(url)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        place = response.getheader("Location")
        return Shown(response.status, urljoin(url, place) if place else text, url)
    finally:
        connection.close()


if __name__ == "__main__":
    sys.stdout.write('{"id": 1, "ok": true, "result": {}}\n')
    sys.stdout.flush()
    ended = open_page(sys.argv[1], os.environ.get("SCRIPTED_CHOICE", "continue"))
    Path(os.environ["SCRIPTED_PAGE"]).write_text(f"{ended.status}\n{ended.text}")
