"""What the pages share whose answer is one large text."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tokentray.core.errors import TokenTrayError
from tokentray.desktop.adding.source_page import PageWords, Place, SourcePage
from tokentray.desktop.adding.text_field import TextField
from tokentray.desktop.labels import word_label
from tokentray.desktop.theme import Theme


class TextPage(SourcePage):
    """Asks for a text, which may be a file's, and says beside it what is wrong with it."""

    def __init__(self, words: PageWords, name: str, example: str, theme: Theme) -> None:
        super().__init__(words, theme)
        self.text = TextField(name, example, theme)
        self.text.refused.connect(self.refuse)
        self.word = word_label("word")

    def first_field(self) -> QWidget:
        """Return the text."""
        return self.text

    def place_of(self, error: TokenTrayError) -> Place:
        """All of it is about the text."""
        return self.word, self.text

    @property
    def takes_files(self) -> bool:
        """Its text may be a file's."""
        return True

    def take_file(self, path: str) -> None:
        """Put what is in it into the field."""
        self.text.take_file(path)

    def wipe(self) -> None:
        """The whole text: in a description nothing is a secret, but people make mistakes."""
        self.text.wipe()
