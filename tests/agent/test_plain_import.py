"""The running program imports as Python does, whatever PySide6 puts into its place."""

from __future__ import annotations

import subprocess
import sys


def test_no_source_of_a_module_is_read() -> None:
    """PySide6 would look for its own features in each, and keep the text for ever."""
    code = """
import linecache
from tokentray.agent.plain_import import use_plain_import
use_plain_import()
import tokentray.agent.engine
print(set(linecache.cache))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
