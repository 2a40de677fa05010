"""The ring: one drawing of a token's state and remaining life for tray, list, header and notice."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

# Nothing here may touch PySide6's `Qt` namespace, not even through an overload that takes
# one of its values: to build it costs a fifth of the whole way to the tray.
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from tokentray.core.state import State

STEPS = 24
DEGREES_PER_STEP = 360 / STEPS
_ROUND_CAPS_FROM = 32


@dataclass(frozen=True, slots=True)
class RingFace:
    """What a ring shows: a state and the remaining life in steps, 0 to `STEPS`, None if unknown.

    `paused` tells of a valid token that nothing renews in the background.
    """

    state: State
    step: int | None = None
    paused: bool = False


@dataclass(frozen=True, slots=True)
class RingColours:
    """The colours of a ring as `#rrggbb`, or `#aarrggbb`, for one kind of background.

    `good` draws the remaining life, `quiet` the states without news, `track` the
    life that is gone, `on_disc` what stands on a filled disc.
    """

    good: str
    warning: str
    trouble: str
    quiet: str
    track: str
    on_disc: str


ON_LIGHT = RingColours(
    good="#0b7a75",
    warning="#a85b00",
    trouble="#c8232c",
    quiet="#5c6670",
    track="#c3cbd0",
    on_disc="#ffffff",
)
ON_DARK = RingColours(
    good="#2fd3c0",
    warning="#ffb938",
    trouble="#ff7a74",
    quiet="#b4bec6",
    track="#495258",
    on_disc="#1e1e1e",
)
ON_ANY = RingColours(
    good="#0f8e87",
    warning="#bf6800",
    trouble="#e2464b",
    quiet="#77808a",
    track="#33808080",
    on_disc="#ffffff",
)
"""Halfway between light and dark, so that each has 3:1 on the panels that desktops come with,
light ones of #e0e0e0 and more, dark ones of #353535 and less; the track takes after the panel."""


def ring_step(seconds_left: float | None, lifetime: float | None) -> int | None:
    """Round the remaining life up to one of `STEPS` steps; None where either is unknown.

    The result is 0 only for a token whose life has ended, `STEPS` for a fresh one.
    """
    if seconds_left is None or lifetime is None or lifetime <= 0:
        return None
    if seconds_left <= 0:
        return 0
    return min(STEPS, math.ceil(STEPS * seconds_left / lifetime))


def paint_ring(
    painter: QPainter, rect: QRect | QRectF, face: RingFace, colours: RingColours
) -> None:
    """Paint the ring into the middle of `rect` (logical pixels), on whole device pixels."""
    to_device = painter.deviceTransform()
    area = to_device.mapRect(QRectF(rect))
    side = math.floor(min(area.width(), area.height()) + 0.01)
    if side < 1:
        return
    corner = QPoint(
        round(area.center().x() - side / 2),
        round(area.center().y() - side / 2),
    )
    painter.save()
    painter.setTransform(to_device.inverted()[0], True)
    painter.drawImage(corner, ring_image(side, face, colours))
    painter.restore()


def ring_image(side: int, face: RingFace, colours: RingColours) -> QImage:
    """Draw the ring on a transparent square of `side` device pixels."""
    image = blank_image(side)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint = _draw_paused if face.paused else _PAINTERS[face.state]
    paint(_Canvas(painter, side, colours), face.step)
    painter.end()
    return image


def blank_image(side: int) -> QImage:
    """Make a transparent square of `side` device pixels."""
    row = 4 * side
    pixels = QImage(bytes(row * side), side, side, row, QImage.Format.Format_ARGB32_Premultiplied)
    return pixels.copy()


class _Canvas:
    """The shapes a ring is made of, on the pixel grid of one square."""

    def __init__(self, painter: QPainter, side: int, colours: RingColours) -> None:
        self._painter = painter
        self.colours = colours
        self.side = side
        self.middle = side / 2
        self.thickness = max(2, round(side / 8))
        self.margin = max(1, side // 16)
        self.line = _same_parity(side / 8, side)
        self.is_rounded = side >= _ROUND_CAPS_FROM

    @property
    def centre(self) -> QPointF:
        return QPointF(self.middle, self.middle)

    @property
    def hole(self) -> float:
        """The diameter of the room inside the ring."""
        return self.side - 2 * (self.margin + self.thickness)

    @property
    def radius(self) -> float:
        """The distance from the middle to the middle line of the ring."""
        return self.middle - self.margin - self.thickness / 2

    def fill(self, path: QPainterPath, colour: str) -> None:
        self._painter.fillPath(path, _brush(colour))

    def dot(self, centre: QPointF, radius: float, colour: str) -> None:
        path = QPainterPath()
        path.addEllipse(centre, radius, radius)
        self.fill(path, colour)

    def bar(self, width: float, height: float, top: float, colour: str, off: float = 0) -> None:
        """Fill an upright bar, its middle `off` the centre, `top` pixels below the upper edge."""
        corner = self.line / 4 if self.is_rounded else 0
        path = QPainterPath()
        path.addRoundedRect(self.middle + off - width / 2, top, width, height, corner, corner)
        self.fill(path, colour)

    def diagonal(self, length: float, degrees: float, colour: str) -> None:
        """Fill a slanted bar through the middle; as thick as the ring, since it looks thinner.

        At the small sizes it has clear stairs: soft ones would leave no pixel of its colour.
        """
        if self.is_rounded:
            self.fill(self._slanted(length, self.thickness, degrees, self.thickness / 2), colour)
            return
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.fill(self._slanted(length, self.thickness, degrees, 0), colour)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def cross(self, colour: str) -> None:
        """Fill two slanted bars through the middle; at the small sizes pixel by pixel."""
        if self.is_rounded:
            length = _same_parity(self.hole * 0.7, self.side) * math.sqrt(2) + self.thickness
            for degrees in (45, -45):
                self.diagonal(length, degrees, colour)
            return
        side = _same_parity(self.hole * 0.8, self.side)
        reach = max(1, int(self.thickness / math.sqrt(2) - 0.5))
        corner = (self.side - side) // 2
        path = QPainterPath()
        for row in range(side):
            begin, end = max(0, row - reach), min(side, row + reach + 1)
            (left, meets), (other, right) = sorted(((begin, end), (side - end, side - begin)))
            if meets >= other:
                path.addRect(corner + left, corner + row, right - left, 1)
                continue
            path.addRect(corner + left, corner + row, meets - left, 1)
            path.addRect(corner + other, corner + row, right - other, 1)
        self.fill(path, colour)

    def erase_diagonal(self, width: float, degrees: float) -> None:
        """Take a stripe away across the ring."""
        length = 2 * math.sqrt(self.middle**2 - (width / 2) ** 2)
        modes = QPainter.CompositionMode
        # The modes made for erasing are ten times slower than to replace by transparency.
        self._painter.setCompositionMode(modes.CompositionMode_Source)
        self.fill(self._slanted(length, width, degrees, 0), "#00000000")
        self._painter.setCompositionMode(modes.CompositionMode_SourceOver)

    def _slanted(self, length: float, width: float, degrees: float, corner: float) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(-length / 2, -width / 2, length, width, corner, corner)
        turned: QPainterPath = (
            QTransform().translate(self.middle, self.middle).rotate(degrees).map(path)
        )
        return turned

    def track(self, colour: str | None = None) -> None:
        """Fill the whole ring."""
        path = QPainterPath()
        path.addEllipse(self._circle(self.radius + self.thickness / 2))
        path.addEllipse(self._circle(self.radius - self.thickness / 2))
        self.fill(path, colour or self.colours.track)

    def life(self, step: int | None, colour: str) -> None:
        """Draw what is left: the gap begins at the top and grows clockwise."""
        self.track()
        if step is None or step >= STEPS:
            self.track(colour)
        elif step > 0:
            self._arc(90, step * DEGREES_PER_STEP, colour)

    def _arc(self, start: float, span: float, colour: str) -> None:
        if not self.is_rounded:
            self.bands([start], span, self.radius, colour)
            return
        cap = math.degrees(self.thickness / 2 / self.radius)
        length = max(span - 2 * cap, 1)
        self.bands([start + cap], length, self.radius, colour)
        for end in (start + cap, start + cap + length):
            self.dot(_on_circle(self.middle, self.radius, end), self.thickness / 2, colour)

    def bands(self, starts: Iterable[float], span: float, radius: float, colour: str) -> None:
        """Fill parts of a ring, counter-clockwise; a start of 0 is at three o'clock."""
        outer, inner = (self._circle(radius + side * self.thickness / 2) for side in (1, -1))
        path = QPainterPath()
        for start in starts:
            path.arcMoveTo(outer, start)
            path.arcTo(outer, start, span)
            path.arcTo(inner, start + span, -span)
            path.closeSubpath()
        self.fill(path, colour)

    def _circle(self, radius: float) -> QRectF:
        return QRectF(self.middle - radius, self.middle - radius, 2 * radius, 2 * radius)


def _brush(colour: str) -> QBrush:
    # QBrush(QColor) would build the `Qt` namespace; a pen's brush is solid without it.
    pen = QPen()
    pen.setColor(QColor(colour))
    return pen.brush()


def _on_circle(middle: float, radius: float, degrees: float) -> QPointF:
    angle = math.radians(degrees)
    return QPointF(middle + radius * math.cos(angle), middle - radius * math.sin(angle))


def _same_parity(value: float, side: int) -> int:
    """The whole number nearest to `value` that can be centred on `side` pixels."""
    below = math.floor(value)
    if (below - side) % 2:
        below -= 1
    nearest = below if value - below < 1.25 else below + 2
    return max(nearest, 1 + (side + 1) % 2)


def _draw_empty(canvas: _Canvas, _step: int | None) -> None:
    quiet = canvas.colours.quiet
    dashes, dash = 8, 28
    middles = [(number + 0.5) * 360 / dashes for number in range(dashes)]
    canvas.bands([middle - dash / 2 for middle in middles], dash, canvas.radius, quiet)
    arm = _same_parity(canvas.hole * 0.56, canvas.side)
    canvas.bar(canvas.line, arm, canvas.middle - arm / 2, quiet)
    canvas.bar(arm, canvas.line, canvas.middle - canvas.line / 2, quiet)


def _draw_valid(canvas: _Canvas, step: int | None) -> None:
    canvas.life(step, canvas.colours.good)
    if step is not None:
        return
    dot = _same_parity(canvas.hole * 0.4, canvas.side)
    canvas.dot(canvas.centre, dot / 2, canvas.colours.good)


def _draw_paused(canvas: _Canvas, step: int | None) -> None:
    quiet = canvas.colours.quiet
    canvas.life(step, quiet)
    width = max(2, round(canvas.hole / 5))
    height = _same_parity(canvas.hole * 0.56, canvas.side)
    apart = _same_parity(canvas.hole / 5, canvas.side)
    for off in (-(apart + width) / 2, (apart + width) / 2):
        canvas.bar(width, height, canvas.middle - height / 2, quiet, off)


def _draw_expiring(canvas: _Canvas, step: int | None) -> None:
    warning, line = canvas.colours.warning, canvas.line
    canvas.life(step, warning)
    height = math.floor(canvas.hole * 0.75)
    gap = max(1, round(line / 2))
    # Where it can't be centred it stands low, away from the last of the arc.
    top = math.ceil(canvas.middle - height / 2)
    canvas.bar(line, height - gap - line, top, warning)
    canvas.bar(line, line, top + height - line, warning)


def _draw_expired(canvas: _Canvas, _step: int | None) -> None:
    canvas.track()
    canvas.cross(canvas.colours.trouble)


def _draw_refreshing(canvas: _Canvas, _step: int | None) -> None:
    head = canvas.thickness * 1.3
    radius = min(canvas.radius, canvas.middle - head)
    starts = (25, 205)
    canvas.bands(starts, 125, radius, canvas.colours.good)
    for start in starts:
        arrow = _arrow_head(canvas.middle, radius, head, start)
        canvas.fill(arrow, canvas.colours.good)


def _arrow_head(middle: float, radius: float, size: float, degrees: float) -> QPainterPath:
    """A triangle on the circle that points clockwise, its base at `degrees`."""
    tip = degrees - math.degrees(size * 1.1 / radius)
    corners = ((radius - size, degrees), (radius + size, degrees), (radius, tip))
    path = QPainterPath()
    path.addPolygon(QPolygonF([_on_circle(middle, *corner) for corner in corners]))
    path.closeSubpath()
    return path


def _draw_offline(canvas: _Canvas, step: int | None) -> None:
    canvas.life(step, canvas.colours.quiet)
    canvas.erase_diagonal(canvas.thickness + max(2, canvas.side / 8), 45)
    length = canvas.side * 0.72 * math.sqrt(2)
    canvas.diagonal(length + canvas.thickness * canvas.is_rounded, 45, canvas.colours.quiet)


def _draw_sign_in_needed(canvas: _Canvas, _step: int | None) -> None:
    side, middle, colours = canvas.side, canvas.middle, canvas.colours
    canvas.dot(canvas.centre, middle - canvas.margin, colours.trouble)
    head = _same_parity(side * 0.27, side) / 2
    top = middle - round(side * 0.28)
    canvas.dot(QPointF(middle, top + head), head, colours.on_disc)
    shoulders = top + 2 * head + max(1, round(side / 20))
    bottom = middle + round(side * 0.28)
    width = _same_parity(side * 0.5, side)
    body = QPainterPath()
    body.moveTo(middle + width / 2, bottom)
    height = min(width / 2, bottom - shoulders)
    body.arcTo(QRectF(middle - width / 2, shoulders, width, 2 * height), 0, 180)
    body.closeSubpath()
    canvas.fill(body, colours.on_disc)


def _draw_locked(canvas: _Canvas, _step: int | None) -> None:
    side, middle, quiet = canvas.side, canvas.middle, canvas.colours.quiet
    canvas.track(quiet)
    width = _same_parity(canvas.hole * 0.6, side)
    height, rise = round(canvas.hole * 0.42), round(canvas.hole * 0.3)
    top = round(middle - (height + rise) / 2)
    wire = max(1, round(side / 14))
    shackle = _same_parity(width * 0.66, side)
    canvas.fill(_shackle(middle, shackle, wire, top, top + rise), quiet)
    canvas.bar(width, height, top + rise, quiet)


def _shackle(middle: float, width: float, wire: float, top: float, bottom: float) -> QPainterPath:
    """An arch of a wire, `width` wide outside, open below."""
    left, right = middle - width / 2, middle + width / 2
    path = QPainterPath(QPointF(left, bottom))
    path.arcTo(QRectF(left, top, width, width), 180, -180)
    path.lineTo(right, bottom)
    path.lineTo(right - wire, bottom)
    inner = width - 2 * wire
    path.arcTo(QRectF(left + wire, top + wire, inner, inner), 0, 180)
    path.lineTo(left + wire, bottom)
    path.closeSubpath()
    return path


_PAINTERS: Mapping[State, Callable[[_Canvas, int | None], None]] = {
    State.EMPTY: _draw_empty,
    State.VALID: _draw_valid,
    State.EXPIRING: _draw_expiring,
    State.EXPIRED: _draw_expired,
    State.REFRESHING: _draw_refreshing,
    State.OFFLINE: _draw_offline,
    State.SIGN_IN_NEEDED: _draw_sign_in_needed,
    State.LOCKED: _draw_locked,
}
