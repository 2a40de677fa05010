"""The language in a real desktop: the system's at the start, and a setting at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.session.conftest import NewDesktop
from tests.session.panel import Panel
from tests.session.story import User
from virtual_desktop import until


@pytest.fixture
def user(new_desktop: NewDesktop) -> Iterator[User]:
    """A user whose system is German, and whose program holds one token."""
    user = User(new_desktop(keyring="unlocked"), LANGUAGE="de", LANG="de_DE.UTF-8")
    response = {"access_token": "opaque", "expires_in": 3600}
    user.does("import", "api", "-", stdin=json.dumps(response))
    user.start()
    until(lambda: user.state() == "valid", "the loaded token")
    yield user
    user.quit()


def has_window(user: User, title: str) -> bool:
    """Tell whether a window of this title is there."""
    argv = ["xdotool", "search", "--onlyvisible", "--name", title]
    return bool(user.desktop.run(argv, capture_output=True).stdout.strip())


def test_another_language_is_spoken_at_once(user: User) -> None:
    """In the menu and the open window; what commands say is English before and after."""
    with closing(Panel(user.desktop)) as panel:
        panel.await_item()
        until(lambda: any(label.startswith("api   bis ") for label in panel.labels()), "German")
        assert {"TokenTray öffnen", "Erneuern anhalten", "Mehr"} <= set(panel.labels())
        user.does()
        until(lambda: has_window(user, "^TokenTray$"), "the window")
        settings = Path(user.environ["XDG_CONFIG_HOME"]) / "tokentray" / "settings.toml"

        settings.write_text('language = "en"\n')

        until(lambda: "Open TokenTray" in panel.labels(), "English", 10)
        assert any(label.startswith("api   until ") for label in panel.labels())
        until(lambda: has_window(user, "^TokenTray$"), "the window, made anew")
        user.does("lock")
        until(lambda: "Unlock TokenTray" in panel.labels(), "the lock's own words")
