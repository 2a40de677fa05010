"""What the system says of a process, on each platform: one promise, three readers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from tests.platforms import macos, windows
from tests.platforms.macos import StandInMacos, process_area
from tests.platforms.windows import ACCESS_DENIED, StandInWindows
from tokentray.agent.peer import asking_program, is_alive
from tokentray.agent.processes import Process, read_process
from tokentray.agent.processes import macos as macos_reader
from tokentray.agent.processes import windows as windows_reader

FILETIME_2027 = 134_438_000_000_000_000
POSIX_2027 = FILETIME_2027 / 1e7 - 11_644_473_600
WINDOWS_PYTHON = r"C:\Program Files\Python311\python.exe"
MACOS_PYTHON = (
    b"/Library/Frameworks/Python.framework/Versions/3.11/Resources/Python.app/Contents/MacOS/Python"
)


@dataclass
class Site:
    """A platform on which one process runs whose parent is `parent`."""

    read: Callable[[int], Process | None]
    pid: int
    parent: int
    executable: str
    folder: str
    words: tuple[str, ...]
    started_at: float
    end: Callable[[], None]


def linux_site() -> Iterator[Site]:
    """A real process."""
    argv = (sys.executable, "-c", "input()", "a b")
    with subprocess.Popen(argv, stdin=subprocess.PIPE, cwd="/") as process:

        def end() -> None:
            process.communicate(b"\n")

        executable = str(Path(sys.executable).resolve())
        read = partial(read_process, platform="linux")
        yield Site(read, process.pid, os.getpid(), executable, "/", argv, time.time(), end)
        if process.poll() is None:
            end()


def macos_site() -> Iterator[Site]:
    """A recorded one."""
    system = StandInMacos()
    system.processes[500] = macos.Told()
    system.processes[501] = macos.Told(
        parent=500, name=b"Python", executable=MACOS_PYTHON, words=(b"python3", b"-c", b"a b")
    )
    yield Site(
        partial(macos_reader.read, load=system.load),
        501,
        500,
        MACOS_PYTHON.decode(),
        "/Users/me",
        ("python3", "-c", "a b"),
        1_800_000_000.25,
        lambda: system.processes.clear(),
    )


def windows_site() -> Iterator[Site]:
    """A recorded one."""
    for system in windows.stand_in():
        system.processes[4000] = windows.Told(created=FILETIME_2027 - 10)
        system.processes[4004] = windows.Told(
            parent=4000,
            created=FILETIME_2027,
            image=WINDOWS_PYTHON,
            line=f'"{WINDOWS_PYTHON}" -c "a b"',
        )

        def end(system: StandInWindows = system) -> None:
            system.processes[4004].ended = 0

        yield Site(
            partial(windows_reader.read, system=system),
            4004,
            4000,
            WINDOWS_PYTHON,
            "",
            (WINDOWS_PYTHON, "-c", "a b"),
            POSIX_2027,
            end,
        )


@pytest.fixture(params=[linux_site, macos_site, windows_site])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """Linux for real, macOS and Windows on their stand-ins."""
    yield from request.param()


class TestEach:
    """What holds on every platform."""

    def test_it_is_what_the_system_says(self, site: Site) -> None:
        """Parent, executable, words and start; the folder where the system tells it."""
        found = site.read(site.pid)

        assert found is not None
        assert (found.pid, found.parent) == (site.pid, site.parent)
        assert (found.executable, found.folder) == (site.executable, site.folder)
        assert found.words == site.words
        assert found.started_at == pytest.approx(site.started_at, abs=60)
        assert found.name.lower().startswith("python")

    def test_it_is_the_same_until_it_ends(self, site: Site) -> None:
        """Pid and start name one process for good."""
        asker = asking_program(site.pid, site.read)
        assert asker is not None
        assert is_alive(asker, site.read)
        assert not is_alive(replace(asker, born=asker.born + 1), site.read)
        site.end()

        assert not is_alive(asker, site.read)
        assert site.read(site.pid) is None

    def test_its_program_is_named(self, site: Site) -> None:
        """By the last part of the path, whichever way its slashes lean."""
        asker = asking_program(site.pid, site.read)

        assert asker is not None
        assert asker.name.lower().startswith("python")
        assert "\\" not in asker.name
        assert "/" not in asker.name

    def test_nobody_has_such_a_number(self, site: Site) -> None:
        """None is the answer."""
        assert site.read(0x7FFFFFFE) is None


class TestMacos:
    """What the calls of macOS may answer."""

    @pytest.fixture
    def system(self) -> StandInMacos:
        """One shell."""
        system = StandInMacos()
        system.processes[500] = macos.Told()
        return system

    def test_a_system_that_keeps_things_to_itself(self, system: StandInMacos) -> None:
        """The rest is told still."""
        system.processes[500] = macos.Told(executable=None, words=None, folder=None)
        found = macos_reader.read(500, system.load)

        assert found is not None
        assert (found.name, found.executable, found.words, found.folder) == ("zsh", "", (), "")

    def test_a_number_that_was_given_away_meanwhile(self, system: StandInMacos) -> None:
        """Halves of two processes are none."""
        system.reborn[500] = macos.Told(born=(1_800_000_001, 0))

        assert macos_reader.read(500, system.load) is None

    def test_our_own_command_is_not_the_one_that_asks(self, system: StandInMacos) -> None:
        """Python's program is called with a capital there."""
        words = (b"python3", b"/Users/me/bin/tokentray", b"token", b"api")
        system.processes[501] = macos.Told(parent=500, executable=MACOS_PYTHON, words=words)
        asker = asking_program(501, partial(macos_reader.read, load=system.load))

        assert asker is not None
        assert (asker.name, asker.pid) == ("zsh", 500)

    @pytest.mark.parametrize(
        ("area", "words"),
        [
            (process_area(b"/bin/zsh", (b"zsh", b"", b"-c")), ("zsh", "", "-c")),
            (process_area(b"/bin/zsh", ()), ()),
            (b"", ()),
            (b"\xff\xff\xff\xff/bin/zsh\0\0zsh\0", ()),
            (b"\x05\x00\x00\x00/bin/zsh\0\0zsh\0", ("zsh", "")),
        ],
    )
    def test_the_words_end_before_the_environment(
        self, area: bytes, words: tuple[str, ...]
    ) -> None:
        """However the area looks, nothing of the environment is a word."""
        assert macos_reader.words_of(area) == words


class TestWindows:
    """What the functions of Windows may answer."""

    @pytest.fixture
    def system(self) -> Iterator[StandInWindows]:
        """A shell and a child of it."""
        for system in windows.stand_in():
            system.processes[4000] = windows.Told(created=FILETIME_2027 - 10)
            system.processes[4004] = windows.Told(parent=4000, created=FILETIME_2027)
            yield system

    def test_a_number_that_a_younger_process_bears(self, system: StandInWindows) -> None:
        """The parent has ended: whoever has its number now asked for nothing."""
        system.processes[4000].created = FILETIME_2027 + 1
        found = windows_reader.read(4004, system)

        assert found is not None
        assert found.parent == 0

    @pytest.mark.parametrize("is_closed", [True, False])
    def test_a_parent_that_cannot_be_looked_at(
        self, system: StandInWindows, is_closed: bool
    ) -> None:
        """Nobody knows how old it is, so it is none."""
        if is_closed:
            system.processes[4000].is_closed = True
        else:
            del system.processes[4000]
        found = windows_reader.read(4004, system)

        assert found is not None
        assert found.parent == 0

    def test_a_process_that_cannot_be_looked_at(self, system: StandInWindows) -> None:
        """Has no name, so nothing is handed out by asking."""
        system.processes[4004].is_closed = True

        assert windows_reader.read(4004, system) is None
        assert asking_program(4004, partial(windows_reader.read, system=system)) is None

    def test_a_command_line_that_is_not_told(self, system: StandInWindows) -> None:
        """Older systems do not know the question; the rest is told still."""
        system.processes[4004].line = None
        found = windows_reader.read(4004, system)

        assert found is not None
        assert (found.name, found.words) == ("cmd.exe", ())

    @pytest.mark.parametrize(
        "function",
        [
            "GetExitCodeProcess",
            "GetProcessTimes",
            "CreateToolhelp32Snapshot",
            "Process32FirstW",
            "CommandLineToArgvW",
        ],
    )
    def test_what_else_may_fail(self, system: StandInWindows, function: str) -> None:
        """It is nobody then, and nothing is left open."""
        system.failures[function] = ACCESS_DENIED

        assert windows_reader.read(4004, system) is None

    def test_an_executable_that_is_not_told(self, system: StandInWindows) -> None:
        """The name is known still."""
        system.failures["QueryFullProcessImageNameW"] = ACCESS_DENIED
        found = windows_reader.read(4004, system)

        assert found is not None
        assert (found.name, found.executable) == ("cmd.exe", "")

    @pytest.mark.parametrize(
        ("image", "line"),
        [
            (WINDOWS_PYTHON, f'"{WINDOWS_PYTHON}" -m tokentray token api'),
            (WINDOWS_PYTHON, f'"{WINDOWS_PYTHON}" C:\\Scripts\\tokentray-gui.exe'),
            (r"C:\Apps\TokenTray.exe", "TokenTray token api"),
        ],
    )
    def test_our_own_command_is_not_the_one_that_asks(
        self, system: StandInWindows, image: str, line: str
    ) -> None:
        """By module, by the launcher that pip makes, and as one file."""
        system.processes[4004].image, system.processes[4004].line = image, line
        asker = asking_program(4004, partial(windows_reader.read, system=system))

        assert asker is not None
        assert (asker.name, asker.pid) == ("cmd.exe", 4000)

    def test_a_script_is_named_by_its_whole_path_only(self, system: StandInWindows) -> None:
        """The folder is not told, so a bare word could be any file."""
        system.processes[4004].image = WINDOWS_PYTHON
        system.processes[4004].line = "python deploy.py"
        asker = asking_program(4004, partial(windows_reader.read, system=system))

        assert asker is not None
        assert (asker.name, asker.script) == ("python.exe", "")
