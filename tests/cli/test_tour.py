"""The tour through the demo, in a real desktop, as the README's first command takes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from virtual_desktop import VirtualDesktop, parse_size

TOUR = Path(__file__).parents[2] / "packaging" / "tour.py"


@pytest.mark.parametrize(
    ("scale", "size"), [("1", (1440, 810)), ("1.5", (2160, 1215)), ("2", (2880, 1620))]
)
def test_the_screen_grows_with_the_scale(scale: str, size: tuple[int, int]) -> None:
    """A window of twice the pixels needs a screen of twice the pixels."""
    words = [sys.executable, str(TOUR), "--print-size", "--dark", "--scale", scale]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert parse_size(done.stdout.strip()) == size


def test_every_stop_of_the_tour_comes_true(tmp_path: Path) -> None:
    """Tokens, countdown, menu, copy, refresh, end, notices, sign-in, with a picture of each."""
    words = [sys.executable, str(TOUR), "--screenshots", str(tmp_path), "--dark"]
    with VirtualDesktop(size=(1440, 810), keyring="none") as desktop:
        done = desktop.run(
            [*words, "--lifetime", "20"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=240,
        )
        assert done.returncode == 0, done.stdout
        assert [line[0] for line in done.stdout.splitlines()] == ["✓"] * 11
        assert "Bearer eyJ" in done.stdout
    pictures = sorted(path.name for path in tmp_path.glob("*.png"))
    assert pictures == [
        "1-window.png",
        "2-menu.png",
        "3-copied.png",
        "4-refreshed.png",
        "5-expired.png",
        "6-grant-ended.png",
        "7-sign-in.png",
        "8-signed-in.png",
        "9-quit.png",
    ]
