"""Everything on the desk behind the icon: menu, window, clipboard and notifications, connected."""

from __future__ import annotations

import logging
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtGui import QCursor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from tokentray.agent.requests import DeskActions
from tokentray.agent.signals import QuitSignals
from tokentray.core.errors import TokenTrayError
from tokentray.core.handout import Format
from tokentray.desktop.announcements import CHANGED_SLOT, announce_kept, announce_refusal
from tokentray.desktop.bubbles import Action, Bubble
from tokentray.desktop.clipboard import Clipboard
from tokentray.desktop.copying import Copying
from tokentray.desktop.icons import panel_colours
from tokentray.desktop.language import Language
from tokentray.desktop.menu import TrayMenu
from tokentray.desktop.notice_board import NoticeBoard
from tokentray.desktop.notifier import Channel, Notifier, TrayChannel
from tokentray.desktop.overview import default_profile
from tokentray.desktop.panel_watch import PanelWatch
from tokentray.desktop.platform.witness import Witness, kind_of
from tokentray.desktop.presenter import Presenter
from tokentray.desktop.questions import Questions
from tokentray.desktop.ring import ring_image
from tokentray.desktop.settings_keeper import SettingsKeeper
from tokentray.desktop.steps import face_of
from tokentray.desktop.tray_watch import TrayWatch
from tokentray.desktop.turns import loading
from tokentray.desktop.window_keeper import WindowKeeper
from tokentray.desktop.words import Words

if TYPE_CHECKING:
    from tokentray.agent.assemble import Agent
    from tokentray.core.settings import Settings, ThemeChoice
    from tokentray.desktop.app import Options
    from tokentray.desktop.menu_notices import MenuNotice
    from tokentray.desktop.platform.freedesktop import ImageData
    from tokentray.desktop.settings_window import SettingsWindow
    from tokentray.desktop.theme import Appearance
    from tokentray.desktop.tray import Tray
    from tokentray.desktop.window import MainWindow

_tr = Words("Notices")

_log = logging.getLogger(__name__)

TRAY_GRACE_MS = 6000
"""At sign-in the panel may start after us: a window too early would be in the way."""

_PICTURE_SIDE = 48

_LOADED = (
    "tokentray.desktop.theme",
    "tokentray.desktop.profile_list",
    "tokentray.desktop.claims_view",
    "tokentray.desktop.detail",
    "tokentray.desktop.empty_states",
    "tokentray.desktop.window",
)
"""What the window is made of: most sessions never open it, and all at once would hold it up."""


class Desk(QObject):
    """Makes the parts and connects them; none of them knows another."""

    def __init__(
        self, application: QApplication, tray: Tray, agent: Agent, options: Options
    ) -> None:
        super().__init__(application)
        self._application = application
        self._agent = agent
        self._engine = agent.engine
        self._options = options
        self._tray = tray
        self._ended = False
        self._was_kept = False
        self._language = Language(application)
        self._language.speak(self._engine.settings.language)
        self._menu = TrayMenu(self._engine.now)
        self._watch = TrayWatch(self)
        self._panel = PanelWatch(application, tray, self._theme_choice, os.environ, self)
        self._notifier = Notifier(self._new_channel, self)
        self._board = NoticeBoard(self._engine, self._notifier, self)
        self._presenter = Presenter(self._engine, tray, self._menu, self._board, self)
        self._windows = WindowKeeper(
            self._new_window,
            self._watch.is_present,
            self,
            before=(*loading(*_LOADED), self._looks),
        )
        self._clipboard = Clipboard(
            QGuiApplication.clipboard(), self._engine.now, self._new_witness, self
        )
        self._copying = Copying(self._engine, self._clipboard, self)
        self._appearance: Appearance | None = None
        self._settings = SettingsKeeper(self._new_settings, self)
        self._questions = Questions(agent.parts.confirming, self._looks, self)
        self._signals = QuitSignals(self)
        self._signals.quit_requested.connect(self.quit)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.timeout.connect(self.on_grace_timeout)
        tray.set_menu(self._menu)
        self._connect_tray()
        self._connect_menu()
        self._connect_engine()

    def start(self) -> None:
        """Begin: look for a panel, show what is known, open the window where it is wanted."""
        self._serve_programs()
        self._agent.start()
        self._watch.start()
        self._presenter.present()
        self.on_preferences_changed()
        wanted = self._options.show_window or self._has_nothing()
        if wanted and not self._engine.settings.start_hidden:
            self._windows.open()
        QTimer.singleShot(0, self._agent, self._agent.keep_log)

    @property
    def copying(self) -> Copying:
        """What copies, for the agent's server too."""
        return self._copying

    # Connections

    def _serve_programs(self) -> None:
        """Let programs that ask over the socket use what only a desktop has."""
        self._agent.requests.quit_program = self.quit
        self._agent.requests.desk = DeskActions(
            copy=self._copying.copy,
            raise_window=self.open_window,
            has_tray=self._watch.is_present,
        )

    def _connect_tray(self) -> None:
        self._tray.open_requested.connect(self._windows.open)
        self._tray.copy_requested.connect(self.copy_default)
        self._tray.menu_requested.connect(self.show_menu)
        self._watch.recreate_wanted.connect(self._tray.recreate)
        self._watch.presence_changed.connect(self.on_watch_presence_changed)
        self._watch.export_changed.connect(self._menu.set_exported)
        self._windows.kept.connect(self.on_windows_kept)

    def _connect_menu(self) -> None:
        menu = self._menu
        menu.copy_requested.connect(self._copying.copy)
        menu.refresh_requested.connect(self.refresh)
        menu.sign_in_requested.connect(self.sign_in)
        menu.claims_requested.connect(self.show_claims)
        menu.open_requested.connect(self.open_window)
        menu.find_requested.connect(self.find)
        menu.import_requested.connect(self.paste)
        menu.pause_requested.connect(self.pause)
        menu.unlock_requested.connect(self.unlock)
        menu.lock_requested.connect(self.lock)
        menu.profile_pause_requested.connect(self.pause_profile)
        menu.notice_chosen.connect(self.on_menu_notice_chosen)
        menu.settings_requested.connect(self._settings.open)
        menu.quit_requested.connect(self.quit)

    def _connect_engine(self) -> None:
        self._engine.profiles_changed.connect(self.on_engine_profiles_changed)
        self._engine.settings_changed.connect(self.on_engine_settings_changed)
        self._engine.gate.changed.connect(self.on_gate_changed)
        self._agent.left_alone.connect(self._clipboard.clear)
        self._agent.preferences.changed.connect(self.on_preferences_changed)
        self._copying.announced.connect(self._notifier.show)
        self._notifier.undelivered.connect(self._presenter.mirror)
        self._notifier.activated.connect(self.on_notifier_activated)
        self._notifier.dismissed.connect(self.on_notifier_dismissed)

    # What a person asks for

    @Slot()
    def open_window(self) -> None:
        """Show the window and bring it to the front."""
        self._windows.open(self._tray.place)

    @Slot()
    def find(self) -> None:
        """Open the window where a profile is looked for."""
        self._windows.open(self._tray.place, lambda window: window.find_profile())

    @Slot()
    def show_menu(self) -> None:
        """Show the menu at the pointer: the panel that asks for it draws none."""
        self._menu.popup(QCursor.pos())

    @Slot()
    def copy_default(self) -> None:
        """Copy what a middle click means; without such a profile open the window."""
        settings = self._engine.settings
        view = default_profile(self._engine.views(), settings.default_profile)
        if view is None:
            self.open_window()
        else:
            self._copying.copy(view.id, Format(settings.copy_format))

    @Slot(str)
    def refresh(self, profile_id: str) -> None:
        """Refresh now: a person asked, so no back-off is waited for."""
        view = self._engine.view(profile_id)
        name = view.name if view is not None else ""
        self._engine.refresh(profile_id, force=True, done=partial(self._on_refreshed, name))

    def _on_refreshed(self, name: str, error: TokenTrayError | None) -> None:
        if error is not None:
            title = _tr("{name} was not refreshed").format(name=name)
            self._notifier.show(announce_refusal(title, error))

    @Slot(str)
    def show_claims(self, profile_id: str) -> None:
        """Open the window at the claims of a profile."""
        self._windows.open(self._tray.place, lambda window: window.show_profile(profile_id))

    @Slot(str)
    def show_history(self, profile_id: str) -> None:
        """Open the window at what happened to a profile."""
        self._windows.open(self._tray.place, lambda window: window.show_history(profile_id))

    @Slot(str)
    def sign_in(self, profile_id: str) -> None:
        """Open the window where a person signs in to a profile."""
        self.show_claims(profile_id)
        self._windows.open(self._tray.place, lambda window: window.sign_in())

    @Slot(str)
    def show_agreements(self, profile_id: str) -> None:
        """Show which programs may have a profile's token unasked."""
        view = self._engine.view(profile_id)
        if view is not None:
            self._questions.show_agreements(profile_id, view.name, self._windows.window)

    @Slot()
    def add(self) -> None:
        """Open the window where a profile is added."""
        self._windows.open(self._tray.place, lambda window: window.add_profile())

    @Slot()
    def paste(self) -> None:
        """Open the window where a token response is pasted."""
        self._windows.open(self._tray.place, lambda window: window.paste_response())

    @Slot(bool)
    def pause(self, paused: bool) -> None:
        """Stop refreshing, or go on with it."""
        if paused:
            self._engine.pause()
        else:
            self._engine.resume()
        self._presenter.present_soon()

    @Slot(str, bool)
    def pause_profile(self, profile_id: str, paused: bool) -> None:
        """Stop refreshing one profile, or go on with it; an empty id means all.

        While all is paused, to go on with one means to go on with all.
        """
        if not profile_id or (self._engine.paused and not paused):
            self.pause(paused)
        elif paused:
            self._engine.pause(profile_id)
        else:
            self._engine.resume(profile_id)

    @Slot(bool)
    def lock(self, locked: bool) -> None:
        """Hand nothing out and hide what is in tokens, or no longer."""
        try:
            if locked:
                self._engine.gate.lock()
            else:
                self._engine.gate.unlock()
        except TokenTrayError as error:
            title = _tr("TokenTray stays locked")
            if locked:
                title = _tr("Locked until the next start only")
            self._notifier.show(announce_refusal(title, error))

    @Slot()
    def on_gate_changed(self) -> None:
        """What was copied goes at once."""
        if self._engine.gate.is_locked:
            self._clipboard.clear()

    @Slot()
    def unlock(self) -> None:
        """Let the keyring ask for its password: a person wants it."""
        self._engine.unlock(self._on_unlocked)

    def _on_unlocked(self, error: TokenTrayError | None) -> None:
        if error is not None:
            self._notifier.show(announce_refusal(_tr("The keyring stays locked"), error))

    @Slot()
    def quit(self) -> None:
        """End the program once no answer of a server can be lost by it."""
        self._hush()
        self._windows.close()
        # Not quit(): it asks every window, and one that refuses to close would stop it.
        self._agent.close(self._application.exit)

    def end(self) -> None:
        """Take back what is on the clipboard, and the icon."""
        self._hush()
        self._windows.close()

    def _hush(self) -> None:
        if self._ended:
            return
        self._ended = True
        self._questions.close()
        self._settings.close()
        self._clipboard.close()
        self._notifier.close()
        self._tray.hide()

    # What happens

    @Slot(object)
    def on_engine_settings_changed(self, settings: Settings) -> None:
        if self._appearance is not None:
            self._appearance.choose(settings.theme)
        if self._language.speak(settings.language):
            self._menu.retranslate()
            self._presenter.present()
            self._windows.renew()
            QTimer.singleShot(0, self._settings, self._settings.renew)

    @Slot()
    def on_preferences_changed(self) -> None:
        """A settings.toml that nobody can read is said where it is seen."""
        if self._agent.preferences.problem is not None:
            text = _tr("settings.toml cannot be read: see the settings")
            self._presenter.mirror(Bubble("settings", text))

    @Slot()
    def on_engine_profiles_changed(self) -> None:
        if self._has_nothing() and not self._windows.is_shown:
            self._windows.open()

    @Slot(object, object)
    def on_notifier_activated(self, bubble: Bubble, action: Action) -> None:
        if action is Action.REFRESH:
            self.refresh(bubble.profile_id)
        elif action is Action.COPY:
            self._copying.copy(bubble.profile_id)
        elif action is Action.SIGN_IN:
            self.sign_in(bubble.profile_id)
        elif action is Action.SNOOZE:
            self._board.snooze(bubble.concerns)
        elif bubble.profile_id and bubble.slot == CHANGED_SLOT:
            self.show_history(bubble.profile_id)
        elif bubble.concerns or bubble.profile_id:
            self.show_claims((*bubble.concerns, bubble.profile_id)[0])
        else:
            self.open_window()
        self._board.see(bubble.concerns)

    @Slot(object)
    def on_notifier_dismissed(self, bubble: Bubble) -> None:
        self._board.see(bubble.concerns)

    @Slot(object)
    def on_menu_notice_chosen(self, notice: MenuNotice) -> None:
        self.show_claims(notice.profile_ids[0])
        self._board.see(notice.profile_ids)

    @Slot(bool)
    def on_watch_presence_changed(self, present: bool) -> None:
        if present:
            self._grace.stop()
            if self._windows.window is not None:
                self._tell_of_tray(self._windows.window)
        else:
            self._grace.start(TRAY_GRACE_MS)

    @Slot()
    def on_grace_timeout(self) -> None:
        """There is no tray: without a window nobody could reach the program."""
        if not self._windows.is_shown:
            self._windows.open(then=self._tell_of_tray)
        elif self._windows.window is not None:
            self._tell_of_tray(self._windows.window)

    @Slot()
    def on_windows_kept(self) -> None:
        """Say once where the program is: a minimised window may be hard to find again."""
        if self._windows.window is not None:
            self._tell_of_tray(self._windows.window)
        if not self._was_kept:
            self._was_kept = True
            self._notifier.show(announce_kept())

    def on_trouble(self) -> None:
        """Something unexpected happened, and the program goes on."""
        text = _tr("Something unexpected happened")
        self._presenter.mirror(Bubble("trouble", text, _tr("The log file holds the details.")))

    # Makers

    def _new_window(self) -> MainWindow:
        from tokentray.desktop.window import MainWindow

        window = MainWindow(
            self._engine,
            self._agent.signing,
            self._looks(),
            self._window_settings(),
            self._agent.chronicle,
        )
        window.copy_requested.connect(self._copying.copy)
        window.refresh_requested.connect(self.refresh)
        window.agreements_requested.connect(self.show_agreements)
        window.unlock_requested.connect(self.unlock)
        window.lock_requested.connect(self.lock)
        window.pause_requested.connect(self.pause_profile)
        window.settings_requested.connect(self._settings.open)
        window.quit_requested.connect(self.quit)
        self._copying.copied.connect(window.say_copied)
        return window

    def _theme_choice(self) -> ThemeChoice:
        return self._engine.settings.theme

    def _new_settings(self, page: int) -> SettingsWindow:
        from tokentray.desktop.settings_window import SettingsWindow

        file = self._agent.folders.settings_file
        window = SettingsWindow(self._agent.preferences, self._engine, self._looks(), file, page)
        window.add_requested.connect(self.add)
        return window

    def _looks(self) -> Appearance:
        """What windows and dialogs look like; made with the first of them."""
        from tokentray.desktop.theme import Appearance

        if self._appearance is None:
            self._appearance = Appearance(self._application, self._engine.settings.theme)
        return self._appearance

    def _window_settings(self) -> QSettings:
        """Where the window remembers its place; nothing else is in it."""
        path = str(self._agent.folders.state / "window.ini")
        return QSettings(path, QSettings.Format.IniFormat)

    def _new_witness(self, text: str, deadline: float) -> Witness | None:
        kind = kind_of(QGuiApplication.platformName())
        return None if kind is None else Witness(kind, text, deadline)

    def _new_channel(self) -> Channel:
        if sys.platform != "linux":
            return TrayChannel(self._tray.show_message, self)
        # jeepney costs 7 ms and 2 MB; many sessions never need it.
        from tokentray.desktop.platform.freedesktop import FreedesktopChannel

        return FreedesktopChannel(self._picture, self)

    def _picture(self, bubble: Bubble) -> ImageData | None:
        """Draw the ring of the profile that a notification is about."""
        view = self._engine.view(bubble.profile_id)
        if view is None:
            return None
        face = face_of(view, self._engine.now())
        image = ring_image(_PICTURE_SIDE, face, panel_colours(None))
        image = image.convertToFormat(QImage.Format.Format_RGBA8888)
        pixels = bytes(image.constBits())
        return (*(image.width(), image.height(), image.bytesPerLine()), True, 8, 4, pixels)

    def _has_nothing(self) -> bool:
        return self._engine.has_nothing

    def _tell_of_tray(self, window: MainWindow) -> None:
        """Let the window say that no panel shows the icon, or no longer say it."""
        if self._watch.is_present():
            window.say_tray_lacks(False)
            return
        # Most sessions have a tray.
        from tokentray.desktop.tray_advice import tray_advice

        window.say_tray_lacks(True, tray_advice(os.environ.get("XDG_CURRENT_DESKTOP", "")))
