"""Whether Xfce's panel is dark: it has a mode and a background of its own, in its own file."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLACE = "xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml"
_LARGEST = 256 * 1024
_MODE = re.compile(r'name="dark-mode" type="bool" value="(true|false)"')
_STYLE = re.compile(r'name="background-style" type="uint" value="(\d)"')
_COLOUR = re.compile(
    r'name="background-rgba" type="array">' + 3 * r'\s*<value type="double" value="([\d.]+)"/>'
)
_MIDDLE = 0.18
"""The luminance that black and white stand out from equally."""


def is_xfce_panel_dark(environ: Mapping[str, str]) -> bool | None:
    """Tell whether the panel is dark, None where its file says nothing that can be relied on."""
    folder = environ.get("XDG_CONFIG_HOME") or f"{environ.get('HOME', '')}/.config"
    try:
        with open(f"{folder}/{_PLACE}", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - pathlib's costs more, on the way to the icon
            return darkness_in(file.read(_LARGEST))
    except OSError:
        return None


def darkness_in(text: str) -> bool | None:
    """Read the panel's file.

    A colour that a person chose counts before the mode; several panels have to agree, and a
    picture as background says nothing.
    """
    styles = set(_STYLE.findall(text)) - {"0"}
    if not styles:
        found = _MODE.search(text)
        return None if found is None else found[1] == "true"
    colours = [tuple(map(float, one)) for one in _COLOUR.findall(text)]
    shades = {_luminance(*one) < _MIDDLE for one in colours}
    return shades.pop() if styles == {"1"} and len(shades) == 1 else None


def _luminance(red: float, green: float, blue: float) -> float:
    """Return the relative luminance of parts from 0 to 1, near enough for a choice of two."""
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)
