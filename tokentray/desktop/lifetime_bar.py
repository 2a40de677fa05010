"""One token's life as a bar: issued, now, the next refresh, the warning, the end."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from tokentray.core.ending import SAME_WITHIN
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
class Horizon:
    """How far something reaches that outlasts the token, by our clock: counted from `since`.

    `is_sign_in` tells the whole sign-in from the refresh token, which another may replace.
    """

    since: float
    until: float
    is_sign_in: bool = False

    def share_left(self, at: float) -> float:
        """Return how much of it is left at a moment, 0 to 1."""
        whole = self.until - self.since
        return 0.0 if whole <= 0 else min(1.0, max(0.0, (self.until - at) / whole))


@dataclass(frozen=True, slots=True)
class Life:
    """Moments of one token by our clock, in POSIX seconds; None where there is no such moment.

    `horizons` lie behind its end, the nearest first.
    """

    issued_at: float
    expires_at: float
    refresh_at: float | None = None
    warn_at: float | None = None
    horizons: tuple[Horizon, ...] = ()

    def share(self, at: float) -> float:
        """Return where a moment lies, 0 at the issue, 1 at the end, never outside."""
        whole = self.expires_at - self.issued_at
        return 1.0 if whole <= 0 else min(1.0, max(0.0, (at - self.issued_at) / whole))

    def horizons_at(self, at: float) -> tuple[Horizon, ...]:
        """Return what can still be reached; once the nearest is over, there is none behind it."""
        is_over = bool(self.horizons) and self.horizons[0].until <= at
        return self.horizons[:1] if is_over else self.horizons

    def name(self, at: float, now: float) -> str:
        """Name a moment of this life."""
        return precise_moment(at, now, self.expires_at - self.issued_at)


def life_of(view: ProfileView) -> Life | None:
    """Return the life of a profile's token, None where its end is not known."""
    if view.expires_at is None or view.lifetime is None:
        return None
    begin, horizons = view.expires_at - view.lifetime, tuple(_horizons_of(view))
    return Life(begin, view.expires_at, view.refresh_at, warn_at(view), horizons)


def _horizons_of(view: ProfileView) -> Iterator[Horizon]:
    """Tell how long it can be renewed, and how long the sign-in lasts where that is longer."""
    held = view.snapshot
    if held is None or not view.facts.can_refresh:
        return
    skew, ends, whole = held.clock_skew, held.refresh_expires_at, held.authorization_expires_at
    if ends is not None and (whole is None or ends < whole - SAME_WITHIN):
        yield Horizon(held.obtained_at - skew, ends - skew)
    if whole is not None:
        since = held.authorization_told_at or held.obtained_at
        yield Horizon(since - skew, whole - skew, is_sign_in=True)


class LifetimeBar(QProgressBar):
    """Draws a life; to a screen reader it is a progress bar whose value is the per cent left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._life: Life | None = None
        self._now = 0.0
        self._horizons: tuple[Horizon, ...] = ()
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setAccessibleName(_tr("Lifetime left"))

    def show_life(self, life: Life | None, now: float) -> None:
        """Show a life at a moment."""
        horizons = () if life is None else life.horizons_at(now)
        is_other_height = len(horizons) != len(self._horizons)
        self._life, self._now, self._horizons = life, now, horizons
        if is_other_height:
            self.updateGeometry()
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
    def _own_height(self) -> int:
        """How much the token's own life takes."""
        return 2 * self.fontMetrics().height() + _MARK + 2 * _KNOB + _GAP

    @property
    def _horizon_height(self) -> int:
        """How much each line below takes, with its words."""
        return 2 * _GAP + _THIN + _GAP + self.fontMetrics().height()

    @property
    def _room(self) -> int:
        """For how many of those lines there is room: none is cut off where a window is too low."""
        return max(0, self.height() - self._own_height) // self._horizon_height

    def sizeHint(self) -> QSize:
        return QSize(320, self._own_height + len(self._horizons) * self._horizon_height)

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
        for number, horizon in enumerate(self._horizons[: self._room]):
            self._paint_horizon(painter, number, horizon, theme)
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

    def _paint_horizon(
        self, painter: QPainter, number: int, horizon: Horizon, theme: Theme
    ) -> None:
        """Draw how much is left of what outlasts the token: thinner, and below."""
        top = self._own_height + number * self._horizon_height + 2 * _GAP
        thin = QRectF(0, top, self.width(), _THIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(thin, _THIN / 2, _THIN / 2)
        width = thin.width() * horizon.share_left(self._now)
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
        rows = [
            (self._marks(life), metrics.ascent()),
            (self._ends(life), self._own_height - metrics.descent()),
        ]
        horizons = tuple(self._horizon_words())[: self._room]
        for number, words in enumerate(horizons, start=1):
            bottom = self._own_height + number * self._horizon_height
            rows.append(([(words, life.expires_at)], bottom - metrics.descent()))
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
        horizons = ((words, life.expires_at) for words in self._horizon_words())
        return [*self._ends(life), *self._marks(life), *horizons]

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

    def _horizon_words(self) -> Iterator[str]:
        """Say until when it can be renewed and the sign-in lasts, each at the end of its line."""
        for horizon in self._horizons:
            words = _tr("can be renewed until {moment}")
            if horizon.is_sign_in:
                words = _tr("the sign-in ends {moment}")
            if horizon.until <= self._now:
                words = _tr("the sign-in ended {moment}")
            yield words.format(moment=moment(horizon.until, self._now))


def _place(bar: QRectF, share: float) -> float:
    """Return where a share of the life lies, so that what is drawn there stays on the bar."""
    return bar.left() + _KNOB + (bar.width() - 2 * _KNOB) * share


def _free(left: float, width: float, taken: list[tuple[float, float]]) -> float:
    """Return `left` where nothing is in its way, else -1."""
    clear = all(left >= end + _APART or left + width + _APART <= start for start, end in taken)
    return left if clear else -1
