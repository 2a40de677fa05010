"""The picture of a history: a lane a profile, lives as bars, what happened as marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tokentray.core.events import Event
from tokentray.desktop.history_drawing import LEADING, MARGIN, ROW, Drawing, Place, Scene
from tokentray.desktop.history_layout import (
    Frame,
    Lane,
    Mark,
    Span,
    Track,
    frame_of,
    lane_of,
    mark_near,
    nearest,
    next_mark,
)
from tokentray.desktop.history_words import mark_lines, mark_title
from tokentray.desktop.theme import Theme, tabular
from tokentray.desktop.words import Words

_tr = Words("History")

_LONGEST_NAME = 120
_IMAGE_WIDTH = 1200
_IMAGE_RATIO = 2.0


class HistoryPicture(QWidget):
    """Draws what happened; arrow keys go from mark to mark, and from lane to lane.

    Signals:
        chosen_changed(): another mark is chosen by key or click, or none.
        pointed_changed(): the pointer means another mark, or none.
    """

    chosen_changed = Signal()
    pointed_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._tracks: tuple[Track, ...] = ()
        self._lanes: tuple[Lane, ...] = ()
        self._span, self._now = Span.DAY, 0.0
        self._chosen: Place | None = None
        self._pointed: Place | None = None
        self.setObjectName("timeline")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """What is drawn, from the top."""
        return self._lanes

    @property
    def chosen(self) -> Mark | None:
        """The mark that a person chose."""
        return None if self._chosen is None else self._chosen.mark

    @property
    def spoken_of(self) -> Mark | None:
        """The mark to say more of: the pointer's, else the one that the keyboard is at."""
        place = self._spoken_place()
        return None if place is None else place.mark

    @property
    def spoken_point(self) -> QPoint | None:
        """Where that mark is."""
        place = self._spoken_place()
        if place is None:
            return None
        return QPoint(round(self._x(place.mark.x)), round(self._middle(place.lane, place.mark)))

    def show_tracks(self, tracks: Sequence[Track], span: Span, now: float) -> None:
        """Show what happened to these profiles."""
        self._tracks, self._span, self._now = tuple(tracks), span, now
        self._lay_out()
        self.updateGeometry()

    def touch(self, now: float) -> None:
        """Bring the picture up to date where a pixel's worth of time has gone."""
        per_pixel = self._span.value / max(1, self.width())
        if abs(now - self._now) >= per_pixel:
            self._now = now
            self._lay_out()

    def choose_event(self, event: Event | None) -> None:
        """Choose the mark of an event, as somebody did elsewhere; nobody is told."""
        self._chosen = self._place_of(event)
        self._tell()
        self.update()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        self.setFont(tabular(theme.fonts.body))
        self.updateGeometry()
        self.update()

    def image(self, title: str) -> QImage:
        """Return the picture for a file, a title above it."""
        head = self.fontMetrics().height() + 2 * MARGIN
        size = QSize(_IMAGE_WIDTH, head + self._height())
        image = QImage(size * _IMAGE_RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_IMAGE_RATIO)
        if self._theme is None:
            return image
        image.fill(QColor(self._theme.background))
        painter = QPainter(image)
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.text))
        inside = QRectF(MARGIN, 0, size.width() - 2 * MARGIN, head)
        painter.drawText(inside, int(LEADING), title)
        painter.translate(0, head)
        Drawing(self._scene(size.width(), is_image=True), self._theme).draw(painter)
        painter.end()
        return image

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(480, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._theme is not None:
            painter = QPainter(self)
            painter.setFont(self.font())
            Drawing(self._scene(self.width()), self._theme).draw(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._chosen is not None:
            self._choose(None)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and len(self._lanes) > 1:
            self._step_lane(1 if key == Qt.Key.Key_Down else -1)
        elif key in _STEPS:
            turns = key in _SIDEWAYS and self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._step(-_STEPS[key] if turns else _STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._place_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._choose(self._place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed_changed.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed_changed.emit()
        self.update()

    # Parts

    def _height(self) -> int:
        return round(self._scene(max(1, self.width())).height)

    def _frame(self, width: int) -> Frame:
        return frame_of(self._span, self._now, width - 2 * MARGIN - self._names())

    def _names(self) -> int:
        """Return the room for the names of several lanes."""
        if len(self._tracks) < 2:
            return 0
        widest = max(self.fontMetrics().horizontalAdvance(one.name) for one in self._tracks)
        return min(widest, _LONGEST_NAME) + 12

    def _scene(self, width: int, *, is_image: bool = False) -> Scene:
        frame = self._frame(width)
        lanes = self._lanes
        if is_image:
            lanes = tuple(lane_of(track, frame) for track in self._tracks)
        chosen = self._chosen if self.hasFocus() else None
        return Scene(
            lanes=lanes,
            frame=frame,
            span=self._span,
            width=width,
            line=self.fontMetrics().height(),
            names=self._names(),
            mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
            chosen=None if is_image else chosen,
            pointed=None if is_image else self._pointed,
            has_focus=self.hasFocus() and not is_image,
        )

    def _lay_out(self) -> None:
        frame = self._frame(self.width())
        chosen, pointed = (_event_at(place) for place in (self._chosen, self._pointed))
        self._lanes = tuple(lane_of(track, frame) for track in self._tracks)
        self._chosen, self._pointed = self._place_of(chosen), self._place_of(pointed)
        self._tell()
        self.update()

    def _place_of(self, event: Event | None) -> Place | None:
        for number, lane in enumerate(self._lanes):
            for mark in lane.marks:
                if event in mark.events:
                    return Place(number, mark)
        return None

    def _place_at(self, point: QPointF) -> Place | None:
        scene = self._scene(self.width())
        for number, lane in enumerate(self._lanes):
            top = scene.top_of(number)
            if top <= point.y() < top + 2 * ROW:
                x = scene.frame_x(point.x())
                mark = mark_near(lane, x, on_bar=point.y() >= top + ROW)
                return None if mark is None else Place(number, mark)
        return None

    def _x(self, x: float) -> float:
        return self._scene(self.width()).x(x)

    def _middle(self, lane: int, mark: Mark) -> float:
        return self._scene(self.width()).middle_of(lane, is_tick=mark.is_tick)

    def _spoken_place(self) -> Place | None:
        if self._pointed is not None:
            return self._pointed
        return self._chosen if self.hasFocus() else None

    def _step(self, steps: int) -> None:
        if not self._lanes:
            return
        number = 0 if self._chosen is None else self._chosen.lane
        if self._chosen is None:
            number = next((n for n, lane in enumerate(self._lanes) if lane.marks), 0)
        mark = next_mark(self._lanes[number], self.chosen, steps)
        self._choose(None if mark is None else Place(number, mark))

    def _step_lane(self, steps: int) -> None:
        if self._chosen is None:
            self._step(steps)
            return
        number = self._chosen.lane + steps
        while 0 <= number < len(self._lanes):
            mark = nearest(self._lanes[number], self._chosen.mark.x)
            if mark is not None:
                self._choose(Place(number, mark))
                return
            number += steps

    def _choose(self, place: Place | None) -> None:
        if place != self._chosen:
            self._chosen = place
            self._tell()
            self.update()
            self.chosen_changed.emit()

    def _point(self, place: Place | None) -> None:
        if place != self._pointed:
            self._pointed = place
            self.update()
            self.pointed_changed.emit()

    def _tell(self) -> None:
        """Give the chosen mark's words to those who hear the picture."""
        name, more = _tr("Timeline"), _tr("The arrow keys go from mark to mark.")
        if self._chosen is not None:
            lane, mark = self._lanes[self._chosen.lane], self._chosen.mark
            name, more = mark_title(mark, self._now), "; ".join(mark_lines(mark))
            if len(self._lanes) > 1:
                name = _tr("{profile}: {what}").format(profile=lane.name, what=name)
        if (name, more) == (self.accessibleName(), self.accessibleDescription()):
            return
        self.setAccessibleName(name)
        self.setAccessibleDescription(more)
        if self.hasFocus():
            changed = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(changed)


def _event_at(place: Place | None) -> Event | None:
    """Return what a place is found again by when everything has moved."""
    return None if place is None else place.mark.events[-1]


_MANY = 1_000_000
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -_MANY,
    Qt.Key.Key_End: _MANY,
}
_SIDEWAYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})
