"""Icons: the tray's ring, the application's own, and the window's symbols in the text colour."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)

from tokentray.desktop.resource import resource
from tokentray.desktop.ring import (
    ON_ANY,
    ON_DARK,
    ON_LIGHT,
    RingColours,
    RingFace,
    blank_image,
    ring_image,
)

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

APPLICATION_ID = "org.tokentray.TokenTray"
TRAY_SIZES = (16, 22, 24, 32, 48, 64)
_PANEL_SIDES = (16, 22, 24, 32)
"""In logical pixels; the larger ones of `TRAY_SIZES` are for screens that tell no ratio."""

SYMBOL_SIZES = (16, 32)
APPLICATION_SIZES = (24, 32, 48, 64, 128, 256)

_PANELS_ALWAYS_DARK = frozenset({"gnome", "unity", "pantheon"})
_PANELS_LIKE_WINDOWS = frozenset({"kde", "win32", "darwin"})


def tray_sizes(ratio: float) -> tuple[int, ...]:
    """Return the sizes that panels ask for where a logical pixel is `ratio` device pixels."""
    dense = {round(side * ratio) for side in _PANEL_SIDES}
    return tuple(sorted(dense.union(TRAY_SIZES)))


def tray_icon(face: RingFace, dark_panel: bool | None, ratio: float = 1.0) -> QIcon:
    """Draw the tray's icon at every size that panels ask for, on a screen that is so dense.

    `dark_panel` None means that the panel's colour is unknown: the ring then has
    colours that can be seen on both kinds.
    """
    colours = panel_colours(dark_panel)
    icon = QIcon()
    for side in tray_sizes(ratio):
        icon.addPixmap(QPixmap.fromImage(ring_image(side, face, colours)))
    return icon


def panel_colours(dark_panel: bool | None) -> RingColours:
    """Choose the ring's colours for a dark panel, a light one, or one not known."""
    if dark_panel is None:
        return ON_ANY
    return ON_DARK if dark_panel else ON_LIGHT


def panel_darkness(palette: QPalette, environ: Mapping[str, str]) -> bool | None:
    """Tell whether the desktop's panel is dark, or None where nothing says so."""
    desktop = environ.get("XDG_CURRENT_DESKTOP", "") if sys.platform == "linux" else sys.platform
    if "xfce" in desktop.lower():
        from tokentray.desktop.platform.xfce_panel import is_xfce_panel_dark

        return is_xfce_panel_dark(environ)
    return is_panel_dark(palette, desktop)


def is_panel_dark(palette: QPalette, desktop: str) -> bool | None:
    """Tell whether the panel is dark, or None where nothing says so.

    `desktop` is the value of `XDG_CURRENT_DESKTOP`, elsewhere `sys.platform`. Some
    desktops keep their panel dark whatever the windows look like, some give it the
    windows' colours; of the others nothing is known.
    """
    names = frozenset(desktop.lower().split(":"))
    if names & _PANELS_ALWAYS_DARK:
        return True
    if names & _PANELS_LIKE_WINDOWS:
        # Asking QStyleHints for the scheme would build PySide6's `Qt` namespace.
        window = palette.color(QPalette.ColorRole.Window)
        return window.lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()
    return None


def application_icon() -> QIcon:
    """Load the application's icon at the usual sizes; the smallest has a drawing of its own."""
    icon = QIcon()
    small = _read(f"hicolor/16x16/apps/{APPLICATION_ID}.svg")
    large = _read(f"hicolor/scalable/apps/{APPLICATION_ID}.svg")
    for image in (*render_svg(small, (16,)), *render_svg(large, APPLICATION_SIZES)):
        icon.addPixmap(QPixmap.fromImage(image))
    return icon


def symbol(name: str, palette: QPalette | None = None) -> QIcon:
    """Load a symbol of the window in the text colours of `palette`, else of the application.

    `name` is a file of `icons/symbols` without its suffix. Call it again after the
    palette has changed. Raises FileNotFoundError for an unknown name.
    """
    return _symbol(name, _colours_of(palette or QGuiApplication.palette()))


def symbol_in(name: str, colour: str) -> QIcon:
    """Load a symbol in one colour, for a place with a background of its own."""
    return _symbol(name, ((QIcon.Mode.Normal, QColor(colour)),))


def _symbol(name: str, colours: tuple[tuple[QIcon.Mode, QColor], ...]) -> QIcon:
    icon = QIcon()
    for shape in render_svg(_read(f"symbols/{name}.svg"), SYMBOL_SIZES):
        for mode, colour in colours:
            icon.addPixmap(QPixmap.fromImage(tinted(shape, colour)), mode)
    return icon


def _colours_of(palette: QPalette) -> tuple[tuple[QIcon.Mode, QColor], ...]:
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    return (
        (QIcon.Mode.Normal, palette.color(group.Active, role.ButtonText)),
        (QIcon.Mode.Disabled, palette.color(group.Disabled, role.ButtonText)),
        (QIcon.Mode.Selected, palette.color(group.Active, role.HighlightedText)),
    )


def tinted(shape: QImage, colour: QColor | str) -> QImage:
    """Return a copy of `shape` in one colour, its transparency kept."""
    image = QImage(shape)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), QColor(colour))
    painter.end()
    return image


def render_svg(svg: bytes, sides: Sequence[int]) -> list[QImage]:
    """Draw an SVG document into transparent squares, whose sides are in device pixels."""
    # Only the window needs it; the tray must not wait for it.
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(svg))
    return [_rendered(renderer, side) for side in sides]


def _rendered(renderer: QSvgRenderer, side: int) -> QImage:
    image = blank_image(side)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def _read(path: str) -> bytes:
    return resource(f"icons/{path}").read_bytes()
