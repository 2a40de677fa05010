"""The settings: each change applies when it is made, and an edit of the file shows at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QUrl, Signal, SignalInstance, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tokentray.agent.preferences import Autostart, Done
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.plain import plain
from tokentray.core.settings import Settings
from tokentray.core.view import ProfileView
from tokentray.desktop.empty_states import EmptyState, no_profile_to_set
from tokentray.desktop.forms import step_button
from tokentray.desktop.icons import application_icon
from tokentray.desktop.labels import reason, say, word_label
from tokentray.desktop.looks import Looks
from tokentray.desktop.message_strip import Message, MessageStrip, Tone
from tokentray.desktop.room import on_screen
from tokentray.desktop.setting_rows import ChoiceRow, SettingRow, Value
from tokentray.desktop.settings_pages import (
    AUTOSTART,
    PROFILE,
    PROFILE_KEYS,
    Page,
    copying_rows,
    general_rows,
    notice_rows,
    profile_rows,
    renew_note,
    storage_rows,
    store_note,
)
from tokentray.desktop.theme import Theme, style_sheet
from tokentray.desktop.words import Words, worded

_tr = Words("Settings")

_WIDE, _HIGH = 43, 37
"""In heights of a line: the window grows with its type."""

_SHARE = 0.95

Rows = Callable[[], Sequence[SettingRow]]


class Preferences(Protocol):
    """What is needed of the agent: what is set, and who writes it."""

    changed: SignalInstance

    @property
    def settings(self) -> Settings: ...
    @property
    def problem(self) -> InputError | None: ...
    @property
    def wrong(self) -> Mapping[str, str]: ...

    def set(self, key: str, value: Value, done: Done) -> None: ...
    def set_profile(self, profile_id: str, key: str, value: Value, done: Done) -> None: ...
    def autostart(
        self, enable: bool | None, done: Callable[[Autostart | TokenTrayError], None]
    ) -> None: ...


class Source(Protocol):
    """What is needed of the engine."""

    profiles_changed: SignalInstance

    @property
    def store_state(self) -> tuple[str, str]: ...
    def views(self) -> tuple[ProfileView, ...]: ...


class SettingsWindow(QDialog):
    """Tabs of rows; Escape closes it, and there is nothing to confirm.

    A page is made when it is first looked at: all of them at once would hold the program up.

    Signals:
        add_requested(): add a profile, as there is none.
    """

    add_requested = Signal()

    def __init__(
        self, preferences: Preferences, source: Source, looks: Looks, file: Path, page: int = 0
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._source = source
        self._looks = looks
        self._file = file
        self._is_over = False
        self.setWindowTitle(_tr("Settings of TokenTray"))
        self.setWindowIcon(application_icon())
        self._strip = MessageStrip()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("pages")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setUsesScrollButtons(True)
        self._rows: dict[str, SettingRow] = {}
        self._makers: list[tuple[Page, Rows]] = []
        self._nothing: EmptyState | None = None
        for title, rows in _pages():
            self._makers.append((Page(), rows))
            self._tabs.addTab(self._makers[-1][0], title)
        self._where = word_label("where")
        self._open = step_button("open-file", _tr("&Open the file"))
        self._close = step_button("close", _tr("Close"))
        self._arrange()
        self._connect()
        self.wear(looks.theme)
        self._tabs.setCurrentIndex(page)
        self.on_page_changed(page)
        self._tabs.currentChanged.connect(self.on_page_changed)
        self._tabs.tabBar().setFocus()
        self._fit()

    @property
    def page(self) -> int:
        """Which page is shown."""
        return self._tabs.currentIndex()

    @Slot(int)
    def on_page_changed(self, number: int) -> None:
        """Make the page where it is looked at for the first time."""
        page, make = self._makers[number]
        if page.is_filled:
            return
        rows = make()
        page.fill(rows)
        for row in rows:
            self._rows[row.key] = row
            row.wear(self._looks.theme)
            if row.key == PROFILE:
                row.changed.connect(self.on_profile_changed)
            else:
                row.changed.connect(partial(self._on_row_changed, row))
        self._put_before_foot(rows[-1].last_field)
        if AUTOSTART in self._rows:
            self._preferences.autostart(None, self._on_autostart)
        self.show_all()

    @Slot()
    def show_all(self) -> None:
        """Show what is set now; a value that is being written stays as the person left it."""
        settings, problem = self._preferences.settings, self._preferences.problem
        self._offer_profiles()
        for key, row in self._rows.items():
            if key in (AUTOSTART, PROFILE, *PROFILE_KEYS):
                continue
            row.set_enabled(problem is None)
            if not row.waits:
                row.show_value(_value_of(settings, key))
                row.say_wrong(self._wrong(key))
        self._show_profile()
        self._say_store()
        message = None
        if problem is not None:
            button = _tr("Open the file")
            message = Message(reason(problem), Tone.TROUBLE, "open-file", button)
        self._say(message)

    @Slot(object)
    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self.setStyleSheet(style_sheet(theme) if self._looks.is_own else "")
        self._strip.wear(theme)
        for row in self._rows.values():
            row.wear(theme)
        if self._nothing is not None:
            self._nothing.wear(theme)
        words = _tr("Kept in {folder}, as text that you may edit.")
        where = words.format(folder=plain(str(self._file.parent)))
        say(self._where, where.replace("/", "/\u200b"), theme.muted)

    def done(self, result: int) -> None:
        """Close; what is still being written goes on without anybody who looks."""
        self._is_over = True
        super().done(result)

    # What a person does

    @Slot()
    def open_file(self) -> None:
        """Let the desktop open the file where a person edits it, or its folder without one."""
        path = str(self._file if self._file.exists() else self._file.parent)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            text = _tr("No program here opens it: {path}").format(path=plain(path))
            self._say(Message(text, Tone.WARNING))

    def _on_row_changed(self, row: SettingRow, value: Value) -> None:
        row.waits += 1
        row.say_wrong("")
        done = partial(self._on_written, row)
        if row.key == AUTOSTART:
            self._preferences.autostart(bool(value), self._on_autostart_changed)
        elif row.key in PROFILE_KEYS:
            self._preferences.set_profile(self._chosen, row.key, value, done)
        else:
            self._preferences.set(row.key, value, done)
        self._say_what_it_means(row.key, value)

    @Slot(object)
    def on_profile_changed(self, _profile_id: object) -> None:
        for key in PROFILE_KEYS:
            self._rows[key].say_wrong("")
        self._show_profile()

    # What came of it

    def _on_written(self, row: SettingRow, error: TokenTrayError | None) -> None:
        row.waits -= 1
        if self._is_over:
            return
        self.show_all()
        if error is not None:
            row.say_wrong(reason(error))

    def _on_autostart_changed(self, answer: Autostart | TokenTrayError) -> None:
        self._rows[AUTOSTART].waits -= 1
        self._on_autostart(answer)

    def _on_autostart(self, answer: Autostart | TokenTrayError) -> None:
        row = self._rows[AUTOSTART]
        if self._is_over:
            return
        if isinstance(answer, TokenTrayError):
            row.say_wrong(reason(answer))
            self._preferences.autostart(None, self._on_looked_again)
            return
        if not row.waits:
            row.show_value(answer.found == "enabled")
        row.say_note(_autostart_note(answer))

    def _on_looked_again(self, answer: Autostart | TokenTrayError) -> None:
        """Show what there is after a change that was refused; the refusal stays said."""
        if self._is_over or self._rows[AUTOSTART].waits:
            return
        if isinstance(answer, Autostart):
            self._rows[AUTOSTART].show_value(answer.found == "enabled")

    # Parts

    @property
    def _chosen(self) -> str:
        row = self._rows.get(PROFILE)
        return str(row.value or "") if isinstance(row, ChoiceRow) else ""

    def _offer_profiles(self) -> None:
        """Offer the profiles that there are; none is no reason to hide what can be set."""
        views = self._source.views()
        default, of = self._rows.get("default_profile"), self._rows.get(PROFILE)
        if isinstance(default, ChoiceRow):
            names = [(view.name, view.name) for view in views]
            default.offer([("", _tr("The first pinned profile")), *names])
        if isinstance(of, ChoiceRow):
            of.offer([(view.id, view.name) for view in views])
            page = next(page for page, _ in self._makers if page.isAncestorOf(of.field))
            self._show_nothing(page, is_empty=not views)

    def _show_nothing(self, page: Page, *, is_empty: bool) -> None:
        """Say on the profiles' page that there is none, and what comes first."""
        if is_empty and self._nothing is None:
            self._nothing = EmptyState()
            self._nothing.wear(self._looks.theme)
            self._nothing.show_page(no_profile_to_set())
            self._nothing.step_requested.connect(self.add_requested)
            page.add_instead(self._nothing)
            buttons = self._nothing.findChildren(QPushButton)
            self._put_before_foot(self._rows[PROFILE_KEYS[-1]].last_field, *buttons)
        page.show_instead(is_empty)

    def _put_before_foot(self, *fields: QWidget) -> None:
        """Lead Tab through these to the foot: what is made last would come last."""
        for before, after in pairwise((*fields, self._open, self._close)):
            self.setTabOrder(before, after)

    def _show_profile(self) -> None:
        view = next((one for one in self._source.views() if one.id == self._chosen), None)
        if view is None:
            return
        for key in PROFILE_KEYS:
            row = self._rows[key]
            if not row.waits:
                row.show_value(getattr(view.profile, key))
        self._say_what_it_means("renew", view.profile.renew.value)

    def _say_what_it_means(self, key: str, value: Value) -> None:
        if key == "renew":
            self._rows[key].say_note(renew_note(value))
        elif key == "store":
            self._rows[key].say_note(store_note(value, self._source.store_state[0]))

    def _say_store(self) -> None:
        if "store" in self._rows and not self._rows["store"].waits:
            self._say_what_it_means("store", str(self._preferences.settings.store))

    def _wrong(self, key: str) -> str:
        what = self._preferences.wrong.get(key, "")
        words = _tr("In the file it {what}. What is shown here holds.")
        return words.format(what=worded(what)) if what else ""

    def _say(self, message: Message | None) -> None:
        self._strip.show_message(message)
        self._strip_place.setContentsMargins(0, 0, 0, 0 if message is None else 16)

    def _arrange(self) -> None:
        self._strip_place = QHBoxLayout()
        self._strip_place.addWidget(self._strip)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 16, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self._where, 1)
        foot.addWidget(self._open, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._close, 0, Qt.AlignmentFlag.AlignBottom)
        for button in (self._open, self._close):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setSpacing(0)
        layout.addLayout(self._strip_place)
        layout.addWidget(self._tabs, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._preferences.changed.connect(self.show_all)
        self._source.profiles_changed.connect(self.show_all)
        self._looks.theme_changed.connect(self.wear)
        self._strip.step_requested.connect(self.open_file)
        self._open.clicked.connect(self.open_file)
        self._close.clicked.connect(self.reject)

    def _fit(self) -> None:
        """As large as its type asks for, and never larger than the screen."""
        line = self.fontMetrics().height()
        size = self.screen().availableSize() * _SHARE
        self.resize(on_screen(size.boundedTo(QSize(_WIDE * line, _HIGH * line))))


def _pages() -> Sequence[tuple[str, Rows]]:
    return (
        (_tr("General"), general_rows),
        (_tr("Copying"), copying_rows),
        (_tr("Notices"), notice_rows),
        (_tr("Profiles"), profile_rows),
        (_tr("Storage"), storage_rows),
    )


def _value_of(settings: Settings, key: str) -> Value:
    table, _, inner = key.rpartition(".")
    value: Value = getattr(settings.notify if table else settings, inner)
    return str(value) if isinstance(value, str) else value


def _autostart_note(found: Autostart) -> str:
    """Say what starts with the session, where that is not simply this program or nothing."""
    place = plain(found.place)
    if found.found == "other":
        words = _tr(
            "Something else starts there now: {command} (in {place}). Switch it on to start "
            "this program."
        )
        return words.format(command=plain(found.command), place=place)
    if found.found == "disabled":
        return _tr("It is switched off in {place}.").format(place=place)
    return ""
