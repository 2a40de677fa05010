"""The ring: one drawing of a token's state and remaining life for tray, list, header and notice."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from tokentray.core.state import State

STEPS = 24
DEGREES_PER_STEP = 360 / STEPS
_ROUND_CAPS_FROM = 32


@dataclass(frozen=True, slots=True)
class RingFace:
    """What a ring shows: a state and the remaining life in steps, 0 to `STEPS`, None if unknown."""

    state: State
    step: int | None = None


@dataclass(frozen=True, slots=True)
class RingColours:
    """The colours of a ring as `#rrggbb`, for one kind of background.

    `good` draws the remaining life, `quiet` the states without news, `track` the
    life that is gone, `on_disc` what stands on a filled disc. A `plate` is painted
    behind the ring where the background is unknown; None leaves it transparent.
    """

    good: str
    warning: str
    trouble: str
    quiet: str
    track: str
    on_disc: str
    plate: str | None = None


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
    good=ON_DARK.good,
    warning=ON_DARK.warning,
    trouble=ON_DARK.trouble,
    quiet=ON_DARK.quiet,
    track=ON_DARK.track,
    on_disc="#23292d",
    plate="#23292d",
)


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
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _PAINTERS[face.state](_Canvas(painter, side, colours), face.step)
    painter.end()
    return image


class _Canvas:
    """The strokes a ring is made of, on the pixel grid of one square."""

    def __init__(self, painter: QPainter, side: int, colours: RingColours) -> None:
        self.painter = painter
        self.colours = colours
        self.side = side
        self.middle = side / 2
        self.thickness = max(2, round(side / 8))
        self.margin = max(1, side // 16)
        self.line = _same_parity(side / 8, side)
        self._lay_plate()

    def _lay_plate(self) -> None:
        if self.colours.plate is None:
            return
        self.fill(self.colours.plate)
        self.painter.drawEllipse(QRectF(0, 0, self.side, self.side))
        self.margin += self.side // 32

    @property
    def hole(self) -> float:
        """The diameter of the room inside the ring."""
        return self.side - 2 * (self.margin + self.thickness)

    def fill(self, colour: str) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))

    def stroke(self, colour: str, width: float, *, round_caps: bool = False) -> None:
        caps = Qt.PenCapStyle.RoundCap if round_caps else Qt.PenCapStyle.FlatCap
        pen = QPen(
            QColor(colour),
            width,
            Qt.PenStyle.SolidLine,
            caps,
            Qt.PenJoinStyle.RoundJoin,
        )
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    @property
    def radius(self) -> float:
        """The distance from the middle to the middle line of the ring."""
        return self.middle - self.margin - self.thickness / 2

    def track(self, colour: str | None = None) -> None:
        self.fill(colour or self.colours.track)
        path = QPainterPath()
        path.addEllipse(self.circle(self.radius + self.thickness / 2))
        path.addEllipse(self.circle(self.radius - self.thickness / 2))
        self.painter.drawPath(path)

    def life(self, step: int | None, colour: str) -> None:
        """Draw what is left: the gap begins at the top and grows clockwise."""
        self.track()
        if step is None or step >= STEPS:
            self.track(colour)
        elif step > 0:
            self.arc(90, step * DEGREES_PER_STEP, colour)

    def arc(self, start: float, span: float, colour: str) -> None:
        """Draw a part of the ring counter-clockwise; `start` 0 is at three o'clock."""
        self.fill(colour)
        if self.side < _ROUND_CAPS_FROM:
            self.band(start, span, self.radius)
            return
        cap = math.degrees(self.thickness / 2 / self.radius)
        length = max(span - 2 * cap, 1)
        self.band(start + cap, length, self.radius)
        for end in (start + cap, start + cap + length):
            self.painter.drawEllipse(
                _on_circle(self.middle, self.radius, end), self.thickness / 2, self.thickness / 2
            )

    def band(self, start: float, span: float, radius: float) -> None:
        """Fill a part of a ring as a path, whose edges are sharper than a pen's."""
        outer, inner = (self.circle(radius + side * self.thickness / 2) for side in (1, -1))
        path = QPainterPath()
        path.arcMoveTo(outer, start)
        path.arcTo(outer, start, span)
        path.arcTo(inner, start + span, -span)
        path.closeSubpath()
        self.painter.drawPath(path)

    def circle(self, radius: float) -> QRectF:
        """The square around a circle about the middle."""
        return QRectF(self.middle - radius, self.middle - radius, 2 * radius, 2 * radius)

    def bar(self, width: float, height: float, top: float) -> None:
        """Fill an upright bar, centred, `top` pixels below the upper edge."""
        radius = self.line / 4 if self.side >= _ROUND_CAPS_FROM else 0
        rect = QRectF(self.middle - width / 2, top, width, height)
        self.painter.drawRoundedRect(rect, radius, radius)

    def slanted(self, colour: str) -> None:
        """Take the pen for diagonals, which look thinner than upright bars."""
        self.stroke(colour, self.thickness, round_caps=self.side >= _ROUND_CAPS_FROM)

    def erase_diagonal(self, width: float) -> None:
        """Take a stripe away across the ring, down to the plate or to nothing."""
        reach = math.sqrt((self.middle**2 - (width / 2) ** 2) / 2)
        near, far = self.middle - reach, self.middle + reach
        modes = QPainter.CompositionMode
        # The modes made for erasing are ten times slower than to replace by transparency.
        self.painter.setCompositionMode(modes.CompositionMode_Source)
        self.stroke(self.colours.plate or "#00000000", width)
        self.painter.drawLine(QPointF(near, near), QPointF(far, far))
        self.painter.setCompositionMode(modes.CompositionMode_SourceOver)


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
    dashes, dash = 8, 28
    turn = 360 / dashes
    canvas.fill(canvas.colours.quiet)
    for number in range(dashes):
        canvas.band((number + 0.5) * turn - dash / 2, dash, canvas.radius)
    arm = _same_parity(canvas.hole * 0.56, canvas.side)
    canvas.bar(canvas.line, arm, canvas.middle - arm / 2)
    canvas.bar(arm, canvas.line, canvas.middle - canvas.line / 2)


def _draw_valid(canvas: _Canvas, step: int | None) -> None:
    canvas.life(step, canvas.colours.good)
    if step is not None:
        return
    dot = _same_parity(canvas.hole * 0.4, canvas.side)
    canvas.fill(canvas.colours.good)
    canvas.painter.drawEllipse(QPointF(canvas.middle, canvas.middle), dot / 2, dot / 2)


def _draw_expiring(canvas: _Canvas, step: int | None) -> None:
    canvas.life(step, canvas.colours.warning)
    line = canvas.line
    height = math.floor(canvas.hole * 0.75)
    gap = max(1, round(line / 2))
    # Where it can't be centred it stands low, away from the last of the arc.
    top = math.ceil(canvas.middle - height / 2)
    canvas.fill(canvas.colours.warning)
    canvas.bar(line, height - gap - line, top)
    canvas.bar(line, line, top + height - line)


def _draw_expired(canvas: _Canvas, _step: int | None) -> None:
    canvas.track()
    reach = _same_parity(canvas.hole * 0.62, canvas.side) / 2
    near, far = canvas.middle - reach, canvas.middle + reach
    canvas.slanted(canvas.colours.trouble)
    canvas.painter.drawLine(QPointF(near, near), QPointF(far, far))
    canvas.painter.drawLine(QPointF(near, far), QPointF(far, near))


def _draw_refreshing(canvas: _Canvas, _step: int | None) -> None:
    head = canvas.thickness * 1.3
    radius = min(canvas.radius, canvas.middle - head)
    canvas.fill(canvas.colours.good)
    for start in (25, 205):
        canvas.band(start, 125, radius)
        canvas.painter.drawPolygon(_arrow_head(canvas.middle, radius, head, start))


def _arrow_head(middle: float, radius: float, size: float, degrees: float) -> QPolygonF:
    """A triangle on the circle that points clockwise, its base at `degrees`."""
    tip = degrees - math.degrees(size * 1.1 / radius)
    corners = ((radius - size, degrees), (radius + size, degrees), (radius, tip))
    return QPolygonF([_on_circle(middle, distance, angle) for distance, angle in corners])


def _draw_offline(canvas: _Canvas, step: int | None) -> None:
    canvas.life(step, canvas.colours.quiet)
    canvas.erase_diagonal(canvas.thickness + max(2, canvas.side / 8))
    near = canvas.side * (0.14 if canvas.colours.plate is None else 0.21)
    far = canvas.side - near
    canvas.slanted(canvas.colours.quiet)
    canvas.painter.drawLine(QPointF(near, near), QPointF(far, far))


def _draw_sign_in_needed(canvas: _Canvas, _step: int | None) -> None:
    side, middle, colours = canvas.side, canvas.middle, canvas.colours
    radius = middle - canvas.margin
    canvas.fill(colours.trouble)
    canvas.painter.drawEllipse(QPointF(middle, middle), radius, radius)
    head = _same_parity(side * 0.27, side) / 2
    gap = max(1, round(side / 20))
    top = middle - round(side * 0.28)
    shoulders = top + 2 * head + gap
    width = _same_parity(side * 0.5, side)
    body = QPainterPath()
    body.addRoundedRect(QRectF(middle - width / 2, shoulders, width, width), width / 2, width / 2)
    base = QPainterPath()
    base.addRect(QRectF(0, 0, side, middle + round(side * 0.28)))
    canvas.fill(colours.on_disc)
    canvas.painter.drawEllipse(QPointF(middle, top + head), head, head)
    canvas.painter.drawPath(body & base)


def _draw_locked(canvas: _Canvas, _step: int | None) -> None:
    canvas.track(canvas.colours.quiet)
    side, middle = canvas.side, canvas.middle
    width = _same_parity(canvas.hole * 0.6, side)
    height = round(canvas.hole * 0.42)
    shackle = _same_parity(width * 0.66, side)
    rise = round(canvas.hole * 0.3)
    wire = max(1, round(side / 14))
    top = round(middle - (height + rise) / 2)
    canvas.stroke(canvas.colours.quiet, wire)
    arch = QPainterPath(QPointF(middle - (shackle - wire) / 2, top + rise))
    box = QRectF(middle - (shackle - wire) / 2, top + wire / 2, shackle - wire, shackle - wire)
    arch.arcTo(box, 180, -180)
    arch.lineTo(middle + (shackle - wire) / 2, top + rise)
    canvas.painter.drawPath(arch)
    canvas.fill(canvas.colours.quiet)
    canvas.bar(width, height, top + rise)


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
