"""Sign in from the window: wait for the browser, or show a code for another device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tokentray.agent.signing import BrowserStep, DeviceStep, Report
from tokentray.core.errors import Denied, TokenTrayError
from tokentray.core.last_page import Spoken, all_texts
from tokentray.core.plain import plain
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.direction import left_to_right
from tokentray.desktop.forms import dialog_layout, empty, step_button
from tokentray.desktop.labels import (
    add_lines,
    fit_height,
    heading_label,
    reason,
    say,
    sentence,
    word_label,
)
from tokentray.desktop.overview import duration
from tokentray.desktop.place import over
from tokentray.desktop.qr_picture import QrPicture
from tokentray.desktop.speech import speak
from tokentray.desktop.theme import Theme
from tokentray.desktop.wait_line import WaitLine
from tokentray.desktop.words import Words, worded

_tr = Words("SignInDialog")

_URL_SHOWN = 120
_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Whom:
    """The profile that is signed in to."""

    profile_id: str
    name: str


@dataclass(frozen=True, slots=True)
class _Stage:
    """What the dialog says, and its buttons (what it does, its words), the first primary.

    `waits` tells that only the server can go on.
    """

    title: str
    text: str
    steps: tuple[tuple[str, str], ...]
    is_trouble: bool = False
    waits: bool = False


class SignInDialog(QDialog):
    """Begins as soon as it is made; closing it cancels what has not succeeded yet.

    Covered it goes on without being seen: who signs in may be at another device meanwhile.
    """

    def __init__(
        self,
        accounts: Accounts,
        whom: Whom,
        now: Callable[[], float],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Sign in to {name}").format(name=whom.name))
        self._accounts = accounts
        self._whom = whom
        self._now = now
        self._theme = theme
        self._attempt = 0
        self._is_covered = False
        self._cancel: Callable[[], None] = _nothing
        self._address = ""
        self._code: DeviceStep | None = None
        self._heading = heading_label("", theme)
        self._text = word_label("text")
        self._wait = WaitLine(theme)
        self._report = QVBoxLayout()
        self._report.setSpacing(8)
        self._picture = QrPicture()
        self._code_label = _code_label(theme)
        self._place = word_label("place")
        self._left = word_label("left")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.on_second_timeout)
        self._arrange()
        self.begin(device=False)
        over(self, parent)

    def begin(self, *, device: bool) -> None:
        """Begin, or begin again in another way."""
        self._cancel()
        self._attempt += 1
        self._show_code(None)
        self._show(_starting())
        attempt = self._attempt
        self._cancel = self._accounts.sign_in(
            self._whom.profile_id,
            device=device,
            spoken=_spoken(),
            on_step=lambda step: self._on_step(attempt, step),
            done=lambda answer: self._on_done(attempt, answer),
        )

    def cover(self) -> None:
        """Show nothing of it until `uncover`; where it succeeds before, it closes."""
        if self.isVisible():
            self._is_covered = True
            self.hide()

    def uncover(self) -> None:
        """Show again how it stands."""
        if self._is_covered:
            self._is_covered = False
            self.open()

    def done(self, result: int) -> None:
        """Close, and give up what is still waited for."""
        self._attempt += 1
        self._is_covered = False
        self._second.stop()
        self._cancel()
        super().done(result)

    @Slot()
    def on_second_timeout(self) -> None:
        """Count the code down."""
        if self._code is None:
            return
        left = max(0.0, self._code.expires_at - self._now())
        words = _tr("The code is good for {left}.").format(left=duration(left))
        say(self._left, words, self._theme.muted)

    def _on_step(self, attempt: int, step: BrowserStep | DeviceStep) -> None:
        if attempt != self._attempt:
            return
        if isinstance(step, BrowserStep):
            self._address = step.url
            self._show(_browser(step.opened))
        else:
            self._address = step.complete_uri or step.verification_uri
            self._show(_device())
            self._show_code(step)

    def _on_done(self, attempt: int, answer: Report | TokenTrayError) -> None:
        if attempt != self._attempt:
            return
        self._cancel = _nothing
        self._show_code(None)
        if isinstance(answer, TokenTrayError):
            self._show(_failed(answer))
        elif len(answer.sentences) > 1 and not self._is_covered:
            self._show(_signed_in(self._whom.name))
            add_lines(self._report, answer.sentences, self._theme)
            speak(self, " ".join(map(sentence, answer.sentences)))
            fit_height(self, _WIDTH)
        else:
            self.accept()

    def _do(self, step: str) -> None:
        match step:
            case "open":
                QDesktopServices.openUrl(QUrl(self._address))
            case "copy-link":
                QGuiApplication.clipboard().setText(self._address)
            case "copy-code" if self._code is not None:
                QGuiApplication.clipboard().setText(self._code.user_code)
            case "device":
                self.begin(device=True)
            case "retry":
                self.begin(device=False)
            case "done":
                self.accept()
            case "close":
                self.reject()

    def _show(self, stage: _Stage) -> None:
        say(self._heading, stage.title, self._theme.text)
        colour = self._theme.trouble if stage.is_trouble else self._theme.text
        say(self._text, stage.text, colour)
        self._wait.setVisible(stage.waits)
        self._make_buttons(stage.steps)
        words = f"{stage.title}. {stage.text}".rstrip()
        self.setAccessibleDescription(words)
        speak(self, words, urgent=stage.is_trouble)
        fit_height(self, _WIDTH)

    def _show_code(self, step: DeviceStep | None) -> None:
        self._code = step
        self._picture.show_rows(() if step is None else step.qr)
        self._code_label.setVisible(step is not None)
        code = "" if step is None else plain(step.user_code, 32)
        self._code_label.setText(left_to_right(code))
        self._code_label.setAccessibleName(_tr("Code to type: {code}").format(code=code))
        place = "" if step is None else plain(step.verification_uri, _URL_SHOWN)
        say(self._place, left_to_right(place), self._theme.muted)
        say(self._left, "", self._theme.muted)
        if step is None:
            self._second.stop()
        else:
            self._second.start()
            self.on_second_timeout()
        fit_height(self, _WIDTH)

    def _make_buttons(self, steps: tuple[tuple[str, str], ...]) -> None:
        empty(self._buttons)
        for number, (step, text) in enumerate(steps):
            button = step_button(step, text, primary=number == 0 and step != "close")
            button.clicked.connect(lambda _=False, step=step: self._do(step))
            if step == "close":
                self._buttons.addStretch(1)
            self._buttons.addWidget(button)
            if len(steps) == 1 and step != "close":
                self._buttons.addStretch(1)
            button.show()
            if number == 0:
                button.setFocus()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._code_label)
        words.addWidget(self._place)
        words.addWidget(self._left)
        words.addStretch(1)
        code = QHBoxLayout()
        code.setSpacing(24)
        code.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        code.addLayout(words, 1)
        layout = dialog_layout(self)
        layout.addWidget(self._heading)
        layout.addWidget(self._text)
        layout.addWidget(self._wait)
        layout.addLayout(self._report)
        layout.addLayout(code)
        layout.addLayout(self._buttons)


def _code_label(theme: Theme) -> QLabel:
    label = QLabel()
    label.setObjectName("code")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    font = QFont(theme.fonts.mono)
    font.setPointSizeF(theme.fonts.countdown.pointSizeF() * 0.8)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
    label.setFont(font)
    label.hide()
    return label


def _starting() -> _Stage:
    words = _tr("It is found out how one signs in there. This takes a moment.")
    return _Stage(_tr("Asking the server…"), words, (("close", _tr("Cancel")),), waits=True)


def _browser(opened: bool) -> _Stage:
    title = _tr("Go on in your browser") if opened else _tr("Open this page in a browser")
    text = (
        _tr("A page was opened there. This goes on by itself when you are done with it.")
        if opened
        else _tr("No browser was found here. Copy the address, and open it on this computer.")
    )
    again = ("open", _tr("&Open again")) if opened else ("copy-link", _tr("&Copy the address"))
    other = ("copy-link", _tr("&Copy the address")) if opened else ("open", _tr("&Open"))
    steps = (again, other, ("device", _tr("&Use a code")), ("close", _tr("Cancel")))
    return _Stage(title, text, steps)


def _device() -> _Stage:
    return _Stage(
        _tr("Type this code"),
        _tr("On any device, open the page or scan the picture, and type the code there."),
        (
            ("open", _tr("&Open the page")),
            ("copy-code", _tr("&Copy the code")),
            ("close", _tr("Cancel")),
        ),
    )


def _failed(error: TokenTrayError) -> _Stage:
    title = _tr("Signing in was refused") if isinstance(error, Denied) else _tr("Not signed in")
    steps = (("retry", _tr("&Try again")), ("close", _tr("Close")))
    return _Stage(title, reason(error), steps, is_trouble=True)


def _signed_in(name: str) -> _Stage:
    return _Stage(_tr("Signed in to {name}").format(name=name), "", (("done", _tr("&Done")),))


def _nothing() -> None:
    """There is nothing to cancel."""


def _spoken() -> Spoken:
    """Return the last page's texts in the language that is set now."""
    return Spoken(QLocale().bcp47Name(), {str(text): worded(text) for text in all_texts()})
