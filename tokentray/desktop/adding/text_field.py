"""A large field for a text that is pasted, dropped or opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QWidget

from tokentray.core.errors import InputError
from tokentray.core.reading import MAX_INPUT, decode_text
from tokentray.core.said import say
from tokentray.desktop.direction import left_to_right
from tokentray.desktop.forms import column, step_button
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("AddDialog")

_LEAST = 72
"""So that on a small screen its dialog has its buttons in sight."""


class _Editor(QPlainTextEdit):
    """Takes a file that is dropped for what is in it.

    Signals:
        file_given(str): its path.
    """

    file_given = Signal(str)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(local_file(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        path = local_file(source)
        if path:
            self.file_given.emit(path)
        else:
            super().insertFromMimeData(source)


class TextField(QWidget):
    """The field, and two buttons that fill it.

    Signals:
        refused(InputError): a file cannot be taken.
    """

    refused = Signal(object)

    def __init__(self, name: str, example: str, theme: Theme) -> None:
        super().__init__()
        self._editor = _Editor()
        self._editor.setObjectName(name)
        self._editor.setFont(theme.fonts.mono)
        self._editor.setTabChangesFocus(True)
        self._editor.setMinimumHeight(_LEAST)
        self._editor.document().setDocumentMargin(8)
        self._editor.setPlaceholderText(left_to_right(example))
        self._editor.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._editor.file_given.connect(self.take_file)
        self.setFocusProxy(self._editor)
        clipboard = step_button("from-clipboard", _tr("From the cli&pboard"))
        clipboard.clicked.connect(self.on_clipboard_clicked)
        opener = step_button("open-file", _tr("Op&en a file…"))
        opener.clicked.connect(self.on_open_clicked)
        ways = QHBoxLayout()
        ways.addWidget(clipboard)
        ways.addWidget(opener)
        ways.addStretch(1)
        layout = column(self)
        layout.addWidget(self._editor, 1)
        layout.addLayout(ways)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self._editor.toPlainText()

    def fill(self, text: str) -> None:
        """Replace what stands in it."""
        self._editor.setPlainText(text)

    def wipe(self) -> None:
        """Empty it; nothing brings it back."""
        self._editor.clear()

    @Slot(str)
    def take_file(self, path: str) -> None:
        """Take what is in a file."""
        try:
            self.fill(read_given(Path(path)))
        except InputError as error:
            self.refused.emit(error)

    @Slot()
    def on_clipboard_clicked(self) -> None:
        """A person asked for it: nothing else here reads the clipboard."""
        self.fill(QGuiApplication.clipboard().text())
        self._editor.setFocus()

    @Slot()
    def on_open_clicked(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, _tr("Open a file"))
        if path:
            self.take_file(path)


def local_file(data: QMimeData) -> str:
    """Return the path of the one local file that is dropped, empty for anything else."""
    urls = data.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""


def read_given(path: Path) -> str:
    """Read a text file that a person gave.

    Raises:
        InputError: it is no file, cannot be read, is too long, or is not UTF-8.
    """
    # A pipe or a device would keep the whole window waiting.
    if not path.is_file():
        raise InputError("input-unreadable", path=str(path), what=say("it is not a file"))
    try:
        with path.open("rb") as file:
            return decode_text(file.read(MAX_INPUT + 1))
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise InputError("input-unreadable", path=str(path), what=what) from error
