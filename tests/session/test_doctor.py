"""`doctor` in a real desktop, beside the running program."""

from __future__ import annotations

from contextlib import closing

from tests.cli.home import jwt
from tests.session.conftest import NewDesktop
from tests.session.panel import Panel
from tests.session.story import User
from virtual_desktop import until


def test_tray_notices_and_keyring_as_they_come_and_go(new_desktop: NewDesktop) -> None:
    """All is ok in a whole desktop; what is taken away is a warning with a next step."""
    desktop = new_desktop(keyring="unlocked")
    user = User(desktop)
    user.does("import", "api", "-", stdin=jwt())
    user.start()
    with closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: user.run("doctor", "api").returncode == 0, "a desktop that is well", 15)
        said = user.does("doctor", "api")
        for sentence in (
            "A panel shows the tray icon.",
            'Notices are shown by "dunst".',
            "The running program has a screen, and so a clipboard",
            "Tokens are kept in the keyring (secret-service), which is unlocked.",
        ):
            assert f"  {sentence}" in said, said
        assert "program" not in _minded(user)
    desktop.stop_notifications()
    desktop.stop_tray()
    until(lambda: "tray" in _minded(user), "the tray that is gone")
    assert _minded(user)["notifications"] == "No program shows notifications."
    assert user.quit() == 0


def _minded(user: User) -> dict[str, str]:
    checks = user.json("doctor", "--json")["checks"]
    return {one["id"]: one["text"] for one in checks if one["level"] != "ok"}
