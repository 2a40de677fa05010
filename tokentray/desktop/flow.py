"""Lines of parts, as words are set in lines: what has no room in one begins the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

from tokentray.desktop.room import roomy

_LEAST_WORDS = 220

Placed = list[tuple[QLayoutItem, int]]
"""The parts of a line, each with its width."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it was measured: one that grows may begin small."""

    item: QLayoutItem
    least: int
    grows: bool


class FlowingLabel(QLabel):
    """Words in a flow: in one line where there is room beside the others, else wrapped."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        # One pixel more: Qt wraps where the words are exactly as wide as the label.
        whole = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self.margin() + 1
        least = roomy(_LEAST_WORDS, self.font())
        return QSize(min(whole, least), super().minimumSizeHint().height())


class Flow(QLayout):
    """Sets its parts in lines in the reading direction; those that grow share what is left."""

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        # Qt asks many times between two changes.
        self._parts: list[_Part] | None = None
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    # Qt

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._parts = None
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height_of(width)
        return self._heights[width]

    def minimumSize(self) -> QSize:
        return self._around([item.minimumSize() for item in self._shown()], is_one_line=False)

    def sizeHint(self) -> QSize:
        return self._around([item.sizeHint() for item in self._shown()], is_one_line=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner, parent = self.contentsRect(), self.parentWidget()
        direction = Qt.LayoutDirection.LeftToRight if parent is None else parent.layoutDirection()
        top = inner.top()
        for line in self._placed(inner.width()):
            left, high = inner.left(), _height(line)
            for item, width in line:
                part = QSize(width, _height([(item, width)]))
                place = QRect(left, top + (high - part.height()) // 2, width, part.height())
                item.setGeometry(QStyle.visualRect(direction, inner, place))
                left += width + self.spacing()
            top += high + self.spacing()

    # Parts

    def _height_of(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        heights = [_height(line) for line in self._placed(inner)]
        between = self.spacing() * max(0, len(heights) - 1)
        return margins.top() + sum(heights) + between + margins.bottom()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _around(self, sizes: list[QSize], *, is_one_line: bool) -> QSize:
        margins = self.contentsMargins()
        widths = [size.width() for size in sizes]
        wide = sum(widths) + self.spacing() * (len(widths) - 1) if is_one_line else 0
        wide = max([wide, *widths])
        high = max([0, *(size.height() for size in sizes)])
        across = margins.left() + margins.right()
        return QSize(wide + across, high + margins.top() + margins.bottom())

    def _placed(self, width: int) -> Iterator[Placed]:
        """Yield the lines at a width: each part with its width in there."""
        for line in self._broken(width):
            growing = sum(part.grows for part in line)
            left = max(0, width - self._least(line))
            yield [
                (part.item, min(width, part.least + (left // growing if part.grows else 0)))
                for part in line
            ]

    def _broken(self, width: int) -> Iterator[list[_Part]]:
        """Yield the parts of each line."""
        line: list[_Part] = []
        for part in self._measured():
            if line and self._least([*line, part]) > width:
                yield line
                line = []
            line.append(part)
        if line:
            yield line

    def _least(self, line: list[_Part]) -> int:
        return sum(part.least for part in line) + self.spacing() * (len(line) - 1)

    def _measured(self) -> list[_Part]:
        if self._parts is None:
            self._parts = [_measure(item) for item in self._shown()]
        return self._parts


def _measure(item: QLayoutItem) -> _Part:
    grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
    size = item.minimumSize() if grows else item.sizeHint()
    return _Part(item, size.width(), grows)


def _height(line: Placed) -> int:
    return max(
        item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        for item, width in line
    )
