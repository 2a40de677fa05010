"""The words of the desktop in the language that is set, with numbers and moments as it writes them.

Each module has its own `_tr = Words("Context")`; words in a table of constants are marked, and
translated where they are shown. Both are found by `packaging/translations.py`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tokentray.core.plain import plain
from tokentray.core.said import Argument, Said

SAID = "Said"
"""The context of what the core and the services say."""


class Words:
    """Translates the texts of one context."""

    def __init__(self, context: str) -> None:
        self._context = context

    def __call__(self, text: str, count: int = -1) -> str:
        """Return a text in the language that is set; `count` chooses the form and fills %n."""
        return QCoreApplication.translate(self._context, text, "", count)


def mark(text: str) -> str:
    """Return the text as it is: its translation is looked up where it is shown."""
    return text


def worded(text: str) -> str:
    """Translate what the core or a service said; foreign text comes back as it is."""
    if not isinstance(text, Said):
        return text
    template = QCoreApplication.translate(SAID, text.template)
    arguments = {key: _argument(key, value) for key, value in text.arguments.items()}
    words = template.format(**arguments)
    # A sentence that was made a clause stays one.
    return words if text.endswith(".") else words.removesuffix(".")


def _argument(key: str, value: Argument) -> Argument:
    if isinstance(value, Said):
        return worded(value)
    if not isinstance(value, str):
        return value
    # What was written down long ago is plain text by now; whole, it is still found.
    return plain(QCoreApplication.translate(SAID, value) if key == "what" else value)
