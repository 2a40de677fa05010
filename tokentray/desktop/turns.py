"""A long way in short steps: one in a turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

Step = Callable[[], object]


class Turns(QObject):
    """Takes its steps one in a turn of the loop, so that nothing waits for all of them.

    Where a step fails, those behind it are not taken.
    """

    def __init__(self, steps: Sequence[Step], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._left: Iterator[Step] = iter(())
        # Begun anew each time: QTimer.singleShot(0) would leave no turn to anything else.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.on_timer_timeout)

    @property
    def are_under_way(self) -> bool:
        """Whether the next turn takes a step."""
        return self._timer.isActive()

    @Slot()
    def start(self) -> None:
        """Begin with the first step in the next turn, where they are not under way already."""
        if not self.are_under_way:
            self._left = iter(self._steps)
            self._timer.start(0)

    def stop(self) -> None:
        """Take no further step."""
        self._timer.stop()
        self._left = iter(())

    @Slot()
    def on_timer_timeout(self) -> None:
        left = self._left
        step = next(left, None)
        if step is None:
            return
        step()
        if left is self._left:
            self._timer.start(0)


def loading(*modules: str) -> tuple[Step, ...]:
    """Return the steps that import modules: the first time they take long, later none."""
    return tuple(partial(import_module, module) for module in modules)
