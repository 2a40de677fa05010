"""Draw rings, icons and symbols into `build/gallery`, for looking at them side by side."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from tokentray.core.state import State
from tokentray.desktop.icons import APPLICATION_ID, render_svg, tinted
from tokentray.desktop.ring import (
    ON_ANY,
    ON_DARK,
    ON_LIGHT,
    RingColours,
    RingFace,
    ring_image,
)

PROJECT = Path(__file__).parents[2]
GALLERY = PROJECT / "build" / "gallery"
ICONS = PROJECT / "resources" / "icons"
APPLICATION_ICONS = (
    *(("scalable", side) for side in (256, 128, 64, 48, 32, 24)),
    ("16x16", 16),
)
SIZES = (16, 22, 24, 32, 48, 64)
PANELS = (
    ("#f2f2f2", ON_LIGHT),
    ("#ffffff", ON_LIGHT),
    ("#2b2b2b", ON_DARK),
    ("#1e1e1e", ON_DARK),
    ("#ffffff", ON_ANY),
    ("#e0e0e0", ON_ANY),
    ("#303030", ON_ANY),
    ("#1e1e1e", ON_ANY),
)
FACES = (
    *(RingFace(State.VALID, step) for step in (24, 23, 18, 12, 6, 1)),
    RingFace(State.VALID, None),
    RingFace(State.VALID, 18, paused=True),
    RingFace(State.EXPIRING, 3),
    RingFace(State.EXPIRED, 0),
    RingFace(State.REFRESHING, 5),
    RingFace(State.OFFLINE, 24),
    RingFace(State.OFFLINE, 10),
    RingFace(State.SIGN_IN_NEEDED, 0),
    RingFace(State.LOCKED, None),
    RingFace(State.EMPTY, None),
)


def sheet(sizes: tuple[int, ...], zoom: int) -> QImage:
    """Draw all faces in columns; a band of rows for each panel, a row for each size."""
    cell = max(sizes) + 8
    rows = [(side, panel, colours) for panel, colours in PANELS for side in sizes]
    heights = [side + 8 for side, _, _ in rows]
    image = QImage(cell * len(FACES), sum(heights), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    top = 0
    for side, panel, colours in rows:
        painter.fillRect(0, top, image.width(), side + 8, QColor(panel))
        _row(painter, top + 4, side, cell, colours)
        top += side + 8
    painter.end()
    return image.scaled(image.size() * zoom, mode=Qt.TransformationMode.FastTransformation)


def _row(painter: QPainter, top: int, side: int, cell: int, colours: RingColours) -> None:
    for column, face in enumerate(FACES):
        left = column * cell + (cell - side) // 2
        painter.drawImage(QRect(left, top, side, side), ring_image(side, face, colours))


def icons_sheet(panel: str, ink: str) -> QImage:
    """Draw the application's icon at its sizes and, below, every symbol as it is and enlarged."""
    symbols = sorted((ICONS / "symbols").glob("*.svg"))
    symbols += sorted((ICONS / "hicolor" / "symbolic").rglob("*.svg"))
    rows = -(-len(symbols) // 10)
    image = QImage(960, 280 + 120 * rows, QImage.Format.Format_RGB32)
    image.fill(QColor(panel))
    painter = QPainter(image)
    left = 8
    for folder, side in APPLICATION_ICONS:
        svg = (ICONS / "hicolor" / folder / "apps" / f"{APPLICATION_ID}.svg").read_bytes()
        painter.drawImage(left, 8, render_svg(svg, (side,))[0])
        left += side + 16
    for number, file in enumerate(symbols):
        x, y = 96 * (number % 10) + 8, 280 + 120 * (number // 10)
        shape = tinted(render_svg(file.read_bytes(), (16,))[0], ink)
        painter.drawImage(x, y, shape)
        painter.drawImage(QRect(x, y + 24, 80, 80), shape)
    painter.end()
    return image


def main() -> None:
    """Write the sheets: all sizes as they are, and the small ones enlarged."""
    application = QGuiApplication(["contact-sheet", "-platform", "offscreen"])
    GALLERY.mkdir(parents=True, exist_ok=True)
    sheet(SIZES, 1).save(str(GALLERY / "ring.png"))
    sheet((16,), 8).save(str(GALLERY / "ring-16.png"))
    sheet((22,), 8).save(str(GALLERY / "ring-22.png"))
    sheet((20, 24, 33), 4).save(str(GALLERY / "ring-24.png"))
    icons_sheet("#ffffff", "#1a2226").save(str(GALLERY / "icons-light.png"))
    icons_sheet("#171c1f", "#e7ecee").save(str(GALLERY / "icons-dark.png"))
    application.quit()


if __name__ == "__main__":
    main()
