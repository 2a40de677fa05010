"""Locked with the screen: each service that tells of it, on a real bus."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.program import Program, until
from tests.agent.screen_services import LOGIN, service
from tokentray.agent.screen_watch import ScreenWatch
from virtual_desktop import VirtualDesktop

SAVERS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    """Two buses and nothing on them."""
    parts = {"tray": "none", "notifications": "none", "window_manager": "none", "keyring": "none"}
    with VirtualDesktop(**parts) as desktop:  # type: ignore[arg-type]  # literals in a dict
        yield desktop


@pytest.fixture
def program(desktop: VirtualDesktop) -> Iterator[Program]:
    """A program whose user wants to be locked with the screen; not started."""
    program = Program(desktop.folder, memory=True, **desktop.environment)
    program.folders.config.mkdir(mode=0o700, parents=True, exist_ok=True)
    program.folders.settings_file.write_text("lock_on_screen_lock = true\n", encoding="utf-8")
    yield program
    program.end()


def locked(program: Program) -> bool:
    """Tell whether it says that it is locked."""
    return bool(program.ask("status")["locked"])


def session_bus(desktop: VirtualDesktop) -> str:
    """Return the address of the session's bus."""
    return desktop.environment["DBUS_SESSION_BUS_ADDRESS"]


def system_bus(desktop: VirtualDesktop) -> str:
    """Return the address of the system's bus."""
    return desktop.environment["DBUS_SYSTEM_BUS_ADDRESS"]


@pytest.mark.parametrize("name", SAVERS)
def test_each_desktops_screen_saver(desktop: VirtualDesktop, program: Program, name: str) -> None:
    """It locks with the screen and opens with it, again and again."""
    program.start()
    with service(session_bus(desktop), f"org.{name}.ScreenSaver") as saver:
        for _ in range(20):
            saver.tell("true")
            until(lambda: locked(program), "it is locked")
            saver.tell("false")
            until(lambda: not locked(program), "it is open")


@pytest.mark.parametrize("session", ["", "1"])
def test_the_login_service(desktop: VirtualDesktop, program: Program, session: str) -> None:
    """Our own session's signals count, named by the environment or asked for; no other's do."""
    program.environ["XDG_SESSION_ID"] = session
    with service(system_bus(desktop), LOGIN) as login:
        program.start()
        until(lambda: _locks(program, login.tell, "Lock"), "it is locked")
        login.tell("Unlock")
        until(lambda: not locked(program), "it is open")
        login.tell("other-Lock")
        login.tell("Lock")
        login.tell("other-Unlock")
        until(lambda: locked(program), "it is locked")
        login.tell("Unlock")
        until(lambda: not locked(program), "it is open")
        login.tell("other-Lock")
        login.tell("Unlock")
        for _ in range(3):
            assert not locked(program)


@pytest.mark.parametrize("session", ["", "1"])
def test_the_mark_of_a_session(desktop: VirtualDesktop, program: Program, session: str) -> None:
    """What a locker tells the login service of our session counts, of another's it does not."""
    program.environ["XDG_SESSION_ID"] = session
    with service(system_bus(desktop), LOGIN) as login:
        program.start()
        until(lambda: _locks(program, login.tell, "true"), "it is locked")
        for _ in range(10):
            login.tell("false")
            until(lambda: not locked(program), "it is open")
            login.tell("other-true")
            login.tell("true")
            login.tell("other-false")
            until(lambda: locked(program), "it is locked")
        login.tell("Unlock")
        until(lambda: not locked(program), "it is open")


@pytest.mark.parametrize(("mark", "has_saver"), [("true", True), ("false", False)])
def test_a_program_that_starts_behind_a_mark(
    desktop: VirtualDesktop, program: Program, mark: str, has_saver: bool
) -> None:
    """A marked session is locked whatever a saver says; without a mark it may be so too."""
    program.folders.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    program.folders.lock_flag.write_text("screen\n", encoding="ascii")
    with ExitStack() as services:
        login = services.enter_context(service(system_bus(desktop), LOGIN))
        login.tell(mark)
        if has_saver:
            services.enter_context(service(session_bus(desktop), "org.gnome.ScreenSaver"))
        program.start()
        for _ in range(3):
            assert locked(program)
        until(lambda: _opens(program, login.tell), "it is open")


def _opens(program: Program, tell: Callable[[str], None]) -> bool:
    """Mark the session and take the mark away; a program that has just started may not hear it."""
    tell("true")
    tell("false")
    return not locked(program)


def _locks(program: Program, tell: Callable[[str], None], word: str) -> bool:
    """Lock once more; a program that has just started may not hear it yet."""
    tell(word)
    return locked(program)


def test_who_does_not_want_it(desktop: VirtualDesktop, program: Program) -> None:
    """Without the setting the screen's lock changes nothing; set meanwhile, it counts."""
    program.folders.settings_file.write_text("", encoding="utf-8")
    program.start()
    with service(session_bus(desktop), "org.gnome.ScreenSaver") as saver:
        saver.tell("true")
        for _ in range(3):
            assert not locked(program)
        program.folders.settings_file.write_text("lock_on_screen_lock = true\n", encoding="utf-8")
        until(lambda: _locks(program, saver.tell, "true"), "the setting counts")


def test_a_persons_lock_stays(desktop: VirtualDesktop, program: Program) -> None:
    """Unlocking the screen does not open what a person locked."""
    program.start()
    with service(session_bus(desktop), "org.freedesktop.ScreenSaver") as saver:
        program.ask("lock")
        saver.tell("true")
        saver.tell("false")
        for _ in range(3):
            assert locked(program)
    assert program.ask("unlock")["ok"]
    assert not locked(program)


@pytest.mark.parametrize(("screen", "opens"), [("false", True), ("true", False)])
def test_a_program_that_starts_later(
    desktop: VirtualDesktop, program: Program, screen: str, opens: bool
) -> None:
    """Locked by a screen that has opened meanwhile, it opens; behind one still locked it waits."""
    program.folders.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    program.folders.lock_flag.write_text("screen\n", encoding="ascii")
    with service(session_bus(desktop), "org.gnome.ScreenSaver") as saver:
        saver.tell(screen)
        program.start()
        if opens:
            until(lambda: not locked(program), "it is open")
            assert not program.folders.lock_flag.exists()
        else:
            assert locked(program)
        saver.tell("false")
        until(lambda: not locked(program), "it is open")


def test_where_nobody_tells(program: Program) -> None:
    """Locked by a screen of which nobody knows now, it stays so until a person opens it."""
    program.folders.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    program.folders.lock_flag.write_text("screen\n", encoding="ascii")
    program.start()
    assert locked(program)

    assert program.ask("unlock")["ok"]

    assert not locked(program)


def test_the_module_is_light() -> None:
    """D-Bus is imported when watching begins, not before the icon."""
    code = "import sys, tokentray.agent.screen_watch; print('PySide6.QtDBus' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_what_is_told_meanwhile_is_fresher(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen that opens while its services are asked stays open when the last has answered."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    watch = ScreenWatch()
    watch.ask()
    watch._note("gnome", True)
    with qtbot.waitSignal(watch.unlocked):
        watch.on_active_changed(False)

    with qtbot.assertNotEmitted(watch.locked):
        for name in ("freedesktop", "cinnamon", "mate", "xfce", "LockedHint"):
            watch._note(name, None)
