"""One token's life as a bar: issued, now, the next refresh, the warning, the end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tokentray.core.view import ProfileView, warn_at
from tokentray.desktop.overview import moment
from tokentray.desktop.theme import Theme, tabular

_BAR = 8
_KNOB = 7
_GAP = 6
_APART = 16
_MOVED_AT_MOST = 140


@dataclass(frozen=True, slots=True)
class Life:
    """Moments of one token by our clock, in POSIX seconds; None where there is no such moment."""

    issued_at: float
    expires_at: float
    refresh_at: float | None = None
    warn_at: float | None = None

    def share(self, at: float) -> float:
        """Return where a moment lies, 0 at the issue, 1 at the end, never outside."""
        whole = self.expires_at - self.issued_at
        return 1.0 if whole <= 0 else min(1.0, max(0.0, (at - self.issued_at) / whole))


def life_of(view: ProfileView) -> Life | None:
    """Return the life of a profile's token, None where its end is not known."""
    if view.expires_at is None or view.lifetime is None:
        return None
    return Life(view.expires_at - view.lifetime, view.expires_at, view.refresh_at, warn_at(view))


class LifetimeBar(QWidget):
    """Draws a life; its words are in its accessible description too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._life: Life | None = None
        self._now = 0.0
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_tr("Lifetime"))

    def show_life(self, life: Life | None, now: float) -> None:
        """Show a life at a moment."""
        self._life, self._now = life, now
        self.setVisible(life is not None)
        if life is not None:
            words = "; ".join(text for text, _ in self._labels(life))
            self.setAccessibleDescription(words)
            self.setToolTip(words)
        self.update()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        self.setFont(tabular(theme.fonts.body))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 2 * _KNOB + _GAP + self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        life, theme = self._life, self._theme
        if life is None or theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        bar = QRectF(_KNOB, _KNOB - _BAR / 2, self.width() - 2 * _KNOB, _BAR)
        self._paint_bar(painter, bar, life, theme)
        painter.resetTransform()
        self._paint_labels(painter, life, theme)

    def _paint_bar(self, painter: QPainter, bar: QRectF, life: Life, theme: Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        now = bar.left() + bar.width() * life.share(self._now)
        alive = self._now < life.expires_at
        colour = theme.ring.good if alive else theme.ring.trouble
        if life.warn_at is not None and self._now >= life.warn_at and alive:
            colour = theme.ring.warning
        if alive:
            painter.setBrush(QColor(colour))
            rest = QRectF(now, bar.top(), bar.right() - now, _BAR)
            painter.drawRoundedRect(rest, _BAR / 2, _BAR / 2)
        for at, mark in ((life.refresh_at, theme.text), (life.warn_at, theme.ring.warning)):
            if at is not None and self._now < at < life.expires_at:
                self._paint_mark(painter, bar, bar.left() + bar.width() * life.share(at), mark)
        painter.setBrush(QColor(theme.card))
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(QColor(colour))
        pen.setWidthF(3)
        painter.setPen(pen)
        painter.drawEllipse(QPointF(now, bar.center().y()), _KNOB - 2, _KNOB - 2)

    def _paint_mark(self, painter: QPainter, bar: QRectF, x: float, colour: str) -> None:
        """Draw a small pointer below the bar."""
        top = bar.bottom() + 1
        painter.setBrush(QColor(colour))
        painter.drawPolygon(
            QPolygonF([QPointF(x, top), QPointF(x - 4, top + 6), QPointF(x + 4, top + 6)])
        )

    def _paint_labels(self, painter: QPainter, life: Life, theme: Theme) -> None:
        """Write the ends, and what lies between them where there is room."""
        metrics = QFontMetrics(self.font())
        painter.setFont(self.font())
        painter.setPen(QColor(theme.muted))
        labels = self._labels(life)
        top = 2 * _KNOB + _GAP
        taken: list[tuple[float, float]] = []
        for text, at in sorted(labels, key=lambda one: life.share(one[1]) not in (0.0, 1.0)):
            width = metrics.horizontalAdvance(text)
            middle = _KNOB + (self.width() - 2 * _KNOB) * life.share(at)
            left = min(max(0.0, middle - width / 2), self.width() - width)
            left = _beside(left, width, taken)
            if left < 0:
                continue
            taken.append((left, left + width))
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = self.width() - left - width
            painter.drawText(QPointF(left, top + metrics.ascent()), text)

    def _labels(self, life: Life) -> list[tuple[str, float]]:
        now = self._now
        ended = life.expires_at <= now
        end = _tr("expired {moment}") if ended else _tr("expires {moment}")
        labels = [
            (_tr("issued {moment}").format(moment=moment(life.issued_at, now)), life.issued_at),
            (end.format(moment=moment(life.expires_at, now)), life.expires_at),
        ]
        if life.refresh_at is not None and now < life.refresh_at < life.expires_at:
            words = _tr("refreshes {moment}").format(moment=moment(life.refresh_at, now))
            labels.append((words, life.refresh_at))
        if life.warn_at is not None and now < life.warn_at:
            words = _tr("warns {moment}").format(moment=moment(life.warn_at, now))
            labels.append((words, life.warn_at))
        return labels


def _beside(left: float, width: float, taken: list[tuple[float, float]]) -> float:
    """Move a label left of one that is in its way, a little; -1 where there is no room."""
    for start, end in taken:
        if left < end + _APART and start < left + width + _APART:
            moved = start - _APART - width
            if left - moved > _MOVED_AT_MOST:
                return -1
            left = moved
    clear = all(left >= end + _APART or left + width + _APART <= start for start, end in taken)
    return left if clear else -1


def _tr(text: str) -> str:
    return QCoreApplication.translate("LifetimeBar", text)
