"""The running program on a machine without a window system."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QTimer

from tokentray.agent.assemble import assemble
from tokentray.agent.signals import QuitSignals
from tokentray.core.errors import AgentNotRunning
from tokentray.core.settings import Store

_KEPT: Mapping[Store, str] = {
    Store.KEYRING: "Tokens are kept in the keyring.",
    Store.MEMORY: "Tokens are kept in memory only: they are gone when this program ends.",
}


def _nothing(_sentence: str) -> None:
    """Say it to nobody."""


def run(
    environ: Mapping[str, str],
    *,
    store: str | None = None,
    say: Callable[[str], None] = _nothing,
) -> int:
    """Serve until somebody quits it; return the exit code.

    `say` hears where tokens are kept, and what stands in the way of that.

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

    def tell_store() -> None:
        error = agent.engine.store_error
        say(_KEPT[agent.settings.store] if error is None else f"{error.title} {error.hint}")

    say(_KEPT[agent.settings.store])
    agent.engine.store_changed.connect(tell_store)
    if agent.folders.socket is None:
        unreachable = AgentNotRunning("no-runtime-folder")
        say(f"{unreachable.title} {unreachable.hint}")
    signals.quit_requested.connect(leave)
    agent.requests.quit_program = leave
    QTimer.singleShot(0, agent, agent.keep_log)
    QTimer.singleShot(0, agent, agent.start)
    code = application.exec()
    agent.parts.instance.release()
    return code
