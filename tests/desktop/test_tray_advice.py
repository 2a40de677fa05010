"""What shows tray icons is named by the desktop at hand."""

from __future__ import annotations

import pytest

from tokentray.desktop.tray_advice import tray_advice


@pytest.mark.parametrize(
    ("desktop", "words"),
    [
        ("GNOME", "AppIndicator and KStatusNotifierItem Support"),
        ("ubuntu:GNOME", "Ubuntu AppIndicators"),
        ("GNOME-Classic:GNOME", "AppIndicator"),
        ("KDE", "System Tray"),
        ("XFCE", "Status Tray Plugin"),
        ("X-Cinnamon", "XApp Status Applet"),
        ("sway", "Waybar"),
        ("i3", "i3bar"),
        ("", "Add a system tray"),
        ("something-new", "Add a system tray"),
    ],
)
def test_the_right_thing_is_named(desktop: str, words: str) -> None:
    """The most particular name of a desktop decides."""
    assert words in tray_advice(desktop)
