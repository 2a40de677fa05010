"""Xfce's panel says by itself whether it is dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tokentray.desktop.platform.xfce_panel import darkness_in, is_xfce_panel_dark

DARK = '<property name="dark-mode" type="bool" value="true"/>'
LIGHT = '<property name="dark-mode" type="bool" value="false"/>'


def painted(*parts: float) -> str:
    """Return a panel with a colour of its own."""
    values = "\n".join(f'      <value type="double" value="{part}"/>' for part in (*parts, 1.0))
    return (
        '<property name="background-style" type="uint" value="1"/>\n'
        f'<property name="background-rgba" type="array">\n{values}\n</property>'
    )


@pytest.mark.parametrize(
    ("text", "dark"),
    [
        (DARK, True),
        (LIGHT, False),
        ("", None),
        ("no XML <at all", None),
        (DARK + painted(0.9, 0.9, 0.9), False),
        (LIGHT + painted(0.1, 0.12, 0.15), True),
        (painted(0.1, 0.1, 0.1) + painted(0.9, 0.9, 0.9), None),
        (DARK + '<property name="background-style" type="uint" value="2"/>', None),
        (DARK + '<property name="background-style" type="uint" value="0"/>', True),
    ],
)
def test_mode_and_colour(text: str, dark: bool | None) -> None:
    """A colour of a person's own comes first; what is not clear is not guessed."""
    assert darkness_in(text) is dark


def test_it_is_read_where_xfce_keeps_it(tmp_path: Path) -> None:
    """Or nothing is known."""
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert is_xfce_panel_dark(environ) is None
    file = tmp_path / "xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml"
    file.parent.mkdir(parents=True)
    file.write_text(f"<channel>{DARK}</channel>")
    assert is_xfce_panel_dark(environ) is True
    assert is_xfce_panel_dark({"HOME": str(tmp_path)}) is None
