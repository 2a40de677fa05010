"""Pins in a real desktop: a key in the window, a line in the file that people write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.conftest import NewDesktop
from tests.session.story import User
from virtual_desktop import until


@pytest.fixture
def user(new_desktop: NewDesktop) -> Iterator[User]:
    """A user with two profiles whose program runs, its window open."""
    user = User(new_desktop(keyring="unlocked"))
    for name in ("billing", "orders"):
        response = {"access_token": f"opaque-{name}", "expires_in": 3600}
        user.does("import", name, "-", stdin=json.dumps(response))
    user.start()
    until(lambda: user.state("orders") == "valid", "the loaded tokens")
    yield user
    user.quit()


def names(user: User) -> list[str]:
    """Return the names of the profiles, from above."""
    return [row["name"] for row in user.json("list", "--json")["profiles"]]


def press(user: User, *keys: str) -> None:
    """Press keys in the window."""
    user.does()
    found = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^TokenTray$"]
    user.desktop.run([*found, "windowactivate", "--sync", "key", *keys], capture_output=True)


def test_a_pin_is_written_and_taken_back(user: User) -> None:
    """Comments stay, everybody sees the other order, and the token is not read anew."""
    path = Path(user.environ["XDG_CONFIG_HOME"]) / "tokentray" / "profiles.toml"
    path.write_text(path.read_text() + "# mine\n")
    press(user, "Down", "ctrl+p")
    until(lambda: names(user) == ["orders", "billing"], "the pinned one on top", 10)
    assert "pinned = true" in path.read_text()
    assert "# mine" in path.read_text()
    assert user.state("orders") == "valid"
    press(user, "ctrl+p")
    until(lambda: names(user) == ["billing", "orders"], "the order by name", 10)
    assert "pinned = true" not in path.read_text()
