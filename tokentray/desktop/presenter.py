"""Keeps icon, tooltip and menu in step with the engine, and asleep in between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from tokentray.agent.notices import NoticeKind
from tokentray.core.state import State
from tokentray.desktop.menu import MenuState, TrayMenu
from tokentray.desktop.menu_notices import MenuNotice, state_of
from tokentray.desktop.overview import as_shown, tooltip_text, worst_first
from tokentray.desktop.ring import RingFace
from tokentray.desktop.steps import face_of, next_step_at
from tokentray.desktop.timing import make_precise
from tokentray.desktop.words import Words

if TYPE_CHECKING:
    from tokentray.agent.engine import Engine
    from tokentray.desktop.bubbles import Bubble
    from tokentray.desktop.notice_board import NoticeBoard
    from tokentray.desktop.tray import Tray

_tr = Words("TrayMenu")

_LONGEST_WAIT_S = 3600.0

_SEEN_IN_STATES = frozenset({NoticeKind.FAILED, NoticeKind.EXPIRED, NoticeKind.CANNOT_REFRESH})
"""What the states of the profiles tell anyway."""


class Presenter(QObject):
    """Looks at the engine when it speaks, and at the moment of the ring's next step.

    Notices stay on top of the menu until they are settled or seen; anything else that could not
    be shown as a notification until somebody has opened the menu and closed it again.
    """

    def __init__(
        self,
        engine: Engine,
        tray: Tray,
        menu: TrayMenu,
        board: NoticeBoard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._engine = engine
        self._tray = tray
        self._menu = menu
        self._message = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.present)
        self._step = QTimer(self)
        self._step.setSingleShot(True)
        # A coarse timer would fire early and be set again and again.
        make_precise(self._step)
        self._step.timeout.connect(self.present)
        engine.profile_changed.connect(self.present_soon)
        engine.profiles_changed.connect(self.present_soon)
        engine.store_changed.connect(self.present_soon)
        engine.problem_changed.connect(self.present_soon)
        engine.gate.changed.connect(self.present_soon)
        board.changed.connect(self.present_soon)
        menu.aboutToHide.connect(self.on_menu_about_to_hide)

    @Slot()
    def present_soon(self) -> None:
        """Present once after all that happens in this turn of the loop."""
        self._soon.start(0)

    @Slot()
    def present(self) -> None:
        """Show what is; what is shown already costs nothing."""
        engine, now = self._engine, self._engine.now()
        views = as_shown(engine.views(), paused=engine.paused, error=engine.store_error)
        is_shut = engine.gate.is_locked
        notices = tuple(
            (line.kind, MenuNotice(bubble.summary, state_of(line.kind), bubble.concerns))
            for line in self._board.lines
            for bubble in (self._board.bubble_of(line),)
        )
        news = [row.text for kind, row in notices if kind not in _SEEN_IN_STATES]
        tooltip = _tr("TokenTray is locked") if is_shut else tooltip_text(views, now, news)
        self._tray.show_tooltip(tooltip)
        self._menu.show_state(
            MenuState(
                views=views,
                paused=engine.paused,
                locked=any(view.facts.locked for view in views),
                shut=is_shut,
                message=self._message or problem_line(engine.problems()),
                notices=tuple(row for _, row in notices),
            )
        )
        if is_shut or not views:
            self._tray.show_face(RingFace(State.LOCKED if is_shut else State.EMPTY))
            self._step.stop()
            return
        worst = worst_first(views)[0]
        self._tray.show_face(face_of(worst, now))
        self._wait_for_step(next_step_at(worst, now), now)

    @Slot(object)
    def mirror(self, bubble: Bubble) -> None:
        """Say in the menu what no notification could say."""
        if self._board.says(bubble):
            return
        self._message = bubble.line
        self.present_soon()

    @Slot()
    def on_menu_about_to_hide(self) -> None:
        if self._message:
            self._message = ""
            self.present_soon()

    def _wait_for_step(self, at: float | None, now: float) -> None:
        if at is None:
            self._step.stop()
        else:
            self._step.start(round(min(at - now, _LONGEST_WAIT_S) * 1000))


def problem_line(problems: Iterable[str]) -> str:
    """Name the profiles that the file describes wrongly; the window says what is wrong."""
    names = sorted(problems)
    if not names:
        return ""
    if len(names) == 1:
        return _tr("{name} is out of use: see the window").format(name=names[0])
    return _tr("%n profiles are out of use: see the window", len(names))
