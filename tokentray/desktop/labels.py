"""Words in dialogs: plain text only, coloured by what they mean, gone where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from tokentray.core.errors import TokenTrayError
from tokentray.desktop.room import on_screen, roomy
from tokentray.desktop.speech import describe, speak
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import worded


def word_label(name: str) -> QLabel:
    """Return a hidden label for words that wrap."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label


def heading_label(text: str, theme: Theme) -> QLabel:
    """Return the title of a page."""
    label = word_label("heading")
    label.setFont(theme.fonts.title)
    say(label, text, theme.text)
    return label


def say(label: QLabel, text: str, colour: str) -> None:
    """Say something in a colour; nothing takes no room."""
    label.setText(text)
    label.setVisible(bool(text))
    palette = label.palette()
    palette.setColor(label.foregroundRole(), QColor(colour))
    label.setPalette(palette)


def complain(label: QLabel, field: QWidget, text: str, theme: Theme) -> None:
    """Say what is wrong below the field that it is about, and lead the keyboard there."""
    say(label, text, theme.trouble)
    describe(field.focusProxy() or field, text)
    speak(field, text, urgent=True)
    field.setFocus()


def add_report(layout: QVBoxLayout, title: str, sentences: Sequence[str], theme: Theme) -> None:
    """Put a title and sentences into a layout."""
    heading = word_label("heading")
    heading.setFont(theme.fonts.title)
    layout.addWidget(heading)
    say(heading, title, theme.text)
    add_lines(layout, sentences, theme)
    speak(heading, " ".join(map(sentence, (title, *sentences))))


def add_lines(layout: QVBoxLayout, sentences: Iterable[str], theme: Theme) -> None:
    """Put sentences into a layout, a label each.

    Each label is added before it has its text: one that is shown later gets no room for its lines.
    """
    for one in sentences:
        line = word_label("sentence")
        layout.addWidget(line)
        say(line, sentence(one), theme.text)


def fit_height(dialog: QDialog, width: int) -> None:
    """Make a dialog as high as its words need at a width; wrapped ones are not asked by Qt.

    The width is the one for the usual type, and grows with it, and with the buttons in a
    language of long words.
    """
    fitting = _fitting(dialog, roomy(width, dialog.font()))
    dialog.setMinimumHeight(0)
    dialog.resize(fitting)
    dialog.setMinimumHeight(fitting.height())


def grow(dialog: QDialog) -> None:
    """Make a dialog higher where its words have become more; never lower, never wider."""
    fitting = _fitting(dialog, dialog.width())
    if fitting.height() > dialog.height():
        dialog.resize(dialog.width(), fitting.height())


def _fitting(dialog: QDialog, width: int) -> QSize:
    """Return what all of a dialog takes at a width, as far as the screen has it."""
    layout = dialog.layout()
    if layout is None:
        return dialog.size()
    _forget_sizes(layout)
    layout.activate()
    width = max(width, layout.totalMinimumSize().width())
    high = layout.totalHeightForWidth(width)
    return on_screen(QSize(width, high if high > 0 else layout.totalSizeHint().height()))


def _forget_sizes(layout: QLayout) -> None:
    """Have a layout and those in it ask anew: what was shown or hidden just now is told later."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget = None if item is None else item.widget()
        if isinstance(widget, QScrollArea):
            # Its page tells nobody outside of it.
            widget.updateGeometry()
            widget = widget.widget()
        inner = widget.layout() if widget is not None else None if item is None else item.layout()
        if inner is not None:
            _forget_sizes(inner)
    layout.invalidate()


def sentence(text: str) -> str:
    """Say it in the language that is set, with a capital first and a full stop at the end."""
    words = worded(text)
    capital = words[:1].upper() + words[1:]
    return capital if capital.endswith((".", "?", ":")) else f"{capital}."


def reason(error: TokenTrayError) -> str:
    """Say what is wrong and what to do next."""
    return worded(error.message.whole)
