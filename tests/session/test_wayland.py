"""On Wayland: the window opens, the icon is in the panel, copies are seen by others and go away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.session.conftest import start_tray
from tests.session.panel import Panel
from tests.session.story import User, listening
from tests.session.wayland import Compositor
from virtual_desktop import VirtualDesktop, until

BEARER = "Bearer eyJ-stand-in.token"


@pytest.fixture
def wayland(desktop: VirtualDesktop) -> Iterator[Compositor]:
    """A compositor on the buses of `desktop`, whose panel shows the icons of both."""
    with Compositor(desktop) as compositor:
        yield compositor


def test_the_window_opens_and_its_copy_is_seen(
    desktop: VirtualDesktop, wayland: Compositor
) -> None:
    """A second client pastes it and sees the mark; when the program ends it is gone."""
    user = User(desktop, **wayland.environment)
    user.start("--store", "memory", "--show-window")
    user.does("import", "api", "-", stdin='{"access_token": "opaque", "expires_in": 600}')
    until(lambda: '"app_id": "org.tokentray.TokenTray"' in wayland.windows(), "the window")
    assert "api is on the clipboard" in user.does("copy", "api")
    assert wayland.paste() == "Bearer opaque"
    assert "x-kde-passwordManagerHint" in wayland.kinds()
    user.quit()
    until(lambda: wayland.paste() is None, "the clearing", 5)


def test_a_copy_from_the_tray_is_seen_and_cleared(
    desktop: VirtualDesktop, wayland: Compositor
) -> None:
    """Without any window no compositor lets Qt copy: the guard does, and takes it back in time."""
    start_tray(desktop, "api", CLEAR_IN="2", **wayland.environment)
    with closing(Panel(desktop)) as panel:
        panel.await_item()
        until(lambda: "Copy bearer" in panel.labels(), "the menu")
        panel.click("Copy bearer")
    until(lambda: wayland.paste() == BEARER, "the copy", 5)
    copied = time.monotonic()
    until(lambda: wayland.paste() is None, "the clearing", 5)
    assert time.monotonic() - copied > 1


def test_what_nobody_can_check_is_said(
    desktop: VirtualDesktop, wayland: Compositor, tmp_path: Path
) -> None:
    """Where wl-clipboard is not installed the notice says that nothing could check the copy."""
    commands = tmp_path / "bin"
    commands.mkdir()
    start_tray(desktop, "api", PATH=str(commands), **wayland.environment)
    with closing(Panel(desktop)) as panel, listening(desktop) as notices:
        panel.await_item()
        until(lambda: "Copy bearer" in panel.labels(), "the menu")
        panel.click("Copy bearer")
        until(lambda: _is_noticed(desktop), "the notice", 8)
    assert any("Nothing here could check it" in str(one["body"]) for one in notices), notices


def _is_noticed(desktop: VirtualDesktop) -> bool:
    argv = ["xdotool", "search", "--onlyvisible", "--class", "dunst"]
    return bool(desktop.run(argv, capture_output=True).stdout.strip())
