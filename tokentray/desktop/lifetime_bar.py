"""One token's life as a bar: issued, now, the next refresh, the warning, the end."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from tokentray.core.view import ProfileView, warn_at
from tokentray.desktop.overview import moment, precise_moment
from tokentray.desktop.speech import describe
from tokentray.desktop.theme import Theme, tabular
from tokentray.desktop.words import Words

_tr = Words("LifetimeBar")

_BAR = 8
_THIN = 4
_KNOB = 7
_MARK = 6
_GAP = 6
_APART = 16


@dataclass(frozen=True, slots=True)
class Life:
    """Moments of one token by our clock, in POSIX seconds; None where there is no such moment.

    `renewable_until` is the end of what renews it, counted from `obtained_at`.
    """

    issued_at: float
    expires_at: float
    refresh_at: float | None = None
    warn_at: float | None = None
    obtained_at: float = 0.0
    renewable_until: float | None = None

    def share(self, at: float) -> float:
        """Return where a moment lies, 0 at the issue, 1 at the end, never outside."""
        whole = self.expires_at - self.issued_at
        return 1.0 if whole <= 0 else min(1.0, max(0.0, (at - self.issued_at) / whole))

    def share_of_sign_in(self, at: float) -> float:
        """Return how much of the time in which it can be renewed is left at a moment, 0 to 1."""
        if self.renewable_until is None or self.renewable_until <= at:
            return 0.0
        whole = self.renewable_until - self.obtained_at
        return min(1.0, (self.renewable_until - at) / whole)

    def name(self, at: float, now: float) -> str:
        """Name a moment of this life."""
        return precise_moment(at, now, self.expires_at - self.issued_at)


def life_of(view: ProfileView) -> Life | None:
    """Return the life of a profile's token, None where its end is not known."""
    if view.expires_at is None or view.lifetime is None:
        return None
    life = Life(view.expires_at - view.lifetime, view.expires_at, view.refresh_at, warn_at(view))
    held = view.snapshot
    if held is None or held.refresh_expires_at is None or not view.facts.can_refresh:
        return life
    ends = held.refresh_expires_at - held.clock_skew
    return replace(life, obtained_at=held.obtained_at - held.clock_skew, renewable_until=ends)


class LifetimeBar(QProgressBar):
    """Draws a life; to a screen reader it is a progress bar whose value is the per cent left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._life: Life | None = None
        self._now = 0.0
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setAccessibleName(_tr("Lifetime left"))

    def show_life(self, life: Life | None, now: float) -> None:
        """Show a life at a moment."""
        if (life is None or life.renewable_until is None) != (not self._has_horizon):
            self.updateGeometry()
        self._life, self._now = life, now
        self.setVisible(life is not None)
        if life is not None:
            words = "; ".join(text for text, _ in self._labels(life))
            describe(self, words)
            self.setToolTip(words)
            self.setValue(math.floor(100 * (1 - life.share(now))))
        self.update()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        self.setFont(tabular(theme.fonts.body))
        self.update()

    @property
    def _has_horizon(self) -> bool:
        return self._life is not None and self._life.renewable_until is not None

    @property
    def _own_height(self) -> int:
        """How much the token's own life takes."""
        return 2 * self.fontMetrics().height() + _MARK + 2 * _KNOB + _GAP

    def sizeHint(self) -> QSize:
        horizon = 2 * _GAP + _THIN + _GAP + self.fontMetrics().height() if self._has_horizon else 0
        return QSize(320, self._own_height + horizon)

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
        middle = self.fontMetrics().height() + _MARK + _KNOB
        bar = QRectF(0, middle - _BAR / 2, self.width(), _BAR)
        self._paint_bar(painter, bar, life, theme)
        if life.renewable_until is not None:
            self._paint_horizon(painter, life, theme)
        painter.resetTransform()
        self._paint_labels(painter, life, theme)

    def _paint_bar(self, painter: QPainter, bar: QRectF, life: Life, theme: Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        now = _place(bar, life.share(self._now))
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
                self._paint_mark(painter, bar, _place(bar, life.share(at)), mark)
        painter.setBrush(QColor(theme.card))
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(QColor(colour))
        pen.setWidthF(3)
        painter.setPen(pen)
        painter.drawEllipse(QPointF(now, bar.center().y()), _KNOB - 2, _KNOB - 2)

    def _paint_horizon(self, painter: QPainter, life: Life, theme: Theme) -> None:
        """Draw how long it can be renewed: thinner, and below."""
        thin = QRectF(0, self._own_height + 2 * _GAP, self.width(), _THIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(thin, _THIN / 2, _THIN / 2)
        width = thin.width() * life.share_of_sign_in(self._now)
        painter.setBrush(QColor(theme.outline))
        rest = QRectF(thin.right() - width, thin.top(), width, _THIN)
        painter.drawRoundedRect(rest, _THIN / 2, _THIN / 2)

    def _paint_mark(self, painter: QPainter, bar: QRectF, x: float, colour: str) -> None:
        """Draw a small pointer on the bar."""
        tip = bar.top() - 1
        painter.setBrush(QColor(colour))
        painter.drawPolygon(
            QPolygonF([QPointF(x, tip), QPointF(x - 4, tip - _MARK), QPointF(x + 4, tip - _MARK)])
        )

    def _paint_labels(self, painter: QPainter, life: Life, theme: Theme) -> None:
        """Write the ends below the bar, and what lies between them above it."""
        metrics = QFontMetrics(self.font())
        painter.setFont(self.font())
        painter.setPen(QColor(theme.muted))
        rows = (
            (self._marks(life), metrics.ascent()),
            (self._ends(life), self._own_height - metrics.descent()),
            (self._horizon(life), self.height() - metrics.descent()),
        )
        for row, baseline in rows:
            taken: list[tuple[float, float]] = []
            for text, at in row:
                width = metrics.horizontalAdvance(text)
                middle = self.width() * life.share(at)
                left = _free(min(max(0.0, middle - width / 2), self.width() - width), width, taken)
                if left < 0:
                    continue
                taken.append((left, left + width))
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    left = self.width() - left - width
                painter.drawText(QPointF(left, baseline), text)

    def _labels(self, life: Life) -> list[tuple[str, float]]:
        return [*self._ends(life), *self._marks(life), *self._horizon(life)]

    def _ends(self, life: Life) -> list[tuple[str, float]]:
        now = self._now
        end = _tr("expired {moment}") if life.expires_at <= now else _tr("expires {moment}")
        return [
            (_tr("issued {moment}").format(moment=life.name(life.issued_at, now)), life.issued_at),
            (end.format(moment=life.name(life.expires_at, now)), life.expires_at),
        ]

    def _marks(self, life: Life) -> list[tuple[str, float]]:
        now, marks = self._now, []
        if life.refresh_at is not None and now < life.refresh_at < life.expires_at:
            words = _tr("refreshes {moment}").format(moment=life.name(life.refresh_at, now))
            marks.append((words, life.refresh_at))
        if life.warn_at is not None and now < life.warn_at < life.expires_at:
            words = _tr("warns {moment}").format(moment=life.name(life.warn_at, now))
            marks.append((words, life.warn_at))
        return marks

    def _horizon(self, life: Life) -> list[tuple[str, float]]:
        """Say until when it can be renewed, at the end of the second bar."""
        ends, now = life.renewable_until, self._now
        if ends is None:
            return []
        words = _tr("can be renewed until {moment}")
        if ends <= now:
            words = _tr("the sign-in ended {moment}")
        return [(words.format(moment=moment(ends, now)), life.expires_at)]


def _place(bar: QRectF, share: float) -> float:
    """Return where a share of the life lies, so that what is drawn there stays on the bar."""
    return bar.left() + _KNOB + (bar.width() - 2 * _KNOB) * share


def _free(left: float, width: float, taken: list[tuple[float, float]]) -> float:
    """Return `left` where nothing is in its way, else -1."""
    clear = all(left >= end + _APART or left + width + _APART <= start for start, end in taken)
    return left if clear else -1
