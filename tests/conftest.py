"""What holds for all tests: Qt draws nowhere unless somebody names a screen."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# How long one example takes says more of what else the machine does.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Python looks for garbage in whichever thread is at work just then. The servers that tests talk to
# are threads, and a widget that is deleted in one of them takes the process with it.
gc.disable()

_OLD_ENOUGH = (2_000, 20, 20)


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """Look for garbage after each test, in the thread that Qt belongs to."""
    yield
    due = [count > limit for count, limit in zip(gc.get_count(), _OLD_ENOUGH, strict=True)]
    if any(due):
        gc.collect(max(number for number, is_due in enumerate(due) if is_due))
