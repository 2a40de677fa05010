"""Every window and dialog of the program, shown, for tests that ask something of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from tests.desktop.accounts import PlayedAccounts
from tests.desktop.gallery import (
    NOW,
    Picture,
    Scene,
    additions,
    allowances,
    comparisons,
    questions,
    scenes,
    sign_ins,
)
from tests.desktop.pasts import PlayedChronicle, arrange
from tests.desktop.settings_gallery import SettingsScene, settings_scenes, settings_window
from tokentray.agent.signing import Report
from tokentray.core.errors import TokenTrayError
from tokentray.desktop.add_dialog import AddDialog, Prefill
from tokentray.desktop.agreements_dialog import AgreementsDialog
from tokentray.desktop.compare_dialog import Compared, CompareDialog
from tokentray.desktop.confirm_dialog import ConfirmDialog
from tokentray.desktop.sign_in_dialog import SignInDialog, Whom
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow

SMALL = QSize(640, 312)
"""A screen of 1280x720 at a scale of 2, without a panel and a title bar."""

_WHOM = Whom("id-orders", "orders")


@dataclass(frozen=True, slots=True)
class Surface:
    """A window or dialog, and what must live as long as it does."""

    widget: QWidget
    kept: tuple[object, ...] = ()

    def close(self) -> None:
        """Take it off the screen."""
        if isinstance(self.widget, ConfirmDialog):
            self.widget.withdraw()
        self.widget.close()
        self.widget.deleteLater()
        for one in self.kept:
            if isinstance(one, QWidget):
                one.deleteLater()


Opener = Callable[[Appearance], Surface]


def surfaces() -> dict[str, Opener]:
    """Return how to open each of them in each of its states, by the picture's name."""
    return windows() | dialogs()


def windows() -> dict[str, Opener]:
    """Return how to open the window over each scene."""
    return {name: _window(scene) for name, scene in scenes().items()}


def dialogs() -> dict[str, Opener]:
    """Return how to open each dialog in each of its states."""
    found: dict[str, Opener] = {}
    found |= {name: _sign_in(heard) for name, heard in sign_ins().items()}
    found |= {name: _add(scene) for name, scene in additions().items()}
    found |= {name: _question(name) for name in questions()}
    found |= {name: _agreements(name) for name in allowances()}
    found |= {name: _comparison(*scene) for name, scene in comparisons().items()}
    found |= {name: _settings(scene) for name, scene in settings_scenes().items()}
    return found


def show(widget: QWidget) -> None:
    """Show it and give it the keyboard."""
    widget.show()
    widget.activateWindow()
    QTest.qWaitForWindowExposed(widget)
    QTest.qWaitForWindowActive(widget)


def shrunk(widget: QWidget) -> QWidget:
    """Make a widget fit; a dialog has its height from the screen that it opened on."""
    if isinstance(widget, QDialog):
        widget.setMinimumHeight(0)
        widget.resize(widget.size().boundedTo(SMALL))
    else:
        widget.setMinimumSize(widget.minimumSize().boundedTo(SMALL))
        widget.resize(SMALL)
    settle()
    return widget


def settle() -> None:
    """Let layouts tell those around them: each does so in the next turn."""
    for _ in range(3):
        QApplication.processEvents()


def focusable(widget: QWidget) -> list[QWidget]:
    """Return what Tab should reach, as it lies on the screen."""
    found = [
        one
        for one in widget.findChildren(QWidget)
        if one.window() is widget
        and one.isVisible()
        and one.isEnabled()
        and one.focusProxy() is None
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return _in_reading_order(widget, found)


def _in_reading_order(window: QWidget, parts: list[QWidget]) -> list[QWidget]:
    """Sort by pane, by line and within it; what begins above another's middle is beside it."""

    def place(part: QWidget) -> QRect:
        return QRect(part.mapTo(window, part.rect().topLeft()), part.size())

    def pane(part: QWidget) -> bool:
        rows = window.findChild(QWidget, "profiles")
        return rows is not None and place(part).left() > place(rows).right()

    ordered: list[QWidget] = []
    rest = sorted(parts, key=lambda part: (pane(part), place(part).top()))
    while rest:
        middle = place(rest[0]).center().y()
        line = [one for one in rest if pane(one) == pane(rest[0]) and place(one).top() < middle]
        ordered += sorted(line, key=lambda part: place(part).left())
        rest = [one for one in rest if one not in line]
    return ordered


@contextmanager
def wearing(
    application: QApplication,
    *,
    scale: float = 1.0,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> Iterator[None]:
    """Have all windows in another size of type or direction for a while."""
    font, before = application.font(), application.layoutDirection()
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * scale)
    application.setFont(larger)
    application.setLayoutDirection(direction)
    try:
        yield
    finally:
        application.setFont(font)
        application.setLayoutDirection(before)


def _window(scene: Scene) -> Opener:
    def open_it(appearance: Appearance) -> Surface:
        chronicle = PlayedChronicle(scene.past)
        window = MainWindow(Picture(scene), PlayedAccounts(), appearance, chronicle=chronicle)
        show(window)
        if scene.chosen:
            window.show_profile(scene.chosen)
        window.say_tray_lacks(scene.lacks_tray)
        window.show_tab(scene.tab)
        if scene.show:
            arrange(window, scene.show)
        QApplication.processEvents()
        return Surface(window, (chronicle,))

    return open_it


def _over_a_window(appearance: Appearance, make: Callable[[MainWindow], QDialog]) -> Surface:
    window = MainWindow(Picture(Scene()), PlayedAccounts(), appearance)
    dialog = make(window)
    show(dialog)
    return Surface(dialog, (window,))


def _sign_in(heard: tuple[object, object]) -> Opener:
    def open_it(appearance: Appearance) -> Surface:
        accounts, (step, answer) = PlayedAccounts(), heard
        surface = _over_a_window(
            appearance,
            lambda window: SignInDialog(accounts, _WHOM, lambda: NOW, appearance.theme, window),
        )
        if step is not None:
            accounts.attempt.on_step(step)  # type: ignore[arg-type]
        if answer is not None:
            accounts.attempt.done(answer)  # type: ignore[arg-type]
        return Surface(surface.widget, (*surface.kept, accounts))

    return open_it


def _add(scene: tuple[Prefill, Report | TokenTrayError | None]) -> Opener:
    def open_it(appearance: Appearance) -> Surface:
        accounts, (prefill, answer) = PlayedAccounts(), scene
        surface = _over_a_window(
            appearance, lambda window: AddDialog(accounts, appearance.theme, prefill, window)
        )
        dialog = surface.widget
        if answer is not None and isinstance(dialog, AddDialog):
            accounts.answer = answer
            address = dialog.findChild(QLineEdit, "address")
            assert isinstance(address, QLineEdit)
            address.setText("https://id.example")
            dialog.on_ok_clicked()
        return Surface(dialog, (*surface.kept, accounts))

    return open_it


def _question(name: str) -> Opener:
    def open_it(appearance: Appearance) -> Surface:
        # By this clock a person has had time to read at every look.
        ticks = count(step=10)
        question = questions()[name]
        dialog = ConfirmDialog(
            question, lambda one: one.deadline, appearance, lambda: float(next(ticks))
        )
        show(dialog)
        return Surface(dialog)

    return open_it


def _agreements(name: str) -> Opener:
    def open_it(appearance: Appearance) -> Surface:
        allowed = allowances()[name]
        surface = _over_a_window(
            appearance,
            lambda window: AgreementsDialog(allowed, _WHOM, lambda: NOW, appearance.theme, window),
        )
        return Surface(surface.widget, (*surface.kept, allowed))

    return open_it


def _comparison(compared: Compared, text: str) -> Opener:
    def open_it(appearance: Appearance) -> Surface:
        source = Picture(Scene())
        surface = _over_a_window(
            appearance,
            lambda window: CompareDialog(compared, source.decode, NOW, appearance.theme, window),
        )
        dialog = surface.widget
        if text and isinstance(dialog, CompareDialog):
            field = dialog.findChild(QPlainTextEdit, "response")
            assert isinstance(field, QPlainTextEdit)
            field.setPlainText(text)
            dialog.on_settling_timeout()
        return Surface(dialog, (*surface.kept, source))

    return open_it


def _settings(scene: SettingsScene) -> Opener:
    def open_it(appearance: Appearance) -> Surface:
        window = settings_window(appearance, scene)
        show(window)
        return Surface(window)

    return open_it
