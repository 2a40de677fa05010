"""Pages that scroll look like pages that do not."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tokentray.desktop.scroll import Scroll
from tokentray.desktop.settings_pages import Page


def test_what_is_on_a_page_is_written_as_elsewhere(qtbot: QtBot) -> None:
    """On a ground of its own it would take another colour than the one that it was given."""
    page, label = QWidget(), QLabel("words")
    QVBoxLayout(page).addWidget(label)
    scroll = Scroll(page)
    qtbot.addWidget(scroll)
    assert label.foregroundRole() is QPalette.ColorRole.WindowText
    assert not scroll.viewport().autoFillBackground()


def test_a_page_of_the_settings_too(qtbot: QtBot) -> None:
    """Its card is drawn by the style sheet."""
    page = Page()
    qtbot.addWidget(page)
    inner = page.widget()
    assert inner is not None
    assert inner.foregroundRole() is QPalette.ColorRole.WindowText
    assert not page.viewport().autoFillBackground()
