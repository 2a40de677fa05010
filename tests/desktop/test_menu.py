"""The menu's own words and letters, without a panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.stand_in import make_view
from tests.desktop.test_letters import letter
from tokentray.core.errors import VaultLocked
from tokentray.core.handout import Format
from tokentray.core.view import ProfileView
from tokentray.desktop.letters import without_letter
from tokentray.desktop.menu import FEW, MOST, MenuState, TrayMenu
from tokentray.desktop.overview import as_shown


def menu_of(qtbot: QtBot, *views: ProfileView, shut: bool = False) -> TrayMenu:
    """Make a menu that shows these profiles."""
    menu = TrayMenu(lambda: 0.0)
    qtbot.addWidget(menu)
    menu.show_state(MenuState(views=views, shut=shut))
    return menu


def menus_in(menu: QMenu) -> Iterator[QMenu]:
    """Yield a menu and all its submenus."""
    yield menu
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from menus_in(inner)


def action_of(menu: TrayMenu, name: str) -> QAction:
    """Return an entry by its name."""
    (found,) = [
        one for part in menus_in(menu) for one in part.actions() if one.objectName() == name
    ]
    return found


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_it_counts_the_profiles_without_a_row(qtbot: QtBot, hidden: int) -> None:
    """They are found in the window; where there are none nothing is offered."""
    pinned = tuple(make_view(f"pinned-{number}", pinned=True) for number in range(FEW))
    others = tuple(make_view(f"other-{number}") for number in range(hidden))
    finding = action_of(menu_of(qtbot, *pinned, *others), "find")
    assert finding.isVisible() == (hidden > 0)
    assert without_letter(finding.text()) == f"Find a profile… ({hidden} more)"


def test_a_thousand_profiles_have_few_rows(qtbot: QtBot) -> None:
    """As many as a person reads."""
    views = [make_view(f"service-{number}", pinned=number < 50) for number in range(1000)]
    menu = menu_of(qtbot, *views)
    assert len([one for one in menu.actions() if one.objectName().startswith("copy-")]) == MOST


@pytest.mark.parametrize("count", [0, 1, 3, FEW])
@pytest.mark.parametrize("shut", [False, True])
def test_every_entry_has_a_letter_of_its_own(qtbot: QtBot, count: int, shut: bool) -> None:
    """In each menu by itself, whatever the profiles are called."""
    names = ("orders", "billing", "maps", "reports", "staging", "sandbox", "crm", "hr")
    views = [make_view(name) for name in names[:count]]
    for part in menus_in(menu_of(qtbot, *views, shut=shut)):
        shown = [one for one in part.actions() if one.isVisible() and one.isEnabled()]
        letters = [letter(one.text()) for one in shown if not one.isSeparator()]
        assert "" not in letters
        assert len(set(letters)) == len(letters)


def test_a_name_with_an_underscore_is_written_for_whoever_draws_it(qtbot: QtBot) -> None:
    """A panel takes a lone one for a letter's mark."""
    menu = menu_of(qtbot, make_view("my_api"), make_view("other"))
    assert without_letter(action_of(menu, "copy-my_api").text()).startswith("my_api ")
    menu.set_exported(True)
    assert action_of(menu, "copy-my_api").text().startswith("my__api ")
    assert action_of(menu, "more-my_api").text() == "my__api"


def test_a_renamed_profile_is_called_anew(qtbot: QtBot) -> None:
    """Its id is the same."""
    menu = menu_of(qtbot, make_view("api"))
    one = make_view("api")
    menu.show_state(MenuState(views=(replace(one, profile=replace(one.profile, name="orders")),)))
    assert without_letter(action_of(menu, "copy-orders").text()).startswith("orders ")


@pytest.mark.parametrize("name", ["open", "find", "import", "pause", "unlock", "lock", "quit"])
def test_each_entry_is_heard(qtbot: QtBot, name: str) -> None:
    """A panel that draws the menu triggers them the same way."""
    menu = menu_of(qtbot, make_view())
    with qtbot.waitSignal(getattr(menu, f"{name}_requested")):
        action_of(menu, name).trigger()


@pytest.mark.parametrize(
    ("entry", "signal", "asked"),
    [
        ("copy", "copy", ["id-api", Format.BEARER]),
        ("raw", "copy", ["id-api", Format.RAW]),
        ("header", "copy", ["id-api", Format.HEADER]),
        ("curl", "copy", ["id-api", Format.CURL]),
        ("env", "copy", ["id-api", Format.ENV]),
        ("refresh", "refresh", ["id-api"]),
        ("sign-in", "sign_in", ["id-api"]),
        ("claims", "claims", ["id-api"]),
        ("pause", "profile_pause", ["id-api", True]),
    ],
)
def test_each_entry_of_a_profile_is_heard(
    qtbot: QtBot, entry: str, signal: str, asked: list[object]
) -> None:
    """With whom it is about."""
    menu = menu_of(qtbot, make_view("api"), make_view("other"))
    with qtbot.waitSignal(getattr(menu, f"{signal}_requested")) as caught:
        action_of(menu, f"{entry}-api").trigger()
    assert caught.args == asked


def test_a_locked_keyring_refreshes_nothing(qtbot: QtBot) -> None:
    """The refresh token is in there."""
    (view,) = as_shown((make_view("api"),), paused=False, error=VaultLocked("vault-locked"))
    assert action_of(menu_of(qtbot, make_view("api")), "refresh-api").isEnabled()
    assert not action_of(menu_of(qtbot, view), "refresh-api").isEnabled()
