"""The window: profiles on the left, the chosen one on the right."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QPoint,
    QSettings,
    QSize,
    Qt,
    QTimer,
    QUrl,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QDesktopServices,
    QFont,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tokentray.agent.gate import Gate
from tokentray.agent.signing import Report
from tokentray.core.errors import ProfileError, TokenTrayError, VaultError
from tokentray.core.handout import Format
from tokentray.core.plain import plain
from tokentray.core.state import State
from tokentray.core.view import News, ProfileView
from tokentray.desktop.accounts import Accounts
from tokentray.desktop.detail import Detail, message_for, news_message
from tokentray.desktop.empty_states import (
    MEMORY_COMMAND,
    EmptyState,
    Page,
    broken_file,
    locked_keyring,
    locked_program,
    no_keyring,
    no_profile,
    no_token,
    reading,
    signed_out,
    silent_keyring,
)
from tokentray.desktop.icons import application_icon
from tokentray.desktop.labels import reason, sentence
from tokentray.desktop.message_strip import Message, MessageStrip, Tone
from tokentray.desktop.order import Order
from tokentray.desktop.overview import as_shown
from tokentray.desktop.profile_list import ProfileList
from tokentray.desktop.profile_menu import PIN_KEYS, Offer, ProfileMenu
from tokentray.desktop.room import on_screen, roomy
from tokentray.desktop.theme import Theme, style_sheet
from tokentray.desktop.words import Words, mark

if TYPE_CHECKING:
    from tokentray.agent.held import Previous
    from tokentray.desktop.add_dialog import Prefill
    from tokentray.desktop.history_feed import Chronicle
    from tokentray.desktop.looks import Looks
    from tokentray.desktop.sign_in_dialog import SignInDialog

_tr = Words("Window")

_LIST_WIDTH, _NARROW_LIST_WIDTH = 264, 200
_SIZE = (940, 620)
_NARROW = 720
_SMALLEST = (640, 320)
_FIRST_SECOND = 1000
_NO_TRAY = mark(
    "No panel here shows tray icons. {advice} Until then closing this window only minimises it."
)
_NEEDS_RESPONSE = frozenset({State.EMPTY, State.EXPIRING, State.EXPIRED, State.SIGN_IN_NEEDED})


class Source(Protocol):
    """What the window needs of the engine."""

    profile_changed: SignalInstance
    profiles_changed: SignalInstance
    store_changed: SignalInstance
    problem_changed: SignalInstance

    @property
    def gate(self) -> Gate: ...
    @property
    def store_error(self) -> VaultError | None: ...
    @property
    def file_problem(self) -> ProfileError | None: ...
    @property
    def unsaved(self) -> tuple[str, ...]: ...
    @property
    def is_loading(self) -> bool: ...
    @property
    def paused(self) -> bool: ...

    def now(self) -> float: ...
    def views(self) -> tuple[ProfileView, ...]: ...
    def view(self, profile_id: str) -> ProfileView | None: ...
    def problems(self) -> Mapping[str, ProfileError]: ...
    def look_at(self, profile_id: str) -> None: ...
    def see(self, profile_id: str) -> None: ...
    def previous(self, profile_id: str) -> Previous | None: ...
    def decode(
        self, text: str, done: Callable[[Mapping[str, Any] | TokenTrayError], None]
    ) -> None: ...
    def reload_locked(self) -> None: ...
    def remove(self, profile_id: str, done: Callable[[TokenTrayError | None], None]) -> None: ...


class MainWindow(QMainWindow):
    """Draws what the engine knows; decides nothing.

    Any other widget on the screen would be no window to a screen reader.

    Signals:
        copy_requested(str, Format): of a profile's id.
        refresh_requested(str): of a profile's id.
        agreements_requested(str): what programs may have, of a profile's id.
        unlock_requested(), settings_requested(), quit_requested().
        lock_requested(bool): lock TokenTray, or unlock it.
        pause_requested(str, bool): pause or resume the profile of this id, all by "".
    """

    copy_requested = Signal(str, object)
    refresh_requested = Signal(str)
    agreements_requested = Signal(str)
    unlock_requested = Signal()
    lock_requested = Signal(bool)
    pause_requested = Signal(str, bool)
    settings_requested = Signal()
    quit_requested = Signal()

    def __init__(
        self,
        source: Source,
        accounts: Accounts,
        looks: Looks,
        settings: QSettings | None = None,
        chronicle: Chronicle | None = None,
    ) -> None:
        super().__init__()
        self._source = source
        self._accounts = accounts
        self._looks = looks
        self._settings = settings
        self._roomy_for: QFont | None = None
        self._note = ""
        self._lacks_tray, self._advice = False, ""
        self._sign_ins: list[SignInDialog] = []
        self._is_stale = False
        self.setWindowTitle("TokenTray")
        self._list = ProfileList(source.now)
        self._detail = Detail()
        self._seen: tuple[str, News] | None = None
        if chronicle is not None:
            self._detail.history.serve(chronicle, source.views)
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._detail)
        self._stack.addWidget(self._empty)
        self._strip = MessageStrip()
        self._strip_place = QHBoxLayout()
        self._second = QTimer(self)
        self._second.setObjectName("second")
        self._second.setSingleShot(True)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self.on_second_timeout)
        self._arrange()
        self._connect()
        self.wear(looks.theme)
        self._restore()
        self.show_all()

    # What others ask for

    def show_profile(self, profile_id: str) -> None:
        """Choose a profile."""
        self._list.choose(profile_id)

    @Slot()
    def paste_response(self) -> None:
        """Ask for a token response: of a new profile, or the chosen one where it needs one."""
        view = self._chosen_view()
        self._ask(view.name if view is not None and view.state in _NEEDS_RESPONSE else "")

    @Slot()
    def paste_clipboard(self) -> None:
        """Ask the same with the clipboard's text filled in: a person pressed its key."""
        view = self._chosen_view()
        name = view.name if view is not None and view.state in _NEEDS_RESPONSE else ""
        self._ask(name, QGuiApplication.clipboard().text())

    def sign_in(self) -> None:
        """Sign in to the chosen profile; while it is locked its page says what comes first."""
        view = self._chosen_view()
        if view is None or self._source.gate.is_locked:
            return
        # Dialogs are imported where they open: most windows are only looked at.
        from tokentray.desktop.sign_in_dialog import SignInDialog, Whom

        whom = Whom(view.id, view.name)
        dialog = SignInDialog(self._accounts, whom, self._source.now, self._looks.theme, self)
        self._sign_ins.append(dialog)
        dialog.finished.connect(lambda _result: self._sign_ins.remove(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def add_profile(self) -> None:
        """Ask where its tokens come from, and go on with signing in where that is wanted."""
        from tokentray.desktop.add_dialog import Prefill

        self._add(Prefill(names=self._names()))

    def replace_response(self) -> None:
        """Ask for a new token response of the chosen profile."""
        view = self._chosen_view()
        self._ask("" if view is None else view.name)

    def show_tab(self, number: int) -> None:
        """Choose a tab of the profile, by its number from the left."""
        self._detail.show_tab(number)

    def find_profile(self, words: str = "") -> None:
        """Look for a profile in the list."""
        self._list.focus_filter(words)

    def show_history(self, profile_id: str) -> None:
        """Choose a profile, and what happened to it."""
        self._list.choose(profile_id)
        self._detail.show_history()

    def say(self, text: str) -> None:
        """Say something on top of the window, until something else is said."""
        self._note = text
        self._show_strip()

    def say_tray_lacks(self, lacks: bool, advice: str = "") -> None:
        """Say, or no longer say, that no panel shows the icon, so that Quit is here.

        `advice` tells what shows icons on this desktop.
        """
        self._lacks_tray, self._advice = lacks, advice
        self._show_strip()

    @Slot(str, str)
    def say_copied(self, profile_id: str, text: str) -> None:
        """Say how a copy went, where its profile is the one that is shown."""
        if profile_id == self._list.chosen:
            self._detail.say_copied(text)

    def show_all(self) -> None:
        """Show what the engine knows now."""
        self._is_stale = False
        views = self._views()
        self._list.setVisible(bool(views))
        self._list.show_views(views, self._waits())
        self._show_strip()
        self._show_chosen()
        if self.isVisible() and self.focusWidget() is None:
            self._focus()

    @Slot(object)
    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self.setStyleSheet(style_sheet(theme) if self._looks.is_own else "")
        for part in (self._list, self._detail, self._empty, self._strip):
            part.wear(theme)
        self._make_room(theme.fonts.body)
        self.update()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cover_sign_ins()
        if self._is_stale:
            self.show_all()
        else:
            self._show_chosen()
        self._focus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_stale = True
        self._second.stop()
        self._seen = None
        self._remember()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and not self.isMinimized():
            self.show_all()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._see()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Set the list apart by its ground and a thin line."""
        if self.windowIcon().isNull():
            # It takes as long to draw as the list: the window is seen first.
            QTimer.singleShot(0, self, self.wear_icon)
        if not self._list.isVisible():
            return
        painter = QPainter(self)
        theme = self._looks.theme
        left = self._list.geometry()
        painter.fillRect(left, QColor(theme.card))
        edge = left.right() + 1 if not self.isRightToLeft() else left.left() - 1
        painter.fillRect(edge, 0, 1, self.height(), QColor(theme.line))

    # Slots

    @Slot()
    def wear_icon(self) -> None:
        """Show the application's icon in the frame, and in lists of windows."""
        self.setWindowIcon(application_icon())

    @Slot()
    def on_source_changed(self) -> None:
        """A closed window shows all when it opens, and costs nothing until then."""
        if self.isVisible():
            self.show_all()
        else:
            self._is_stale = True

    @Slot(str)
    def on_source_profile_changed(self, profile_id: str) -> None:
        """Show one profile anew: of a thousand, each changes by itself."""
        view = self._view(profile_id) if self.isVisible() else None
        if view is None or not self._list.show_view(view, self._waits()):
            self.on_source_changed()
            return
        self._show_strip()
        if profile_id == self._list.chosen:
            self._show_chosen()

    @Slot(str)
    def on_list_profile_chosen(self, _profile_id: str) -> None:
        self._show_chosen()

    @Slot()
    def on_second_timeout(self) -> None:
        now = self._source.now()
        self._list.touch()
        self._detail.touch(now)
        self._plan_second()

    @Slot(str)
    def on_step_requested(self, step: str) -> None:
        match step:
            case "import":
                self.replace_response()
            case "sign-in":
                self.sign_in()
            case "add":
                self.add_profile()
            case "unlock" | "open-lock" | "quit" | "resume":
                self._ask_program(step)
            case "retry":
                self._source.reload_locked()
            case "refresh":
                self.on_refresh_requested()
            case "history":
                self._detail.show_history()
            case "open-file":
                self._open_file()
            case "copy-command":
                QGuiApplication.clipboard().setText(MEMORY_COMMAND)

    def _ask_program(self, step: str) -> None:
        """Ask for what concerns the whole program."""
        if step == "unlock":
            self.unlock_requested.emit()
        elif step == "open-lock":
            self.lock_requested.emit(False)
        elif step == "resume":
            self.pause_requested.emit("", False)
        else:
            self.quit_requested.emit()

    @Slot()
    def on_gate_changed(self) -> None:
        """Hide what is in tokens, or show it again; what is pasted or compared goes too."""
        from tokentray.desktop.add_dialog import AddDialog
        from tokentray.desktop.compare_dialog import CompareDialog

        if self._source.gate.is_locked:
            for kind in (AddDialog, CompareDialog):
                for dialog in self.findChildren(kind):
                    dialog.reject()
        self._cover_sign_ins()
        self.show_all()
        self._focus()

    def _cover_sign_ins(self) -> None:
        """Let a sign-in go on unseen while it is locked; opened, nothing comes up by itself."""
        for dialog in self._sign_ins:
            if self._source.gate.is_locked:
                dialog.cover()
            elif self.isVisible():
                dialog.uncover()

    @Slot()
    def on_lock_activated(self) -> None:
        self.lock_requested.emit(True)

    @Slot(bool)
    def on_detail_pause_requested(self, paused: bool) -> None:
        if self._list.chosen:
            self.pause_requested.emit(self._list.chosen, paused)

    @Slot()
    def on_refresh_requested(self) -> None:
        if self._list.chosen:
            self.refresh_requested.emit(self._list.chosen)

    @Slot()
    def on_agreements_requested(self) -> None:
        if self._list.chosen:
            self.agreements_requested.emit(self._list.chosen)

    @Slot()
    def on_compare_requested(self) -> None:
        """Put the shown claims beside those of another token."""
        view = self._chosen_view()
        if view is None or view.snapshot is None or view.snapshot.claims is None:
            return
        from tokentray.desktop.compare_dialog import Compared, CompareDialog

        compared = Compared(view.name, view.snapshot.claims, self._source.previous(view.id))
        now = self._source.now()
        dialog = CompareDialog(compared, self._source.decode, now, self._looks.theme, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object)
    def on_copy_requested(self, form: Format) -> None:
        if self._list.chosen:
            self.copy_requested.emit(self._list.chosen, form)

    @Slot(str)
    def on_list_copy_requested(self, profile_id: str) -> None:
        self.copy_requested.emit(profile_id, Format.BEARER)

    @Slot(QPoint)
    def on_list_menu_requested(self, place: QPoint) -> None:
        view = self._chosen_view()
        if view is None:
            return
        is_shut = self._source.gate.is_locked
        offer = Offer(view, self._list.order, self._source.now(), is_shut)
        menu = ProfileMenu(offer, self)
        menu.copy_requested.connect(self.on_copy_requested)
        menu.pause_requested.connect(self.on_detail_pause_requested)
        menu.step_requested.connect(self.on_menu_step_requested)
        menu.order_chosen.connect(self.on_list_order_chosen)
        menu.popup(place)

    @Slot(str)
    def on_menu_step_requested(self, step: str) -> None:
        match step:
            case "pin":
                self.on_pin_activated()
            case "sign-out":
                self.on_sign_out_requested()
            case "remove":
                self.on_remove_requested()
            case _:
                self.on_step_requested(step)

    @Slot(object)
    def on_list_order_chosen(self, order: Order) -> None:
        self._list.show_order(order)
        self._remember()

    @Slot()
    def on_pin_activated(self) -> None:
        """Pin the chosen profile, or let it go among the others again."""
        view = self._chosen_view()
        if view is not None:
            self._accounts.edit(view.id, {"pinned": not view.profile.pinned}, self._on_edited)

    @Slot()
    def on_find_activated(self) -> None:
        """Look for what is where the keyboard is: a claim on the right, else a profile."""
        in_detail = any(part.hasFocus() for part in self._detail.findChildren(QWidget))
        if in_detail or len(self._source.views()) < 2:
            self._detail.focus_search()
        else:
            self._list.focus_filter()

    @Slot()
    def on_sign_out_requested(self) -> None:
        from tokentray.desktop.dialogs import confirm_sign_out

        view = self._chosen_view()
        if view is not None and confirm_sign_out(view.name, self):
            self._accounts.sign_out(view.id, self._on_signed_out)

    def _on_signed_out(self, answer: Report | TokenTrayError) -> None:
        error = answer if isinstance(answer, TokenTrayError) else answer.error
        if error is not None:
            self.say(reason(error))
        elif isinstance(answer, Report):
            self.say(" ".join(sentence(one) for one in answer.sentences))

    @Slot()
    def on_remove_requested(self) -> None:
        from tokentray.desktop.dialogs import confirm_removal

        view = self._chosen_view()
        if view is not None and confirm_removal(view.name, self):
            self._source.remove(view.id, self._on_removed)

    # Parts

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._strip_place.addWidget(self._strip)
        right.addLayout(self._strip_place)
        right.addWidget(self._stack, 1)
        body = QWidget()
        self.setCentralWidget(body)
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self._list)
        layout.addLayout(right, 1)

    def _make_room(self, font: QFont) -> None:
        """Be as large as the type asks for, and the screen allows."""
        if font == self._roomy_for:
            return
        self._roomy_for = font
        self._list.ensurePolished()
        self._fit_list()
        self.setMinimumSize(on_screen(QSize(*(roomy(side, font) for side in _SMALLEST))))
        self.resize(on_screen(QSize(*(roomy(side, font) for side in _SIZE))))

    def _fit_list(self) -> None:
        """Leave the room to the profile where the window is narrow."""
        font = self._roomy_for or self.font()
        is_narrow = self.width() < roomy(_NARROW, font)
        self._list.be_narrow(is_narrow)
        wanted = self._list.minimumSizeHint().width()
        width = roomy(_NARROW_LIST_WIDTH if is_narrow else _LIST_WIDTH, font)
        self._list.setFixedWidth(max(width, wanted))

    def _connect(self) -> None:
        source = self._source
        source.profile_changed.connect(self.on_source_profile_changed)
        source.profiles_changed.connect(self.on_source_changed)
        source.store_changed.connect(self.on_source_changed)
        source.problem_changed.connect(self.on_source_changed)
        source.gate.changed.connect(self.on_gate_changed)
        self._looks.theme_changed.connect(self.wear)
        self._list.profile_chosen.connect(self.on_list_profile_chosen)
        self._list.copy_requested.connect(self.on_list_copy_requested)
        self._list.add_requested.connect(self.add_profile)
        self._list.import_requested.connect(self.paste_response)
        self._list.menu_requested.connect(self.on_list_menu_requested)
        self._list.order_chosen.connect(self.on_list_order_chosen)
        self._list.settings_requested.connect(self.settings_requested)
        self._detail.copy_requested.connect(self.on_copy_requested)
        self._detail.refresh_requested.connect(self.on_refresh_requested)
        self._detail.agreements_requested.connect(self.on_agreements_requested)
        self._detail.sign_out_requested.connect(self.on_sign_out_requested)
        self._detail.remove_requested.connect(self.on_remove_requested)
        self._detail.pause_requested.connect(self.on_detail_pause_requested)
        self._detail.compare_requested.connect(self.on_compare_requested)
        for part in (self._detail, self._empty, self._strip):
            part.step_requested.connect(self.on_step_requested)
        for keys, slot in (
            (QKeySequence.StandardKey.Refresh, self.on_refresh_requested),
            (QKeySequence.StandardKey.Paste, self.paste_clipboard),
            (QKeySequence.StandardKey.Find, self.on_find_activated),
            ("Ctrl+Shift+F", self._detail.focus_search),
            (PIN_KEYS, self.on_pin_activated),
            (QKeySequence.StandardKey.Close, self.close),
            (QKeySequence.StandardKey.Quit, self.quit_requested),
            ("Ctrl+,", self.settings_requested),
            ("Ctrl+L", self.on_lock_activated),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    def _chosen_view(self) -> ProfileView | None:
        return self._view(self._list.chosen)

    def _view(self, profile_id: str) -> ProfileView | None:
        view = self._source.view(profile_id)
        return None if view is None else self._as_shown((view,))[0]

    def _views(self) -> tuple[ProfileView, ...]:
        return self._as_shown(self._source.views())

    def _as_shown(self, views: Sequence[ProfileView]) -> tuple[ProfileView, ...]:
        return as_shown(views, paused=self._source.paused, error=self._source.store_error)

    def _show_chosen(self) -> None:
        view, now = self._chosen_view(), self._source.now()
        page = self._page(view)
        if self._source.gate.is_locked:
            self._detail.forget()
        if page is not None or view is None:
            self._empty.show_page(page or no_profile())
            self._stack.setCurrentWidget(self._empty)
        else:
            if self.isVisible():
                self._source.look_at(view.id)
            message = message_for(view, now, self._source.store_error)
            news = self._news_of(view)
            if message is None and news is not None:
                message = news_message(news, now)
            self._detail.show_view(view, now, message)
            self._stack.setCurrentWidget(self._detail)
        self._plan_second()
        self._see()

    def _news_of(self, view: ProfileView) -> News | None:
        """Return what a refresh changed; it is said for as long as that profile is shown."""
        if view.news is not None or self._seen is None:
            return view.news
        return self._seen[1] if self._seen[0] == view.id else None

    def _see(self) -> None:
        """Take the mark off the shown profile once a person has this window before them."""
        view = self._chosen_view()
        if self._seen is not None and (view is None or view.id != self._seen[0]):
            self._seen = None
        if view is None or view.news is None or self._stack.currentWidget() is not self._detail:
            return
        if self.isVisible() and self.isActiveWindow():
            self._seen = view.id, view.news
            self._source.see(view.id)

    def _page(self, view: ProfileView | None) -> Page | None:
        """Choose the empty state; None where there is a token to show."""
        error, file_problem = self._source.store_error, self._source.file_problem
        if self._source.gate.is_locked:
            return locked_program()
        if view is None:
            if file_problem is not None:
                return broken_file(file_problem)
            return None if error is None else _store_page(error)
        if view.state is State.LOCKED:
            return locked_keyring() if error is None else _store_page(error)
        if view.snapshot is None:
            if self._source.is_loading:
                return reading()
            return signed_out(view.name) if view.profile.can_sign_in else no_token(view.name)
        return None

    def _waits(self) -> str:
        """Say what profiles without tokens wait for; nothing where they hold none."""
        error = self._source.store_error
        if error is not None and error.code == "vault-missing":
            return _tr("no keyring")
        return _tr("reading the keyring…") if self._source.is_loading else ""

    def _show_strip(self) -> None:
        """Say what concerns all profiles; the worst first."""
        file_problem, problems = self._source.file_problem, self._source.problems()
        message = None
        if self._source.unsaved:
            names = ", ".join(self._source.unsaved)
            text = _tr("The keyring has not taken the new tokens of {names} yet. Trying again.")
            message = Message(text.format(names=names), Tone.TROUBLE)
        elif file_problem is not None and self._source.views():
            message = _file_message(file_problem)
        elif problems and file_problem is None:
            message = _file_message(next(iter(problems.values())), len(problems) - 1)
        elif self._note:
            message = Message(self._note)
        elif self._source.paused and self._source.views():
            text = _tr("Refreshing is paused: tokens end and are not renewed.")
            message = Message(text, Tone.WARNING, "resume", _tr("Resume"))
        elif self._lacks_tray:
            text = _tr(_NO_TRAY).format(advice=self._advice)
            message = Message(text, Tone.QUIET, "quit", _tr("&Quit TokenTray"))
        self._strip.show_message(message)
        self._strip_place.setContentsMargins(24, 0 if message is None else 16, 24, 0)

    def _plan_second(self) -> None:
        """Wake at the next full second of the countdown, while anybody can see it."""
        if not self.isVisible() or self.isMinimized():
            self._second.stop()
            return
        view, delay = self._detail.view, _FIRST_SECOND
        left = None if view is None else view.seconds_left(self._source.now())
        if left is not None:
            delay = math.ceil((left - math.floor(left)) * 1000) + 2
        self._second.start(max(20, delay))

    def _ask(self, name: str, text: str = "") -> None:
        from tokentray.desktop.add_dialog import Prefill
        from tokentray.desktop.adding.source_page import TokenSource

        self._add(Prefill(TokenSource.RESPONSE, name, text, self._names()))

    def _add(self, prefill: Prefill) -> None:
        from tokentray.desktop.add_dialog import AddDialog

        dialog = AddDialog.ask(self._accounts, self._looks.theme, prefill, self)
        if dialog.profile_id:
            self._list.choose(dialog.profile_id)
        if dialog.wants_sign_in:
            self.sign_in()

    def _names(self) -> tuple[str, ...]:
        return tuple(view.name for view in self._source.views())

    def _open_file(self) -> None:
        """Let the desktop open the profiles file where a person corrects it."""
        problems = (self._source.file_problem, *self._source.problems().values())
        path = next((str(one.arguments.get("path", "")) for one in problems if one), "")
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.say(_tr("No program here opens it: {path}").format(path=plain(path)))

    def _focus(self) -> None:
        """Give the keyboard to what a person most likely wants."""
        is_empty = self._stack.currentWidget() is self._empty
        if is_empty and (self._source.gate.is_locked or not self._source.views()):
            self._empty.focus_step()
        else:
            self._list.focus_list()

    def _on_edited(self, error: TokenTrayError | None) -> None:
        if error is not None:
            self.say(reason(error))

    def _on_removed(self, error: TokenTrayError | None) -> None:
        if error is not None:
            self.say(reason(error))

    def _restore(self) -> None:
        if self._settings is None:
            return
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            # Qt itself moves it onto a present screen.
            self.restoreGeometry(geometry)
        order = self._settings.value("window/order")
        if order in tuple(Order):
            self._list.show_order(Order(order))

    def _remember(self) -> None:
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
            self._settings.setValue("window/order", self._list.order.value)


def _store_page(error: VaultError) -> Page:
    if error.code == "vault-locked":
        return locked_keyring()
    if error.code == "vault-missing":
        return no_keyring()
    return silent_keyring(error)


def _file_message(error: ProfileError, others: int = 0) -> Message:
    """Say what is wrong in the profiles file, and how many more profiles are."""
    text = reason(error)
    if others:
        words = _tr("{problem} And %n more like it.", others)
        text = words.format(problem=text)
    return Message(text, Tone.WARNING, "open-file", _tr("Open the file"))
