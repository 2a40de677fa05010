"""Scripted workers for the tests of the running program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.agent.script import Script


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Scenes for the scripted worker, in a folder of their own."""
    folder = tmp_path / "script"
    folder.mkdir()
    return Script(folder)
