"""The tray icon in real panels: late, killed, old-fashioned or missing ones."""

from __future__ import annotations

import itertools
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.session.conftest import NewDesktop, start_tray
from tests.session.panel import Panel
from tokentray.desktop.theme import contrast
from virtual_desktop import VirtualDesktop, until

AT_ONCE = 3.0
"""Seconds: a program by itself needs a tenth of that, beside others a few times as much."""


def visible_windows(desktop: VirtualDesktop) -> list[str]:
    """Return the names of the mapped windows of the program."""
    argv = ["xdotool", "search", "--onlyvisible", "--name", "TokenTray"]
    found = desktop.run(argv, capture_output=True)
    return found.stdout.split()


def order(program: subprocess.Popen[str], line: str) -> None:
    """Tell the program to change what its engine holds."""
    assert program.stdin is not None
    program.stdin.write(line + "\n")
    program.stdin.flush()


def test_icon_is_registered_with_every_size(desktop: VirtualDesktop, panel: Panel) -> None:
    """The panel knows one icon of ours, drawn for small and for dense screens."""
    start_tray(desktop, "api")
    panel.await_item()
    assert panel.icon_sizes() >= {16, 22, 24, 32, 48}


@pytest.mark.parametrize("style", ["dark", "light"])
@pytest.mark.parametrize(("name", "ratio"), [("XFCE", 3.0), ("", 2.8)])
@pytest.mark.parametrize("profile", ["api:3000", "old:-60"])
def test_icon_stands_out_from_the_panel(
    new_desktop: NewDesktop, style: str, name: str, ratio: float, profile: str, tmp_path: Path
) -> None:
    """Measured on the screen, on a dark and a light panel, whether that is known or not.

    This panel scales icons, which softens them: colours for both kinds have 3:1 before that.
    """
    desktop = new_desktop(panel_style=style)
    with closing(Panel(desktop)) as panel:
        start_tray(desktop, profile, XDG_CURRENT_DESKTOP=name)
        panel.await_item()
        until(lambda: profile.partition(":")[0] in panel.tooltip(), "the first state")
    path = tmp_path / "screen.png"
    until(lambda: clear_pixels(desktop, path, ratio) > 40, "an icon that can be seen")


def clear_pixels(desktop: VirtualDesktop, path: Path, ratio: float) -> int:
    """Count the pixels of the panel's last icon that stand out so from the panel."""
    desktop.screenshot(path)
    screen = QImage(str(path))
    right = screen.width() - 32
    ground = screen.pixelColor(right - 100, 16)
    spots = itertools.product(range(right, screen.width()), range(32))
    return sum(contrast(screen.pixelColor(*spot), ground) >= ratio for spot in spots)


def test_tooltip_names_moments_worst_first(desktop: VirtualDesktop, panel: Panel) -> None:
    """The tooltip says until when, and begins with what needs attention."""
    start_tray(desktop, "api:1800", "old:-60")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the tooltip")
    first, second = panel.tooltip().splitlines()
    assert first.startswith("old: expired ")
    assert second.startswith("api: until ")


def test_menu_shows_profiles_to_a_panel_that_never_opens_it(
    desktop: VirtualDesktop, panel: Panel
) -> None:
    """A panel that only fetches the layout sees each profile with its ring and its moment."""
    start_tray(desktop, "api:1800", "billing:600")
    panel.await_item()
    until(lambda: len(panel.labels()) > 5, "the menu")
    rows = [entry for entry in panel.entries() if entry.has_icon]
    assert [row.label.split()[0] for row in rows] == ["api", "billing"]
    assert all(" until " in row.label for row in rows)


def test_open_menu_counts_down(desktop: VirtualDesktop, panel: Panel) -> None:
    """While the menu is open its rows count; closed again they name moments."""
    start_tray(desktop, "api:840")
    panel.await_item()
    until(lambda: any("until" in label for label in panel.labels()), "the moments")
    panel.open_menu()
    until(lambda: any(" left" in label for label in panel.labels()), "the countdown")
    first = next(label for label in panel.labels() if " left" in label)
    until(lambda: first not in panel.labels(), "the next second", 3)
    panel.close_menu()
    until(lambda: not any(" left" in label for label in panel.labels()), "the moments")


def test_icon_changes_with_the_state_only(desktop: VirtualDesktop, panel: Panel) -> None:
    """The picture changes when a token expires, and is the same before that."""
    program = start_tray(desktop, "api:3000")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the first state")
    before = panel.icon()
    order(program, "views api:2999")
    order(program, "views api:-1")
    until(lambda: "expired" in panel.tooltip(), "the expiry")
    assert panel.icon() != before


@pytest.mark.parametrize("kind", ["xfce", "trayer"])
def test_panel_that_comes_late(new_desktop: NewDesktop, kind: str) -> None:
    """Started three seconds before the panel, the icon is there within two of its coming."""
    desktop = new_desktop(tray="none")
    start_tray(desktop, "api", TOKENTRAY_TEST="1")
    time_up = time.monotonic() + 3
    until(lambda: time.monotonic() > time_up, "three seconds without a panel", 4)
    if kind == "trayer":
        desktop.start_tray("trayer")
        until(lambda: len(embedded(desktop)) == 1, "the icon in the old panel", 15)
    else:
        desktop.start_tray("xfce")
        panel = Panel(desktop)
        began = time.monotonic()
        panel.await_item()
        assert time.monotonic() - began < 2
        panel.close()


def embedded(desktop: VirtualDesktop) -> list[str]:
    """Return the windows that trayer holds for others."""
    tree = desktop.run(["xwininfo", "-root", "-tree"], capture_output=True).stdout
    return [line for line in tree.splitlines() if '("tokentray" "TokenTray")' in line]


def test_panel_killed_again_and_again(desktop: VirtualDesktop, panel: Panel) -> None:
    """Each time the panel is killed and comes back, it gets exactly one icon again."""
    start_tray(desktop, "api")
    panel.await_item()
    for _ in range(5):
        desktop.stop_tray(kill=True)
        desktop.start_tray()
        panel.await_item()
        until(lambda: "api" in panel.tooltip(), "the icon's own tooltip")


def test_without_any_tray_a_window_is_shown(new_desktop: NewDesktop) -> None:
    """Where no panel shows icons the program is reachable by its window."""
    desktop = new_desktop(tray="none")
    start_tray(desktop, "api")
    until(lambda: len(visible_windows(desktop)) == 1, "a window", 10)


def test_closed_without_a_tray_a_notification_leads_back(new_desktop: NewDesktop) -> None:
    """The window is only minimised, and whoever cannot find it again clicks."""
    desktop = new_desktop(tray="none")
    start_tray(desktop, "api")
    until(lambda: len(visible_windows(desktop)) == 1, "a window", 10)
    (window,) = visible_windows(desktop)
    desktop.run(["xdotool", "windowactivate", "--sync", window, "key", "ctrl+w"])
    until(lambda: visible_windows(desktop) == [], "the minimised window")
    desktop.press_notification_button("Open")
    until(lambda: len(visible_windows(desktop)) == 1, "the window again")


def test_left_click_opens_the_window(desktop: VirtualDesktop, panel: Panel) -> None:
    """A left click brings up the window."""
    start_tray(desktop, "api")
    panel.await_item()
    assert visible_windows(desktop) == []
    panel.activate()
    until(lambda: len(visible_windows(desktop)) == 1, "the window")


def test_second_left_click_opens_no_second_window(desktop: VirtualDesktop, panel: Panel) -> None:
    """A double click is two of them."""
    start_tray(desktop, "api")
    panel.await_item()
    panel.activate()
    panel.activate()
    until(lambda: len(visible_windows(desktop)) == 1, "the window")
    assert desktop.run(["xdotool", "search", "--name", "^TokenTray$"], capture_output=True).stdout


def test_panel_without_menus_of_its_own_gets_one_shown(
    desktop: VirtualDesktop, panel: Panel
) -> None:
    """It asks by ContextMenu; by the keyboard the menu goes again."""
    start_tray(desktop, "api")
    panel.await_item()
    until(lambda: "Quit TokenTray" in panel.labels(), "the menu")
    desktop.run(["xdotool", "mousemove", "300", "300"], capture_output=True)
    panel.ask_for_menu()
    until(lambda: len(popups(desktop)) == 1, "the menu on the screen")
    desktop.run(["xdotool", "key", "q"], capture_output=True)
    until(lambda: panel.items() == [], "the end that its letter asked for")


def popups(desktop: VirtualDesktop) -> list[str]:
    """Return the menus of the program that are on the screen."""
    argv = ["xdotool", "search", "--onlyvisible", "--class", "tokentray"]
    return desktop.run(argv, capture_output=True).stdout.split()


def test_every_entry_has_a_letter_of_its_own_in_the_panel(
    desktop: VirtualDesktop, panel: Panel
) -> None:
    """But for a name with an underscore, which is whole instead."""
    start_tray(desktop, "my_api", "old:-60", "billing")
    panel.await_item()
    until(lambda: any(label.startswith("my_api ") for label in panel.labels()), "the rows")
    top = panel.entries(depth=1)
    letters = [one.letter for one in top if one.label and one.enabled and "_" not in one.label]
    assert "" not in letters
    assert len(set(letters)) == len(letters)


def test_middle_click_copies_the_only_profile(desktop: VirtualDesktop, panel: Panel) -> None:
    """A middle click copies without any menu."""
    start_tray(desktop, "api")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    panel.activate_secondary()
    until(lambda: desktop.read_clipboard() == "Bearer eyJ-stand-in.token", "the copy")


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_ends_it_at_once(
    desktop: VirtualDesktop, panel: Panel, wish: signal.Signals
) -> None:
    """Asked by the system, the program ends at once, with code 0 and its icon gone."""
    program = start_tray(desktop, "api")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the whole program")
    program.send_signal(wish)
    assert program.wait(AT_ONCE) == 0
    until(lambda: panel.items() == [], "the icon to go")


def test_quit_in_the_menu_leaves_no_process(desktop: VirtualDesktop, panel: Panel) -> None:
    """After Quit nothing of the program runs."""
    program = start_tray(desktop, "api")
    panel.await_item()
    until(lambda: "Quit TokenTray" in panel.labels(), "the menu")
    panel.click("Quit TokenTray")
    assert program.wait(AT_ONCE) == 0
    until(lambda: desktop.processes() == (), "the last process to end", 3)
