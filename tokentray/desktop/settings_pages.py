"""What can be set, page by page: labels, notes, and the keys of settings.toml behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSpacerItem,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from tokentray.core.handout import Format
from tokentray.core.profile import Renew
from tokentray.core.settings import Store, ThemeChoice
from tokentray.desktop.room import roomy
from tokentray.desktop.setting_rows import (
    CheckRow,
    ChoiceRow,
    DaysRow,
    HoursRow,
    SettingRow,
    SpanRow,
    Value,
)
from tokentray.desktop.viewports import set_viewport
from tokentray.desktop.words import Words

_tr = Words("Settings")

AUTOSTART = "autostart"
PROFILE = "profile"
"""Rows that are no keys of settings.toml: the start with the session, and whose keys are shown."""

PROFILE_KEYS = ("renew", "warn_before", "pinned")

_LABEL_WIDTH, _FIELD_WIDTH = 132, 240
_BETWEEN = 10
"""More room where rows of another kind begin."""


class _Lines(QWidget):
    """What scrolls: as high as its words need beside the scroll bar.

    Qt measures it without one where the area has a frame of its style sheet, and the last line of
    some notes had half of its height.
    """

    def heightForWidth(self, width: int) -> int:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return super().heightForWidth(width - bar)


class Page(QScrollArea):
    """Rows below each other, labels and fields under each other; empty until it is filled."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._rows = QWidget()
        self._instead: QWidget | None = None
        inner = _Lines()
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(20, 20, 20, 20)
        self._layout.addWidget(self._rows)
        self._layout.addStretch()
        set_viewport(self, has_ground=False)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setAutoFillBackground(False)

    @property
    def is_filled(self) -> bool:
        """Whether its rows are there."""
        return self._rows.layout() is not None

    def fill(self, rows: Iterable[SettingRow]) -> None:
        """Take rows."""
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        # The same on every page: fields don't jump when another one is chosen.
        grid.setColumnMinimumWidth(0, roomy(_LABEL_WIDTH, self.font()))
        grid.setColumnMinimumWidth(1, roomy(_FIELD_WIDTH, self.font()))
        grid.setColumnStretch(2, 1)
        before: SettingRow | None = None
        for row in rows:
            if before is not None and before.is_labelled != row.is_labelled:
                grid.addItem(QSpacerItem(0, _BETWEEN), grid.rowCount(), 0)
            row.add_to(grid)
            before = row

    def add_instead(self, instead: QWidget) -> None:
        """Take something that may be shown in the place of the rows."""
        self._instead = instead
        self._layout.insertWidget(0, instead, 1)

    def show_instead(self, is_wanted: bool) -> None:
        """Show it, or the rows again."""
        if self._instead is not None:
            self._instead.setVisible(is_wanted)
        self._rows.setVisible(not is_wanted)


def general_rows() -> Sequence[SettingRow]:
    """How the program starts, looks and speaks."""
    return (
        CheckRow(AUTOSTART, _tr("&Start with the session")),
        CheckRow(
            "start_hidden",
            _tr("Start &without the window"),
            _tr(
                "Only the icon is shown. Where no panel shows icons the window opens all the same."
            ),
        ),
        CheckRow(
            "lock_on_screen_lock",
            _tr("Lock with the sc&reen"),
            _tr("While the screen is locked no program gets a token."),
        ),
        ChoiceRow(
            "theme",
            _tr("&Colours"),
            (
                (ThemeChoice.SYSTEM.value, _tr("As the system")),
                (ThemeChoice.LIGHT.value, _tr("Light")),
                (ThemeChoice.DARK.value, _tr("Dark")),
            ),
        ),
        ChoiceRow(
            "language",
            _tr("&Language"),
            (("system", _tr("As the system")), ("en", "English"), ("de", "Deutsch")),
            _tr("Of menu, windows and notices. Commands speak English."),
        ),
    )


def copying_rows() -> Sequence[SettingRow]:
    """What is put on the clipboard, and for how long."""
    return (
        ChoiceRow(
            "default_profile",
            _tr("&Middle click copies"),
            (("", _tr("The first pinned profile")),),
            _tr("A middle click on the icon in the panel."),
        ),
        ChoiceRow(
            "copy_format",
            _tr("Copied &as"),
            _formats(),
            _tr(
                "By a middle click, and by the command tokentray copy. The menu offers each by "
                "its name."
            ),
        ),
        SpanRow(
            "clipboard_seconds",
            _tr("&Clear after"),
            (1, 3600),
            _tr("A copied token is taken back from the clipboard then, and never outlives itself."),
        ),
    )


def notice_rows() -> Sequence[SettingRow]:
    """Which notices come, how long ahead, and when none does."""
    return (
        CheckRow(
            "notify.failed",
            _tr("A new sign-in is &needed"),
            _tr("At once, when the server has ended the old one."),
        ),
        CheckRow(
            "notify.ends_soon",
            _tr("A &sign-in ends soon"),
            _tr(
                "A tenth of its time ahead, a day at most; a quarter of an hour at least where "
                "refreshing does not prolong it."
            ),
        ),
        CheckRow(
            "notify.cannot_refresh",
            _tr("A &token ends and cannot be refreshed"),
            _tr("As long ahead as the profile says, at most a tenth of the token's life."),
        ),
        CheckRow(
            "notify.expired",
            _tr("A token has &expired"),
            _tr("Where refreshing did not come in time."),
        ),
        CheckRow(
            "notify.changed",
            _tr("&Permissions or roles changed"),
            _tr("When a new token brings others than the one before."),
        ),
        HoursRow("quiet", _tr("&Quiet from"), _tr("Notices wait until these hours are over.")),
    )


def profile_rows() -> Sequence[SettingRow]:
    """What can be set of each profile; all else stands in profiles.toml."""
    return (
        ChoiceRow(PROFILE, _tr("Pro&file"), ()),
        ChoiceRow(
            "renew",
            _tr("&Refresh"),
            (
                (Renew.ALWAYS.value, _tr("Always, in the background")),
                (Renew.WHILE_USED.value, _tr("While it is used")),
                (Renew.ON_DEMAND.value, _tr("Only when asked for")),
            ),
        ),
        SpanRow(
            "warn_before",
            _tr("&Warn ahead"),
            (0, 10 * 365 * 86_400),
            _tr("Before a token ends that cannot be refreshed; at most a tenth of its life ahead."),
        ),
        CheckRow("pinned", _tr("&Pinned"), _tr("First in the list and in the menu of the icon.")),
    )


def storage_rows() -> Sequence[SettingRow]:
    """Where tokens and their history are kept."""
    return (
        ChoiceRow(
            "store",
            _tr("&Tokens are kept"),
            (
                (Store.KEYRING.value, _tr("In the system's keyring")),
                (Store.MEMORY.value, _tr("In memory only")),
            ),
        ),
        DaysRow(
            "history_days",
            _tr("&History of"),
            (0, 36_500),
            _tr("What happened to each profile, without any token. 0 keeps none."),
        ),
        CheckRow(
            "history_values",
            _tr("&Name permissions in the history"),
            _tr("Which permissions, roles, scopes and plans came or went."),
        ),
    )


def renew_note(renew: object) -> str:
    """Say what a way of refreshing means."""
    if renew == Renew.WHILE_USED:
        return _tr("Until 8 hours after it was last copied, handed out or looked at.")
    if renew == Renew.ON_DEMAND:
        return _tr("Copying it, or a program that asks for it, refreshes it first.")
    return _tr("It is fresh whenever it is asked for.")


def store_note(chosen: Value, running: Value) -> str:
    """Say what a place of the tokens means, and when another one counts."""
    means = _tr("Encrypted by the desktop; it survives a restart.")
    if chosen == Store.MEMORY:
        means = _tr("When TokenTray ends they are gone, and each profile needs a new sign-in.")
    if chosen == running:
        return means
    later = _tr(
        "This counts from the next start on. Tokens are not moved: sign in again then. What the "
        "keyring holds stays in it until you sign out or remove the profile."
    )
    return f"{means}\n{later}"


def _formats() -> Sequence[tuple[Value, str]]:
    return (
        (Format.BEARER.value, _tr("Bearer and token")),
        (Format.RAW.value, _tr("The token alone")),
        (Format.HEADER.value, _tr("Authorization header")),
        (Format.CURL.value, _tr("Line for curl -K")),
        (Format.ENV.value, _tr("Environment variable")),
        (Format.HEADERS_JSON.value, _tr("Headers as JSON")),
        (Format.JSON.value, _tr("Token and expiry as JSON")),
    )
