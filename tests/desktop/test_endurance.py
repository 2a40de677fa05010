"""Qt's Python binding survives what a program that runs for weeks does to it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = """
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex
from PySide6.QtCore import QObject, QTimer, Signal

class Speaker(QObject):
    said = Signal(bool)

class Nothing(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()):
        return 1
    def data(self, index, role=0):
        return None

application = QCoreApplication([])
speaker, timer, model = Speaker(), QTimer(), Nothing()
speaker.said.connect(lambda value: None)
for number in range(5_000):
    speaker.said.emit(True)
for number in range(10_000):
    timer.start(1000)
for number in range(10_000):
    assert model.index(0).data() is None
print("alive")
"""


def test_thousands_of_signals_timers_and_nones() -> None:
    """One release of PySide6 lost a reference to True or None each time, and aborted."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr


def test_the_release_that_aborts_is_excluded() -> None:
    """Nobody gets it by installing us."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = next(one for one in project["dependencies"] if one.startswith("PySide6"))
    assert "!=6.12.0" in wanted
