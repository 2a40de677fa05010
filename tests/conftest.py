"""What holds for all tests: Qt draws nowhere unless somebody names a screen."""

from __future__ import annotations

import os

from hypothesis import settings

# How long one example takes says more of what else the machine does.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
