"""Every text that people see is translated, and put together as its language does it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from tests.desktop import gallery
from tests.desktop.seen import Reader, Text

NOON = time.mktime((2026, 3, 4, 12, 0, 0, 0, 0, -1))
DAY = 86_400

_LETTER = re.compile(r"(\{\w*\}|%n)|([A-Za-z])")
_WORD = re.compile(r"[A-Za-z][A-Za-z]+")
_WIDE = 0xFF21 - ord("A")


class Pseudo(QTranslator):
    """Writes every text in wide letters: what is still narrow went past the translation."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return _LETTER.sub(lambda found: found[1] or _wide(found[2]), text)


def _wide(letter: str) -> str:
    return chr(ord(letter) + _WIDE)


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    """Have everything translated that can be."""
    translator = Pseudo(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


VALUES = frozenset({"account", "code", "place", "json", "response", "agreement"})
"""Widgets that show what a server or a program said."""

NAMES = re.compile(
    r"service-\d+|orders|billing|maps|reports|staging|archive|team|x{64}|m{30,}\S*|x{40}"
    r"|https?://\S*|[a-z]+\.example\S*|service@api|/[\w/.\u200b…-]+|~/\.config\S*"
    r"|deploy\.py|report\b.*|systemd|kubectl|header|TokenTray|line 12, column 9: a value is missing"
    r"|id\.example|openid profile offline_access|<p>|</p>|tokentray quit && tokentray run --store"
    r" memory|ES256|scop(?:es|s)|timed-out|GNOME"
)
"""What is the same in every language: names and addresses of the scenes."""


def narrow(texts: set[Text]) -> set[Text]:
    """Return the texts that have words in them which went past the translation."""
    return {
        (where, text)
        for where, text in texts
        if where not in VALUES and _WORD.search(NAMES.sub("", text))
    }


def test_no_window_shows_a_word_past_the_translation(
    qapp: QApplication, pseudo: None, tmp_path: Path
) -> None:
    """In every state of the gallery, menus, tooltips and names for screen readers too."""
    with Reader(qapp) as reader:
        gallery.main(tmp_path, ("light",))
    assert len(reader.texts) > 300
    assert narrow(reader.texts) == set()
