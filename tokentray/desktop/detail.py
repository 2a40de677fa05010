"""One profile: who, how long, the one obvious button, and what is in the token."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tokentray.core.errors import VaultError
from tokentray.core.handout import Format
from tokentray.core.messages import english
from tokentray.core.plain import plain
from tokentray.core.profile import Confirm
from tokentray.core.snapshot import SKEW_COUNTS_FROM
from tokentray.core.state import State
from tokentray.core.view import News, ProfileView
from tokentray.desktop.claims_view import ClaimsView
from tokentray.desktop.direction import in_its_direction, left_to_right
from tokentray.desktop.flow import Flow, FlowingLabel
from tokentray.desktop.history_tab import HistoryTab
from tokentray.desktop.icons import symbol_in
from tokentray.desktop.later_page import LaterPage
from tokentray.desktop.letters import give_letters
from tokentray.desktop.lifetime_bar import LifetimeBar, life_of
from tokentray.desktop.message_strip import Message, MessageStrip, Tone
from tokentray.desktop.news_words import news_sentence
from tokentray.desktop.overview import duration, may_copy, may_refresh, moment, precise_moment, span
from tokentray.desktop.ring import paint_ring
from tokentray.desktop.room import roomy
from tokentray.desktop.scroll import Lines, Scroll
from tokentray.desktop.speech import rename, speak, spoken_duration, spoken_state
from tokentray.desktop.steps import face_of
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words, mark, worded

if TYPE_CHECKING:
    from tokentray.desktop.diagnosis_view import DiagnosisView
    from tokentray.desktop.token_view import TokenView

_tr = Words("Detail")

FORMATS = (
    (Format.RAW, mark("Raw token")),
    (Format.HEADER, mark("Authorization header")),
    (Format.CURL, mark("curl configuration")),
    (Format.ENV, mark("Environment variable")),
)

_COPIED_MS = 6_000
_LOW, _NARROW = 480, 450
_MARGIN, _SMALL_MARGIN = 24, 12
_SPACING, _SMALL_SPACING = 16, 10
_BETWEEN = 8
_APART, _TIGHT, _TIME_APART = 16, 4, 10
_LEAST_NAME = 110


class Detail(QWidget):
    """Shows one profile that holds a token.

    Attributes:
        history: what happened to it; whoever feeds it connects to it.

    Signals:
        copy_requested(Format): copy the token in these words.
        refresh_requested(), sign_out_requested(), remove_requested(): of this profile.
        step_requested(str): the button in the message.
        compare_requested(): put its claims beside those of another token.
    """

    copy_requested = Signal(object)
    refresh_requested = Signal()
    sign_out_requested = Signal()
    remove_requested = Signal()
    agreements_requested = Signal()
    step_requested = Signal(str)
    pause_requested = Signal(bool)
    compare_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ProfileView | None = None
        self._theme: Theme | None = None
        self._keeps_place: QWidget | None = None
        self._page = Lines()
        self._lines = QVBoxLayout(self._page)
        self._is_small: tuple[bool, bool] | None = None
        self._header = _Header()
        self._bar = LifetimeBar()
        self._strip = MessageStrip()
        self._strip.step_requested.connect(self.step_requested)
        self._copy = QPushButton(_tr("&Copy bearer"))
        self._copy.setObjectName("copy")
        self._copy.setProperty("kind", "primary")
        self._copy.clicked.connect(self.on_copy_clicked)
        self._copy_as = self._menu_button("copy-as", _tr("Copy as"))
        self._copy_as.setMenu(self._formats())
        self._refresh = QPushButton(_tr("&Refresh now"))
        self._refresh.setObjectName("refresh")
        self._refresh.clicked.connect(self.refresh_requested)
        self._sign_in = QAction(_tr("Sign in again…"), self)
        self._sign_out = QAction(_tr("Sign out…"), self)
        self._pause = QAction(_tr("Pause refreshing"), self)
        self._agreements = QAction(_tr("Programs that may have it…"), self)
        self._more = self._menu_button("more", _tr("More"))
        self._more.setMenu(self._others())
        self._copied = FlowingLabel()
        self._copied.setObjectName("copied")
        self._copied.hide()
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(_COPIED_MS)
        self._fading.timeout.connect(self._say_nothing)
        self._claims = ClaimsView()
        self._claims.compare_requested.connect(self.compare_requested)
        self._token = LaterPage(_new_token_view)
        self.history = HistoryTab()
        self._diagnosis = LaterPage(_new_diagnosis_view)
        self._tabs = QTabWidget()
        self._tabs.addTab(self._claims, _tr("Claims"))
        self._tabs.addTab(self._token, _tr("Token"))
        self._tabs.addTab(self.history, _tr("History"))
        self._tabs.addTab(self._diagnosis, _tr("Diagnosis"))
        self._tabs.setDocumentMode(True)
        self._arrange()

    @property
    def view(self) -> ProfileView | None:
        """The profile that is shown."""
        return self._view

    @property
    def message(self) -> Message | None:
        """What the strip says."""
        return self._strip.message

    def show_view(self, view: ProfileView, now: float, message: Message | None) -> None:
        """Show a profile; `message` is what its state has to say."""
        if self._view is None or view.id != self._view.id:
            self._say_nothing()
        self._view = view
        self._strip.show_message(message)
        self._refresh.setVisible(may_refresh(view))
        self._offer_refresh(view.state is not State.REFRESHING and not view.facts.locked)
        self._sign_in.setVisible(view.profile.can_sign_in)
        self._sign_out.setVisible(view.profile.can_sign_in)
        self._pause.setVisible(view.profile.can_renew)
        self._pause.setChecked(view.paused)
        self._agreements.setVisible(view.profile.confirm is Confirm.FIRST)
        if view.snapshot is not None:
            self._claims.show_token(view.snapshot, now + view.snapshot.clock_skew)
        for page in (self._token, self.history, self._diagnosis):
            page.show_view(view, now)
        self.touch(now)

    def forget(self) -> None:
        """Hold nothing of a token any more; the next `show_view` fills it again."""
        self._view = None
        self._say_nothing()
        self._header.forget()
        for part in (self._claims, self._token, self.history, self._diagnosis):
            part.forget()

    def touch(self, now: float) -> None:
        """Bring everything about time up to date."""
        view = self._view
        if view is None:
            return
        self._header.show_view(view, now)
        self._bar.show_life(life_of(view), now)
        self._allow_copy(may_copy(view, now))
        if view.snapshot is not None:
            self._claims.touch(now + view.snapshot.clock_skew)
        for page in (self._token, self.history, self._diagnosis):
            page.touch(now)

    @Slot()
    def focus_search(self) -> None:
        """Search the claims."""
        self._tabs.setCurrentWidget(self._claims)
        self._claims.focus_search()

    def show_tab(self, number: int) -> None:
        """Choose a tab: 0 the claims, 1 the token, 2 the history, 3 the diagnosis."""
        self._tabs.setCurrentIndex(number)

    def show_history(self) -> None:
        """Choose the tab of what happened, and in it the latest change."""
        self._tabs.setCurrentWidget(self.history)
        self.history.show_change()

    def say_copied(self, text: str) -> None:
        """Say beside the buttons how a copy went, for a little while."""
        self._copied.setText(text)
        self._copied.show()
        speak(self._copied, text)
        self._fading.start()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        self._show_copy_icons(theme)
        self._refresh.setIcon(symbol_in("refresh", theme.text))
        self._more.setIcon(symbol_in("more", theme.text))
        palette = self._copied.palette()
        palette.setColor(self._copied.foregroundRole(), QColor(theme.muted))
        self._copied.setPalette(palette)
        for part in (self._header, self._bar, self._strip, self._claims, self._token):
            part.wear(theme)
        self.history.wear(theme)
        self._diagnosis.wear(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def on_copy_clicked(self) -> None:
        self.copy_requested.emit(Format.BEARER)

    def _offer_refresh(self, may: bool) -> None:
        """A button that cannot be pressed loses the keyboard: it gets it back when it can."""
        if not may and self.window().focusWidget() is self._refresh:
            self._refresh.setEnabled(may)
            self._keeps_place = self.window().focusWidget()
            return
        self._refresh.setEnabled(may)
        if may and self._keeps_place is not None:
            if self.window().focusWidget() is self._keeps_place:
                self._refresh.setFocus()
            self._keeps_place = None

    def _allow_copy(self, may: bool) -> None:
        if may == self._copy.isEnabled():
            return
        self._copy.setEnabled(may)
        self._copy_as.setEnabled(may)
        if self._theme is not None:
            self._show_copy_icons(self._theme)

    def _show_copy_icons(self, theme: Theme) -> None:
        may = self._copy.isEnabled()
        self._copy.setIcon(symbol_in("copy", theme.on_accent if may else theme.text))
        self._copy_as.setIcon(symbol_in("chevron-down", theme.text if may else theme.muted))

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(self._page))
        flow = Flow(_BETWEEN)
        for part in (self._copy, self._copy_as, self._refresh, self._copied):
            flow.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(_BETWEEN)
        buttons.addLayout(flow, 1)
        buttons.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        layout = self._lines
        layout.addWidget(self._header)
        layout.addWidget(self._bar)
        layout.addLayout(buttons)
        layout.addWidget(self._strip)
        layout.addWidget(self._tabs, 1)
        self._fit()

    def _fit(self) -> None:
        """Leave out some air where the window is small."""
        is_low = self.height() < roomy(_LOW, self.font())
        is_narrow = self.width() < roomy(_NARROW, self.font())
        if (is_low, is_narrow) == self._is_small:
            return
        self._is_small = is_low, is_narrow
        across = _SMALL_MARGIN if is_narrow else _MARGIN
        above = _SMALL_MARGIN if is_low else _MARGIN
        self._lines.setContentsMargins(across, above, across, min(above, _SPACING))
        self._lines.setSpacing(_SMALL_SPACING if is_low else _SPACING)

    @Slot()
    def _say_nothing(self) -> None:
        self._copied.clear()
        self._copied.hide()

    def _menu_button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("kind", "button" if name == "copy-as" else "flat")
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        # Its symbol says already that there is a menu.
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return button

    def _formats(self) -> QMenu:
        menu = QMenu(self)
        for form, text in FORMATS:
            action = QAction(_tr(text), menu)
            action.setObjectName(f"copy-{form.value}")
            action.triggered.connect(lambda _=False, form=form: self.copy_requested.emit(form))
            menu.addAction(action)
        give_letters(menu)
        return menu

    def _others(self) -> QMenu:
        menu = QMenu(self)
        self._sign_in.setObjectName("sign-in-again")
        self._sign_in.triggered.connect(lambda: self.step_requested.emit("sign-in"))
        self._sign_out.setObjectName("sign-out")
        self._sign_out.triggered.connect(self.sign_out_requested)
        menu.addAction(self._sign_in)
        menu.addAction(self._sign_out)
        menu.addSeparator()
        self._pause.setObjectName("pause")
        self._pause.setCheckable(True)
        self._pause.triggered.connect(self.pause_requested)
        menu.addAction(self._pause)
        self._agreements.setObjectName("agreements")
        self._agreements.triggered.connect(self.agreements_requested)
        menu.addAction(self._agreements)
        paste = menu.addAction(_tr("Paste a token response…"))
        paste.triggered.connect(lambda: self.step_requested.emit("import"))
        menu.addSeparator()
        remove = menu.addAction(_tr("Remove this profile…"))
        remove.setObjectName("remove")
        remove.triggered.connect(self.remove_requested)
        give_letters(menu)
        return menu


class _Header(QWidget):
    """The ring, the name, the account, and the countdown: beside them, or below."""

    def __init__(self) -> None:
        super().__init__()
        self._view: ProfileView | None = None
        self._theme: Theme | None = None
        self._ring = _HeaderRing()
        self._name = _ElidedLabel("name")
        self._account = _ElidedLabel("account")
        # Without one its tooltip would be read, tags and all.
        self._account.setAccessibleDescription(_tr("Account and issuer"))
        self._chip = _plain_label("chip")
        self._countdown = _plain_label("countdown")
        self._until = _plain_label("until")
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addWidget(self._name, 0, Qt.AlignmentFlag.AlignVCenter)
        names.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        names.addStretch(1)
        who = QVBoxLayout()
        who.setSpacing(4)
        who.addStretch(1)
        who.addLayout(names)
        who.addWidget(self._account)
        who.addStretch(1)
        trailing = Qt.AlignmentFlag.AlignRight
        self._who = who
        self._is_below: bool | None = None
        self._left_over = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._left_over.setSpacing(0)
        self._left_over.addStretch(1)
        self._left_over.addWidget(self._countdown, 0, trailing)
        self._left_over.addWidget(self._until, 0, trailing)
        self._left_over.addStretch(1)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(_APART)
        self._words.addLayout(who, 1)
        self._words.addLayout(self._left_over)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_APART)
        layout.addWidget(self._ring)
        layout.addLayout(self._words, 1)

    def minimumSizeHint(self) -> QSize:
        """Ask for what it needs with the countdown below."""
        below = self._countdown.sizeHint().width() + _TIME_APART + self._until.sizeHint().width()
        words = max(self._who.minimumSize().width(), below)
        wide = self._ring.sizeHint().width() + _APART + words
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Have the countdown beside the name, or below it where both have no room in a line."""
        times = (self._countdown.sizeHint().width(), self._until.sizeHint().width())
        beside = self._ring.sizeHint().width() + 2 * _APART + max(times)
        is_below = self.width() < beside + self._who.minimumSize().width()
        if is_below == self._is_below:
            return
        self._is_below = is_below
        down, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._words.setDirection(down if is_below else along)
        self._words.setSpacing(_TIGHT if is_below else _APART)
        self._left_over.setDirection(along if is_below else down)
        self._left_over.setSpacing(_TIME_APART if is_below else 0)
        # Beside the name in the middle of the height, below it where the line begins.
        self._left_over.setStretch(0, 0 if is_below else 1)

    def show_view(self, view: ProfileView, now: float) -> None:
        """Show a profile at a moment."""
        is_new = self._view is None or self._view != view
        self._view = view
        self._ring.show_view(view, now)
        if is_new:
            _set(self._name, view.name)
            _set(self._account, left_to_right(_account_line(view)))
            # Qt reads a tooltip as HTML where it looks like it.
            self._account.setToolTip(f"<p>{escape(_account_line(view))}</p>")
            self._show_chip(view)
        self._countdown.setVisible(view.expires_at is not None)
        _set(self._countdown, in_its_direction(_countdown(view, now)))
        rename(self._countdown, _spoken_countdown(view, now))
        _set(self._until, in_its_direction(_until(view, now)))
        self._fold()
        self._colour(view)

    def forget(self) -> None:
        """Name no account any more."""
        self._view = None
        self._account.clear()
        self._account.setToolTip("")

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        self._ring.theme = theme
        self._name.setFont(theme.fonts.title)
        self._countdown.setFont(theme.fonts.countdown)
        for label in (self._account, self._until):
            _ink(label, theme.muted)
        if self._view is not None:
            self._show_chip(self._view)
            self._colour(self._view)
        self._ring.update()

    def _colour(self, view: ProfileView) -> None:
        if self._theme is None:
            return
        # The colour is about the time alone; the chip says what else is the matter.
        speaks = view.state in (State.EXPIRING, State.EXPIRED)
        _ink(self._countdown, self._theme.state_colour(view.state) if speaks else self._theme.text)

    def _show_chip(self, view: ProfileView) -> None:
        """Say the state in a word where it is not simply valid."""
        words = _state_word(view)
        self._chip.setVisible(bool(words))
        if not words or self._theme is None:
            return
        paused = view.paused and view.state is State.VALID
        chip = self._theme.chip_quiet if paused else self._theme.chip(view.state)
        _set(self._chip, words)
        self._chip.setStyleSheet(
            f"background: {chip.background}; color: {chip.text};"
            f"border: 1px solid {chip.edge};"
            f"border-radius: {self._theme.radius}px; padding: 1px 9px;"
        )


class _ElidedLabel(QLabel):
    """Shows one line of plain text, and an ellipsis where there is too little room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        least = min(roomy(_LEAST_NAME, self.font()), self.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), elide, self.width())
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(align), shown)


class _HeaderRing(QLabel):
    """The ring beside the name, and the word for it."""

    def __init__(self) -> None:
        super().__init__()
        self._view: ProfileView | None = None
        self._now = 0.0
        self.theme: Theme | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_view(self, view: ProfileView, now: float) -> None:
        """Show a profile at a moment."""
        self._view, self._now = view, now
        rename(self, spoken_state(view))
        self.update()

    def sizeHint(self) -> QSize:
        side = 72 if self.theme is None else self.theme.header_ring
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._view is not None and self.theme is not None:
            painter = QPainter(self)
            face = face_of(self._view, self._now)
            paint_ring(painter, self.rect().toRectF(), face, self.theme.ring)


def message_for(
    view: ProfileView, now: float, store_error: VaultError | None = None
) -> Message | None:
    """Say what a state means and what helps; nothing where all is well."""
    if store_error is not None and view.facts.can_refresh:
        return _store_message(store_error, view.seconds_left(now))
    match view.state:
        case State.SIGN_IN_NEEDED:
            return _sign_in_message(view, now)
        case State.OFFLINE:
            return Message(_offline_words(view, now), Tone.QUIET, "refresh", _tr("Try now"))
        case State.EXPIRING:
            return _ending_message(view)
        case State.EXPIRED if not view.facts.can_refresh:
            text = _tr("This token has expired and cannot be refreshed.")
            return Message(text, Tone.TROUBLE, *_next_token(view))
        case State.EXPIRED:
            return Message(_offline_words(view, now), Tone.TROUBLE, "refresh", _tr("Try now"))
        case _:
            return _bound_message(view) or _clock_message(view)


def news_message(news: News, now: float) -> Message:
    """Say what a refresh changed in what the token allows."""
    return Message(news_sentence(news, now), Tone.QUIET, "history", _tr("Show what changed"))


def _next_token(view: ProfileView) -> tuple[str, str]:
    """Return the step that brings a new token, and its button."""
    if view.profile.can_sign_in:
        return "sign-in", _tr("&Sign in…")
    return "import", _tr("Paste a token response…")


def _ending_message(view: ProfileView) -> Message:
    if view.profile.can_sign_in:
        text = _tr("This token cannot be refreshed. Sign in again before it ends.")
    else:
        text = _tr("This token cannot be refreshed. Paste a new response before it ends.")
    return Message(text, Tone.WARNING, *_next_token(view))


def _bound_message(view: ProfileView) -> Message | None:
    """Say why a token cannot be copied though it is good."""
    if view.snapshot is None or not view.snapshot.is_bound_to_key:
        return None
    text = _tr(
        "This token is bound to a key (DPoP): as a plain bearer every server refuses it, so it is "
        "not copied."
    )
    return Message(text)


def _clock_message(view: ProfileView) -> Message | None:
    """Say that the times shown are not those of this computer's clock."""
    skew = 0 if view.snapshot is None else view.snapshot.clock_skew
    if abs(skew) < SKEW_COUNTS_FROM:
        return None
    words = (
        _tr("This computer's clock is {span} behind the server's; the times here are corrected.")
        if skew > 0
        else _tr("This computer's clock is {span} ahead of the server's; the times are corrected.")
    )
    return Message(words.format(span=span(abs(skew))))


def _store_message(error: VaultError, left: float | None) -> Message:
    """The token in memory works on while it lives; what needs the keyring is said."""
    text = _tr("{problem} The token still works, but it cannot be refreshed.")
    if left is not None and left <= 0:
        text = _tr("{problem} This token has expired and cannot be refreshed.")
    is_locked = error.code == "vault-locked"
    step, button = ("unlock", _tr("Unlock keyring…")) if is_locked else ("retry", _tr("Try again"))
    return Message(text.format(problem=worded(error.title)), Tone.WARNING, step, button)


def _sign_in_message(view: ProfileView, now: float) -> Message:
    snapshot, step = view.snapshot, _next_token(view)
    if snapshot is not None and snapshot.ended is not None:
        reason = worded(english(snapshot.ended, snapshot.ended_arguments).title)
        text = _tr("A new sign-in is needed: {reason}.").format(reason=reason)
        return Message(text, Tone.TROUBLE, *step)
    reason = worded(english("reason-refused", {}).title)
    text = _tr("A new sign-in is probably needed: {reason}.").format(reason=reason)
    return Message(f"{text} {_next_try(view, now)}".rstrip(), Tone.WARNING, *step)


def _offline_words(view: ProfileView, now: float) -> str:
    standing = view.standing
    if standing.problem is None:
        return _tr("This token has expired.")
    words = worded(english(standing.problem, standing.problem_arguments).title)
    return f"{words} {_next_try(view, now)}".rstrip()


def _next_try(view: ProfileView, now: float) -> str:
    at = view.standing.retry_at
    if at <= now:
        return ""
    # The first tries come within seconds.
    return _tr("Next try {moment}.").format(moment=precise_moment(math.ceil(at), now, at - now))


def _account_line(view: ProfileView) -> str:
    """Name the account and the issuer, as far as they are known."""
    snapshot = view.snapshot
    if snapshot is None:
        return ""
    claims = snapshot.claims or {}
    names = (claims.get("email"), claims.get("preferred_username"), snapshot.subject)
    account = next((name for name in names if isinstance(name, str) and name), "")
    issuer = view.profile.issuer or snapshot.issuer
    issuer = issuer.removeprefix("https://").removeprefix("http://").rstrip("/")
    return plain("  ·  ".join(part for part in (account, issuer) if part), 160)


def _state_word(view: ProfileView) -> str:
    if view.paused and view.state is State.VALID:
        return _tr("paused")
    return {
        State.REFRESHING: _tr("refreshing"),
        State.EXPIRING: _tr("ends soon"),
        State.EXPIRED: _tr("expired"),
        State.OFFLINE: _tr("offline"),
        State.SIGN_IN_NEEDED: _tr("sign-in needed"),
        State.LOCKED: _tr("locked"),
    }.get(view.state, "")


def _countdown(view: ProfileView, now: float) -> str:
    left = view.seconds_left(now)
    if left is None:
        return "—"
    return duration(left) if left > 0 else "0:00"


def _spoken_countdown(view: ProfileView, now: float) -> str:
    """Say the time left by minutes: a name that changes every second would never be heard out."""
    left = view.seconds_left(now)
    return "" if left is None else _tr("Time left: {time}").format(time=spoken_duration(left))


def _until(view: ProfileView, now: float) -> str:
    if view.state is State.EMPTY:
        return _tr("no token yet")
    if view.expires_at is None and view.refresh_at is not None:
        return _tr("expiry unknown, refreshes {moment}").format(moment=moment(view.refresh_at, now))
    if view.expires_at is None:
        return _tr("expiry unknown")
    if view.expires_at <= now:
        return _tr("since {moment}").format(moment=moment(view.expires_at, now))
    ends = precise_moment(view.expires_at, now, view.lifetime)
    return _tr("left, until {moment}").format(moment=ends)


def _new_token_view() -> TokenView:
    from tokentray.desktop.token_view import TokenView

    return TokenView()


def _new_diagnosis_view() -> DiagnosisView:
    from tokentray.desktop.diagnosis_view import DiagnosisView

    return DiagnosisView()


def _plain_label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _ink(label: QLabel, colour: str) -> None:
    palette = label.palette()
    if palette.color(label.foregroundRole()).name() != colour:
        palette.setColor(label.foregroundRole(), QColor(colour))
        label.setPalette(palette)
