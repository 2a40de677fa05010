"""What the tray's menu says on top: notices that nobody has seen to, each with a way there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from tokentray.agent.notices import NoticeKind
from tokentray.core.state import State

_STATES: Mapping[NoticeKind, State] = {
    NoticeKind.FAILED: State.SIGN_IN_NEEDED,
    NoticeKind.EXPIRED: State.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class MenuNotice:
    """One line: what it says, the ring beside it, and the profiles that it is about."""

    text: str
    state: State
    profile_ids: tuple[str, ...]


def state_of(kind: NoticeKind) -> State:
    """Choose the ring that goes with a kind of notice."""
    return _STATES.get(kind, State.EXPIRING)


class NoticeRows:
    """The rows on top of a menu; what is the same is not touched."""

    def __init__(
        self,
        menu: QMenu,
        before: QAction,
        choose: Callable[[MenuNotice], None],
        icon_of: Callable[[State], QIcon],
    ) -> None:
        self._menu = menu
        self._before = before
        self._choose = choose
        self._icon_of = icon_of
        self._shown: tuple[MenuNotice, ...] = ()
        self._rows: list[QAction] = []

    def show(self, notices: Sequence[MenuNotice]) -> None:
        """Show these notices, and a line below them."""
        if tuple(notices) == self._shown:
            return
        self._shown = tuple(notices)
        for row in self._rows:
            self._menu.removeAction(row)
            row.deleteLater()
        self._rows = [self._row(notice) for notice in notices]
        if self._rows:
            self._rows.append(self._menu.insertSeparator(self._before))

    def _row(self, notice: MenuNotice) -> QAction:
        row = QAction(self._icon_of(notice.state), notice.text.replace("&", "&&"), self._menu)
        row.setObjectName("notice")
        row.triggered.connect(lambda _checked=False: self._choose(notice))
        self._menu.insertAction(self._before, row)
        return row
