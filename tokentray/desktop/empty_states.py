"""Pages for when there is nothing to show: what is so, why, and the next step as a button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tokentray.core.errors import TokenTrayError
from tokentray.core.state import State
from tokentray.desktop.forms import empty, step_button
from tokentray.desktop.ring import RingFace, paint_ring
from tokentray.desktop.room import roomy
from tokentray.desktop.scroll import Scroll
from tokentray.desktop.speech import speak
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words, worded

_tr = Words("EmptyState")

_RING, _SMALL_RING = 96, 48
_WIDTH = 480
_NARROWEST = 240
_ASIDE = 32

MEMORY_COMMAND = "tokentray quit && tokentray run --store memory"
"""Whoever reads it has a program that runs without; a second one would not start."""


@dataclass(frozen=True, slots=True)
class Page:
    """One empty state; `steps` are (what it asks the window for, its button), the first primary.

    `command` does the same in a terminal.
    """

    state: State
    title: str
    text: str
    steps: tuple[tuple[str, str], ...] = ()
    command: str = ""


def no_profile() -> Page:
    """First run: nothing is there yet."""
    return Page(
        State.EMPTY,
        _tr("No token yet"),
        _tr(
            "Sign in to an API, or paste the answer of its token endpoint. TokenTray keeps the "
            "token in the keyring, shows how long it lives, and renews it where the API allows "
            "that."
        ),
        (("add", _tr("Add a profile…")), ("import", _tr("Paste a token response…"))),
    )


def no_profile_to_set() -> Page:
    """The settings of profiles, where there is none."""
    return Page(
        State.EMPTY,
        _tr("No profile yet"),
        _tr("Each profile has settings of its own: when it is refreshed, and when you are warned."),
        (("add", _tr("Add a profile…")),),
    )


def no_token(name: str) -> Page:
    """A profile that holds nothing."""
    return Page(
        State.EMPTY,
        _tr("{name} holds no token").format(name=name),
        _tr("Paste a token response to begin, here or in a terminal:"),
        (("import", _tr("Paste a token response…")),),
        f"tokentray import {name}",
    )


def signed_out(name: str) -> Page:
    """A profile that holds nothing, and can be signed in to."""
    return Page(
        State.EMPTY,
        _tr("{name} holds no token").format(name=name),
        _tr("Sign in to get one, here or in a terminal:"),
        (("sign-in", _tr("Sign in…")), ("import", _tr("Paste a token response…"))),
        f"tokentray sign-in {name}",
    )


def reading() -> Page:
    """The vault is being read; nobody can say yet what is in it."""
    return Page(State.REFRESHING, _tr("Reading the keyring…"), "")


def broken_file(error: TokenTrayError) -> Page:
    """profiles.toml as a whole cannot be read, so that no profile is known."""
    note = _tr("Your tokens are safe in the keyring; this page goes when the file is corrected.")
    return Page(
        State.EXPIRED,
        _tr("The profiles file cannot be read"),
        "\n\n".join((worded(error.title) + "\n" + worded(error.hint), note)),
        (("open-file", _tr("Open the file")),),
    )


def locked_keyring() -> Page:
    """The keyring is there, and locked."""
    return Page(
        State.LOCKED,
        _tr("The keyring is locked"),
        _tr(
            "Your tokens are safe in it. Unlock it to see and use them; TokenTray never asks "
            "by itself."
        ),
        (("unlock", _tr("Unlock keyring…")),),
    )


def locked_program() -> Page:
    """A person, or the lock of the screen, locked TokenTray itself."""
    return Page(
        State.LOCKED,
        _tr("TokenTray is locked"),
        _tr(
            "It hands out no token and shows nothing of what is in one. Your tokens are kept fresh "
            "all the same. In a terminal:"
        ),
        (("open-lock", _tr("Unlock")),),
        "tokentray unlock",
    )


def no_keyring() -> Page:
    """There is no keyring that can be trusted."""
    return Page(
        State.LOCKED,
        _tr("No keyring was found"),
        _tr(
            "Tokens are kept in the desktop's keyring, never in a plain file. Start a keyring "
            "service (GNOME Keyring, KWallet or KeePassXC) and try again, or keep tokens in "
            "memory only until you quit:"
        ),
        (("retry", _tr("Try again")), ("copy-command", _tr("Copy the command"))),
        MEMORY_COMMAND,
    )


def silent_keyring(error: TokenTrayError) -> Page:
    """The keyring is there and does not do what is asked."""
    title, text = worded(error.title), worded(error.hint)
    return Page(State.LOCKED, title, text, (("retry", _tr("Try again")),))


class EmptyState(QWidget):
    """Shows one page in the middle.

    Signals:
        step_requested(str): one of its buttons was pressed.
    """

    step_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._ring = _Ring()
        self._title = _label()
        self._text = _label()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._command = _label()
        self._command.setObjectName("command")
        self._command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        lines = QWidget()
        layout = QVBoxLayout(lines)
        layout.setSpacing(16)
        layout.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self._ring, 0, centre)
        layout.addWidget(self._title, 0, centre)
        layout.addWidget(self._text, 0, centre)
        layout.addWidget(self._command, 0, centre)
        layout.addLayout(self._buttons)
        layout.setAlignment(self._buttons, centre)
        layout.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(lines))

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    def focus_step(self) -> None:
        """Give the obvious button the keyboard."""
        item = self._buttons.itemAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._page is not None:
            speak(self, self._page.title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_page(self, page: Page) -> None:
        """Show one page."""
        if page == self._page:
            return
        self._page = page
        self._ring.face = RingFace(page.state)
        self._ring.update()
        self._title.setText(page.title)
        self._text.setText(page.text)
        self._text.setVisible(bool(page.text))
        self._command.setText(page.command)
        self._command.setVisible(bool(page.command))
        self._fit()
        self.setAccessibleName(page.title)
        self._make_buttons(page)
        if self.isVisible():
            speak(self, page.title)

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._ring.theme = theme
        self._title.setFont(theme.fonts.title)
        self._command.setFont(theme.fonts.mono)
        self._command.setStyleSheet(
            f"background: {theme.hover}; color: {theme.text}; border: 1px solid {theme.line};"
            f"border-radius: {theme.radius}px; padding: 6px 12px;"
        )
        self._fit()
        palette = self._text.palette()
        palette.setColor(self._text.foregroundRole(), QColor(theme.muted))
        self._text.setPalette(palette)
        self._ring.update()

    def _fit(self) -> None:
        """Give a wrapped text its height, and lines of about one length: no word stands alone."""
        # Qt measures at no width below the least one.
        self._text.setMinimumSize(0, 0)
        widest = min(roomy(_WIDTH, self._text.font()), max(1, self.width() - _ASIDE))
        high = self._text.heightForWidth(widest)
        widths = range(roomy(_NARROWEST, self._text.font()), widest, 8)
        wide = next((one for one in widths if self._text.heightForWidth(one) <= high), widest)
        # In a centred layout nobody else asks for it.
        self._text.setFixedSize(wide, max(0, high))

    def _make_buttons(self, page: Page) -> None:
        empty(self._buttons)
        for number, (step, text) in enumerate(page.steps):
            button = step_button(step, text, primary=number == 0)
            button.clicked.connect(lambda _=False, step=step: self.step_requested.emit(step))
            self._buttons.addWidget(button)
            # Its layout would show it one turn of the loop later, when focus has gone elsewhere.
            button.show()


class _Ring(QWidget):
    """The ring, large."""

    def __init__(self) -> None:
        super().__init__()
        self.face = RingFace(State.EMPTY)
        self.theme: Theme | None = None

    def sizeHint(self) -> QSize:
        return QSize(_RING, _RING)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SMALL_RING, _SMALL_RING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.theme is not None:
            painter = QPainter(self)
            side = min(self.width(), self.height())
            square = QRect(0, 0, side, side)
            square.moveCenter(self.rect().center())
            paint_ring(painter, square.toRectF(), self.face, self.theme.ring)


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
