"""The desktop program: puts the icon into the panel first, then everything else behind it."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tokentray.core.errors import UsageError
from tokentray.core.said import say
from tokentray.desktop.icons import APPLICATION_ID, panel_darkness
from tokentray.desktop.platform.hardening import forbid_core_dumps
from tokentray.desktop.tray import Tray

if TYPE_CHECKING:
    from tokentray.agent.assemble import Agent
    from tokentray.desktop.desk import Desk

_log = logging.getLogger(__name__)

NewAgent = Callable[[], "Agent"]


@dataclass(frozen=True, slots=True)
class Options:
    """How the program was started; `store` None leaves the choice to the settings."""

    show_window: bool = False
    store: str | None = None


def read_options(argv: Sequence[str]) -> Options:
    """Read `[--show-window] [--store keyring|memory]`, without argparse, which costs 6 ms.

    Raises:
        UsageError: anything else.
    """
    show_window, store = False, None
    words = iter(argv)
    for word in words:
        name, _, value = word.partition("=")
        if word == "--show-window":
            show_window = True
        elif name == "--store" and (value or next(words, "")) in ("keyring", "memory"):
            store = value
        else:
            raise UsageError(
                "bad-usage", what=say("Unknown option {word}", word=word), command="run"
            )
    return Options(show_window, store)


def run(environ: MutableMapping[str, str], argv: Sequence[str]) -> int:
    """Be the running program until somebody quits it; return the exit code."""
    options = read_options(argv)

    def new_agent() -> Agent:
        # The icon does not wait for the engine and all that it needs.
        from tokentray.agent.assemble import assemble

        return assemble(environ, headless=False, store=options.store)

    return serve(environ, options, new_agent)


def serve(environ: MutableMapping[str, str], options: Options, new_agent: NewAgent) -> int:
    """Show the icon, then make the agent and put everything together behind it."""
    forbid_core_dumps()
    application = _new_application(environ)
    tray = Tray(_is_panel_dark(application, environ), application)
    tray.show()
    desktop = Desktop(application, tray, options, new_agent)
    desktop.start()
    code = application.exec()
    desktop.end()
    return code


class Desktop(QObject):
    """The composition root: makes the long-lived objects after the icon is shown."""

    def __init__(
        self,
        application: QApplication,
        tray: Tray,
        options: Options,
        new_agent: NewAgent,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._tray = tray
        self._options = options
        self._new_agent = new_agent
        self._desk: Desk | None = None

    def start(self) -> None:
        """Make the agent and everything that shows it.

        Before the loop: what a panel asks and a person clicks meanwhile waits for it. A panel that
        was told of an icon without a menu may never ask again.
        """
        from tokentray.desktop.desk import Desk
        from tokentray.desktop.qt_log import route_qt_messages

        agent = self._new_agent()
        route_qt_messages()
        sys.excepthook = self.on_exception
        self._desk = Desk(self._application, self._tray, agent, self._options)
        # All this lives as long as the program: to look for garbage in it takes 20 ms.
        gc.freeze()
        self._desk.start()

    def end(self) -> None:
        """Leave nothing behind; for an end of the loop that nobody announced."""
        if self._desk is not None:
            self._desk.end()

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        """An exception in a slot: log it and say so, and go on."""
        _log.critical("unexpected", exc_info=(kind, error, trace))
        if self._desk is not None:
            self._desk.on_trouble()


def _new_application(environ: MutableMapping[str, str]) -> QApplication:
    if environ.get("WAYLAND_DISPLAY"):
        # Without it a compositor takes a copy from a focused window only.
        os.environ.setdefault("QT_WAYLAND_USE_DATA_CONTROL", "1")
    QApplication.setApplicationName("TokenTray")
    QApplication.setApplicationDisplayName("TokenTray")
    QApplication.setDesktopFileName(APPLICATION_ID)
    application = QApplication(["tokentray"])
    application.setQuitOnLastWindowClosed(False)
    return application


def _is_panel_dark(application: QApplication, environ: Mapping[str, str]) -> bool | None:
    return panel_darkness(application.palette(), environ)
