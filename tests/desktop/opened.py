"""A window over a scene, and looks at it as a person has them."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop.accounts import PlayedAccounts
from tests.desktop.gallery import Picture, Scene
from tests.desktop.pasts import PlayedChronicle, arrange
from tokentray.desktop.detail import Detail
from tokentray.desktop.empty_states import EmptyState
from tokentray.desktop.message_strip import MessageStrip
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow

Part = TypeVar("Part", bound=QWidget)


class Opened:
    """A window over a scene, and looks at its parts by their names."""

    def __init__(self, qtbot: QtBot, appearance: Appearance, scene: Scene) -> None:
        self.source = Picture(scene)
        self.accounts = PlayedAccounts()
        self.chronicle = PlayedChronicle(scene.past)
        self.window = MainWindow(self.source, self.accounts, appearance, chronicle=self.chronicle)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.say_tray_lacks(scene.lacks_tray, "Add a tray.")
        self.window.show_tab(scene.tab)
        if scene.chosen:
            self.window.show_profile(scene.chosen)
        if scene.show:
            arrange(self.window, scene.show)

    def text(self, name: str) -> str:
        """Return the words of a label."""
        return self.label(name).text()

    def label(self, name: str) -> QLabel:
        """Return a label by its name."""
        label = self.window.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label

    @property
    def json(self) -> QPlainTextEdit:
        """The decoded parts."""
        part = self.window.findChild(QPlainTextEdit, "json")
        assert isinstance(part, QPlainTextEdit)
        return part

    def button(self, name: str) -> QPushButton:
        """Return a button that is on the screen."""
        found = [one for one in self.window.findChildren(QPushButton, name) if one.isVisible()]
        assert len(found) == 1, name
        return found[0]

    def action(self, name: str) -> QAction:
        """Return an entry of a menu."""
        found = self.window.findChild(QAction, name)
        assert isinstance(found, QAction)
        return found

    @property
    def page(self) -> str:
        """The title of the empty state, or nothing where a profile is shown."""
        part = self.window.findChild(EmptyState)
        assert isinstance(part, EmptyState)
        return part.page.title if part.isVisible() and part.page is not None else ""

    @property
    def message(self) -> str:
        """What the profile's message says."""
        part = self.window.findChild(Detail)
        assert isinstance(part, Detail)
        return "" if part.message is None else part.message.text

    @property
    def strip(self) -> str:
        """What is said on top of the window; empty where nothing is."""
        strips = [one for one in self.window.findChildren(MessageStrip) if one.isVisible()]
        above = [one for one in strips if not self.part(Detail).isAncestorOf(one)]
        return above[0].message.text if above and above[0].message is not None else ""

    def part(self, kind: type[Part], name: str = "") -> Part:
        """Return the one part of its kind, or the one with this name."""
        (found,) = self.window.findChildren(kind, name) if name else self.window.findChildren(kind)
        return found

    @property
    def profiles(self) -> QListView:
        """The list on the left."""
        rows = self.window.findChild(QListView, "profiles")
        assert isinstance(rows, QListView)
        return rows

    def spoken_rows(self) -> list[str]:
        """Return what a screen reader says of the rows that are shown."""
        model, role = self.profiles.model(), Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    @property
    def tree(self) -> QTreeView:
        """The claims."""
        tree = self.window.findChild(QTreeView, "claims")
        assert isinstance(tree, QTreeView)
        return tree

    def row(self, name: str) -> QModelIndex:
        """Return the row of a claim by its name."""
        model = self.tree.model()
        start, flags = model.index(0, 0), Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly
        found = model.match(start, Qt.ItemDataRole.DisplayRole, name, 1, flags)
        assert found, name
        return found[0]

    def field(self, name: str) -> QLineEdit:
        """Return a field by its name."""
        found = self.window.findChild(QLineEdit, name)
        assert isinstance(found, QLineEdit)
        return found

    def cells(self) -> list[str]:
        """Return every text of the claims tree."""
        tree, model = self.tree, self.tree.model()
        found: list[str] = []

        def walk(parent: Any) -> None:
            for row in range(model.rowCount(parent)):
                for column in range(3):
                    found.append(str(model.index(row, column, parent).data() or ""))
                walk(model.index(row, 0, parent))

        walk(tree.rootIndex())
        return found
