"""A desktop that asks for high contrast gets it, as its portal says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6 import __version__ as qt_version
from PySide6.QtGui import QImage

from tests.session.story import ROOT, User
from virtual_desktop import VirtualDesktop, until

SHARP_FOCUS = "#1aebff"
"""What the focus and the selection are drawn with where contrast is high, on black."""


@pytest.mark.skipif(
    tuple(map(int, qt_version.split(".")[:2])) < (6, 10), reason="Qt tells it since 6.10"
)
@pytest.mark.parametrize("wish", [1, 0])
def test_the_portals_word_counts(desktop: VirtualDesktop, tmp_path: Path, wish: int) -> None:
    """The window of the running program is drawn so, and not where nobody asked."""
    portal = desktop.popen(
        [sys.executable, "-m", "tests.session.portal", str(wish)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert portal.stdout is not None
    assert portal.stdout.readline() == "ready\n"
    user = User(desktop, XDG_CURRENT_DESKTOP="GNOME")
    user.start("--store", "memory", "--show-window")
    user.does("import", "api", "-", stdin='{"access_token": "opaque", "expires_in": 600}')
    argv = ["xdotool", "search", "--onlyvisible", "--name", "^TokenTray$"]
    until(lambda: bool(desktop.run(argv, capture_output=True).stdout), "the window", 10)
    picture = tmp_path / "screen.png"

    def colours() -> set[str]:
        desktop.screenshot(picture)
        image = QImage(str(picture))
        places = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
        return {image.pixelColor(x, y).name() for x, y in places}

    own_dark = {"#171c1f", "#1f2528"}
    wanted = {"#000000", "#ffffff", SHARP_FOCUS} if wish else own_dark
    until(lambda: wanted <= colours(), "the window in its colours", 10)
    assert (SHARP_FOCUS in colours()) is bool(wish)
    user.quit()
