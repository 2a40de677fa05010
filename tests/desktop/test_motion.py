"""Nothing of ours moves by itself, so that a wish for less motion has nothing to switch off.

The only change without a person is the countdown's, once a second; it is what the window is for.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QTimer
from PySide6.QtGui import QMovie
from PySide6.QtWidgets import QApplication, QLineEdit

import tokentray.desktop
from tests.desktop.surfaces import surfaces
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow

MOVERS = re.compile(
    r"\bQ(Property|Variant|Sequential|Parallel)\w*Animation|\bQTimeLine\b|\bQMovie\b"
    r"|QGraphicsOpacityEffect|setWindowOpacity|setAnimated\(True|setRange\(0, 0\)"
)


def test_no_module_animates_anything() -> None:
    """No animation, no time line, no film, no fading in any of our windows."""
    folder = Path(tokentray.desktop.__file__).parent
    modules = sorted(folder.rglob("*.py"))
    assert len(modules) > 20
    assert [path.name for path in modules if MOVERS.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("name", surfaces())
def test_nothing_runs_but_the_second(appearance: Appearance, name: str) -> None:
    """No animation runs in any state, and no timer faster than the countdown's second."""
    surface = surfaces()[name](appearance)
    widget = surface.widget
    animations = widget.findChildren(QAbstractAnimation)
    assert [one for one in animations if one.state() is QAbstractAnimation.State.Running] == []
    assert widget.findChildren(QMovie) == []
    running = [timer for timer in widget.findChildren(QTimer) if timer.isActive()]
    fast = [timer for timer in running if timer.interval() < 900]
    assert [timer for timer in fast if not timer.isSingleShot()] == []
    surface.close()


@pytest.mark.parametrize("name", ["refreshing", "loading", "valid", "sign-in-starting"])
def test_waiting_looks_the_same_all_the_time(appearance: Appearance, name: str) -> None:
    """What goes on is said by a shape and a word: the picture after a second is the same."""
    surface = surfaces()[name](appearance)
    widget = surface.widget
    for field in widget.findChildren(QLineEdit):
        field.clearFocus()
    QApplication.processEvents()
    before = widget.grab().toImage()
    if isinstance(widget, MainWindow):
        for _ in range(3):
            widget.on_second_timeout()
    QApplication.processEvents()
    assert widget.grab().toImage() == before
    surface.close()
