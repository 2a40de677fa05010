"""Notices until they are settled or seen: replaced, gathered, mirrored in menu and tooltip."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.desktop.stand_in import StandInEngine, make_view
from tokentray.agent.notices import Notice, NoticeKind
from tokentray.core.state import State
from tokentray.desktop.announcements import announce
from tokentray.desktop.bubbles import Action, Bubble, Urgency
from tokentray.desktop.menu import MenuState, TrayMenu
from tokentray.desktop.menu_notices import MenuNotice
from tokentray.desktop.notice_board import NoticeBoard
from tokentray.desktop.overview import TOOLTIP_UNITS, tooltip_text, utf16_units


@dataclass
class Shown:
    """What the desktop's list of notifications holds, by slot."""

    bubbles: dict[str, Bubble] = field(default_factory=dict)
    ever: list[Bubble] = field(default_factory=list)

    def show(self, bubble: Bubble) -> None:
        """Show one, in the place of the one before."""
        self.bubbles[bubble.slot] = bubble
        self.ever.append(bubble)

    def withdraw(self, slot: str) -> None:
        """Take one back."""
        self.bubbles.pop(slot, None)


class Rig:
    """A board over a stand-in engine with three profiles."""

    def __init__(self) -> None:
        self.engine = StandInEngine(*(make_view(name) for name in ("api", "maps", "orders")))
        self.shown = Shown()
        self.board = NoticeBoard(self.engine, self.shown)

    @property
    def lines(self) -> list[str]:
        """What the menu says."""
        return [self.board.bubble_of(line).summary for line in self.board.lines]

    @property
    def summaries(self) -> list[str]:
        """What the desktop shows."""
        return [bubble.summary for bubble in self.shown.bubbles.values()]

    def settle(self, name: str, kind: NoticeKind | None = None) -> None:
        """Let a profile be well again, or something else."""
        self.engine.due.pop(f"id-{name}")
        if kind is not None:
            self.engine.due[f"id-{name}"] = kind
        self.engine.profile_changed.emit(f"id-{name}")


@pytest.fixture
def rig() -> Rig:
    """Nothing was told yet."""
    return Rig()


def test_a_notice_is_shown_and_mirrored(rig: Rig) -> None:
    """As a notification and as a line, until it is settled: then both are gone."""
    rig.engine.raise_notice(NoticeKind.FAILED, "api")
    assert rig.lines == rig.summaries == ["api needs a new sign-in"]
    rig.engine.profile_changed.emit("id-api")
    assert rig.lines
    rig.settle("api")
    assert rig.lines == rig.summaries == []


def test_a_later_one_of_its_kind_names_all(rig: Rig) -> None:
    """One notification for the three, in the place of the ones before."""
    rig.engine.raise_notice(NoticeKind.FAILED, "api")
    rig.engine.raise_notice(NoticeKind.FAILED, "maps", "orders")
    assert rig.lines == rig.summaries == ["3 profiles need a new sign-in"]
    assert rig.shown.ever[-1].body == "api, maps and orders."
    rig.settle("maps")
    rig.settle("orders")
    assert rig.lines == ["api needs a new sign-in"]
    rig.settle("api")
    assert rig.summaries == []


def test_what_was_seen_is_gone(rig: Rig) -> None:
    """Only what is about that profile."""
    rig.engine.raise_notice(NoticeKind.FAILED, "api")
    rig.engine.raise_notice(NoticeKind.EXPIRED, "maps")
    rig.board.see(["id-api"])
    assert len(rig.lines) == len(rig.summaries) == 1
    assert rig.lines[0].startswith("maps expired at ")


def test_what_became_of_it_is_said(rig: Rig) -> None:
    """Warned of its end, and then it ended: the line says so, without another notification."""
    rig.engine.raise_notice(NoticeKind.CANNOT_REFRESH, "api")
    assert rig.lines[0].startswith("api ends at ")
    rig.settle("api", NoticeKind.EXPIRED)
    assert rig.lines[0].startswith("api expired at ")
    assert len(rig.shown.ever) == 1


def test_a_profile_that_is_gone_is_not_named(rig: Rig) -> None:
    """Removed, and its notice with it."""
    rig.engine.raise_notice(NoticeKind.FAILED, "api")
    rig.engine.set_views(make_view("maps"))
    assert rig.lines == rig.summaries == []


def test_a_kind_that_is_turned_off_is_gone(rig: Rig) -> None:
    """The engine has nothing to say of it any more."""
    rig.engine.raise_notice(NoticeKind.EXPIRED, "api")
    rig.engine.due.clear()
    rig.engine.settings_changed.emit(rig.engine.settings)
    assert rig.lines == []


def test_snooze_puts_off_all_that_it_names(rig: Rig) -> None:
    """The engine is asked for each, and the line goes until then."""
    rig.engine.raise_notice(NoticeKind.FAILED, "api", "maps")
    rig.board.snooze(rig.shown.ever[-1].concerns)
    assert rig.engine.asked == [("snooze", "id-api", "id-maps")]
    assert rig.lines == rig.summaries == []


def test_the_worst_is_the_first_line(rig: Rig) -> None:
    """One line a kind."""
    rig.engine.raise_notice(NoticeKind.ENDS_SOON, "orders")
    rig.engine.raise_notice(NoticeKind.CANNOT_REFRESH, "maps")
    rig.engine.raise_notice(NoticeKind.FAILED, "api")
    assert [line.kind for line in rig.board.lines] == [
        NoticeKind.FAILED,
        NoticeKind.CANNOT_REFRESH,
        NoticeKind.ENDS_SOON,
    ]


@pytest.mark.parametrize(
    "kind",
    [
        *(NoticeKind.FAILED, NoticeKind.EXPIRED),
        *(NoticeKind.CANNOT_REFRESH, NoticeKind.ENDS_SOON),
    ],
)
@pytest.mark.parametrize("names", [("api",), ("api", "maps")])
def test_every_notice_can_be_put_off_and_none_is_critical(
    kind: NoticeKind, names: tuple[str, ...]
) -> None:
    """Whatever it is about, it has words, and three buttons at most: what desktops show."""
    ids = tuple(f"id-{name}" for name in names)
    view = make_view() if len(names) == 1 else None
    bubble = announce(Notice(kind, ids, names, 0.0), view, 0.0)
    assert bubble.summary
    assert bubble.urgency is Urgency.NORMAL
    assert bubble.actions[-1] is Action.SNOOZE
    assert len(bubble.actions) <= 3
    assert bubble.concerns == ids


def test_the_menu_leads_there(qtbot: QtBot) -> None:
    """Above everything else, with a ring; chosen, it says whom it is about."""
    menu = TrayMenu(lambda: 0.0)
    qtbot.addWidget(menu)
    first = MenuNotice("api & maps need a new sign-in", State.SIGN_IN_NEEDED, ("id-api", "id-maps"))
    menu.show_state(MenuState(views=(make_view(),), notices=(first,)))
    shown = [action for action in menu.actions() if action.isVisible()]
    assert shown[0].text() == "api && maps need a new sign-in"
    assert not shown[0].icon().isNull()
    assert shown[1].isSeparator()
    with qtbot.waitSignal(menu.notice_chosen) as asked:
        shown[0].trigger()
    assert asked.args == [first]
    menu.show_state(MenuState(views=(make_view(),), notices=(first,)))
    assert menu.actions()[0] is shown[0]
    menu.show_state(MenuState(views=(make_view(),)))
    assert menu.findChildren(QAction, "notice") == [] or not any(
        one in menu.actions() for one in menu.findChildren(QAction, "notice")
    )
    assert not next(one for one in menu.actions() if one.isVisible()).isSeparator()


def test_the_tooltip_says_what_no_state_does() -> None:
    """Ahead of the profiles, within the length that panels show."""
    views = tuple(make_view(f"service-{number}", now=0.0) for number in range(9))
    text = tooltip_text(views, 0.0, ["Sign-in of api ends at 18:00"])
    assert text.startswith("Sign-in of api ends at 18:00\nservice-")
    assert "and " in text.splitlines()[-1]
    assert utf16_units(text) <= TOOLTIP_UNITS
