"""The menu of the tray: a picture of the state, whose rows copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QTimer,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from tokentray.core.handout import Format
from tokentray.core.state import State
from tokentray.core.view import ProfileView
from tokentray.desktop.icons import panel_colours
from tokentray.desktop.letters import exported, with_letters
from tokentray.desktop.menu_notices import MenuNotice, NoticeRows
from tokentray.desktop.overview import (
    cut,
    may_copy,
    may_refresh,
    standing,
    standing_now,
)
from tokentray.desktop.ring import RingFace, ring_image
from tokentray.desktop.steps import face_of
from tokentray.desktop.words import Words, mark

_tr = Words("TrayMenu")

FEW = 8
"""Up to so many profiles all of them have a row, beyond it the pinned ones only."""

MOST = 20
"""More rows than this make a menu that nobody reads and that panels are slow to fetch."""

_NAME_UNITS = 40
_ICON_SIDES = (16, 32)
_OPEN_LIMIT_S = 120
"""Some panels never tell that the menu was closed; the seconds stop by themselves then."""


@dataclass(frozen=True, slots=True)
class MenuState:
    """What the menu shows; `views` in the order of the window, all of them.

    `locked` tells that the keyring can be unlocked, `shut` that TokenTray itself is locked,
    `message` is one line on top where there is something to say that no notification could,
    `notices` are those that nobody has seen to.
    """

    views: tuple[ProfileView, ...] = ()
    paused: bool = False
    locked: bool = False
    shut: bool = False
    message: str = ""
    notices: tuple[MenuNotice, ...] = ()


def rows_of(views: tuple[ProfileView, ...]) -> tuple[ProfileView, ...]:
    """Choose the profiles that get a row."""
    if len(views) <= FEW:
        return views
    pinned = tuple(view for view in views if view.profile.pinned)
    return pinned[:MOST] if pinned else views[:FEW]


class TrayMenu(QMenu):
    """Rows that copy, one submenu for everything else, and the program's own entries.

    While it is closed the rows name moments ("until 14:05"), so that a panel that fetches
    the menu without opening it shows nothing stale; while it is open they count.

    Signals:
        copy_requested(str, Format): the id of a profile and the words to copy it in.
        refresh_requested(str), sign_in_requested(str), claims_requested(str): a profile's id.
        open_requested(), import_requested(), unlock_requested(), quit_requested().
        find_requested(): look for a profile that has no row.
        pause_requested(bool): pause, or resume.
        profile_pause_requested(str, bool): the same for the profile of this id.
        lock_requested(bool): lock, or unlock.
        settings_requested().
        notice_chosen(MenuNotice): somebody wants to see to it.
    """

    copy_requested = Signal(str, object)
    refresh_requested = Signal(str)
    sign_in_requested = Signal(str)
    claims_requested = Signal(str)
    open_requested = Signal()
    find_requested = Signal()
    import_requested = Signal()
    unlock_requested = Signal()
    pause_requested = Signal(bool)
    profile_pause_requested = Signal(str, bool)
    lock_requested = Signal(bool)
    settings_requested = Signal()
    notice_chosen = Signal(object)
    quit_requested = Signal()

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self._now = now
        self._state = MenuState()
        self._rows: list[_Row] = []
        self._entries: dict[str, QAction] = {}
        self._open_until = 0.0
        self._is_exported = False
        self._texts = _entry_texts()
        self._message = self._label("message")
        self._notices = NoticeRows(self, self._message, self.notice_chosen.emit, _state_icon)
        self._heading = self._label("heading")
        self._more = self.addMenu(self._texts["more"])
        self._more.menuAction().setObjectName("more")
        self._line = self.addSeparator()
        self._entry("open", self.open_requested)
        self._find = self._entry("find", self.find_requested)
        self._entry("import", self.import_requested)
        self.addSeparator()
        self._pause = self._entry("pause", self.pause_requested)
        self._pause.setCheckable(True)
        self._unlock = self._entry("unlock", self.unlock_requested)
        self._lock = self._entry("lock", None)
        self._lock.triggered.connect(self.on_lock_triggered)
        self._entry("settings", self.settings_requested)
        self.addSeparator()
        self._entry("quit", self.quit_requested)
        self._seconds = QTimer(self)
        self._seconds.timeout.connect(self.on_seconds_timeout)
        self.aboutToShow.connect(self.on_about_to_show)
        self.aboutToHide.connect(self.on_about_to_hide)
        self._apply()

    def show_state(self, state: MenuState) -> None:
        """Become the picture of `state`; an open menu keeps its rows until it closes."""
        self._state = state
        self._apply()

    @Slot(bool)
    def set_exported(self, is_exported: bool) -> None:
        """Write names for a panel that draws the menu itself, or for Qt's own drawing."""
        if is_exported != self._is_exported:
            self._is_exported = is_exported
            if not self.is_open:
                self._rows = self._removed_rows()
            self._apply()

    def written(self, text: str) -> str:
        """Return an entry's text as whoever draws the menu has to get it."""
        return exported(text) if self._is_exported else text

    def retranslate(self) -> None:
        """Say everything in the language that is set now."""
        self._texts = _entry_texts()
        for name, action in self._entries.items():
            action.setText(self._texts.get(name, ""))
        self._more.setTitle(self._texts["more"])
        self._rows = self._removed_rows()
        self._apply()

    @property
    def is_open(self) -> bool:
        """Whether somebody looks at it, as far as the panel tells."""
        return self._seconds.isActive()

    @Slot()
    def on_about_to_show(self) -> None:
        self._open_until = self._now() + _OPEN_LIMIT_S
        self._seconds.start(1000)
        self._apply()

    @Slot()
    def on_about_to_hide(self) -> None:
        self._seconds.stop()
        # A click on a row arrives after this: its row must not be gone by then.
        QTimer.singleShot(0, self, self._apply)

    @Slot()
    def on_seconds_timeout(self) -> None:
        if self._now() > self._open_until:
            self.on_about_to_hide()
        else:
            self._apply()

    @Slot()
    def on_lock_triggered(self) -> None:
        self.lock_requested.emit(not self._state.shut)

    def _apply(self) -> None:
        state = self._state
        wanted = rows_of(state.views)
        named = [(view.id, view.name) for view in wanted]
        if [(row.id, row.name) for row in self._rows] != named:
            if self.is_open and self._rows:
                self._update_rows({view.id: view for view in state.views})
                return
            self._rebuild(wanted)
        self._update_rows({view.id: view for view in wanted})
        hidden = len(state.views) - len(wanted)
        self._notices.show(state.notices)
        self._say(self._message, state.message)
        self._say(self._heading, _heading_of(state))
        _set_visible(self._more.menuAction(), bool(wanted))
        _set_text(self._find, self._texts["find"].format(count=hidden))
        _set_visible(self._find, hidden > 0)
        if self._pause.isChecked() != state.paused:
            self._pause.setChecked(state.paused)
        _set_visible(self._unlock, state.locked)
        _set_text(self._lock, self._texts["open-lock" if state.shut else "lock"])

    def _rebuild(self, views: tuple[ProfileView, ...]) -> None:
        self._rows = self._removed_rows()
        names = [_escaped(view.name) for view in views]
        titles = with_letters([*self._texts.values(), *names])[len(self._texts) :]
        inner = names if len(views) == 1 else with_letters(names)
        self._rows = [_Row(self, view, title) for view, title in zip(views, titles, strict=True)]
        for row, name in zip(self._rows, inner, strict=True):
            self.insertAction(self._more.menuAction(), row.action)
            row.fill_submenu(self._more, name, alone=len(views) == 1)

    def _removed_rows(self) -> list[_Row]:
        """Take all rows out; return what is left of them."""
        for row in self._rows:
            row.remove()
        self._more.clear()
        return []

    def _update_rows(self, views: dict[str, ProfileView]) -> None:
        now = self._now()
        say = standing_now if self.is_open else standing
        for row in self._rows:
            view = views.get(row.id)
            if view is None:
                row.action.setEnabled(False)
            else:
                face = face_of(view, now)
                shut = self._state.shut
                gives = may_copy(view, now) and not shut
                row.show_view(view, say(view, now), face, gives=gives, shut=shut)

    def _say(self, label: QAction, text: str) -> None:
        _set_text(label, self.written(text.replace("&", "&&")))
        _set_visible(label, bool(text))

    def _label(self, name: str) -> QAction:
        label = self._entry(name, None)
        label.setEnabled(False)
        return label

    def _entry(self, name: str, then: SignalInstance | None) -> QAction:
        action = self.addAction(self._texts.get(name, ""))
        action.setObjectName(name)
        self._entries[name] = action
        if then is not None:
            action.triggered.connect(then)
        return action


class _Row:
    """One profile: the row that copies, and what its submenu offers."""

    def __init__(self, menu: TrayMenu, view: ProfileView, title: str) -> None:
        self._menu = menu
        self._title = title
        self.id = view.id
        self.name = view.name
        self.face: RingFace | None = None
        self._refresh: QAction | None = None
        self._sign_in: QAction | None = None
        self._claims: QAction | None = None
        self._pause: QAction | None = None
        self._copies: list[QAction] = []
        self.action = self._new(menu, "copy", "", lambda: self._copy(Format.BEARER))

    def fill_submenu(self, more: QMenu, title: str, *, alone: bool) -> None:
        """Add the other things one can do, in a submenu of its own unless it is alone."""
        menu = more if alone else more.addMenu(self._menu.written(title))
        if not alone:
            menu.menuAction().setObjectName(f"more-{self.name}")
        texts = iter(with_letters([_tr(text) for text in _MORE]))
        for form in _COPIES:
            action = self._new(menu, form.value, next(texts), self._copier(form))
            menu.addAction(action)
            self._copies.append(action)
        menu.addSeparator()
        self._refresh = self._asking(menu, "refresh", next(texts), self._menu.refresh_requested)
        self._sign_in = self._asking(menu, "sign-in", next(texts), self._menu.sign_in_requested)
        self._claims = self._asking(menu, "claims", next(texts), self._menu.claims_requested)
        self._pause = QAction(next(texts), menu)
        self._pause.setObjectName(f"pause-{self.name}")
        self._pause.setCheckable(True)
        self._pause.triggered.connect(self._ask_for_pause)
        menu.addAction(self._pause)

    def _ask_for_pause(self, paused: bool) -> None:
        self._menu.profile_pause_requested.emit(self.id, paused)

    def show_view(
        self, view: ProfileView, words: str, face: RingFace, *, gives: bool, shut: bool
    ) -> None:
        """Bring the row up to date; what is the same is not touched.

        `gives` tells whether it can be copied, `shut` that nothing is shown and nobody signs in.
        """
        _set_text(self.action, self._menu.written(f"{self._title}   {words}"))
        for action in (self.action, *self._copies):
            _set_enabled(action, gives)
        for part in (self._claims, self._sign_in):
            if part is not None:
                _set_enabled(part, not shut)
        if self._pause is not None:
            _set_visible(self._pause, view.profile.can_renew)
            if self._pause.isChecked() != view.paused:
                self._pause.setChecked(view.paused)
        if self._refresh is not None:
            _set_enabled(self._refresh, may_refresh(view) and not view.facts.locked)
        if self._sign_in is not None:
            _set_visible(self._sign_in, view.profile.can_sign_in)
        if face != self.face:
            self.face = face
            self.action.setIcon(_row_icon(face))

    def remove(self) -> None:
        """Take the row out of the menu."""
        self._menu.removeAction(self.action)
        self.action.deleteLater()

    def _copier(self, form: Format) -> Callable[[], None]:
        return lambda: self._copy(form)

    def _copy(self, form: Format) -> None:
        self._menu.copy_requested.emit(self.id, form)

    def _asking(self, menu: QMenu, what: str, text: str, signal: SignalInstance) -> QAction:
        action = self._new(menu, what, text, lambda: signal.emit(self.id))
        menu.addAction(action)
        return action

    def _new(self, menu: QMenu, what: str, text: str, then: Callable[[], None]) -> QAction:
        action = QAction(text, menu)
        action.setObjectName(f"{what}-{self.name}")
        action.triggered.connect(lambda _checked=False: then())
        return action


_COPIES = (Format.BEARER, Format.RAW, Format.HEADER, Format.CURL, Format.ENV)
_MORE = (
    mark("Copy bearer"),
    mark("Copy raw token"),
    mark("Copy as header"),
    mark("Copy as curl config"),
    mark("Copy as environment variable"),
    mark("Refresh now"),
    mark("Sign in…"),
    mark("Show claims"),
    mark("Pause refreshing"),
)


def _entry_texts() -> dict[str, str]:
    """Return what the program's own entries say, each with a letter of its own."""
    texts = {
        "more": _tr("More"),
        "open": _tr("Open TokenTray"),
        "find": _tr("Find a profile… ({count} more)"),
        "import": _tr("Paste a token response…"),
        "pause": _tr("Pause refreshing"),
        "unlock": _tr("Unlock keyring…"),
        "lock": _tr("Lock"),
        "open-lock": _tr("Unlock TokenTray"),
        "settings": _tr("Settings…"),
        "quit": _tr("Quit TokenTray"),
    }
    return dict(zip(texts, with_letters(list(texts.values())), strict=True))


def _row_icon(face: RingFace) -> QIcon:
    """Draw a ring for light and dark: which of them a panel's menus are is not known."""
    icon = QIcon()
    for side in _ICON_SIDES:
        image = ring_image(side, face, panel_colours(None))
        icon.addPixmap(QPixmap.fromImage(image))
    return icon


def _state_icon(state: State) -> QIcon:
    return _row_icon(RingFace(state))


def _heading_of(state: MenuState) -> str:
    if not state.views:
        return _tr("No token yet")
    if state.shut:
        return _tr("Locked: unlock TokenTray to copy")
    return _tr("Copy a bearer token")


def _escaped(name: str) -> str:
    """A name as a menu shows it: not too long, and without making a mnemonic."""
    return cut(name, _NAME_UNITS).replace("&", "&&")


def _set_text(action: QAction, text: str) -> None:
    if action.text() != text:
        action.setText(text)


def _set_enabled(action: QAction, enabled: bool) -> None:
    if action.isEnabled() != enabled:
        action.setEnabled(enabled)


def _set_visible(action: QAction, visible: bool) -> None:
    if action.isVisible() != visible:
        action.setVisible(visible)
