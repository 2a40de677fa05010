"""The running program on a machine without a window system."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QTimer

from tokentray.agent.assemble import assemble
from tokentray.agent.signals import QuitSignals


def run(environ: Mapping[str, str], *, store: str | None = None) -> int:
    """Serve until somebody quits it; return the exit code.

    Raises:
        AgentError: another process is the running program.
    """
    application = QCoreApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("TokenTray")
    # First: a wish that comes while everything is made waits until the loop runs.
    signals = QuitSignals(application)
    agent = assemble(environ, headless=True, store=store)

    def leave() -> None:
        agent.close(application.quit)

    signals.quit_requested.connect(leave)
    agent.requests.quit_program = leave
    QTimer.singleShot(0, agent, agent.keep_log)
    QTimer.singleShot(0, agent, agent.start)
    code = application.exec()
    agent.parts.instance.release()
    return code
