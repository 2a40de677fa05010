"""What the icon shows and what its clicks mean, without a panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.desktop.stand_in import StandInEngine, make_view
from tokentray.core.settings import ThemeChoice
from tokentray.core.state import State
from tokentray.desktop.icons import panel_darkness
from tokentray.desktop.menu import TrayMenu
from tokentray.desktop.notice_board import NoticeBoard
from tokentray.desktop.notifier import Notifier, TrayChannel
from tokentray.desktop.overview import as_shown
from tokentray.desktop.panel_watch import PanelWatch
from tokentray.desktop.presenter import Presenter
from tokentray.desktop.ring import RingFace
from tokentray.desktop.steps import face_of
from tokentray.desktop.tray import Tray

if TYPE_CHECKING:
    from tokentray.agent.engine import Engine

Reason = QSystemTrayIcon.ActivationReason


class Shown:
    """A tray and what keeps it in step, over a stand-in engine."""

    def __init__(self, qtbot: QtBot, engine: StandInEngine) -> None:
        self.engine = engine
        self.tray = Tray(None)
        self.menu = TrayMenu(engine.now)
        qtbot.addWidget(self.menu)
        self.board = NoticeBoard(engine, Notifier(lambda: TrayChannel(self.tray.show_message)))
        self.presenter = Presenter(cast("Engine", engine), self.tray, self.menu, self.board)
        self.presenter.present()


@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface")
class TestFace:
    """The ring in the panel."""

    def test_a_locked_program_shows_a_padlock(self, qtbot: QtBot) -> None:
        """Whatever the tokens are; opened again it shows them."""
        shown = Shown(qtbot, StandInEngine(make_view("api", -60)))
        assert shown.tray.face.state is State.EXPIRED
        shown.engine.gate.lock()
        shown.presenter.present()
        assert (shown.tray.face, shown.tray.tooltip) == (
            RingFace(State.LOCKED),
            "TokenTray is locked",
        )
        shown.engine.gate.unlock()
        shown.presenter.present()
        assert shown.tray.face.state is State.EXPIRED

    def test_a_pause_shows_its_bars(self, qtbot: QtBot) -> None:
        """Of all, or of the profile that leads."""
        shown = Shown(qtbot, StandInEngine(make_view("api")))
        seen = [shown.tray.face.paused]
        shown.engine.pause()
        shown.presenter.present()
        assert [*seen, shown.tray.face.paused] == [False, True]
        assert shown.tray.tooltip.endswith(", paused")

    def test_only_what_would_be_renewed_can_pause(self) -> None:
        """An imported token without a refresh rule is as before; trouble comes first."""
        paused = replace(make_view("api", now=0), paused=True)
        assert face_of(paused, 0).paused
        views = (make_view("api", now=0, refresh=False), make_view("old", -60, now=0))
        assert not any(face_of(one, 0).paused for one in as_shown(views, paused=True))

    def test_no_profile_has_an_empty_ring(self, qtbot: QtBot) -> None:
        """There is nothing to drain."""
        assert Shown(qtbot, StandInEngine()).tray.face == RingFace(State.EMPTY)


@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface")
class TestClicks:
    """By the buttons, as the people of each platform expect."""

    @pytest.mark.parametrize("reason", [Reason.Trigger, Reason.DoubleClick])
    def test_a_left_click_opens(self, qtbot: QtBot, reason: Reason) -> None:
        """Once or twice."""
        tray = Tray(None, click_shows_menu=False)
        with qtbot.waitSignal(tray.open_requested):
            tray.on_icon_activated(reason)

    @pytest.mark.parametrize("reason", [Reason.Trigger, Reason.DoubleClick])
    def test_where_a_click_shows_the_menu_no_window_opens(
        self, qtbot: QtBot, reason: Reason
    ) -> None:
        """On macOS the system shows the menu."""
        tray = Tray(None, click_shows_menu=True)
        with qtbot.assertNotEmitted(tray.open_requested):
            tray.on_icon_activated(reason)

    def test_a_middle_click_copies(self, qtbot: QtBot) -> None:
        """The default profile."""
        tray = Tray(None)
        with qtbot.waitSignal(tray.copy_requested):
            tray.on_icon_activated(Reason.MiddleClick)

    def test_a_panel_without_menus_is_heard(self, qtbot: QtBot) -> None:
        """Where the icon's place is not known, nobody has shown it."""
        tray = Tray(None)
        with qtbot.waitSignal(tray.menu_requested):
            tray.on_icon_activated(Reason.Context)


@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface")
class TestPanelColours:
    """The desktop turns dark while the program runs."""

    @pytest.fixture
    def palette(self, qapp: QApplication) -> Iterator[None]:
        """The application's palette, as it was before."""
        before = qapp.palette()
        yield
        qapp.setPalette(before)

    @pytest.mark.usefixtures("palette")
    @pytest.mark.parametrize(
        ("desktop", "theme", "dark"),
        [
            ("KDE", ThemeChoice.SYSTEM, True),
            ("KDE", ThemeChoice.DARK, False),
            ("XFCE", ThemeChoice.SYSTEM, None),
        ],
    )
    def test_the_icon_follows(
        self, qapp: QApplication, desktop: str, theme: ThemeChoice, dark: bool | None
    ) -> None:
        """Where the panel does, and where the colours are the system's own."""
        qapp.setPalette(QPalette(QColor("#f0f0f0")))
        environ = {"XDG_CURRENT_DESKTOP": desktop, "HOME": "/nowhere"}
        tray = Tray(panel_darkness(qapp.palette(), environ))
        watch = PanelWatch(qapp, tray, lambda: theme, environ)
        qapp.setPalette(QPalette(QColor("#202020")))
        watch.look()
        assert tray.dark_panel is dark
