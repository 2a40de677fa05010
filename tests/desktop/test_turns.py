"""A long way leaves a turn of the loop to everybody else after each step."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tokentray.desktop.turns import Turns, loading


def test_each_step_has_a_turn_of_its_own(qtbot: QtBot) -> None:
    """What waits in the loop comes between two of them."""
    seen: list[str] = []

    def step() -> None:
        seen.append("step")
        QTimer.singleShot(0, lambda: seen.append("other"))

    turns = Turns((step, step, step))
    turns.start()
    assert (seen, turns.are_under_way) == ([], True)
    qtbot.waitUntil(lambda: not turns.are_under_way and len(seen) == 6)
    assert seen == ["step", "other"] * 3


def test_it_goes_once_where_it_is_asked_twice(qtbot: QtBot) -> None:
    """And from the first step again when it is asked afterwards."""
    seen: list[int] = []
    turns = Turns((lambda: seen.append(1), lambda: seen.append(2)))
    for rounds in (1, 2):
        turns.start()
        turns.start()
        qtbot.waitUntil(lambda: not turns.are_under_way)
        assert seen == [1, 2] * rounds


def test_stopped_it_takes_no_further_step(qtbot: QtBot) -> None:
    """A step may stop it too."""
    seen: list[int] = []

    def stop() -> None:
        seen.append(1)
        turns.stop()

    turns = Turns((stop, lambda: seen.append(2)))
    turns.start()
    turns.stop()
    assert not turns.are_under_way
    turns.start()
    qtbot.waitUntil(lambda: not turns.are_under_way)
    assert seen == [1]


def test_nothing_follows_a_step_that_fails(qtbot: QtBot) -> None:
    """The next ones rely on it; asked again, it is tried again."""
    seen: list[int] = []
    turns = Turns((lambda: seen.append(1), *loading("tokentray.nowhere"), lambda: seen.append(2)))
    for rounds in (1, 2):
        with qtbot.captureExceptions() as caught:
            turns.start()
            qtbot.waitUntil(lambda: not turns.are_under_way)
        assert [kind for kind, _, _ in caught] == [ModuleNotFoundError]
        assert seen == [1] * rounds


def test_modules_are_loaded(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """By their names."""
    monkeypatch.delitem(sys.modules, "tokentray.desktop.tray_advice", raising=False)
    turns = Turns(loading("tokentray.desktop.tray_advice"))
    turns.start()
    qtbot.waitUntil(lambda: "tokentray.desktop.tray_advice" in sys.modules)
