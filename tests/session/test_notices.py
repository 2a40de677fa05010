"""Notices in a real desktop: buttons pressed over D-Bus, replaced, taken back, and in the menu."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import closing
from typing import Any

from tests.session.conftest import NewDesktop, start_tray
from tests.session.panel import Panel
from tests.session.story import ROOT
from tests.session.test_tray import order, visible_windows
from virtual_desktop import VirtualDesktop, until


def start(desktop: VirtualDesktop, *profiles: str) -> subprocess.Popen[str]:
    """Start the tray program where it can be asked what it did."""
    argv = [sys.executable, "-m", "tests.session.tray_program", *profiles]
    return desktop.popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def asked(program: subprocess.Popen[str]) -> list[list[Any]]:
    """Return what the program asked its engine for."""
    order(program, "asked")
    assert program.stdout is not None
    found: list[list[Any]] = json.loads(program.stdout.readline())
    return found


def shown(desktop: VirtualDesktop) -> int:
    """Tell how many notifications are on the screen or wait for a place there."""
    counts = [
        desktop.run(["dunstctl", "count", word], capture_output=True).stdout.strip()
        for word in ("displayed", "waiting")
    ]
    return sum(int(count or 0) for count in counts)


def has_line(panel: Panel, words: str) -> bool:
    """Tell whether the menu says so on top."""
    return panel.labels()[:1] == [words]


def test_snooze(desktop: VirtualDesktop, panel: Panel) -> None:
    """The engine puts it off, and notification and line are gone until then."""
    program = start(desktop, "api")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    order(program, "notice FAILED api")
    until(lambda: has_line(panel, "api needs a new sign-in"), "the line")
    desktop.press_notification_button("Snooze 1 h")
    until(lambda: ["snooze", "id-api"] in asked(program), "the wish")
    until(lambda: not has_line(panel, "api needs a new sign-in"), "no line")
    until(lambda: shown(desktop) == 0, "no notification")


def test_copy(desktop: VirtualDesktop, panel: Panel) -> None:
    """The button copies, and another program can paste it."""
    program = start_tray(desktop, "api:200")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    order(program, "notice CANNOT_REFRESH api")
    desktop.press_notification_button("Copy bearer")
    until(lambda: desktop.read_clipboard() == "Bearer eyJ-stand-in.token", "the copy")


def test_refresh(desktop: VirtualDesktop, panel: Panel) -> None:
    """The button refreshes, whatever waits."""
    program = start(desktop, "api:-200")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    order(program, "notice EXPIRED api")
    desktop.press_notification_button("Refresh now")
    until(lambda: ["refresh", "id-api", True] in asked(program), "the refresh")


def test_many_are_one_and_go_when_settled(desktop: VirtualDesktop, panel: Panel) -> None:
    """The later notice takes the place of the earlier; settled it leaves screen and menu."""
    program = start_tray(desktop, "api", "maps", "orders")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    order(program, "notice FAILED api")
    until(lambda: shown(desktop) == 1, "the first")
    order(program, "notice FAILED maps orders")
    until(lambda: has_line(panel, "3 profiles need a new sign-in"), "all of them")
    until(lambda: shown(desktop) == 1, "one notification")
    order(program, "settle api maps orders")
    until(lambda: shown(desktop) == 0, "no notification")
    assert not any("sign-in" in label for label in panel.labels()[:1])


def test_two_of_one_profile_at_once_are_one(desktop: VirtualDesktop, panel: Panel) -> None:
    """The second is sent before the service has answered for the first."""
    program = start_tray(desktop, "api")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    assert program.stdin is not None
    program.stdin.write("notice CANNOT_REFRESH api\nnotice FAILED api\n")
    program.stdin.flush()
    until(lambda: has_line(panel, "api needs a new sign-in"), "the line")
    until(lambda: shown(desktop) == 1, "one notification")


def test_one_that_a_person_closed_was_seen(desktop: VirtualDesktop, panel: Panel) -> None:
    """Nothing reminds of it in the menu."""
    program = start_tray(desktop, "api")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    order(program, "notice FAILED api")
    until(lambda: shown(desktop) == 1, "the notification")
    until(lambda: has_line(panel, "api needs a new sign-in"), "the line")
    desktop.run(["dunstctl", "close"])
    until(lambda: not has_line(panel, "api needs a new sign-in"), "no line")


def test_a_missed_one_leads_there_from_the_menu(new_desktop: NewDesktop) -> None:
    """No service shows notifications: the menu says it, and opens the window; then it is seen."""
    desktop = new_desktop(notifications="none")
    with closing(Panel(desktop)) as panel:
        lead_there(desktop, panel)


def lead_there(desktop: VirtualDesktop, panel: Panel) -> None:
    """Miss a notice, and find it in the menu."""
    program = start_tray(desktop, "api", "maps")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    order(program, "notice ENDS_SOON maps")
    until(lambda: any(label.startswith("Sign-in of maps ends") for label in panel.labels()), "it")
    assert panel.tooltip().startswith("Sign-in of maps ends at ")
    panel.click("Sign-in of maps")
    until(lambda: len(visible_windows(desktop)) == 1, "the window")
    until(lambda: not panel.tooltip().startswith("Sign-in of maps"), "nothing more to say")


def test_do_not_disturb(new_desktop: NewDesktop) -> None:
    """No word about copies meanwhile; the rest is sent without a sound; never critical."""
    desktop = new_desktop(notifications="none")
    service = desktop.popen(
        [sys.executable, "-m", "tests.session.quiet_service", "true"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert service.stdout is not None
    assert json.loads(service.stdout.readline()) == {"ready": True}
    with closing(Panel(desktop)) as panel:
        disturb_not(desktop, panel, service)


def disturb_not(desktop: VirtualDesktop, panel: Panel, service: subprocess.Popen[str]) -> None:
    """Tell and copy, first while nobody wants to be disturbed, then again."""
    assert service.stdin is not None
    assert service.stdout is not None
    program = start_tray(desktop, "api")
    panel.await_item()
    until(lambda: "api" in panel.tooltip(), "the state")
    order(program, "notice FAILED api")
    first = json.loads(service.stdout.readline())
    assert first["hints"] == {
        "urgency": 1,
        "desktop-entry": "org.tokentray.TokenTray",
        "suppress-sound": True,
    }
    panel.activate_secondary()
    until(lambda: desktop.read_clipboard() == "Bearer eyJ-stand-in.token", "the copy")
    said_by = time.monotonic() + 1.5
    until(lambda: time.monotonic() > said_by, "the time in which a copy is announced")
    order(program, "notice CANNOT_REFRESH api")
    assert json.loads(service.stdout.readline())["summary"].startswith("api ends at ")
    service.stdin.write("false\n")
    service.stdin.flush()

    def is_loud() -> bool:
        assert service.stdout is not None
        order(program, "notice EXPIRED api")
        told = json.loads(service.stdout.readline())
        assert told["summary"].startswith("api expired at ")
        assert told["replaces"] == 1
        assert told["hints"]["urgency"] == 1
        return "suppress-sound" not in told["hints"]

    until(is_loud, "a notice with its sound")
    panel.activate_secondary()
    copied = json.loads(service.stdout.readline())
    assert (copied["summary"], copied["hints"]["urgency"]) == ("api copied", 0)
    assert copied["hints"]["transient"] is True
