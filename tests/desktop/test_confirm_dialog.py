"""The dialog that asks before a token is handed out, and the list of what was allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Open
from tests.desktop.gallery import HIDDEN, LONG, NOW, PYTHON, Scene, allowances, questions, view
from tokentray.agent.confirming import Question
from tokentray.core.asking import Asker, Verdict
from tokentray.core.profile import Confirm
from tokentray.desktop.agreements_dialog import AgreementsDialog
from tokentray.desktop.confirm_dialog import GRACE, ConfirmDialog
from tokentray.desktop.sign_in_dialog import Whom
from tokentray.desktop.theme import Appearance


class Asked:
    """One dialog, a clock to turn, and what was decided."""

    def __init__(self, qtbot: QtBot, appearance: Appearance, question: Question) -> None:
        self.at = 0.0
        self.verdicts: list[Verdict] = []
        self.dialog = ConfirmDialog(question, lambda one: one.deadline, appearance, lambda: self.at)
        self.dialog.decided.connect(lambda _question, verdict: self.verdicts.append(verdict))
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is self.button(Verdict.DENY))

    def button(self, verdict: Verdict) -> QPushButton:
        """Return the button of an answer."""
        found = self.dialog.findChild(QPushButton, verdict.value)
        assert isinstance(found, QPushButton)
        return found

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClick(target, key)

    def words(self) -> str:
        """Return everything that is said."""
        return "\n".join(label.text() for label in self.dialog.findChildren(QLabel)).replace(
            "\u200b", ""
        )


Ask = Callable[[Question], Asked]


@pytest.fixture
def ask(qtbot: QtBot, appearance: Appearance) -> Ask:
    """Open the dialog over a question; half a second has passed by its clock."""

    def make(question: Question) -> Asked:
        asked = Asked(qtbot, appearance, question)
        asked.at = GRACE
        return asked

    return make


def about(asker: Asker) -> Question:
    """Return a question about a program."""
    question = questions()["confirm"]
    return Question(question.wish, asker, question.deadline)


def test_it_names_who_asks_and_for_what(ask: Ask) -> None:
    """Program, script, folder and process, the profile and the format, and what all that proves."""
    asked = ask(about(PYTHON))
    words = asked.words()

    assert asked.dialog.windowTitle() == "deploy.py asks for orders"
    for part in (
        "the token of orders",
        '"deploy.py" asks for it in the format header',
        "/usr/bin/python3.11",
        "/home/me/work/deploy.py",
        "41832",
        "can pretend to be another one",
        "24 s",
    ):
        assert part in words


def test_a_screen_reader_hears_it_all(ask: Ask) -> None:
    """The dialog's description holds the question; facts say their label."""
    asked = ask(about(PYTHON))
    told = asked.dialog.accessibleDescription()

    assert "the token of orders?" in told
    assert "Folder /home/me/work." in told
    assert "pretend" in told
    fact = asked.dialog.findChild(QLabel, "fact-0")
    assert isinstance(fact, QLabel)
    assert fact.accessibleName() == "Program /usr/bin/python3.11"


def test_foreign_names_are_plain_and_short(ask: Ask) -> None:
    """Whatever a program calls itself."""
    asked = ask(about(replace(LONG, name="<b>\u202ex", folder="/<i>\n")))

    assert '"<b>\\u202ex"' in asked.words()
    assert "/<i>\\x0a" in asked.words()
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in asked.dialog.findChildren(QLabel)
    )


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        ([Qt.Key.Key_Return], Verdict.DENY),
        ([Qt.Key.Key_Escape], Verdict.DENY),
        ([Qt.Key.Key_Space], Verdict.DENY),
        ([Qt.Key.Key_Tab, Qt.Key.Key_Return], Verdict.ONCE),
        ([Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space], Verdict.HOUR),
        ([Qt.Key.Key_Tab] * 3 + [Qt.Key.Key_Return], Verdict.ALWAYS),
    ],
)
def test_the_keyboard_alone(ask: Ask, keys: list[Qt.Key], verdict: Verdict) -> None:
    """No is the default and on Escape; Tab leads to each of the others."""
    asked = ask(about(PYTHON))
    asked.press(*keys)

    assert asked.verdicts == [verdict]
    assert not asked.dialog.isVisible()


def test_a_letter_is_enough_with_alt(ask: Ask) -> None:
    """Each answer has its letter."""
    asked = ask(about(PYTHON))
    texts = [asked.button(verdict).text() for verdict in Verdict]

    letters = {text[text.index("&") + 1].lower() for text in texts}
    assert len(letters) == len(texts)


def test_what_was_pressed_before_anybody_read_it(ask: Ask) -> None:
    """Keys and clicks of the first half second were meant for something else."""
    asked = ask(about(PYTHON))
    asked.at = GRACE - 0.01
    asked.press(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab)
    for verdict in Verdict:
        QTest.mouseClick(asked.button(verdict), Qt.MouseButton.LeftButton)
    assert asked.verdicts == []
    assert QApplication.focusWidget() is asked.button(Verdict.DENY)
    asked.at = GRACE
    QTest.mouseClick(asked.button(Verdict.ONCE), Qt.MouseButton.LeftButton)

    assert asked.verdicts == [Verdict.ONCE]


def test_closing_it_is_a_no(ask: Ask) -> None:
    """By the window's own button, too."""
    asked = ask(about(PYTHON))
    asked.dialog.close()

    assert asked.verdicts == [Verdict.DENY]


def test_a_question_that_ended_asks_nobody(ask: Ask) -> None:
    """It goes without an answer."""
    asked = ask(about(PYTHON))
    asked.dialog.withdraw()

    assert asked.verdicts == []
    assert not asked.dialog.isVisible()


def test_it_takes_the_keyboard_from_nobody(ask: Ask) -> None:
    """It comes to the front, and waits to be chosen."""
    asked = ask(about(PYTHON))

    assert asked.dialog.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_only_what_can_be_remembered_is_offered(ask: Ask) -> None:
    """Strict profiles know once and never; what the system hides is not allowed for good."""
    strict = ask(questions()["confirm-strict"])
    assert strict.dialog.findChild(QPushButton, "hour") is None
    assert strict.dialog.findChild(QPushButton, "always") is None
    assert "clipboard" in strict.words()
    strict.dialog.withdraw()
    hidden = ask(about(HIDDEN))

    assert hidden.dialog.findChild(QPushButton, "always") is None
    assert "hidden by the system" in hidden.words()


class TestAgreements:
    """The list of what was allowed."""

    def test_each_can_be_taken_back(self, qtbot: QtBot, appearance: Appearance) -> None:
        """It says how long it holds, and goes at once."""
        allowed = allowances()["agreements"]
        dialog = AgreementsDialog(
            allowed, Whom("id-orders", "orders"), lambda: NOW, appearance.theme
        )
        qtbot.addWidget(dialog)
        dialog.show()
        words = [label.text().replace("\u200b", "") for label in shown(dialog)]
        assert "deploy.py - always" in words
        assert any(text.startswith("kubectl - process 812, until") for text in words)
        first, _ = (one for one in dialog.findChildren(QPushButton, "take-back"))
        assert first.accessibleName() == "Take back from deploy.py"
        first.click()
        assert [one.executable for one in allowed.held] == ["/usr/bin/kubectl"]
        (last,) = (one for one in dialog.findChildren(QPushButton, "take-back") if one.isVisible())
        last.click()

        assert any(label.text().startswith("No program yet") for label in shown(dialog))

    @pytest.mark.parametrize(
        ("confirm", "offered"),
        [(Confirm.NEVER, False), (Confirm.FIRST, True), (Confirm.ALWAYS, False)],
    )
    def test_the_menu_offers_it_where_something_can_be_allowed(
        self, opened: Open, confirm: Confirm, offered: bool
    ) -> None:
        """From the More menu of the profile."""
        found = view()
        changed = replace(found, profile=replace(found.profile, confirm=confirm))
        window = opened(Scene((changed,), chosen="id-orders"))
        asked: list[str] = []
        window.window.agreements_requested.connect(asked.append)
        action = window.action("agreements")

        assert action.isVisible() is offered
        action.trigger()
        assert asked == ["id-orders"]


def shown(dialog: AgreementsDialog) -> list[QLabel]:
    """Return the labels on the screen."""
    return [label for label in dialog.findChildren(QLabel) if label.isVisible()]
