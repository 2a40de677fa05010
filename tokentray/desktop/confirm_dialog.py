"""Ask a person whether a program may have a token: who asks, for what, and four answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from tokentray.agent.confirming import Question
from tokentray.core.asking import Asker, Verdict
from tokentray.core.plain import plain
from tokentray.desktop.direction import left_to_right
from tokentray.desktop.forms import dialog_with_foot
from tokentray.desktop.labels import fit_height, heading_label, say, word_label
from tokentray.desktop.overview import moment
from tokentray.desktop.speech import describe, speak
from tokentray.desktop.theme import Appearance, style_sheet
from tokentray.desktop.words import Words, mark

_tr = Words("ConfirmDialog")

GRACE = 0.5
"""Seconds in which a click or a key was meant for what stood there before."""

_WIDTH = 520
_NAME_SHOWN = 60
_MEANT_ELSEWHERE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchEnd,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
    }
)


class ConfirmDialog(QDialog):
    """Shows one question; Escape, closing it and the default button all mean no.

    It comes to the front without taking the keyboard from anybody.

    Signals:
        decided(Question, Verdict): once.
    """

    decided = Signal(object, object)

    def __init__(
        self,
        question: Question,
        seconds_left: Callable[[Question], float],
        looks: Appearance,
        ticks: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._seconds_left = seconds_left
        self._theme = looks.theme
        self._ticks = ticks
        self._shown_at: float | None = None
        self._is_decided = False
        names = {"program": _name(question.asker), "profile": question.wish.name}
        self.setWindowTitle(_tr("{program} asks for {profile}").format(**names))
        self.setStyleSheet(style_sheet(looks.theme) if looks.is_own else "")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self._left = word_label("left")
        self._left.setAccessibleName(_tr("Time to answer"))
        self._buttons = {verdict: self._button(verdict) for verdict in question.verdicts}
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.on_second_timeout)
        self._arrange()
        self.on_second_timeout()
        for part in (self, *self.findChildren(QWidget)):
            part.installEventFilter(self)
        fit_height(self, _WIDTH)
        self._buttons[Verdict.DENY].setFocus()

    @property
    def question(self) -> Question:
        """What is asked."""
        return self._question

    def withdraw(self) -> None:
        """Close without an answer: nobody waits for one any more."""
        self._is_decided = True
        self.reject()

    def done(self, result: int) -> None:
        """Close; without another answer it is a no."""
        self._second.stop()
        super().done(result)
        self._decide(Verdict.DENY)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin the time in which nothing counts."""
        super().showEvent(event)
        speak(self, self.accessibleDescription(), urgent=True)
        if self._shown_at is None:
            self._shown_at = self._ticks()
            self._second.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass over what was pressed before anybody can have read this, and keys held down."""
        if event.type() not in _MEANT_ELSEWHERE:
            return super().eventFilter(watched, event)
        is_early = self._shown_at is None or self._ticks() - self._shown_at < GRACE
        return is_early or (isinstance(event, QKeyEvent) and event.isAutoRepeat())

    @Slot()
    def on_second_timeout(self) -> None:
        """Count down."""
        left = round(self._seconds_left(self._question))
        words = _tr("Denied by itself in {seconds} s.").format(seconds=left)
        say(self._left, words, self._theme.muted)
        describe(self._left, words)

    def _answer(self, verdict: Verdict) -> None:
        self._decide(verdict)
        self.accept()

    def _decide(self, verdict: Verdict) -> None:
        if not self._is_decided:
            self._is_decided = True
            self.decided.emit(self._question, verdict)

    def _button(self, verdict: Verdict) -> QPushButton:
        button = QPushButton(_tr(_ANSWERS[verdict]))
        button.setObjectName(verdict.value)
        # A click that does not count must not make another answer the one that Enter gives.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._answer(verdict))
        return button

    def _arrange(self) -> None:
        wish, theme = self._question.wish, self._theme
        title = _tr("Hand out the token of {profile}?").format(profile=wish.name)
        layout, foot = dialog_with_foot(self)
        layout.addWidget(heading_label(title, theme))
        sentences = [_wanted(self._question), _tr(_CAUTION)]
        layout.addWidget(_line("wanted", sentences[0], theme.text))
        layout.addLayout(self._facts())
        layout.addWidget(_line("caution", sentences[1], theme.text))
        notes = [_tr(note) for verdict, note in _NOTES.items() if verdict in self._buttons]
        if notes:
            layout.addWidget(_line("note", " ".join(notes), theme.muted))
        foot.addWidget(self._left)
        foot.addLayout(self._answers())
        for before, after in pairwise(self._buttons.values()):
            QWidget.setTabOrder(before, after)
        facts = [f"{label} {value}." for label, value in _facts(self._question.asker)]
        self.setAccessibleDescription(" ".join((title, sentences[0], *facts, sentences[1])))

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(_facts(self._question.asker)):
            shown = _line(f"fact-{row}", left_to_right(_breakable(value)), self._theme.text)
            shown.setAccessibleName(f"{label} {value}")
            grid.addWidget(_line(f"label-{row}", label, self._theme.muted), row, 0, _TOP)
            grid.addWidget(shown, row, 1)
        return grid

    def _answers(self) -> QHBoxLayout:
        """Put no at the end, as the primary answer; Tab goes on with the others."""
        row = QHBoxLayout()
        row.setSpacing(8)
        deny = self._buttons[Verdict.DENY]
        deny.setProperty("kind", "primary")
        deny.setDefault(True)
        for verdict, button in self._buttons.items():
            if verdict is not Verdict.DENY:
                row.addWidget(button)
        row.addStretch(1)
        row.addWidget(deny)
        return row


_TOP = Qt.AlignmentFlag.AlignTop
_ANSWERS: Mapping[Verdict, str] = {
    Verdict.DENY: mark("&Deny"),
    Verdict.ONCE: mark("Allow &once"),
    Verdict.HOUR: mark("For an &hour"),
    Verdict.ALWAYS: mark("&Always"),
}
_CAUTION = mark(
    "Any program of yours can pretend to be another one, so allow only what you started yourself."
)
_NOTES: Mapping[Verdict, str] = {
    Verdict.HOUR: mark("An hour is for this one process."),
    Verdict.ALWAYS: mark("Always is for this program, whenever it asks."),
}


def _wanted(question: Question) -> str:
    program = _name(question.asker)
    if question.wish.what == "clipboard":
        return _tr('"{program}" wants it on the clipboard.').format(program=program)
    words = _tr('"{program}" asks for it in the format {form}.')
    return words.format(program=program, form=question.wish.what)


def _facts(asker: Asker) -> list[tuple[str, str]]:
    """Return labels and what the system says, plain."""
    started = moment(asker.started_at, time.time())
    process = _tr("{pid}, started {time}").format(pid=asker.pid, time=started)
    facts = [
        (_tr("Program"), plain(asker.executable) or _tr("hidden by the system")),
        (_tr("Script"), plain(asker.script)),
        (_tr("Folder"), plain(asker.folder)),
        (_tr("Process"), process),
    ]
    return [(label, value) for label, value in facts if value]


def _name(asker: Asker) -> str:
    return plain(asker.name, _NAME_SHOWN)


def _line(name: str, text: str, colour: str) -> QLabel:
    label = word_label(name)
    say(label, text, colour)
    return label


def _breakable(path: str) -> str:
    """Let a long path go on in the next line after each slash."""
    return path.replace("/", "/\u200b")
