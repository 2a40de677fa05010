"""The window draws what the engine knows, in every state, and asks for what a person wants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop.accounts import PlayedAccounts
from tests.desktop.conftest import Open
from tests.desktop.gallery import NOW, Picture, Scene, claims, scenes, some, view
from tokentray.core.ending import SAME_WITHIN
from tokentray.core.handout import Format
from tokentray.desktop.empty_states import EmptyState
from tokentray.desktop.lifetime_bar import Horizon, Life, LifetimeBar, life_of
from tokentray.desktop.theme import Appearance
from tokentray.desktop.window import MainWindow


class TestProfile:
    """A profile that holds a token."""

    def test_it_says_who_and_how_long(self, opened: Open) -> None:
        """Name, account, issuer, and a countdown by the wall clock."""
        shown = opened("valid")
        assert shown.text("name") == "orders"
        assert shown.text("account") == "service@api.example  ·  id.example"
        assert shown.text("countdown") in ("12:33", "12:34")
        assert shown.text("until").startswith("left, until ")
        assert (shown.page, shown.message) == ("", "")

    @pytest.mark.parametrize(
        ("scene", "words", "button"),
        [
            ("expiring", "cannot be refreshed", "Paste a token response…"),
            ("expired", "has expired and cannot be refreshed", "Paste a token response…"),
            ("offline", "id.example cannot be reached. Next try ", "Try now"),
            ("sign-in-needed", "the server ended the grant", "Paste a token response…"),
            ("sign-in-uncertain", "is probably needed: the server keeps refusing", "Paste a token"),
            ("locked-meanwhile", "locked. The token still works", "Unlock keyring…"),
            ("locked-expired", "locked. This token has expired", "Unlock keyring…"),
        ],
    )
    def test_trouble_is_said_with_the_next_step(
        self, opened: Open, scene: str, words: str, button: str
    ) -> None:
        """In words, with a button."""
        shown = opened(scene)
        assert words in shown.message
        assert shown.button("step").text().startswith(button)

    def test_the_step_of_offline_refreshes(self, opened: Open, qtbot: QtBot) -> None:
        """At once: a person asked."""
        shown = opened("offline")
        with qtbot.waitSignal(shown.window.refresh_requested) as caught:
            shown.button("step").click()
        assert caught.args == ["id-orders"]

    def test_an_ended_grant_offers_no_refresh(self, opened: Open) -> None:
        """It could only fail."""
        shown = opened("sign-in-needed")
        refresh = shown.part(QPushButton, "refresh")
        assert not refresh.isVisible()

    def test_an_expired_token_waits_for_a_locked_keyring(self, opened: Open) -> None:
        """Its refresh token is in there: the message has the button that helps, Copy would not."""
        shown = opened("locked-expired")
        assert not shown.button("copy").isEnabled()
        assert not shown.button("refresh").isEnabled()
        assert shown.button("step").text() == "Unlock keyring…"

    def test_a_profile_without_an_access_token_counts_nothing(self, opened: Open) -> None:
        """A refresh token alone has no time; with it one can be got."""
        nothing: dict[str, Any] = dict.fromkeys(("access_token", "expires_at", "header", "claims"))
        shown = opened(Scene(some(view(**nothing)), "id-orders"))
        assert shown.text("until") == "no token yet"
        assert not shown.label("countdown").isVisible()
        assert shown.button("copy").isEnabled()

    def test_the_obvious_button_copies_the_bearer(self, opened: Open, qtbot: QtBot) -> None:
        """One click."""
        shown = opened("valid")
        with qtbot.waitSignal(shown.window.copy_requested) as caught:
            shown.button("copy").click()
        assert caught.args == ["id-orders", Format.BEARER]

    def test_a_copy_is_confirmed_beside_the_button(self, opened: Open) -> None:
        """Until another profile is chosen."""
        shown = opened("valid")
        shown.window.say_copied("id-orders", "Copied, clears in 30 s")
        assert shown.text("copied") == "Copied, clears in 30 s"
        shown.window.show_profile("id-billing")
        assert shown.text("copied") == ""

    def test_another_ones_copy_is_not_confirmed_there(self, opened: Open) -> None:
        """The menu copies any of them: the word would be taken for the one that is shown."""
        shown = opened("valid")
        shown.window.say_copied("id-billing", "Copied, clears in 30 s")
        assert shown.text("copied") == ""

    def test_keys_copy_and_refresh(self, opened: Open, qtbot: QtBot) -> None:
        """Ctrl+C on the list, F5 anywhere."""
        shown = opened("valid")
        rows = shown.part(QListView, "profiles")
        shown.window.activateWindow()
        rows.setFocus()
        qtbot.waitUntil(rows.hasFocus)
        with qtbot.waitSignal(shown.window.copy_requested):
            QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        with qtbot.waitSignal(shown.window.refresh_requested):
            QTest.keyClick(shown.window, Qt.Key.Key_F5)

    def test_an_opaque_token_says_so(self, opened: Open) -> None:
        """And shows what came with it."""
        shown = opened("opaque-scopes")
        assert "it is opaque" in shown.text("claims-note")
        assert shown.label("claims-note").isVisible()
        assert "openid orders offline_access" in shown.cells()
        assert {"https://id.example", "Bearer"} <= set(shown.cells())
        shown.window.show_profile("id-billing")
        assert not shown.label("claims-note").isVisible()

    def test_an_unknown_end_has_no_countdown(self, opened: Open) -> None:
        """When it is renewed is known all the same."""
        shown = opened("opaque")
        assert shown.text("until").startswith("expiry unknown, refreshes ")
        assert not shown.part(QLabel, "countdown").isVisible()

    def test_an_opaque_token_has_nothing_to_decode(self, opened: Open) -> None:
        """The second tab is no empty page."""
        shown = opened("opaque-token")
        assert shown.label("nothing-to-decode").isVisible()
        assert shown.text("signature-state") == "opaque"
        shown.window.show_profile("id-billing")
        assert not shown.label("nothing-to-decode").isVisible()

    @pytest.mark.parametrize(
        ("skew", "words"),
        [
            (312, "This computer's clock is 5 min behind the server's"),
            (-7200, "This computer's clock is 2 h ahead of the server's"),
            (59, ""),
        ],
    )
    def test_a_wrong_clock_is_said(self, opened: Open, skew: int, words: str) -> None:
        """The times shown are not those that the token holds."""
        shown = opened(Scene((view(clock_skew=skew),), "id-orders"))
        assert shown.message.startswith(words)
        assert bool(shown.message) == bool(words)

    def test_a_short_life_is_named_by_the_second(self, opened: Open) -> None:
        """Refresh and end would be the same minute."""
        bar = opened("short-life").part(LifetimeBar)
        said = bar.accessibleDescription().split("; ")
        assert all(len(one.split()[-1]) == len("14:05:33") for one in said), said
        assert len({one.split()[-1] for one in said}) == 3

    def test_how_long_it_can_be_renewed_is_drawn(self, opened: Open) -> None:
        """Below the token's own life, and said too."""
        with_end = opened("horizon").part(LifetimeBar)
        assert "can be renewed until " in with_end.accessibleDescription()
        assert with_end.sizeHint().height() > opened("valid").part(LifetimeBar).sizeHint().height()

    def test_how_long_the_sign_in_lasts_is_drawn_below(self, opened: Open) -> None:
        """The three horizons: each has its words, in the tooltip and to a screen reader too."""
        bar, two = opened("horizons").part(LifetimeBar), opened("horizon").part(LifetimeBar)
        said = bar.accessibleDescription().split("; ")
        assert said[-2].startswith("can be renewed until ")
        assert said[-1].startswith("the sign-in ends ")
        assert bar.toolTip().endswith(said[-1])
        own = opened("valid").part(LifetimeBar).sizeHint().height()
        assert bar.sizeHint().height() - own == 2 * (two.sizeHint().height() - own)

    def test_a_pause_of_all_is_said_and_ended_here(self, opened: Open, qtbot: QtBot) -> None:
        """Who paused it in the menu may have forgotten."""
        shown = opened("paused-all")
        assert shown.strip.startswith("Refreshing is paused")
        assert shown.text("chip") == "paused"
        assert ", paused" in shown.spoken_rows()[0]
        with qtbot.waitSignal(shown.window.pause_requested) as caught:
            above = [one for one in shown.window.findChildren(QPushButton, "step")]
            next(one for one in above if one.isVisible() and one.text() == "Resume").click()
        assert caught.args == ["", False]

    def test_hostile_claims_are_plain_text(self, opened: Open) -> None:
        """No markup is read, no direction changes."""
        shown = opened(Scene((view(claims=claims(email="<img src=x>\u202e")),), "id-orders"))
        assert "<img src=x>\\u202e" in shown.cells()
        assert shown.text("account").startswith("<img src=x>\\u202e")
        for label in shown.window.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText


class TestEmptyStates:
    """Each says what is so, and offers the next step."""

    @pytest.mark.parametrize(
        ("scene", "title", "step"),
        [
            ("no-profile", "No token yet", "import"),
            ("empty", "orders holds no token", "import"),
            ("locked", "The keyring is locked", "unlock"),
            ("no-keyring", "No keyring was found", "retry"),
            ("broken-file", "The profiles file cannot be read", "open-file"),
        ],
    )
    def test_each_has_its_own_page(self, opened: Open, scene: str, title: str, step: str) -> None:
        """With one obvious button."""
        shown = opened(scene)
        assert shown.page == title
        assert any(one.isVisible() for one in shown.window.findChildren(QPushButton, step))

    def test_unlocking_is_asked_for(self, opened: Open, qtbot: QtBot) -> None:
        """Only by the person's own click."""
        shown = opened("locked")
        with qtbot.waitSignal(shown.window.unlock_requested):
            shown.button("unlock").click()

    def test_a_keyring_that_came_is_looked_for(self, opened: Open) -> None:
        """Without a prompt."""
        shown = opened("no-keyring")
        shown.button("retry").click()
        assert ("reload_locked",) in shown.source.asked

    def test_a_broken_profile_is_named_by_line_and_field(self, opened: Open) -> None:
        """On top, while the others work."""
        shown = opened("broken-profile")
        labels = [one.text() for one in shown.window.findChildren(QLabel) if one.isVisible()]
        assert any("line 14: scops is not a key; did you mean scopes?" in one for one in labels)
        assert shown.text("name") == "orders"

    def test_a_broken_file_opens_where_it_is_corrected(
        self, opened: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Importing would only fail; nothing else that opens it is named in words."""
        paths: list[str] = []

        def open_url(url: QUrl) -> bool:
            paths.append(url.toLocalFile())
            return False

        monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
        shown = opened("broken-file")
        assert not [
            one for one in shown.window.findChildren(QPushButton, "import") if one.isVisible()
        ]
        shown.button("open-file").click()
        assert paths == ["~/.config/tokentray/profiles.toml"]
        assert shown.strip == "No program here opens it: ~/.config/tokentray/profiles.toml"

    def test_an_unread_keyring_is_not_called_empty(self, opened: Open) -> None:
        """Nobody knows yet; in the list too."""
        shown = opened("loading")
        assert shown.page == "Reading the keyring…"
        page = shown.part(EmptyState)
        assert not [one for one in page.findChildren(QPushButton) if one.isVisible()]
        assert shown.spoken_rows() == ["orders, reading the keyring…"]
        shown.source.show(Scene((view(token=False),)))
        assert shown.page == "orders holds no token"

    def test_a_missing_keyring_is_not_called_locked(self, opened: Open) -> None:
        """And the way without one can be copied."""
        shown = opened("no-keyring")
        assert shown.spoken_rows() == ["orders, no keyring"]
        shown.button("copy-command").click()
        assert QGuiApplication.clipboard().text() == (
            "tokentray quit && tokentray run --store memory"
        )

    def test_without_a_tray_quit_is_here(self, opened: Open, qtbot: QtBot) -> None:
        """Until a panel comes; what is wrong with a file comes first."""
        shown = opened("no-tray-no-profile")
        assert shown.strip.startswith("No panel here shows tray icons. Add a tray.")
        with qtbot.waitSignal(shown.window.quit_requested):
            shown.button("step").click()
        shown.window.say_tray_lacks(False)
        assert shown.strip == ""

    def test_leaving_an_empty_state(self, opened: Open) -> None:
        """The first token shows itself."""
        shown = opened("no-profile")
        shown.source.show(Scene((view(),)))
        assert (shown.page, shown.text("name")) == ("", "orders")


def test_the_chosen_profile_stays_chosen(opened: Open) -> None:
    """When states change and others come or go."""
    shown = opened(Scene(some(view()), "id-maps"))
    shown.source.show(Scene(some(view(), view("aaa"))))
    assert shown.text("name") == "maps"
    shown.source.show(Scene((view("aaa"),)))
    assert shown.text("name") == "aaa"


class TestFilter:
    """Many profiles."""

    def test_it_appears_with_many_profiles(self, opened: Open) -> None:
        """With few it would be in the way."""
        assert opened("many").field("filter").isVisible()
        assert not opened("valid").field("filter").isVisible()

    def test_it_shows_fewer_rows_and_chooses_nothing(self, opened: Open) -> None:
        """The profile on the right stays, hidden in the list or not."""
        shown = opened("many")
        shown.field("filter").setText("-2")
        assert len(shown.spoken_rows()) == 5
        assert shown.text("name") == "service-12"
        shown.field("filter").clear()
        assert shown.profiles.currentIndex().data() == "service-12"

    def test_finding_nothing_is_said(self, opened: Open) -> None:
        """There are tokens all the same."""
        shown = opened("many")
        shown.field("filter").setText("nowhere")
        assert shown.label("no-profile-match").isVisible()
        assert (shown.page, shown.text("name")) == ("", "service-12")
        shown.field("filter").clear()
        assert not shown.label("no-profile-match").isVisible()

    def test_a_hidden_profile_that_goes_is_left(self, opened: Open) -> None:
        """Another one is chosen then; with few left the filter goes too."""
        shown = opened("many")
        shown.field("filter").setText("nowhere")
        shown.source.show(Scene((view("billing"), view("maps"))))
        assert shown.text("name") == "billing"
        assert len(shown.spoken_rows()) == 2

    def test_enter_goes_to_the_rows(self, opened: Open, qtbot: QtBot) -> None:
        """Where the arrow keys choose."""
        shown = opened("many")
        shown.window.activateWindow()
        shown.field("filter").setFocus()
        qtbot.waitUntil(shown.field("filter").hasFocus)
        QTest.keyClick(shown.field("filter"), Qt.Key.Key_Return)
        qtbot.waitUntil(shown.profiles.hasFocus)
        QTest.keyClick(shown.profiles, Qt.Key.Key_Down)
        assert shown.text("name") == "service-13"


@pytest.mark.parametrize("scene", sorted(scenes()))
def test_every_control_has_a_name_for_a_screen_reader(opened: Open, scene: str) -> None:
    """Buttons by their text or an accessible name; lists and fields by a name."""
    shown = opened(scene)
    for kind in (QAbstractButton, QLineEdit, QListView, QTreeView, QPlainTextEdit, QComboBox):
        for part in shown.window.findChildren(kind):
            if part.isVisible() and part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                assert _spoken(part), (kind.__name__, part.objectName())


def _spoken(part: QWidget) -> str:
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return text or part.accessibleName()


def test_a_life_never_leaves_its_bar() -> None:
    """Whatever the moments are."""
    life = Life(issued_at=100.0, expires_at=200.0)
    assert [life.share(at) for at in (0.0, 100.0, 150.0, 200.0, 900.0)] == [0, 0, 0.5, 1, 1]
    assert Life(200.0, 200.0).share(200.0) == 1.0


def horizons(refresh: int | None, whole: int | None, at: float = NOW) -> list[tuple[float, bool]]:
    """Return the ends that a bar draws at a moment, in seconds from now; True: the sign-in's."""
    ends: dict[str, Any] = {
        "refresh_expires_at": None if refresh is None else int(NOW) + refresh,
        "authorization_expires_at": None if whole is None else int(NOW) + whole,
    }
    life = life_of(view(**ends))
    assert life is not None
    return [(one.until - int(NOW), one.is_sign_in) for one in life.horizons_at(at)]


def test_the_horizons_behind_a_token() -> None:
    """The nearest first; a refresh token does not outlast the sign-in, whatever is said of it."""
    assert horizons(None, None) == []
    assert horizons(900, None) == [(900, False)]
    assert horizons(None, 900) == [(900, True)]
    assert horizons(900, 7200) == [(900, False), (7200, True)]
    assert horizons(7200, 900) == [(900, True)]
    assert horizons(900, 900 + SAME_WITHIN) == [(900 + SAME_WITHIN, True)]
    assert horizons(900, 7200, NOW + 1000) == [(900, False)]


def test_a_horizon_counts_from_when_it_was_told() -> None:
    """By our clock; full at first, empty at its end, and never more or less."""
    told: dict[str, Any] = {"clock_skew": 100, "authorization_told_at": int(NOW) - 900}
    life = life_of(view(authorization_expires_at=int(NOW) + 1100, **told))
    assert life is not None
    (horizon,) = life.horizons
    assert horizon == Horizon(int(NOW) - 1000, int(NOW) + 1000, is_sign_in=True)
    moments = (NOW - 2000, horizon.since, int(NOW), horizon.until, NOW + 2000)
    assert [horizon.share_left(at) for at in moments] == [1, 1, 0.5, 0, 0]
    assert Horizon(5, 5).share_left(5) == 0


def test_no_horizon_is_cut_off(appearance: Appearance) -> None:
    """A bar that is too low for the last one draws it not at all, and says it all the same."""
    bar, life = LifetimeBar(), life_of(scenes()["horizons"].views[0])
    bar.wear(appearance.theme)
    bar.show_life(life, NOW)
    bar.resize(bar.sizeHint())
    whole = bar.grab().toImage()
    bar.resize(bar.width(), bar.height() - 1)
    cut = bar.grab().toImage()
    lower = range(bar.height() * 3 // 4, bar.height())
    everywhere = [(x, y) for y in lower for x in range(bar.width())]
    assert len({whole.pixel(x, y) for x, y in everywhere}) > 1
    assert len({cut.pixel(x, y) for x, y in everywhere}) == 1
    assert "the sign-in ends " in bar.toolTip()


def test_a_shown_second_follows_the_wall_clock(opened: Open) -> None:
    """The countdown is computed from the expiry, never counted down itself."""
    shown = opened(Scene((view(left=101),), "id-orders"))
    assert shown.text("countdown") in ("1:40", "1:41")
    shown.source.moved = 41.0
    shown.window.on_second_timeout()
    assert shown.text("countdown") in ("0:59", "1:00")


class TestWindow:
    """The window itself."""

    def test_its_place_is_remembered(
        self, qtbot: QtBot, appearance: Appearance, tmp_path: Path
    ) -> None:
        """In a file of its own; a broken one does no harm."""
        path = tmp_path / "window.ini"
        first = self.window(qtbot, appearance, path)
        first.resize(760, 520)
        first.hide()
        self.settings.sync()
        assert path.exists()
        second = self.window(qtbot, appearance, path)
        assert (second.width(), second.height()) == (760, 520)
        second.hide()
        path.write_text("[window]\ngeometry=nonsense\n")
        assert self.window(qtbot, appearance, path).width() > 0

    def window(self, qtbot: QtBot, appearance: Appearance, path: Path) -> MainWindow:
        """Open a window that remembers its place there."""
        self.settings = QSettings(str(path), QSettings.Format.IniFormat)
        window = MainWindow(Picture(Scene((view(),))), PlayedAccounts(), appearance, self.settings)
        qtbot.addWidget(window)
        window.show()
        self.kept = [*getattr(self, "kept", []), window]
        return window

    def test_it_ticks_only_while_somebody_sees_it(self, opened: Open, qtbot: QtBot) -> None:
        """Neither hidden nor minimised; back again it is right at once."""
        shown = opened("valid")
        tick = shown.window.findChild(QTimer, "second")
        assert isinstance(tick, QTimer)
        assert tick.isActive()
        shown.window.hide()
        shown.source.profile_changed.emit("id-orders")
        assert not tick.isActive()
        shown.source.moved = 60.0
        shown.window.show()
        assert tick.isActive()
        assert shown.text("countdown") in ("11:33", "11:34")
        shown.window.showMinimized()
        shown.source.profile_changed.emit("id-orders")
        assert not tick.isActive()
        shown.window.showNormal()
        assert tick.isActive()

    def test_the_keyboard_reaches_everything(self, opened: Open, qtbot: QtBot) -> None:
        """Tab goes around over the list, the buttons, the tabs, the search and the claims."""
        shown = opened("valid")
        shown.window.activateWindow()
        qtbot.waitUntil(shown.profiles.hasFocus)
        seen: list[str] = []
        for _ in range(20):
            part = shown.window.focusWidget()
            seen.append(part.objectName() or type(part).__name__)
            QTest.keyClick(part, Qt.Key.Key_Tab)
        start = seen.index("profiles", 1)
        assert seen[:start] == [
            *("profiles", "add", "import", "settings", "copy", "copy-as", "refresh", "more"),
            *("qt_tabwidget_tabbar", "search", "compare", "claims"),
        ]

    def test_an_empty_window_offers_its_button_to_the_keyboard(
        self, opened: Open, qtbot: QtBot
    ) -> None:
        """Enter is enough for a beginning."""
        shown = opened("no-profile")
        shown.window.activateWindow()
        qtbot.waitUntil(shown.button("add").hasFocus)

    def test_rows_are_spoken_with_their_state(self, opened: Open) -> None:
        """As a screen reader asks for them."""
        shown = opened("valid")
        rows = QAccessible.queryAccessibleInterface(shown.profiles)
        names = [rows.child(row).text(QAccessible.Text.Name) for row in range(rows.childCount())]
        assert names[0] == "orders, valid, 12 minutes left"
        assert "reports, expired" in names
        assert "maps, ends soon, 1 minute left" in names

    @pytest.mark.parametrize("scene", ["expired", "history-trouble"])
    def test_what_cannot_be_had_is_not_offered(self, opened: Open, scene: str) -> None:
        """In no words at all: expired, and no refresh or an ended sign-in."""
        shown = opened(scene)
        assert not shown.part(QPushButton, "copy").isEnabled()
        assert not shown.part(QToolButton, "copy-as").isEnabled()
        shown.window.show_profile("id-billing")
        assert shown.part(QToolButton, "copy-as").isEnabled()

    def test_it_is_drawn_again_in_other_colours(self, opened: Open, appearance: Appearance) -> None:
        """The system may turn dark at any time."""
        shown = opened("valid")
        before = shown.window.grab().toImage().pixelColor(600, 20)
        appearance.choose("dark")
        after = shown.window.grab().toImage().pixelColor(600, 20)
        appearance.choose("light")
        assert before.lightness() > 200 > 100 > after.lightness()

    def test_a_long_name_leaves_the_countdown_alone(self, opened: Open) -> None:
        """It ends in an ellipsis instead."""
        shown = opened("long-names")
        countdown = shown.label("countdown")
        assert countdown.width() >= countdown.sizeHint().width()
        assert shown.label("name").geometry().right() < countdown.geometry().left()


class TestBar:
    """The lifetime bar."""

    @pytest.mark.parametrize(
        ("scene", "words"),
        [
            ("valid", ("issued ", "expires ", "refreshes ")),
            ("warned", ("issued ", "expires ", "warns ")),
            ("expired", ("issued ", "expired ")),
        ],
    )
    def test_its_moments_are_said_too(
        self, opened: Open, scene: str, words: tuple[str, ...]
    ) -> None:
        """For those who cannot see it."""
        bar = opened(scene).part(LifetimeBar)
        said = bar.accessibleDescription().split("; ")
        assert [one.startswith(word) for one, word in zip(said, words, strict=True)] == [
            True for _ in words
        ]

    def test_an_unknown_end_has_no_bar(self, opened: Open) -> None:
        """There is nothing to draw."""
        assert not opened("opaque").part(LifetimeBar).isVisible()
