"""Qt's own messages in the program's log, under the logger of their category."""

from __future__ import annotations

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def route_qt_messages() -> None:
    """Send what Qt would write on stderr to the loggers `qt` and `qt.CATEGORY`."""
    qInstallMessageHandler(write_qt_message)


def write_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Log one message of Qt."""
    category = getattr(context, "category", "") or "default"
    name = category if category.startswith("qt.") else f"qt.{category}"
    logging.getLogger(name).log(_LEVELS.get(kind, logging.WARNING), "%s", text)
