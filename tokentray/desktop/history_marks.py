"""The marks of a history: each thing that can happen has a shape of its own, and a colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from tokentray.desktop.history_layout import MarkKind
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("History")

_HALF = 5.0
_LINE = 2.0
_RING = 9.5


def mark_word(kind: MarkKind) -> str:
    """Name what a shape stands for."""
    return {
        MarkKind.ENDED: _tr("sign-in ended"),
        MarkKind.FAILED: _tr("failed"),
        MarkKind.CHANGED: _tr("claims changed"),
        MarkKind.SIGNED_OUT: _tr("signed out"),
        MarkKind.REFUSED: _tr("token refused"),
        MarkKind.SIGNED_IN: _tr("signed in"),
        MarkKind.IMPORTED: _tr("imported"),
        MarkKind.NOTIFIED: _tr("notice"),
        MarkKind.REFRESHED: _tr("refreshed"),
    }[kind]


def paint_mark(painter: QPainter, kind: MarkKind, at: QPointF, theme: Theme) -> None:
    """Draw a mark around a point."""
    painter.save()
    painter.translate(at)
    _SHAPES[kind](painter, theme)
    painter.restore()


def paint_ring_around(painter: QPainter, at: QPointF, colour: str, width: float) -> None:
    """Show that a mark is meant."""
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, _RING, _RING)


def _ended(painter: QPainter, theme: Theme) -> None:
    _filled(painter, theme.trouble)
    painter.drawRect(QRectF(-_HALF, -_HALF, 2 * _HALF, 2 * _HALF))
    painter.setPen(_pen(theme.card))
    painter.drawLine(QPointF(-2.2, 0), QPointF(2.2, 0))


def _failed(painter: QPainter, theme: Theme) -> None:
    painter.setPen(_pen(theme.expiring))
    painter.drawLine(QPointF(-4, -4), QPointF(4, 4))
    painter.drawLine(QPointF(4, -4), QPointF(-4, 4))


def _changed(painter: QPainter, theme: Theme) -> None:
    _filled(painter, theme.accent)
    _draw(painter, ((0, -6), (6, 0), (0, 6), (-6, 0)))


def _signed_out(painter: QPainter, theme: Theme) -> None:
    _hollow(painter, theme.quiet)
    painter.drawRect(QRectF(-4, -4, 8, 8))


def _refused(painter: QPainter, theme: Theme) -> None:
    _hollow(painter, theme.expiring)
    painter.drawEllipse(QPointF(0, 0), _HALF, _HALF)
    painter.drawLine(QPointF(-3.5, 3.5), QPointF(3.5, -3.5))


def _signed_in(painter: QPainter, theme: Theme) -> None:
    _filled(painter, theme.valid)
    _draw(painter, ((0, -5.5), (5.5, 4.5), (-5.5, 4.5)))


def _imported(painter: QPainter, theme: Theme) -> None:
    _filled(painter, theme.valid)
    _draw(painter, ((0, 5.5), (5.5, -4.5), (-5.5, -4.5)))


def _notified(painter: QPainter, theme: Theme) -> None:
    _hollow(painter, theme.muted)
    painter.drawEllipse(QPointF(0, 0), 4, 4)


def _refreshed(painter: QPainter, theme: Theme) -> None:
    """A dot that stands out from the bar that it lies on."""
    painter.setPen(QPen(QColor(theme.card), 1))
    painter.setBrush(QColor(theme.text))
    painter.drawEllipse(QPointF(0, 0), 2.6, 2.6)


def _filled(painter: QPainter, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))


def _hollow(painter: QPainter, colour: str) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _pen(colour: str) -> QPen:
    pen = QPen(QColor(colour), _LINE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _draw(painter: QPainter, places: tuple[tuple[float, float], ...]) -> None:
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in places]))


_SHAPES: dict[MarkKind, Callable[[QPainter, Theme], None]] = {
    MarkKind.ENDED: _ended,
    MarkKind.FAILED: _failed,
    MarkKind.CHANGED: _changed,
    MarkKind.SIGNED_OUT: _signed_out,
    MarkKind.REFUSED: _refused,
    MarkKind.SIGNED_IN: _signed_in,
    MarkKind.IMPORTED: _imported,
    MarkKind.NOTIFIED: _notified,
    MarkKind.REFRESHED: _refreshed,
}
