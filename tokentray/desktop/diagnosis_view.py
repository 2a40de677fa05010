"""Why 401? Each thing that a server looks at, with a mark, a sentence and the next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from tokentray.core.check import Check, Level
from tokentray.core.diagnosis import Evidence, diagnose
from tokentray.core.view import ProfileView
from tokentray.desktop.overview import moment
from tokentray.desktop.room import roomy
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words, worded

_tr = Words("DiagnosisView")

_MARK = 18
_WORST_FIRST = (Level.PROBLEM, Level.WARNING, Level.OK)


class DiagnosisView(QScrollArea):
    """Shows the checks of one token, what is wrong first; a closed tab costs nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ProfileView | None = None
        self._now = 0.0
        self._theme: Theme | None = None
        self._shown: tuple[Check, ...] | None = None
        self.setObjectName("diagnosis")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_tr("Diagnosis"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is shown, from the top."""
        return self._shown or ()

    def show_view(self, view: ProfileView, now: float) -> None:
        """Examine a token at a moment."""
        self._view = view
        self.touch(now)

    def touch(self, now: float) -> None:
        """Examine it again: a moment may have passed on which something depends."""
        self._now = now
        if self.isVisible():
            self._fill()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        self._shown = None
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self._view is None or self._theme is None:
            return
        now = self._now
        found = diagnose(Evidence(self._view, now, lambda at: moment(at, now)))
        checks = tuple(sorted(found, key=lambda one: _WORST_FIRST.index(one.level)))
        if checks != self._shown:
            self._shown = checks
            self.setWidget(_page(checks, self._theme))


def _page(checks: Sequence[Check], theme: Theme) -> QWidget:
    page = QWidget()
    page.setObjectName("checks")
    page.setStyleSheet("QWidget#checks { background: transparent; }")
    rows = QGridLayout(page)
    rows.setContentsMargins(0, 12, 8, 12)
    rows.setHorizontalSpacing(12)
    rows.setVerticalSpacing(2)
    rows.setColumnStretch(1, 1)
    for number, one in enumerate(checks):
        rows.addWidget(Mark(one.level, theme), 3 * number, 0, Qt.AlignmentFlag.AlignTop)
        said, then = worded(one.text), worded(one.next)
        text = _words(said, theme.text)
        text.setAccessibleName(f"{_word_of(one.level)}: {said} {then}".strip())
        rows.addWidget(text, 3 * number, 1)
        if then:
            rows.addWidget(_words(then, theme.muted), 3 * number + 1, 1)
        rows.setRowMinimumHeight(3 * number + 2, 8)
    rows.setRowStretch(3 * len(checks), 1)
    return page


def _words(text: str, colour: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    # A next step is often a command to copy.
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), QColor(colour))
    label.setPalette(palette)
    return label


class Mark(QWidget):
    """A tick, a triangle or a crossed disc: told apart by shape as well as by colour."""

    def __init__(self, level: Level, theme: Theme) -> None:
        super().__init__()
        self._level = level
        self._theme = theme
        self.setToolTip(_word_of(level))
        self.setAccessibleName(_word_of(level))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        side = roomy(_MARK, self._theme.fonts.body)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _MARK, self.height() / _MARK)
        theme = self._theme
        if self._level is Level.OK:
            _draw(painter, QColor(theme.valid), ((4, 9.5), (7.5, 13), (14, 5.5)))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if self._level is Level.WARNING:
            painter.setBrush(QColor(theme.expiring))
            painter.drawPolygon(_points(((9, 1.5), (17, 16), (1, 16))))
            _draw(painter, QColor(theme.card), ((9, 6.5), (9, 10.5)))
            _draw(painter, QColor(theme.card), ((9, 13.2), (9, 13.4)))
            return
        painter.setBrush(QColor(theme.trouble))
        painter.drawEllipse(QRectF(1, 1, 16, 16))
        _draw(painter, QColor(theme.card), ((6, 6), (12, 12)))
        _draw(painter, QColor(theme.card), ((12, 6), (6, 12)))


def _points(places: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in places])


def _draw(painter: QPainter, colour: QColor, places: Sequence[tuple[float, float]]) -> None:
    pen = QPen(colour, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(_points(places))


def _word_of(level: Level) -> str:
    return {
        Level.OK: _tr("ok"),
        Level.WARNING: _tr("warning"),
        Level.PROBLEM: _tr("problem"),
    }[level]
