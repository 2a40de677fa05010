"""What a person can read in windows: every text of every widget that is painted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from tokentray.desktop.claims_model import Column
from tokentray.desktop.letters import without_letter
from tokentray.desktop.models import Role

Text = tuple[str, str]
"""Where it stands (the name of the widget, or its class), and what it says."""


class Reader(QObject):
    """Reads along while something is painted; a context manager."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.texts: set[Text] = set()
        self.mnemonics: dict[str, list[str]] = {}
        self.cut_off: set[Text] = set()
        """Buttons that begin or end beside their window."""

    def __enter__(self) -> Reader:
        self._application.installEventFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.texts.update(texts_of(watched))
            if watched.isWindow():
                self.mnemonics[_title(watched)] = list(mnemonics_of(watched))
                self.cut_off.update(cut_off(watched))
        return False


def _title(window: QWidget) -> str:
    shown = sorted(text for text in _labels(window))
    return f"{window.windowTitle()}: {' | '.join(shown)}"


def _labels(window: QWidget) -> Iterator[str]:
    for part in window.findChildren(QWidget):
        if isinstance(part, QAbstractButton | QLabel) and part.isVisibleTo(window):
            yield part.text()


def cut_off(window: QWidget) -> Iterator[Text]:
    """Yield the buttons that are not wholly inside of a window from left to right."""
    for button in window.findChildren(QAbstractButton):
        if button.isVisibleTo(window) and button.text():
            left = button.mapTo(window, QPoint(0, 0)).x()
            if left < 0 or left + button.width() > window.width():
                yield window.windowTitle(), button.text()


def mnemonics_of(window: QWidget) -> Iterator[str]:
    """Yield the letter of each visible button and label that has one."""
    for text in _labels(window):
        at = text.replace("&&", "").find("&")
        if at >= 0:
            yield text.replace("&&", "")[at + 1].lower()


def texts_of(widget: QWidget) -> Iterator[Text]:
    """Yield what a widget says, to the eye and to a screen reader."""
    where = widget.objectName() or type(widget).__name__
    for text in (*_own(widget), *_told(widget)):
        if text:
            yield where, text
    view = widget.parent()
    if isinstance(view, QAbstractItemView) and widget is view.viewport():
        yield from _cells(view, QModelIndex())


def _told(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle()
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()


def _own(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(row) for row in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from menu_texts(widget)


def menu_texts(menu: QMenu) -> Iterator[str]:
    """Yield the words of a menu and of those in it."""
    for action in menu.actions():
        yield without_letter(action.text())
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from menu_texts(inner)


def _cells(view: QAbstractItemView, parent: QModelIndex) -> Iterator[Text]:
    """Yield the rows of a view; inside of headings only what is said of a value, not the value."""
    model, last = view.model(), Column.MEANING
    for row in range(min(model.rowCount(parent), 30)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            text = index.data(Qt.ItemDataRole.DisplayRole)
            if text and (column == last or not parent.isValid()):
                yield view.objectName(), str(text)
        words = model.index(row, 0, parent).data(Role.WORDS)
        if isinstance(words, str):
            yield view.objectName(), words
        yield from _cells(view, model.index(row, 0, parent))
