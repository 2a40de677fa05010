"""Sign in from the tray and the window, with the real worker, against the demo's server."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.demo.person import sign_in
from tests.session.conftest import NewDesktop
from tests.session.panel import Panel
from tests.session.story import User, files_with
from tokentray.demo.server import IdentityServer
from virtual_desktop import VirtualDesktop, until

NOTE = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"


@pytest.fixture
def server() -> Iterator[IdentityServer]:
    """The demo's identity server."""
    with IdentityServer() as server:
        yield server


class Person:
    """A user with a profile to sign in to; the browser only notes where it was sent."""

    def __init__(self, desktop: VirtualDesktop, server: IdentityServer, folder: Path) -> None:
        self.note = folder / "address"
        browser = shlex.join((sys.executable, "-c", NOTE, str(self.note)))
        self.user = User(desktop, BROWSER=f"{browser} %s")
        self.desktop = desktop
        text = server.fragment("billing")
        self.user.does("add", "billing", "--from", "-", "--yes", stdin=text)
        self.user.start()

    def await_address(self) -> str:
        """Return where the browser was sent."""
        until(lambda: self.note.exists() and self.note.read_text() != "", "the browser", 20)
        return self.note.read_text()

    def await_dialog(self) -> None:
        """Wait for the dialog and give it the keyboard."""
        argv = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Sign in to billing"]
        assert self.desktop.run([*argv, "windowfocus", "--sync"]).returncode == 0

    def key(self, keys: str) -> None:
        """Press keys."""
        self.desktop.run(["xdotool", "key", keys])

    def signature(self) -> str:
        """Tell what is known of the token's signature."""
        return str(self.user.json("show", "billing", "--json")["signature"]["state"])

    def await_state(self, state: str) -> None:
        """Wait until the profile is in a state."""
        until(lambda: self.user.state("billing") == state, state, 20)


def test_the_tray_signs_in_by_the_browser(
    new_desktop: NewDesktop, server: IdentityServer, tmp_path: Path
) -> None:
    """From the panel's menu through the browser into the keyring; then out again."""
    desktop = new_desktop(keyring="unlocked")
    person = Person(desktop, server, tmp_path)
    with closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: "Sign in…" in panel.labels(), "the entry of the menu", 10)
        panel.click("Sign in…")
        page = sign_in(person.await_address())
        assert "signed in" in page.lower()
        person.await_state("valid")
        until(
            lambda: (
                person.user.json("show", "billing", "--json")["signature"]["state"] == "verified"
            ),
            "the keys of the issuer",
            10,
        )
        row = person.user.json("list", "--json")["profiles"][0]
        assert (row["source"], row["subject"]) == ("authorization-code", "demo-billing-service")
        token = person.user.does("token", "billing").strip().encode()
        config, state = (
            Path(person.user.environ[f"XDG_{name}_HOME"]) for name in ("CONFIG", "STATE")
        )
        assert files_with(token, [config, state]) == []
    person.user.does("sign-out", "billing")
    person.await_state("empty")
    assert server.grants[-1].ended
    person.user.quit()


def test_the_window_signs_in_by_a_code(
    new_desktop: NewDesktop, server: IdentityServer, tmp_path: Path
) -> None:
    """RFC 8628 from the keyboard alone; given up once, and then done on the other device."""
    desktop = new_desktop(keyring="none")
    person = Person(desktop, server, tmp_path)
    person.user.quit()
    person.user.start("--store", "memory")
    with closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: "Sign in…" in panel.labels(), "the entry of the menu", 10)
        panel.click("Sign in…")
        person.await_dialog()
        person.await_address()
        person.key("Escape")
        person.note.unlink()
        panel.click("Sign in…")
        person.await_dialog()
        person.await_address()
        person.key("alt+u")
        until(lambda: len(server.user_codes) == 1, "the code", 20)
        (code,) = server.user_codes
        server.approve_device(code)
        person.await_state("valid")
        row = person.user.json("list", "--json")["profiles"][0]
        assert row["source"] == "device-code"
    person.user.quit()
