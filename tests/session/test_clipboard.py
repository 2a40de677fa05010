"""The clipboard as another program sees it, with and without a clipboard manager."""

from __future__ import annotations

import signal
import subprocess
import time

import pytest

from tests.session.conftest import start_tray
from tests.session.panel import Panel
from virtual_desktop import VirtualDesktop, until

BEARER = "Bearer eyJ-stand-in.token"
PLACEHOLDER = "(cleared by TokenTray)"


def copy(desktop: VirtualDesktop, panel: Panel, clear_in: int = 30) -> subprocess.Popen[str]:
    """Start the program and copy by its menu; return once another program pastes it."""
    program: subprocess.Popen[str] = start_tray(desktop, "api", CLEAR_IN=str(clear_in))
    panel.await_item()
    until(lambda: "Copy bearer" in panel.labels(), "the menu")
    panel.click("Copy bearer")
    until(lambda: desktop.read_clipboard() == BEARER, "the copy", 2)
    return program


def guards(desktop: VirtualDesktop, program: subprocess.Popen[str]) -> set[int]:
    """Return the processes beside the program."""
    return set(desktop.processes()) - {program.pid}


def put(desktop: VirtualDesktop, text: str) -> None:
    """Let a person copy something else."""
    argv = ["xclip", "-in", "-selection", "clipboard"]
    desktop.run(argv, input=text, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_copy_is_exact_and_marked(desktop: VirtualDesktop, panel: Panel) -> None:
    """Another program pastes exactly the bearer, sees the mark, and nothing in PRIMARY."""
    copy(desktop, panel)
    assert "x-kde-passwordManagerHint" in desktop.clipboard_targets()
    assert desktop.read_clipboard("x-kde-passwordManagerHint") == "secret"
    assert desktop.clipboard_targets("primary") == ()


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("Copy raw token", "eyJ-stand-in.token"),
        ("Copy as header", "Authorization: Bearer eyJ-stand-in.token"),
        ("Copy as curl config", 'header = "Authorization: Bearer eyJ-stand-in.token"'),
        ("Copy as environment variable", "export ACCESS_TOKEN='eyJ-stand-in.token'"),
    ],
)
def test_submenu_copies_other_words(
    desktop: VirtualDesktop, panel: Panel, entry: str, text: str
) -> None:
    """Each entry of the submenu copies the token in its own words."""
    start_tray(desktop, "api")
    panel.await_item()
    until(lambda: entry in panel.labels(), "the menu")
    panel.click(entry)
    until(lambda: desktop.read_clipboard() == text, "the copy", 2)


def test_cleared_within_a_second_of_its_deadline(desktop: VirtualDesktop, panel: Panel) -> None:
    """The copy is gone no later than a second after its time, and its guard soon after."""
    program = copy(desktop, panel, clear_in=2)
    copied = time.monotonic()
    until(lambda: desktop.read_clipboard() is None, "the clearing", 4)
    assert 1.5 < time.monotonic() - copied < 3.0
    until(lambda: not guards(desktop, program), "the guard to go", 3)


def test_foreign_text_is_never_cleared(desktop: VirtualDesktop, panel: Panel) -> None:
    """What somebody copied after us stays, whatever deadline we had."""
    program = copy(desktop, panel, clear_in=2)
    put(desktop, "a person's own text")
    copied = time.monotonic()
    until(lambda: time.monotonic() - copied > 3.5, "our deadline to pass", 4)
    assert desktop.read_clipboard() == "a person's own text"
    program.terminate()
    program.wait(1)
    assert desktop.read_clipboard() == "a person's own text"


def test_second_copy_has_its_own_time(desktop: VirtualDesktop, panel: Panel) -> None:
    """A copy made before the first one's deadline is not cleared by it."""
    copy(desktop, panel, clear_in=3)
    began = time.monotonic()
    until(lambda: time.monotonic() - began > 2, "two seconds", 3)
    panel.click("Copy raw token")
    until(lambda: desktop.read_clipboard() == "eyJ-stand-in.token", "the second copy", 1)
    until(lambda: time.monotonic() - began > 4, "the first deadline to pass", 3)
    assert desktop.read_clipboard() == "eyJ-stand-in.token"
    until(lambda: desktop.read_clipboard() is None, "the second clearing", 3)


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_takes_the_copy_back(
    desktop: VirtualDesktop, panel: Panel, wish: signal.Signals
) -> None:
    """A program that is asked to end takes its copy along, within a second."""
    program = copy(desktop, panel)
    program.send_signal(wish)
    assert program.wait(1) == 0
    assert desktop.read_clipboard() is None
    until(lambda: desktop.processes() == (), "the guard to go", 3)


def start_manager(desktop: VirtualDesktop) -> subprocess.Popen[str]:
    """Start a clipboard manager, and wait until it is one."""
    manager = desktop.popen(["xfce4-clipman"], stderr=subprocess.DEVNULL)
    argv = ["gdbus", "wait", "--session", "--timeout", "10", "org.xfce.clipman"]
    assert desktop.run(argv).returncode == 0
    return manager


def test_guard_clears_after_a_kill(desktop: VirtualDesktop, panel: Panel) -> None:
    """Killed with a copy pending: what a manager kept of it, the program's guard takes back."""
    manager = start_manager(desktop)
    program = copy(desktop, panel, clear_in=4)
    deadline = time.monotonic() + 4
    program.kill()
    program.wait()
    until(lambda: time.monotonic() > deadline + 1, "the deadline", 6)
    assert desktop.read_clipboard() != BEARER
    until(lambda: guards(desktop, program) <= {manager.pid}, "the guard to go", 5)


def test_manager_that_restores_is_overwritten_once(desktop: VirtualDesktop, panel: Panel) -> None:
    """A copy that a manager brings back is replaced by words that harm nobody."""
    start_manager(desktop)
    copy(desktop, panel, clear_in=1)
    until(lambda: desktop.read_clipboard() == PLACEHOLDER, "the replacement", 5)


def test_quit_with_a_manager_leaves_nothing_to_paste(desktop: VirtualDesktop, panel: Panel) -> None:
    """Quit with a copy pending: a second later no program can paste it, manager or not."""
    start_manager(desktop)
    program = copy(desktop, panel)
    program.terminate()
    assert program.wait(2) == 0
    until(lambda: desktop.read_clipboard() != BEARER, "the copy to go", 3)
