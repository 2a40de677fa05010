"""Homes without and with a keyring, with and without the running program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.home import Home, running
from tests.faults.endpoint import HostileEndpoint
from virtual_desktop import VirtualDesktop

NewHome = Callable[[dict[str, str]], Home]


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[NewHome]:
    """Make a home in an environment."""
    with TemporaryDirectory(prefix="tt-") as runtime:
        yield lambda environ: Home(tmp_path, Path(runtime), environ)


@pytest.fixture
def bare_home(new_home: NewHome) -> Home:
    """A home with neither display nor D-Bus, and so without a keyring."""
    foreign = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM")
    environ = {name: value for name, value in os.environ.items() if name not in foreign}
    return new_home(environ | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"})


@pytest.fixture
def home(bare_home: Home) -> Home:
    """The home that a test means where it says no more; some files put another in its place."""
    return bare_home


@pytest.fixture
def memory_home(bare_home: Home) -> Iterator[Home]:
    """A home in which the program runs headless and keeps tokens in memory."""
    with running(bare_home, "--headless", "--store", "memory"):
        yield bare_home


@pytest.fixture(scope="module")
def keyring_desktop() -> Iterator[VirtualDesktop]:
    """A session bus and a real, unlocked keyring."""
    parts = {"tray": "none", "notifications": "none", "window_manager": "none"}
    with VirtualDesktop(**parts) as desktop:  # type: ignore[arg-type]  # literals in a dict
        yield desktop


@pytest.fixture
def keyring_home(new_home: NewHome, keyring_desktop: VirtualDesktop) -> Home:
    """A home with a real keyring, in which no program runs; display and tray are absent."""
    environ = keyring_desktop.environment
    del environ["DISPLAY"]
    return new_home(environ)


@pytest.fixture
def endpoint() -> Iterator[HostileEndpoint]:
    """A token endpoint that answers honestly, or as a test scripts it."""
    with HostileEndpoint() as endpoint:
        yield endpoint
