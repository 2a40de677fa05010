"""A role that a server takes away: told without values, remembered, and seen where it leads."""

from __future__ import annotations

import json

from tests.session.conftest import NewDesktop
from tests.session.story import User, listening
from tokentray.demo.profiles import demo_profiles
from tokentray.demo.server import IdentityServer
from virtual_desktop import until


def test_a_role_that_went_is_told_and_remembered(new_desktop: NewDesktop) -> None:
    """By a quiet notice whose button opens the window, and by `history`, which names it."""
    desktop = new_desktop(keyring="unlocked")
    user = User(desktop)
    with IdentityServer(demo_profiles(600)) as server:
        user.does("add", "api", "--from", "-", "--yes", stdin=server.fragment("api"))
        user.does("import", "api", "-", stdin=server.first_response("api"))
        user.start()
        until(lambda: user.state() == "valid", "the token")
        with listening(desktop) as notices:
            user.does("refresh", "api", "--force")
            until(lambda: "editor" in user.does("history", "api"), "the change in the history")
            desktop.press_notification_button("Open")
            until(lambda: _windows(user) != [], "the window that the button opens")
        assert "roles: editor gone" in user.does("history", "api")
        told = [f"{one['summary']} {one['body']}" for one in notices]
        assert any("Permissions of api changed" in text for text in told), told
        assert "editor" not in json.dumps(notices)
        assert user.quit() == 0


def _windows(user: User) -> list[str]:
    argv = ["xdotool", "search", "--onlyvisible", "--name", "^TokenTray$"]
    return user.desktop.run(argv, capture_output=True).stdout.split()
