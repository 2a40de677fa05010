"""How the picture of a history is drawn: the grid of hours, the lanes, the legend."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from tokentray.desktop.history_layout import Bar, Frame, Lane, Mark, Span, grid_of
from tokentray.desktop.history_marks import mark_word, paint_mark, paint_ring_around
from tokentray.desktop.history_words import day_word, hour_word
from tokentray.desktop.theme import GRAPHIC_CONTRAST, Theme, legible, mix
from tokentray.desktop.words import Words

_tr = Words("History")

MARGIN = 14
ROW = 24
"""From a lane's top to its end there are two: one of marks, one of the bar."""

LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BAR = 10
_LEGEND_GAP = 16
_COUNT_ROOM = 30.0


@dataclass(frozen=True, slots=True)
class Place:
    """A mark and the number of its lane."""

    lane: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn, and where; `line` is the height of a line of text.

    `names` is the width of the column of names: with one lane everybody knows whose it is.
    """

    lanes: tuple[Lane, ...]
    frame: Frame
    span: Span
    width: int
    line: int
    names: int
    mirrored: bool
    chosen: Place | None
    pointed: Place | None
    has_focus: bool

    @property
    def axis(self) -> float:
        """The height of the row of hours, which is on top."""
        return self.line + 12

    @property
    def bottom(self) -> float:
        """Where the lanes end."""
        return self.axis + max(1, len(self.lanes)) * 2 * ROW

    @property
    def height(self) -> float:
        """The whole, with the legend below."""
        return self.bottom + self.line + 14

    def top_of(self, lane: int) -> float:
        """Where the row of marks of a lane begins."""
        return self.axis + lane * 2 * ROW

    def middle_of(self, lane: int, *, is_tick: bool) -> float:
        """The middle of a lane's row of marks, or of its bar."""
        return self.top_of(lane) + ROW * (1.4 if is_tick else 0.55)

    def x(self, x: float) -> float:
        """Where a place of the frame lies on the widget, whichever way it reads."""
        beside = MARGIN + self.names
        return self.width - beside - x if self.mirrored else beside + x

    def frame_x(self, x: float) -> float:
        """Where a place of the widget lies in the frame."""
        beside = MARGIN + self.names
        return self.width - beside - x if self.mirrored else x - beside


class Drawing:
    """Draws a scene in the colours of a theme."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme

    def draw(self, painter: QPainter) -> None:
        """Draw all."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        self._grid(painter)
        for number, lane in enumerate(self._scene.lanes):
            self._lane(painter, number, lane)
        self._now(painter)
        self._legend(painter)

    def _ground(self, painter: QPainter) -> None:
        scene, theme = self._scene, self._theme
        painter.setBrush(QColor(theme.card))
        pen = QPen(QColor(theme.accent if scene.has_focus else theme.line), 1)
        painter.setPen(pen)
        whole = QRectF(0.5, 0.5, scene.width - 1, scene.height - 1)
        painter.drawRoundedRect(whole, theme.radius, theme.radius)

    def _grid(self, painter: QPainter) -> None:
        scene, theme = self._scene, self._theme
        metrics = QFontMetrics(painter.font())
        now = scene.x(scene.frame.x(scene.frame.now))
        taken = [(now - 24.0, now + 24.0)]
        for tick in grid_of(scene.frame, scene.span):
            x = scene.x(tick.x)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x, scene.axis), QPointF(x, scene.bottom))
            text = day_word(tick.at) if tick.is_day else hour_word(tick.at)
            half = metrics.horizontalAdvance(text) / 2
            inside = x - half >= 4 and x + half <= scene.width - 4
            if inside and all(x + half + 6 < left or x - half - 6 > right for left, right in taken):
                taken.append((x - half, x + half))
                painter.setPen(QColor(theme.muted))
                painter.drawText(QPointF(x - half, 6 + metrics.ascent()), text)

    def _lane(self, painter: QPainter, number: int, lane: Lane) -> None:
        scene = self._scene
        if scene.names:
            self._name(painter, number, lane.name)
        middle = scene.middle_of(number, is_tick=True)
        self._rail(painter, middle)
        for bar in lane.bars:
            self._bar(painter, bar, middle)
        upper = [mark.x for mark in lane.marks if not mark.is_tick]
        for mark in lane.marks:
            self._mark(painter, number, mark)
            after = min((x for x in upper if x > mark.x), default=scene.frame.width + 20)
            if len(mark.events) > 1 and not mark.is_tick and after - mark.x > _COUNT_ROOM:
                self._count(painter, number, mark)

    def _name(self, painter: QPainter, number: int, name: str) -> None:
        scene = self._scene
        painter.setPen(QColor(self._theme.text))
        left = scene.width - MARGIN - scene.names if scene.mirrored else MARGIN
        inside = QRectF(left, scene.top_of(number), scene.names - 10, 2 * ROW)
        inside = inside.translated(10, 0) if scene.mirrored else inside
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, scene.names - 10)
        painter.drawText(inside, int(_TRAILING if scene.mirrored else LEADING), shown)
        if number:
            painter.setPen(QPen(QColor(self._theme.line), 1))
            top = scene.top_of(number)
            painter.drawLine(QPointF(MARGIN, top), QPointF(scene.width - MARGIN, top))

    def _rail(self, painter: QPainter, middle: float) -> None:
        """A thin line where no token was: the gap is what people look for."""
        scene = self._scene
        painter.setPen(QPen(QColor(self._theme.line), 2))
        left, right = scene.x(0), scene.x(scene.frame.width)
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))

    def _bar(self, painter: QPainter, bar: Bar, middle: float) -> None:
        """What is over is filled, what is to come is an outline; an unknown end is one as well."""
        scene, theme = self._scene, self._theme
        colour = QColor(theme.valid if bar.is_known else theme.quiet)
        past = QColor(
            legible(mix(theme.card, theme.valid, 0.6), theme.card, ratio=GRAPHIC_CONTRAST)
        )
        now = scene.frame.x(scene.frame.now)
        gone = self._rect(bar.left, min(bar.right, now), middle)
        if bar.right > now:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(QColor(theme.card))
            ahead = self._rect(max(bar.left, now), bar.right, middle)
            painter.drawRoundedRect(ahead.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
        if gone.width() <= 0:
            return
        if bar.is_known:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour if bar.is_held else past)
            painter.drawRoundedRect(gone, 3, 3)
        else:
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(gone.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)

    def _rect(self, left: float, right: float, middle: float) -> QRectF:
        """The bar from one place to another, a hair's breadth from the next one."""
        one, other = sorted((self._scene.x(left), self._scene.x(right)))
        width = other - one
        return QRectF(one, middle - _BAR / 2, width - 1 if width > 4 else width, _BAR)

    def _mark(self, painter: QPainter, lane: int, mark: Mark) -> None:
        scene = self._scene
        point = QPointF(scene.x(mark.x), scene.middle_of(lane, is_tick=mark.is_tick))
        paint_mark(painter, mark.kind, point, self._theme)
        here = Place(lane, mark)
        if here == scene.chosen:
            paint_ring_around(painter, point, self._theme.accent, 2)
        elif here == scene.pointed:
            paint_ring_around(painter, point, self._theme.muted, 1)

    def _count(self, painter: QPainter, lane: int, mark: Mark) -> None:
        scene = self._scene
        painter.save()
        font = QFont(painter.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.8))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        text = str(len(mark.events))
        x = scene.x(mark.x)
        x = x - 9 - QFontMetrics(font).horizontalAdvance(text) if scene.mirrored else x + 9
        painter.drawText(QPointF(x, scene.middle_of(lane, is_tick=False) + 4), text)
        painter.restore()

    def _now(self, painter: QPainter) -> None:
        scene, theme = self._scene, self._theme
        x = scene.x(scene.frame.x(scene.frame.now))
        painter.setPen(QPen(QColor(theme.text), 1))
        painter.drawLine(QPointF(x, scene.axis - 4), QPointF(x, scene.bottom))
        metrics = QFontMetrics(painter.font())
        text = _tr("now")
        half = metrics.horizontalAdvance(text) / 2
        painter.drawText(QPointF(x - half, 6 + metrics.ascent()), text)

    def _legend(self, painter: QPainter) -> None:
        """Name the shapes that are there, as far as there is room."""
        scene, theme = self._scene, self._theme
        metrics = QFontMetrics(painter.font())
        kinds = sorted({mark.kind for lane in scene.lanes for mark in lane.marks})
        middle = scene.bottom + 4 + scene.line / 2
        at = 0.0 - scene.names
        for kind in kinds:
            text = mark_word(kind)
            wide = 18 + metrics.horizontalAdvance(text)
            if at + wide > scene.frame.width:
                return
            paint_mark(painter, kind, QPointF(scene.x(at + 6), middle), theme)
            painter.setPen(QColor(theme.muted))
            left = scene.x(at + 18) if not scene.mirrored else scene.x(at + wide)
            baseline = middle + metrics.ascent() / 2 - metrics.descent() / 2
            painter.drawText(QPointF(left, baseline), text)
            at += wide + _LEGEND_GAP
