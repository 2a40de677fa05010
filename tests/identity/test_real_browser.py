"""One sign-in in a real browser, with the real redirect."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from tests.cli.home import Home, until
from tests.identity import chromium
from tests.identity.by_hand import Client
from tests.identity.flows import add, row, sign_in
from tests.identity.running import Provider


def test_chromium_comes_back(home: Home, provider: Provider, tmp_path: Path) -> None:
    """Its last page tells the truth; nothing of the code is left in it."""
    add(home, provider, Client(), 'scopes = ["openid", "offline_access", "read"]')
    tells = tmp_path / "last-page.txt"
    words = [sys.executable, chromium.__file__, "--tells", str(tells)]
    done = sign_in(home, opener=f"{shlex.join(words)} %s")
    assert done.code == 0, done.err
    assert row(home)["state"] == "valid"
    until(tells.exists)
    until(lambda: bool(tells.read_text()))
    assert "signed in" in tells.read_text().lower()
