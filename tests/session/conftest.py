"""A real desktop without a screen for each test, and programs in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.session.panel import Panel
from virtual_desktop import VirtualDesktop

NewDesktop = Callable[..., VirtualDesktop]
StartTray = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def new_desktop() -> Iterator[NewDesktop]:
    """Make desktops with the parts that a test names; they end with it."""
    with ExitStack() as stack:

        def make(**parts: Any) -> VirtualDesktop:
            return stack.enter_context(VirtualDesktop(**({"keyring": "none"} | parts)))

        yield make


@pytest.fixture
def desktop(new_desktop: NewDesktop) -> VirtualDesktop:
    """A desktop with an Xfce panel, dunst and no keyring."""
    return new_desktop()


@pytest.fixture
def panel(desktop: VirtualDesktop) -> Iterator[Panel]:
    """What the panel of `desktop` sees."""
    seen = Panel(desktop)
    yield seen
    seen.close()


def start_tray(desktop: VirtualDesktop, *profiles: str, **variables: str) -> Any:
    """Start the tray program over a stand-in engine with `NAME[:SECONDS_LEFT]` profiles."""
    return desktop.popen(
        [sys.executable, "-m", "tests.session.tray_program", *profiles],
        env=desktop.environment | variables,
        stdin=subprocess.PIPE,
    )
