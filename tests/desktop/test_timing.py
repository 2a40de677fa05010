"""Timers of the resident part, and what naming their kind would cost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.desktop.test_start import HEAVY
from tokentray.desktop.timing import make_precise

_STARTED = """
import os, sys
from PySide6 import QtCore
from tokentray.desktop.app import Options, serve
def new_agent():
    from tokentray.agent.assemble import assemble
    agent = assemble(os.environ, headless=False, store="memory")
    def look():
        agent.prune_history()
        print([name for name in sys.argv[1:] if name in sys.modules], "Qt" in vars(QtCore))
        QtCore.QCoreApplication.exit(0)
    agent.engine.store_changed.connect(look)
    agent.engine.profile_changed.connect(lambda _: QtCore.QTimer.singleShot(0, look))
    return agent
sys.exit(serve(os.environ, Options(store="memory"), new_agent))
"""


def test_a_precise_timer(qapp: QApplication) -> None:
    """It is what `Qt` calls so."""
    timer = QTimer()
    make_precise(timer)
    assert timer.timerType() is Qt.TimerType.PreciseTimer
    assert qapp is not None


def test_what_runs_all_day_is_light(tmp_path: Path) -> None:
    """With a profile and no window, neither the `Qt` namespace is built nor much loaded.

    Forgetting old history loads nothing either: it comes to every program that runs for a while.
    """
    folder = tmp_path / "tokentray"
    folder.mkdir()
    lines = ["version = 1", "[profiles.api]", 'id = "id-api"', 'grant = "import"']
    (folder / "profiles.toml").write_text("\n".join(lines))
    (folder / "history.sqlite3").touch()
    places = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    environ = {**os.environ, **dict.fromkeys(places, str(tmp_path)), "QT_QPA_PLATFORM": "offscreen"}
    argv = [sys.executable, "-c", _STARTED, *HEAVY]
    run = subprocess.run(argv, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert run.stdout.strip() == "[] False", run.stderr
